// The popup's part on the chat in the tab: who it is with, what is said of it, the real contacts, what the user chose.
import { ask, button, el } from "../shared/dom.js";
import { chatLevel, chatReasons, chatSaid, wordsOf } from "../shared/chat_view.js";
import { isolate } from "../shared/i18n.js";
import { ext } from "../background/webext.js";
import { channelGroups } from "./channels.js";

/** @typedef {import("../shared/i18n.js").I18n} I18n */

const ICONS = { official: "official", none: "normal", unknown: "normal", caution: "warn", danger: "danger" };
const MAX_CHANNELS = 3;

/**
 * @param {I18n} i18n
 * @param {Ui.TabChat} chat
 */
function who(i18n, { now, surface }) {
  const name = now.peer?.display_name || now.peer?.handle || "";
  return name ? i18n.t("chat_with", { who: isolate(name), surface }) : surface;
}

/**
 * @param {I18n} i18n
 * @param {Ui.ChatNow} now
 * @param {number} tab
 */
function choices(i18n, now, tab) {
  const parts = [];
  if (now.trusted) {
    parts.push(el("p", "", i18n.t("chat_trusted", { date: i18n.date(now.trusted.since) })));
    parts.push(button("", i18n.t("chat_revoke"), () => ask({ type: "revoke_contact", key: now.contact })));
  } else if (now.hidden) {
    parts.push(el("p", "", i18n.t("chat_hidden")));
    parts.push(button("", i18n.t("options_undo"), () => ask({ type: "unhide_chat", tab })));
  }
  if (now.insistent) parts.push(el("p", "soft", i18n.t(now.trusted ? "chat_always_trusted" : "chat_always")));
  if (now.offers) {
    const trust = button("", i18n.t("chat_trust"), async () => {
      await ask({ type: "confirm_contact", tab });
      window.close();
    });
    parts.push(el("div", "actions", trust));
  }
  return parts.length > 0 ? el("div", "choices", ...parts) : null;
}

/**
 * @param {I18n} i18n
 * @param {Ui.ChatNow} now
 * @returns {(HTMLElement | null)[]}
 */
function said(i18n, now) {
  const level = chatLevel(now);
  const image = el("img");
  image.src = `../icons/${ICONS[level]}-48.png`;
  image.alt = "";
  const { verdict } = now;
  const isWarning = level === "caution" || level === "danger";
  const list = verdict && !now.silent && (isWarning || !now.unread) ? chatReasons(i18n, verdict) : [];
  const notes = [];
  if (level === "official") notes.push(i18n.t("chat_official_note"));
  else if (level === "none" && now.kind !== "feed" && now.kind !== "search") notes.push(i18n.t("chat_quiet"));
  else if (now.unread) notes.push(i18n.t(isWarning ? "chat_partly" : wordsOf(now).explain));
  const { official, platform_names } = verdict ?? { official: [], platform_names: {} };
  const channels = isWarning ? official.slice(0, MAX_CHANNELS) : [];
  return [
    el("div", `state ${level}`, image, el("h3", "", chatSaid(i18n, now))),
    list.length > 0 ? el("ul", "reasons", ...list.map((sentence) => el("li", "", sentence))) : null,
    ...notes.map((note) => el("p", "text soft", note)),
    ...channelGroups(i18n, channels, i18n.name(platform_names)),
  ];
}

/**
 * Chats of this site are not read before the user agrees: why, and the way there.
 * @param {I18n} i18n
 */
export function withheldPart(i18n) {
  const open = async () => {
    await ext.tabs.create({ url: ext.runtime.getURL("options/options.html") });
    window.close();
  };
  const way = el("div", "actions", button("main", i18n.t("chat_consent_where"), open));
  return el("section", "card withheld", el("h2", "", i18n.t("chat_consent_title")), el("p", "text", i18n.t("chat_consent_missing")), way);
}

/**
 * @param {I18n} i18n
 * @param {Ui.TabChat | null} chat
 * @param {number} tab
 * @returns {(HTMLElement | null)[]} nothing where no chat is open
 */
export function chatPart(i18n, chat, tab) {
  if (!chat) return [];
  const { now } = chat;
  const head = [el("h2", "", i18n.t(wordsOf(now).title)), el("p", "soft", who(i18n, chat))];
  const isWaiting = !now.verdict && !now.unread;
  const rest = isWaiting ? [chat.busy ? el("p", "text", i18n.t("chat_checking")) : null] : said(i18n, now);
  const parts = [...head, ...rest, choices(i18n, now, tab)].filter((part) => part !== null);
  return [el("section", "card chat", ...parts)];
}
