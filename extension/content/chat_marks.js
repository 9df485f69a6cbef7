"use strict";

// The marks beside the peer's name and around messages, their links and handles. They lie over the page in one layer and
// follow the id of a message: a list that uses its rows again for other messages moves them along.
(() => {
  const { el, mark, button } = realdesk.view.parts;
  const HOST_NAME = "section";
  const PAD = 3;
  const GAP = 6;
  const PEER = "peer";
  // The longest tag in any language takes less room beside a message.
  const MIN_BESIDE = 240;
  // More than these are not in sight at once on any screen that is read.
  const MAX_SEEN = 20;
  // Asking what lies at a place takes long in a page of many rows: more than so many milliseconds of it are put off.
  const MAX_ASKING_MS = 1;

  /**
   * One mark as it is drawn.
   * @typedef {object} Drawn
   * @property {string} said
   * @property {HTMLElement} box
   * @property {HTMLButtonElement} tag
   * @property {HTMLElement} note
   * @property {HTMLElement[]} lines
   */

  /** @type {HTMLElement | null} */
  let host = null;
  /** @type {HTMLElement | null} */
  let layer = null;
  /** @type {Map<string, Drawn>} */
  const drawn = new Map();
  // Tags that say the same are of the same size.
  /** @type {Map<string, { width: number, height: number }>} */
  const sizes = new Map();
  // Which of the rows in sight is asked about first.
  let turn = 0;

  function create() {
    host = document.createElement(HOST_NAME);
    const shadow = host.attachShadow({ mode: "closed" });
    realdesk.parts.dress(shadow, realdesk.chatStyle.marks);
    layer = el("div", "layer");
    layer.addEventListener("keydown", (event) => {
      if (event.isTrusted && event.key === "Escape") for (const item of drawn.values()) open(item, false);
    });
    shadow.append(layer);
  }

  /**
   * @param {Drawn} item
   * @param {boolean} isOpen
   */
  function open({ tag, note }, isOpen) {
    note.hidden = !isOpen;
    tag.setAttribute("aria-expanded", String(isOpen));
  }

  /**
   * @param {Ui.ChatMark} what
   * @param {string} spoken
   * @param {boolean} isBoxed
   * @returns {Drawn}
   */
  function draw(what, spoken, isBoxed) {
    const note = el("div", `note ${what.level}`, "", ...what.reasons.map((line) => el("p", "", line)));
    const tag = button(`tag ${what.level}`, "", () => open(item, tag.getAttribute("aria-expanded") !== "true"));
    tag.append(mark(what.level), el("span", "", what.label));
    tag.setAttribute("aria-label", `${what.label}. ${spoken}`);
    const box = el("div", `box ${what.level}`);
    box.hidden = !isBoxed;
    /** @type {Drawn} */
    const item = { said: JSON.stringify(what), box, tag, note, lines: [] };
    open(item, false);
    layer?.append(box, tag, note);
    return item;
  }

  /** @param {string} key */
  function drop(key) {
    const item = drawn.get(key);
    if (!item) return;
    for (const node of [item.box, item.tag, item.note, ...item.lines]) node.remove();
    drawn.delete(key);
  }

  /**
   * @param {string} key
   * @param {Ui.ChatMark} what
   * @param {string} spoken
   */
  function drawnAs(key, what, spoken) {
    let item = drawn.get(key);
    if (item && item.said !== JSON.stringify(what)) drop(key);
    item = drawn.get(key) ?? draw(what, spoken, key !== PEER && what.level !== "official");
    drawn.set(key, item);
    return item;
  }

  /**
   * Moving does not lay anything out, as another size does.
   * @param {HTMLElement} node
   * @param {{ left: number, top: number, width?: number, height?: number }} at
   */
  function put(node, { left, top, ...size }) {
    const lines = { transform: `translate(${Math.round(left)}px, ${Math.round(top)}px)`, ...size };
    for (const [name, value] of Object.entries(lines)) {
      const text = typeof value === "number" ? `${Math.round(value)}px` : value;
      if (node.style.getPropertyValue(name) !== text) node.style.setProperty(name, text);
    }
  }

  /** @param {Drawn} item */
  function sizeOf({ tag }) {
    const key = `${tag.className} ${tag.textContent}`;
    let size = sizes.get(key);
    if (!size) sizes.set(key, (size = { width: tag.offsetWidth, height: tag.offsetHeight }));
    return size;
  }

  /**
   * The next place downwards that no other tag covers.
   * @param {{ left: number, width: number, height: number }} size
   * @param {number} top
   * @param {DOMRect[]} taken
   */
  function freeTop({ left, width, height }, top, taken) {
    const inTheWay = taken.filter((other) => other.left < left + width && left < other.right).sort((a, b) => a.top - b.top);
    for (const other of inTheWay) if (other.top < top + height && top < other.bottom) top = other.bottom + 1;
    return top;
  }

  /**
   * How far the frames around messages reach out: not into each other where messages stand close.
   * @param {DOMRect[]} boxes
   */
  function pads(boxes) {
    return boxes.map((box, i) => {
      const others = boxes.filter((other, at) => at !== i && other.left < box.right && box.left < other.right);
      const above = others.filter(({ top }) => top < box.top).map(({ bottom }) => box.top - bottom);
      const below = others.filter(({ top }) => top > box.top).map(({ top }) => top - box.bottom);
      const within = (/** @type {number[]} */ gaps) => Math.max(0, Math.min(PAD, ...gaps.map((gap) => Math.floor((gap - 1) / 2))));
      return { above: within(above), below: within(below) };
    });
  }

  /**
   * The tag stands beside what it is about where there is room, otherwise behind the end of its last line, which is seldom
   * full, otherwise on its upper edge.
   * @param {Drawn} item
   * @param {DOMRect} box
   * @param {{ width: number, height: number }} size of the tag
   * @param {DOMRect[]} taken where tags stand already; this one's place is added
   * @param {DOMRect | null} [line] the last line of the words
   */
  function beside({ tag, note }, box, { width, height }, taken, line = null) {
    const hasRoom = box.right + GAP + width < innerWidth;
    const isShort = !hasRoom && line !== null && line.right + GAP + width < box.right;
    const left = hasRoom ? box.right + GAP : isShort ? line.right + GAP : Math.max(0, innerWidth - width - GAP);
    const wanted = Math.max(0, hasRoom ? box.top : isShort ? line.top : box.top - height + PAD);
    const top = freeTop({ left, width, height }, wanted, taken);
    taken.push(new DOMRect(left, top, width, height));
    put(tag, { left, top });
    if (note.hidden) return;
    const below = top + height + PAD;
    const fits = below + note.offsetHeight < innerHeight;
    put(note, {
      left: Math.max(GAP, Math.min(left, innerWidth - note.offsetWidth - GAP)),
      top: fits ? below : Math.max(0, top - note.offsetHeight - PAD),
    });
  }

  /**
   * @param {Drawn} item
   * @param {string} level
   * @param {DOMRect[]} boxes
   */
  function underline(item, level, boxes) {
    while (item.lines.length > boxes.length) item.lines.pop()?.remove();
    while (item.lines.length < boxes.length) {
      const line = el("div", `line ${level}`);
      line.append(mark(/** @type {Ui.ChatMark["level"]} */ (level)));
      layer?.append(line);
      item.lines.push(line);
    }
    boxes.forEach((box, i) => put(item.lines[i], { left: box.left, top: box.bottom - 2, width: box.width }));
  }

  /**
   * The marked messages in sight, with where they are. What could not be asked about in time stays as it was.
   * @param {Ui.ChatView} view
   * @param {Ui.OpenChat} chat
   * @param {(Element | null)[]} own
   */
  function rowsInSight(view, chat, own) {
    /** @type {Map<string, number>} Messages without ids may have a twin. */
    const twins = new Map();
    const all = realdesk.chatPlaces.rows(chat, view.marks).flatMap(({ mark: what, body }) => {
      const twin = twins.get(what.message) ?? 0;
      twins.set(what.message, twin + 1);
      const box = realdesk.chatPlaces.wordsBox(body);
      return realdesk.chatPlaces.isInWindow(box) ? [{ key: `${twin} ${what.message}`, what, body, box }] : [];
    });
    const until = performance.now() + MAX_ASKING_MS;
    const first = turn < all.length ? turn : 0;
    let isLate = false;
    const kept = all.map(() => false);
    for (let step = 0; step < all.length; step += 1) {
      const i = (first + step) % all.length;
      if (!isLate && step > 0 && performance.now() > until) {
        isLate = true;
        turn = i;
      }
      kept[i] = isLate ? drawn.has(all[i].key) : realdesk.chatPlaces.isOnTop(all[i].body, all[i].box, own);
    }
    const rows = all.filter((_, i) => kept[i]).slice(0, MAX_SEEN);
    const placed = rows.map((row) => ({
      ...row,
      lines: realdesk.chatPlaces.values(row.body, row.what.values),
      // Only a message that fills the window has no room beside it.
      last: row.box.right + MIN_BESIDE > innerWidth ? realdesk.chatPlaces.lastLine(row.body) : null,
    }));
    return { isLate, rows: placed };
  }

  /**
   * @param {Ui.ChatView} view
   * @param {Ui.OpenChat} chat
   * @returns {boolean} whether something was put off: then it is to be called again soon
   */
  function show(view, chat) {
    if (!host) create();
    if (!host || !layer) return false;
    if (host.parentNode !== document.documentElement) document.documentElement.append(host);
    if (layer.lang !== view.lang) layer.lang = view.lang;
    const own = [host, realdesk.chatStrip.host, realdesk.banner.host];
    // Measured first and drawn then: the page is laid out once.
    const { rows, isLate } = rowsInSight(view, chat, own);
    const name = view.peer ? realdesk.chatPlaces.name(chat) : null;
    const nameBox = name ? realdesk.chatPlaces.wordsBox(name) : null;
    const isNamed = name && nameBox && realdesk.chatPlaces.isSeen(name, nameBox, own);
    const keys = new Set(rows.map(({ key }) => key).concat(isNamed ? [PEER] : []));
    for (const key of [...drawn.keys()]) if (!keys.has(key)) drop(key);
    const items = rows.map((row) => ({ ...row, item: drawnAs(row.key, row.what, view.labels.mark) }));
    const peer = isNamed && view.peer ? drawnAs(PEER, view.peer, view.labels.mark) : null;
    // All are measured before any is moved: else the page would be laid out once for each.
    for (const item of drawn.values()) sizeOf(item);
    const reach = pads(items.map(({ box }) => box));
    /** @type {DOMRect[]} */
    const taken = [];
    if (peer && nameBox) beside(peer, nameBox, sizeOf(peer), taken);
    items.forEach(({ item, what, box, lines, last }, i) => {
      const { above, below } = reach[i];
      put(item.box, { left: box.left - PAD, top: box.top - above, width: box.width + 2 * PAD, height: box.height + above + below });
      underline(item, what.level, lines);
      beside(item, box, sizeOf(item), taken, last);
    });
    return isLate;
  }

  realdesk.chatMarks = {
    get host() {
      return host;
    },
    show,
    remove() {
      host?.remove();
      host = null;
      layer = null;
      drawn.clear();
      sizes.clear();
      realdesk.chatPlaces.forget();
    },
  };
})();
