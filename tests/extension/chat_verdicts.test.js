import assert from "node:assert/strict";
import { test } from "node:test";
import { ChatVerdicts } from "../../extension/background/chat_verdicts.js";
import { contactKey, Contacts, readContacts } from "../../extension/background/contacts.js";
import { isWorse } from "../../extension/background/action.js";
import { chatLevel, chatView } from "../../extension/shared/chat_view.js";
import { I18n } from "../../extension/shared/i18n.js";
import { memory, messagesOf } from "./support.js";

const EN = messagesOf("en");
const i18n = new I18n("en", EN, EN);
const PLATFORM = { platform: "exampay", platform_names: { en: "Exampay" } };

/** @param {object} [changes] @returns {any} */
const verdict = (changes) => ({
  level: "danger",
  score: 80,
  ...PLATFORM,
  reasons: [{ code: "asks_seed_phrase_in_text", params: { message: "2" } }],
  official: [{ type: "website", value: "https://exampay.example/help", purpose: "support", assurance: "confirmed", url: "https://exampay.example/help" }],
  alarm_index: 1,
  marks: [{ message: "2", codes: ["asks_seed_phrase_in_text"] }],
  peer_reasons: [],
  stale: false,
  ...changes,
});

function setup() {
  const local = memory();
  const session = memory();
  const contacts = new Contacts(local, session);
  /** @type {any[]} */ const asked = [];
  const state = { verdict: verdict(), changes: 0 };
  /** @type {(chat: any) => any} */
  let answer = () => state.verdict;
  const link = {
    opened: 1,
    delay: 0,
    port: {},
    ensure: async () => undefined,
    request: async (/** @type {string} */ type, /** @type {any} */ body) => {
      asked.push({ type, ...body });
      return type === "check_chat" ? answer(body.chat) : { forgotten: true };
    },
  };
  const chats = new ChatVerdicts({ link, contacts, onChange: () => void (state.changes += 1), debounce: 0 });
  const by = (/** @type {(chat: any) => any} */ run) => void (answer = run);
  return { chats, contacts, asked, state, local, session, by };
}

const PEER = { id: "71", handle: "exampay_desk", display_name: "Exampay Help", bio: "", verified: null };
const AT = { doc: "d", url: "https://web.telegram.org/k/#71", private: false };

/** @param {Partial<Ui.Chat>} [changes] @returns {Ui.Chat} */
const chat = (changes) => ({
  surface: "telegram_k", network: "telegram", kind: "chat", state: "ok", why: "", conversation: "71", peer: PEER,
  messages: [{ id: "2", from: "peer", text: "your words please", links: [] }], composer: true, ...changes,
});

/** @param {ChatVerdicts} chats @param {number} [tab] */
async function judged(chats, tab = 1) {
  for (let i = 0; i < 200 && !(chats.of(tab)?.verdict && !chats.busy(tab)); i += 1) await new Promise((resolve) => setTimeout(resolve, 2));
  const now = chats.of(tab);
  assert.ok(now?.verdict);
  return now;
}

/** @param {ChatVerdicts} chats */
const shown = (chats) => chatView(i18n, chats.of(1), null);

test("a verdict becomes strip, mark at the name and mark at the message, with two reasons at most", async () => {
  const { chats, state } = setup();
  const more = ["claims_support", "asks_deposit", "asks_remote_access"].map((code) => ({ code, params: {} }));
  state.verdict = verdict({ reasons: [...verdict().reasons, ...more], peer_reasons: [more[0]] });
  chats.receive(1, chat(), AT);
  assert.equal(shown(chats), null);
  await judged(chats);
  const view = shown(chats);
  assert.equal(view?.strip?.level, "danger");
  assert.equal(view?.strip?.reasons.length, 2);
  assert.equal(view?.strip?.more.length, 2);
  assert.equal(view?.strip?.channels[0].value, "https://exampay.example/help");
  assert.deepEqual(view?.marks.map(({ message, reasons }) => [message, reasons]), [["2", [EN.reason_asks_seed_phrase_in_text.message]]]);
  assert.equal(view?.peer?.reasons.length, 1);
  assert.equal(view?.suspicious, true);
});

