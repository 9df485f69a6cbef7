"use strict";

// The dialog before a secret leaves. A modal dialog in a closed shadow root: the page can neither read nor press it, and
// what it covers cannot be used meanwhile. When the page removes it, nothing is sent.
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const OUTLINES = { firm: "M7.7 2h8.6L22 7.7v8.6L16.3 22H7.7L2 16.3V7.7z", calm: "M12 2a10 10 0 1 0 .01 0z" };
  const STROKES = { firm: "M12 6.6v6.6M12 16.6v.4", calm: "M12 7v.4M12 11v6" };
  // A second press of the same key or button must not go through to the choice that cannot be taken back.
  const SETTLE_MS = 400;
  const WATCH_MS = 200;

  /** @type {HTMLElement | null} */
  let host = null;
  /** What the open dialog does with a key. @type {(key: string) => boolean} */
  let onKey = () => false;

  /**
   * @template {keyof HTMLElementTagNameMap} K
   * @param {K} name
   * @param {string} className
   * @param {string} text
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

  /** @param {Guard.View["level"]} level */
  function mark(level) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("class", "mark");
    svg.setAttribute("aria-hidden", "true");
    const paths = [
      { d: OUTLINES[level], fill: "var(--accent)" },
      { d: STROKES[level], fill: "none", stroke: "var(--on-accent)", "stroke-width": "2.4", "stroke-linecap": "round" },
    ];
    for (const attributes of paths) {
      const path = document.createElementNS(SVG, "path");
      for (const [name, value] of Object.entries(attributes)) path.setAttribute(name, value);
      svg.append(path);
    }
    return svg;
  }

  /** @param {ShadowRoot} shadow */
  function dress(shadow) {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(realdesk.guardStyle.css);
      shadow.adoptedStyleSheets = [sheet];
    } catch {
      // Firefox: see banner.js.
      shadow.prepend(el("style", "", realdesk.guardStyle.css));
    }
  }

  /**
   * @param {Guard.View} view
   * @param {(go: boolean) => void} choose
   */
  function draw(view, choose) {
    /**
     * @param {string} className
     * @param {string} text
     * @param {boolean} go
     */
    const button = (className, text, go) => {
      const node = el("button", className, text);
      node.type = "button";
      node.addEventListener("click", (event) => {
        if (!event.isTrusted) return;
        event.stopPropagation();
        choose(go);
      });
      return node;
    };
    const no = button("no", view.no, false);
    const title = el("h2", "", view.title);
    title.id = "title";
    const body = el("div", "body", "", ...view.lines.map((line) => el("p", "", line)), el("p", "note", view.note));
    body.id = "body";
    const top = el("div", "top");
    top.append(mark(view.level), el("div", "", "", el("p", "brand", view.brand), title));
    const dialog = el("dialog", view.level, "", top, body, el("div", "foot", "", no, button("yes", view.yes, true)));
    for (const [name, value] of Object.entries({
      role: "alertdialog",
      "aria-modal": "true",
      "aria-labelledby": "title",
      "aria-describedby": "body",
      lang: view.lang,
      dir: "auto",
    })) {
      dialog.setAttribute(name, value);
    }
    return { dialog, no };
  }

  /** @param {Guard.View} view @returns {Promise<boolean>} */
  function show(view) {
    const { promise, resolve } = /** @type {PromiseWithResolvers<boolean>} */ (Promise.withResolvers());
    const opened = performance.now();
    const frame = el("div", "");
    host = frame;
    const shadow = frame.attachShadow({ mode: "closed" });

    /** @param {boolean} go */
    const choose = (go) => {
      if (go && performance.now() - opened < SETTLE_MS) return;
      clearInterval(watch);
      if (dialog.open) dialog.close();
      frame.remove();
      host = null;
      resolve(go);
    };
    onKey = (key) => {
      if (!["Escape", "Enter", " "].includes(key)) return false;
      choose(key !== "Escape" && shadow.activeElement?.className === "yes");
      return true;
    };
    const { dialog, no } = draw(view, choose);
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (event.isTrusted) choose(false);
    });
    // Removed or closed by the page: that is no consent.
    const watch = setInterval(() => void ((frame.isConnected && dialog.open) || choose(false)), WATCH_MS);

    dress(shadow);
    shadow.append(dialog);
    document.documentElement.append(frame);
    dialog.showModal();
    no.focus();
    return promise;
  }

  realdesk.guardView = {
    get host() {
      return host;
    },
    key: (key) => onKey(key),
    show,
  };
})();
