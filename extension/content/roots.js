"use strict";

// Open shadow trees: what changes inside them, or that one was attached, is told to no observer of the document.
(() => {
  /** @type {WeakSet<ShadowRoot>} */
  const seen = new WeakSet();

  /**
   * @param {Node} root
   * @param {{ left: number }} budget elements that may still be visited
   * @param {ShadowRoot[]} found
   */
  function search(root, budget, found) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node !== null && budget.left > 0; node = walker.nextNode()) {
      budget.left -= 1;
      const shadow = /** @type {Element} */ (node).shadowRoot;
      if (!shadow) continue;
      if (!seen.has(shadow)) found.push(shadow);
      seen.add(shadow);
      search(shadow, budget, found);
    }
  }

  realdesk.roots = {
    fresh(doc) {
      /** @type {ShadowRoot[]} */
      const found = [];
      search(doc, { left: realdesk.text.LIMITS.nodes }, found);
      return found;
    },
  };
})();
