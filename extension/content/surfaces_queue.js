"use strict";

// The messages of one open conversation, read piece by piece while the page is idle: each is looked at twice before it is
// reported, and reported once.
(() => {
  const SETTLE_MS = 150;
  const CHUNK = 40;
  const CHUNK_CHECKED = 250;
  const MAX_REPORTED = 12_000;
  const MAX_SHOWN = 500;

  /** @param {Ui.ChatMessage} message */
  const signature = (message) => realdesk.text.hash(JSON.stringify([message.from, message.text, message.links]));

  /** @typedef {{ all: ArrayLike<Element>, left: number }} Pile elements of which so many are left to be looked at */

  /** @param {ArrayLike<Element>} all @returns {Pile} */
  const pile = (all) => ({ all, left: all.length });

  /** What was reported of one conversation. */
  class Reported {
    constructor() {
      /** @type {Set<string>} */ this.ids = new Set();
      /** @type {string[]} */ this.order = [];
      /** @type {string[]} */ this.sentOrder = [];
    }

    /** What was found is on its way. */
    commit() {
      this.sentOrder = this.order;
    }

    /** What was found was not sent after all: it is to be found again. @param {Ui.ChatMessage[]} messages */
    takeBack(messages) {
      for (const { id } of messages) this.ids.delete(id);
      this.order = this.sentOrder;
    }

    /** @param {string} id @returns {boolean} whether it is new */
    add(id) {
      if (this.ids.has(id)) return false;
      this.ids.add(id);
      if (this.ids.size > MAX_REPORTED) this.ids.delete(/** @type {string} */ (this.ids.values().next().value));
      return true;
    }
  }

  class Queue {
    /**
     * @param {Ui.MessageRule} rule
     * @param {Ui.Tree} list
     * @param {RealdeskMessageReader} reader
     * @param {Reported} reported
     * @param {(root: ShadowRoot) => void} onShadow a message keeps its content in this tree
     */
    constructor(rule, list, reader, reported, onShadow) {
      this.onShadow = onShadow;
      this.rule = rule;
      this.list = list;
      this.reader = reader;
      this.reported = reported;
      /** @type {Set<Element>} */ this.waiting = new Set();
      /** @type {Map<Element, { sign: string, since: number }>} */ this.first = new Map();
      /** @type {Map<Element, string>} */ this.trouble = new Map();
      /** @type {WeakSet<Element>} */ this.watched = new WeakSet();
      /** @type {WeakMap<Element, Ui.ChatMessage>} */ this.settled = new WeakMap();
      /** @type {Pile} what stands in the list and was not looked at yet, from the first on */ this.untouched = { all: [], left: 0 };
      /** @type {Pile[]} second signs of messages that were not looked at yet */ this.unchecked = [];
      // Whether the list as a whole can be told apart, as far as it was looked at.
      this.isSound = this.fill();
    }

    /** Whether the second signs of messages are still being looked at: until then nothing is said. */
    get isChecking() {
      return this.unchecked.length > 0;
    }

    /** Take everything that is in the list now: only found here, and looked at in pieces. @returns {boolean} */
    fill() {
      const found = realdesk.surfaceRead.items(this.rule, this.list, this.reader);
      this.untouched = pile(found ?? []);
      this.unchecked = found && found.length > 0 ? [pile(realdesk.surfaceRead.signs(this.rule, this.list))] : [];
      return found !== null;
    }

    /**
     * Each second sign must lie in a message that was found: a piece of those that wait.
     * @param {() => boolean} mayGoOn
     */
    check(mayGoOn) {
      for (let done = 0; this.isChecking && done < CHUNK_CHECKED; done += 1) {
        if (done > 0 && done % CHUNK === 0 && !mayGoOn()) return;
        const top = this.unchecked[this.unchecked.length - 1];
        if (top.left === 0) {
          this.unchecked.pop();
          continue;
        }
        top.left -= 1;
        const sign = top.all[top.left];
        if (!sign.isConnected || realdesk.surfaceRead.isCovered(this.rule, sign, this.reader)) continue;
        this.isSound = false;
        this.unchecked = [];
      }
    }

    /** Look again at all of it, because something besides the messages changed. */
    refill() {
      this.isSound = this.fill();
    }

    /** @param {MutationRecord[]} records */
    note(records) {
      for (const { target, addedNodes } of records) {
        const el = target.nodeType === 1 ? /** @type {Element} */ (target) : target.parentElement;
        const own = this.itemAround(el ?? target.getRootNode());
        if (own) this.waiting.add(own);
        if (own && own !== el) continue;
        for (const node of addedNodes) if (node.nodeType === 1) this.added(/** @type {Element} */ (node));
      }
    }

    /**
     * The message a node belongs to; out of the shadow tree of a message, too.
     * @param {Node} node
     * @returns {Element | null}
     */
    itemAround(node) {
      let el = /** @type {Element | null} */ (node.nodeType === 1 ? node : (/** @type {ShadowRoot} */ (node).host ?? null));
      while (el) {
        const found = el.closest(this.rule.item);
        if (found) return this.reader.isExcluded(found) ? null : found;
        const root = el.getRootNode();
        el = this.rule.shadow && "host" in root ? /** @type {ShadowRoot} */ (root).host : null;
      }
      return null;
    }

    /** @param {Element} el */
    added(el) {
      const found = el.matches(this.rule.item) ? [el] : Array.from(el.querySelectorAll(this.rule.item));
      for (const item of found) if (!this.reader.isExcluded(item)) this.waiting.add(item);
      const signs = realdesk.surfaceRead.signs(this.rule, el);
      if (signs.length > 0) this.unchecked.push(pile(signs));
      // A list without a single message that gains something: is that a message of a new kind?
      if (found.length === 0 && !this.list.querySelector(this.rule.item)) this.isSound = this.fill();
    }

    /**
     * Read a piece of what waits.
     * @param {number} now milliseconds
     * @param {() => boolean} mayGoOn
     * @returns {Ui.ChatMessage[]} what is new
     */
    work(now, mayGoOn) {
      if (this.isChecking) this.check(mayGoOn);
      if (this.isChecking) return [];
      /** @type {Ui.ChatMessage[]} */
      const fresh = [];
      let done = 0;
      for (; this.untouched.left > 0 && done < CHUNK && (done === 0 || mayGoOn()); done += 1) {
        const { all } = this.untouched;
        const el = all[all.length - this.untouched.left];
        this.untouched.left -= 1;
        if (!this.waiting.has(el) && !this.reader.isExcluded(el)) this.look(el, undefined, now, fresh);
      }
      for (const el of this.waiting) {
        if (done >= CHUNK || (done > 0 && !mayGoOn())) break;
        const before = this.first.get(el);
        // Those that wait for their second look stand in the order of time.
        if (before && now - before.since < SETTLE_MS) break;
        done += 1;
        this.look(el, before?.sign, now, fresh);
      }
      return this.rule.id ? fresh : [...fresh, ...this.inOrder()];
    }

    /** Milliseconds until the next piece is due, or -1 when nothing waits. @param {number} now */
    due(now) {
      if (this.isChecking || this.untouched.left > 0) return 0;
      const [first] = this.waiting;
      if (!first) return -1;
      const since = this.first.get(first)?.since;
      return since === undefined ? 0 : Math.max(0, since + SETTLE_MS - now);
    }

    /**
     * @param {Element} el
     * @param {string | undefined} before
     * @param {number} now
     * @param {Ui.ChatMessage[]} fresh
     */
    look(el, before, now, fresh) {
      if (!el.isConnected || !this.reader.isItem(el)) return this.drop(el);
      this.watch(el);
      const read = this.reader.read(el);
      const sign = JSON.stringify(read);
      if (sign !== before) {
        // To the end, so that the order of waiting is the order of time.
        this.waiting.delete(el);
        this.waiting.add(el);
        this.first.set(el, { sign, since: now });
        return undefined;
      }
      this.waiting.delete(el);
      this.first.delete(el);
      if (read.trouble) this.trouble.set(el, read.trouble);
      else this.trouble.delete(el);
      if (!read.message) return undefined;
      if (!this.rule.id) this.settled.set(el, read.message);
      else if (this.reported.add(read.message.id)) fresh.push(read.message);
      return undefined;
    }

    /** Changes inside the shadow tree of a message are not those of the list. @param {Element} el */
    watch(el) {
      if (!this.rule.shadow || !el.shadowRoot || this.watched.has(el)) return;
      this.watched.add(el);
      this.onShadow(el.shadowRoot);
    }

    /** @param {Element} el */
    drop(el) {
      this.waiting.delete(el);
      this.first.delete(el);
      this.trouble.delete(el);
    }

    /** Messages without ids: new is what neither stands among the known ones nor repeats them in their order. */
    inOrder() {
      if (this.waiting.size > 0 || this.untouched.left > 0) return [];
      const shown = Array.from(this.list.querySelectorAll(this.rule.item))
        .slice(-MAX_SHOWN)
        .flatMap((el) => this.settled.get(el) ?? []);
      const { known, fresh } = realdesk.surfaceOrder.align(this.reported.order, shown.map(signature));
      this.reported.order = known;
      const base = known.length;
      return fresh.map((index) => ({ ...shown[index], id: `${base}.${index}.${signature(shown[index])}` }));
    }

    /**
     * What tells the message of an element from others, as it is now: rows of long lists are used again for others.
     * @param {Element} el
     * @returns {string} empty while it is not known
     */
    nameOf(el) {
      if (this.rule.id) return realdesk.surfaceValues.valueOf(this.rule.id, el, this.reader.at);
      const message = this.waiting.has(el) ? undefined : this.settled.get(el);
      return message ? signature(message) : "";
    }

    /** The same for a message that was reported. @param {string} id */
    nameFor(id) {
      return this.rule.id ? id : id.slice(id.lastIndexOf(".") + 1);
    }

    /** Why the conversation cannot be read in full, or "". */
    get why() {
      if (!this.isSound) return "list";
      for (const [el, why] of this.trouble) {
        if (el.isConnected) return why;
        this.trouble.delete(el);
      }
      return "";
    }
  }

  realdesk.surfaceQueue = { Queue, Reported };
})();