test("none and official show nothing, and a chat that was left shows nothing", async () => {
  const { chats, state } = setup();
  for (const level of ["none", "official"]) {
    state.verdict = verdict({ level, reasons: level === "official" ? [{ code: "listed_contact", params: { type: "x", value: "@exampay" } }] : [], marks: [] });
    chats.receive(1, chat({ conversation: level }), AT);
    await judged(chats);
    assert.equal(shown(chats), null, level);
  }
  state.verdict = verdict();
  chats.receive(1, chat({ conversation: "bad" }), AT);
  await judged(chats);
  assert.ok(shown(chats));
  chats.receive(1, chat({ state: "none", kind: "", messages: [] }), AT);
  assert.equal(shown(chats), null);
});

test("a chat that cannot be read is said so once, is never safe, and a warning in it is a warning", async () => {
  const { chats, state } = setup();
  state.verdict = verdict({ level: "none", reasons: [], marks: [] });
  const broken = chat({ state: "unknown", why: "peer", conversation: "", peer: null, messages: [] });
  chats.receive(1, broken, AT);
  assert.equal(shown(chats)?.strip?.headline, EN.chat_unread.message);
  assert.equal(shown(chats)?.strip?.quiet, true);
  assert.equal(chatLevel(chats.of(1)), "unknown");
  await judged(chats);
  assert.equal(chatLevel(chats.of(1)), "unknown");
  await chats.hide(1);
  assert.equal(shown(chats), null);
  assert.equal(chatLevel(chats.of(1)), "unknown");
  const other = { ...AT, url: "https://web.telegram.org/k/#72" };
  chats.receive(1, broken, other);
  assert.ok(shown(chats));
  chats.receive(1, chat({ state: "none", kind: "" }), other);
  chats.receive(1, broken, other);
  assert.equal(shown(chats), null);
  state.verdict = verdict();
  chats.receive(1, chat({ state: "unknown", why: "direction" }), other);
  await judged(chats);
  assert.equal(shown(chats)?.strip?.level, "danger");
  assert.ok(shown(chats)?.strip?.details.includes(EN.chat_partly.message));
});

test("a contact is warned of once for each reason: hidden ones stay hidden, another one is shown", async () => {
  const { chats, state } = setup();
  chats.receive(1, chat(), AT);
  await judged(chats);
  await chats.hide(1);
  assert.equal(shown(chats)?.strip, null);
  assert.equal(shown(chats)?.marks.length, 1);
  chats.receive(1, chat({ messages: [{ id: "3", from: "peer", text: "again", links: [] }] }), AT);
  await judged(chats);
  assert.equal(shown(chats)?.strip, null);
  state.verdict = verdict({ reasons: [...verdict().reasons, { code: "asks_deposit", params: {} }] });
  chats.receive(1, chat({ messages: [{ id: "4", from: "peer", text: "pay", links: [] }] }), AT);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.ok(shown(chats)?.strip);
  await chats.hide(1);
  assert.equal(shown(chats)?.strip, null);
  await chats.unhide(1);
  assert.ok(shown(chats)?.strip);
});

test("trust silences a contact under any name, and never a request that is insistent", async () => {
  const { chats, contacts, state } = setup();
  chats.receive(1, chat(), AT);
  const now = await judged(chats);
  assert.equal(now.offers, true);
  await contacts.trust("telegram_k", PEER, false);
  assert.equal(shown(chats), null);
  assert.equal(chatLevel(chats.of(1)), "none");
  chats.receive(1, chat({ peer: { ...PEER, display_name: "Another name", handle: "other" }, messages: [] }), AT);
  assert.equal(shown(chats), null);
  state.verdict = verdict({ reasons: [{ code: "asks_seed_phrase_in_text", params: {}, insistent: true }] });
  chats.receive(1, chat({ messages: [{ id: "9", from: "peer", text: "words", links: [] }] }), AT);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(shown(chats)?.strip?.folds, true);
  assert.equal(chats.of(1)?.offers, false);
  assert.ok(shown(chats)?.strip?.details.includes(EN.chat_always_trusted.message));
  await chats.hide(1);
  assert.ok(shown(chats)?.strip, "an insistent request cannot be hidden");
  await contacts.revoke("telegram_k 71");
  assert.equal(chats.of(1)?.trusted, null);
});

