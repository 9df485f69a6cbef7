// The safety card: the contacts a platform publishes, and what it says of itself.
import { button, copyButton, el } from "../shared/dom.js";
import { isolate } from "../shared/i18n.js";
import { channelLabel, channelNote, safeUrl } from "../shared/view.js";
import { ext } from "../background/webext.js";

/** @typedef {import("../shared/i18n.js").I18n} I18n */

// What a person in need looks for comes first; the rest waits behind one click.
const FIRST_PURPOSES = new Set(["support", "verification", "phishing_report", "complaint"]);
const FORGEABLE = new Set(["phone", "email"]);
const MOST_FIRST = 8;

/**
 * @param {I18n} i18n
 * @param {Protocol.OfficialChannel} channel
 * @param {string} platform
 */
function channelRow(i18n, channel, platform) {
  const buttons = el("span", "buttons", copyButton(i18n, channel.value));
  const url = safeUrl(channel.url);
  if (url) {
    const open = button("", i18n.t("open"), () => ext.tabs.create({ url }));
    open.setAttribute("aria-label", `${i18n.t("open")} ${channel.value}`);
    buttons.append(open);
  }
  const row = el("li", "channel", el("span", "value", channel.value), buttons);
  const note = channelNote(i18n, channel);
  if (note) row.append(el("span", "soft", note));
  const assurance = i18n.tOr(`assurance_${channel.assurance}`, "assurance_reported", { platform });
  const source = el("span", "soft", assurance);
  const evidence = evidenceLink(i18n, channel);
  if (evidence) source.append(" · ", evidence);
  row.append(source);
  return row;
}

/**
 * @param {I18n} i18n
 * @param {Protocol.OfficialChannel} channel
 */
function evidenceLink(i18n, channel) {
  const url = safeUrl(channel.evidence_url);
  if (!url) return null;
  const date = channel.evidence_date;
  const link = el("a", "", date ? i18n.t("popup_evidence_date", { date: i18n.date(date) }) : i18n.t("popup_evidence"));
  link.href = url;
  link.target = "_blank";
  link.rel = "noreferrer noopener";
  return link;
}

/**
 * Channels under a heading for each type and purpose.
 * @param {I18n} i18n
 * @param {Protocol.OfficialChannel[]} channels
 * @param {string} platform
 */
function groups(i18n, channels, platform) {
  /** @type {Map<string, Protocol.OfficialChannel[]>} */
  const byLabel = new Map();
  for (const channel of channels) {
    const label = channelLabel(i18n, channel);
    byLabel.set(label, [...(byLabel.get(label) ?? []), channel]);
  }
  return [...byLabel].flatMap(([label, list]) => [
    el("h3", "", label),
    el("ul", "", ...list.map((channel) => channelRow(i18n, channel, platform))),
  ]);
}

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
    if (coverage === "none" && !said) lines.push(i18n.t("coverage_none", words));
  }
  if (lines.length === 0) return null;
  const list = el("ul", "reasons statements", ...lines.map((line) => el("li", "", line)));
  return el("section", "", el("h3", "", i18n.t("popup_statements", { platform })), list);
}

/**
 * @param {I18n} i18n
 * @param {Protocol.ContactsResult} contacts
 */
export function safetyCard(i18n, contacts) {
  const platform = isolate(i18n.name(contacts.names) || contacts.platform);
  const wanted = contacts.channels.filter((channel) => FIRST_PURPOSES.has(channel.purpose));
  const first = (wanted.length > 0 ? wanted : contacts.channels).slice(0, MOST_FIRST);
  const rest = contacts.channels.filter((channel) => !first.includes(channel));
  const card = el("section", "card", el("h2", "", i18n.t("contacts_title_platform", { platform })));
  card.append(...groups(i18n, first, platform));
  const said = statements(i18n, contacts, platform);
  if (said) card.append(said);
  if (first.some((channel) => FORGEABLE.has(channel.type))) card.append(el("p", "text soft", i18n.t("popup_not_proof")));
  if (rest.length > 0) {
    const count = String(rest.length);
    card.append(el("details", "", el("summary", "", i18n.t("popup_more_contacts", { count })), ...groups(i18n, rest, platform)));
  }
  card.append(el("p", "text soft", i18n.t("popup_checked", { date: i18n.date(contacts.checked) })));
  return card;
}
