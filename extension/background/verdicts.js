// What is known about each tab, and what the user has hidden. Kept in storage.session: in memory only, gone with the
// browser, but a restart of the worker loses nothing.

/**
 * @typedef {object} Known
 * @property {string} doc the document it was said about
 * @property {string} url
 * @property {Protocol.Verdict} verdict
 */

/**
 * @typedef {object} Store
 * @property {(keys: string[] | null) => Promise<Record<string, any>>} get
 * @property {(items: Record<string, unknown>) => Promise<void>} set
 * @property {(keys: string[]) => Promise<void>} remove
 */

const TAB = "tab:";
const DISMISSED = "dismissed";
const MAX_DISMISSED = 500;

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
 * Names one warning: the same host with the same reasons. Another reason on the same host is shown again.
 * @param {string} url
 * @param {Protocol.Verdict} verdict
 */
export function warningKey(url, verdict) {
  const reasons = verdict.reasons.map(({ code, params }) => [code, ...Object.keys(params).sort().map((k) => params[k])]);
  return JSON.stringify([hostOf(url), verdict.level, reasons.map((parts) => parts.join(" ")).sort()]);
}

export class Verdicts {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    /** @type {Map<number, Known>} */
    this.known = new Map();
    /** @type {Map<string, Ui.Dismissal>} */
    this.dismissed = new Map();
    this.loaded = this.load();
  }

  async load() {
    const saved = await this.store.get(null);
    for (const [key, value] of Object.entries(saved)) {
      const tab = Number(key.slice(TAB.length));
      if (key.startsWith(TAB) && !this.known.has(tab)) this.known.set(tab, value);
    }
    for (const item of saved[DISMISSED] ?? []) this.dismissed.set(item.key, item);
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

  /** @param {Known} known */
  isDismissed(known) {
    return this.dismissed.has(warningKey(known.url, known.verdict));
  }

  /** @param {Known} known */
  async dismiss({ url, verdict }) {
    const key = warningKey(url, verdict);
    const { level, platform_names } = verdict;
    this.dismissed.set(key, { key, host: hostOf(url), level, platform_names });
    const oldest = this.dismissed.keys().next().value;
    if (this.dismissed.size > MAX_DISMISSED && oldest !== undefined) this.dismissed.delete(oldest);
    await this.save();
  }

  /** @param {string} key */
  async undismiss(key) {
    this.dismissed.delete(key);
    await this.save();
  }

  save() {
    return this.store.set({ [DISMISSED]: [...this.dismissed.values()] });
  }
}
