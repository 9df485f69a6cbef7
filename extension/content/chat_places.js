"use strict";

// Where in the page the parts of an open conversation are now: composer, column, the peer's name, messages, and words in
// them. Everything is measured and nothing changed.
(() => {
  const MAX_ROWS = 300;
  // So many rows out of sight one after another end what is in sight.
  const MAX_HIDDEN = 8;
  const MAX_NODES = 400;
  const MAX_RECTS = 6;
  const MIN_COLUMN = 240;

  /**
   * @param {Ui.Tree | null} tree
   * @returns {DOMRect | null}
   */
  function boxOf(tree) {
    if (!tree || tree.nodeType !== 1) return null;
    const box = realdesk.dom.rect(/** @type {Element} */ (tree));
    return box.width > 0 && box.height > 0 ? box : null;
  }

  /**
   * The rows of the list that was asked about last.
   * @type {{ list: Ui.Tree, item: string, observer: MutationObserver, all: NodeListOf<Element> | null } | null}
   */
  let listed = null;

  /** The composer that was found last: looking for it goes through all messages above it. @type {Element | null} */
  let written = null;

  /** Where the reader writes. @param {Ui.OpenChat} open */
  function composer({ head, surface }) {
    const known = written?.isConnected && surface.composer?.some((css) => written?.matches(css)) ? boxOf(written) : null;
    if (known) return known;
    // Of a chat that cannot be read the composer may still be known.
    const scope = head.parts?.at.scope ?? realdesk.surfaceRead.scopeOf(surface.shadow ?? [], document);
    for (const css of surface.composer ?? []) {
      written = scope.querySelector(css);
      const box = boxOf(written);
      if (box) return box;
    }
    return null;
  }

  /** The part of the window that belongs to the conversation. @param {Ui.OpenChat} open */
  function column(open) {
    const whole = new DOMRect(0, 0, document.documentElement.clientWidth || innerWidth, innerHeight);
    const box = boxOf(open.head.parts?.root ?? null) ?? boxOf(open.head.parts?.list ?? null) ?? composer(open);
    if (!box) return whole;
    const left = Math.max(0, box.left);
    const width = Math.min(whole.width, box.right) - left;
    return width < MIN_COLUMN ? whole : new DOMRect(left, 0, width, whole.height);
  }

  /** @param {Ui.OpenChat} open */
  function name({ head, surface }) {
    const parts = head.parts;
    if (!parts) return null;
    for (const source of surface.peer?.name ?? []) {
      if (source.css === undefined || !realdesk.surfaceValues.valueOf(source, parts.root, parts.at)) continue;
      return realdesk.surfaceValues.pick(parts.root, source.css);
    }
    return null;
  }

  /**
   * The rows of a long list around what is in sight, found by halving: rows stand in order, from above or from below.
   * @param {NodeListOf<Element>} all
   */
  function inSight(all) {
    if (all.length <= MAX_ROWS) return Array.from(all);
    const top = (/** @type {number} */ i) => realdesk.dom.rect(all[i]).top;
    const isDown = top(0) <= top(all.length - 1);
    let [low, high] = [0, all.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (top(middle) < innerHeight / 2 === isDown) low = middle + 1;
      else high = middle;
    }
    return [...seenFrom(all, low - 1, -1).reverse(), ...seenFrom(all, low, 1)];
  }

  /**
   * The rows from one on, until they are out of sight.
   * @param {NodeListOf<Element>} all
   * @param {number} from
   * @param {1 | -1} step
   */
  function seenFrom(all, from, step) {
    const found = [];
    let hidden = 0;
    for (let i = from; i >= 0 && i < all.length && found.length < MAX_ROWS / 2; i += step) {
      const box = realdesk.dom.rect(all[i]);
      if (box.bottom > 0 && box.top < innerHeight) hidden = 0;
      else if ((hidden += 1) > MAX_HIDDEN) break;
      found.push(all[i]);
    }
    return found;
  }

  /**
   * All rows of a list, looked for again only after something changed that can make others of them: a list may have thousands.
   * @param {Ui.Tree} list
   * @param {string} item
   */
  function itemsOf(list, item) {
    if (listed?.list !== list || listed.item !== item) {
      forget();
      const observer = new MutationObserver(noted);
      const attributeFilter = ["class", "id", ...[...item.matchAll(/\[([a-z][a-z0-9-]*)/gu)].map(([, name]) => name)];
      observer.observe(list, { childList: true, subtree: true, attributes: true, attributeFilter });
      listed = { list, item, observer, all: null };
    }
    noted(listed.observer.takeRecords());
    listed.all ??= list.querySelectorAll(item);
    return listed.all;
  }

  /** @param {MutationRecord[]} records */
  function noted(records) {
    if (!listed?.all) return;
    const { item } = listed;
    const hasRow = (/** @type {NodeList} */ nodes) =>
      Array.from(nodes).some((node) => node.nodeType === 1 && isOrHas(/** @type {Element} */ (node), item));
    if (records.some((record) => record.type === "attributes" || hasRow(record.addedNodes) || hasRow(record.removedNodes))) {
      listed.all = null;
    }
  }

  /** @param {Element} el @param {string} css */
  const isOrHas = (el, css) => el.matches(css) || el.querySelector(css) !== null;

  function forget() {
    listed?.observer.disconnect();
    listed = null;
  }

  /**
   * The rows that hold a marked message now.
   * @param {Ui.OpenChat} open
   * @param {Ui.MessageMark[]} marks
   */
  function rows({ queue }, marks) {
    if (!queue || marks.length === 0) return [];
    const { rule, list, reader } = queue;
    const wanted = new Map(marks.map((mark) => [queue.nameFor(mark.message), mark]));
    const found = [];
    for (const el of inSight(itemsOf(list, rule.item))) {
      const name = queue.nameOf(el);
      const mark = name === "" ? undefined : wanted.get(name);
      if (!mark || reader.isExcluded(el)) continue;
      const content = rule.shadow && el.shadowRoot ? el.shadowRoot : el;
      found.push({ mark, body: reader.texts(el, content, rule.id ? name : "")[0] ?? el });
    }
    return found;
  }

  /**
   * Where the words of an element are; its own box is often as wide as the page.
   * @param {Element} el
   */
  function wordsBox(el) {
    const range = document.createRange();
    range.selectNodeContents(el);
    const box = range.getBoundingClientRect();
    return box.width > 0 && box.height > 0 ? box : realdesk.dom.rect(el);
  }

  /**
   * @param {string} text
   * @param {string[]} values lower case
   */
  function placeIn(text, values) {
    const lower = text.toLowerCase();
    for (const value of values) {
      const at = lower.indexOf(value);
      if (at >= 0) return { at, end: at + value.length };
    }
    return null;
  }

  /**
   * Where links and words of a message stand that the reasons name.
   * @param {Element} body
   * @param {string[]} values
   */
  function values(body, values) {
    const wanted = values.map((value) => value.toLowerCase()).filter((value) => value.length > 2);
    /** @type {DOMRect[]} */
    const found = [];
    if (wanted.length === 0) return found;
    const take = (/** @type {DOMRect | undefined} */ box) => box && box.width > 0 && found.length < MAX_RECTS && found.push(box);
    const links = Array.from(body.querySelectorAll("a[href]")).slice(0, MAX_RECTS);
    const named = links.filter((link) => placeIn(`${link.getAttribute("href")} ${link.textContent}`, wanted));
    for (const link of named) take(link.getClientRects()[0]);
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let left = MAX_NODES; left > 0 && walker.nextNode(); left -= 1) {
      const node = /** @type {Text} */ (walker.currentNode);
      const place = placeIn(node.data, wanted);
      if (!place || named.some((link) => link.contains(node))) continue;
      const range = document.createRange();
      // Lower case may be longer in a few languages.
      range.setStart(node, Math.min(place.at, node.data.length));
      range.setEnd(node, Math.min(place.end, node.data.length));
      take(range.getClientRects()[0]);
    }
    return found;
  }

  /**
   * Where the last line of an element's words ends; several pieces may stand in it.
   * @param {Element} el
   * @returns {DOMRect | null}
   */
  function lastLine(el) {
    const range = document.createRange();
    range.selectNodeContents(el);
    const boxes = Array.from(range.getClientRects()).filter(({ width, height }) => width > 0 && height > 0);
    const bottom = Math.max(...boxes.map((box) => box.bottom));
    // A block inside is as wide as the message, whatever stands in it: only lines of words are short.
    const ends = boxes.filter((box) => box.bottom > bottom - box.height / 2);
    const [last] = ends.sort((a, b) => b.right - a.right);
    return last ?? null;
  }

  /** @param {DOMRect} box */
  function isInWindow(box) {
    return box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0;
  }

  /**
   * Whether a message is in sight where it stands: not scrolled away, not under something of the page.
   * @param {Element} body
   * @param {DOMRect} box
   * @param {(Element | null)[]} own elements of ours, which may lie above
   */
  const isSeen = (body, box, own) => isInWindow(box) && isOnTop(body, box, own);

  /**
   * Whether nothing of the page lies over a message in the window.
   * @param {Element} body
   * @param {DOMRect} box
   * @param {(Element | null)[]} own
   */
  function isOnTop(body, box, own) {
    const x = Math.min(Math.max(box.left + Math.min(8, box.width / 2), 0), innerWidth - 1);
    const middle = Math.min(Math.max((box.top + box.bottom) / 2, 0), innerHeight - 1);
    const root = /** @type {Document | ShadowRoot} */ (body.getRootNode());
    // Asking for one element is much cheaper than asking for all.
    const first = root.elementFromPoint(x, middle);
    const hit = own.includes(first) ? root.elementsFromPoint(x, middle).find((el) => !own.includes(el)) : first;
    if (!hit) return false;
    // A row's own decorations may lie above its words; a message of several lines has its middle between them.
    return body.contains(hit) || isNear(hit, body);
  }

  /**
   * Whether an element around the words is a row and not a layer of the whole page.
   * @param {Element} hit
   * @param {Element} body
   */
  function isNear(hit, body) {
    let el = body.parentElement;
    for (let up = 0; el && up < 4; up += 1, el = el.parentElement) if (el === hit) return true;
    return false;
  }

  realdesk.chatPlaces = { composer, column, name, rows, wordsBox, lastLine, values, isInWindow, isOnTop, isSeen, forget };
})();
