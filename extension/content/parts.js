"use strict";

// What everything that is drawn into a page is made of: text nodes and our own shapes only, nothing from the page is parsed.
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  // Shapes differ, not colours alone: an octagon, a triangle, a circle.
  const OCTAGON = { outline: "M7.7 2h8.6L22 7.7v8.6L16.3 22H7.7L2 16.3V7.7z", stroke: "M12 6.6v6.6M12 16.6v.4" };
  const CIRCLE = "M12 2a10 10 0 1 0 .01 0z";
  const SHAPES = {
    danger: OCTAGON,
    firm: OCTAGON,
    caution: { outline: "M12 2.6 22.4 21H1.6z", stroke: "M12 9.2v5.2M12 17.4v.2" },
    unknown: { outline: CIRCLE, stroke: "M9.2 9.4a2.9 2.9 0 1 1 3.9 2.9c-.8.4-1.1.9-1.1 1.8M12 17.2v.2" },
    official: { outline: "M4 3h16v9.5L12 22l-8-9.5z", stroke: "M7.8 10.4l3 3 5.4-5.8" },
    calm: { outline: CIRCLE, stroke: "M12 7v.4M12 11v6" },
  };
  const LINE = { fill: "none", stroke: "var(--on-accent)", "stroke-width": "2.4", "stroke-linecap": "round" };

  /**
   * @template {keyof HTMLElementTagNameMap} K
   * @param {K} name
   * @param {string} className
   * @param {string} [text]
   * @param {...Node} children
   * @returns {HTMLElementTagNameMap[K]}
   */
  function el(name, className, text = "", ...children) {
    const node = document.createElement(name);
    if (className) node.className = className;
    if (text) node.textContent = text;
    node.append(...children);
    return node;
  }

  /** @param {Record<string, string>} attributes */
  function path(attributes) {
    const node = document.createElementNS(SVG, "path");
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return node;
  }

  /** @param {keyof typeof SHAPES} level */
  function mark(level) {
    const { outline, stroke } = SHAPES[level];
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("class", "mark");
    svg.setAttribute("aria-hidden", "true");
    svg.append(path({ d: outline, fill: "var(--accent)" }), path({ d: stroke, ...LINE }));
    return svg;
  }

  /**
   * A button that only a person can press: the page cannot forge a trusted click.
   * @param {string} className
   * @param {string} text
   * @param {(button: HTMLButtonElement) => void} run
   */
  function button(className, text, run) {
    const node = el("button", className, text);
    node.type = "button";
    node.addEventListener("click", (event) => {
      if (!event.isTrusted) return;
      event.stopPropagation();
      run(node);
    });
    return node;
  }

  /**
   * Give a closed tree its style sheet.
   * @param {ShadowRoot} shadow
   * @param {string} css
   */
  function dress(shadow, css) {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      shadow.adoptedStyleSheets = [sheet];
      return;
    } catch {
      // Firefox does not let a content script set constructed sheets; its style elements are exempt from the page's CSP.
    }
    const style = document.createElement("style");
    style.textContent = css;
    shadow.prepend(style);
  }

  realdesk.parts = { el, mark, button, dress };
})();
