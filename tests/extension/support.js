// Shared by the tests: files of the repository, and the page scripts with a document small enough to write down.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

const ROOT = new URL("../../", import.meta.url);

/** @param {string} path from the root of the repository */
export function pathOf(path) {
  return fileURLToPath(new URL(path, ROOT));
}

/** @param {string} path */
export function read(path) {
  return readFileSync(pathOf(path), "utf-8");
}

/** @param {string} path @returns {any} */
export function readJson(path) {
  return JSON.parse(read(path));
}

/** @param {string} locale @returns {Record<string, { message: string, description?: string, placeholders?: any }>} */
export function messagesOf(locale) {
  return readJson(`extension/_locales/${locale}/messages.json`);
}

/** A document small enough to write down, with the members that the page scripts read where browsers have them. */
class Node {
  /** @type {any} */ own = {};
  get nodeType() { return this.own.nodeType; }
  get firstChild() { return this.own.children?.[0] ?? null; }
  get nextSibling() { return this.own.next ?? null; }
  get parentNode() { return this.own.parent ?? null; }
  get baseURI() { return this.own.baseURI; }
}
class CharacterData extends Node {
  get data() { return this.own.data; }
}
class Element extends Node {
  get localName() { return this.own.name; }
  get namespaceURI() { return "http://www.w3.org/1999/xhtml"; }
  get shadowRoot() { return this.own.shadow ?? null; }
  get childElementCount() { return this.own.children.filter((/** @type {any} */ node) => node instanceof Element).length; }
  /** @param {string} key */
  getAttribute(key) { return this.own.attributes[key] ?? null; }
  checkVisibility() { return this.own.attributes.hidden === undefined; }
  getBoundingClientRect() { return { width: 100, height: 20, right: 100, bottom: 20 }; }
}
class Document extends Node {
  get documentElement() { return this.own.root; }
  get title() { return this.own.title; }
  get styleSheets() { return []; }
  get adoptedStyleSheets() { return []; }
  get location() { return this.own.location; }
  querySelector() { return null; }
  querySelectorAll() { return []; }
  getElementById() { return null; }
}

/** The page scripts that need no browser, in one realm of their own. @returns {RealdeskContent} */
export function contentScripts() {
  const names = ["namespace", "dom", "text", "visible", "walk", "generated", "facts"];
  const source = names.map((name) => read(`extension/content/${name}.js`)).join("\n");
  const getComputedStyle = (/** @type {any} */ el) => ({ display: el.checkVisibility() ? "block" : "none", overflow: "visible" });
  const realm = { URL, Node, Element, Document, CharacterData, getComputedStyle, scrollX: 0, scrollY: 0 };
  return vm.runInNewContext(`${source}\nrealdesk;`, realm);
}

/**
 * @param {any} node
 * @param {any} own
 */
function made(node, own) {
  node.own = own;
  return node;
}

/**
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {...any} children nodes or text
 * @returns {any}
 */
export function el(name, attributes = {}, ...children) {
  const nodes = children.map((child) => (typeof child === "string" ? made(new CharacterData(), { nodeType: 3, data: child }) : child));
  const self = made(new Element(), { nodeType: 1, name, attributes, children: nodes });
  nodes.forEach((node, i) => Object.assign(node.own, { next: nodes[i + 1] ?? null, parent: self }));
  return self;
}

/** Give an element an open shadow tree. @param {any} host @param {any} node */
export function shadow(host, node) {
  host.own.shadow = made(new Node(), { nodeType: 11, children: [node] });
  return host;
}

/**
 * @param {any[]} body
 * @param {{ url?: string, title?: string }} [about]
 * @returns {any}
 */
export function page(body, { url = "https://shop.example/help", title = "Help" } = {}) {
  const root = el("html", { lang: "en" }, el("head", {}, el("title", {}, title)), el("body", {}, ...body));
  return made(new Document(), { nodeType: 9, root, title, baseURI: url, location: { href: url, origin: new URL(url).origin } });
}

/** A storage area as far as it is used: what goes in is copied, as in a browser. */
export function memory() {
  /** @type {Record<string, any>} */ const items = {};
  return {
    items,
    writes: 0,
    get: async (/** @type {any} */ _keys) => structuredClone(items),
    async set(/** @type {object} */ more) {
      this.writes += 1;
      Object.assign(items, structuredClone(more));
    },
    remove: async (/** @type {string[]} */ keys) => keys.forEach((key) => delete items[key]),
  };
}
