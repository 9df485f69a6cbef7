// The button in the toolbar: icon, badge and title of a tab.

/** @typedef {"normal" | "official" | "unknown" | "caution" | "danger" | "off"} Look */

/** @type {Record<Look, { icon: string, badge: string, ground: string, ink: string }>} */
export const LOOKS = {
  normal: { icon: "normal", badge: "", ground: "#3c4049", ink: "#ffffff" },
  official: { icon: "official", badge: "✓", ground: "#0b5a2b", ink: "#ffffff" },
  unknown: { icon: "normal", badge: "–", ground: "#3c4049", ink: "#ffffff" },
  caution: { icon: "warn", badge: "?", ground: "#ffc658", ink: "#000000" },
  danger: { icon: "danger", badge: "!", ground: "#8c1d18", ink: "#ffffff" },
  off: { icon: "off", badge: "", ground: "#3c4049", ink: "#ffffff" },
};

/**
 * @param {Protocol.Verdict | null} verdict
 * @param {Ui.LinkState} link
 * @returns {Look}
 */
export function lookOf(verdict, link) {
  if (verdict && verdict.level !== "none") return verdict.level;
  return ["missing", "forbidden", "too_old", "lost"].includes(link) ? "off" : "normal";
}

/** The mildest first. @type {Look[]} */
const ORDER = ["normal", "off", "official", "unknown", "caution", "danger"];

/**
 * @param {Look} look
 * @param {Look} than
 */
export const isWorse = (look, than) => ORDER.indexOf(look) > ORDER.indexOf(than);

/** @param {string} icon */
export function iconPaths(icon) {
  return { 16: `/icons/${icon}-16.png`, 32: `/icons/${icon}-32.png`, 48: `/icons/${icon}-48.png` };
}

/**
 * @param {typeof chrome.action} action
 * @param {number | undefined} tabId undefined for all tabs that have no look of their own
 * @param {Look} look
 * @param {string} title
 */
export async function paint(action, tabId, look, title) {
  const { icon, badge, ground, ink } = LOOKS[look];
  const tab = tabId === undefined ? {} : { tabId };
  const calls = [
    action.setIcon({ ...tab, path: iconPaths(icon) }),
    action.setBadgeText({ ...tab, text: badge }),
    action.setBadgeBackgroundColor({ ...tab, color: ground }),
    action.setBadgeTextColor({ ...tab, color: ink }),
    action.setTitle({ ...tab, title }),
  ];
  // The tab may have been closed in the meantime; there is nothing left to paint then.
  await Promise.allSettled(calls);
}

/** What the button shows in each tab; the same is not painted twice, since the browser reads the icons anew each time. */
export class Buttons {
  /** @param {typeof chrome.action} action */
  constructor(action) {
    this.action = action;
    /** @type {Map<number, string>} */
    this.shown = new Map();
  }

  /**
   * @param {number} tab
   * @param {string} doc the document it is shown for: with another one the browser has forgotten what was painted
   * @param {Look} look
   * @param {string} title
   */
  async paint(tab, doc, look, title) {
    const shown = JSON.stringify([doc, look, title]);
    if (this.shown.get(tab) === shown) return;
    this.shown.set(tab, shown);
    await paint(this.action, tab, look, title);
  }

  /** @param {number} tab */
  forget(tab) {
    this.shown.delete(tab);
  }
}
