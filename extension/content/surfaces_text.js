"use strict";

// The words of one message or field, without what a surface says does not belong to them. Nothing editable is read.
(() => {
  const INLINE = new Set(
    // With these a sender formats his own words; any other element in a text is the site's.
    ("a abbr b bdi bdo big br cite code data del dfn em font i img ins kbd mark p pre q rp rt ruby s samp small span " +
      "strike strong sub sup time tt u var wbr blockquote li ol ul h1 h2 h3 h4 h5 h6 hr table tbody tr td th").split(" "),
  );
  const SPACED = new Set("br p pre blockquote li ol ul h1 h2 h3 h4 h5 h6 hr div section article header footer table tr td th".split(" "));
  const UNREAD = new Set("script style noscript template textarea input select option svg title button".split(" "));
  const MAX_NODES = 2000;
  const MAX_TEXT = 4000;
  const MAX_LINKS = 30;
  const MAX_ALT = 16;

  /** @param {Element} el */
  function isEditable(el) {
    const value = el.getAttribute("contenteditable");
    return value !== null && value.toLowerCase() !== "false";
  }

  /** Collects the words below one element. */
  class Words {
    /**
     * @param {Ui.TextRule} rule
     * @param {{ nodes: number }} cost
     */
    constructor(rule, cost) {
      this.strip = rule.strip.join(", ");
      this.blocks = rule.blocks ?? false;
      this.plainLinks = rule.plainLinks ?? "";
      this.pictures = rule.pictures ?? true;
      this.cost = cost;
      this.left = MAX_NODES;
      /** @type {string[]} */ this.parts = [];
      /** @type {Set<string>} */ this.links = new Set();
      // Words in an element that the surface does not know of: the text cannot be trusted.
      this.foreign = false;
    }

    /**
     * @param {Node} node
     * @param {number} inForeign how many unknown blocks are around it
     */
    walk(node, inForeign) {
      /** @type {{ node: Node | null, foreign: number, space: boolean }[]} */
      const stack = [{ node: node.firstChild, foreign: inForeign, space: false }];
      while (stack.length > 0) {
        const top = stack[stack.length - 1];
        const next = top.node;
        if (next === null) {
          stack.pop();
          if (top.space) this.parts.push(" ");
          continue;
        }
        top.node = next.nextSibling;
        this.left -= 1;
        this.cost.nodes += 1;
        if (this.left < 0) return void (this.foreign = true);
        if (next.nodeType === 3) this.words(/** @type {Text} */ (next).data, top.foreign);
        else if (next.nodeType === 1) this.enter(/** @type {Element} */ (next), top.foreign, stack);
      }
    }

    /**
     * @param {Element} el
     * @param {number} foreign
     * @param {{ node: Node | null, foreign: number, space: boolean }[]} stack
     */
    enter(el, foreign, stack) {
      const name = el.localName;
      if (UNREAD.has(name) || isEditable(el) || (this.strip && el.matches(this.strip))) return;
      if (name === "a") this.link(el);
      else if (name === "img") this.image(el, foreign);
      const space = SPACED.has(name);
      if (space) this.parts.push(" ");
      const inside = foreign + (this.blocks || INLINE.has(name) ? 0 : 1);
      stack.push({ node: el.firstChild, foreign: inside, space });
      if (el.shadowRoot) stack.push({ node: el.shadowRoot.firstChild, foreign: inside, space: false });
    }

    /**
     * @param {string} text
     * @param {number} foreign
     */
    words(text, foreign) {
      if (foreign > 0 && text.trim() !== "") this.foreign = true;
      this.parts.push(text.slice(0, MAX_TEXT * 2));
    }

    /**
     * Emoji are often pictures.
     * @param {Element} el
     * @param {number} foreign
     */
    image(el, foreign) {
      const alt = this.pictures ? el.getAttribute("alt") : "";
      if (alt === null && !this.blocks) this.foreign = true;
      else if (alt) this.words(alt.slice(0, MAX_ALT), foreign);
    }

    /** @param {Element} el */
    link(el) {
      const raw = el.getAttribute("href");
      if (raw === null) {
        if (!this.plainLinks || !el.matches(this.plainLinks)) this.foreign = true;
        return;
      }
      if (this.links.size >= MAX_LINKS) return;
      try {
        const href = new URL(raw.slice(0, MAX_TEXT), el.baseURI).href;
        if (!href.startsWith("javascript:")) this.links.add(href);
      } catch {
        // No address: nothing a click could open.
      }
    }

    get text() {
      return realdesk.text.clean(this.parts.join(""), MAX_TEXT).value;
    }
  }

  /**
   * @param {Node} root an element or a shadow root
   * @param {Ui.TextRule} rule
   * @param {{ nodes: number }} cost counts the nodes visited
   */
  function read(root, rule, cost) {
    const words = new Words(rule, cost);
    words.walk(root, 0);
    return { text: words.text, links: [...words.links], foreign: words.foreign };
  }

  realdesk.surfaceText = { read };
})();
