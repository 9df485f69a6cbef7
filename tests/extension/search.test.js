import assert from "node:assert/strict";
import { test } from "node:test";
import { edits, fold, indexed, search } from "../../extension/shared/search.js";
import { readJson } from "./support.js";

/** @type {Directory.File} */
const FILE = readJson("extension/data/directory.json");
const PACKED = [...FILE.platforms, ...FILE.regulators];

/**
 * @param {string} id
 * @param {Record<string, string>} names
 * @param {Partial<Protocol.Found>} [more]
 * @returns {Protocol.Found}
 */
const entry = (id, names, more = {}) => ({ id, status: "active", names, ...more });

const SOME = indexed([
  entry("okx", { en: "OKX", "zh-Hans": "欧易", "zh-Hant": "歐易" }, { former: ["OKEx"], tickers: ["OKB"], pinyin: ["ou yi"] }),
  entry("okcoin", { en: "OKCoin" }),
  entry("base", { en: "Base" }, { aliases: ["Coinbase Wallet"] }),
  entry("coinbase", { en: "Coinbase" }, { tickers: ["COIN"] }),
  entry("binance", { en: "Binance", "zh-Hans": "币安", "zh-Hant": "幣安" }, { tickers: ["BNB"], aliases: ["币安交易所"], pinyin: ["bi an", "bi an jiao yi suo"] }),
  entry("bitget_wallet", { en: "Bitget Wallet" }, { former: ["BitKeep"] }),
  entry("bitget", { en: "Bitget" }),
  entry("paribu", { en: "Paribú" }),
  entry("trezor", { en: "Trezor" }),
  entry("tr_board", { en: "Capital Board" }, { country: "TR", places: ["TR", "Türkiye", "土耳其"], pinyin: ["zi ben shi chang"] }),
]);

/** @param {string} typed */
const ids = (typed) => search(SOME, typed).map((found) => found.entry.id);

test("case, accents, width and punctuation do not matter", () => {
  assert.equal(fold("  Ｂｉｎａｎｃｅ.US "), "binance us");
  assert.equal(fold("Paribú"), "paribu");
  assert.equal(fold("…!?"), "");
  assert.deepEqual(ids("PARIBU"), ["paribu"]);
});

test("the name itself goes before names that begin with it, and these before names that contain it", () => {
  assert.deepEqual(ids("bitget"), ["bitget", "bitget_wallet"]);
  assert.deepEqual(ids("coinbase"), ["coinbase", "base"]);
  assert.deepEqual(ids("ok"), ["okx", "okcoin"]);
  assert.deepEqual(ids("wallet"), ["bitget_wallet", "base"]);
});

test("a platform is found by its name in each language, its former name, its ticker and its id", () => {
  for (const typed of ["欧易", "歐易", "okex", "OKB", "okx"]) assert.equal(ids(typed)[0], "okx", typed);
  assert.deepEqual(ids("bitkeep"), ["bitget_wallet"]);
  assert.equal(ids("bitget_wallet")[0], "bitget_wallet");
});

test("a Chinese name is found by its pinyin: together, apart, begun, with a word behind, by a later syllable", () => {
  for (const typed of ["bian", "bi an", "bianj", "bian kefu", "jiaoyisuo"]) assert.deepEqual(ids(typed), ["binance"], typed);
  assert.deepEqual(ids("ouyi"), ["okx"]);
  for (const typed of ["ianj", "uyi", "an", "ian jiao"]) assert.deepEqual(ids(typed), [], typed);
});

test("a real name, label or ticker goes before pinyin, however well that fits", () => {
  const index = indexed([
    entry("pinyin", { en: "Other" }, { pinyin: ["ga te"] }),
    entry("inside", { en: "Megagatesoft" }),
    entry("ticker", { en: "Third" }, { tickers: ["GATE"] }),
    entry("name", { en: "Gate" }),
  ]);
  const found = search(index, "gate").map((one) => one.entry.id);
  assert.deepEqual(found, ["name", "ticker", "inside", "pinyin"]);
});

test("an authority is found by its country: name, other name, code", () => {
  for (const typed of ["Türkiye", "turkiye", "土耳其"]) assert.equal(ids(typed)[0], "tr_board", typed);
  assert.deepEqual(ids("tr"), ["trezor", "tr_board"]);
});

test("the name that fitted is told", () => {
  assert.equal(search(SOME, "bitke")[0].match, "BitKeep");
  assert.equal(search(SOME, "binance")[0].match, "Binance");
});

test("a name with more words around it is found, in Latin and Han script", () => {
  assert.deepEqual(ids("binance support number"), ["binance"]);
  assert.deepEqual(ids("币安客服"), ["binance"]);
  assert.deepEqual(ids("coinbase-help.com"), ["coinbase"]);
});

test("a slip of the keys is forgiven: wrong, missing, doubled and swapped letters", () => {
  for (const typed of ["binanse", "binnce", "binannce", "bniance", "binace"]) assert.equal(ids(typed)[0], "binance", typed);
  for (const typed of ["coinbsae", "conbase", "coimbase"]) assert.equal(ids(typed)[0], "coinbase", typed);
});

test("short names have too many neighbours to forgive a slip", () => {
  assert.deepEqual(ids("okz"), []);
  assert.deepEqual(ids("kz"), []);
});

test("nothing is found for nothing, for signs alone and for something else", () => {
  const nothing = ["", "   ", "?!", "zzzqq", "the quick brown fox", "a".repeat(5000)];
  for (const typed of nothing) assert.deepEqual(ids(typed), [], typed.slice(0, 20));
});

test("edits are counted with swaps of neighbours", () => {
  assert.equal(edits("abcd", "abdc").whole, 1);
  assert.equal(edits("kitten", "sitting").whole, 3);
  assert.deepEqual(edits("coin", "coinbase"), { whole: 4, start: 0 });
});

test("every packed platform is among the first for each of its names, and first for its id or shown name", () => {
  const index = indexed(PACKED);
  for (const platform of PACKED) {
    /** @type {Protocol.Found} */
    const { former = [], aliases = [], tickers = [], ...rest } = platform;
    const names = [...Object.values(rest.names), rest.id, ...former, ...aliases, ...tickers];
    for (const name of names) {
      const found = search(index, name).map((one) => one.entry.id);
      assert.ok(found.slice(0, 3).includes(platform.id), `${name}: ${found}`);
    }
    for (const name of [platform.id, ...Object.values(platform.names)]) {
      const same = (/** @type {Protocol.Found} */ other) =>
        Object.values(other.names).concat(other.id).some((text) => fold(text) === fold(name));
      const rivals = PACKED.filter((other) => other !== platform && same(other));
      if (rivals.length === 0) assert.equal(search(index, name)[0].entry.id, platform.id, name);
    }
  }
});

test("everybody with a Chinese name is among those found for its pinyin", () => {
  const index = indexed(PACKED);
  const spoken = PACKED.filter(({ pinyin }) => pinyin?.length);
  assert.ok(spoken.length > 80);
  for (const { id, pinyin } of spoken) {
    for (const sounds of pinyin ?? []) {
      for (const typed of [sounds, sounds.replaceAll(" ", "")]) {
        assert.ok(search(index, typed).some((found) => found.entry.id === id), `${id}: ${typed}`);
      }
    }
  }
});

test("every authority is found by each name of its country", () => {
  const index = indexed(PACKED);
  for (const { id, places = [] } of FILE.regulators) {
    for (const place of places) assert.ok(search(index, place).some((found) => found.entry.id === id), `${id}: ${place}`);
  }
});
