// Finds platforms and authorities by what people call them: names in any language, former names, tickers, countries,
// pinyin, with a slip of the keys. companion/realdesk/lookup/search.py does likewise.

/**
 * @typedef {object} Term
 * @property {string} text as it is written
 * @property {string} joined folded, without spaces
 * @property {string[]} words folded
 * @property {number} kind position in KINDS; a lower one goes first
 */

/** @typedef {{ entry: Protocol.Found, terms: Term[] }} Indexed */
/** @typedef {{ entry: Protocol.Found, match: string }} Found `match`: the name that fitted, as it is written */

/** How well a term fits; the lower the better. */
const FIT = Object.freeze({
  same: 0, begins: 1, word: 2, named: 3, within: 4,
  // Pinyin comes after every real name.
  pinyinSame: 5, pinyinBegins: 6, pinyinWord: 7,
  slip: 8, slipAtStart: 9, none: 10,
});
const PLACE = 3;
const TICKER = 4;
const PINYIN = 5;

/**
 * Letters and digits only, without case and accents.
 * @param {string} text
 */
export function fold(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC").toLowerCase();
  return plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/**
 * @param {Protocol.Found[]} entries
 * @returns {Indexed[]}
 */
export function indexed(entries) {
  return entries.map((entry) => {
    /** @type {Map<string, Term>} */
    const terms = new Map();
    const names = Object.values(entry.names).concat(entry.id);
    const kinds = [names, entry.former, entry.aliases, entry.places, entry.tickers, entry.pinyin];
    kinds.forEach((texts, kind) => {
      for (const text of texts ?? []) {
        const words = fold(text).split(" ").filter(Boolean);
        const joined = words.join("");
        if (joined && !terms.has(joined)) terms.set(joined, { text, joined, words, kind });
      }
    });
    return { entry, terms: [...terms.values()] };
  });
}

const DENSE = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** In Han script one or two characters say as much as a Latin word. @param {string} text */
function weight(text) {
  return DENSE.test(text) ? text.length * 2 : text.length;
}

/**
 * How many slips are forgiven: none in short names, which have too many neighbours.
 * @param {string} query
 */
function allowance(query) {
  if (query.length < 4) return 0;
  return query.length < 8 ? 1 : 2;
}

/**
 * Edits (insert, drop, change, swap of neighbours) between a query and a name, and between the query and the start of
 * the name that fits best.
 * @param {string} query
 * @param {string} name
 */
export function edits(query, name) {
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: name.length + 1 }, (_item, at) => at);
  for (let i = 1; i <= query.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= name.length; j += 1) {
      const change = query[i - 1] === name[j - 1] ? 0 : 1;
      let best = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + change);
      const swapped = i > 1 && j > 1 && query[i - 1] === name[j - 2] && query[i - 2] === name[j - 1];
      if (swapped) best = Math.min(best, before[j - 2] + 1);
      next.push(best);
    }
    [before, row] = [row, next];
  }
  return { whole: row[name.length], start: Math.min(...row) };
}

/**
 * @param {string[]} words of the query
 * @param {string} query joined
 * @param {Term} term
 * @returns {number} one of FIT
 */
function fit(words, query, term) {
  if (term.kind === PINYIN) return pinyinFit(words, query, term);
  // "tr" is Türkiye, but whoever types it is more likely on the way to Trezor.
  if (term.joined === query) return term.kind === PLACE && query.length < 3 ? FIT.named : FIT.same;
  if (term.joined.startsWith(query)) return FIT.begins;
  // "binance support", "币安客服": what was typed has the name in it.
  const size = weight(term.joined);
  const named = (size >= 3 && words.includes(term.joined)) || (size >= 4 && query.startsWith(term.joined));
  if (term.kind === TICKER) return named ? FIT.named : FIT.none;
  if (term.words.some((word) => word.startsWith(query))) return FIT.word;
  if (named) return FIT.named;
  return weight(query) >= 3 && term.joined.includes(query) ? FIT.within : FIT.none;
}

/**
 * Pinyin fits by whole syllables at its start or inside, never by letters within a syllable.
 * @param {string[]} words of the query
 * @param {string} query joined
 * @param {Term} term
 * @returns {number} one of FIT
 */
function pinyinFit(words, query, term) {
  if (term.joined === query) return FIT.pinyinSame;
  if (term.joined.startsWith(query)) return FIT.pinyinBegins;
  if (query.length < 4) return FIT.none;
  const inside = term.words.some((_word, at) => term.words.slice(at).join("").startsWith(query));
  return inside || (term.joined.length >= 4 && words.includes(term.joined)) ? FIT.pinyinWord : FIT.none;
}

/**
 * @param {string} query joined
 * @param {Term} term
 * @returns {number} one of FIT
 */
function slip(query, term) {
  const forgiven = allowance(query);
  if (forgiven === 0 || term.kind === TICKER || term.kind === PINYIN || term.joined.length < 3) return FIT.none;
  const { whole, start } = edits(query, term.joined);
  if (whole <= forgiven) return FIT.slip;
  return query.length >= 5 && start <= forgiven && start < query.length / 4 ? FIT.slipAtStart : FIT.none;
}

/**
 * @param {Indexed[]} index
 * @param {(term: Term) => number} measure
 * @returns {Found[]} best first
 */
function ranked(index, measure) {
  const found = [];
  for (const { entry, terms } of index) {
    let best = { fit: Number(FIT.none), term: terms[0] };
    for (const term of terms) {
      const now = measure(term);
      // Terms come by kind: of those that fit equally well, the first is the plainest name.
      if (now < best.fit) best = { fit: now, term };
    }
    if (best.fit < FIT.none) found.push({ entry, ...best });
  }
  found.sort(
    (a, b) =>
      a.fit - b.fit ||
      a.term.kind - b.term.kind ||
      a.term.joined.length - b.term.joined.length ||
      (a.entry.id < b.entry.id ? -1 : 1),
  );
  return found.map(({ entry, term }) => ({ entry, match: term.text }));
}

/**
 * Entries that fit what was typed, best first; slips are forgiven only where nothing fits as it was typed.
 * @param {Indexed[]} index
 * @param {string} typed
 * @returns {Found[]}
 */
export function search(index, typed) {
  const words = fold(typed.slice(0, 80)).split(" ").filter(Boolean);
  const query = words.join("");
  if (!query) return [];
  const exact = ranked(index, (term) => fit(words, query, term));
  return exact.length > 0 ? exact : ranked(index, (term) => slip(query, term));
}
