import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";
import { Guard, levelOf } from "../../extension/background/guard.js";
import { Verdicts } from "../../extension/background/verdicts.js";
import { FILE, normal, squeeze } from "../../extension/guard/words.js";
import { I18n } from "../../extension/shared/i18n.js";
import { messagesOf, pathOf, read, readJson } from "./support.js";

/** @typedef {{ name: string, text: string, context?: string, codes?: boolean, found: [string, number, number, number][] }} Row */

/** @type {Row[]} */
const ROWS = readJson("tests/vectors/secrets.json");
const DATA = readJson(`extension/${FILE}`);
const EN = messagesOf("en");
const SHAPE = shape();

/** The first look, in a realm of its own, as a page has it. @returns {RealdeskContent["guardShape"]} */
function shape() {
  const source = ["namespace", "guard_shape"].map((name) => read(`extension/content/${name}.js`)).join("\n");
  return vm.runInNewContext(`${source}\nrealdesk.guardShape;`);
}

/** @param {string} name */
function row(name) {
  const found = ROWS.find((item) => item.name === name);
  assert.ok(found, name);
  return found;
}

/**
 * @param {Protocol.Level | null} level of the page https://desk.example/
 * @returns {Verdicts}
 */
function verdictsWith(level) {
  const writes = { get: async () => ({}), set: async () => undefined, remove: async () => undefined };
  const verdicts = new Verdicts(writes);
  const verdict = /** @type {any} */ ({ level, reasons: [], platform_names: {}, official: [] });
  if (level) verdicts.known.set(7, { doc: "d", url: "https://desk.example/a", verdict, private: false });
  return verdicts;
}

/** @param {string} url @param {number} [frameId] @param {string} [tabUrl] */
const sender = (url, frameId = 0, tabUrl = url) => /** @type {any} */ ({ tab: { id: 7, url: tabUrl }, url, frameId });

/** @param {Verdicts} verdicts @param {string} [locale] */
function guard(verdicts, locale = "en") {
  const words = new I18n(locale, messagesOf(locale), EN);
  return new Guard({ verdicts, words: async () => words, read: async () => DATA, keep: 1 });
}

/** @param {Row} about @param {Partial<Guard.Question>} [more] @returns {Guard.Question} */
const ask = ({ text, context = "", codes = false }, more) => ({ id: 1, text, context, codes, how: "send", ...more });

test("the first look lets every secret of the vectors through to the worker", () => {
  for (const { name, text, context = "", codes = false, found } of ROWS) {
    if (found.length > 0) assert.ok(SHAPE.mayHold(text, context, codes), name);
  }
});

test("the first look keeps sentences, links, addresses, hashes and numbers to itself", () => {
  const names = [
    ...[1, 5, 7, 9, 10, 11].map((number) => `no phrase: prose ${number}`),
    ...["transaction", "link to a transaction", "named transaction", "git commit", "UUID", "Ethereum address", "image"].map((name) => `no key: ${name}`),
    ...["alone", "in a sentence", "Chinese"].map((name) => `no code without suspicion: ${name}`),
  ];
  for (const name of names) {
    const { text } = row(name);
    assert.equal(SHAPE.mayHold(text, "", false), false, name);
  }
});

test("no word that ends a run for the first look is in a list, abbreviated or not", () => {
  const words = Object.values(/** @type {Record<string, string>} */ (DATA.lists)).flatMap((list) => list.split(" "));
  const latin = words.filter((word) => /^[a-z]+$/u.test(word)).map((word) => word.slice(0, 4));
  const known = new Set([...words, ...latin]);
  assert.ok(SHAPE.COMMON.size > 50);
  assert.deepEqual([...SHAPE.COMMON].filter((word) => known.has(word)), []);
});

test("the words that end a run are those that are never corrected into a word of a list", () => {
  assert.deepEqual([...SHAPE.COMMON].sort(), DATA.common.split(" ").sort());
});

test("every eleventh is noticed by the first look", () => {
  for (const row of DATA.ordinals) assert.ok(SHAPE.mayHold(`The ${row.split(" ")[10]} word is ${"x".repeat(20)}`, "", false), row);
});

test("every word that makes a hex value a key is noticed by the first look", () => {
  assert.deepEqual(DATA.cues.private_key.filter((/** @type {string} */ cue) => !SHAPE.KEY_WORD.test(cue)), []);
});

