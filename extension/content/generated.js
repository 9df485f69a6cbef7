"use strict";

// Text that style sheets write before and after elements (`content: "Seed phrase"`): seen by a person, in no node.
(() => {
  const { dom } = realdesk;
  const { LIMITS, clean } = realdesk.text;
  // Icons of a font are private characters, bullets and arrows no words.
  const WORDS = /[\p{L}\p{N}].*["')]/u;
  const PSEUDO = /::?(before|after)\b/u;

  /**
   * Selectors of elements to which readable style sheets add words. Sheets of other sites cannot be read.
   * @param {Document} doc
   * @returns {{ selectors: Set<string>, unreadable: boolean }}
   */
  function selectorsOf(doc) {
    /** @type {Set<string>} */
    const selectors = new Set();
    let unreadable = false;
    let left = LIMITS.cssRules;
    /** @type {any[]} */
    const groups = [...doc.adoptedStyleSheets, ...dom.styleSheets(doc)];
    while (groups.length > 0 && left > 0) {
      const group = groups.pop();
      let rules;
      try {
        rules = group.cssRules ?? [];
      } catch {
        unreadable = true;
        continue;
      }
      for (let i = 0; i < rules.length && left > 0; i += 1, left -= 1) {
        const rule = rules[i];
        if (rule.cssRules?.length) groups.push(rule);
        if (rule.styleSheet) groups.push(rule.styleSheet);
        if (!rule.selectorText || !PSEUDO.test(rule.selectorText)) continue;
        if (WORDS.test(rule.style.content)) addBases(selectors, rule.selectorText);
      }
    }
    return { selectors, unreadable };
  }

  /**
   * @param {Set<string>} selectors
   * @param {string} text
   */
  function addBases(selectors, text) {
    for (const part of text.slice(0, 2000).split(",")) {
      if (PSEUDO.test(part) && selectors.size < LIMITS.cssSelectors) selectors.add(part.replace(PSEUDO, "").trim() || "*");
    }
  }

  /**
   * @param {Element} el
   * @param {"::before" | "::after"} pseudo
   */
  function textOf(el, pseudo) {
    const { content } = getComputedStyle(el, pseudo);
    if (content === "none" || content === "normal") return "";
    const pieces = content.matchAll(/"((?:[^"\\]|\\.)*)"|attr\(\s*([\w-]+)[^)]*\)/gu);
    return [...pieces].map(([, text, name]) => (name ? dom.attribute(el, name) ?? "" : text.replace(/\\(.)/gu, "$1"))).join("");
  }

  /**
   * Words that style sheets add to what is shown, each once, in document order of their selectors.
   * @param {Document} doc
   * @returns {{ texts: string[], cut: boolean }}
   */
  function collect(doc) {
    const { selectors, unreadable } = selectorsOf(doc);
    /** @type {Set<string>} */
    const texts = new Set();
    let left = LIMITS.cssElements;
    // Where a sheet cannot be read its work still shows on the elements that carry captions.
    if (unreadable) selectors.add("label, legend, h1, h2, h3, p, button, div:empty, span:empty, i:empty");
    for (const selector of selectors) {
      // One rule writes the same words everywhere, save for what it takes from attributes.
      const found = matching(doc, selector);
      for (let i = 0; i < found.length && i < LIMITS.cssEach; i += 1) {
        const el = found[i];
        if (left <= 0 || texts.size >= LIMITS.generated) return { texts: [...texts], cut: true };
        left -= 1;
        if (!dom.isRendered(el)) continue;
        for (const pseudo of /** @type {const} */ (["::before", "::after"])) {
          const text = clean(textOf(el, pseudo), LIMITS.generatedText).value;
          if (/[\p{L}\p{N}]/u.test(text)) texts.add(text);
        }
      }
    }
    return { texts: [...texts], cut: false };
  }

  /**
   * @param {Document} doc
   * @param {string} selector
   */
  function matching(doc, selector) {
    try {
      return dom.findAll(doc, selector);
    } catch {
      return [];
    }
  }

  realdesk.generated = { collect };
})();