test("where no id is shown trust goes by a handle that is unique, ends with it, and never silences a request for secrets", async () => {
  const { chats, contacts, state } = setup();
  const peer = { ...PEER, id: "" };
  const about = { surface: "linkedin", network: "linkedin", unique: true };
  chats.receive(1, chat({ ...about, peer }), AT);
  const now = await judged(chats);
  assert.deepEqual([now.offers, now.contact], [true, "linkedin handle exampay_desk"]);
  await contacts.trust("linkedin", peer, false, now.contact);
  assert.equal(shown(chats), null);
  chats.receive(1, chat({ ...about, peer: { ...peer, handle: "exampay_help" }, messages: [] }), AT);
  assert.equal(chats.of(1)?.trusted, null, "the same name with another handle is somebody else");
  chats.receive(1, chat({ ...about, peer, messages: [] }), AT);
  assert.notEqual(chats.of(1)?.trusted, null);
  state.verdict = verdict({ reasons: [{ code: "asks_seed_phrase_in_text", params: {}, insistent: true }] });
  chats.receive(1, chat({ ...about, peer, messages: [{ id: "9", from: "peer", text: "words", links: [] }] }), AT);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(shown(chats)?.strip?.folds, true);
  const [listed] = contacts.list();
  assert.deepEqual(readContacts({ version: 1, entries: [listed] }).map((item) => item.peer), ["handle exampay_desk"]);
  await contacts.revoke(listed.key);
  assert.equal(chats.of(1)?.trusted, null);
});

test("what was hidden in a private window is hidden there alone and forgotten with the last one", async () => {
  const { chats, contacts, state } = setup();
  chats.receive(1, chat(), { ...AT, private: true });
  await judged(chats);
  await chats.hide(1);
  assert.equal(shown(chats)?.strip, null);
  chats.receive(2, chat(), AT);
  await judged(chats, 2);
  assert.equal(chats.of(2)?.hidden, false);
  await contacts.forgetPrivate();
  assert.ok(shown(chats)?.strip);
  assert.ok(state.changes > 0);
});

test("trust needs what stays with a person: an id or a telephone number, not a name or handle", () => {
  assert.equal(contactKey("telegram_k", PEER), "telegram_k 71");
  assert.equal(contactKey("whatsapp", { ...PEER, id: "", handle: "+44 7700 900123" }), "whatsapp +447700900123");
  assert.equal(contactKey("linkedin", { ...PEER, id: "" }), "");
  assert.equal(contactKey("linkedin", { ...PEER, id: "", handle: "Ann-Li" }, true), "linkedin handle ann-li");
  assert.equal(contactKey("discord", { ...PEER, id: "71", handle: "ann" }, true), "discord 71");
  assert.equal(contactKey("messenger", { ...PEER, id: "", handle: "ann" }, false), "");
  for (const handle of ["Ann Li", "аnn", "", "a"]) {
    assert.equal(contactKey("discord", { ...PEER, id: "", handle }, true), "", handle);
  }
  assert.equal(contactKey("whatsapp", null), "");
});

test("trust from a private window is kept in memory alone, and damaged entries are dropped", async () => {
  const { contacts, local, session } = setup();
  await contacts.loaded;
  await contacts.trust("telegram_k", PEER, true);
  assert.equal(contacts.of("telegram_k 71", false), null);
  assert.equal(contacts.of("telegram_k 71", true)?.name, "Exampay Help");
  assert.deepEqual(Object.keys(local.items), []);
  assert.ok("contacts" in session.items);
  await contacts.forgetPrivate();
  assert.equal(contacts.of("telegram_k 71", true), null);
  await contacts.trust("telegram_k", PEER, false);
  assert.deepEqual(contacts.list().map(({ key, private: isPrivate }) => [key, isPrivate]), [["telegram_k 71", false]]);
  assert.equal(readContacts(local.items.contacts).length, 1);
  assert.deepEqual(readContacts({ version: 1, entries: [null, { surface: "<b>", peer: "1", name: "", since: "2026-11-25" }, 7] }), []);
  assert.deepEqual(readContacts({ version: 2, entries: [] }), []);
  await contacts.revokeAll();
  assert.deepEqual(contacts.list(), []);
});

