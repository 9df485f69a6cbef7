// Finds platforms by what people call them: names in any language, former names, tickers, with a slip of the keys.

/**
 * @typedef {object} Term
 * @property {string} text as it is written
 * @property {string} joined folded, without spaces
 * @property {string[]} words folded
 * @property {number} kind position in KINDS; a lower one goes first
 */

/** @typedef {{ entry: Directory.Entry, terms: Term[] }} Indexed */
/** @typedef {{ entry: Directory.Entry, match: string }} Found `match`: the name that fitted, as it is written */

/** How well a term fits; the lower the better. */
const FIT = Object.freeze({ same: 0, begins: 1, word: 2, named: 3, within: 4, slip: 5, slipAtStart: 6, none: 7 });
const TICKER = 3;

/**
 * Letters and digits only, without case and accents.
 * @param {string} text
 */
export function fold(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC").toLowerCase();
  return plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/**
 * @param {Directory.Entry[]} platforms
 * @returns {Indexed[]}
 */
export function indexed(platforms) {
  return platforms.map((entry) => {
    /** @type {Map<string, Term>} */
    const terms = new Map();
    const kinds = [Object.values(entry.names).concat(entry.id), entry.former, entry.aliases, entry.tickers];
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
  if (term.joined === query) return FIT.same;
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
 * @param {string} query joined
 * @param {Term} term
 * @returns {number} one of FIT
 */
function slip(query, term) {
  const forgiven = allowance(query);
  if (forgiven === 0 || term.kind === TICKER || term.joined.length < 3) return FIT.none;
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
 * Platforms that fit what was typed, best first; slips are forgiven only where nothing fits as it was typed.
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
