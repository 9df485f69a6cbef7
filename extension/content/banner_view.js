"use strict";

// Draws the inside of the banner, of parts.js.
(() => {
  const { el, mark, button } = realdesk.parts;

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
   * Gives the page room and keeps the headline in sight: what lies beneath can be read without hiding the warning.
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
    const away = el("span", "away", "", folding(card, top, labels));
    if (!view.folds) away.append(button("link", labels.hide, () => act("dismiss", -1)));
    foot.append(why, away);

    card.append(top, body, foot);
    stage.replaceChildren(card);
  }

  realdesk.view = { draw, parts: { ...realdesk.parts, bullets, channelList, toggle } };
})();
