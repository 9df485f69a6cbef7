"use strict";

// Which support-chat vendor a page has built in, and whose account there: a fact that can be compared with a list.
(() => {
  const MAX_ADDRESSES = 400;
  const MAX_INLINE = 60;
  const MAX_SCRIPT = 20_000;
  // What may stand between the name of a setting and its value.
  const FILLER = " \t\r\n=:,('\"";
  const MAX_FILLER = 12;
  const MAX_FOUND = 20;

  /** @param {string} raw @param {string} base @returns {URL | null} */
  function addressOf(raw, base) {
    try {
      return new URL(raw.slice(0, 2000), base);
    } catch {
      return null;
    }
  }

  /**
   * @param {Document} doc
   * @param {string} css
   * @param {string} attr
   */
  function addresses(doc, css, attr) {
    const found = Array.from(doc.querySelectorAll(css)).slice(0, MAX_ADDRESSES);
    return found.flatMap((el) => addressOf(el.getAttribute(attr) ?? "", doc.baseURI) ?? []);
  }

  /**
   * @param {string} code
   * @param {Ui.Inline} inline
   */
  function valueIn(code, inline) {
    let at = code.indexOf(inline.after);
    if (at < 0) return "";
    at += inline.after.length;
    const end = at + MAX_FILLER;
    while (at < end && FILLER.includes(code[at])) at += 1;
    return realdesk.places.run(inline.kind, code, at);
  }

  /**
   * @param {string[] | undefined} places
   * @param {URL[]} urls
   * @returns {string[]} tenants; "" for an address of the vendor without one
   */
  function matches(places, urls) {
    return (places ?? []).flatMap((place) => urls.flatMap((url) => realdesk.places.match(place, url)?.value ?? (realdesk.places.match(place, url) ? "" : [])));
  }

  /**
   * @param {Document} doc
   * @param {Ui.Widget[]} widgets
   * @returns {Ui.WidgetFact[]}
   */
  function collect(doc, widgets) {
    const scripts = addresses(doc, "script[src], iframe[src]", "src");
    const links = addresses(doc, "a[href]", "href");
    const inline = Array.from(doc.querySelectorAll("script:not([src])")).slice(0, MAX_INLINE);
    const code = inline.map((el) => (el.textContent ?? "").slice(0, MAX_SCRIPT));
    /** @type {Ui.WidgetFact[]} */
    const facts = [];
    for (const widget of widgets) {
      const tenants = [
        ...matches(widget.scripts, scripts),
        ...matches(widget.links, links),
        ...(widget.inline ?? []).flatMap((item) => code.map((text) => valueIn(text, item)).filter((value) => value !== "")),
        ...((widget.elements ?? []).some((css) => doc.querySelector(css)) ? [""] : []),
      ];
      const named = [...new Set(tenants.filter((tenant) => tenant !== ""))];
      if (named.length > 0) facts.push(...named.slice(0, 3).map((tenant) => ({ vendor: widget.id, tenant })));
      else if (tenants.length > 0) facts.push({ vendor: widget.id, tenant: null });
    }
    return facts.slice(0, MAX_FOUND);
  }

  realdesk.widgets = { collect };
})();
