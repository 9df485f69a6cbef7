// The guard's other half: says whether a text holds a secret, and in which words to ask. It is here and not in the page's
// process because word lists would cost every tab a megabyte, and because pages without TLS have no crypto.subtle. The
// text comes from a content script of ours, is examined and forgotten: not logged, not stored, not given to the companion.
import { find } from "../guard/detect.js";
import { inMessages } from "../guard/messages.js";
import { FILE, ready } from "../guard/words.js";
import { hostOf } from "./verdicts.js";

const MOST_TEXT = 20000;
const MOST_CONTEXT = 600;
/** The lists are let go when nothing was asked for so long. */
const KEEP_MS = 60_000;
/** The name alone: what is said here was not compared with any list. */
const BRAND = "realdesk";
/** A kind of its own: to let an example go is no leave for a secret. */
const PUBLISHED = "published";

/** @typedef {import("../shared/i18n.js").I18n} I18n */
/** @typedef {import("./verdicts.js").Verdicts} Verdicts */

/** What each kind is called. @type {Record<string, string>} */
const NAMES = {
  seed_phrase: "guard_kind_seed_phrase",
  seed_words: "guard_kind_seed_words",
  private_key: "guard_kind_private_key",
  wif: "guard_kind_private_key",
  bip38: "guard_kind_private_key",
  extended_key: "guard_kind_private_key",
  solana_key: "guard_kind_private_key",
  keystore: "guard_kind_keystore",
  one_time_code: "guard_kind_one_time_code",
};

/**
 * The dialog for a secret of this kind.
 * @param {I18n} i18n
 * @param {string} kind
 * @param {Guard.View["level"]} level
 * @param {Guard.Question["how"]} how
 * @returns {Guard.View}
 */
export function guardView(i18n, kind, level, how) {
  const code = kind === "one_time_code";
  const what = i18n.t(NAMES[kind] ?? "guard_kind_private_key");
  const calm = [i18n.t("guard_why_calm"), i18n.t("guard_where_calm")];
  const firm = [i18n.t("guard_why_firm"), i18n.t("guard_where_firm")];
  return {
    kind,
    level,
    lang: i18n.lang,
    brand: BRAND,
    title: i18n.t(level === "firm" ? "guard_title_firm" : "guard_title_calm", { what }),
    lines: code ? [i18n.t("guard_why_code")] : level === "firm" ? firm : calm,
    note: i18n.t("guard_private"),
    no: i18n.t(how === "paste" ? "guard_no_paste" : "guard_no_send"),
    yes: i18n.t(how === "paste" ? "guard_yes_paste" : "guard_yes_send"),
  };
}

/**
 * The dialog for a phrase or key of public documentation. It is nobody's secret, but no place for money either.
 * @param {I18n} i18n
 * @param {Guard.Question["how"]} how
 * @returns {Guard.View}
 */
function publishedView(i18n, how) {
  return {
    ...guardView(i18n, PUBLISHED, "calm", how),
    title: i18n.t("guard_title_published"),
    lines: [i18n.t("guard_why_published"), i18n.t("guard_where_published")],
  };
}

/**
 * What is known of the page in a tab. A verdict on another site than the one now shown counts for nothing.
 * @param {Verdicts} verdicts
 * @param {chrome.runtime.MessageSender | undefined} sender
 * @returns {Protocol.Level}
 */
export function levelOf(verdicts, sender) {
  const known = sender?.tab?.id === undefined ? null : verdicts.get(sender.tab.id);
  const shown = sender?.frameId === 0 ? sender.url : sender?.tab?.url;
  return known && shown && hostOf(known.url) === hostOf(shown) ? known.verdict.level : "none";
}

export class Guard {
  /**
   * @param {object} options
   * @param {() => Promise<any>} options.read the content of data/secrets.json
   * @param {Verdicts} options.verdicts
   * @param {() => Promise<I18n>} options.words
   * @param {number} [options.keep] milliseconds
   */
  constructor({ read, verdicts, words, keep = KEEP_MS }) {
    this.read = read;
    this.verdicts = verdicts;
    this.words = words;
    this.keep = keep;
    /** @type {Promise<import("../guard/words.js").Lists> | null} */
    this.lists = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  load() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.lists = null), this.keep);
    this.lists ??= this.read().then(ready);
    // A failed reading is tried again the next time.
    this.lists.catch(() => (this.lists = null));
    return this.lists;
  }

  /**
   * @param {Guard.Question} question
   * @param {chrome.runtime.MessageSender | undefined} sender
   * @returns {Promise<Guard.View | null>} null: nothing to ask about
   */
  async examine({ text, context, codes, how, sent = [] }, sender) {
    await this.verdicts.loaded;
    const level = levelOf(this.verdicts, sender);
    // The platform's own page: a wallet is restored there. A conversation in it that is suspicious is not its word.
    if (level === "official" && codes !== true) return null;
    const about = { context: String(context).slice(0, MOST_CONTEXT), codes: codes === true };
    const lists = await this.load();
    const found = await find(String(text).slice(0, MOST_TEXT), lists, about);
    const secret = found.find((one) => !one.published) ?? found[0] ?? (await inMessages(sent, text, lists));
    if (!secret) return null;
    if (secret.published) return publishedView(await this.words(), how === "paste" ? "paste" : "send");
    const firm = level === "caution" || level === "danger" || codes === true;
    return guardView(await this.words(), secret.kind, firm ? "firm" : "calm", how === "paste" ? "paste" : "send");
  }

  /** @param {chrome.runtime.Port} port */
  serve(port) {
    if (port.name !== "guard") return;
    port.onMessage.addListener(async (/** @type {Guard.Question} */ question) => {
      const view = await this.examine(question, port.sender).catch(() => null);
      try {
        port.postMessage({ id: question.id, view });
      } catch {
        // The document has gone meanwhile.
      }
    });
  }
}

/**
 * @param {typeof chrome} ext
 * @param {Verdicts} verdicts
 * @param {() => Promise<I18n>} words
 */
export function serveGuard(ext, verdicts, words) {
  const guard = new Guard({ verdicts, words, read: async () => (await fetch(ext.runtime.getURL(FILE))).json() });
  ext.runtime.onConnect.addListener((port) => guard.serve(port));
}
