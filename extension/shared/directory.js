// The contacts of every platform and authority, packed with the extension: there without a companion, but only as new
// as the package. What a newer companion lists is put over it.

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
 * Whether it is an authority to turn to and not a platform: only these have a country.
 * @param {Protocol.Found} found
 */
export function isAuthority(found) {
  return Boolean(found.country);
}

/**
 * What can be searched for: all the companion lists, and what only the package has.
 * @param {Directory.File | null} directory
 * @param {Protocol.Found[]} listed by the companion; empty without one
 * @returns {Protocol.Found[]}
 */
export function merged(directory, listed) {
  /** @type {Map<string, Protocol.Found>} */
  const byId = new Map();
  for (const found of [...(directory?.platforms ?? []), ...(directory?.regulators ?? []), ...listed]) {
    byId.set(found.id, found);
  }
  return [...byId.values()];
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
    former: entry.former ?? [],
    steps: entry.steps ?? {},
  };
}

/**
 * An authority as the companion would have answered.
 * @param {Directory.Authority} entry
 * @returns {Protocol.RegulatorResult}
 */
export function authorityOfEntry(entry) {
  return {
    regulator: entry.id,
    kind: entry.kind,
    names: entry.names,
    status: entry.status,
    country: entry.country,
    takes: entry.takes,
    channels: entry.channels ?? [],
    checked: entry.checked,
    stale: false,
    former: entry.former ?? [],
  };
}
