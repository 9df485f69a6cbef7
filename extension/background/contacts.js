// Contacts in chats that the user trusts, and notes on them that were hidden. Trust is kept in storage.local, what was
// chosen in a private window and what was hidden in storage.session, which is memory. No browser calls of its own.
import { DAY, Shelf, today, VERSION } from "./choices.js";

/** @typedef {import("./choices.js").Area} Area */

export const CONTACTS = "contacts";
const HIDDEN = "chat_hidden";
/** Begins the names of those whose notes were hidden in a private window. */
export const PRIVATE = "private ";
const MAX_HIDDEN = 300;
const MAX_CODES = 60;
const MAX_NAME = 300;
// An id that a service gives once, or a telephone number. A handle may be given up and taken by somebody else: it counts
// only where a surface shows nothing better, and the user is told.
const PHONE = /^\+[0-9][0-9 ().-]{5,22}[0-9]$/u;
const SURFACE = /^[a-z0-9_]{1,40}$/u;

const HANDLE = /^[a-z0-9_.-]{2,100}$/u;
/** Begins what a contact is known by where that is its handle: no id has a space in it. */
const BY_HANDLE = "handle ";

/**
 * Names the one on the other side: by what stays with a person for good, else by a handle that nobody else has now,
 * else "".
 * @param {string} surface
 * @param {Ui.Peer | null} peer
 * @param {boolean} [isUnique] whether nobody else on the network has the same handle now
 */
export function contactKey(surface, peer, isUnique = false) {
  const written = peer?.handle ?? "";
  const stable = peer?.id || (PHONE.test(written) ? written.replace(/[ ().-]/gu, "") : "");
  if (stable) return `${surface} ${stable}`;
  const handle = written.replace(/^@/u, "").toLowerCase();
  return isUnique && HANDLE.test(handle) ? `${surface} ${BY_HANDLE}${handle}` : "";
}

/**
 * The handle by which a contact is known, or "" where it is known by more than that.
 * @param {string} peer of a `Ui.Contact`
 */
export const handleOf = (peer) => (peer.startsWith(BY_HANDLE) ? peer.slice(BY_HANDLE.length) : "");

/**
 * @param {any} item
 * @returns {item is Ui.Contact}
 */
function isContact(item) {
  if (typeof item !== "object" || item === null) return false;
  const { surface, peer, name, since } = item;
  if (![surface, peer, name, since].every((part) => typeof part === "string")) return false;
  return SURFACE.test(surface) && peer !== "" && peer.length <= MAX_NAME && name.length <= MAX_NAME && DAY.test(since);
}

/**
 * What of a stored value can be used: a damaged entry is dropped, never the others.
 * @param {unknown} value
 * @returns {Ui.Contact[]}
 */
export function readContacts(value) {
  const saved = /** @type {{ version?: unknown, entries?: unknown } | null | undefined} */ (value);
  if (saved?.version !== VERSION || !Array.isArray(saved.entries)) return [];
  return saved.entries.filter(isContact).map(({ surface, peer, name, since }) => ({ surface, peer, name, since }));
}

/** @param {Ui.Contact} contact */
const keyOf = ({ surface, peer }) => `${surface} ${peer}`;

/** @param {unknown} value @returns {Map<string, Set<string>>} */
function readHidden(value) {
  const rows = Array.isArray(value) ? value.filter((row) => Array.isArray(row) && typeof row[0] === "string" && Array.isArray(row[1])) : [];
  return new Map(rows.map(([key, codes]) => [key, new Set(codes.filter((/** @type {unknown} */ code) => typeof code === "string"))]));
}

export class Contacts {
  /**
   * @param {Area} local survives the browser
   * @param {Area} session memory only
   */
  constructor(local, session) {
    this.store = session;
    this.local = new Shelf(local, CONTACTS, readContacts, keyOf);
    this.session = new Shelf(session, CONTACTS, readContacts, keyOf);
    /** Reasons that were hidden, by contact. @type {Map<string, Set<string>>} */
    this.hidden = new Map();
    this.loaded = Promise.all([this.reload(), this.loadHidden()]);
  }

  async reload() {
    await Promise.all([this.local.load(), this.session.load()]);
  }

  async loadHidden() {
    const saved = await this.store.get(HIDDEN).catch(() => /** @type {Record<string, unknown>} */ ({}));
    this.hidden = readHidden(saved[HIDDEN]);
  }

  /**
   * @param {string} key
   * @param {boolean} isPrivate
   * @returns {Ui.Contact | null}
   */
  of(key, isPrivate) {
    if (!key) return null;
    return (isPrivate ? this.session.entries.get(key) : null) ?? this.local.entries.get(key) ?? null;
  }

  /**
   * @param {string} surface
   * @param {Ui.Peer} peer
   * @param {boolean} isPrivate
   * @param {string} [key] from `contactKey`
   */
  async trust(surface, peer, isPrivate, key = contactKey(surface, peer)) {
    const name = peer.display_name || peer.handle;
    const entry = { surface, peer: key.slice(surface.length + 1), name, since: today() };
    if (!key || !isContact(entry)) return;
    const shelf = isPrivate ? this.session : this.local;
    shelf.put(entry);
    await shelf.save();
  }

  /** @param {string} key */
  async revoke(key) {
    const held = [this.local, this.session].filter((shelf) => shelf.entries.delete(key));
    await Promise.all(held.map((shelf) => shelf.save()));
  }

  async revokeAll() {
    this.local.entries.clear();
    this.hidden.clear();
    await Promise.all([this.local.save(), this.forgetPrivate(), this.saveHidden()]);
  }

  /** The last private window was closed. */
  async forgetPrivate() {
    const hidden = [...this.hidden.keys()].filter((who) => who.startsWith(PRIVATE));
    for (const who of hidden) this.hidden.delete(who);
    if (hidden.length > 0) await this.saveHidden();
    if (this.session.entries.size === 0) return;
    this.session.entries.clear();
    await this.session.save();
  }

  /** The newest first. @returns {Ui.ListedContact[]} */
  list() {
    const rows = (/** @type {Shelf<Ui.Contact>} */ shelf, /** @type {boolean} */ isPrivate) =>
      [...shelf.entries.values()].map((entry) => ({ ...entry, key: keyOf(entry), private: isPrivate }));
    return [...rows(this.local, false), ...rows(this.session, true)].reverse();
  }

  /**
   * Whether all of these reasons were hidden for a contact.
   * @param {string} who
   * @param {string[]} codes
   */
  isHidden(who, codes) {
    const known = this.hidden.get(who);
    return known !== undefined && codes.every((code) => known.has(code));
  }

  /**
   * @param {string} who
   * @param {string[]} codes
   */
  async hide(who, codes) {
    const known = this.hidden.get(who) ?? new Set();
    for (const code of codes) if (known.size < MAX_CODES) known.add(code);
    this.hidden.delete(who);
    this.hidden.set(who, known);
    const [oldest] = this.hidden.keys();
    if (this.hidden.size > MAX_HIDDEN) this.hidden.delete(oldest);
    await this.saveHidden();
  }

  /** @param {string} who */
  async unhide(who) {
    if (this.hidden.delete(who)) await this.saveHidden();
  }

  saveHidden() {
    return this.store.set({ [HIDDEN]: [...this.hidden].map(([key, codes]) => [key, [...codes]]) });
  }
}
