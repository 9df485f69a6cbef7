import assert from "node:assert/strict";
import { test } from "node:test";
import { ChatQueue } from "../../extension/background/chat_queue.js";
import { LinkError } from "../../extension/background/native.js";
import { readJson } from "./support.js";

const VERDICT = { level: "none", score: 0, platform: null, platform_names: {}, reasons: [], official: [], alarm_index: null, marks: [], peer_reasons: [], stale: false };

/** A companion that can be lost; it keeps what it was told. */
function setup() {
  /** @type {any[]} */ const asked = [];
  /** @type {{ key: string, verdict: any }[]} */ const said = [];
  const link = {
    opened: 1,
    delay: 0,
    port: /** @type {unknown} */ ({}),
    /** @type {((body: any) => any) | null} */ answer: null,
    open: 0,
    ensure: async () => undefined,
    async request(/** @type {string} */ type, /** @type {any} */ body) {
      asked.push({ type, ...body });
      if (type !== "check_chat") return { forgotten: true };
      this.open += 1;
      assert.equal(this.open, 1, "two requests at once");
      try {
        await new Promise((resolve) => setTimeout(resolve, 2));
        return this.answer ? await this.answer(body) : VERDICT;
      } finally {
        this.open -= 1;
      }
    },
  };
  const queue = new ChatQueue({ link, debounce: 1, onVerdict: (key, verdict) => said.push({ key, verdict }) });
  return { queue, link, asked, said };
}

const FACTS = { surface: "telegram_k", page_url: "https://web.telegram.org/k/#1", peer: null };
/** @param {number} first @param {number} count @returns {Ui.ChatMessage[]} */
const messages = (first, count) => Array.from({ length: count }, (_, i) => ({ id: String(first + i), from: "peer", text: `text ${first + i}`, links: [] }));
/** @param {any[]} asked */
const ids = (asked) => asked.filter(({ type }) => type === "check_chat").map(({ chat }) => chat.messages.map((/** @type {any} */ m) => Number(m.id)));

