"use strict";

// Watches the surface of this document: asks the worker how it is read, notices a conversation being opened, changed and
// left, and reports each new message once. What is typed is never looked at.
(() => {
  const POLL_MS = 1000;
  const HIDDEN_POLL_MS = 5000;
  // A page that is being built shows some signs before the others.
  const PATIENCE_MS = 2500;
  const MAX_MESSAGES = 50;
  const MAX_CONVERSATIONS = 8;
  const FIXED_ATTRIBUTES = ["href", "contenteditable", "hidden", "class", "id"];


  /** @param {Ui.Surface} surface */
  function attributesOf(surface) {
    const named = JSON.stringify(surface).matchAll(/\[([a-z][a-z0-9-]*)|"attr":"([a-z-]+)"/gu);
    return [...new Set([...FIXED_ATTRIBUTES, ...[...named].map((found) => found[1] ?? found[2])])];
  }

  /** The name of a conversation and of who is in it: two looks must agree on it. @param {Ui.Head} head */
  const keyOf = (head) => JSON.stringify([head.surface, head.state, head.why, head.conversation, head.peer]);

  class Watcher {
    /**
     * @param {Document} doc
     * @param {Ui.Surface[]} surfaces those of this host
     * @param {(chat: Ui.Chat) => void} send
     * @param {Ui.SurfaceTimers} timers
     */
    constructor(doc, surfaces, send, timers) {
      this.doc = doc;
      this.surfaces = surfaces;
      this.send = send;
      this.timers = timers;
      this.cost = { nodes: 0 };
      /** @type {{ key: string, since: number }} */ this.seen = { key: "", since: 0 };
      /** @type {Ui.Head | null} */ this.head = null;
      /** @type {InstanceType<typeof realdesk.surfaceQueue.Queue> | null} */ this.queue = null;
      /** @type {MutationObserver | null} */ this.observer = null;
      /** @type {Map<string, InstanceType<typeof realdesk.surfaceQueue.Reported>>} */ this.reported = new Map();
      this.said = "";
      this.saidKey = "";
      /** @type {Ui.ChatMessage[]} */ this.fresh = [];
      this.isIdleAsked = false;
      this.stopped = false;
    }

    start() {
      this.look();
      this.poll();
    }

    stop() {
      this.stopped = true;
      this.leave();
    }

    poll() {
      if (this.stopped) return;
      this.timers.later(
        () => {
          if (this.stopped) return;
          this.look();
          this.poll();
        },
        this.doc.hidden ? HIDDEN_POLL_MS : POLL_MS,
      );
    }

    /** The first surface of this address that shows a sign. @returns {Ui.Head | null} */
    current() {
      const url = new URL(this.doc.location.href);
      /** @type {Ui.Head | null} */
      let unknown = null;
      for (const surface of this.surfaces) {
        if (!realdesk.surfaceRead.isAt(surface, url)) continue;
        const head = realdesk.surfaceRead.head(surface, this.doc, url, this.cost);
        if (head.state === "ok") return head;
        if (head.state === "unknown") unknown ??= head;
      }
      return unknown;
    }

    /** What was reported last, if a look says the same. @returns {Ui.OpenChat | null} */
    shown() {
      const head = this.stopped || this.saidKey === "" ? null : this.current();
      const surface = this.surfaces.find((item) => item.id === head?.surface);
      if (!head || !surface || keyOf(head) !== this.saidKey) return null;
      return { head, queue: this.queue, surface };
    }

    /** Look who is there, twice before it is believed. */
    look() {
      const now = this.timers.now();
      const head = this.current();
      const key = head ? keyOf(head) : "";
      if (key !== this.seen.key) {
        this.seen = { key, since: now };
        if (head?.state !== "ok" || (this.head && key !== keyOf(this.head))) this.leave();
      }
      const surface = this.surfaces.find((item) => item.id === head?.surface);
      const wait = head?.state === "unknown" ? PATIENCE_MS : (surface?.confirm_ms ?? 300);
      const left = this.seen.since + wait - now;
      if (left > 0) return void this.timers.later(() => this.stopped || this.look(), left);
      if (!head || !surface) return this.say("none", "");
      if (head.state === "unknown") return this.say("unknown", head.why, head);
      this.enter(head, surface);
      return undefined;
    }

    /**
     * A conversation is open, and two looks agreed.
     * @param {Ui.Head} head
     * @param {Ui.Surface} surface
     */
    enter(head, surface) {
      const { parts } = head;
      const isSame = this.head !== null && this.head.parts?.list === parts?.list && keyOf(this.head) === keyOf(head);
      this.head = head;
      if (!isSame) this.open(head, surface);
      else if (this.queue && !this.queue.isSound) this.queue.refill();
      this.work();
    }

    /**
     * @param {Ui.Head} head
     * @param {Ui.Surface} surface
     */
    open(head, surface) {
      this.observer?.disconnect();
      this.queue?.reported.takeBack(this.fresh);
      this.queue = null;
      this.fresh = [];
      const { parts, peer } = head;
      if (!parts?.list || !surface.messages) return;
      const reader = new realdesk.surfaceMessages.MessageReader(surface.messages, parts.at, peer?.display_name ?? "");
      const Observer = this.doc.defaultView?.MutationObserver ?? MutationObserver;
      const observer = new Observer((records) => this.changed(records));
      const attributeFilter = attributesOf(surface);
      const watch = (/** @type {Ui.Tree} */ tree) =>
        observer.observe(tree, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter });
      watch(parts.list);
      this.observer = observer;
      this.queue = new realdesk.surfaceQueue.Queue(surface.messages, parts.list, reader, this.history(head), watch);
    }

    leave() {
      this.observer?.disconnect();
      this.observer = null;
      this.queue?.reported.takeBack(this.fresh);
      this.queue = null;
      this.head = null;
      this.fresh = [];
    }

    /** What was reported of this conversation before. @param {Ui.Head} head */
    history(head) {
      const key = `${head.surface} ${head.conversation}`;
      const known = this.reported.get(key) ?? new realdesk.surfaceQueue.Reported();
      this.reported.delete(key);
      this.reported.set(key, known);
      const [oldest] = this.reported.keys();
      if (this.reported.size > MAX_CONVERSATIONS) this.reported.delete(oldest);
      return known;
    }

    /** @param {MutationRecord[]} records */
    changed(records) {
      this.queue?.note(records);
      this.work();
    }

    work() {
      if (this.isIdleAsked || this.stopped) return;
      this.isIdleAsked = true;
      this.timers.idle((mayGoOn) => {
        this.isIdleAsked = false;
        if (!this.stopped) this.piece(mayGoOn);
      });
    }

    /** @param {() => boolean} mayGoOn */
    piece(mayGoOn) {
      const { queue, head } = this;
      if (!head) return;
      if (queue) this.fresh.push(...queue.work(this.timers.now(), mayGoOn));
      const due = queue ? queue.due(this.timers.now()) : -1;
      const isDone = !queue?.isChecking && (due < 0 || this.fresh.length >= MAX_MESSAGES);
      const current = isDone ? this.current() : null;
      // The messages belong to the one who is named now, or to nobody.
      if (isDone && (!current || keyOf(current) !== keyOf(head))) return this.look();
      if (due === 0) this.work();
      else if (due > 0) this.timers.later(() => this.work(), due);
      if (isDone) this.report(head, queue?.why ?? "");
      return undefined;
    }

    /**
     * @param {Ui.Head} head
     * @param {string} why
     */
    report(head, why) {
      const state = why ? "unknown" : "ok";
      const isNews = this.said !== JSON.stringify([keyOf(head), state, why]);
      this.queue?.reported.commit();
      if (this.fresh.length === 0 && !isNews) return;
      do {
        const messages = this.fresh.splice(0, MAX_MESSAGES);
        this.say(state, why, head, messages);
      } while (this.fresh.length > 0);
    }

    /**
     * @param {"none" | "ok" | "unknown"} state
     * @param {string} why
     * @param {Ui.Head | null} [head]
     * @param {Ui.ChatMessage[]} [messages]
     */
    say(state, why, head = null, messages = []) {
      const said = head ? JSON.stringify([keyOf(head), state, why]) : "";
      if (said === this.said && messages.length === 0) return;
      this.said = said;
      this.saidKey = head ? keyOf(head) : "";
      const surface = this.surfaces.find((item) => item.id === head?.surface);
      this.send({
        surface: surface?.id ?? "",
        network: surface?.network ?? "",
        unique: surface?.unique_handles === true,
        kind: surface?.kind ?? "",
        state,
        why,
        conversation: head?.conversation ?? "",
        peer: head?.peer ?? null,
        messages,
        composer: head?.composer ?? false,
      });
    }
  }

  realdesk.surfaces = { Watcher };
})();
