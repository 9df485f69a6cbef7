"use strict";

// Finds a surface in the document and says whether it can be read. "none": no sign of a conversation. "unknown": some
// signs, but not all, or a part that must be there is not: never taken for "nothing there".
(() => {
  const MAX_LIST_NODES = 400;
  // As long as the worker keeps it (background/chats.js).
  const MAX_NAME = 300;

  /**
   * The tree in which a surface lives: the document, or an open shadow tree in it. Steps that are not there are left out,
   * since the same markup may stand in the document itself.
   * @param {string[]} steps
   * @param {Document} doc
   */
  function scopeOf(steps, doc) {
    /** @type {Document | ShadowRoot} */
    let scope = doc;
    for (const step of steps) scope = scope.querySelector(step)?.shadowRoot ?? scope;
    return scope;
  }

  /** @param {Ui.Surface} surface @param {URL} url */
  function isAt(surface, url) {
    return surface.pages.some((page) => realdesk.places.match(page.place ?? "", url) !== null);
  }

  /**
   * @param {Ui.Surface} surface
   * @param {Document | ShadowRoot} scope
   * @param {URL} url
   */
  function signsOf(surface, scope, url) {
    const { places = [], elements = [], maybe = [], never = [] } = surface.open;
    const isAny = (/** @type {string[]} */ list) => list.some((place) => realdesk.places.match(place, url) !== null);
    if (isAny(never)) return [];
    const signs = elements.map((css) => scope.querySelector(css) !== null);
    if (places.length > 0) signs.push(isAny(places));
    if (isAny(maybe)) signs.push(true);
    return signs;
  }

  /**
   * @param {Ui.Surface} surface
   * @param {"none" | "unknown"} state
   * @param {string} why
   * @returns {Ui.Head}
   */
  function without(surface, state, why) {
    return { surface: surface.id, state, why, conversation: "", peer: null, composer: false, parts: null };
  }

  /** Composers that were found: looking for one goes through all messages above it. @type {WeakMap<Ui.Surface, Element>} */
  const composers = new WeakMap();

  /** @param {Ui.Surface} surface @param {Document | ShadowRoot} scope */
  function hasComposer(surface, scope) {
    const wanted = surface.composer ?? [];
    const known = composers.get(surface);
    if (known?.isConnected && known.getRootNode() === scope && wanted.some((css) => known.matches(css))) return true;
    for (const css of wanted) {
      const found = scope.querySelector(css);
      if (found) composers.set(surface, found);
      if (found) return true;
    }
    return false;
  }

  /**
   * Everything but the messages.
   * @param {Ui.Surface} surface
   * @param {Document} doc
   * @param {URL} url
   * @param {{ nodes: number }} cost
   * @returns {Ui.Head}
   */
  function head(surface, doc, url, cost) {
    const scope = scopeOf(surface.shadow ?? [], doc);
    const signs = signsOf(surface, scope, url);
    if (!signs.includes(true)) return without(surface, "none", "");
    if (signs.includes(false)) return without(surface, "unknown", "open");
    const root = surface.root ? scope.querySelector(surface.root) : scope;
    if (!root || surface.self_check.some((css) => scope.querySelector(css) === null)) {
      return without(surface, "unknown", "self_check");
    }
    const at = { url, scope, cost };
    const peer = surface.peer ? realdesk.surfaceValues.peer(surface.peer, root, at) : null;
    if (surface.peer && !peer) return without(surface, "unknown", "peer");
    const list = surface.messages ? (surface.messages.list ? root.querySelector(surface.messages.list) : root) : null;
    if (surface.messages && !list) return without(surface, "unknown", "list");
    const named = realdesk.surfaceValues.firstOf(surface.conversation, root, at);
    const conversation = named || peer?.id || peer?.handle || peer?.display_name || `${url.pathname}${url.search}`.slice(0, MAX_NAME);
    const composer = hasComposer(surface, scope);
    return { surface: surface.id, state: "ok", why: "", conversation, peer, composer, parts: { root, list, at } };
  }

  /**
   * What may be messages in the list now, excluded ones among them, or null when it holds words and no message.
   * @param {Ui.MessageRule} rule
   * @param {Ui.Tree} list
   * @param {RealdeskMessageReader} reader
   * @returns {NodeListOf<Element> | null} not copied: there may be thousands
   */
  function items(rule, list, reader) {
    const found = list.querySelectorAll(rule.item);
    let others = 0;
    while (others < found.length && reader.isExcluded(found[others])) others += 1;
    if (others === found.length) {
      const known = { strip: rule.exclude ?? [], blocks: true };
      const spent = { nodes: 0 };
      const words = realdesk.surfaceText.read(list, known, spent);
      reader.at.cost.nodes += Math.min(spent.nodes, MAX_LIST_NODES);
      return words.text === "" ? found : null;
    }
    return found;
  }

  /**
   * Second signs of messages in a tree: each lies in a message, or the rules no longer fit the page.
   * @param {Ui.MessageRule} rule
   * @param {Ui.Tree} tree
   * @returns {ArrayLike<Element>}
   */
  function signs(rule, tree) {
    return rule.cover ? tree.querySelectorAll(rule.cover) : [];
  }

  /**
   * @param {Ui.MessageRule} rule
   * @param {Element} sign
   * @param {RealdeskMessageReader} reader
   */
  function isCovered(rule, sign, reader) {
    return sign.closest(rule.item) !== null || reader.isExcluded(sign);
  }

  realdesk.surfaceRead = { head, items, signs, isAt, isCovered, scopeOf };
})();
