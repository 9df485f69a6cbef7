"use strict";

// Reading the document past what a page can put in the way. In a form, and on the document, a child named like a
// member (`<input name="firstChild">`) replaces it, for extensions as well; the getters of the prototypes stay.
(() => {
  /**
   * @param {any} prototype
   * @param {string} name
   * @returns {(node: any) => any}
   */
  function getter(prototype, name) {
    const get = /** @type {() => any} */ (Object.getOwnPropertyDescriptor(prototype, name)?.get);
    return (node) => get.call(node);
  }

  const { getAttribute, checkVisibility, getBoundingClientRect } = Element.prototype;
  const { querySelector, querySelectorAll, getElementById } = Document.prototype;
  const VISIBILITY = { visibilityProperty: true };

  realdesk.dom = Object.freeze({
    nodeType: getter(Node.prototype, "nodeType"),
    firstChild: getter(Node.prototype, "firstChild"),
    nextSibling: getter(Node.prototype, "nextSibling"),
    parentNode: getter(Node.prototype, "parentNode"),
    baseURI: getter(Node.prototype, "baseURI"),
    localName: getter(Element.prototype, "localName"),
    namespace: getter(Element.prototype, "namespaceURI"),
    shadowRoot: getter(Element.prototype, "shadowRoot"),
    elementCount: getter(Element.prototype, "childElementCount"),
    data: getter(CharacterData.prototype, "data"),
    root: getter(Document.prototype, "documentElement"),
    title: getter(Document.prototype, "title"),
    styleSheets: getter(Document.prototype, "styleSheets"),
    /** @param {Element} el @param {string} name @returns {string | null} */
    attribute: (el, name) => getAttribute.call(el, name),
    /** Whether the element has a box and is not `visibility: hidden`. @param {Element} el @returns {boolean} */
    isRendered: (el) => checkVisibility.call(el, VISIBILITY),
    /** @param {Element} el @returns {DOMRect} */
    rect: (el) => getBoundingClientRect.call(el),
    /** @param {Document} doc @param {string} selector @returns {Element | null} */
    find: (doc, selector) => querySelector.call(doc, selector),
    /** @param {Document} doc @param {string} selector @returns {NodeListOf<Element>} */
    findAll: (doc, selector) => querySelectorAll.call(doc, selector),
    /** @param {Document} doc @param {string} id @returns {Element | null} */
    byId: (doc, id) => getElementById.call(doc, id),
  });
})();
