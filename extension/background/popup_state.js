// Everything the popup shows about one tab.
import { hostOf } from "./verdicts.js";

/** Nobody waits longer than this for a page that does not answer. */
const ASK_TOP_MS = 400;

/**
 * @typedef {object} Parts
 * @property {number} tab
 * @property {typeof chrome} ext
 * @property {import("./native.js").NativeLink} link
 * @property {import("./checker.js").Checker} checker
 * @property {import("./verdicts.js").Verdicts} verdicts
 * @property {(known: import("./verdicts.js").Known) => Ui.SiteState} siteOf
 * @property {() => Promise<{ doc: string, url: string } | null>} askTop
 */

/**
 * @param {Parts} parts
 * @returns {Promise<Ui.PopupState>}
 */
export async function popupState({ tab, ext, link, checker, verdicts, siteOf, askTop }) {
  // The user is looking: do not make them wait for the next try. A waiting time that has begun anew stays short.
  link.retryNow();
  const [top] = await Promise.all([
    Promise.race([askTop(), new Promise((resolve) => setTimeout(() => resolve(null), ASK_TOP_MS))]),
    link.refresh().catch(() => undefined),
  ]);
  const answered = /** @type {{ doc: string, url: string } | null} */ (top);
  const companion = { state: link.state, version: link.hello?.companion ?? null, ruleset: link.hello?.ruleset ?? null };
  const known = verdicts.get(tab);
  /** @type {Ui.PopupState} */
  const state = { page: "failed", host: "", verdict: null, contacts: null, companion, site: null, chat: null, withheld: false };
  if (!answered) return { ...state, page: await silentPage(ext, tab) };
  state.host = hostOf(answered.url);
  if (!known || known.doc !== answered.doc || known.url !== answered.url) {
    // Without a companion nothing is on its way, however long one waits.
    const able = link.state === "connected" || link.state === "no_ruleset";
    if (able && !checker.busy(tab)) checker.schedule(tab);
    return { ...state, page: able && checker.busy(tab) ? "checking" : "failed" };
  }
  const contacts = await contactsOf(link, known.verdict.platform);
  return { ...state, page: "verdict", verdict: known.verdict, contacts, site: siteOf(known) };
}

/**
 * Why a page says nothing: the browser keeps it for itself, access was taken away, or it was open before us.
 * @param {typeof chrome} ext
 * @param {number} tab
 * @returns {Promise<Ui.PageState>}
 */
async function silentPage(ext, tab) {
  const granted = await ext.permissions.contains({ origins: ["<all_urls>"] }).catch(() => false);
  if (!granted) return "no_access";
  const { url } = await ext.tabs.get(tab).catch(() => ({ url: undefined }));
  return url && /^https?:/u.test(url) ? "reload" : "special";
}

/**
 * @param {import("./native.js").NativeLink} link
 * @param {string | null} platform
 * @returns {Promise<Protocol.ContactsResult | null>}
 */
export async function contactsOf(link, platform) {
  return platform ? answerOf(link, "contacts", { platform }) : null;
}

/**
 * @param {import("./native.js").NativeLink} link
 * @param {string} type of the request
 * @param {object} [body]
 * @returns {Promise<any>} null without an answer: the popup says what is wrong with the connection and has a copy
 */
export async function answerOf(link, type, body) {
  try {
    return await link.request(type, body);
  } catch {
    return null;
  }
}
