// Seed phrases with one word written wrongly, two words run together, or all words in reversed order. The same as
// companion/realdesk/entities/secrets_near.py, which says why each rule is there.
import { isPhrase, SHORTEST, SIZES } from "./checksum.js";
import { PREFIX_LETTERS } from "./words.js";

/** @typedef {import("./words.js").Lists} Lists */
/** @typedef {[first: number, last: number]} Window first token and the one after the last */
/**
 * @typedef {object} Run
 * @property {number} number of the list
 * @property {Window} window
 * @property {number | null} miss the one token in it that is not in the list
 * @property {number[][]} instead what that may stand for
 */

export const FEWEST = SHORTEST - 1;
const PROBE = 5;
const LONGEST = 36;
const SHORTEST_WORD = 3;
const MOST_CORRECTED = 16;
const BEGINS = "…";
const KOREAN_ENDING = /[는은를다]$/u;

/**
 * The phrases in what `runsNear` gave.
 * @param {Run[]} near
 * @param {string[]} tokens normal
 * @param {string[]} gaps
 * @param {(string | null)[]} marks
 * @param {Lists} lists
 * @returns {AsyncGenerator<[first: number, last: number, words: number]>}
 */
export async function* findNear(near, tokens, gaps, marks, lists) {
  for (const { number, window, miss, instead } of near) {
    const words = lists.words[number];
    const numbers = tokens.map((token) => words.get(token) ?? 0);
    for (const [low, high] of windows(window, miss)) {
      if (!standsApart(tokens, gaps, marks, [low, high], words)) continue;
      const wholes =
        miss === null
          ? [numbers.slice(low, high).reverse()]
          : instead.map((right) => [...numbers.slice(low, miss), ...right, ...numbers.slice(miss + 1, high)]);
      for (const whole of wholes) {
        if (!(await isPhrase(whole))) continue;
        yield [low, high, whole.length];
        break;
      }
    }
  }
}

/**
 * The places where a phrase could stand that is nearly right.
 * @param {string[]} tokens normal
 * @param {Lists} lists
 * @returns {Generator<Run>}
 */
export function* runsNear(tokens, lists) {
  const { known, words, correctable, common } = lists;
  let left = MOST_CORRECTED;
  const seen = new Set();
  for (let probe = PROBE - 1; probe < tokens.length; probe += PROBE) {
    const mask = (known.get(tokens[probe]) ?? 0) & correctable;
    for (let number = 0; mask >> number !== 0; number += 1) {
      if ((mask & (1 << number)) === 0) continue;
      const list = words[number];
      const first = back(tokens, probe, list);
      const last = on(tokens, probe, list);
      /** @type {[Window, number | null][]} */
      const found = [[[first, last], null]];
      if (first > 0) found.push([[back(tokens, first - 1, list), last], first - 1]);
      if (last < tokens.length) found.push([[first, on(tokens, last + 1, list)], last]);
      for (const [window, miss] of found) {
        const key = `${number} ${window.join(" ")}`;
        const length = window[1] - window[0];
        if (length < FEWEST || length > LONGEST || seen.has(key)) continue;
        seen.add(key);
        if (miss === null) {
          yield { number, window, miss, instead: [] };
        } else if (left > 0 && !common.has(tokens[miss])) {
          left -= 1;
          const instead = corrections(tokens[miss], number, lists);
          if (instead.length > 0) yield { number, window, miss, instead };
        }
      }
    }
  }
}

/**
 * @param {string[]} tokens
 * @param {number} at
 * @param {Map<string, number>} list
 */
function back(tokens, at, list) {
  let first = at;
  while (first > 0 && list.has(tokens[first - 1])) first -= 1;
  return first;
}

/**
 * @param {string[]} tokens
 * @param {number} at
 * @param {Map<string, number>} list
 */
function on(tokens, at, list) {
  let last = at;
  while (last < tokens.length && list.has(tokens[last])) last += 1;
  return last;
}