/** @param {() => boolean} done */
async function until(done) {
  for (let i = 0; i < 600 && !done(); i += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.ok(done());
}

test("messages go out once each, in batches that say whether more follow, under a name that tells nothing", async () => {
  const { queue, asked, said } = setup();
  queue.add("7 telegram_k 4711", FACTS, messages(0, 120));
  await until(() => said.length === 3);
  assert.deepEqual(ids(asked).flat(), messages(0, 120).map(({ id }) => Number(id)));
  assert.deepEqual(asked.map(({ chat }) => chat.more), [true, true, false]);
  queue.add("7 telegram_k 4711", FACTS, messages(120, 1));
  await until(() => said.length === 4);
  assert.deepEqual(ids(asked).at(-1), [120]);
  assert.equal(new Set(asked.map(({ chat }) => chat.conversation)).size, 1);
  assert.doesNotMatch(asked[0].chat.conversation, /4711|telegram/u);
});

test("what is sent has the fields of the protocol and no others", async () => {
  const { queue, asked, said } = setup();
  const golden = readJson("tests/protocol/golden/check_chat_danger.request.json").chat;
  queue.add("k", { ...FACTS, peer: golden.peer }, [{ ...messages(1, 1)[0], author: "somebody" }]);
  await until(() => said.length === 1);
  assert.deepEqual(Object.keys(asked[0].chat).sort(), Object.keys(golden).sort());
  assert.deepEqual(Object.keys(asked[0].chat.messages[0]).sort(), Object.keys(golden.messages[0]).sort());
});

test("a companion that was lost is told again what is kept, and nothing is lost", async () => {
  const { queue, link, asked, said } = setup();
  queue.add("k", FACTS, messages(0, 3));
  await until(() => said.length === 1);
  let failures = 2;
  link.answer = () => {
    if (failures === 0) return VERDICT;
    failures -= 1;
    link.opened += 1;
    throw new LinkError("disconnected", "gone");
  };
  queue.add("k", FACTS, messages(3, 2));
  await until(() => said.length === 2);
  assert.deepEqual(ids(asked), [[0, 1, 2], [3, 4], [0, 1, 2, 3, 4], [0, 1, 2, 3, 4]]);
});

test("an answer of another companion than the one that has the messages does not count", async () => {
  const { queue, link, asked, said } = setup();
  queue.add("k", FACTS, messages(0, 2));
  await until(() => said.length === 1);
  link.answer = () => {
    link.answer = null;
    link.opened += 1;
    return VERDICT;
  };
  queue.add("k", FACTS, messages(2, 1));
  await until(() => said.length === 2);
  assert.deepEqual(ids(asked), [[0, 1], [2], [0, 1, 2]]);
});

test("what is kept for a lost companion is bounded", async () => {
  const { queue, link, asked, said } = setup();
  queue.add("k", FACTS, messages(0, 1000));
  await until(() => said.length === 20);
  link.opened += 1;
  asked.length = 0;
  queue.resume();
  await until(() => said.length === 24);
  assert.deepEqual(ids(asked).flat(), messages(800, 200).map(({ id }) => Number(id)));
  const item = queue.items.get("k");
  assert.ok(item);
  for (let i = 0; i < 30; i += 1) {
    item.running = true;
    queue.add("k", FACTS, messages(10_000 + i * 200, 200));
  }
  assert.equal(item.waiting.length, 2000);
  assert.equal(item.waiting.at(-1)?.id, String(10_000 + 29 * 200 + 199));
});

test("a companion that does not know chats is not asked again, the next one is", async () => {
  const { queue, link, asked } = setup();
  link.answer = () => {
    throw new LinkError("unknown_type", "older");
  };
  queue.add("k", FACTS, messages(0, 1));
  await until(() => asked.length === 1 && !queue.busy("k"));
  queue.add("k", FACTS, messages(1, 1));
  await until(() => !queue.busy("k"));
  assert.equal(asked.length, 1);
  link.answer = null;
  link.opened += 1;
  queue.resume();
  await until(() => asked.length === 2);
  assert.deepEqual(ids(asked)[1], [0, 1]);
});

test("tries end after a while, and begin again when a companion is there", async () => {
  const { queue, link, said } = setup();
  let tries = 0;
  link.ensure = async () => {
    tries += 1;
    throw new LinkError("unavailable", "none");
  };
  queue.add("k", FACTS, messages(0, 1));
  await until(() => tries > 1 && !queue.busy("k"));
  assert.equal(tries, 9);
  link.ensure = async () => undefined;
  queue.resume();
  await until(() => said.length === 1);
});

test("somebody who shows another name is judged again without a new message", async () => {
  const { queue, asked, said } = setup();
  const peer = { id: "1", handle: "", display_name: "Anna", bio: "", verified: null };
  queue.add("k", { ...FACTS, peer }, messages(0, 1));
  await until(() => said.length === 1);
  queue.add("k", { ...FACTS, peer }, []);
  assert.ok(!queue.busy("k"));
  queue.add("k", { ...FACTS, peer: { ...peer, display_name: "Support" } }, []);
  await until(() => said.length === 2);
  assert.equal(asked[1].chat.peer.display_name, "Support");
  assert.deepEqual(ids(asked), [[0], []]);
});

test("a conversation that is over is forgotten at both ends, and no companion is started for it", async () => {
  const { queue, link, asked, said } = setup();
  queue.add("k", FACTS, messages(0, 1));
  await until(() => said.length === 1);
  queue.forget("k");
  assert.equal(asked[1].type, "forget_chat");
  assert.equal(asked[1].conversation, asked[0].chat.conversation);
  assert.deepEqual(Object.keys(asked[1]).sort(), ["conversation", "surface", "type"]);
  assert.equal(queue.items.size, 0);
  link.port = null;
  queue.add("other", FACTS, messages(0, 1));
  await until(() => said.length === 2);
  queue.forget("other");
  assert.equal(asked.length, 3);
});
