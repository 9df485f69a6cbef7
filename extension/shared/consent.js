// Firefox's own consent to handing the messages of chats to the companion: to Firefox that counts as sending them. Where the
// browser has no such consent (Chromium, older Firefox) there is nothing to ask.

const KIND = "personalCommunications";

/** @typedef {{ data_collection?: string[] }} Data */

/**
 * @param {typeof chrome} ext
 * @returns {Promise<"granted" | "asked" | "none">} none: the browser knows no such consent; asked: it has to be given first
 */
export async function chatConsent(ext) {
  const all = /** @type {Data | null} */ (await ext.permissions.getAll().catch(() => null));
  if (!Array.isArray(all?.data_collection)) return "none";
  return all.data_collection.includes(KIND) ? "granted" : "asked";
}

/**
 * To be called while the user presses a button.
 * @param {typeof chrome} ext
 * @returns {Promise<boolean>} whether it is given
 */
export function askChatConsent(ext) {
  return ext.permissions.request(/** @type {any} */ ({ data_collection: [KIND] })).catch(() => false);
}

/** @param {typeof chrome} ext */
export function withdrawChatConsent(ext) {
  return ext.permissions.remove(/** @type {any} */ ({ data_collection: [KIND] })).catch(() => false);
}
