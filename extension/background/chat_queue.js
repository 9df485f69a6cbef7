// Brings messages to the companion: one request at a time per conversation, shortly after they came. A companion that
// was lost has forgotten everything, so the next one gets again what is kept. In memory only, bounded.
import { LinkError } from "./native.js";

const DEBOUNCE_MS = 120;
const NO_RULESET_MS = 1000;
const MAX_NO_RULESET = 30;
const MAX_TRIES = 8;
// A conversation is judged again from these when a companion was lost.
const MAX_KEPT = 200;
// What came while there was no companion; the newest count.
const MAX_WAITING = 2000;
const MAX_BATCH = 50;

/**
 * @typedef {object} Facts
 * @property {string} surface
 * @property {string} page_url
 * @property {Ui.Peer | null} peer
 */

/**
 * @typedef {object} Item
 * @property {string} name by which the companion knows the conversation: says nothing of it
 * @property {Facts} facts
 * @property {boolean} isNews whether the facts are other than the companion has
 * @property {Ui.ChatMessage[]} sent the last of those the companion has
 * @property {Ui.ChatMessage[]} waiting
 * @property {number} session which companion has them
 * @property {number} refused the companion that cannot judge chats
 * @property {boolean} running
 * @property {number} tries
 * @property {ReturnType<typeof setTimeout> | undefined} timer
 */

/** @param {Ui.ChatMessage} message */
const plain = ({ id, from, text, links }) => ({ id, from, text, links });

export class ChatQueue {
  /**
   * @param {object} options
   * @param {{ request: (type: string, body: object) => Promise<any>, ensure: () => Promise<void>, opened: number, delay: number, port: unknown }} options.link
   * @param {(key: string, verdict: Protocol.ChatVerdict) => void} options.onVerdict
   * @param {number} [options.debounce]
   */
  constructor({ link, onVerdict, debounce }) {
    this.link = link;
    this.onVerdict = onVerdict;
    this.debounce = debounce ?? DEBOUNCE_MS;
    /** @type {Map<string, Item>} */
    this.items = new Map();
  }

  /**
   * @param {string} key
   * @param {Facts} facts
   * @param {Ui.ChatMessage[]} messages none of which was added before
   */
  add(key, facts, messages) {
    let item = this.items.get(key);
    if (!item) {
      const name = crypto.randomUUID();
      item = { name, facts, isNews: true, sent: [], waiting: [], session: -1, refused: -1, running: false, tries: 0, timer: undefined };
      this.items.set(key, item);
    }
    item.isNews ||= JSON.stringify(item.facts) !== JSON.stringify(facts);
    item.facts = facts;
    item.waiting = [...item.waiting, ...messages].slice(-MAX_WAITING);
    if (messages.length > 0 || item.isNews) this.schedule(key, item);
  }

  /**
   * @param {string} key
   * @param {Item} item
   * @param {number} [wait] milliseconds
   */
  schedule(key, item, wait = this.debounce) {
    if (item.running) return;
    clearTimeout(item.timer);
    item.timer = setTimeout(() => void this.run(key, item), wait);
  }

  /** A companion is there: whatever waits is tried anew. */
  resume() {
    for (const [key, item] of this.items) {
      item.tries = 0;
      if (item.waiting.length > 0 || item.isNews || item.session !== this.link.opened) this.schedule(key, item);
    }
  }

  /**
   * Take what the companion at the other end does not have.
   * @param {Item} item
   */
  batch(item) {
    if (item.session !== this.link.opened) {
      item.session = this.link.opened;
      item.waiting = [...item.sent, ...item.waiting].slice(-MAX_WAITING);
      item.sent = [];
    }
    return item.waiting.slice(0, MAX_BATCH);
  }

  /**
   * @param {string} key
   * @param {Item} item
   */
  async run(key, item) {
    item.timer = undefined;
    item.running = true;
    let wait = -1;
    try {
      await this.link.ensure();
      if (item.refused !== this.link.opened) await this.check(key, item);
      if (item.refused !== this.link.opened && (item.waiting.length > 0 || item.isNews)) wait = 0;
    } catch (error) {
      wait = this.retryAfter(error instanceof LinkError ? error : new LinkError("internal", String(error)), item);
    }
    item.running = false;
    if (wait >= 0 && this.items.get(key) === item) this.schedule(key, item, wait);
  }

  /**
   * @param {string} key
   * @param {Item} item
   */
  async check(key, item) {
    const messages = this.batch(item);
    const { facts, session } = item;
    item.isNews = false;
    const chat = { ...facts, conversation: item.name, messages: messages.map(plain), more: item.waiting.length > messages.length };
    /** @type {Protocol.ChatVerdict} */
    let verdict;
    try {
      verdict = await this.link.request("check_chat", { chat });
    } catch (error) {
      item.isNews = true;
      throw error;
    }
    item.tries = 0;
    // Another companion has answered, which has these messages and none of the earlier ones: all of them once more.
    if (this.link.opened !== session) item.isNews = true;
    else {
      item.waiting = item.waiting.filter((message) => !messages.includes(message));
      item.sent = [...item.sent, ...messages].slice(-MAX_KEPT);
      if (this.items.get(key) === item) this.onVerdict(key, verdict);
    }
  }

  /**
   * Milliseconds until another try, or -1.
   * @param {LinkError} error
   * @param {Item} item
   */
  retryAfter(error, item) {
    item.tries += 1;
    if (error.code === "no_ruleset") return item.tries <= MAX_NO_RULESET ? NO_RULESET_MS : -1;
    const gone = error.code === "disconnected" || error.code === "timeout" || error.code === "unavailable";
    if (gone) return item.tries <= MAX_TRIES ? Math.max(this.link.delay, this.debounce) : -1;
    // Older than chats, or a defect: asking again would be answered the same way.
    item.refused = this.link.opened;
    return -1;
  }

  /** Whether an answer on a conversation is due. @param {string} key */
  busy(key) {
    const item = this.items.get(key);
    return item !== undefined && (item.running || item.timer !== undefined);
  }

  /** @param {string} key */
  forget(key) {
    const item = this.items.get(key);
    if (!item) return;
    clearTimeout(item.timer);
    this.items.delete(key);
    // A companion is not started in order to forget.
    if (!this.link.port || item.session !== this.link.opened) return;
    void this.link.request("forget_chat", { conversation: item.name, surface: item.facts.surface }).catch(() => undefined);
  }
}