test("nothing of a chat's messages is ever stored", async () => {
  const { chats, contacts, local, session } = setup();
  chats.receive(1, chat({ messages: [{ id: "2", from: "peer", text: "a telling word", links: [] }] }), AT);
  await judged(chats);
  await chats.hide(1);
  await contacts.trust("telegram_k", PEER, false);
  assert.doesNotMatch(JSON.stringify([local.items, session.items]), /telling/u);
});

test("in a mailbox each author is judged apart and the worst one speaks for the page", async () => {
  const { chats, asked, by } = setup();
  by(({ peer }) => (peer.handle === "bad" ? verdict() : verdict({ level: "none", score: 0, reasons: [], marks: [] })));
  const from = (/** @type {string} */ author, /** @type {string} */ id) => ({ id, from: /** @type {const} */ ("peer"), text: "t", links: [], author });
  chats.receive(1, chat({ surface: "reddit_messages", kind: "mail", conversation: "/inbox", peer: null, messages: [from("good", "1"), from("bad", "2"), from("good", "3")] }), AT);
  await judged(chats);
  assert.deepEqual(asked.map(({ chat: sent }) => [sent.peer.handle, sent.messages.length]).sort(), [["bad", 1], ["good", 2]]);
  assert.equal(chats.of(1)?.peer?.handle, "bad");
  assert.equal(shown(chats)?.strip?.level, "danger");
});

test("a form is no chat", () => {
  const { chats, asked } = setup();
  chats.receive(1, chat({ kind: "form" }), AT);
  assert.equal(chats.of(1), null);
  assert.equal(asked.length, 0);
});

/** @param {string} author @param {string} id @param {object} [more] @returns {Ui.ChatMessage} */
const post = (author, id, more) => ({ id, from: "peer", text: "t", links: [], author, ...more });
/** @param {Ui.ChatMessage[]} messages */
const feed = (messages) => chat({ surface: "x_posts", kind: "feed", conversation: "/home", peer: null, messages });

test("the badge of a post's author is handed on, and nothing is said where no badges are shown", async () => {
  const { chats, asked } = setup();
  chats.receive(1, feed([post("bought", "1", { verified: true }), post("plain", "2", { verified: false }), post("none", "3")]), AT);
  await judged(chats);
  const badges = Object.fromEntries(asked.map(({ chat: sent }) => [sent.peer.handle, sent.peer.verified]));
  assert.deepEqual(badges, { bought: true, plain: false, none: null });
});

test("a post of a feed is marked where it stands, without a strip over all of them", async () => {
  const { chats, asked, by } = setup();
  by(({ peer }) => (peer.handle === "bad" ? verdict() : verdict({ level: "none", score: 0, reasons: [], marks: [] })));
  chats.receive(1, feed([post("good", "1"), post("bad", "2", { name: "Exampay Help" })]), AT);
  await judged(chats);
  assert.deepEqual(asked.map(({ chat: sent }) => sent.peer.display_name).sort(), ["Exampay Help", "good"]);
  assert.equal(shown(chats)?.strip, null);
  assert.deepEqual(shown(chats)?.marks.map(({ message, level }) => [message, level]), [["2", "danger"]]);
});

test("a feed that cannot be read is told by button and popup, never as nothing", () => {
  const { chats } = setup();
  chats.receive(1, { ...feed([]), state: "unknown", why: "list" }, AT);
  assert.equal(chatLevel(chats.of(1)), "unknown");
  assert.equal(shown(chats), null);
});

test("a name that anybody may take is not handed on as an account", async () => {
  const { chats, asked } = setup();
  chats.receive(1, feed([post("exampay_desk", "1", { name: "exampay_desk", named: true })]), AT);
  await judged(chats);
  assert.deepEqual([asked[0].chat.peer.handle, asked[0].chat.peer.display_name], ["", "exampay_desk"]);
});

test("a long feed is judged to its end: who wrote nothing bad makes room", async () => {
  const { chats, asked, by } = setup();
  by(({ peer }) => (peer.handle === "p0" ? verdict() : verdict({ level: "none", score: 0, reasons: [], marks: [] })));
  for (let i = 0; i < 50; i += 1) {
    chats.receive(1, feed([post(`p${i}`, String(i))]), AT);
    await judged(chats);
  }
  assert.equal(new Set(asked.flatMap(({ chat: sent }) => sent?.peer.handle ?? [])).size, 50);
  assert.equal(chats.parts.size, 20);
  assert.equal(chats.of(1)?.peer?.handle, "p0");
});

