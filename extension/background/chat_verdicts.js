// What is known of the chat a tab shows: which conversation, what the companion said of it, what the user allowed. A
// mailbox shows messages of several people: each is a conversation of his own, and the worst one speaks for the page.
import { contactKey, PRIVATE } from "./contacts.js";
import { ChatQueue } from "./chat_queue.js";
import { asResult, SearchResults } from "./search_results.js";

/** As many as chats.js knows: what is forgotten there is reported anew. */
const MAX_CONVERSATIONS = 8;
const MAX_PEOPLE = 20;
const MAX_RESULTS = 100;
const MAX_TOLD = 50;
/** Forms are judged as pages. */
const KINDS = new Set(["chat", "mail", "profile", "feed", "search"]);
const RANKS = ["none", "official", "unknown", "caution", "danger"];

/**
 * One person in one conversation.
 * @typedef {object} Part
 * @property {string} key
 * @property {Ui.Peer | null} peer
 * @property {Protocol.ChatVerdict | null} verdict
 */

/**
 * @typedef {object} TabChat
 * @property {string} doc
 * @property {string} url
 * @property {boolean} private
 * @property {Ui.Chat | null} now the last report; null when no chat is open
 * @property {Map<string, Part[]>} conversations
 * @property {Set<string>} told unreadable ones that were said so and left, or hidden
 * @property {string} unread the unreadable one that is said so now
 */

/** @param {Protocol.ChatVerdict | null} verdict */
export const rankOf = (verdict) => (verdict ? RANKS.indexOf(verdict.level) : -1);

/** @param {Protocol.ChatVerdict} verdict */
export const isChatInsistent = (verdict) => verdict.reasons.some(({ insistent }) => insistent === true);

/** @param {Protocol.ChatVerdict | null} verdict */
export const isAlarm = (verdict) => verdict?.level === "caution" || verdict?.level === "danger";

/**
 * @param {string} author
 * @param {Ui.ChatMessage[]} messages of his
 * @returns {Ui.Peer}
 */
function authorPeer(author, messages) {
  const found = messages.find((message) => message.name);
  // Whoever takes the name of an official account is not that account.
  const handle = found?.named ? "" : author;
  // A badge that is not shown beside every message is still his.
  const badges = messages.flatMap(({ verified }) => verified ?? []);
  const verified = badges.length > 0 ? badges.includes(true) : null;
  return { id: "", handle, display_name: found?.name ?? author, bio: "", verified };
}

export class ChatVerdicts {
  /**
   * @param {object} options
   * @param {ConstructorParameters<typeof ChatQueue>[0]["link"]} options.link
   * @param {import("./contacts.js").Contacts} options.contacts
   * @param {(tab: number) => void} options.onChange what a tab shows of its chat is another
   * @param {number} [options.debounce]
   */
  constructor({ link, contacts, onChange, debounce }) {
    this.contacts = contacts;
    this.onChange = onChange;
    /** @type {Map<number, TabChat>} */
    this.tabs = new Map();
    /** @type {Map<string, { tab: number, part: Part }>} */
    this.parts = new Map();
    this.results = new SearchResults({ link });
    this.queue = new ChatQueue({ link, debounce, onVerdict: (key, verdict) => this.judged(key, verdict) });
  }

  /**
   * @param {number} tab
   * @param {{ doc: string, url: string, private: boolean }} at
   */
  tab(tab, at) {
    let found = this.tabs.get(tab);
    if (!found || found.doc !== at.doc) {
      this.forget(tab);
      found = { ...at, now: null, conversations: new Map(), told: new Set(), unread: "" };
      this.tabs.set(tab, found);
    }
    found.url = at.url;
    return found;
  }

  /**
   * Take a report of chats.js.
   * @param {number} tab
   * @param {Ui.Chat} chat its messages were not reported before
   * @param {{ doc: string, url: string, private: boolean }} at
   */
  receive(tab, chat, at) {
    const state = this.tab(tab, at);
    const isOpen = chat.state !== "none" && KINDS.has(chat.kind);
    state.now = isOpen ? { ...chat, messages: [] } : null;
    if (isOpen) this.feed(tab, state, chat);
    this.tell(state);
    this.onChange(tab);
  }

