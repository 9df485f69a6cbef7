// What is known about each tab. Kept in storage.session: in memory only, gone with the browser, but a restart of the
// worker loses nothing.

/**
 * @typedef {object} Known
 * @property {string} doc the document it was said about
 * @property {string} url
 * @property {Protocol.Verdict} verdict
 * @property {boolean} private whether the tab is in a private window
 */

/**
 * @typedef {object} Store
 * @property {(keys: string[] | null) => Promise<Record<string, any>>} get
 * @property {(items: Record<string, unknown>) => Promise<void>} set
 * @property {(keys: string[]) => Promise<void>} remove
 */

const TAB = "tab:";

/** @param {string} url */
export function hostOf(url) {
  try {
    const { host, protocol } = new URL(url);
    return host || protocol;
  } catch {
    return "";
  }
}

/**
 * Whether a stored value is what `set` stored: anything else is dropped.
 * @param {any} value
 * @returns {value is Known}
 */
function isKnown(value) {
  if (typeof value?.doc !== "string" || typeof value.url !== "string" || typeof value.private !== "boolean") return false;
  const { verdict } = value;
  return typeof verdict?.level === "string" && Array.isArray(verdict.reasons) && Array.isArray(verdict.official);
}

export class Verdicts {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    /** @type {Map<number, Known>} */
    this.known = new Map();
    this.loaded = this.load();
  }

  async load() {
    const saved = await this.store.get(null).catch(() => /** @type {Record<string, any>} */ ({}));
    for (const [key, value] of Object.entries(saved)) {
      const tab = Number(key.slice(TAB.length));
      if (key.startsWith(TAB) && Number.isInteger(tab) && isKnown(value) && !this.known.has(tab)) this.known.set(tab, value);
    }
  }

  /** @param {number} tab */
  get(tab) {
    return this.known.get(tab) ?? null;
  }

  /**
   * @param {number} tab
   * @param {Known} known
   */
  async set(tab, known) {
    this.known.set(tab, known);
    await this.store.set({ [TAB + tab]: known });
  }

  /** @param {number} tab */
  async forget(tab) {
    this.known.delete(tab);
    await this.store.remove([TAB + tab]);
  }
}
