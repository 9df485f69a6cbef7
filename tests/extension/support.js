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

/** The page scripts that need no browser, in one realm of their own. @returns {RealdeskContent} */
export function contentScripts() {
  const names = ["namespace", "text", "facts"];
  const source = names.map((name) => read(`extension/content/${name}.js`)).join("\n");
  return vm.runInNewContext(`${source}\nrealdesk;`, { URL });
}

/**
 * The members of a DOM node that facts.js reads.
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {...any} children nodes or text
 * @returns {any}
 */
export function el(name, attributes = {}, ...children) {
  const nodes = children.map((child) => (typeof child === "string" ? { nodeType: 3, data: child } : child));
  nodes.forEach((node, i) => (node.nextSibling = nodes[i + 1] ?? null));
  return {
    nodeType: 1,
    localName: name,
    firstChild: nodes[0] ?? null,
    nextSibling: null,
    shadowRoot: null,
    getAttribute: (/** @type {string} */ key) => attributes[key] ?? null,
  };
}

/**
 * @param {any[]} body
 * @param {{ url?: string, title?: string }} [about]
 * @returns {any}
 */
export function page(body, { url = "https://shop.example/help", title = "Help" } = {}) {
  return {
    documentElement: el("html", { lang: "en" }, el("head", {}, el("title", {}, title)), el("body", {}, ...body)),
    location: { href: url, origin: new URL(url).origin },
    baseURI: url,
    title,
    querySelector: () => null,
    getElementById: () => null,
  };
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
