// Seed phrases: 12 to 24 words of one BIP-39 list whose checksum holds. The same as
// companion/realdesk/entities/secrets_phrase.py, which says why each rule is there.
import { normal } from "./words.js";

/** @typedef {import("./words.js").Lists} Lists */
/** @typedef {[first: number, last: number]} Window first token and the one after the last */

const SIZES = [24, 21, 18, 15, 12];
const SHORTEST = 12;
const TOKEN =
  /[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\u0300-\u036f\uff21-\uff3a\uff41-\uff5a]+|[\u3041-\u3096\u3099\u309a\u30a1-\u30fa\u30fc\u1100-\u11ff\uac00-\ud7a3\u4e00-\u9fff]+/gu;
const PLAIN = /[\t\n\r \u00a0\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff0-9\uff10-\uff19\u2460-\u2473]+/gu;
const NUMBER_ONLY = /^[0-9\uff10-\uff19\u2460-\u2473]*$/u;
const DIGIT_FIRST = /^[0-9\uff10-\uff19]/u;
const SOFT = new Set(", ， 、 - – — | / ; · •".split(" "));
const LONGEST_GAP = 40;
const LONGEST_MARKS = 4;
const LONGEST_RUN = 36;

/**
 * @param {string} text
 * @param {Lists} lists
 * @returns {Promise<[start: number, end: number, words: number][]>}
 */
export async function findPhrases(text, lists) {
  const matches = [...text.matchAll(TOKEN)];
  const tokens = matches.map(([token]) => normal(token));
  /** @type {Window[]} */
  const found = [];
  for (const [number, run] of runs(tokens, lists)) {
    for await (const window of phrases(text, matches, tokens, lists.words[number], run)) found.push(window);
  }
  /** @param {number} at */
  const start = (at) => matches[at].index;
  return apart(found).map(([first, last]) => [start(first), start(last - 1) + matches[last - 1][0].length, last - first]);
}

/**
 * Every run of at least twelve words of a list. Only every twelfth token is looked up: no run lies between two of them.
 * @param {string[]} tokens
 * @param {Lists} lists
 * @returns {Generator<[number, Window]>}
 */
function* runs(tokens, { known, words }) {
  const done = words.map(() => 0);
  for (let probe = SHORTEST - 1; probe < tokens.length; probe += SHORTEST) {
    const mask = known.get(tokens[probe]) ?? 0;
    for (let number = 0; mask >> number !== 0; number += 1) {
      if ((mask & (1 << number)) === 0 || probe < done[number]) continue;
      const list = words[number];
      let first = probe;
      let last = probe;
      while (first > done[number] && list.has(tokens[first - 1])) first -= 1;
      while (last < tokens.length && list.has(tokens[last])) last += 1;
      done[number] = last;
      if (last - first >= SHORTEST) yield [number, [first, last]];
    }
  }
}

/**
 * @param {string} text
 * @param {RegExpExecArray[]} matches
 * @param {string[]} tokens
 * @param {Map<string, number>} list
 * @param {Window} run
 * @returns {AsyncGenerator<Window>}
 */
async function* phrases(text, matches, tokens, list, [first, last]) {
  const numbers = tokens.slice(first, last).map((token) => list.get(token) ?? 0);
  const gaps = matches.slice(first, last - 1).map((match, at) => {
    return text.slice(match.index + match[0].length, matches[first + at + 1].index);
  });
  const marks = gaps.map(marksOf);
  for (const [start, end] of segments(gaps, marks)) {
    for (const [low, high] of windows(start, end)) {
      const inside = new Set(marks.slice(low, high - 1));
      if (!isUniform(inside)) continue;
      if (tokens[first].length === 1 && !isSetApart(gaps, marks, [low, high], inside)) continue;
      if (await isPhrase(numbers.slice(low, high))) yield [first + low, first + high];
    }
  }
}

/**
 * @param {number} start
 * @param {number} end
 * @returns {Generator<Window>}
 */
