// The safety card: the contacts a platform publishes, and what it says of itself.
import { el } from "../shared/dom.js";
import { isolate } from "../shared/i18n.js";
import { contactList } from "./contact_list.js";

/** @typedef {import("../shared/i18n.js").I18n} I18n */

// What a person in need looks for comes first; the rest waits behind one click.
const FIRST_PURPOSES = Object.freeze(["support", "verification", "phishing_report", "complaint"]);

/**
 * @param {I18n} i18n
 * @param {Protocol.ContactsResult} contacts
 * @param {string} platform
 */
function statements(i18n, contacts, platform) {
  const lines = contacts.statements.map((code) => i18n.tOr(`statement_${code}`, "statement_other", { platform }));
  for (const [type, coverage] of Object.entries(contacts.coverage)) {
    const words = { platform, type: i18n.tOr(`channel_${type}`, "channel_other") };
    if (coverage === "complete") lines.push(i18n.t("coverage_complete", words));
    // One of the statements may say the same in plainer words.
    const said = contacts.statements.includes(`no_${type}_support`);
    if (coverage === "none" && !said) lines.push(i18n.tOr(`coverage_none_${type}`, "coverage_none", words));
  }
  if (lines.length === 0) return null;
  const list = el("ul", "reasons statements", ...lines.map((line) => el("li", "", line)));
  return el("section", "", el("h3", "", i18n.t("popup_statements", { platform })), list);
}

/**
 * A platform that ended or goes by another name: whoever still speaks in the old one is suspect.
 * @param {I18n} i18n
 * @param {string} status
 * @param {string[]} former
 * @param {string} platform
 */
function statusNote(i18n, status, former, platform) {
  if (status === "closed") return el("p", "state caution", i18n.t("popup_closed", { platform }));
  if (former.length === 0) return null;
  const words = { platform, former: former.map((name) => isolate(name)).join(i18n.t("list_separator")) };
  return status === "renamed"
    ? el("p", "state", i18n.t("popup_renamed", words))
    : el("p", "text soft", i18n.t("popup_formerly", words));
}

/**
 * The way to support inside the platform's own app or site.
 * @param {I18n} i18n
 * @param {Record<string, string[]>} byTag
 * @param {string} platform
 */
function steps(i18n, byTag, platform) {
  const list = i18n.pick(byTag);
  if (!list) return null;
  const items = list.map((step) => el("li", "", step));
  return el("section", "", el("h3", "", i18n.t("popup_steps", { platform })), el("ol", "steps", ...items));
}

/**
 * @param {I18n} i18n
 * @param {Protocol.ContactsResult} contacts
 * @param {Directory.Entry | null} entry the packaged copy, for what a companion before protocol 1.1 does not tell
 * @param {string | null} copied date of the directory when the contacts are from it
 */
export function safetyCard(i18n, contacts, entry, copied) {
  const platform = isolate(i18n.name(contacts.names) || contacts.platform);
  const { first, last, forgeable } = contactList(i18n, contacts.channels, platform, FIRST_PURPOSES);
  const title = el("h2", "", i18n.t("contacts_title_platform", { platform }));
  title.tabIndex = -1;
  const card = el("section", "card", title);
  /** @param {...(Node | null)} parts */
  const add = (...parts) => card.append(...parts.filter((part) => part !== null));
  if (copied) add(el("p", "soft copied", i18n.t("popup_copied_from", { date: i18n.date(copied) })));
  add(statusNote(i18n, contacts.status, contacts.former ?? entry?.former ?? [], platform), ...first);
  add(steps(i18n, contacts.steps ?? entry?.steps ?? {}, platform), statements(i18n, contacts, platform));
  if (forgeable) add(el("p", "text soft", i18n.t("popup_not_proof")));
  add(...last, el("p", "text soft", i18n.t("popup_checked", { date: i18n.date(contacts.checked) })));
  return card;
}
