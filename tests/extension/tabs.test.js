import assert from "node:assert/strict";
import { test } from "node:test";
import { Checker } from "../../extension/background/checker.js";
import { Tabs } from "../../extension/background/frames.js";
import { LinkError } from "../../extension/background/native.js";
import { hostOf, Verdicts } from "../../extension/background/verdicts.js";
import { Buttons, lookOf, LOOKS } from "../../extension/background/action.js";
import { memory, readJson } from "./support.js";

/** @param {string} url @param {Partial<Protocol.Frame>} [more] @returns {Protocol.Frame} */
function frame(url, more = {}) {
  const none = { title: "", site_name: "", lang: "", headings: [], text: "", links: [], fields: [], buttons: [] };
  const added = { description: "", alts: [], generated: [], hidden: "", frame_urls: [], actions: [] };
  return { url, ...none, ...added, truncated: false, ...more };
}

/** @param {string} doc @param {Protocol.Frame} content @param {number} [born] @returns {Ui.FrameMessage} */
const says = (doc, content, born = 1000) => ({ type: "facts", doc, born, frame: content });

const DANGER = /** @type {Protocol.Verdict} */ (readJson("tests/protocol/golden/check_page_danger.reply.json").result);
const wait = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Let the test's clock run: a slow machine changes nothing.
 * @param {import("node:test").TestContext} t
 * @param {number} ms
 */
async function pass(t, ms) {
  for (let i = 0; i < ms; i += 1) {
    t.mock.timers.tick(1);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test("the top document comes first whenever it was heard", () => {
  const tabs = new Tabs();
  tabs.put(1, { port: "inner" }, false, says("b", frame("https://inner.example/")));
  assert.equal(tabs.page(1), null);
  tabs.put(1, { port: "top" }, true, says("a", frame("https://top.example/")));
  const page = tabs.page(1);
  assert.equal(page?.url, "https://top.example/");
  assert.deepEqual(page?.frames.map(({ url }) => url), ["https://top.example/", "https://inner.example/"]);
});

test("of a crowd of frames the ones with forms and words are kept", () => {
  const tabs = new Tabs();
  tabs.put(1, {}, true, says("a", frame("https://top.example/")));
  for (let i = 0; i < 200; i += 1) tabs.put(1, {}, false, says(`x${i}`, frame(`https://ad${i}.example/`)));
  const form = { type: "text", label: "Recovery phrase", name: "", max_length: -1, autocomplete: "", visible: true };
  tabs.put(1, {}, false, says("f", frame("https://form.example/", { fields: [form] })));
  const page = tabs.page(1);
  assert.equal(page?.frames.length, 16);
  assert.equal(page?.frames[1].url, "https://form.example/");
});

test("a frame that is gone no longer counts, nor does a tab whose top document is gone", () => {
  const tabs = new Tabs();
  const [top, inner] = [{}, {}];
  tabs.put(1, top, true, says("a", frame("https://top.example/")));
  tabs.put(1, inner, false, says("b", frame("https://inner.example/")));
  assert.equal(tabs.drop(1, inner), "frame");
  assert.equal(tabs.page(1)?.frames.length, 1);
  assert.equal(tabs.drop(1, top), "top");
  assert.equal(tabs.page(1), null);
  assert.equal(tabs.drop(1, top), "unknown");
});

test("the late goodbye of an earlier document does not touch the new one", () => {
  const tabs = new Tabs();
  const [before, after] = [{}, {}];
  tabs.put(1, before, true, says("a", frame("https://one.example/")));
  tabs.put(1, after, true, says("b", frame("https://two.example/")));
  assert.equal(tabs.drop(1, before), "unknown");
  assert.equal(tabs.page(1)?.url, "https://two.example/");
});

test("a frame of an earlier page does not speak for the next one, even if it never said goodbye", () => {
  const tabs = new Tabs();
  tabs.put(1, {}, true, says("a", frame("https://one.example/"), 1000));
  tabs.put(1, {}, false, says("b", frame("https://old.example/"), 1400));
  tabs.put(1, {}, true, says("c", frame("https://two.example/"), 9000));
  tabs.put(1, {}, false, says("d", frame("https://new.example/"), 8950));
  assert.deepEqual(tabs.page(1)?.frames.map(({ url }) => url), ["https://two.example/", "https://new.example/"]);
});

/** @param {(body: any) => Promise<any>} request */
function checkerOf(request) {
  const tabs = new Tabs();
  /** @type {any[]} */ const shown = [];
  /** @type {string[]} */ const failed = [];
  let asked = 0;
  const link = {
    delay: 0,
    request: (/** @type {string} */ _type, /** @type {object} */ body) => {
      asked += 1;
      return request(body);
    },
  };
  const checker = new Checker({
    tabs,
    link,
    debounce: 5,
    onVerdict: (_tab, doc, url) => shown.push([doc, url]),
    onFailure: (_tab, error) => failed.push(error.code),
  });
  return { tabs, checker, shown, failed, asked: () => asked };
}

test("many changes in a moment make one request", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { tabs, checker, shown, asked } = checkerOf(async () => DANGER);
  tabs.put(1, {}, true, says("a", frame("https://one.example/")));
  for (let i = 0; i < 20; i += 1) checker.schedule(1);
  await pass(t, 40);
  assert.equal(asked(), 1);
  assert.deepEqual(shown, [["a", "https://one.example/"]]);
});

test("an answer for an earlier document or address is never shown", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { tabs, checker, shown } = checkerOf(async (body) => {
    if (body.page.url.includes("one")) await wait(30);
    return DANGER;
  });
  tabs.put(1, {}, true, says("a", frame("https://one.example/")));
  checker.schedule(1);
  await pass(t, 15);
  tabs.put(1, {}, true, says("b", frame("https://two.example/")));
  checker.schedule(1);
  await pass(t, 80);
  assert.deepEqual(shown, [["b", "https://two.example/"]]);
});

