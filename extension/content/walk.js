"use strict";

// The way through a document: which elements are entered, where words end, and the text under one element.
(() => {
  const { dom, visible } = realdesk;
  const { LIMITS, clean } = realdesk.text;

  // What is in these is no text of the page, or was typed by somebody.
  const SKIPPED = new Set(
    "script style noscript noembed noframes iframe template textarea head datalist".split(" "),
  );
  // Letters of one word may be spread over these; every other element ends a word.
  const INLINE = new Set(
    ("abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q rp rt ruby s samp small span strike strong " +
      "sub sup time tspan tt u var wbr").split(" "),
  );

  /** @param {Element} el */
  const role = (el) => (dom.attribute(el, "role") ?? "").trim().toLowerCase();

  /** @param {Element} el */
  function isEditable(el) {
    const value = dom.attribute(el, "contenteditable");
    return value !== null && value.toLowerCase() !== "false";
  }

  /**
   * The first node in an element's shadow. Closed shadows, which the browser opens to extensions, are asked for only
   * where they are likely: in elements of the page's own making and in empty ones.
   * @param {Element} el
   * @param {Budget} budget
   * @returns {Node | null}
   */
  function shadowOf(el, budget) {
    let root = dom.shadowRoot(el);
    if (!root && budget.shadows > 0 && (dom.localName(el).includes("-") || !dom.firstChild(el))) {
      budget.shadows -= 1;
      root = dom.closedShadow(el);
    }
    return root ? dom.firstChild(root) : null;
  }

  /**
   * `left`: nodes that may still be visited, below zero when the walk was stopped. `shadows`: closed shadows that may
   * still be asked for.
   * @typedef {{ left: number, shadows: number }} Budget
   */

  /**
   * Visit the nodes under `root` in document order, shadow trees before an element's own children.
   * @param {Node} root
   * @param {Budget} budget
   * @param {(el: Element) => boolean} enter whether to go into the element
   * @param {(el: Element) => void} leave
   * @param {(text: string, node: Node) => boolean} onText false stops reading text
   */
  function walk(root, budget, enter, leave, onText) {
    /** @type {{ el: Element | null, next: Node | null }[]} */
    const stack = [{ el: null, next: root }];
    let wantText = true;
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      const node = top.next;
      if (node === null) {
        stack.pop();
        if (top.el) leave(top.el);
        continue;
      }
      top.next = stack.length === 1 ? null : dom.nextSibling(node);
      budget.left -= 1;
      if (budget.left < 0) return;
      const type = dom.nodeType(node);
      if (type === 3) {
        if (wantText) wantText = onText(dom.data(node), node);
      } else if (type === 1) {
        const el = /** @type {Element} */ (node);
        if (!enter(el)) continue;
        stack.push({ el, next: dom.firstChild(el) });
        const shadow = shadowOf(el, budget);
        if (shadow) stack.push({ el: null, next: shadow });
      }
    }
  }

  /**
   * Text under an element, without fields and scripts, cut to `limit`.
   * @param {Element} root
   * @param {number} limit
   * @param {Budget} budget
   * @param {boolean} [all] also what is not to be seen, for a root that is itself not
   */
  function textOf(root, limit, budget, all = false) {
    /** @type {string[]} */
    const parts = [];
    let length = 0;
    const granted = Math.max(0, Math.min(budget.left, LIMITS.captionNodes));
    const own = { left: granted, shadows: 0 };
    walk(
      root,
      own,
      (el) => {
        const name = dom.localName(el);
        if (SKIPPED.has(name) || name === "select" || isEditable(el)) return false;
        if (!all && el !== root && visible.isGone(el)) return false;
        if (!INLINE.has(name)) parts.push(" ");
        return true;
      },
      (el) => void (INLINE.has(dom.localName(el)) || parts.push(" ")),
      (text) => {
        parts.push(text.slice(0, limit * 4));
        length += text.length;
        return length < limit * 4;
      },
    );
    budget.left -= granted - Math.max(0, own.left);
    return clean(parts.join(""), limit);
  }

  realdesk.walk = { SKIPPED, INLINE, role, isEditable, walk, textOf };
})();
