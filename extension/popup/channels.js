// Rows of contacts: what it is, whose word it is, copy and open.
import { button, copyButton, el } from "../shared/dom.js";
import { channelLabel, channelNote, safeUrl, wayWithoutAddress } from "../shared/view.js";
import { ext } from "../background/webext.js";

/** @typedef {import("../shared/i18n.js").I18n} I18n */

/**
 * An address without its scheme, so that it begins with what tells whose it is; the rest of it is set back.
 * @param {string} value
 */
function valueText(value) {
  const [host, ...path] = value.replace(/^https:\/\//u, "").split("/");
  const text = el("span", "value", host);
  if (path.length > 0) text.append(el("span", "path", ...path.flatMap((part) => ["/", el("wbr"), part])));
  return text;
}

/**
 * @param {I18n} i18n
 * @param {Protocol.OfficialChannel} channel
 * @param {string} platform
 */
function channelRow(i18n, channel, platform) {
  const way = wayWithoutAddress(i18n, channel);
  const buttons = el("span", "buttons", ...(way ? [] : [copyButton(i18n, channel.value)]));
  const url = safeUrl(channel.url);
  if (url) {
    const open = button("", i18n.t("open"), () => ext.tabs.create({ url }));
    open.setAttribute("aria-label", `${i18n.t("open")} ${channel.value}`);
    open.dataset.opens = url;
    buttons.append(open);
  }
  const row = el("li", "channel", way ? el("span", "value", way) : valueText(channel.value), buttons);
  row.dataset.value = channel.value;
  row.dataset.assurance = channel.assurance;
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
export function channelGroups(i18n, channels, platform) {
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