test("a page is asked again after the host died or while the ruleset is prepared", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let tries = 0;
  const { tabs, checker, shown, failed } = checkerOf(async () => {
    tries += 1;
    if (tries === 1) throw new LinkError("disconnected", "");
    return DANGER;
  });
  tabs.put(1, {}, true, says("a", frame("https://one.example/")));
  checker.schedule(1);
  await pass(t, 60);
  assert.deepEqual(failed, ["disconnected"]);
  assert.equal(shown.length, 1);
  assert.equal(checker.retryAfter(new LinkError("no_ruleset", ""), { timer: undefined, running: false, again: false, tries: 0 }), 1000);
  assert.equal(checker.retryAfter(new LinkError("internal", ""), { timer: undefined, running: false, again: false, tries: 0 }), -1);
});

test("a restart of the worker loses no verdict, and a damaged one is dropped", async () => {
  const store = memory();
  const before = new Verdicts(store);
  await before.loaded;
  const known = { doc: "a", url: "https://one.example/x", verdict: DANGER, private: false };
  await before.set(7, known);
  Object.assign(store.items, { "tab:8": { doc: "a" }, "tab:9": null, "tab:x": known, dismissed: 3 });
  const after = new Verdicts(store);
  await after.loaded;
  assert.deepEqual([...after.known], [[7, known]]);
});

test("addresses without a host have a name too", () => {
  assert.equal(hostOf("about:blank"), "about:");
  assert.equal(hostOf("no address"), "");
});

test("each level has its own badge, and no companion has its own icon", () => {
  const levels = /** @type {const} */ (["official", "unknown", "caution", "danger"]);
  assert.equal(new Set(levels.map((level) => LOOKS[level].badge)).size, 4);
  assert.ok(levels.every((level) => LOOKS[level].badge !== ""));
  assert.equal(lookOf(null, "missing"), "off");
  assert.equal(lookOf(null, "connected"), "normal");
  assert.equal(lookOf(DANGER, "lost"), "danger");
});

test("a button that shows the same of the same document is not painted again", async () => {
  /** @type {string[]} */
  const calls = [];
  const note = (/** @type {string} */ name) => async (/** @type {{ tabId?: number }} */ { tabId }) => void calls.push(`${name} ${tabId}`);
  const names = ["setIcon", "setBadgeText", "setBadgeBackgroundColor", "setBadgeTextColor", "setTitle"];
  const buttons = new Buttons(/** @type {any} */ (Object.fromEntries(names.map((name) => [name, note(name)]))));
  await buttons.paint(1, "a", "normal", "Nothing");
  await buttons.paint(1, "a", "normal", "Nothing");
  assert.equal(calls.length, 5);
  await buttons.paint(2, "a", "normal", "Nothing");
  await buttons.paint(1, "a", "danger", "Nothing");
  await buttons.paint(1, "a", "danger", "Something");
  assert.equal(calls.length, 20);
  // A page that was left and came back: the browser has forgotten what was painted for it.
  await buttons.paint(1, "b", "danger", "Something");
  await buttons.paint(1, "a", "danger", "Something");
  assert.equal(calls.length, 30);
  buttons.forget(1);
  await buttons.paint(1, "a", "danger", "Something");
  assert.equal(calls.length, 35);
});
