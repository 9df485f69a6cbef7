// Surfaces and chats in the worker: the rules as the companion sent them, and per tab and conversation only what was
// newly reported, handed on to whoever judges it. In memory only; gone with the tab. No browser calls of its own.
import { isOnHost, knownRules } from "./surface_words.js";

const MAX_RULES = 600_000;
// After this time the next page asks whether the ruleset is another one.
const MAX_AGE_MS = 60_000;
const MAX_CONVERSATIONS = 8;
const MAX_IDS = 12_000;
const MAX_KEPT = 50;
const MAX_TEXT = 4000;
const MAX_URL = 8000;
const STATES = ["none", "ok", "unknown"];
/** Surfaces in which people write to one another. */
const PERSONAL = new Set(["chat", "mail"]);
const SIDES = ["peer", "me", "unknown"];

/**
 * @typedef {object} Conversation
 * @property {Ui.Chat} chat the last report; `messages` are the last ones, at most 50
 * @property {Set<string>} ids what was handed on
 */

/**
 * @typedef {object} TabChats
 * @property {string} doc
 * @property {Ui.Chat | null} now what the tab shows
 * @property {Ui.WidgetFact[]} widgets
 * @property {Map<string, Conversation>} conversations
 */

/** @param {unknown} value @param {number} limit */
const short = (value, limit) => (typeof value === "string" ? value.slice(0, limit).toWellFormed() : "");

/** A message brought to its bounds, or null. @param {any} raw @returns {Ui.ChatMessage | null} */
function bounded(raw) {
  if (!raw || typeof raw !== "object" || !SIDES.includes(raw.from)) return null;
  const links = Array.isArray(raw.links) ? raw.links.slice(0, 30).map((/** @type {unknown} */ link) => short(link, MAX_TEXT)) : [];
  const ad = raw.ad === true ? { ad: true } : {};
  const message = { id: short(raw.id, 300), from: raw.from, text: short(raw.text, MAX_TEXT), links, ...ad };
  if (!raw.author) return message;
  const by = { author: short(raw.author, 300) };
  const name = raw.name ? { name: short(raw.name, 300) } : {};
  const verified = typeof raw.verified === "boolean" ? { verified: raw.verified } : {};
  return { ...message, ...by, ...name, ...(raw.named === true ? { named: true } : {}), ...verified };
}

/** @param {any} raw @returns {Ui.Peer | null} */
function boundedPeer(raw) {
  if (!raw || typeof raw !== "object") return null;
  const verified = typeof raw.verified === "boolean" ? raw.verified : null;
  const [id, handle, name] = [raw.id, raw.handle, raw.display_name].map((value) => short(value, 300));
  return { id, handle, display_name: name, bio: short(raw.bio, 1000), verified };
}

/** @param {any} raw @returns {Ui.Chat | null} */
function boundedChat(raw) {
  if (!raw || typeof raw !== "object" || !STATES.includes(raw.state)) return null;
  const [surface, network, kind, why] = [raw.surface, raw.network, raw.kind, raw.why].map((value) => short(value, 40));
  const given = Array.isArray(raw.messages) ? raw.messages.slice(0, 200) : [];
  return {
    surface,
    network,
    unique: raw.unique === true,
    kind,
    why,
    state: raw.state,
    conversation: short(raw.conversation, 300),
    peer: boundedPeer(raw.peer),
    messages: given.flatMap((/** @type {unknown} */ item) => bounded(item) ?? []),
    composer: raw.composer === true,
  };
}

export class Chats {
  /**
   * @param {object} options
   * @param {{ request: (type: string, body: object) => Promise<any> }} options.link
   * @param {(tab: number, chat: Ui.Chat, at: { doc: string, url: string }) => void} options.send gets each report; its
   *   messages were not sent before
   * @param {(tab: number, doc: string, widgets: Ui.WidgetFact[]) => void} [options.onWidgets]
   * @param {() => void} [options.onRules] pages that are open have other rules, or none
   * @param {() => number} [options.now] milliseconds
   */
  constructor({ link, send, onWidgets, onRules, now }) {
    this.link = link;
    this.now = now ?? Date.now;
    this.send = send;
    this.onWidgets = onWidgets ?? (() => undefined);
    this.onRules = onRules ?? (() => undefined);
    /** @type {(Ui.SurfaceRules & { skipped: number }) | null} */
    this.rules = null;
    this.digest = "";
    this.version = -1;
    this.askedAt = -Infinity;
    // Whether a page asked while there was nothing to give.
    this.isMissed = false;
    /** @type {Promise<void> | null} */
    this.asking = null;
    /** @type {Map<number, TabChats>} */
    this.tabs = new Map();
  }

