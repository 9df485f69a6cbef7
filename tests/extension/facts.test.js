import assert from "node:assert/strict";
import { test } from "node:test";
import { contentScripts, el, page, shadow } from "./support.js";

const { facts, text } = contentScripts();

/** @param {...any} body @returns {Protocol.Frame} */
const collect = (...body) => JSON.parse(JSON.stringify(facts.collect(page(body))));

test("words split over inline elements stay whole and blocks are set apart", () => {
  const frame = collect(el("h1", {}, "Kra", el("b", {}, "ken"), " Help"), el("p", {}, "Call"), el("p", {}, "now"));
  assert.equal(frame.text, "Kraken Help Call now");
  assert.deepEqual(frame.headings, ["Kraken Help"]);
});

test("nothing a person typed is read", () => {
  const frame = collect(
    el("textarea", { name: "seed", placeholder: "12 words" }, "typed secret"),
    el("input", { type: "PASSWORD", value: "typed secret", "aria-label": "Password", maxlength: "30" }),
    el("div", { contenteditable: "" }, "typed secret"),
    el("div", { role: "textbox" }, "typed secret"),
  );
  assert.ok(!JSON.stringify(frame).includes("secret"));
  assert.deepEqual(frame.fields[0], {
    type: "textarea", label: "12 words", name: "seed", max_length: -1, autocomplete: "", visible: true,
  });
  assert.deepEqual(frame.fields[1], {
    type: "password", label: "Password", name: "", max_length: 30, autocomplete: "", visible: true,
  });
  assert.equal(frame.fields.length, 4);
});

test("scripts, styles and templates are not text", () => {
  const frame = collect(...["script", "style", "noscript", "template"].map((name) => el(name, {}, "hidden")), "seen");
  assert.equal(frame.text, "seen");
});

test("captions of buttons are read, of input buttons too", () => {
  const frame = collect(el("button", {}, "Start chat"), el("input", { type: "submit", value: "Validate" }));
  assert.deepEqual(frame.buttons, ["Start chat", "Validate"]);
  assert.deepEqual(frame.fields, []);
});

test("open shadow trees count as part of the page", () => {
  const host = shadow(el("x-help", {}, "light"), el("p", {}, "shadow"));
  assert.equal(collect(host).text, "shadow light");
});

test("our own banner is not part of the page", () => {
  const own = el("div", {}, "warning");
  assert.equal(facts.collect(page([own, "page"]), own).text, "page");
});

test("every list and text keeps its limit and says that it was cut", () => {
  const many = (/** @type {number} */ n, /** @type {(i: number) => any} */ make) => Array.from({ length: n }, (_, i) => make(i));
  const frame = collect(
    ...many(50, (i) => el("h2", {}, `${i} ${"h".repeat(300)}`)),
    ...many(400, (i) => el("a", { href: `/p/${i}` }, "l".repeat(300))),
    ...many(250, (i) => el("input", { name: "n".repeat(200), placeholder: "p".repeat(400), id: String(i) })),
    ...many(80, (i) => el("button", {}, `${i}${"b".repeat(200)}`)),
    "x".repeat(200_000),
  );
  assert.equal(frame.truncated, true);
  assert.equal(frame.headings.length, 40);
  assert.equal(frame.links.length, 300);
  assert.equal(frame.fields.length, 200);
  assert.equal(frame.buttons.length, 60);
  assert.ok(frame.text.length <= 50_000);
  assert.ok(frame.headings.every((heading) => heading.length <= 200));
  assert.ok(frame.links.every((link) => link.text.length <= 200));
  assert.ok(frame.fields.every((field) => field.label.length <= 300 && field.name.length <= 100));
  assert.ok(frame.buttons.every((button) => button.length <= 100));
});

test("a small page is not called cut", () => assert.equal(collect("hello").truncated, false));