  /**
   * Each person's messages are a conversation of their own.
   * @param {number} tab
   * @param {TabChat} state
   * @param {Ui.Chat} chat
   */
  feed(tab, state, chat) {
    const key = JSON.stringify([chat.surface, chat.conversation]);
    const parts = state.conversations.get(key) ?? [];
    state.conversations.delete(key);
    state.conversations.set(key, parts);
    for (const [old, gone] of state.conversations) {
      if (state.conversations.size <= MAX_CONVERSATIONS) break;
      state.conversations.delete(old);
      for (const part of gone) this.drop(part);
    }
    if (chat.kind === "search") return this.search(tab, state, parts, chat);
    for (const [peer, messages] of people(chat)) {
      const part = this.part(tab, state, parts, `${key} ${chat.peer ? "" : (peer?.handle || peer?.display_name || "")}`);
      if (!part) continue;
      part.peer = peer;
      this.queue.add(part.key, { surface: chat.surface, page_url: state.url, peer }, messages);
    }
  }

  /**
   * @param {number} tab
   * @param {TabChat} state
   * @param {Part[]} parts
   * @param {string} name
   */
  part(tab, state, parts, name) {
    const key = `${tab} ${state.doc} ${name}`;
    let part = parts.find((item) => item.key === key);
    if (part) return part;
    if (parts.length >= MAX_PEOPLE) {
      // Whoever wrote long ago and nothing bad makes room; who was warned of stays.
      const at = parts.findIndex(({ verdict }) => verdict !== null && !isAlarm(verdict));
      if (at < 0) return undefined;
      this.drop(parts.splice(at, 1)[0]);
    }
    part = { key, peer: null, verdict: null };
    parts.push(part);
    this.parts.set(key, { tab, part });
    return part;
  }

  /**
   * Each result is judged by where it leads.
   * @param {number} tab
   * @param {TabChat} state
   * @param {Part[]} parts
   * @param {Ui.Chat} chat
   */
  search(tab, state, parts, chat) {
    for (const { id, links, ad } of chat.messages.slice(0, MAX_RESULTS - parts.length)) {
      const key = `${tab} ${state.doc} ${chat.surface} ${chat.conversation} ${id}`;
      const part = { key, peer: null, verdict: null };
      parts.push(part);
      this.parts.set(key, { tab, part });
      this.results.check(links[0] ?? "", (verdict) => this.judged(key, asResult(verdict, id, ad)));
    }
  }

  /** @param {Part} part */
  drop({ key }) {
    this.parts.delete(key);
    this.queue.forget(key);
  }

  /**
   * @param {string} key
   * @param {Protocol.ChatVerdict} verdict
   */
  judged(key, verdict) {
    const found = this.parts.get(key);
    if (!found) return;
    found.part.verdict = verdict;
    this.onChange(found.tab);
  }

  /**
   * Once is enough to hear that a chat cannot be checked.
   * @param {TabChat} state
   */
  tell(state) {
    const { now } = state;
    const unread = now?.state === "unknown" ? JSON.stringify([now.surface, now.conversation || state.url]) : "";
    if (state.unread && state.unread !== unread) state.told.add(state.unread);
    const [oldest] = state.told;
    if (state.told.size > MAX_TOLD) state.told.delete(oldest);
    state.unread = unread;
  }

  /**
   * What holds for the chat that a tab shows, or null when it shows none.
   * @param {number} tab
   * @returns {Ui.ChatNow | null}
   */
  of(tab) {
    const state = this.tabs.get(tab);
    if (!state?.now) return null;
    const { now } = state;
    const parts = state.conversations.get(JSON.stringify([now.surface, now.conversation])) ?? [];
    const judged = parts.filter(({ verdict }) => verdict !== null);
    const [worst] = judged.sort((a, b) => rankOf(b.verdict) - rankOf(a.verdict) || (b.verdict?.score ?? 0) - (a.verdict?.score ?? 0));
    const verdict = worst?.verdict ?? null;
    const peer = worst?.peer ?? now.peer;
    const contact = contactKey(now.surface, peer, now.unique);
    const trusted = this.contacts.of(contact, state.private);
    const insistent = verdict !== null && isChatInsistent(verdict);
    const who = whoOf(state, peer, contact);
    const hidden = verdict !== null && !insistent && this.contacts.isHidden(who, codesOf(verdict));
    return {
      doc: state.doc,
      surface: now.surface,
      kind: now.kind,
      conversation: now.conversation,
      unread: now.state === "unknown",
      told: state.told.has(state.unread),
      peer,
      verdict,
      marks: marksOf(judged.flatMap(({ verdict: said }) => (said && (said.level !== "official" || now.kind === "search") ? [said] : []))),
      contact,
      trusted,
      insistent,
      hidden,
      private: state.private,
      silent: trusted !== null && !insistent,
      offers: contact !== "" && trusted === null && !insistent && isAlarm(verdict),
    };
  }

