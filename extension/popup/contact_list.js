// The contacts of a card: what helps first, the rest behind one click, what nobody confirmed apart.
import { el } from "../shared/dom.js";
import { channelGroups } from "./channels.js";

/** @typedef {import("../shared/i18n.js").I18n} I18n */

const FORGEABLE = new Set(["phone", "email"]);
const MOST_FIRST = 8;
const NOT_CONFIRMED = "reported";

/**
 * What others report and nobody confirmed: last, apart, and only on a click.
 * @param {I18n} i18n
 * @param {Protocol.OfficialChannel[]} channels
 * @param {string} owner
 */
function unconfirmed(i18n, channels, owner) {
  const count = String(channels.length);
  const summary = el("summary", "", i18n.t("popup_reported_show", { count }));
  const about = el("p", "soft", i18n.t("popup_reported_text", { platform: owner }));
  const more = el("details", "", summary, ...channelGroups(i18n, channels, owner));
  return el("section", "reported", el("h3", "", i18n.t("popup_reported")), about, more);
}

/**
 * @param {Protocol.OfficialChannel[]} channels
 * @param {readonly string[]} wanted purposes, the most wanted first
 */
function sorted(channels, wanted) {
  const helpful = channels.filter(({ purpose }) => wanted.includes(purpose));
  helpful.sort((a, b) => wanted.indexOf(a.purpose) - wanted.indexOf(b.purpose));
  const first = (helpful.length > 0 ? helpful : channels).slice(0, MOST_FIRST);
  return { first, rest: channels.filter((channel) => !first.includes(channel)) };
}

/**
 * `first` opens a card, `last` ends it; `forgeable` tells whether a number or address in it can be forged.
 * @param {I18n} i18n
 * @param {Protocol.OfficialChannel[]} channels
 * @param {string} owner name, isolated
 * @param {readonly string[]} wanted purposes, the most wanted first
 */
export function contactList(i18n, channels, owner, wanted) {
  const { first, rest } = sorted(channels.filter(({ assurance }) => assurance !== NOT_CONFIRMED), wanted);
  const reported = channels.filter(({ assurance }) => assurance === NOT_CONFIRMED);
  const none = el("p", "text", i18n.t("contacts_none_found", { platform: owner }));
  /** @type {HTMLElement[]} */
  const last = [];
  if (rest.length > 0) {
    const summary = el("summary", "", i18n.t("popup_more_contacts", { count: String(rest.length) }));
    last.push(el("details", "", summary, ...channelGroups(i18n, rest, owner)));
  }
  if (reported.length > 0) last.push(unconfirmed(i18n, reported, owner));
  return {
    first: first.length > 0 ? channelGroups(i18n, first, owner) : [none],
    last,
    forgeable: first.some(({ type }) => FORGEABLE.has(type)),
  };
}
