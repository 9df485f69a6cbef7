"use strict";

// What one document shows, as protocol.Frame. Text comes from the DOM's text nodes, never from what a user typed: no
// value of an input, no content of a textarea, of an editable element or of a rich-text box is read.
(() => {
  const { dom, visible, generated } = realdesk;
  const { LIMITS, clean } = realdesk.text;
  const { SKIPPED, INLINE, role, isEditable, walk, textOf } = realdesk.walk;

  const HEADINGS = new Set(["h1", "h2", "h3", "h4", "h5", "h6"]);
  const BUTTON_INPUTS = new Set(["submit", "button", "reset"]);
  const UNSEEN_INPUTS = new Set(["hidden", "image"]);
  // Drawn only where something else points at them.
  const SVG_UNSEEN = new Set("title desc metadata defs symbol clipPath mask marker pattern".split(" "));
  // Shown instead of the thing itself, when it cannot be shown.
  const FALLBACKS = new Set("object video audio canvas".split(" "));
  const SVG = "http://www.w3.org/2000/svg";

  /** Collects the parts of one frame while the document is walked. */
  class Collector {
    /**
     * @param {Document} doc
     * @param {Element | null} ignore
     */
    constructor(doc, ignore) {
      this.doc = doc;
      this.base = dom.baseURI(doc);
      this.ignore = ignore;
      this.budget = { left: LIMITS.nodes, shadows: LIMITS.shadows };
      this.looks = { boxes: LIMITS.looks, questions: LIMITS.looks * 2 };
      this.truncated = false;
      this.length = 0;
      /** @type {string[]} */ this.parts = [];
      /** Pieces of text that nobody sees. @type {string[]} */ this.unseen = [];
      this.unseenLength = 0;
      /** How the elements are seen that the walk is in. @type {number[]} */ this.states = [visible.SHOWN];
      /** Elements whose children are single letters, side by side. @type {Set<Element>} */ this.rows = new Set();
      /** @type {string[]} */ this.headings = [];
      /** @type {string[]} */ this.buttons = [];
      /** @type {string[]} */ this.alts = [];
      /** @type {Protocol.Field[]} */ this.fields = [];
      /** @type {Map<string, Protocol.Link>} */ this.links = new Map();
      /** @type {Set<string>} */ this.frames = new Set();
      /** @type {Set<string>} */ this.actions = new Set();
    }

    get state() {
      return this.states[this.states.length - 1];
    }

    get isSeen() {
      return this.state === visible.SHOWN;
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
     * @param {Element} root
     * @param {number} limit
     */
    text(root, limit) {
      const result = textOf(root, limit, this.budget, !this.isSeen);
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

    /**
     * @param {Set<string>} set
     * @param {string | null} raw an address as the document has it
     * @param {number} most
     */
    address(set, raw, most) {
      const href = this.absolute(raw);
      if (href === null || set.has(href.slice(0, LIMITS.address))) return;
      if (set.size < most) set.add(href.slice(0, LIMITS.address));
      else this.truncated = true;
      if (href.length > LIMITS.address) this.truncated = true;
    }

    /** @param {string | null} raw */
    absolute(raw) {
      if (!raw) return null;
      try {
        return new URL(raw.slice(0, LIMITS.href * 2), this.base).href;
      } catch {
        return null;
      }
    }

    /**
     * @param {string} text
     * @param {Node} node
     */
    onText(text, node) {
      // Between boxes in a row white space is layout, not a space.
      if (this.rows.size > 0 && this.rows.has(dom.parentNode(node)) && text.trim() === "") return true;
      // Twice the limit of raw text: white space is collapsed at the end.
      if (this.isSeen) this.length = this.keep(text, this.parts, this.length, LIMITS.text * 2);
      else this.unseenLength = this.keep(text, this.unseen, this.unseenLength, LIMITS.hidden * 2);
      return this.length <= LIMITS.text * 2 || this.unseenLength <= LIMITS.hidden * 2;
    }

    /**
     * Append as much of `text` as there is room for.
     * @param {string} text
     * @param {string[]} parts
     * @param {number} length of what is there
     * @param {number} most
     * @returns {number} the length with all of `text`
     */
    keep(text, parts, length, most) {
      if (length < most) parts.push(text.slice(0, most - length));
      if (length + text.length > most) this.truncated = true;
      return length + text.length;
    }

    /** @param {Element} el */
    look(el) {
      if (this.state === visible.GONE) return visible.GONE;
      const name = dom.localName(el);
      // A closed list draws its options elsewhere.
      if (name === "option" || name === "optgroup") return this.state;
      const parent = dom.parentNode(el);
      if (parent && dom.nodeType(parent) === 1 && FALLBACKS.has(dom.localName(parent))) return visible.GONE;
      if (SVG_UNSEEN.has(name) && dom.namespace(el) === SVG) return visible.GONE;
      return visible.look(el, this.state, this.looks);
    }

    /** @param {Element} el */
    enter(el) {
      const name = dom.localName(el);
      if (el === this.ignore) return false;
      if (name === "head") return false;
      const state = SKIPPED.has(name) && name !== "textarea" && name !== "iframe" ? this.state : this.look(el);
      this.states.push(state);
      const entered = this.read(el, name);
      if (!entered) this.states.pop();
      return entered;
    }

    /**
     * @param {Element} el
     * @param {string} name
     */
    read(el, name) {
      if (name === "textarea" || name === "select" || isEditable(el) || role(el) === "textbox") {
        this.field(el, name === "select" ? "select" : name === "input" ? this.inputType(el) : "textarea");
        return name === "select";
      }
      if (name === "iframe" || name === "frame") {
        this.address(this.frames, dom.attribute(el, "src"), LIMITS.frames);
        if (this.isSeen) this.add(this.alts, this.cut(dom.attribute(el, "title"), LIMITS.alt), LIMITS.alts);
      }
      if (SKIPPED.has(name)) return false;
      this.endWord(el, name);
      if (this.isSeen && visible.isRowOfLetters(el)) this.rows.add(el);
      if (name === "input") this.input(el);
      else if (name === "img") this.picture(el);
      else if (name === "form") this.address(this.actions, dom.attribute(el, "action"), LIMITS.actions);
      else if (HEADINGS.has(name) || role(el) === "heading") this.heading(el);
      else if (name === "a" || name === "area") this.link(el);
      if (name === "button" || role(el) === "button") {
        this.address(this.actions, dom.attribute(el, "formaction"), LIMITS.actions);
        this.button(this.text(el, LIMITS.button), el);
      }
      return true;
    }

    /**
     * @param {Element} el
     * @param {string} name
     */
    endWord(el, name) {
      if (!INLINE.has(name) && !this.rows.has(dom.parentNode(el))) (this.isSeen ? this.parts : this.unseen).push(" ");
    }

    /** @param {Element} el */
    leave(el) {
      this.endWord(el, dom.localName(el));
      this.states.pop();
    }

    /** @param {Element} el */
    heading(el) {
      if (!this.isSeen) return;
      if (this.headings.length >= LIMITS.headings) this.truncated = true;
      else this.add(this.headings, this.text(el, LIMITS.heading), LIMITS.headings);
    }

    /** @param {Element} el */
    picture(el) {
      if (this.isSeen) this.add(this.alts, this.cut(dom.attribute(el, "alt"), LIMITS.alt), LIMITS.alts);
    }

    /**
     * @param {string} text
     * @param {Element} el
     */
    button(text, el) {
      if (!this.isSeen) return;
      const label = text || this.cut(dom.attribute(el, "aria-label") ?? dom.attribute(el, "title"), LIMITS.button);
      this.add(this.buttons, label, LIMITS.buttons);
    }

    /** @param {Element} el */
    inputType(el) {
      return (dom.attribute(el, "type") ?? "").trim().toLowerCase() || "text";
    }

    /** @param {Element} el */
    input(el) {
      const type = this.inputType(el);
      if (BUTTON_INPUTS.has(type)) {
        // The attribute of a button is its caption, written by the page; nobody types it.
        this.address(this.actions, dom.attribute(el, "formaction"), LIMITS.actions);
        this.button(this.cut(dom.attribute(el, "value"), LIMITS.button), el);
      } else if (type === "image") {
        this.picture(el);
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
      const limit = Number.parseInt(dom.attribute(el, "maxlength") ?? "", 10);
      this.fields.push({
        type: type.slice(0, 40).toWellFormed(),
        label: this.label(el),
        name: this.cut(dom.attribute(el, "name") || dom.attribute(el, "id"), LIMITS.name),
        max_length: limit >= 0 && limit <= 1e6 ? limit : -1,
        autocomplete: this.cut(dom.attribute(el, "autocomplete"), LIMITS.name),
        visible: this.isSeen,
      });
    }

    /** @param {Element} el */
    label(el) {
      /** @type {string[]} */
      const parts = [];
      const labels = /** @type {HTMLInputElement} */ (el).labels ?? [];
      for (const label of Array.from(labels).slice(0, 4)) parts.push(this.text(label, LIMITS.label));
      for (const id of (dom.attribute(el, "aria-labelledby") ?? "").split(/\s+/u).slice(0, 4)) {
        const label = id && dom.byId(this.doc, id);
        if (label) parts.push(this.text(label, LIMITS.label));
      }
      for (const name of ["aria-label", "placeholder", "title"]) parts.push(dom.attribute(el, name) ?? "");
      return this.cut(parts.filter((part) => part !== "").join(" "), LIMITS.label);
    }

    /** @param {Element} el */
    link(el) {
      // In SVG the address may be in the namespaced attribute, and `href` is an object.
      const raw = dom.attribute(el, "href") ?? dom.attribute(el, "xlink:href");
      if (!raw || raw.startsWith("#")) return;
      const href = this.absolute(raw);
      if (href === null || href.startsWith("javascript:")) return;
      if (this.links.size >= LIMITS.linkCandidates) {
        this.truncated = true;
        return;
      }
      if (href.length > LIMITS.href) this.truncated = true;
      const caption =
        this.text(el, LIMITS.linkText) || (dom.attribute(el, "aria-label") ?? dom.attribute(el, "title") ?? dom.attribute(el, "alt"));
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

    /** @param {string} selector */
    meta(selector) {
      const meta = dom.find(this.doc, selector);
      return this.cut(meta && dom.attribute(meta, "content"), LIMITS.title);
    }

    /** @returns {Protocol.Frame} */
    frame() {
      const root = dom.root(this.doc);
      if (root) {
        walk(
          root,
          this.budget,
          (el) => this.enter(el),
          (el) => this.leave(el),
          (text, node) => this.onText(text, node),
        );
      }
      if (this.budget.left < 0) this.truncated = true;
      const words = generated.collect(this.doc);
      if (words.cut) this.truncated = true;
      return {
        url: this.cut(this.doc.location?.href, LIMITS.url),
        title: this.cut(dom.title(this.doc), LIMITS.title),
        site_name: this.meta('meta[property="og:site_name"], meta[name="application-name"]'),
        lang: clean(root && dom.attribute(root, "lang"), 35).value,
        headings: this.headings,
        text: this.cut(this.parts.join(""), LIMITS.text),
        links: this.chosenLinks(),
        fields: this.fields,
        buttons: this.buttons,
        description: this.meta('meta[name="description" i], meta[property="og:description"]'),
        alts: this.alts,
        generated: words.texts,
        hidden: this.cut(this.unseen.join(""), LIMITS.hidden),
        frame_urls: [...this.frames],
        actions: [...this.actions],
        truncated: this.truncated,
      };
    }
  }

  realdesk.facts = { collect: (doc, ignore = null) => new Collector(doc, ignore).frame() };
})();
