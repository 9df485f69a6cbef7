"use strict";

// What of the document a person can see. Text that is in the page and not on the screen is told apart: it is put there
// to look like news to a filter, to be found by search engines, or to be shown at the next click.
(() => {
  const { dom } = realdesk;
  /** The element is seen; only its own text is not; nor is anything in it, save what leaves it by its position. */
  const SHOWN = 0;
  const TEXTLESS = 1;
  const CLIPPED = 2;
  const GONE = 3;
  const ROOTS = new Set(["html", "body"]);

  /**
   * How an element is seen, from the state of the one it stands in. Cheap where all is well: one question to the
   * engine and one rectangle; styles are read only where something is odd. When the budget is spent only the question
   * is asked, then nothing: what is far behind thousands of elements counts as seen.
   * @param {Element} el
   * @param {number} outer
   * @param {{ boxes: number, questions: number }} budget
   * @returns {number}
   */
  function look(el, outer, budget) {
    budget.questions -= 1;
    if (outer === GONE || budget.questions < 0) return outer;
    if (!dom.isRendered(el)) return unrendered(getComputedStyle(el), outer);
    budget.boxes -= 1;
    if (budget.boxes < 0) return outer === CLIPPED ? CLIPPED : SHOWN;
    const name = dom.localName(el);
    if (ROOTS.has(name)) return SHOWN;
    const box = dom.rect(el);
    if (outer === CLIPPED) {
      const { position } = getComputedStyle(el);
      if (position !== "absolute" && position !== "fixed") return CLIPPED;
    }
    if (box.width > 1 && box.height > 1) return isOffPage(box) ? TEXTLESS : SHOWN;
    const style = getComputedStyle(el);
    if (style.fontSize === "0px") return TEXTLESS;
    return style.display !== "inline" && style.overflow !== "visible" ? CLIPPED : SHOWN;
  }

  /**
   * @param {CSSStyleDeclaration} style
   * @param {number} outer
   */
  function unrendered(style, outer) {
    if (style.display === "none") return GONE;
    if (style.visibility !== "visible") return TEXTLESS;
    // An element without a box of its own (`display: contents`) is where its children are.
    return style.display === "contents" ? outer : GONE;
  }

  /** Whether neither the element nor anything in it is drawn. @param {Element} el */
  function isGone(el) {
    return !dom.isRendered(el) && getComputedStyle(el).display === "none";
  }

  /** Left of or above where anyone can scroll. @param {DOMRect} box */
  function isOffPage(box) {
    return box.right + scrollX <= 0 || box.bottom + scrollY <= 0;
  }

  /**
   * Whether the children of an element are letters set side by side, each in a box of its own.
   * @param {Element} el
   */
  function isRowOfLetters(el) {
    if (dom.elementCount(el) < 4) return false;
    let seen = 0;
    let first = null;
    for (let node = dom.firstChild(el); node && seen < 4; node = dom.nextSibling(node)) {
      if (dom.nodeType(node) !== 1) continue;
      const only = dom.firstChild(node);
      if (!only || dom.nodeType(only) !== 3 || dom.nextSibling(only) || !/^\s*\p{L}{0,2}\s*$/u.test(dom.data(only))) return false;
      first ??= node;
      seen += 1;
    }
    if (seen < 4 || !first) return false;
    const outer = getComputedStyle(el);
    if (/flex$/u.test(outer.display)) return outer.flexDirection.startsWith("row");
    const { display, float } = getComputedStyle(first);
    return display.startsWith("inline") || float === "left";
  }

  realdesk.visible = { SHOWN, GONE, look, isGone, isRowOfLetters };
})();