function* windows(start, end) {
  if (end - start > LONGEST_RUN) return;
  for (let low = start; low <= end - SHORTEST; low += 1) {
    for (const size of SIZES) if (low + size <= end) yield [low, low + size];
  }
}

/**
 * Whether a window begins and ends where a line does or the separators change. Asked of Chinese only.
 * @param {string[]} gaps
 * @param {(string | null)[]} marks
 * @param {Window} window
 * @param {Set<string | null>} inside
 */
function isSetApart(gaps, marks, [low, high], inside) {
  const lines = !gaps.slice(low, high - 1).every((gap) => gap.includes("\n"));
  return [low - 1, high - 1].every((at) => {
    return at < 0 || at >= gaps.length || (lines && gaps[at].includes("\n")) || !inside.has(marks[at]);
  });
}

/**
 * What separates two words beside white space and numbers, or null if the words do not belong together.
 * @param {string} gap
 */
function marksOf(gap) {
  if (gap.length > LONGEST_GAP || NUMBER_ONLY.test(gap) || DIGIT_FIRST.test(gap)) return null;
  const marks = gap.replace(PLAIN, "");
  return marks.length <= LONGEST_MARKS ? marks : null;
}

/**
 * The parts of a run whose words belong together; of one that is too long, its lines.
 * @param {string[]} gaps
 * @param {(string | null)[]} marks
 * @returns {Generator<Window>}
 */
function* segments(gaps, marks) {
  let start = 0;
  for (let end = 1; end <= gaps.length + 1; end += 1) {
    if (end <= gaps.length && marks[end - 1] !== null) continue;
    if (end - start > LONGEST_RUN) {
      let line = start;
      for (let stop = start + 1; stop <= end; stop += 1) {
        if (stop < end && !gaps[stop - 1].includes("\n")) continue;
        if (SIZES.includes(stop - line)) yield [line, stop];
        line = stop;
      }
    } else if (end - start >= SHORTEST) {
      yield [start, end];
    }
    start = end;
  }
}

/** Whether words are separated in one way, or in groups set apart by a soft mark. @param {Set<string | null>} marks */
function isUniform(marks) {
  if (marks.size === 1) return true;
  return marks.size === 2 && marks.has("") && [...marks].some((mark) => SOFT.has(mark ?? ""));
}

/**
 * Whether words with these numbers have a valid checksum, and are neither a piece of the list nor few words repeated.
 * @param {number[]} numbers
 */
async function isPhrase(numbers) {
  if (numbers.every((number, at) => at === 0 || numbers[at - 1] < number)) return false;
  const few = new Set(numbers).size * 3 < numbers.length;
  if (few && (new Set(numbers.slice(0, -1)).size > 1 || numbers.at(-1) === numbers[0])) return false;
  let value = 0n;
  for (const number of numbers) value = (value << 11n) | BigInt(number);
  const checkBits = numbers.length / 3;
  const entropy = new Uint8Array(checkBits * 4);
  let rest = value >> BigInt(checkBits);
  for (let at = entropy.length - 1; at >= 0; at -= 1) {
    entropy[at] = Number(rest & 255n);
    rest >>= 8n;
  }
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", entropy));
  return digest[0] >> (8 - checkBits) === Number(value & ((1n << BigInt(checkBits)) - 1n));
}

/**
 * Windows that do not overlap, in order; the longest have the first choice.
 * @param {Window[]} windows
 */
function apart(windows) {
  /** @type {Window[]} */
  const kept = [];
  /** @type {Set<number>} */
  const taken = new Set();
  const sorted = [...windows].sort((a, b) => a[0] - a[1] - (b[0] - b[1]) || a[0] - b[0]);
  for (const [first, last] of sorted) {
    const tokens = Array.from({ length: last - first }, (_, at) => first + at);
    if (tokens.some((token) => taken.has(token))) continue;
    for (const token of tokens) taken.add(token);
    kept.push([first, last]);
  }
  return kept.sort((a, b) => a[0] - b[0]);
}
