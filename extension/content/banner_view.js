"use strict";

// Draws the inside of the banner: text nodes and our own shapes only, nothing from the page is parsed.
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  // Shapes differ, not colours alone: an octagon, a triangle, a circle.
  const OUTLINES = {
    danger: "M7.7 2h8.6L22 7.7v8.6L16.3 22H7.7L2 16.3V7.7z",
    caution: "M12 2.6 22.4 21H1.6z",
    unknown: "M12 2a10 10 0 1 0 .01 0z",
    official: "M4 3h16v9.5L12 22l-8-9.5z",
  };
  const STROKES = {
    danger: "M12 6.6v6.6M12 16.6v.4",
    caution: "M12 9.2v5.2M12 17.4v.2",
    official: "M7.8 10.4l3 3 5.4-5.8",
    unknown: "M9.2 9.4a2.9 2.9 0 1 1 3.9 2.9c-.8.4-1.1.9-1.1 1.8M12 17.2v.2",
  };

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

  /** @param {Ui.BannerView["level"] | "official"} level */
  function mark(level) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("class", "mark");
    svg.setAttribute("aria-hidden", "true");
    const outline = document.createElementNS(SVG, "path");
    outline.setAttribute("d", OUTLINES[level]);
    outline.setAttribute("fill", "var(--accent)");
    const stroke = document.createElementNS(SVG, "path");
    stroke.setAttribute("d", STROKES[level]);
    for (const [key, value] of Object.entries({
      stroke: "var(--on-accent)",
      fill: "none",
      "stroke-width": "2.4",
      "stroke-linecap": "round",
    })) {
      stroke.setAttribute(key, value);
    }
    svg.append(outline, stroke);
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
   * @param {string[]} sentences
   * @param {string} className
   */
  function bullets(sentences, className) {
    return el("ul", className, "", ...sentences.map((sentence) => el("li", "", sentence)));
  }

  /**
   * @param {Ui.BannerView} view
   * @param {string} value
   */
  function copyButton(view, value) {
    return button("small", view.labels.copy, async (node) => {
      try {
        await navigator.clipboard.writeText(value);
        node.textContent = view.labels.copied;
      } catch {
        // The page may forbid the clipboard; the popup can always copy.
        node.textContent = view.labels.copy_failed;
      }
      setTimeout(() => (node.textContent = view.labels.copy), 2500);
    });
  }

  /**
   * @param {Ui.BannerView} view
   * @param {(action: Ui.BannerAction, index: number) => void} act
   */
  function channelList(view, act) {
    const rows = view.channels.map((channel, index) => {
      const what = el("div", "what", "", el("span", "kind", channel.label), el("span", "value", channel.value));
      if (channel.note) what.append(el("span", "note", channel.note));
      const row = el("li", "", "", what);
      // Without a secure context there is only a way to copy that the page can listen in on.
      if (window.isSecureContext && channel.copy) row.append(copyButton(view, channel.value));
      if (channel.open) row.append(button("small", view.labels.open, () => act("open", index)));
      return row;
    });
    return el("section", "list", "", el("h2", "", view.labels.contacts_title), el("ul", "", "", ...rows));
  }

  /**
   * @param {HTMLElement} part
   * @param {HTMLButtonElement} node
   * @param {string} closed
   * @param {string} opened
   */
  function toggle(part, node, closed, opened) {
    part.hidden = !part.hidden;
    node.textContent = part.hidden ? closed : opened;
    node.setAttribute("aria-expanded", String(!part.hidden));
    if (!part.hidden) part.scrollIntoView({ block: "nearest" });
  }

  /**
   * The way to silence behind the explanation: read first, then decide.
   * @param {Ui.BannerView} view
   * @param {(action: Ui.BannerAction, index: number) => void} act
   */
  function choices({ labels }, act) {
    const mute = button("link", labels.mute, () => act("mute", -1));
    return el("div", "choices", "", mute, button("link", labels.trust, () => act("trust", -1)));
  }

  /**
   * A request for secrets stays in sight; it only gives the page room.
   * @param {HTMLElement} card
   * @param {HTMLElement} top
   * @param {Ui.BannerView["labels"]} labels
   */
  function folding(card, top, labels) {
    const open = button("small", labels.unfold, () => fold(false));
    open.hidden = true;
    top.append(open);
    const close = button("link", labels.fold, () => fold(true));
    /** @param {boolean} folded */
    function fold(folded) {
      card.classList.toggle("folded", folded);
      open.hidden = !folded;
      (folded ? open : close).focus();
    }
    return close;
  }

  /** @type {RealdeskContent["view"]["draw"]} */
  function draw(stage, view, act) {
    const { labels } = view;
    const card = el("div", `card ${view.level}`);
    card.setAttribute("role", "alert");
    card.lang = view.lang;
    card.dir = "auto";

    const name = el("p", "name", view.brand);
    const said = el("div", "said", "", name, el("p", "headline", view.headline));
    const top = el("div", "top");
    top.append(mark(view.level), said);

    const details = el("div", "details", "", bullets(view.more, "reasons"), ...view.details.map((line) => el("p", "", line)));
    if (view.offers) details.append(choices(view, act));
    details.hidden = true;
    const contacts = channelList(view, act);
    contacts.hidden = true;
    const body = el("div", "body", "", bullets(view.reasons, "reasons"), details, contacts);

    const foot = el("div", "foot");
    if (view.channels.length > 0) {
      const main = button("main", labels.show_contacts, (node) => {
        toggle(contacts, node, labels.show_contacts, labels.hide_contacts);
      });
      main.setAttribute("aria-expanded", "false");
      foot.append(main);
    }
    const why = button("link", labels.why, (node) => toggle(details, node, labels.why, labels.less));
    why.setAttribute("aria-expanded", "false");
    const hide = view.folds ? folding(card, top, labels) : button("link", labels.hide, () => act("dismiss", -1));
    foot.append(why, el("span", "space"), hide);

    card.append(top, body, foot);
    stage.replaceChildren(card);
  }

  realdesk.view = { draw, parts: { el, mark, button, bullets, channelList, toggle } };
})();