/**
 * @param {Window} run
 * @param {number | null} miss
 * @returns {Generator<Window>}
 */
function* windows([first, last], miss) {
  for (const size of SIZES) {
    for (const length of miss === null ? [size] : [size, size - 1]) {
      for (let low = first; low <= last - length; low += 1) {
        if (miss === null || (low <= miss && miss < low + length)) yield [low, low + length];
      }
    }
  }
}

/**
 * Whether the words are separated in one way and begin and end where a line does or the separators change.
 * @param {string[]} tokens
 * @param {string[]} gaps
 * @param {(string | null)[]} marks
 * @param {Window} window
 * @param {Map<string, number>} list
 */
function standsApart(tokens, gaps, marks, [low, high], list) {
  const goesOn = [low - 1, high - 1].some((gap) => {
    return gap >= 0 && gap < gaps.length && marks[gap] === marks[low] && !gaps[gap].includes("\n");
  });
  if (goesOn) return false;
  const inside = new Set(marks.slice(low, high - 1));
  if (inside.size !== 1 || inside.has(null)) return false;
  const lines = gaps.slice(low, high - 1).every((gap) => gap.includes("\n"));
  return [[low - 1, low - 2, low - 1], [high - 1, high, high]].every(([gap, beyond, outer]) => {
    if (gap < 0 || gap >= gaps.length || !inside.has(marks[gap])) return true;
    // Where every word has a line, a line of several words or one of another kind is what sets them apart.
    if (!lines || !list.has(tokens[outer])) return true;
    return beyond >= 0 && beyond < gaps.length && !gaps[beyond].includes("\n");
  });
}

/**
 * The numbers of what a word may stand for: a word one slip away, one it begins, or two run together.
 * @param {string} word
 * @param {number} number that of the list
 * @param {Lists} lists
 */
export function corrections(word, number, lists) {
  if (word.length < SHORTEST_WORD || KOREAN_ENDING.test(word)) return [];
  const list = lists.words[number];
  const cut = lists.cut.get(number) ?? cutOf(list);
  lists.cut.set(number, cut);
  const near = new Set();
  for (const form of [word, ...less(word)]) {
    for (const right of cut.get(form) ?? []) if (isOneSlip(word, right)) near.add(right);
  }
  if (word.length >= PREFIX_LETTERS) {
    for (const right of cut.get(word.slice(0, PREFIX_LETTERS) + BEGINS) ?? []) if (right.startsWith(word)) near.add(right);
  }
  const found = [...near].map((right) => [list.get(right) ?? 0]);
  for (let at = SHORTEST_WORD; at <= word.length - SHORTEST_WORD; at += 1) {
    const [one, two] = [list.get(word.slice(0, at)), list.get(word.slice(at))];
    if (one !== undefined && two !== undefined) found.push([one, two]);
  }
  return found;
}

/** The words by themselves, by themselves less a letter, and by how they begin. @param {Map<string, number>} list */
function cutOf(list) {
  /** @type {Map<string, string[]>} */
  const cut = new Map();
  for (const word of list.keys()) {
    for (const form of [word, ...less(word), word.slice(0, PREFIX_LETTERS) + BEGINS]) {
      const same = cut.get(form);
      if (same) same.push(word);
      else cut.set(form, [word]);
    }
  }
  return cut;
}

/** @param {string} word */
function less(word) {
  return new Set(Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1)));
}

/**
 * Whether a letter more, less, or in another's place, or two neighbours exchanged, make one of the other.
 * @param {string} one
 * @param {string} other
 */
function isOneSlip(one, other) {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1 || one === other || short.length < SHORTEST_WORD) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  if (short.length < long.length) return short.slice(start) === long.slice(start + 1);
  if (short.slice(start + 1) === long.slice(start + 1)) return true;
  return short[start] === long[start + 1] && short[start + 1] === long[start] && short.slice(start + 2) === long.slice(start + 2);
}