test("the first look reads a text once: its work does not grow faster than the text", () => {
  const read = { tokens: 0 };
  const counted = vm.runInNewContext(
    `${["namespace", "guard_shape"].map((name) => read_(name)).join("\n")}\nrealdesk.guardShape;`,
    { String: countingString(read) },
  );
  const words = row("no phrase: english, 60 words of the list").text.replaceAll(" ", " the ");
  counted.mayHold(words, "", false);
  const once = read.tokens;
  counted.mayHold(`${words} `.repeat(10), "", false);
  assert.ok(once > 50 && read.tokens - once <= once * 11, `${once}, ${read.tokens}`);
});

/** @param {string} name */
const read_ = (name) => read(`extension/content/${name}.js`).replace("text.matchAll(TOKEN)", "String.tokens(text.matchAll(TOKEN))");

/** @param {{ tokens: number }} count */
function countingString(count) {
  return {
    /** @param {Iterable<RegExpExecArray>} matches */
    *tokens(matches) {
      for (const match of matches) {
        count.tokens += 1;
        yield match;
      }
    },
  };
}

test("a secret gives a dialog: calm where nothing is known, firm where there is a warning, none on official pages", async () => {
  const question = ask(row("english, 12 words, spaces"));
  /** @param {Protocol.Level | null} level */
  const view = async (level) => guard(verdictsWith(level)).examine(question, sender("https://desk.example/b"));
  assert.equal((await view(null))?.level, "calm");
  assert.equal((await view("none"))?.level, "calm");
  assert.equal((await view("unknown"))?.level, "calm");
  assert.equal((await view("caution"))?.level, "firm");
  assert.equal((await view("danger"))?.level, "firm");
  assert.equal(await view("official"), null);
});

test("in a suspicious conversation the dialog is firm, and a listed page around it does not silence it", async () => {
  const question = { ...ask(row("english, 12 words, spaces")), codes: true };
  for (const level of /** @type {(Protocol.Level | null)[]} */ ([null, "none", "official"])) {
    const view = await guard(verdictsWith(level)).examine(question, sender("https://desk.example/b"));
    assert.equal(view?.level, "firm", String(level));
  }
});

/** @param {string[]} messages @param {Partial<Guard.Question>} [more] */
async function last(messages, more = {}) {
  const question = /** @type {Guard.Question} */ ({ id: 1, context: "", codes: true, how: "send", text: messages.at(-1), sent: messages.slice(0, -1), ...more });
  return guard(verdictsWith(null)).examine(question, sender("https://desk.example/"));
}

test("a phrase sent word by word is noticed at the fifth word, with its number or without", async () => {
  const words = row("english, 12 words, spaces").text.split(" ");
  assert.equal((await last(words.slice(0, 4))), null);
  assert.equal((await last(words.slice(0, 5)))?.kind, "seed_words");
  assert.equal((await last(words.slice(0, 5).map((word, at) => `${at + 1}. ${word}`)))?.kind, "seed_words");
  assert.equal((await last(["hello", ...words.slice(3, 7).map((word) => word.toUpperCase()), words[7]]))?.kind, "seed_words");
  assert.equal((await last(["hi", ...words.slice(0, 4)])), null);
});

test("a phrase sent in pieces is noticed with the piece that completes it", async () => {
  const words = row("english, 12 words, spaces").text.split(" ");
  const pieces = [words.slice(0, 4), words.slice(4, 8), words.slice(8)].map((piece) => piece.join(" "));
  assert.equal((await last(pieces))?.kind, "seed_phrase");
  assert.equal((await last(pieces.slice(1))), null);
  assert.equal((await last([pieces[0], "wait please", pieces[2]])), null);
});

test("a key sent in two halves is noticed, and a number alone is not", async () => {
  const wif = row("WIF, compressed").text;
  assert.equal((await last([wif.slice(0, 26), wif.slice(26)]))?.kind, "wif");
  const hex = row("hex key in a field for one").text.toLowerCase();
  assert.equal((await last([hex.slice(0, 32), hex.slice(32)]))?.kind, "private_key");
  assert.equal((await last(["ok", hex])), null);
  const pair = row("Solana").text;
  assert.equal((await last(["ok", pair.slice(0, 40), pair.slice(40)]))?.kind, "solana_key");
});

test("small talk of single words is no phrase", async () => {
  for (const talk of [["hello", "yes", "ok", "sure", "thanks"], ["what", "what", "what", "what", "what"], ["hi", "can you help me", "please", "wait", "now"]]) {
    assert.equal(await last(talk), null, talk.join());
  }
});

