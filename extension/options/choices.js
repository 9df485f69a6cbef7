// The options page's list of what the user allowed sites and hid, to be taken back one by one or all together.
import { handleOf } from "../background/contacts.js";
import { ask, button, el } from "../shared/dom.js";

/** @typedef {import("../shared/i18n.js").I18n} I18n */

/**
 * @param {string} what a site, and what is said of it
 * @param {string} about
 * @param {string} label of the button
 * @param {Ui.Ask} undo
 */
function row(what, about, label, undo) {
  const take = button("", label, () => ask(undo));
  // Many buttons have the same words: those who hear them must hear of which site.
  take.setAttribute("aria-label", `${label}: ${what}`);
  const text = el("span", "", el("bdi", "", what), el("span", "soft", about));
  return el("li", "row", text, take);
}

/**
 * @param {I18n} i18n
 * @param {Ui.ListedChoice} choice
 */
function choiceRow(i18n, { scope, kind, since, private: isPrivate }) {
  const parts = [i18n.t(kind === "trust" ? "options_trust" : "options_mute"), i18n.t("options_since", { date: i18n.date(since) })];
  if (isPrivate) parts.push(i18n.t("options_private"));
  return row(scope, parts.join(" · "), i18n.t("options_revoke"), { type: "revoke", scope });
}

/**
 * @param {I18n} i18n
 * @param {Ui.Dismissal} dismissal
 */
function dismissalRow(i18n, { key, site, since, platform_names, private: isPrivate }) {
  const parts = [i18n.name(platform_names), i18n.t("options_since", { date: i18n.date(since) })];
  if (isPrivate) parts.push(i18n.t("options_private"));
  return row(site, parts.filter((part) => part !== "").join(" · "), i18n.t("options_undo"), { type: "undismiss", key });
}

/**
 * @param {I18n} i18n
 * @param {Ui.ListedContact} contact
 */
function contactRow(i18n, { key, name, peer, surface, since, private: isPrivate }) {
  const handle = handleOf(peer);
  const parts = [surface, handle ? `@${handle}` : peer, i18n.t("options_since", { date: i18n.date(since) })];
  if (handle) parts.push(i18n.t("chat_options_handle"));
  if (isPrivate) parts.push(i18n.t("options_private"));
  return row(name || handle || peer, parts.join(" · "), i18n.t("options_revoke"), { type: "revoke_contact", key });
}

/**
 * @param {I18n} i18n
 * @param {Ui.ChoiceList} list
 * @returns {(HTMLElement | null)[]}
 */
export function choicesPart(i18n, { sites, dismissed, contacts }) {
  const some = sites.length + dismissed.length + contacts.length > 0;
  return [
    el("h2", "", i18n.t("options_sites")),
    el("p", "soft", i18n.t("options_sites_text")),
    sites.length > 0
      ? el("ul", "rows", ...sites.map((choice) => choiceRow(i18n, choice)))
      : el("p", "", i18n.t("options_sites_none")),
    el("h2", "", i18n.t("chat_options")),
    el("p", "soft", i18n.t("chat_options_text")),
    contacts.length > 0
      ? el("ul", "rows", ...contacts.map((contact) => contactRow(i18n, contact)))
      : el("p", "", i18n.t("chat_options_none")),
    el("h2", "", i18n.t("options_dismissed")),
    el("p", "soft", i18n.t("options_dismissed_text")),
    dismissed.length > 0
      ? el("ul", "rows", ...dismissed.map((item) => dismissalRow(i18n, item)))
      : el("p", "", i18n.t("options_dismissed_none")),
    some ? el("div", "actions", button("", i18n.t("options_revoke_all"), () => ask({ type: "revoke_all" }))) : null,
  ];
}