  /** Forget every chat; the pages show nothing of them any more. */
  clear() {
    for (const [tab, state] of this.tabs) {
      state.now = null;
      for (const parts of state.conversations.values()) for (const part of parts) this.drop(part);
      state.conversations.clear();
      this.onChange(tab);
    }
  }

  /** Whether an answer on the tab's chat is due. @param {number} tab */
  busy(tab) {
    const state = this.tabs.get(tab);
    const key = JSON.stringify([state?.now?.surface, state?.now?.conversation]);
    if (state?.now?.kind === "search") return this.results.waiting > 0;
    return (state?.conversations.get(key) ?? []).some((part) => this.queue.busy(part.key));
  }

  /**
   * Hide what is said now: the reasons of this contact, or that a chat cannot be read.
   * @param {number} tab
   */
  async hide(tab) {
    const state = this.tabs.get(tab);
    const now = this.of(tab);
    if (!state?.now || !now || now.insistent) return;
    if (now.verdict && now.verdict.reasons.length > 0 && (isAlarm(now.verdict) || !now.unread)) {
      await this.contacts.hide(whoOf(state, now.peer, now.contact), codesOf(now.verdict));
    }
    if (state.unread && !isAlarm(now.verdict)) state.told.add(state.unread);
    this.onChange(tab);
  }

  /** @param {number} tab */
  async unhide(tab) {
    const state = this.tabs.get(tab);
    const now = this.of(tab);
    if (state?.now && now) await this.contacts.unhide(whoOf(state, now.peer, now.contact));
    this.onChange(tab);
  }

  /**
   * @param {number} tab
   * @param {string} [doc] only what this document said
   */
  forget(tab, doc) {
    const state = this.tabs.get(tab);
    if (!state || (doc !== undefined && state.doc !== doc)) return;
    this.tabs.delete(tab);
    for (const parts of state.conversations.values()) for (const part of parts) this.drop(part);
  }
}

/**
 * Who wrote what: the peer of the conversation, or in a mailbox each author.
 * @param {Ui.Chat} chat
 * @returns {[Ui.Peer | null, Ui.ChatMessage[]][]}
 */
function people(chat) {
  const authors = [...new Set(chat.messages.flatMap(({ author, from }) => (author && from !== "me" ? [author] : [])))];
  if (chat.peer || authors.length === 0) return [[chat.peer, chat.messages]];
  return authors.map((author) => {
    const own = chat.messages.filter((message) => message.author === author);
    return [authorPeer(author, own), own];
  });
}

/**
 * For whom notes are hidden.
 * @param {TabChat} state
 * @param {Ui.Peer | null} peer
 * @param {string} contact
 */
function whoOf({ now, private: isPrivate }, peer, contact) {
  return (isPrivate ? PRIVATE : "") + (contact || JSON.stringify([now?.surface, now?.conversation, peer?.handle ?? ""]));
}

/** What was warned of: the level counts too, a graver one is said again. @param {Protocol.ChatVerdict} verdict */
const codesOf = ({ level, reasons }) => [...new Set([level, ...reasons.map(({ code }) => code)])];

/**
 * @param {Protocol.ChatVerdict[]} verdicts
 * @returns {Ui.ChatMarkFacts[]}
 */
function marksOf(verdicts) {
  return verdicts.flatMap((verdict) =>
    verdict.marks.map(({ message, codes }) => {
      const own = verdict.reasons.filter(({ params }) => params.message === message);
      // A reason is given once, with the message that weighs most; the same was said in others.
      const rest = codes.filter((code) => !own.some((reason) => reason.code === code));
      const shared = rest.flatMap((code) => verdict.reasons.find((reason) => reason.code === code) ?? []);
      return { message, verdict, reasons: [...own, ...shared] };
    }),
  );
}
