// Surfaces in tests: the delivered rules, the replica pages, a document to read them in, and mutations of a replica.
import { readdirSync } from "node:fs";
import vm from "node:vm";
import { JSDOM } from "jsdom";
import { essence, isNamed, readingOf, wrongIn } from "./surface_reading.js";
import { pathOf, read, readJson } from "./support.js";

const FOLDER = "tests/pages/replicas";
const SCRIPTS = "namespace text surfaces_places surfaces_text surfaces_values surfaces_messages surfaces_read surfaces_order surfaces_queue surfaces surfaces_widgets";

/** The rules exactly as the companion delivers them. @type {{ surfaces: Ui.Surface[], widgets: Ui.Widget[] }} */
export const RULES = readJson("tests/protocol/golden/surfaces.reply.json").result.rules;

/** @returns {RealdeskContent} the page scripts that read surfaces */
export function surfaceScripts() {
  const source = SCRIPTS.split(" ").map((name) => read(`extension/content/${name}.js`)).join("\n");
  return vm.runInNewContext(`${source}\nrealdesk;`, { URL, TextDecoder, atob, structuredClone, decodeURIComponent });
}

export const realdesk = surfaceScripts();

export function replicas() {
  return readdirSync(pathOf(FOLDER)).filter((file) => file.endsWith(".html")).map((file) => file.slice(0, -5));
}

/** @param {string} name @returns {{ html: string, expected: any }} */
export function replica(name) {
  const html = read(`${FOLDER}/${name}.html`);
  return { html, expected: expectedIn(html) };
}

/** @param {string} html */
export function expectedIn(html) {
  const text = /<script type="application\/json" id="expected">(.*?)<\/script>/su.exec(html)?.[1] ?? "";
  return JSON.parse(text);
}

/**
 * Where things stand in a row that is a flex box: all of the layout that these pages need.
 * @param {any} window
 */
function addLayout(window) {
  window.Element.prototype.getBoundingClientRect = function () {
    let [left, width] = [0, 800];
    for (let el = this; el.parentElement; el = el.parentElement) {
      const around = window.getComputedStyle(el.parentElement);
      if (around.display !== "flex") continue;
      [left, width] = around.justifyContent === "flex-end" ? [700, 100] : [0, 100];
      break;
    }
    return { left, width };
  };
}

/**
 * @param {string} html
 * @param {string} url
 * @returns {Document}
 */
export function documentOf(html, url) {
  const { window } = new JSDOM(html, { url, runScripts: "dangerously", pretendToBeVisual: true });
  addLayout(window);
  return window.document;
}

const reading = readingOf(realdesk, RULES.surfaces);
export const { readPage, surfacesAt } = reading;
export { essence, wrongIn };

const escape = (/** @type {string} */ text) => text.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
const NEW = "renamed";

/**
 * Apply `change` to the markup, and not to the block of expected values.
 * @param {string} html
 * @param {(markup: string) => string} change
 */
function outsideExpected(html, change) {
  const at = html.indexOf('<script type="application/json" id="expected">');
  return change(html.slice(0, at)) + html.slice(at);
}

/**
 * Rename one class everywhere: in attributes, in class names that scripts write, in style sheets.
 * @param {string} html
 * @param {string} name
 */
export function renameClass(html, name) {
  const token = new RegExp(`(?<![\\w-])${escape(name)}(?![\\w-])`, "gu");
  return outsideExpected(html, (markup) =>
    markup
      .replace(/class="[^"]*"/gu, (attribute) => attribute.replace(/"[^"]*"/u, (value) => value.replace(token, NEW)))
      .replace(new RegExp(`\\.${escape(name)}(?![\\w-])(?=[^<]*</style>)`, "gu"), `.${NEW}`)
      .replace(new RegExp(`row\\((.*?)"${escape(name)}"`, "gu"), `row($1"${NEW}"`),
  );
}

/**
 * @param {string} html
 * @param {string} attribute
 * @param {string} value
 * @param {string} instead
 */
export function renameValue(html, attribute, value, instead) {
  return outsideExpected(html, (markup) => {
    const changed = markup.replaceAll(`${attribute}="${value}"`, `${attribute}="${instead}"`);
    return attribute === "id" ? changed.replaceAll(`#${value} `, `#${instead} `) : changed;
  });
}

/**
 * Rename an attribute in every tag.
 * @param {string} html
 * @param {string} name
 */
export function renameAttribute(html, name) {
  const found = new RegExp(`(?<=\\s)${escape(name)}(?==|[\\s>])`, "gu");
  return outsideExpected(html, (markup) =>
    markup.replace(/<[a-z][^>]*>/gu, (tag) => tag.replace(found, `data-${NEW}`)).replaceAll(`"${name}"`, `"data-${NEW}"`),
  );
}

/**
 * Every change of one name: a class, an id, an attribute, a value that a selector names, a beginning that many share.
 * @param {string} html
 * @param {string} url
 * @returns {{ what: string, html: string }[]}
 */
export function mutations(html, url) {
  const rules = JSON.stringify(surfacesAt(new URL(url)));
  const markup = html.slice(0, html.indexOf('<script type="application/json" id="expected">'));
  const tags = [...markup.matchAll(/<[a-z][^>]*>/gu)].map(([tag]) => tag);
  const pairs = tags.flatMap((tag) => [...tag.matchAll(/\s([a-z][a-z-]*)(?:="([^"]*)"|='[^']*')?(?=[\s>/])/gu)].map(([, name, value]) => ({ name, value: value ?? "" })));
  const scripted = [...markup.matchAll(/setAttribute\("([a-z-]+)"/gu)].map(([, name]) => name);
  const classes = new Set(pairs.filter(({ name }) => name === "class").flatMap(({ value }) => value.split(/\s+/u)));
  for (const [, side] of markup.matchAll(/row\("[^"]*", "([a-z-]+)"/gu)) classes.add(side);
  const names = new Set([...pairs.map(({ name }) => name), ...scripted].filter((name) => name !== "type" && name !== "lang"));
  const found = [...classes].filter((name) => /^[\w-]+$/u.test(name)).map((name) => ({ what: `class ${name}`, html: renameClass(html, name) }));
  for (const name of names) found.push({ what: `attribute ${name}`, html: renameAttribute(html, name) });
  for (const key of new Set(pairs.map(({ name, value }) => `${name}=${value}`))) {
    const [name] = key.split("=", 1);
    const value = key.slice(name.length + 1);
    if (name === "class" || !(name === "id" || isNamed(rules, name, value))) continue;
    found.push({ what: `value ${key}`, html: renameValue(html, name, value, `${NEW}-${value.length}`) });
  }
  for (const [, name, text] of new Set(rules.matchAll(/\[([a-z-]+)\^=\\"([^"\\]+)/gu))) {
    found.push({ what: `beginning ${name}^=${text}`, html: outsideExpected(html, (part) => part.replaceAll(`${name}="${text}`, `${name}="${NEW}-`)) });
  }
  return found.filter((item) => item.html !== html);
}
