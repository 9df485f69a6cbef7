// Results of a search: each is judged by where it leads, one request at a time, and a lost answer marks nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ChatVerdicts } from "../../extension/background/chat_verdicts.js";
import { Contacts } from "../../extension/background/contacts.js";
import { chatLevel, chatSaid, chatView } from "../../extension/shared/chat_view.js";
import { I18n } from "../../extension/shared/i18n.js";
import { isOnHost } from "../../extension/background/surface_words.js";
import { memory, messagesOf } from "./support.js";
import { RULES, realdesk } from "./surface_support.js";

const EN = messagesOf("en");
const i18n = new I18n("en", EN, EN);
const NONE = { level: "none", score: 0, platform: null, platform_names: {}, reasons: [], official: [], stale: false };
const FAKE = { ...NONE, level: "caution", score: 60, platform: "exampay", platform_names: { en: "Exampay" }, reasons: [{ code: "host_brand_and_support", params: { host: "exampay-help.example", label: "exampay" } }] };
const GOOD = { ...NONE, level: "official", platform: "exampay", platform_names: { en: "Exampay" }, reasons: [{ code: "listed", params: { host: "exampay.example" } }] };

/** @param {(url: string) => any} answer */
function setup(answer) {
  /** @type {string[]} */ const asked = [];
  const state = { running: 0, most: 0 };
  const link = {
    opened: 1,
    delay: 0,
    port: {},
    ensure: async () => undefined,
    request: async (/** @type {string} */ type, /** @type {any} */ { page }) => {
      assert.equal(type, "check_page");
      assert.deepEqual(page.frames, []);
      asked.push(page.url);
      state.running += 1;
      state.most = Math.max(state.most, state.running);
      await new Promise((resolve) => setImmediate(resolve));
      state.running -= 1;
      return answer(page.url);
    },
  };
  const chats = new ChatVerdicts({ link, contacts: new Contacts(memory(), memory()), onChange: () => undefined, debounce: 0 });
  /** @param {string[]} urls @param {number} [first] @param {object} [more] */
  const report = (urls, first = 0, more = {}) =>
    chats.receive(
      1,
      {
        surface: "search_bing", network: "web", kind: "search", state: "ok", why: "", conversation: "/search?q=exampay", peer: null, composer: false,
        messages: urls.map((url, at) => ({ id: `r${first + at}`, from: "peer", text: "title", links: [url], ...more })),
      },
      { doc: "d", url: "https://www.bing.com/search?q=exampay", private: false },
    );
  const done = async () => {
    while (chats.busy(1)) await new Promise((resolve) => setImmediate(resolve));
  };
  return { chats, asked, report, done, state };
}

test("what imitates a platform and what is listed are marked, the rest is not, and there is no strip", async () => {
  const { chats, report, done, state } = setup((url) => (url.includes("help") ? FAKE : url.includes("exampay") ? GOOD : NONE));
  report(["https://exampay-help.example/", "https://exampay.example/", "https://garden.example/"]);
  await done();
  const view = chatView(i18n, chats.of(1), null);
  assert.equal(view?.strip, null);
  assert.equal(view?.peer, null);
  assert.deepEqual(view?.marks.map(({ message, level }) => [message, level]), [["r0", "caution"], ["r1", "official"]]);
  assert.equal(state.most, 1);
  assert.match(chatSaid(i18n, /** @type {any} */ (chats.of(1))), /Exampay/u);
});

test("a listed result does not make the page official", async () => {
  const { chats, report, done } = setup(() => GOOD);
  report(["https://exampay.example/"]);
  await done();
  assert.equal(chatLevel(chats.of(1)), "none");
  assert.equal(chatView(i18n, chats.of(1), null)?.marks.length, 1);
});

test("an advertisement that imitates a platform is marked, and one that says it is the platform's own gets no confirmation", async () => {
  const { chats, report, done } = setup((url) => (url.includes("help") ? FAKE : GOOD));
  report(["https://exampay-help.example/", "https://exampay.example/"], 0, { ad: true });
  await done();
  assert.deepEqual(chatView(i18n, chats.of(1), null)?.marks.map(({ message, level }) => [message, level]), [["r0", "caution"]]);
});

test("a companion that fails once is asked again, and a result without an answer has no mark", async () => {
  let calls = 0;
  const { chats, report, done, asked } = setup(() => {
    calls += 1;
    if (calls === 1 || calls > 2) throw new Error("lost");
    return FAKE;
  });
  report(["https://exampay-help.example/", "https://exampay.example/"]);
  await done();
  assert.equal(asked.length, 4);
  assert.deepEqual(chats.of(1)?.marks.map(({ message }) => message), ["r0"]);
});

test("endless results are bounded and forgotten with the tab", async () => {
  const { chats, report, done, asked } = setup(() => NONE);
  for (let at = 0; at < 5; at += 1) report(Array.from({ length: 40 }, (_, i) => `https://r${40 * at + i}.example/`), 40 * at);
  await done();
  assert.equal(asked.length, 100);
  chats.forget(1);
  assert.equal(chats.parts.size, 0);
});

test("a service with a host for each country is known on all of them and on no other", () => {
  const google = /** @type {Ui.Surface} */ (RULES.surfaces.find(({ id }) => id === "search_google"));
  for (const host of ["www.google.com", "www.google.de", "www.google.co.uk", "www.google.com.hk"]) assert.ok(isOnHost(google, host), host);
  for (const host of ["google.evil.example", "www.google.evil.example", "xwww.google.com", "wwwxgoogle.com"]) assert.ok(!isOnHost(google, host), host);
});

test("an address is found behind each kind of redirect, and none that stays with the service", () => {
  const url = new URL("https://www.bing.com/search?q=a");
  const at = { url, scope: /** @type {any} */ (null), cost: { nodes: 0 } };
  const target = (/** @type {string} */ href, /** @type {Partial<Ui.Source>} */ source) => {
    const el = /** @type {any} */ ({ matches: () => true, getAttribute: () => href });
    return realdesk.surfaceValues.targetOf([{ grade: "A", css: "a", attr: "href", ...source }], el, at);
  };
  const encoded = Buffer.from("https://exämple.example/ä?b=1").toString("base64url");
  assert.equal(target(`https://www.bing.com/ck/a?x=1&u=a1${encoded}&n=1`, { after: "u=a1", kind: "url_base64" }), "https://xn--exmple-cua.example/%C3%A4?b=1");
  assert.equal(target("https://r.search.yahoo.com/RO=10/RU=https%3a%2f%2fa.example%2fb/RK=2", { after: "RU=", kind: "url_escaped" }), "https://a.example/b");
  assert.equal(target("https://x.example/?ad_domain=shop.example&a=1", { after: "ad_domain=", kind: "host" }), "https://shop.example/");
  for (const href of ["/search?q=b", "https://www.bing.com/images", "javascript:alert(1)", "data:text/html,a", "https://["]) assert.equal(target(href, { kind: "url" }), "", href);
  assert.equal(target("https://www.bing.com/ck/a?u=a1!!!", { after: "u=a1", kind: "url_base64" }), "");
  const script = Buffer.from("javascript:alert(1)").toString("base64url");
  assert.equal(target(`https://www.bing.com/ck/a?u=a1${script}`, { after: "u=a1", kind: "url_base64" }), "");
});
