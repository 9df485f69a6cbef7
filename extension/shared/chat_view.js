// What is known of a chat as sentences: strip, marks, button and popup. Pure.
import { isolate } from "./i18n.js";
import { bannerLabels, channelRows, reasons, rulesetLine } from "./view.js";

/** @typedef {import("./i18n.js").I18n} I18n */

const INLINE_REASONS = 2;
const MARK_REASONS = 3;
const MAX_MARKS = 100;
const MAX_VALUES = 4;
/** What a reason says of a link or a contact, as it stands in the message. */
const NAMED = ["value", "host"];
/** Of many people or sites: the mark stands at the post or result itself; a strip would speak of all of them. */
const MANY = new Set(["feed", "search"]);
const EXPLAIN = { unknown: "chat_explain_unknown", caution: "chat_explain_caution", danger: "chat_explain_danger" };

/**
 * What a verdict on a chat is called: contradicts, not listed, could not check.
 * @param {I18n} i18n
 * @param {Protocol.ChatVerdict} verdict
 */
export function chatHeadline(i18n, { level, platform_names }) {
  const platform = isolate(i18n.name(platform_names));
  const isNamed = i18n.name(platform_names) !== "";
  switch (level) {
    case "danger":
      return isNamed ? i18n.t("headline_danger_platform", { platform }) : i18n.t("headline_danger");
    case "caution":
      return isNamed ? i18n.t("chat_headline_caution_platform", { platform }) : i18n.t("chat_headline_caution");
    case "official":
      return isNamed ? i18n.t("chat_headline_official_platform", { platform }) : i18n.t("chat_headline_official");
    case "unknown":
      return isNamed ? i18n.t("chat_headline_unknown_platform", { platform }) : i18n.t("chat_headline_unknown");
    default:
      return i18n.t("chat_headline_none");
  }
}

/**
 * The reasons, first of all requests for what nobody's support may ask for: the strip has room for two.
 * @param {I18n} i18n
 * @param {Protocol.ChatVerdict} verdict
 */
export function chatReasons(i18n, verdict) {
  const grave = verdict.reasons.filter(isInsistent);
  const others = verdict.reasons.filter((reason) => !isInsistent(reason));
  return reasons(i18n, { ...verdict, reasons: [...grave, ...others] });
}

const isInsistent = (/** @type {Protocol.Reason} */ { insistent }) => insistent === true;

const WORDS = {
  chat: { title: "chat_title", none: "chat_headline_none", unread: "chat_unread", explain: "chat_explain_unread" },
  feed: { title: "feed_title", none: "feed_headline_none", unread: "feed_unread", explain: "feed_explain_unread" },
  search: { title: "search_title", none: "search_headline_none", unread: "search_unread", explain: "search_explain_unread" },
};

/**
 * What is called what it is: a chat, posts, results.
 * @param {Ui.ChatNow} now
 */
export const wordsOf = ({ kind }) => (kind === "feed" || kind === "search" ? WORDS[kind] : WORDS.chat);

/**
 * The headline of what a tab's chat shows.
 * @param {I18n} i18n
 * @param {Ui.ChatNow} now
 */
export function chatSaid(i18n, now) {
  const isWarning = chatLevel(now) === "caution" || chatLevel(now) === "danger";
  if (now.unread && !isWarning) return i18n.t(wordsOf(now).unread);
  if (MANY.has(now.kind) && chatLevel(now) === "none") return i18n.t(wordsOf(now).none);
  if (now.kind === "search" && isWarning) {
    const platform = i18n.name(now.verdict?.platform_names ?? {});
    return platform ? i18n.t("search_headline_platform", { platform: isolate(platform) }) : i18n.t("search_headline");
  }
  return now.verdict ? chatHeadline(i18n, now.verdict) : i18n.t(wordsOf(now).none);
}

/**
 * How a chat looks. A chat that cannot be read is never "none": silence would be taken for safety.
 * @param {Ui.ChatNow | null} now
 * @returns {Protocol.Level}
 */
export function chatLevel(now) {
  if (!now || now.silent) return "none";
  const level = now.verdict?.level ?? "none";
  // One good result says nothing of the page.
  if (now.kind === "search" && level === "official") return now.unread ? "unknown" : "none";
  return now.unread && level !== "caution" && level !== "danger" ? "unknown" : level;
}

/**
 * @param {I18n} i18n
 * @param {Ui.ChatNow} now
 * @param {Protocol.RulesetInfo | null | undefined} ruleset
 * @returns {Ui.ChatStrip | null}
 */