test("when links are too many, telephone and foreign links survive menu links", () => {
  const menu = Array.from({ length: 900 }, (_, i) => el("a", { href: `/menu/${i}` }, "menu"));
  const hrefs = collect(
    ...menu,
    el("a", { href: "tel:+18635550130" }, "call"),
    el("a", { href: "https://t.me/desk" }, "chat"),
  ).links.map((link) => link.href);
  assert.equal(hrefs.length, 300);
  assert.ok(hrefs.includes("tel:+18635550130") && hrefs.includes("https://t.me/desk"));
});

test("links inside the document, script links and broken links are left out", () => {
  const links = collect(
    el("a", { href: "#top" }, "top"),
    el("a", { href: "javascript:void 0" }, "js"),
    el("a", { href: "http://[" }, "broken"),
    el("a", { href: "contact" }, "kept"),
  ).links;
  assert.deepEqual(links, [{ href: "https://shop.example/contact", text: "kept" }]);
});

test("a document of more nodes than the limit is left there", () => {
  let visited = 0;
  const groups = Array.from({ length: 100 }, () => Array.from({ length: 1000 }, () => el("i")));
  for (const child of groups.flat()) Object.defineProperty(child.own, "name", { get: () => ((visited += 1), "i") });
  assert.equal(collect(...groups.map((group) => el("div", {}, ...group))).truncated, true);
  // Several questions to each element, none to those behind the limit.
  assert.ok(visited > text.LIMITS.nodes && visited < text.LIMITS.nodes * 12);
});

test("text that is not rendered is told apart, and fields in it are marked", () => {
  const frame = collect(
    el("p", {}, "seen"),
    el("div", { hidden: "" }, el("h1", {}, "Daily News"), "words", el("input", { name: "trap", type: "password" })),
    el("input", { name: "pass", type: "password" }),
  );
  assert.equal(frame.text, "seen");
  assert.equal(frame.hidden, "Daily News words");
  assert.deepEqual(frame.headings, []);
  assert.deepEqual(frame.fields.map((field) => [field.name, field.visible]), [["trap", false], ["pass", true]]);
});

test("pictures, frames and where forms go are told", () => {
  const frame = collect(
    el("img", { alt: "Enter your seed phrase" }),
    el("input", { type: "image", alt: "Validate" }),
    el("iframe", { src: "https://forms.example/x" }, "fallback"),
    el("form", { action: "/send" }, el("button", { formaction: "https://else.example/" }, "Go")),
  );
  assert.deepEqual(frame.alts, ["Enter your seed phrase", "Validate"]);
  assert.deepEqual(frame.frame_urls, ["https://forms.example/x"]);
  assert.deepEqual(frame.actions, ["https://shop.example/send", "https://else.example/"]);
  assert.equal(frame.text, "Go");
});

test("addresses keep their limit and say that they were cut", () => {
  const many = (/** @type {string} */ name, /** @type {string} */ key) =>
    Array.from({ length: 50 }, (_, i) => el(name, { [key]: `/${i}/${"x".repeat(900)}` }));
  const frame = collect(...many("iframe", "src"), ...many("form", "action"));
  assert.equal(frame.frame_urls.length, 20);
  assert.equal(frame.actions.length, 20);
  assert.ok([...frame.frame_urls, ...frame.actions].every((url) => url.length === 500));
  assert.equal(frame.truncated, true);
});

test("a very deep document does not overflow the stack", () => {
  let node = el("div", {}, "deep");
  for (let i = 0; i < 50_000; i += 1) node = el("div", {}, node);
  assert.equal(collect(node).text, "deep");
});

test("half a character never reaches the host", () => {
  assert.equal(text.clean("a\ud83d", 10).value, "a\ufffd");
  assert.equal(text.clean("ab😀", 3).value, "ab");
  assert.equal(text.clean("ab😀", 4).value, "ab😀");
});

test("a hash changes with the text", () => {
  assert.notEqual(text.hash("aab"), text.hash("aba"));
  assert.equal(text.hash("same"), text.hash("same"));
});
