import assert from "node:assert/strict";
import { test } from "node:test";
import { isOnHost, isPlace, isSelector, knownRules } from "../../extension/background/surface_words.js";
import { readJson } from "./support.js";
import { RULES, documentOf, realdesk } from "./surface_support.js";

const SELECTORS = readJson("tests/protocol/selectors.json");
const PLACES = readJson("tests/protocol/places.json");

/** @returns {any} */
const rules = () => structuredClone(RULES);

test("the delivered rules use known words only", () => {
  const known = knownRules(rules());
  assert.equal(known.skipped, 0);
  assert.deepEqual(known.surfaces, RULES.surfaces);
  assert.deepEqual(known.widgets, RULES.widgets);
  assert.ok(known.surfaces.length >= 17 && known.widgets.length >= 45);
});

test("plain selectors pass, everything else does not, and browsers understand those that pass", () => {
  const doc = documentOf("<p></p>", "https://a.example/");
  for (const good of SELECTORS.good) {
    assert.ok(isSelector(good), good);
    doc.querySelector(good);
  }
  for (const bad of SELECTORS.bad) assert.ok(!isSelector(bad), bad);
});

test("places match as written and take their value", () => {
  for (const [place, url, value] of PLACES.good) {
    assert.ok(isPlace(place), place);
    const found = realdesk.places.match(place, new URL(url));
    assert.deepEqual(found ? found.value : false, value, `${place} at ${url}`);
  }
  for (const bad of PLACES.bad) assert.ok(!isPlace(bad), bad);
});

/** @type {Record<string, (surface: any) => void>} */
const UNKNOWN = {
  "a new operation": (surface) => void (surface.messages.run = "x"),
  "a new kind of value": (surface) => void (surface.peer.id[0].kind = "regex"),
  "a selector that is a program": (surface) => void (surface.self_check[0] = ".a:has(input)"),
  "a selector for what is typed": (surface) => void (surface.messages.text = 'input[value^="a"]'),
  "an attribute that holds what is typed": (surface) => void (surface.peer.name[0].attr = "value"),
  "a sign of two ways": (surface) => void (surface.messages.signs[0].has = ".b"),
  "a sign of a new way": (surface) => void (surface.messages.signs[0] = { side: "me", script: "x" }),
  "a value from two places": (surface) => void (surface.peer.id[0].place = "#{number}"),
  "another schema": (surface) => void (surface.schema = 2),
  "a page on every host": (surface) => void (surface.pages[0].place = "/k/*"),
  "an endless list": (surface) => void (surface.self_check = Array(1000).fill(".a")),
  "a name from the prototype": (surface) => void (surface.constructor = "x"),
  "a missing part": (surface) => void delete surface.open,
  "no table": (surface) => void (surface.messages = []),
};

for (const [what, change] of Object.entries(UNKNOWN)) {
  test(`a surface with ${what} is left out and counted, the others stay`, () => {
    const all = rules();
    const index = all.surfaces.findIndex((/** @type {any} */ item) => item.id === "telegram_k");
    change(all.surfaces[index]);
    const known = knownRules(all);
    assert.equal(known.skipped, 1);
    assert.equal(known.surfaces.length, RULES.surfaces.length - 1);
    assert.ok(!known.surfaces.some(({ id }) => id === "telegram_k"));
  });
}

test("what is no list of rules gives none", () => {
  for (const odd of [null, undefined, 5, "x", {}, { surfaces: 1, widgets: {} }]) {
    assert.deepEqual(knownRules(odd), { surfaces: [], widgets: [], skipped: 0 });
  }
});

test("a surface goes to pages of its own host alone", () => {
  const [k] = RULES.surfaces.filter(({ id }) => id === "telegram_k");
  assert.ok(isOnHost(k, "web.telegram.org"));
  for (const host of ["telegram.org", "xweb.telegram.org", "web.telegram.org.evil.example"]) assert.ok(!isOnHost(k, host));
});
