"use strict";

// Stops a seed phrase or private key on its way into or out of this document. It listens before any script of the page
// does (document_start, on the window, capturing), so that what is held back never reaches the page. Only trusted events
// count: a page can neither make the dialog appear nor answer it.
//
// Pasting and dropping is held back before the page sees it. Typing cannot be: a page that listens to every key has the
// words as they are typed. There it is sending that is held back.
(() => {
  const DEBOUNCE_MS = 40;
  const LONG_TEXT = 2000;
  const LONG_DEBOUNCE_MS = 200;
  const MOST_TOUCHED = 40;
  const MOST_ANSWERS = 40;
  // What is known of the page may change; an answer is not relied on for longer.
  const FRESH_MS = 30_000;
  const LONGEST_PIECE = 200;
  // These are heard before the page can keep them from scrolling: what is done to them changes nothing but the page's part.
  const PASSIVE = new Set(["touchstart"]);
  const BUTTONS = 'button, a, [role="button"], [role="link"], input[type="submit"], input[type="button"], input[type="image"]';

  const { fieldOf, targetOf, textOf, textsOf, labelOf, isPlain, around } = realdesk.guardFields;

  /** @typedef {{ text: string, context: string, how: "send" | "paste" }} Item */

  let suspicious = false;
  /** A question to the worker or to the user is open. */
  let asking = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** Kinds the user has chosen to send anyway, in this document. @type {Set<string>} */
  const allowed = new Set();
  /** Fields the user has written in. @type {Set<HTMLElement>} */
  const touched = new Set();
  /** Keys whose press was held back; the page does not hear of their release either. @type {Set<string>} */
  const held = new Set();
  /** Fingerprints of examined texts; never the texts. @type {Map<string, { view: Guard.View | null, at: number }>} */
  const answers = new Map();

  /** Whether a message may be the next piece of a secret, in a conversation that is warned of. @param {Item} item */
  const mayComplete = ({ how, text }) => {
    const isPiece = text.trim() !== "" && text.length <= LONGEST_PIECE;
    return isPiece && suspicious && how === "send" && realdesk.guardSent.texts.length > 0;
  };

  /** What was sent before such a message. @param {Item} item */
  const before = (item) => (mayComplete(item) ? [...realdesk.guardSent.texts] : []);

  /** @param {Item} item */
  const keyOf = (item) => realdesk.text.hash(JSON.stringify([item.text, item.context, item.how, suspicious, before(item)]));

  /**
   * What is known of a text: a dialog to show, null for nothing to ask about, undefined when the worker must be asked.
   * @param {Item} item
   */
  function known(item) {
    if (!mayComplete(item) && !realdesk.guardShape.mayHold(item.text, item.context, suspicious)) return null;
    const answer = answers.get(keyOf(item));
    if (!answer || performance.now() - answer.at > FRESH_MS) return undefined;
    return answer.view && !allowed.has(answer.view.kind) ? answer.view : null;
  }

  /** @param {Item} item @returns {Promise<Guard.View | null>} */
  async function examine(item) {
    const sent = before(item);
    const key = keyOf(item);
    const view = await realdesk.guardAsk.ask({ ...item, codes: suspicious, sent });
    answers.delete(key);
    answers.set(key, { view, at: performance.now() });
    const oldest = answers.keys().next().value;
    if (answers.size > MOST_ANSWERS && oldest !== undefined) answers.delete(oldest);
    return view && !allowed.has(view.kind) ? view : null;
  }

  /** @param {Iterable<HTMLElement>} fields @returns {Item[]} */
  function itemsOf(fields) {
    const items = [];
    for (const field of fields) {
      const context = labelOf(field);
      for (const text of textsOf(field)) items.push(/** @type {Item} */ ({ text, context, how: "send" }));
    }
    return items;
  }

  /** @param {Event} event */
  function block(event) {
    if (!PASSIVE.has(event.type)) event.preventDefault();
    event.stopImmediatePropagation();
  }

  /**
   * @param {Guard.View} view
   * @param {HTMLElement | null} field gets focus and cursor back
   * @param {() => void} go
   */
  async function decide(view, field, go) {
    asking = true;
    const back = field ? realdesk.guardInsert.place(field) : () => undefined;
    const yes = await realdesk.guardView.show(view).catch(() => false);
    asking = false;
    back();
    if (!yes) return;
    allowed.add(view.kind);
    go();
  }

  /**
   * Hold an event back if what goes with it is a secret, or may be one.
   * @param {Event} event
   * @param {Item[]} items
   * @param {HTMLElement | null} field
   * @param {() => void} does what the event would have done
   */
  function hold(event, items, field, does) {
    const note = () => {
      if (suspicious && items[0]?.how === "send") realdesk.guardSent.note(items[0].text);
    };
    const go = () => {
      note();
      does();
    };
    const found = items.map(known);
    const view = found.find((answer) => answer);
    if (view) {
      block(event);
      void decide(view, field, go);
      return;
    }
    const open = items.filter((_item, at) => found[at] === undefined);
    if (open.length === 0) {
      note();
      return;
    }
    block(event);
    asking = true;
    void Promise.all(open.map(examine)).then((views) => {
      asking = false;
      const secret = views.find((answer) => answer !== null);
      if (secret) void decide(secret, field, go);
      else go();
    });
  }

  /** @param {Event} event */
  function onInput(event) {
    const field = fieldOf(event);
    if (!field) return;
    realdesk.guardSent.written();
    touched.delete(field);
    touched.add(field);
    for (const old of touched) {
      if (touched.size > MOST_TOUCHED || !old.isConnected) touched.delete(old);
    }
    clearTimeout(timer);
    const long = isPlain(field) ? field.value.length > LONG_TEXT : (field.textContent?.length ?? 0) > LONG_TEXT;
    timer = setTimeout(
      () => {
        // Asked now, the answer is there when the user sends.
        for (const item of itemsOf([field])) if (known(item) === undefined) void examine(item);
      },
      long ? LONG_DEBOUNCE_MS : DEBOUNCE_MS,
    );
  }

  /**
   * @param {Event} event
   * @param {DataTransfer | null} data
   * @param {{ x: number, y: number } | null} point
   */
  function onInsert(event, data, point) {
    const text = data?.getData("text/plain") ?? "";
    const field = fieldOf(event);
    const target = field ?? (event.target instanceof HTMLElement ? event.target : null);
    if (!data || !target || text === "") return;
    /** @type {Item} */
    const item = { text, context: field ? labelOf(field) : "", how: "paste" };
    if (known(item) === null) return;
    hold(event, [item], field, realdesk.guardInsert.hold(target, data, point));
  }

  /**
   * Keys while the dialog is open are for the dialog, and what follows a press that was held back is not for the page.
   * @param {KeyboardEvent} event
   * @returns {boolean} whether the page hears no more of it
   */
  function keepKey(event) {
    if (event.type === "keydown") {
      if (!realdesk.guardView.host) return false;
      held.add(event.key);
      // The key that opened the dialog may still be down.
      if (event.repeat) event.preventDefault();
      else if (realdesk.guardView.key(event.key)) event.preventDefault();
    } else if (!held.has(event.key)) {
      return false;
    }
    if (event.type === "keyup") held.delete(event.key);
    event.stopImmediatePropagation();
    return true;
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    // While words are composed, Enter takes a suggestion.
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229 || event.shiftKey || event.altKey) return;
    const field = fieldOf(event);
    if (field) hold(event, itemsOf([field]), field, () => realdesk.guardAgain.enter(field, event));
    if (event.defaultPrevented) held.add(event.key);
  }

  /** @param {SubmitEvent} event */
  function onSubmit(event) {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    const inside = Array.from(form.elements).filter(isPlain);
    const fields = [...new Set([...inside, ...[...touched].filter((field) => form.contains(field))])];
    const { submitter } = event;
    hold(event, itemsOf(fields), fields[0] ?? null, () => {
      form.requestSubmit(submitter instanceof HTMLElement && submitter.isConnected ? submitter : null);
    });
  }

  /** The button that was pressed, or what looks like one. @param {Event} event */
  function buttonOf(event) {
    const target = targetOf(event);
    for (let node = /** @type {Node | null} */ (target); node; node = around(node)) {
      if (node instanceof HTMLElement && node.matches(BUTTONS)) return node;
    }
    if (!target || fieldOf(event) || target.closest("label, select, option, input")) return null;
    return getComputedStyle(target).cursor === "pointer" ? target : null;
  }

  /**
   * Fields that a button may send: those written in, unless both belong to different forms.
   * @param {HTMLElement} button
   */
  function sentBy(button) {
    const form = /** @type {HTMLButtonElement} */ (button).form ?? button.closest("form");
    return [...touched].filter((field) => {
      const own = /** @type {HTMLInputElement} */ (field).form ?? field.closest("form");
      return field.isConnected && textOf(field) !== "" && (!form || !own || form === own);
    });
  }

  /** @param {MouseEvent} event */
  function onPress(event) {
    if (touched.size === 0 || (event.button ?? 0) !== 0) return;
    const button = buttonOf(event);
    if (!button || /** @type {HTMLButtonElement} */ (button).type === "reset") return;
    const fields = sentBy(button);
    const items = itemsOf(fields);
    // Some pages act when the button goes down. There is no way to let a press go on later, so it is held back only when
    // the answer is known; the click that follows can wait for one.
    if (event.type !== "click" && !items.some((item) => known(item))) return;
    hold(event, items, fields[0] ?? null, () => realdesk.guardAgain.press(button, event));
  }

  /** Whether an event could send what is still being examined. @param {Event} event */
  function mayAct(event) {
    if (event.type.startsWith("key")) return /** @type {KeyboardEvent} */ (event).key === "Enter";
    return event.type !== "input" && event.type !== "change";
  }

  /** @param {Event} event */
  function onEvent(event) {
    // What a password manager fills in is told by a script: such a field counts as written in, and no more than that.
    if (!event.isTrusted) {
      if (event.type === "input" || event.type === "change") onInput(event);
      return;
    }
    if (event.type.startsWith("key") && keepKey(/** @type {KeyboardEvent} */ (event))) return;
    const own = [realdesk.guardView.host, realdesk.banner?.host, realdesk.chatStrip?.host, realdesk.chatMarks?.host];
    if (own.some((host) => host && event.target === host)) return;
    if (asking) {
      if (mayAct(event)) block(event);
      return;
    }
    switch (event.type) {
      case "input":
      case "change":
        return onInput(event);
      case "paste":
        return onInsert(event, /** @type {ClipboardEvent} */ (event).clipboardData, null);
      case "drop": {
        const { dataTransfer, clientX, clientY } = /** @type {DragEvent} */ (event);
        return onInsert(event, dataTransfer, { x: clientX, y: clientY });
      }
      case "keydown":
        return onKey(/** @type {KeyboardEvent} */ (event));
      case "submit":
        return onSubmit(/** @type {SubmitEvent} */ (event));
      case "keypress":
      case "keyup":
        return undefined;
      default:
        return onPress(/** @type {MouseEvent} */ (event));
    }
  }

  const PRESSES = ["pointerdown", "mousedown", "touchstart", "pointerup", "mouseup", "touchend", "click"];
  const TYPES = ["input", "change", "paste", "drop", "keydown", "keypress", "keyup", "submit", ...PRESSES];

  function listen() {
    for (const type of TYPES) window.addEventListener(type, onEvent, { capture: true, passive: PASSIVE.has(type) });
  }

  // `document.open` takes every listener away, ours too; the observer stays and sees the new root element.
  const observer = new MutationObserver(listen);
  observer.observe(document, { childList: true });
  listen();

  realdesk.guard = {
    get suspicious() {
      return suspicious;
    },
    set suspicious(value) {
      suspicious = value;
      if (!value) realdesk.guardSent.forget();
    },
    get host() {
      return realdesk.guardView.host;
    },
    stop() {
      observer.disconnect();
      clearTimeout(timer);
      for (const type of TYPES) window.removeEventListener(type, onEvent, true);
    },
  };
})();
