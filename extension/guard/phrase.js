// Seed phrases: 12 to 24 words of one BIP-39 list whose checksum holds. The same as
// companion/realdesk/entities/secrets_phrase.py, which says why each rule is there.
import { isPhrase, SHORTEST, SIZES } from "./checksum.js";
import { FEWEST, findNear, runsNear } from "./near.js";
import { findNumbered, mayBeNumbered } from "./numbered.js";
import { normal } from "./words.js";

/** @typedef {import("./words.js").Lists} Lists */
/** @typedef {[first: number, last: number]} Window first token and the one after the last */
/** @typedef {[start: number, end: number, words: number]} Found */

const TOKEN =
  /[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\u0300-\u036f\uff21-\uff3a\uff41-\uff5a]+|[\u3041-\u3096\u3099\u309a\u30a1-\u30fa\u30fc\u1100-\u11ff\uac00-\ud7a3\u4e00-\u9fff]+/gu;
const PLAIN = /[\t\n\r \u00a0\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff0-9\uff10-\uff19\u2460-\u2473]+/gu;
const NUMBER_ONLY = /^[0-9\uff10-\uff19\u2460-\u2473]*$/u;
const DIGIT_FIRST = /^[0-9\uff10-\uff19]/u;
const SOFT = new Set(", ， 、 - – — | / ; · •".split(" "));
const LONGEST_GAP = 40;
const LONGEST_MARKS = 4;
const LONGEST_RUN = 36;
const MOST_NEAR = 20000;

/**
 * @param {string} text
 * @param {Lists} lists
 * @returns {Promise<Found[]>}
 */
export async function findPhrases(text, lists) {
  const matches = [...text.matchAll(TOKEN)];
  if (matches.length < FEWEST) return [];
  const tokens = matches.map(([token]) => normal(token));
  const spans = matches.map(({ 0: { length }, index }) => /** @type {[number, number]} */ ([index, index + length]));
  /** @type {Found[]} */
  const found = [];
  /** @type {(first: number, last: number, words: number) => void} */
  const add = (first, last, words) => void found.push([spans[first][0], spans[last - 1][1], words]);
  for (const [number, run] of runs(tokens, lists)) {
    for await (const [first, last] of phrases(text, matches, tokens, lists.words[number], run)) add(first, last, last - first);
  }
  if (text.length > MOST_NEAR) return apart(found);
  const near = [...runsNear(tokens, lists)];
  if (near.length > 0) {
    const gaps = spans.slice(1).map(([next], at) => text.slice(spans[at][1], next));
    for await (const nearly of findNear(near, tokens, gaps, gaps.map(marksOf), lists)) add(...nearly);
  }
  const numbered = mayBeNumbered(text, lists) ? await findNumbered(text, spans, tokens, lists) : null;
  // Of two as long the one beside numbers is meant: "word" is a word of the list itself.
  return apart(numbered ? [numbered, ...found] : found);
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
 * What does not overlap, in order; the longest have the first choice, then those found first. A part of a phrase that is
 * nearly right may have a valid checksum by chance.
 * @param {Found[]} found
 */
function apart(found) {
  /** @type {Found[]} */
  const kept = [];
  for (const one of [...found].sort((a, b) => b[2] - a[2])) {
    if (kept.every(([start, end]) => one[1] <= start || one[0] >= end)) kept.push(one);
  }
  return kept.sort((a, b) => a[0] - b[0]);
}
