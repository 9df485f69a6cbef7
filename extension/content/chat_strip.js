"use strict";

// The strip above the composer. It lies over the page instead of standing in it: a page that draws its own tree anew
// would remove it or be broken by it, and the composer must not move under a finger. It folds to one line, so that what
// it covers can be read. The page can neither read nor script it; removing it is repaired a few times (banner.js).
(() => {
  const { el, mark, button, bullets, channelList, toggle } = realdesk.view.parts;
  const MAX_REPAIRS = 3;
  const GAP = 8;
  const WIDTH = 620;
  const HOST_NAME = "aside";

  /** @type {HTMLElement | null} */
  let host = null;
  /** @type {HTMLElement | null} */
  let stage = null;
  /** @type {HTMLElement | null} */
  let card = null;
  let repairs = 0;
  let drawn = "";

  function create() {
    host = document.createElement(HOST_NAME);
    const shadow = host.attachShadow({ mode: "closed" });
    realdesk.parts.dress(shadow, realdesk.chatStyle.strip);
    stage = el("div", "");
    shadow.append(stage);
    repairs = 0;
  }

  function attach() {
    if (!host) return;
    for (const { name } of Array.from(host.attributes)) if (name !== "popover") host.removeAttribute(name);
    host.setAttribute("popover", "manual");
    if (host.parentNode !== document.documentElement) document.documentElement.append(host);
    try {
      if (host.matches(":popover-open")) host.hidePopover();
      host.showPopover();
    } catch {
      // See banner.js: the fixed position still shows it.
    }
  }

  function isIntact() {
    if (!host || !card || host.parentNode !== document.documentElement) return false;
    if (host.attributes.length !== 1 || !host.matches(":popover-open")) return false;
    const box = card.getBoundingClientRect();
    const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
    const y = Math.min(Math.max(box.bottom - 4, 1), innerHeight - 1);
    const found = document.elementFromPoint(x, y);
    return found === host || found === realdesk.banner.host;
  }

  /**
   * Folded, the headline stays: whoever needs to read under it does not lose the warning.
   * @param {HTMLElement} whole
   * @param {Ui.BannerView["labels"]} labels
   */
  function folding(whole, labels) {
    const node = button("small", labels.fold, () => {
      const folded = whole.classList.toggle("folded");
      node.textContent = folded ? labels.unfold : labels.fold;
      node.setAttribute("aria-expanded", String(!folded));
    });
    node.setAttribute("aria-expanded", "true");
    return node;
  }

  /**
   * @param {Ui.ChatStrip} strip
   * @param {HTMLElement} foot
   * @param {HTMLElement} contacts
   */
  function addContacts(strip, foot, contacts) {
    const { labels } = strip;
    contacts.hidden = true;
    if (strip.channels.length === 0) return;
    const main = button("main", labels.show_contacts, (node) => {
      toggle(contacts, node, labels.show_contacts, labels.hide_contacts);
    });
    main.setAttribute("aria-expanded", "false");
    foot.append(main);
  }

  /**
   * @param {Ui.ChatStrip} strip
   * @param {(action: Ui.BannerAction, index: number) => void} act
   */
  function draw(strip, act) {
    const { labels } = strip;
    const whole = el("div", `card ${strip.level}${strip.quiet ? " quiet" : ""}`);
    whole.setAttribute("role", strip.quiet ? "status" : "alert");
    whole.lang = strip.lang;
    whole.dir = "auto";
    const said = el("div", "said", "", el("p", "name", strip.brand), el("p", "headline", strip.headline));
    const top = el("div", "top");
    top.append(mark(strip.level), said);

    const details = el("div", "details", "", bullets(strip.more, "reasons"), ...strip.details.map((line) => el("p", "", line)));
    details.hidden = true;
    if (strip.offers) details.append(el("div", "choices", "", button("link", labels.trust, () => act("trust", -1))));
    const contacts = channelList(strip, act);
    const body = el("div", "body", "", bullets(strip.reasons, "reasons"), details, contacts);
    const foot = el("div", "foot");
    addContacts(strip, foot, contacts);
    const why = button("link", labels.why, (node) => {
      toggle(details, node, labels.why, labels.less);
      body.hidden = strip.quiet && details.hidden;
    });
    why.setAttribute("aria-expanded", "false");
    const hide = strip.folds ? null : button("link", labels.hide, () => act("dismiss", -1));
    if (strip.quiet) {
      body.hidden = true;
      top.append(why, ...(hide ? [hide] : []));
    } else {
      top.append(folding(whole, labels));
      foot.append(why, el("span", "space"), ...(hide ? [hide] : []));
    }
    whole.append(top, body, foot);
    return whole;
  }

  /** @param {Ui.OpenChat} open */
  function place(open) {
    if (!card) return;
    const column = realdesk.chatPlaces.column(open);
    const composer = realdesk.chatPlaces.composer(open);
    const width = Math.max(0, Math.min(WIDTH, column.width - 2 * GAP));
    // A composer at the upper end leaves no room above it but for the strip: then it stands at the lower end.
    const height = card.offsetHeight + 2 * GAP;
    const hasRoom = composer !== null && (composer.top >= 2 * height || innerHeight - composer.bottom < height);
    const above = hasRoom && composer.top > 0 && composer.top <= innerHeight ? innerHeight - composer.top : 0;
    // Where the composer is not known, nothing may lie where it probably is.
    const isLost = composer === null && open.head.state === "unknown";
    const lines = [`${column.left + (column.width - width) / 2}px`, `${above + GAP}px`, `${width}px`, `${innerHeight - above - 2 * GAP}px`];
    const [left, bottom, wide, most] = lines;
    const key = lines.join() + String(isLost);
    if (card.dataset.at === key) return;
    card.dataset.at = key;
    const across = isLost ? { top: `${GAP}px`, bottom: "auto" } : { top: "auto", bottom };
    Object.assign(card.style, { left, width: wide, maxHeight: `min(60vh, 420px, ${most})`, ...across });
  }

  realdesk.chatStrip = {
    get host() {
      return host;
    },
    clearLeftovers() {
      for (const old of document.querySelectorAll(`html > ${HOST_NAME}[popover="manual"], html > section`)) {
        const { openOrClosedShadowRoot: root } = /** @type {{ openOrClosedShadowRoot?: ShadowRoot | null }} */ (/** @type {unknown} */ (old));
        if (root?.querySelector(".card, .layer")) old.remove();
      }
    },
    show(strip, open, act) {
      const key = JSON.stringify(strip);
      if (!host) create();
      // Drawing again would close what the reader has open and announce the same words twice.
      if (drawn !== key && stage) {
        card = draw(strip, act);
        stage.replaceChildren(card);
        drawn = key;
        attach();
        place(open);
        return;
      }
      place(open);
      if (document.hidden || realdesk.guardView.host || repairs >= MAX_REPAIRS || isIntact()) return;
      repairs += 1;
      attach();
    },
    place,
    remove() {
      host?.remove();
      host = null;
      stage = null;
      card = null;
      drawn = "";
    },
  };
})();
