import assert from "node:assert/strict";
import { test } from "node:test";
import { Chats } from "../../extension/background/chats.js";
import { RULES } from "./surface_support.js";

/** @param {any[]} [replies] */
function setup(replies = [{ version: 7, digest: "d1", rules: RULES }]) {
  /** @type {any[]} */ const asked = [];
  /** @type {{ tab: number, chat: Ui.Chat }[]} */ const sent = [];
  const clock = { now: 0 };
  let told = 0;
  const chats = new Chats({
    link: {
      request: async (type, body) => {
        asked.push({ type, ...body });
        const reply = replies[Math.min(asked.length, replies.length) - 1];
        if (reply instanceof Error) throw reply;
        return reply;
      },
    },
    send: (tab, chat) => sent.push({ tab, chat }),
    onRules: () => void (told += 1),
    now: () => clock.now,
  });
  return { chats, asked, sent, clock, told: () => told };
}

/** @param {Partial<Ui.Chat>} [changes] @returns {Ui.Chat} */
const chat = (changes) => ({
  surface: "telegram_k",
  network: "telegram",
  kind: "chat",
  state: "ok",
  why: "",
  conversation: "1",
  peer: { id: "1", handle: "", display_name: "Desk", bio: "", verified: null },
  messages: [],
  composer: true,
  ...changes,
});

/** @param {string} id @returns {Ui.ChatMessage} */
const message = (id) => ({ id, from: "peer", text: `text ${id}`, links: [] });

/** @param {Chats} chats @param {number} tab @param {Ui.Chat} what @param {string} [doc] */
const receive = (chats, tab, what, doc = "d") => chats.receive(tab, { type: "chat", doc, url: "https://web.telegram.org/k/#1", chat: what });

test("a page gets the surfaces of its host and all widgets, asked for once", async () => {
  const { chats, asked } = setup();
  const found = await chats.rulesFor("https://web.telegram.org/k/#1");
  assert.deepEqual(found?.surfaces.map(({ id }) => id), ["telegram_a", "telegram_k"]);
  assert.equal(found?.widgets.length, RULES.widgets.length);
  assert.deepEqual((await chats.rulesFor("https://quiet.example/"))?.surfaces, []);
  assert.deepEqual(asked, [{ type: "surfaces", known: "" }]);
});

test("the companion is asked again when the ruleset is another one, and open pages are told", async () => {
  const fewer = { ...RULES, surfaces: RULES.surfaces.slice(0, 1) };
  const { chats, asked, told } = setup([{ version: 7, digest: "d1", rules: RULES }, { version: 8, digest: "d2", rules: fewer }]);
  await chats.rulesFor("https://web.telegram.org/k/");
  await chats.rulesetIs(7);
  assert.equal(asked.length, 1);
  assert.equal(told(), 0);
  await chats.rulesetIs(8);
  assert.deepEqual(asked[1], { type: "surfaces", known: "d1" });
  assert.equal(told(), 1);
  assert.equal(chats.rules?.surfaces.length, 1);
});

test("an unchanged list is not sent twice", async () => {
  const { chats, clock, asked, told } = setup([{ version: 7, digest: "d1", rules: RULES }, { version: 8, digest: "d1", rules: null }]);
  await chats.rulesFor("https://web.telegram.org/k/");
  clock.now += 120_000;
  assert.equal((await chats.rulesFor("https://web.telegram.org/k/"))?.surfaces.length, 2);
  assert.equal(asked.length, 2);
  assert.equal(told(), 0);
});

test("without a companion a page gets nothing, and is told as soon as there are rules", async () => {
  const { chats, told } = setup([new Error("missing"), { version: 7, digest: "d1", rules: RULES }]);
  assert.equal(await chats.rulesFor("https://web.telegram.org/k/"), null);
  await chats.rulesetIs(7);
  assert.equal(told(), 1);
});

test("a list of unreasonable size is not taken", async () => {
  const { chats } = setup([{ version: 7, digest: "d1", rules: { surfaces: [], widgets: ["x".repeat(700_000)] } }]);
  assert.equal(await chats.rulesFor("https://web.telegram.org/k/"), null);
});

test("only messages that were not handed on before are handed on", () => {
  const { chats, sent } = setup();
  receive(chats, 5, chat({ messages: [message("a"), message("b")] }));
  receive(chats, 5, chat({ messages: [message("b"), message("c")] }));
  receive(chats, 5, chat({ conversation: "2", messages: [message("a")] }));
  assert.deepEqual(sent.map(({ chat: { messages } }) => messages.map(({ id }) => id)), [["a", "b"], ["c"], ["a"]]);
  assert.deepEqual(chats.of(5).conversations.map(({ messages }) => messages.length), [3, 1]);
});

test("a state without messages is handed on, and none of it is taken for a conversation", () => {
  const { chats, sent } = setup();
  receive(chats, 5, chat({ state: "none", surface: "", conversation: "", peer: null }));
  receive(chats, 5, chat({ state: "unknown", why: "open", peer: null }));
  assert.deepEqual(sent.map((item) => item.chat.state), ["none", "unknown"]);
  assert.equal(chats.of(5).now?.why, "open");
});

test("a new document or the end of the tab forgets everything", () => {
  const { chats } = setup();
  receive(chats, 5, chat({ messages: [message("a")] }));
  receive(chats, 5, chat({ messages: [message("b")] }), "other");
  assert.deepEqual(chats.of(5).conversations.map(({ messages }) => messages.map(({ id }) => id)), [["b"]]);
  chats.forget(5, "d");
  assert.equal(chats.of(5).conversations.length, 1);
  chats.forget(5, "other");
  assert.deepEqual(chats.of(5), { now: null, conversations: [], widgets: [] });
});

test("a hundred tabs with endless chats hold a bounded amount", () => {
  const { chats } = setup();
  for (let tab = 0; tab < 100; tab += 1) {
    for (let i = 0; i < 40; i += 1) {
      receive(chats, tab, chat({ conversation: String(i), messages: Array.from({ length: 100 }, (_, n) => message(`${i}.${n}`)) }));
    }
  }
  assert.ok([...chats.tabs.values()].every(({ conversations }) => conversations.size <= 8));
  assert.ok([...chats.tabs.values()].every((tab) => [...tab.conversations.values()].every((item) => item.chat.messages.length <= 50)));
  for (let i = 0; i < 200; i += 1) receive(chats, 1, chat({ messages: Array.from({ length: 100 }, (_, n) => message(`x${i}.${n}`)) }));
  assert.ok((chats.tabs.get(1)?.conversations.get('["telegram_k","1"]')?.ids.size ?? 0) <= 12_000);
});

test("what a page's process sends is cut to its bounds, and what is no report is dropped", () => {
  const { chats, sent } = setup();
  const odd = /** @type {any} */ ({ ...chat(), messages: [null, { from: "root" }, { ...message("a"), text: "x".repeat(9000) }, { ...message("b"), links: Array(99).fill("y") }], peer: { id: 5 } });
  receive(chats, 1, odd);
  for (const nothing of [null, 5, {}, { state: "fine" }]) receive(chats, 1, /** @type {any} */ (nothing));
  assert.equal(sent.length, 1);
  const [{ chat: got }] = sent;
  assert.deepEqual(got.messages.map(({ text, links }) => [text.length, links.length]), [[4000, 0], [6, 30]]);
  assert.deepEqual(got.peer, { id: "", handle: "", display_name: "", bio: "", verified: null });
});
