// The word lists of seed phrases and the words beside keys, and the one form in which both are compared. The same as
// companion/realdesk/entities/secrets_words.py; tests/vectors/secrets.json holds both equal.

export const SCHEMA = 2;
export const FILE = "data/secrets.json";
export const PREFIX_LETTERS = 4;
const NOT_ASCII = /[^\0-\x7f]/u;
const LATIN_MARKS = /[\u0300-\u036f]/gu;
const ACCENTED = /[\u00c0-\u024f]/gu;
const SQUEEZED = /[ \t\r\n\u00a0\u3000_-]+/gu;

/**
 * @typedef {object} Lists
 * @property {Map<string, number>} known a word to the lists that have it: bit n for `words[n]`
 * @property {Map<string, number>[]} words each list: a word to its number; after the lists those of abbreviated words
 * @property {{ private_key: string[], public_value: string[], one_time_code: string[] }} cues squeezed words
 * @property {number} correctable bit n for each of `words` in which a word written wrongly is recognised
 * @property {string[][]} ordinals stems of first, second and so on, a row for each language
 * @property {Set<string>} common frequent words that are in no list
 * @property {Set<string>} published digests of what stands in public documentation
 * @property {Map<number, Map<string, string[]>>} cut for corrections, made when first needed
 */

/** @param {string} word lower case, half width, without Latin accents */
export function normal(word) {
  if (!NOT_ASCII.test(word)) return word.toLowerCase();
  return word.normalize("NFKD").replace(LATIN_MARKS, "").normalize("NFC").toLowerCase();
}

/** @param {string} text normal, without white space, `_` and `-`: so cues are looked for */
export function squeeze(text) {
  return normal(text).replace(SQUEEZED, "");
}

/** In lower case and without accents on Latin letters, character by character. @param {string} text */
export function flat(text) {
  const low = text.toLowerCase();
  // A few capital letters have a small one of two characters.
  return (low.length === text.length ? low : text).replace(ACCENTED, (letter) => {
    const plain = normal(letter);
    return plain.length === 1 && !NOT_ASCII.test(plain) ? plain : letter;
  });
}

/**
 * The content of data/secrets.json, ready for look-ups.
 * @param {{ schema: number, lists: Record<string, string>, cues: Lists["cues"], common: string, ordinals: string[],
 *   published: string[] }} data
 * @returns {Lists}
 */
export function ready(data) {
  if (data.schema !== SCHEMA) throw new Error(`${FILE} has schema ${data.schema}`);
  const lists = Object.values(data.lists).map((text) => text.split(" "));
  const latin = lists.filter((words) => !NOT_ASCII.test(words[0]));
  const all = [...lists, ...latin.map((words) => words.map((word) => word.slice(0, PREFIX_LETTERS)))];
  const words = all.map((list) => new Map(list.map((word, number) => [word, number])));
  /** @type {Map<string, number>} */
  const known = new Map();
  all.forEach((list, position) => {
    for (const word of list) known.set(word, (known.get(word) ?? 0) | (1 << position));
  });
  return {
    known,
    words,
    cues: data.cues,
    correctable: lists.reduce((bits, list, at) => (list[0].length > 1 ? bits | (1 << at) : bits), 0),
    ordinals: data.ordinals.map((row) => row.split(" ")),
    common: new Set(data.common.split(" ")),
    published: new Set(data.published),
    cut: new Map(),
  };
}