test("a published example is asked about in its own words, and never firmly", async () => {
  const question = ask(row("entropy of zeros, 12 words"));
  const view = await guard(verdictsWith("danger")).examine(question, sender("https://desk.example/b"));
  assert.equal(view?.kind, "published");
  assert.equal(view?.level, "calm");
  assert.equal(view?.title, EN.guard_title_published.message);
  const both = { ...question, text: `${question.text}\n\n${row("english, 12 words, spaces").text}` };
  assert.equal((await guard(verdictsWith(null)).examine(both, sender("https://desk.example/b")))?.kind, "seed_phrase");
});

test("a listing counts only for the site that is shown, and for frames in it", async () => {
  const verdicts = verdictsWith("official");
  assert.equal(levelOf(verdicts, sender("https://desk.example/c")), "official");
  assert.equal(levelOf(verdicts, sender("https://elsewhere.example/")), "none");
  assert.equal(levelOf(verdicts, sender("https://widget.example/", 3, "https://desk.example/")), "official");
  assert.equal(levelOf(verdicts, sender("https://desk.example/", 3, "https://elsewhere.example/")), "none");
  assert.equal(levelOf(verdicts, undefined), "none");
});

test("what is no secret gives no dialog", async () => {
  for (const name of ["no key: transaction", "no phrase: english, 12 words, wrong checksum", "no code without suspicion: alone"]) {
    assert.equal(await guard(verdictsWith("danger")).examine(ask(row(name)), sender("https://desk.example/")), null, name);
  }
});

test("every kind has its sentences in every language, and none repeats the secret", async () => {
  const kinds = new Map(ROWS.filter(({ found }) => found.length === 1).map((item) => [item.found[0][0], item]));
  assert.ok(kinds.size >= 8);
  for (const locale of ["en", "zh_CN", "zh_TW"]) {
    for (const [kind, item] of kinds) {
      for (const how of /** @type {const} */ (["send", "paste"])) {
        const view = await guard(verdictsWith(null), locale).examine(ask(item, { how }), sender("https://desk.example/"));
        const said = JSON.stringify(view);
        assert.equal(view?.kind, kind);
        assert.doesNotMatch(said, /guard_|undefined|\$/u);
        const secret = item.text.slice(item.found[0][1], item.found[0][2]);
        assert.ok(!said.includes(secret) && view?.lines.every((line) => line !== ""));
      }
    }
  }
});

test("a question that makes no sense is answered with nothing", async () => {
  /** @type {any[]} */
  const posted = [];
  /** @type {((question: any) => Promise<void>)[]} */
  const listeners = [];
  const port = /** @type {any} */ ({
    name: "guard",
    sender: sender("https://desk.example/"),
    onMessage: { addListener: (/** @type {any} */ listener) => listeners.push(listener) },
    postMessage: (/** @type {any} */ message) => posted.push(message),
  });
  const broken = new Guard({ verdicts: verdictsWith(null), words: async () => new I18n("en", EN, EN), read: async () => ({ schema: 9 }), keep: 1 });
  broken.serve(port);
  await listeners[0]({ id: 1 });
  await listeners[0]({ id: 2, text: row("english, 12 words, spaces").text });
  assert.deepEqual(posted, [{ id: 1, view: null }, { id: 2, view: null }]);
  broken.serve({ ...port, name: "frame" });
  assert.equal(listeners.length, 1);
});

test("the guard writes to no log and no store, and speaks to no companion", () => {
  const files = readdirSync(pathOf("extension/guard")).map((name) => `extension/guard/${name}`);
  const content = readdirSync(pathOf("extension/content")).filter((name) => name.startsWith("guard"));
  files.push("extension/background/guard.js", ...content.map((name) => `extension/content/${name}`));
  assert.ok(files.length >= 12);
  for (const file of files) assert.doesNotMatch(read(file), /console\.|storage\.|connectNative|sendNativeMessage|link\.request/u, file);
});

test("words are compared alike on both sides", () => {
  const python = read("companion/realdesk/entities/secrets_phrase.py") + read("companion/realdesk/entities/secrets_words.py");
  assert.equal(normal("ÉCOLE"), "ecole");
  assert.equal(normal("ａｂ"), "ab");
  assert.equal(normal("か\u3099"), "が");
  assert.equal(squeeze("Private_Key - x"), "privatekeyx");
  const letters = /const TOKEN =\s+\/\[(.+)\]\+\/gu;/u.exec(read("extension/guard/phrase.js"))?.[1] ?? "";
  const first = /const TOKEN =\s+\/\[(.+)\]\+\/gu;/u.exec(read("extension/content/guard_shape.js"))?.[1];
  const same = [...python.matchAll(/^_(?:LATIN|EASTERN) = "(.+)"$/gmu)].map(([, part]) => part).join("]+|[");
  assert.ok(same.includes("]+|["));
  assert.equal(letters, same);
  assert.equal(first, letters);
});