test("conversations are bounded and forgotten with the tab, at both ends", async () => {
  const { chats, asked } = setup();
  for (let i = 0; i < 12; i += 1) {
    chats.receive(1, chat({ conversation: String(i) }), AT);
    await judged(chats);
  }
  assert.equal(chats.queue.items.size, 8);
  assert.equal(asked.filter(({ type }) => type === "forget_chat").length, 4);
  chats.receive(1, chat({ conversation: "11", messages: [] }), { ...AT, doc: "next" });
  assert.equal(chats.parts.size, 1);
  chats.forget(1, "d");
  assert.equal(chats.parts.size, 1);
  chats.forget(1);
  assert.equal(chats.parts.size + chats.queue.items.size, 0);
});

test("going back to a conversation shows what was known of it", async () => {
  const { chats, asked, by } = setup();
  by(({ messages }) => (messages[0]?.id === "2" ? verdict() : verdict({ level: "none", reasons: [], marks: [] })));
  chats.receive(1, chat(), AT);
  await judged(chats);
  chats.receive(1, chat({ conversation: "friend", messages: [{ id: "8", from: "peer", text: "hi", links: [] }] }), AT);
  await judged(chats);
  assert.equal(shown(chats), null);
  chats.receive(1, chat({ messages: [] }), AT);
  assert.equal(shown(chats)?.conversation, "71");
  assert.equal(asked.length, 2);
});

test("the button takes the worse of page and chat", () => {
  assert.ok(isWorse("danger", "official") && isWorse("caution", "unknown") && isWorse("unknown", "normal"));
  assert.ok(!isWorse("unknown", "caution") && !isWorse("official", "official"));
});

test("marks name links and handles of the reasons about their message alone", async () => {
  const { chats, state } = setup();
  const reasons = [
    { code: "contact_unlisted", params: { type: "telegram", value: "@desk", message: "2" } },
    { code: "contact_unlisted", params: { type: "website", value: "bad.example", message: "5" } },
  ];
  state.verdict = verdict({ level: "caution", reasons, marks: [{ message: "2", codes: ["contact_unlisted"] }, { message: "5", codes: ["contact_unlisted"] }] });
  chats.receive(1, chat(), AT);
  await judged(chats);
  assert.deepEqual(shown(chats)?.marks.map(({ message, values }) => [message, values]), [["2", ["@desk"]], ["5", ["bad.example"]]]);
});

test("a reason that holds for several messages marks each of them", async () => {
  const { chats, state } = setup();
  const codes = ["chat_pretext_account"];
  state.verdict = verdict({
    reasons: [{ code: codes[0], params: { message: "5", value: "@desk" } }],
    marks: [{ message: "2", codes }, { message: "5", codes }],
  });
  chats.receive(1, chat(), AT);
  await judged(chats);
  assert.deepEqual(shown(chats)?.marks.map(({ message, values }) => [message, values]), [["2", []], ["5", ["@desk"]]]);
});

test("the strip says first what nobody's support may ask for", async () => {
  const { chats, state } = setup();
  const others = ["claims_support", "asks_deposit"].map((code) => ({ code, params: {} }));
  const grave = { code: "asks_seed_phrase_in_text", params: { message: "2" }, insistent: true };
  state.verdict = verdict({ reasons: [...others, grave] });
  chats.receive(1, chat(), AT);
  await judged(chats);
  assert.equal(shown(chats)?.strip?.reasons[0], EN.reason_asks_seed_phrase_in_text.message);
});

test("no mark at a message says more than the strip", async () => {
  for (const level of ["caution", "danger"]) {
    const { chats, state } = setup();
    state.verdict = verdict({ level, reasons: [{ code: "asks_seed_phrase_in_text", params: { message: "2" }, insistent: true }] });
    chats.receive(1, chat(), AT);
    await judged(chats);
    const view = shown(chats);
    assert.deepEqual([view?.strip?.level, view?.peer?.level, view?.marks.map((mark) => mark.level)], [level, level, [level]]);
  }
});