  /**
   * The companion said which ruleset is in use: ask for its surfaces when it is another one.
   * @param {number} version
   */
  async rulesetIs(version) {
    if (version === this.version) return;
    await this.fetch();
  }

  /** @returns {Promise<void>} one request at a time */
  fetch() {
    this.asking ??= this.ask().finally(() => void (this.asking = null));
    return this.asking;
  }

  async ask() {
    /** @type {Protocol.SurfacesResult} */
    const { version, digest, rules } = await this.link.request("surfaces", { known: this.digest });
    this.version = version;
    this.askedAt = this.now();
    if (digest === this.digest || !rules) return;
    if (JSON.stringify(rules).length > MAX_RULES) return;
    const isNews = this.digest !== "" || this.isMissed;
    this.rules = knownRules(rules);
    this.digest = digest;
    this.isMissed = false;
    if (isNews) this.onRules();
  }

  /**
   * What the page at `url` needs, or null while the companion has sent nothing.
   * @param {string | undefined} url
   * @param {boolean} [mayRead] whether the user lets messages be handed to the companion
   * @returns {Promise<Ui.SurfaceRules | null>}
   */
  async rulesFor(url, mayRead = true) {
    const isOld = this.now() - this.askedAt > MAX_AGE_MS;
    const asked = this.rules && !isOld ? undefined : this.fetch().catch(() => undefined);
    if (!this.rules) await asked;
    this.isMissed ||= !this.rules;
    if (!this.rules || !url) return null;
    const host = new URL(url).hostname;
    const here = this.rules.surfaces.filter((item) => isOnHost(item, host));
    return { surfaces: here.filter(({ kind }) => mayRead || !PERSONAL.has(kind)), widgets: this.rules.widgets };
  }

  /** Whether people write to one another on a host. @param {string} host */
  isPersonalAt(host) {
    return this.rules?.surfaces.some((item) => PERSONAL.has(item.kind) && isOnHost(item, host)) ?? false;
  }

  /** @param {number} tab @param {string} doc */
  tab(tab, doc) {
    let found = this.tabs.get(tab);
    if (!found || found.doc !== doc) {
      found = { doc, now: null, widgets: [], conversations: new Map() };
      this.tabs.set(tab, found);
    }
    return found;
  }

  /**
   * Take what the top document of a tab reported.
   * @param {number} tab
   * @param {Ui.ChatFrameMessage} message
   */
  receive(tab, message) {
    const state = this.tab(tab, message.doc);
    if (message.type === "widgets") {
      const given = Array.isArray(message.widgets) ? message.widgets.slice(0, 20) : [];
      state.widgets = given.map(({ vendor, tenant }) => ({ vendor: short(vendor, 40), tenant: tenant === null ? null : short(tenant, 200) }));
      return this.onWidgets(tab, message.doc, state.widgets);
    }
    const chat = boundedChat(message.chat);
    if (!chat) return undefined;
    const fresh = chat.state === "none" ? [] : this.fresh(state, chat);
    const report = { ...chat, messages: fresh };
    state.now = report;
    return this.send(tab, report, { doc: message.doc, url: short(message.url, MAX_URL) });
  }

  /**
   * The messages that were not handed on before.
   * @param {TabChats} state
   * @param {Ui.Chat} chat
   */
  fresh(state, chat) {
    const key = JSON.stringify([chat.surface, chat.conversation]);
    const known = state.conversations.get(key) ?? { chat: { ...chat, messages: [] }, ids: new Set() };
    const fresh = chat.messages.filter(({ id }) => !known.ids.has(id) && known.ids.add(id));
    for (const id of known.ids) {
      if (known.ids.size <= MAX_IDS) break;
      known.ids.delete(id);
    }
    known.chat = { ...chat, messages: [...known.chat.messages, ...fresh].slice(-MAX_KEPT) };
    state.conversations.delete(key);
    state.conversations.set(key, known);
    const [oldest] = state.conversations.keys();
    if (state.conversations.size > MAX_CONVERSATIONS) state.conversations.delete(oldest);
    return fresh;
  }

  /**
   * What is known of a tab: what it shows now, its conversations with their last messages, its widgets.
   * @param {number} tab
   */
  of(tab) {
    const state = this.tabs.get(tab);
    const conversations = [...(state?.conversations.values() ?? [])].map(({ chat }) => chat);
    return { now: state?.now ?? null, conversations, widgets: state?.widgets ?? [] };
  }

  /**
   * @param {number} tab
   * @param {string} [doc] only what this document said
   */
  forget(tab, doc) {
    if (doc === undefined || this.tabs.get(tab)?.doc === doc) this.tabs.delete(tab);
  }
}
