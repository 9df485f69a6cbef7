// Notes the user has hidden. Kept in storage.session: in memory only, gone with the browser, but a restart of the worker
// loses nothing.
import { today } from "./choices.js";
import { hostOf } from "./verdicts.js";

/** @typedef {import("./verdicts.js").Known} Known */

const DISMISSED = "dismissed";
const MAX_DISMISSED = 500;

/**
 * Names one warning: the same site with the same reasons. Another reason on the same site is shown again.
 * @param {string} url
 * @param {Protocol.Verdict} verdict
 */
export function warningKey(url, verdict) {
  const reasons = verdict.reasons.map(({ code, params }) => [code, ...Object.keys(params).sort().map((k) => params[k])]);
  const site = verdict.scope || hostOf(url);
  return JSON.stringify([site, verdict.level, reasons.map((parts) => parts.join(" ")).sort()]);
}

/**
 * @param {any} item
 * @returns {item is Ui.Dismissal}
 */
function isDismissal(item) {
  if (typeof item !== "object" || item === null) return false;
  const texts = [item.key, item.site, item.since].every((part) => typeof part === "string");
  return texts && typeof item.private === "boolean" && typeof item.platform_names === "object" && item.platform_names !== null;
}

export class Dismissals {
  /** @param {import("./choices.js").Area} store */
  constructor(store) {
    this.store = store;
    /** @type {Map<string, Ui.Dismissal>} */
    this.items = new Map();
    this.loaded = this.load();
  }

  async load() {
    const saved = (await this.store.get(DISMISSED).catch(() => /** @type {Record<string, unknown>} */ ({})))[DISMISSED];
    const items = Array.isArray(saved) ? saved.filter(isDismissal) : [];
    this.items = new Map(items.map((item) => [item.key, item]));
  }

  /** @param {Known} known */
  has({ url, verdict }) {
    return this.items.has(warningKey(url, verdict));
  }

  /** @param {Known} known */
  async add({ url, verdict, private: isPrivate }) {
    const key = warningKey(url, verdict);
    const { scope, platform_names } = verdict;
    this.items.set(key, { key, site: scope || hostOf(url), since: today(), private: isPrivate, platform_names });
    const [oldest] = this.items.keys();
    if (this.items.size > MAX_DISMISSED) this.items.delete(oldest);
    await this.save();
  }

  /** @param {string} key */
  async remove(key) {
    if (this.items.delete(key)) await this.save();
  }

  async clear() {
    this.items.clear();
    await this.save();
  }

  /** The last private window was closed. */
  async forgetPrivate() {
    const kept = [...this.items.values()].filter((item) => !item.private);
    if (kept.length === this.items.size) return;
    this.items = new Map(kept.map((item) => [item.key, item]));
    await this.save();
  }

  /** The newest first. */
  list() {
    return [...this.items.values()].reverse();
  }

  save() {
    return this.store.set({ [DISMISSED]: [...this.items.values()] });
  }
}
