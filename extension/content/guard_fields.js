"use strict";

// What stands in fields and composers now. Read only to be examined inside the extension: nothing of it is kept.
(() => {
  const TYPES = new Set(["text", "search", "url", "tel", "email", "password", "number"]);
  const MOST_TEXT = 20000;
  const MOST_NODES = 4000;
  const MOST_FIELDS = 60;
  // Where no form says which fields belong together, so many elements upwards are searched for them.
  const LEVELS = 8;
  const MANY = 12;
  const LONGEST_WORD = 16;
  const BLOCKS = /^(?:address|article|blockquote|br|dd|div|dl|dt|h[1-6]|hr|li|ol|p|pre|section|table|td|th|tr|ul)$/u;

  /**
   * @param {unknown} node
   * @returns {node is HTMLInputElement | HTMLTextAreaElement}
   */
  function isPlain(node) {
    if (!(node instanceof HTMLElement)) return false;
    return node.localName === "textarea" || (node.localName === "input" && TYPES.has(/** @type {any} */ (node).type));
  }

  /** The outermost element of an editable region. @param {HTMLElement} el */
  function editingHost(el) {
    let host = el;
    while (host.parentElement?.isContentEditable) host = host.parentElement;
    return host;
  }

  const POINTED = /^(?:click|drop|mouse|pointer)/u;

  /**
   * The element inside a shadow root that an event is about: the one under the pointer, or the one with the focus.
   * @param {ShadowRoot} root
   * @param {Event} event
   */
  function within(root, event) {
    const { clientX, clientY, detail } = /** @type {MouseEvent} */ (event);
    // A button pressed with a key is clicked nowhere.
    const isPointed = POINTED.test(event.type) && (event.type !== "click" || detail > 0);
    return isPointed ? root.elementFromPoint(clientX, clientY) : root.activeElement;
  }

  /**
   * The innermost element of an event, through closed shadow roots too: they are no wall for an extension.
   * @param {Event} event
   * @returns {HTMLElement | null}
   */
  function targetOf(event) {
    const node = event.composedPath()[0];
    let el = node instanceof HTMLElement ? node : node instanceof Node ? node.parentElement : null;
    while (el && !el.shadowRoot) {
      const root = realdesk.dom.closedShadow(el);
      const inner = root ? within(root, event) : null;
      if (!(inner instanceof HTMLElement) || inner === el) break;
      el = inner;
    }
    return el;
  }

  /**
   * The field an event is about, or null.
   * @param {Event} event
   * @returns {HTMLElement | null}
   */
  function fieldOf(event) {
    const el = targetOf(event);
    if (!el) return null;
    if (isPlain(el)) return el;
    return el.isContentEditable ? editingHost(el) : null;
  }

  /** Text of an editable region, a line for every block. @param {HTMLElement} el */
  function editableText(el) {
    const walker = document.createTreeWalker(el, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    /** @type {string[]} */
    const parts = [];
    let length = 0;
    for (let left = MOST_NODES; left > 0 && length < MOST_TEXT; left -= 1) {
      const node = walker.nextNode();
      if (!node) break;
      const text = node.nodeType === Node.TEXT_NODE ? /** @type {Text} */ (node).data : "";
      const part = text || (BLOCKS.test(/** @type {Element} */ (node).localName ?? "") ? "\n" : "");
      parts.push(part);
      length += part.length;
    }
    return parts.join("").slice(0, MOST_TEXT);
  }

  /**
   * @param {HTMLElement} field
   * @returns {string}
   */
  function textOf(field) {
    if (!isPlain(field)) return editableText(field);
    const { value } = field;
    if (value.length <= MOST_TEXT) return value;
    // In a very long text only the part around the cursor can be new.
    const at = Math.max(0, (field.selectionStart ?? value.length) - MOST_TEXT / 2);
    return value.slice(at, at + MOST_TEXT);
  }

  /** Elements under `root` in document order, open shadow roots included. @param {Node} root @returns {Generator<Element>} */
  function* deep(root) {
    let left = MOST_NODES;
    /** @type {(Element | null)[]} */
    const stack = [/** @type {ParentNode & Node} */ (root).firstElementChild];
    while (stack.length > 0 && left > 0) {
      const el = stack.pop();
      if (!el) continue;
      left -= 1;
      yield el;
      stack.push(el.nextElementSibling, el.firstElementChild, el.shadowRoot?.firstElementChild ?? null);
    }
  }

  /** @param {Node} root */
  function plainFields(root) {
    /** @type {(HTMLInputElement | HTMLTextAreaElement)[]} */
    const found = [];
    for (const el of deep(root)) {
      if (isPlain(el)) found.push(el);
      if (found.length >= MOST_FIELDS) break;
    }
    return found;
  }

  /** The node around another, out of shadow roots too. @param {Node} node @returns {Node | null} */
  function around(node) {
    return node instanceof ShadowRoot ? node.host : node.parentNode;
  }

  /**
   * Fields that belong to one of several: a phrase is often asked for word by word.
   * @param {HTMLElement} field
   */
  function siblings(field) {
    if (!isPlain(field)) return [];
    if (field.form) {
      const fields = Array.from(field.form.elements).filter(isPlain).slice(0, MOST_FIELDS);
      if (fields.length > 1) return fields;
    }
    /** @type {Node | null} */
    let root = around(field);
    /** @type {ReturnType<typeof plainFields>} */
    let fields = [];
    for (let level = 0; level < LEVELS && root && root !== document; level += 1, root = around(root)) {
      fields = plainFields(root);
      if (fields.length >= MANY) break;
    }
    return fields;
  }

  /**
   * The texts to examine when this field changed or is about to be sent: its own, and that of its row of fields.
   * @param {HTMLElement} field
   * @returns {string[]}
   */
  function textsOf(field) {
    const own = textOf(field);
    if (!isPlain(field) || own.length > LONGEST_WORD || own.trim().includes(" ")) return [own];
    const words = siblings(field).map((other) => other.value.trim());
    return words.filter((word) => word !== "").length < 2 ? [own] : [own, words.join("\n").slice(0, MOST_TEXT)];
  }

  /** What the page says a field is for. @param {HTMLElement} field */
  function labelOf(field) {
    const labels = isPlain(field) ? Array.from(field.labels ?? []).slice(0, 3).map((label) => label.textContent ?? "") : [];
    const named = ["aria-label", "placeholder", "aria-placeholder", "data-placeholder", "title", "name", "id"];
    return [...labels, ...named.map((name) => field.getAttribute(name) ?? "")].join(" ").slice(0, 600);
  }

  realdesk.guardFields = { fieldOf, targetOf, textOf, textsOf, labelOf, isPlain, around };
})();
