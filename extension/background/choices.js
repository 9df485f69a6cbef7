// What the user allows a site: trusted, or without notes. Kept in storage.local; what was chosen in a private window is
// kept in storage.session, which is memory, and forgotten with the last private window. No browser calls of its own.

/**
 * @typedef {object} Area
 * @property {(key: string) => Promise<Record<string, unknown>>} get
 * @property {(items: Record<string, unknown>) => Promise<void>} set
 */

export const SITES = "sites";
export const VERSION = 1;
const MAX_ENTRIES = 500;
const KINDS = new Set(["trust", "mute"]);
// Host in A-labels or an address of numbers, port, and the path as a browser writes it (companion/realdesk/scope.py).
const SCOPE = /^(?:[a-z0-9_-][a-z0-9._-]{0,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?(?:\/[!-~]{0,2048})?$/u;
export const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/**
 * What of a stored value can be used: a damaged entry is dropped, never the others.
 * @param {unknown} value
 * @returns {Ui.Choice[]}
 */
export function readChoices(value) {
  const saved = /** @type {{ version?: unknown, entries?: unknown } | null | undefined} */ (value);
  if (saved?.version !== VERSION || !Array.isArray(saved.entries)) return [];
  return saved.entries.filter(isChoice).slice(-MAX_ENTRIES).map(({ scope, kind, since }) => ({ scope, kind, since }));
}

/**
 * @param {any} item
 * @returns {item is Ui.Choice}
 */
function isChoice(item) {
  if (typeof item !== "object" || item === null) return false;
  const { scope, kind, since } = item;
  const texts = [scope, kind, since].every((part) => typeof part === "string");
  return texts && SCOPE.test(scope) && KINDS.has(kind) && DAY.test(since);
}

/** The user's own day: no more than that is needed. @param {Date} [now] */
export function today(now = new Date()) {
  const two = (/** @type {number} */ part) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * One storage area and its entries by what they hold for, the oldest first.
 * @template Entry
 */
export class Shelf {
  /**
   * @param {Area} area
   * @param {string} name under which the entries are kept
   * @param {(value: unknown) => Entry[]} read what of a stored value can be used
   * @param {(entry: Entry) => string} keyOf
   */
  constructor(area, name, read, keyOf) {
    this.area = area;
    this.name = name;
    this.read = read;
    this.keyOf = keyOf;
    /** @type {Map<string, Entry>} */
    this.entries = new Map();
    this.edits = 0;
  }

  async load() {
    const before = this.edits;
    // Storage that cannot be read is no reason to stop warning.
    const saved = await this.area.get(this.name).catch(() => /** @type {Record<string, unknown>} */ ({}));
    // What was chosen in the meantime is newer than what was read.
    if (this.edits !== before) return;
    this.entries = new Map(this.read(saved[this.name]).map((entry) => [this.keyOf(entry), entry]));
  }

  /** @param {Entry} entry */
  put(entry) {
    this.entries.delete(this.keyOf(entry));
    this.entries.set(this.keyOf(entry), entry);
    const [oldest] = this.entries.keys();
    if (this.entries.size > MAX_ENTRIES) this.entries.delete(oldest);
  }

  save() {
    this.edits += 1;
    return this.area.set({ [this.name]: { version: VERSION, entries: [...this.entries.values()] } });
  }
}

export class Choices {
  /**
   * @param {Area} local survives the browser
   * @param {Area} session memory only
   */
  constructor(local, session) {
    const byScope = (/** @type {Ui.Choice} */ { scope }) => scope;
    this.local = new Shelf(local, SITES, readChoices, byScope);
    this.session = new Shelf(session, SITES, readChoices, byScope);
    this.loaded = this.reload();
  }

  async reload() {
    await Promise.all([this.local.load(), this.session.load()]);
  }

  /**
   * What holds for a page, or null. In a private window its own choices come first.
   * @param {string | undefined} scope
   * @param {boolean} isPrivate
   * @returns {Ui.Choice | null}
   */
  of(scope, isPrivate) {
    if (!scope) return null;
    return (isPrivate ? this.session.entries.get(scope) : null) ?? this.local.entries.get(scope) ?? null;
  }

  /**
   * @param {string} scope
   * @param {Ui.ChoiceKind} kind
   * @param {boolean} isPrivate
   */
  async choose(scope, kind, isPrivate) {
    const entry = { scope, kind, since: today() };
    if (!isChoice(entry)) return;
    const shelf = isPrivate ? this.session : this.local;
    shelf.put(entry);
    await shelf.save();
  }

  /** Take back what was chosen for a scope, wherever it is kept. @param {string} scope */
  async revoke(scope) {
    const held = [this.local, this.session].filter((shelf) => shelf.entries.delete(scope));
    await Promise.all(held.map((shelf) => shelf.save()));
  }

  async revokeAll() {
    this.local.entries.clear();
    await Promise.all([this.local.save(), this.forgetPrivate()]);
  }

  /** The last private window was closed. */
  async forgetPrivate() {
    if (this.session.entries.size === 0) return;
    this.session.entries.clear();
    await this.session.save();
  }

  /** The newest first. @returns {Ui.ListedChoice[]} */
  list() {
    const rows = (/** @type {Shelf<Ui.Choice>} */ shelf, /** @type {boolean} */ isPrivate) =>
      [...shelf.entries.values()].map((entry) => ({ ...entry, private: isPrivate }));
    return [...rows(this.local, false), ...rows(this.session, true)].reverse();
  }
}