function stripOf(i18n, now, ruleset) {
  const level = chatLevel(now);
  if (level === "none" || level === "official" || MANY.has(now.kind)) return null;
  const isUnread = level === "unknown" && now.unread;
  const { verdict } = now;
  const all = isUnread || !verdict ? [] : chatReasons(i18n, verdict);
  if (isUnread ? now.told : now.hidden || all.length === 0) return null;
  const insistent = now.insistent ? [i18n.t(now.trusted ? "chat_always_trusted" : "chat_always")] : [];
  const explain = isUnread ? wordsOf(now).explain : EXPLAIN[level];
  const platform = verdict ? i18n.name(verdict.platform_names) : "";
  const partly = now.unread && !isUnread ? [i18n.t("chat_partly")] : [];
  return {
    level,
    lang: i18n.lang,
    brand: isUnread ? "realdesk" : i18n.t("chat_brand"),
    headline: chatSaid(i18n, now),
    reasons: all.slice(0, INLINE_REASONS),
    more: all.slice(INLINE_REASONS),
    details: [...partly, ...insistent, i18n.t(explain), rulesetLine(i18n, ruleset), i18n.t("chat_private")],
    channels: isUnread || !verdict ? [] : channelRows(i18n, verdict.official),
    offers: now.offers,
    folds: now.insistent,
    quiet: isUnread,
    labels: { ...bannerLabels(i18n, platform), trust: i18n.t("chat_trust") },
  };
}

/**
 * @param {I18n} i18n
 * @param {"caution" | "danger"} level
 * @param {string} label where it is no warning
 * @param {string[]} said
 * @returns {Ui.ChatMark}
 */
const markOf = (i18n, level, label, said) => ({
  level,
  label: level === "danger" ? i18n.t("chat_mark_danger") : label,
  reasons: [...new Set(said)].slice(0, MARK_REASONS),
});

/**
 * @param {I18n} i18n
 * @param {Ui.ChatMarkFacts[]} marks
 * @returns {Ui.MessageMark[]}
 */
function messageMarks(i18n, marks) {
  const isGrave = (/** @type {Pick<Ui.ChatMarkFacts, "reasons">} */ { reasons: about }) => about.some(isInsistent);
  const someGrave = marks.some(isGrave);
  return marks.slice(-MAX_MARKS).flatMap(({ message, verdict, reasons: about }) => {
    const { level } = verdict;
    if (about.length === 0) return [];
    const said = reasons(i18n, { reasons: about, platform_names: verdict.platform_names });
    if (level === "official") return [{ message, level, label: i18n.t("search_mark_official"), reasons: said.slice(0, MARK_REASONS), values: [] }];
    if (level !== "caution" && level !== "danger") return [];
    const named = about.filter(({ params }) => params.message === undefined || params.message === message);
    const values = named.flatMap(({ params }) => NAMED.flatMap((name) => params[name] ?? []));
    // Never more than the strip and the button say of the chat; beside a request for secrets the others stand back.
    const own = someGrave && !isGrave({ reasons: about }) ? "caution" : level;
    return [{ message, ...markOf(i18n, own, i18n.t("chat_mark_message"), said), values: [...new Set(values)].slice(0, MAX_VALUES) }];
  });
}

/**
 * Everything that is shown in the page, or null for nothing.
 * @param {I18n} i18n
 * @param {Ui.ChatNow | null} now
 * @param {Protocol.RulesetInfo | null | undefined} ruleset
 * @returns {Ui.ChatView | null}
 */
export function chatView(i18n, now, ruleset) {
  if (!now) return null;
  const level = chatLevel(now);
  const isWarning = level === "caution" || level === "danger";
  const strip = stripOf(i18n, now, ruleset);
  const marks = isWarning || now.kind === "search" ? messageMarks(i18n, now.marks) : [];
  if (!strip && !isWarning && marks.length === 0) return null;
  const { verdict } = now;
  const said = verdict && isWarning ? reasons(i18n, about(verdict)) : [];
  return {
    surface: now.surface,
    conversation: now.conversation,
    lang: i18n.lang,
    strip,
    peer: isWarning && said.length > 0 && now.kind !== "search" ? markOf(i18n, level, i18n.t("chat_mark_caution"), said) : null,
    marks,
    suspicious: isWarning && now.kind !== "search",
    labels: { mark: i18n.t("chat_mark_open"), close: i18n.t("banner_less") },
  };
}

/**
 * The mark at a name says what is wrong with the account; where nothing is, what it has done.
 * @param {Protocol.ChatVerdict} verdict
 */
function about({ reasons: all, peer_reasons, platform_names }) {
  return { reasons: peer_reasons.length > 0 ? peer_reasons : all, platform_names };
}
