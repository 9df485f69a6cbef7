// The contacts of every platform, packed with the extension: there without a companion, but only as new as the package.

export const SCHEMA = 1;
export const FILE = "data/directory.json";

/**
 * @param {typeof chrome} ext
 * @returns {Promise<Directory.File | null>} null when the file has another schema
 */
export async function loadDirectory(ext) {
  /** @type {Directory.File} */
  const file = await (await fetch(ext.runtime.getURL(FILE))).json();
  return file.schema === SCHEMA ? file : null;
}

/**
 * An entry as the companion would have answered.
 * @param {Directory.Entry} entry
 * @returns {Protocol.ContactsResult}
 */
export function contactsOfEntry(entry) {
  return {
    platform: entry.id,
    names: entry.names,
    status: entry.status,
    channels: entry.channels ?? [],
    statements: entry.statements ?? [],
    coverage: entry.coverage ?? {},
    checked: entry.checked,
    stale: false,
  };
}
