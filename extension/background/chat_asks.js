// What the strip in a chat, the popup and the question before trust ask about the chat of a tab.
import { safeUrl } from "../shared/view.js";

/**
 * @typedef {object} Parts
 * @property {typeof chrome} ext
 * @property {import("./chats.js").Chats} chats
 * @property {import("./chat_verdicts.js").ChatVerdicts} chatVerdicts
 * @property {import("./contacts.js").Contacts} contacts
 * @property {() => Promise<unknown>} redraw
 */

/** Asks that only a page of the extension may make. */
const OWN = new Set(["contact", "confirm_contact", "trust_contact", "revoke_contact", "unhide_chat"]);
const STRIP = new Set(["chat_dismiss", "chat_trust", "chat_open"]);

/** @param {Ui.Ask} ask */
export const isContactAsk = (ask) => OWN.has(ask.type);
/** @param {Ui.Ask} ask */
export const isStripAsk = (ask) => STRIP.has(ask.type);

/**
 * @param {number} tab
 * @param {Pick<Parts, "chats" | "chatVerdicts">} parts
 * @returns {Ui.TabChat | null}
 */
export function chatState(tab, { chats, chatVerdicts }) {
  const now = chatVerdicts.of(tab);
  if (!now) return null;
  const surface = chats.rules?.surfaces.find(({ id }) => id === now.surface)?.name ?? now.surface;
  return { now, surface, busy: chatVerdicts.busy(tab) };
}

/**
 * @param {Ui.Ask} ask
 * @param {Parts} parts
 * @returns {Promise<unknown>}
 */
export async function answerContact(ask, parts) {
  const { chatVerdicts, contacts, redraw } = parts;
  switch (ask.type) {
    case "contact":
      return /** @type {Ui.ContactQuestion | null} */ (chatState(ask.tab, parts));
    case "confirm_contact":
      return confirm(ask.tab, parts);
    case "trust_contact":
      return trust(ask, parts);
    case "revoke_contact":
      await contacts.revoke(ask.key);
      return redraw();
    case "unhide_chat":
      return chatVerdicts.unhide(ask.tab);
    default:
      return null;
  }
}

/**
 * The tab may have moved on while the user was reading: only the contact that was shown is taken.
 * @param {Extract<Ui.Ask, { type: "trust_contact" }>} ask
 * @param {Parts} parts
 */
async function trust({ tab, key }, { chatVerdicts, contacts, redraw }) {
  const now = chatVerdicts.of(tab);
  if (!now?.peer || now.contact !== key || !now.offers) return false;
  await contacts.trust(now.surface, now.peer, now.private, key);
  await redraw();
  return true;
}

/**
 * As for a site: a page of the extension asks, and its address names the tab alone.
 * @param {number} tab
 * @param {Parts} parts
 */
async function confirm(tab, { ext, chatVerdicts }) {
  const now = chatVerdicts.of(tab);
  if (!now?.offers) return;
  const url = ext.runtime.getURL(`trust/contact.html?tab=${tab}`);
  await ext.tabs.create(now.private ? { url } : { url, openerTabId: tab }).catch(() => ext.tabs.create({ url }));
}

/**
 * What the strip may do by itself.
 * @param {Ui.Ask} ask
 * @param {number} tab
 * @param {Parts} parts
 */
export async function answerStrip(ask, tab, parts) {
  const now = parts.chatVerdicts.of(tab);
  if (!now || !("doc" in ask) || ask.doc !== now.doc) return;
  if (ask.type === "chat_dismiss") await parts.chatVerdicts.hide(tab);
  else if (ask.type === "chat_trust") await confirm(tab, parts);
  else if (ask.type === "chat_open") {
    // The address comes from the companion's answer, never from the page.
    const url = safeUrl(now.verdict?.official[ask.index]?.url);
    if (url) await parts.ext.tabs.create({ url, openerTabId: tab });
  }
}
