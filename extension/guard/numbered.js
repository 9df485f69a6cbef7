// Seed phrases whose words stand beside numbers, whatever the labels and the order. The same as
// companion/realdesk/entities/secrets_numbered.py, which says why each rule is there.
import { isPhrase, SIZES } from "./checksum.js";
import { corrections } from "./near.js";
import { flat } from "./words.js";

/** @typedef {import("./words.js").Lists} Lists */
/** @typedef {[start: number, end: number]} Span */
/** @typedef {{ value: number, start: number, end: number }} Place a number and where it stands */

const HAN = "一二三四五六七八九十";
const NUMBER = /[0-9\uff10-\uff19]+|[\u2460-\u2473]|第[一二三四五六七八九十]{1,3}|[一二三四五六七八九十]{1,3}番目/gu;
const DIGIT = /[0-9\uff10-\uff19]/u;
const ELEVEN = ["11", "\uff11\uff11", "\u246a", "十一"];
const LETTER = "a-z\\u0400-\\u04ff";
const SUFFIX = /(?:st|nd|rd|th|er|re|eme|ème|ª|º|a|o|e|ste|te)(?![A-Za-z])/uy;
const BEYOND = 60;
const MOST_BEGINS = 6;
const PLACES = 4;
const NONE = SIZES[0] + 1;

/**
 * @param {string} text
 * @param {Span[]} spans where the tokens stand
 * @param {string[]} tokens normal
 * @param {Lists} lists
 * @returns {Promise<[start: number, end: number, words: number] | null>}
 */
export async function findNumbered(text, spans, tokens, lists) {
  for (const rows of rowsOf(placesOf(text, lists))) {
    for (const column of columns(rows, spans)) {
      if (!(await isColumn(column.map((at) => tokens[at]), lists))) continue;
      return [spans[Math.min(...column)][0], spans[Math.max(...column)][1], column.length];
    }
  }
  return null;
}

/**
 * Whether a text could have the numbers of a phrase: every row of them has an eleven.
 * @param {string} text
 * @param {Lists} lists
 */
export function mayBeNumbered(text, { ordinals }) {
  if (ELEVEN.some((mark) => text.includes(mark))) return true;
  const low = flat(text);
  return ordinals.some((row) => low.includes(row[10]));
}

/**
 * @param {string} text
 * @param {Lists} lists
 */
function placesOf(text, { ordinals }) {
  /** @type {Place[]} */
  const found = [];
  for (const { 0: number, index } of text.matchAll(NUMBER)) {
    const value = valueOf(number);
    SUFFIX.lastIndex = index + number.length;
    const suffix = DIGIT.test(number.slice(-1)) ? (SUFFIX.exec(text)?.[0].length ?? 0) : 0;
    if (value < NONE) found.push({ value, start: index, end: index + number.length + suffix });
  }
  const low = flat(text);
  for (const row of ordinals) {
    if (!low.includes(row[10])) continue;
    // The longest first: no stem hides one that goes on from it.
    const stems = [...row].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join("|");
    const pattern = new RegExp(`(?<![${LETTER}])(${stems})[${LETTER}]{0,3}(?![${LETTER}])`, "gu");
    for (const { 0: word, 1: stem, index } of low.matchAll(pattern)) {
      found.push({ value: row.indexOf(stem) + 1, start: index, end: index + word.length });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** @param {string} number */
function valueOf(number) {
  if (number >= "\u2460" && number <= "\u2473") return number.charCodeAt(0) - 0x245f;
  if (DIGIT.test(number[0])) return number.length < 3 ? Number(number.normalize("NFKC")) : NONE;
  const [tens, ones] = number.replace(/^第|番目$/gu, "").split("十", 2);
  if (ones === undefined) return tens.length === 1 ? HAN.indexOf(tens) + 1 : NONE;
  if (tens.length > 1 || ones.length > 1) return NONE;
  return (tens ? HAN.indexOf(tens) + 1 : 1) * 10 + (ones ? HAN.indexOf(ones) + 1 : 0);
}

/**
 * The numbers of as many words as a phrase may have, counted from one, or from zero.
 * @param {Place[]} numbers
 * @returns {Generator<Place[]>}
 */
function* rowsOf(numbers) {
  const all = [...picks(numbers)];
  for (const size of SIZES) {
    for (const start of [1, 0]) {
      for (const chosen of all) {
        const rows = Array.from({ length: size }, (_, at) => chosen.get(start + at));
        if (rows.every((row) => row !== undefined)) yield /** @type {Place[]} */ (rows);
      }
    }
  }
}

/**
 * Ways to choose one place for each value; "12 words: 1. … 12. … that is all of the 12" has some too many.
 * @param {Place[]} numbers
 * @returns {Generator<Map<number, Place>>}
 */
function* picks(numbers) {
  const begins = numbers.flatMap(({ value }, at) => (value < 2 ? [at] : [])).slice(0, MOST_BEGINS);
  for (const begin of begins) {
    let { value } = numbers[begin];
    const chosen = new Map([[value, numbers[begin]]]);
    for (const place of numbers.slice(begin + 1)) {
      if (place.value !== value + 1) continue;
      value += 1;
      chosen.set(value, place);
    }
    yield chosen;
  }
  yield new Map(numbers.map((place) => [place.value, place]));
  yield new Map([...numbers].reverse().map((place) => [place.value, place]));
}

/**
 * The first of the ordered spans that begins at or after a place.
 * @param {Span[]} spans
 * @param {number} place
 */
function firstFrom(spans, place) {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle][0] < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The tokens that stand at the same place behind each number, then before each.
 * @param {Place[]} rows
 * @param {Span[]} spans
 * @returns {Generator<number[]>}
 */
function* columns(rows, spans) {
  const order = rows.map((_, at) => at).sort((a, b) => rows[a].start - rows[b].start);
  /** @type {number[][]} */
  const behind = rows.map(() => []);
  /** @type {number[][]} */
  const before = rows.map(() => []);
  order.forEach((at, place) => {
    const { start, end } = rows[at];
    const last = Math.min(rows[order[place + 1]]?.start ?? Infinity, end + BEYOND);
    const first = Math.max(rows[order[place - 1]]?.end ?? -Infinity, start - BEYOND);
    const low = firstFrom(spans, end);
    for (let token = low; token < Math.min(low + PLACES, spans.length); token += 1) {
      if (spans[token][1] <= last) behind[at].push(token);
    }
    const high = firstFrom(spans, start);
    for (let token = high - 1; token > Math.max(high - 1 - PLACES, -1); token -= 1) {
      if (spans[token][0] >= first && spans[token][1] <= start) before[at].push(token);
    }
  });
  for (const side of [behind, before]) {
    const most = Math.min(...side.map((row) => row.length));
    for (let place = 0; place < most; place += 1) yield side.map((row) => row[place]);
  }
}

/**
 * Whether these words are a phrase, one of them written wrongly at most.
 * @param {string[]} words
 * @param {Lists} lists
 */
async function isColumn(words, lists) {
  for (const [at, list] of lists.words.entries()) {
    const wrong = words.flatMap((word, place) => (list.has(word) ? [] : [place]));
    if (wrong.length > 1 || (wrong.length === 1 && !((lists.correctable >> at) & 1))) continue;
    const values = words.map((word) => list.get(word) ?? 0);
    if (wrong.length === 0) {
      if (await isPhrase(values)) return true;
      continue;
    }
    for (const right of corrections(words[wrong[0]], at, lists)) {
      if (right.length === 1 && (await isPhrase(values.with(wrong[0], right[0])))) return true;
    }
  }
  return false;
}
