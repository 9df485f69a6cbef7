// The watcher over time: conversations that are switched, lists that recycle their rows, trees that come late, long
// histories. Time is the tests' own, so nothing waits.
import assert from "node:assert/strict";
import { test } from "node:test";
import { documentOf, realdesk, replica, surfacesAt } from "./surface_support.js";

/** A clock whose timers and idle moments run when the test says so. */
class Clock {
  constructor() {
    this.time = 0;
    /** @type {{ at: number, run: () => void }[]} */ this.timers = [];
  }

  now() {
    return this.time;
  }

  /** @param {() => void} run @param {number} wait */
  later(run, wait) {
    this.timers.push({ at: this.time + Math.max(0, wait), run });
  }

  /** @param {(mayGoOn: () => boolean) => void} run */
  idle(run) {
    this.later(() => run(() => true), 10);
  }

  /** @param {number} wait milliseconds */
  async pass(wait) {
    const end = this.time + wait;
    // Observers speak in microtasks.
    await new Promise((resolve) => setImmediate(resolve));
    for (;;) {
      this.timers.sort((a, b) => a.at - b.at);
      const next = this.timers[0];
      if (!next || next.at > end) break;
      this.timers.shift();
      this.time = Math.max(this.time, next.at);
      next.run();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.time = end;
  }
}

/**
 * @param {string} html
 * @param {string} url
 */
function watch(html, url) {
  const doc = documentOf(html, url);
  const clock = new Clock();
  /** @type {Ui.Chat[]} */ const said = [];
  const watcher = new realdesk.surfaces.Watcher(doc, surfacesAt(new URL(url)), (chat) => said.push(structuredClone(chat)), clock);
  watcher.start();
  const texts = () => said.flatMap((chat) => chat.messages.map((message) => message.text));
  return { doc, clock, said, watcher, texts };
}

const K = replica("telegram_k");
const K_URL = K.expected.url;

/** @param {number} id @param {string} text @param {string} side */
const bubble = (id, text, side = "is-in") =>
  `<div class="bubble ${side}" data-mid="${id}" data-peer-id="7100200301"><div class="message">${text}<span class="time">1</span></div></div>`;

test("each message is reported once, and later ones alone", async () => {
  const { doc, clock, said, texts } = watch(K.html, K_URL);
  await clock.pass(3000);
  assert.equal(said.length, 1);
  assert.deepEqual(said[0].messages.map(({ id }) => id), ["401", "402", "403"]);
  doc.querySelector(".chat.active .bubbles-group")?.insertAdjacentHTML("beforeend", bubble(404, "Are you there?"));
  await clock.pass(3000);
  assert.equal(said.length, 2);
  assert.deepEqual(said[1].messages, [{ id: "404", from: "peer", text: "Are you there?", links: [] }]);
  assert.equal(said[1].peer?.id, "7100200301");
  await clock.pass(20_000);
  assert.equal(new Set(texts()).size, texts().length);
});

test("a message that is put together in steps is reported whole", async () => {
  const { doc, clock, texts } = watch(K.html, K_URL);
  await clock.pass(3000);
  doc.querySelector(".chat.active .bubbles-group")?.insertAdjacentHTML("beforeend", bubble(405, "Open"));
  await clock.pass(100);
  const part = doc.querySelector('[data-mid="405"] .message')?.firstChild;
  if (part) part.textContent = "Open the link now";
  await clock.pass(2000);
  assert.ok(texts().includes("Open the link now"));
  assert.ok(!texts().includes("Open"));
});

test("rows that a virtual list uses again are read anew, and old messages that come back are not repeated", async () => {
  const { doc, clock, texts } = watch(K.html, K_URL);
  await clock.pass(3000);
  const row = doc.querySelector('.chat.active [data-mid="401"]');
  const show = async (/** @type {string} */ id, /** @type {string} */ text) => {
    row?.setAttribute("data-mid", id);
    const words = row?.querySelector(".message");
    if (words) words.innerHTML = `${text}<span class="time">1</span>`;
    await clock.pass(2000);
  };
  await show("499", "An older message");
  await show("401", "Your vault was paused by risk control.");
  await show("499", "An older message");
  assert.equal(texts().filter((text) => text === "An older message").length, 1);
  assert.equal(texts().filter((text) => text.startsWith("Your vault")).length, 1);
});

test("after a switch nothing of the old conversation is said of the new person", async () => {
  const { doc, clock, said } = watch(K.html, K_URL);
  await clock.pass(3000);
  // As a single-page application does it: the address first, then the head, then the messages.
  doc.location.hash = "#@Jonas_B";
  await clock.pass(400);
  for (const el of doc.querySelectorAll(".chat.active .chat-info [data-peer-id]")) el.setAttribute("data-peer-id", "500600");
  const name = doc.querySelector(".chat.active .peer-title-inner");
  if (name) name.textContent = "Jonas";
  await clock.pass(100);
  const list = doc.querySelector(".chat.active .bubbles-inner");
  if (list) list.innerHTML = bubble(71, "Tea at five?").replace("7100200301", "500600");
  await clock.pass(5000);
  const jonas = said.filter((chat) => chat.peer?.id === "500600");
  assert.deepEqual(jonas.flatMap((chat) => chat.messages.map(({ text }) => text)), ["Tea at five?"]);
  const other = said.filter((chat) => chat.peer?.id === "7100200301").flatMap((chat) => chat.messages);
  assert.ok(other.every(({ text }) => text !== "Tea at five?"));
});

test("leaving the conversation is said, and coming back repeats nothing", async () => {
  const { doc, clock, said, texts } = watch(K.html, K_URL);
  await clock.pass(3000);
  const chat = doc.querySelector(".chat.active");
  const column = chat?.parentElement;
  chat?.remove();
  doc.location.hash = "";
  await clock.pass(5000);
  assert.equal(said.at(-1)?.state, "none");
  if (chat) column?.append(chat);
  doc.location.hash = "#@Bitvault_Care_Desk";
  await clock.pass(5000);
  assert.equal(said.at(-1)?.state, "ok");
  assert.equal(new Set(texts()).size, texts().length);
});

test("a surface that can no longer be read becomes unknown, not none, after a while and not at once", async () => {
  const { doc, clock, said } = watch(K.html, K_URL);
  await clock.pass(3000);
  doc.querySelector(".chat.active .topbar")?.classList.replace("topbar", "renamed");
  await clock.pass(1500);
  assert.equal(said.at(-1)?.state, "ok");
  await clock.pass(6000);
  assert.equal(said.at(-1)?.state, "unknown");
  assert.equal(said.at(-1)?.peer, null);
});

test("a page that is still being built is not called unreadable", async () => {
  const { doc, clock, said } = watch("<!doctype html><div id=app></div>", K_URL);
  await clock.pass(2000);
  doc.body.innerHTML = documentOf(K.html, K_URL).body.innerHTML;
  await clock.pass(4000);
  assert.deepEqual(said.map((chat) => chat.state), ["ok"]);
});

test("an open shadow root that comes late is found", async () => {
  const { html, expected } = replica("x_chat");
  const { doc, clock, said } = watch(html.replace("if (asked.has", "window.arrive = go; return; if (asked.has"), expected.url);
  await clock.pass(1000);
  /** @type {any} */ (doc.defaultView).arrive();
  await clock.pass(5000);
  assert.equal(said.at(-1)?.state, "ok");
  assert.deepEqual(said.at(-1)?.messages.map(({ id }) => id), ["7f-1", "7f-2", "7f-3"]);
});

test("words that are drawn late inside the shadow root of a message are read", async () => {
  const { html, expected } = replica("reddit_chat");
  const { doc, clock, texts } = watch(html, expected.url);
  await clock.pass(3000);
  const timeline = [...doc.querySelectorAll("rs-app")].map((app) => {
    let tree = app.shadowRoot;
    for (const step of ["rs-room-overlay-manager", "rs-room", "rs-timeline", "rs-virtual-scroll-dynamic"]) {
      tree = tree?.querySelector(step)?.shadowRoot ?? null;
    }
    return tree;
  })[0];
  const row = doc.createElement("rs-timeline-event");
  row.setAttribute("data-id", "$e3");
  const inner = row.attachShadow({ mode: "open" });
  timeline?.append(row);
  await clock.pass(1000);
  inner.innerHTML = '<div class="room-message flex-row"><div class="room-message-text">Late words</div></div>';
  await clock.pass(2000);
  assert.ok(texts().includes("Late words"));
});

test("what somebody types is never read, and typing causes no report", async () => {
  const { doc, clock, said } = watch(K.html, K_URL);
  await clock.pass(3000);
  const composer = doc.querySelector(".chat.active .input-message-input:not(.input-field-input-fake)");
  for (let i = 0; i < 20; i += 1) {
    if (composer) composer.textContent = `secret number ${i}`;
    await clock.pass(50);
  }
  await clock.pass(2000);
  assert.equal(said.length, 1);
  assert.ok(!JSON.stringify(said).includes("secret"));
  assert.ok(!JSON.stringify(said).includes("draft"));
});

test("messages without ids are told apart by their words and neighbours", async () => {
  const { html, expected } = replica("wechat");
  const { doc, clock, texts } = watch(html, expected.url);
  await clock.pass(3000);
  const list = doc.querySelector(".chat_bd > div");
  const add = (/** @type {string} */ text, /** @type {"beforeend" | "afterbegin"} */ where) =>
    list?.insertAdjacentHTML(where, `<div class="message you"><div class="bubble js_message_bubble bubble_default"><pre class="js_message_plain">${text}</pre></div></div>`);
  add("好的", "beforeend");
  await clock.pass(1000);
  add("好的", "beforeend");
  await clock.pass(1000);
  add("更早", "afterbegin");
  await clock.pass(1000);
  assert.deepEqual(texts().slice(3), ["好的", "好的", "更早"]);
});

for (const name of ["telegram_k", "wechat"]) {
  test(`a message that comes while the name is changed is not lost (${name})`, async () => {
    const { html, expected } = replica(name);
    const { doc, clock, said, texts } = watch(html, expected.url);
    await clock.pass(3000);
    const title = doc.querySelector(".chat.active .peer-title-inner, .box_hd .title_name");
    const line = '<div class="message you"><div class="bubble js_message_bubble bubble_default"><pre class="js_message_plain">Just now</pre></div></div>';
    for (let wait = 0; wait < 400; wait += 40) {
      const list = doc.querySelector(".chat.active .bubbles-group, .chat_bd > div");
      list?.insertAdjacentHTML("beforeend", name === "wechat" ? line.replace("now", `${wait}`) : bubble(600 + wait, `Just ${wait}`));
      await clock.pass(wait);
      if (title) title.textContent = `Desk ${wait}`;
      await clock.pass(3000);
    }
    const wanted = Array.from({ length: 10 }, (_, i) => `Just ${i * 40}`);
    assert.deepEqual(texts().filter((text) => text.startsWith("Just")), wanted);
    assert.equal(said.at(-1)?.peer?.display_name, "Desk 360");
  });
}

test("somebody who calls himself like the reader is not taken for the reader", async () => {
  const { html, expected } = replica("discord");
  const { clock, said } = watch(html.replaceAll("swaply.care<", "mira<"), expected.url);
  await clock.pass(6000);
  const sides = said.flatMap((chat) => chat.messages.map(({ from }) => from));
  assert.ok(sides.every((side) => side === "unknown"));
  assert.equal(said.at(-1)?.state, "unknown");
});

test("in a history of ten thousand messages one more costs what one costs", async () => {
  const many = Array.from({ length: 10_000 }, (_, i) => bubble(1000 + i, `message ${i}`)).join("");
  const { doc, clock, watcher, texts } = watch(K.html.replace('<div class="bubbles-group">', `<div class="bubbles-group">${many}`), K_URL);
  await clock.pass(60_000);
  assert.equal(texts().length, 10_003);
  const before = watcher.cost.nodes;
  doc.querySelector(".chat.active .bubbles-group")?.insertAdjacentHTML("beforeend", bubble(404, "one more"));
  await clock.pass(1000);
  assert.equal(texts().at(-1), "one more");
  assert.ok(watcher.cost.nodes - before < 120, `${watcher.cost.nodes - before} nodes were visited`);
});

test("a burst of messages is cut into reports of bounded size and none is lost", async () => {
  const { doc, clock, said, texts } = watch(K.html, K_URL);
  await clock.pass(3000);
  const many = Array.from({ length: 500 }, (_, i) => bubble(2000 + i, `burst ${i}`)).join("");
  doc.querySelector(".chat.active .bubbles-group")?.insertAdjacentHTML("beforeend", many);
  await clock.pass(10_000);
  assert.equal(texts().filter((text) => text.startsWith("burst")).length, 500);
  assert.ok(said.every((chat) => chat.messages.length <= 50));
});

test("of a long list nothing is said before all of it was looked at for messages of another kind", async () => {
  const rows = Array.from({ length: 900 }, (_, i) => bubble(1000 + i, `message ${i}`)).join("");
  const strange = '<div class="balloon" data-mid="999"><div class="message">in a new kind of row<span class="time">1</span></div></div>';
  const html = K.html.replace('<div class="bubbles-group">', `<div class="bubbles-group">${strange}${rows}`);
  const { clock, said } = watch(html, K_URL);
  await clock.pass(20_000);
  assert.ok(said.length > 0);
  assert.deepEqual([...new Set(said.map(({ state, why }) => `${state} ${why}`))], ["unknown list"]);
});

test("a long list that can be told apart is read to the end", async () => {
  const rows = Array.from({ length: 900 }, (_, i) => bubble(1000 + i, `message ${i}`)).join("");
  const html = K.html.replace('<div class="bubbles-group">', `<div class="bubbles-group">${rows}`);
  const { clock, said, texts } = watch(html, K_URL);
  await clock.pass(40_000);
  assert.equal(texts().length, 903);
  assert.deepEqual([...new Set(said.map(({ state }) => state))], ["ok"]);
});
