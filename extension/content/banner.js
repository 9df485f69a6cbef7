"use strict";

// Keeps the banner in place. The page can neither read nor script it (closed shadow root); what it can do to the host
// element is repaired, a few times: after that the badge and the popup carry the warning.
(() => {
  const CHECK_MS = 200;
  const MAX_REPAIRS = 3;

  /** @type {HTMLElement | null} */
  let host = null;
  /** @type {HTMLElement | null} */
  let stage = null;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let watch;
  let repairs = 0;
  let drawn = "";

  /** @param {HTMLElement} el */
  function raise(el) {
    // The top layer is above every z-index; entering it anew puts the banner above other entries.
    try {
      if (el.matches(":popover-open")) el.hidePopover();
      el.showPopover();
    } catch {
      // Not connected yet, or the page blocks it: the fixed position still shows it.
    }
  }

  /** @param {HTMLElement} el */
  function place(el) {
    const keep = new Set(["popover", "data-side"]);
    for (const { name } of Array.from(el.attributes)) if (!keep.has(name)) el.removeAttribute(name);
    el.setAttribute("popover", "manual");
    if (el.parentNode !== document.documentElement) document.documentElement.append(el);
    raise(el);
  }

  /** @param {HTMLElement} el */
  function isIntact(el) {
    if (!el.isConnected || el.parentNode !== document.documentElement) return false;
    if (Array.from(el.attributes).some(({ name }) => name !== "popover" && name !== "data-side")) return false;
    if (!el.matches(":popover-open")) return false;
    const box = el.getBoundingClientRect();
    if (box.width < 120 || box.height < 40) return false;
    const x = Math.min(Math.max(box.left + box.width / 2, 1), window.innerWidth - 1);
    const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 40), 1), window.innerHeight - 1);
    return document.elementFromPoint(x, y) === el;
  }

  function check() {
    // Our own dialog covers the banner by right.
    if (!host || document.hidden || realdesk.guardView.host || isIntact(host)) return;
    if (repairs >= MAX_REPAIRS) {
      clearInterval(watch);
      return;
    }
    repairs += 1;
    place(host);
  }

  function create() {
    const el = document.createElement("div");
    const shadow = el.attachShadow({ mode: "closed" });
    realdesk.parts.dress(shadow, realdesk.style.css);
    stage = document.createElement("div");
    shadow.append(stage);
    if (getComputedStyle(document.documentElement).direction === "rtl") el.setAttribute("data-side", "start");
    host = el;
    repairs = 0;
  }

  /**
   * A banner that was left behind when the extension was updated: its script is gone, its buttons are dead. Only
   * Firefox lets an extension see into it, and only Firefox runs the new scripts in pages that were open.
   */
  function clearLeftovers() {
    for (const el of document.querySelectorAll('html > div[popover="manual"]')) {
      const { openOrClosedShadowRoot: root } = /** @type {{ openOrClosedShadowRoot?: ShadowRoot | null }} */ (/** @type {unknown} */ (el));
      if (root?.querySelector(".card[role=alert]")) el.remove();
    }
  }

  realdesk.banner = {
    clearLeftovers,
    get host() {
      return host;
    },
    show(view, act) {
      const key = JSON.stringify(view);
      // Drawing again would close what the reader has open and announce the same words twice.
      if (host && drawn === key) return;
      if (!host) create();
      if (!host || !stage) return;
      place(host);
      realdesk.view.draw(stage, view, act);
      drawn = key;
      clearInterval(watch);
      if (repairs < MAX_REPAIRS) watch = setInterval(check, CHECK_MS);
    },
    remove() {
      clearInterval(watch);
      host?.remove();
      host = null;
      stage = null;
      drawn = "";
    },
  };
})();
