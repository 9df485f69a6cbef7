"use strict";

(() => {
  /** Limits of one frame (companion/PROTOCOL.md), and of the work spent on it. */
  const LIMITS = Object.freeze({
    url: 2000,
    title: 300,
    headings: 40,
    heading: 200,
    text: 50000,
    links: 300,
    href: 2000,
    linkText: 200,
    fields: 200,
    label: 300,
    name: 100,
    buttons: 60,
    button: 100,
    hidden: 10000,
    alts: 60,
    alt: 200,
    generated: 60,
    generatedText: 200,
    frames: 20,
    actions: 20,
    address: 500,
    // A page may hold millions of nodes; the walk stops here and says so with `truncated`.
    nodes: 60000,
    captionNodes: 500,
    shadows: 300,
    looks: 6000,
    linkCandidates: 3000,
    cssRules: 20000,
    cssSelectors: 200,
    cssElements: 400,
    cssEach: 12,
  });

  /**
   * Collapse white space and cut to `limit` UTF-16 units, never through a character. A lone half of a surrogate pair
   * would make the message unreadable for the host, so it is replaced.
   * @param {string | null | undefined} value
   * @param {number} limit
   * @returns {{ value: string, cut: boolean }}
   */
  function clean(value, limit) {
    if (!value) return { value: "", cut: false };
    // White space may be most of a hostile string; look at a bounded part of it only.
    const head = value.length > limit * 8 ? value.slice(0, limit * 8) : value;
    const flat = head.replace(/\s+/gu, " ").trim();
    if (flat.length <= limit) return { value: flat.toWellFormed(), cut: head !== value };
    const last = flat.charCodeAt(limit - 1);
    const end = last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit;
    return { value: flat.slice(0, end).trimEnd().toWellFormed(), cut: true };
  }

  /**
   * A short fingerprint, to notice that nothing changed. Not for security.
   * @param {string} value
   * @returns {string}
   */
  function hash(value) {
    let a = 0x9e3779b1;
    let b = 0x85ebca6b;
    for (let i = 0; i < value.length; i += 1) {
      const unit = value.charCodeAt(i);
      a = Math.imul(a ^ unit, 2654435761);
      b = Math.imul(b ^ unit, 1597334677);
    }
    return `${value.length}:${(a >>> 0).toString(36)}:${(b >>> 0).toString(36)}`;
  }

  realdesk.text = { LIMITS, clean, hash };
})();
