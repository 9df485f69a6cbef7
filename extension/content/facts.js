"use strict";

// What one document shows, as protocol.Frame. Text comes from the DOM's text nodes, never from what a user typed: no
// value of an input, no content of a textarea, of an editable element or of a rich-text box is read.
(() => {
  const { LIMITS, clean } = realdesk.text;

  const SKIPPED = new Set(["script", "style", "noscript", "template", "textarea", "head"]);
  // Letters of one word may be spread over these; every other element ends a word.
  const INLINE = new Set(
    ("abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q rp rt ruby s samp small span strike strong " +
      "sub sup time tt u var wbr").split(" "),
  );
  const HEADINGS = new Set(["h1", "h2", "h3", "h4", "h5", "h6"]);
  const BUTTON_INPUTS = new Set(["submit", "button", "reset"]);
  const UNSEEN_INPUTS = new Set(["hidden", "image"]);

  /** @param {Element} el */
  const role = (el) => (el.getAttribute("role") ?? "").trim().toLowerCase();

  /** @param {Element} el */
  function isEditable(el) {
    const value = el.getAttribute("contenteditable");
    return value !== null && value.toLowerCase() !== "false";
  }

  /**
   * Visit the nodes under `root` in document order, open shadow trees before an element's own children.
   * @param {Node} root
   * @param {{ left: number }} budget nodes that may still be visited; below zero when the walk was stopped
   * @param {(el: Element) => boolean} enter whether to go into the element
   * @param {(el: Element) => void} leave
   * @param {(text: string) => boolean} onText false stops reading text
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
      top.next = stack.length === 1 ? null : node.nextSibling;
      budget.left -= 1;
      if (budget.left < 0) return;
      if (node.nodeType === 3) {
        if (wantText) wantText = onText(/** @type {Text} */ (node).data);
      } else if (node.nodeType === 1) {
        const el = /** @type {Element} */ (node);
        if (!enter(el)) continue;
        stack.push({ el, next: el.firstChild });
        if (el.shadowRoot) stack.push({ el: null, next: el.shadowRoot.firstChild });
      }
    }
  }

  /**
   * Text under an element, without fields and scripts, cut to `limit`.
   * @param {Node} root
   * @param {number} limit
   * @param {{ left: number }} budget
   */
  function textOf(root, limit, budget) {
    /** @type {string[]} */
    const parts = [];
    let length = 0;
    const granted = Math.max(0, Math.min(budget.left, LIMITS.captionNodes));
    const own = { left: granted };
    walk(
      root,
      own,
      (el) => {
        if (SKIPPED.has(el.localName) || el.localName === "select" || isEditable(el)) return false;
        if (!INLINE.has(el.localName)) parts.push(" ");
        return true;
      },
      (el) => void (INLINE.has(el.localName) || parts.push(" ")),
      (text) => {
        parts.push(text.slice(0, limit * 4));
        length += text.length;
        return length < limit * 4;
      },
    );
    budget.left -= granted - Math.max(0, own.left);
    return clean(parts.join(""), limit);
  }

  /** Collects the parts of one frame while the document is walked. */
  class Collector {
    /**
     * @param {Document} doc
     * @param {Element | null} ignore
     */
    constructor(doc, ignore) {
      this.doc = doc;
      this.ignore = ignore;
      this.budget = { left: LIMITS.nodes };
      this.truncated = false;
      this.length = 0;
      /** @type {string[]} */ this.parts = [];
      /** @type {string[]} */ this.headings = [];
      /** @type {string[]} */ this.buttons = [];
      /** @type {Protocol.Field[]} */ this.fields = [];
      /** @type {Map<string, Protocol.Link>} */ this.links = new Map();
    }

    /**
     * @param {string | null | undefined} value
     * @param {number} limit
     */
    cut(value, limit) {
      const result = clean(value, limit);
      this.truncated ||= result.cut;
      return result.value;
    }

    /**
     * @param {Node} root
     * @param {number} limit
     */
    text(root, limit) {
      const result = textOf(root, limit, this.budget);
      this.truncated ||= result.cut;
      return result.value;
    }

    /**
     * @param {string[]} list
     * @param {string} value
     * @param {number} most
     */
    add(list, value, most) {
      if (value === "") return;
      if (list.length < most) list.push(value);
      else this.truncated = true;
    }

    /** @param {string} text */
    onText(text) {
      // Twice the limit of raw text: white space is collapsed at the end.
      const room = LIMITS.text * 2 - this.length;
      this.parts.push(text.slice(0, Math.max(0, room)));
      this.length += text.length;
      if (text.length <= room) return true;
      this.truncated = true;
      return false;
    }

    /** @param {Element} el */
    enter(el) {
      const name = el.localName;
      if (el === this.ignore) return false;
      if (name === "textarea" || name === "select" || isEditable(el) || role(el) === "textbox") {
        this.field(el, name === "select" ? "select" : name === "input" ? this.inputType(el) : "textarea");
        return name === "select";
      }
      if (SKIPPED.has(name)) return false;
      if (!INLINE.has(name)) this.parts.push(" ");
      if (name === "input") this.input(el);
      else if (HEADINGS.has(name) || role(el) === "heading") this.heading(el);
      else if (name === "a" || name === "area") this.link(el);
      if (name === "button" || role(el) === "button") this.button(this.text(el, LIMITS.button), el);
      return true;
    }

    /** @param {Element} el */
    leave(el) {
      if (!INLINE.has(el.localName)) this.parts.push(" ");
    }

    /** @param {Element} el */
    heading(el) {
      if (this.headings.length >= LIMITS.headings) this.truncated = true;
      else this.add(this.headings, this.text(el, LIMITS.heading), LIMITS.headings);
    }

    /**
     * @param {string} text
     * @param {Element} el
     */
    button(text, el) {
      const label = text || this.cut(el.getAttribute("aria-label") ?? el.getAttribute("title"), LIMITS.button);
      this.add(this.buttons, label, LIMITS.buttons);
    }

    /** @param {Element} el */
    inputType(el) {
      return (el.getAttribute("type") ?? "").trim().toLowerCase() || "text";
    }

    /** @param {Element} el */
    input(el) {
      const type = this.inputType(el);
      if (BUTTON_INPUTS.has(type)) {
        // The attribute of a button is its caption, written by the page; nobody types it.
        this.button(this.cut(el.getAttribute("value"), LIMITS.button), el);
      } else if (!UNSEEN_INPUTS.has(type)) {
        this.field(el, type);
      }
    }

    /**
     * @param {Element} el
     * @param {string} type
     */
    field(el, type) {
      if (this.fields.length >= LIMITS.fields) {
        this.truncated = true;
        return;
      }
      const limit = Number.parseInt(el.getAttribute("maxlength") ?? "", 10);
      this.fields.push({
        type: type.slice(0, 40).toWellFormed(),
        label: this.label(el),
        name: this.cut(el.getAttribute("name") || el.getAttribute("id"), LIMITS.name),
        max_length: limit >= 0 && limit <= 1e6 ? limit : -1,
      });
    }

    /** @param {Element} el */
    label(el) {
      /** @type {string[]} */
      const parts = [];
      const labels = /** @type {HTMLInputElement} */ (el).labels ?? [];
      for (const label of Array.from(labels).slice(0, 4)) parts.push(this.text(label, LIMITS.label));
      for (const id of (el.getAttribute("aria-labelledby") ?? "").split(/\s+/u).slice(0, 4)) {
        const label = id && this.doc.getElementById(id);
        if (label) parts.push(this.text(label, LIMITS.label));
      }
      for (const name of ["aria-label", "placeholder", "title"]) parts.push(el.getAttribute(name) ?? "");
      return this.cut(parts.filter((part) => part !== "").join(" "), LIMITS.label);
    }

    /** @param {Element} el */
    link(el) {
      // In SVG the address may be in the namespaced attribute, and `href` is an object.
      const raw = el.getAttribute("href") ?? el.getAttribute("xlink:href");
      if (!raw || raw.startsWith("#")) return;
      let href;
      try {
        href = new URL(raw.slice(0, LIMITS.href * 2), this.doc.baseURI).href;
      } catch {
        return;
      }
      if (href.startsWith("javascript:")) return;
      if (this.links.size >= LIMITS.linkCandidates) {
        this.truncated = true;
        return;
      }
      if (href.length > LIMITS.href) this.truncated = true;
      const caption = this.text(el, LIMITS.linkText) || el.getAttribute("aria-label") || el.getAttribute("title");
      const link = { href: href.slice(0, LIMITS.href), text: this.cut(caption, LIMITS.linkText) };
      this.links.set(`${link.href}\n${link.text}`, link);
    }

    /**
     * The links to send. When there are too many, telephone, mail and messenger schemes come first and links inside
     * the same site last: contacts often stand in the footer, behind hundreds of menu entries.
     * @returns {Protocol.Link[]}
     */
    chosenLinks() {
      const all = [...this.links.values()];
      if (all.length <= LIMITS.links) return all;
      this.truncated = true;
      const origin = this.doc.location?.origin ?? "";
      /** @param {Protocol.Link} link */
      const rank = (link) => (!/^https?:/u.test(link.href) ? 0 : link.href.startsWith(`${origin}/`) ? 2 : 1);
      const ranked = all.map((link, order) => ({ link, order, rank: rank(link) }));
      ranked.sort((a, b) => a.rank - b.rank || a.order - b.order);
      const kept = ranked.slice(0, LIMITS.links).sort((a, b) => a.order - b.order);
      return kept.map((item) => item.link);
    }

    siteName() {
      const meta = this.doc.querySelector('meta[property="og:site_name"], meta[name="application-name"]');
      return this.cut(meta?.getAttribute("content"), LIMITS.title);
    }

    /** @returns {Protocol.Frame} */
    frame() {
      const root = this.doc.documentElement;
      if (root) {
        walk(
          root,
          this.budget,
          (el) => this.enter(el),
          (el) => this.leave(el),
          (text) => this.onText(text),
        );
      }
      if (this.budget.left < 0) this.truncated = true;
      return {
        url: this.cut(this.doc.location?.href, LIMITS.url),
        title: this.cut(this.doc.title, LIMITS.title),
        site_name: this.siteName(),
        lang: clean(root?.getAttribute("lang"), 35).value,
        headings: this.headings,
        text: this.cut(this.parts.join(""), LIMITS.text),
        links: this.chosenLinks(),
        fields: this.fields,
        buttons: this.buttons,
        truncated: this.truncated,
      };
    }
  }

  realdesk.facts = { collect: (doc, ignore = null) => new Collector(doc, ignore).frame() };
})();
