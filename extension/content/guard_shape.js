"use strict";

// A first look at what is typed or pasted: could it be a secret at all? It must be cheap and must never miss one; the
// word lists and checksums are in the worker (background/guard.js), which is asked only when this says yes. So no tab
// holds the lists, and pasting ordinary text is never delayed.
(() => {
  const SHORTEST = 12;
  const TOKEN =
    /[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\u0300-\u036f\uff21-\uff3a\uff41-\uff5a]+|[\u3041-\u3096\u3099\u309a\u30a1-\u30fa\u30fc\u1100-\u11ff\uac00-\ud7a3\u4e00-\u9fff]+/gu;
  const PLAIN = /[\t\n\r \u00a0\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff0-9\uff10-\uff19\u2460-\u2473]+/gu;
  const GLUED = /^[0-9\uff10-\uff19]|^[\u2460-\u2473]*$/u;
  const SOFT = new Set(", ， 、 - – — | / ; · •".split(" "));
  const LONGEST_GAP = 40;
  const LONGEST_MARKS = 4;
  const MARKS = /[\u0300-\u036f]/gu;
  // Frequent words that are in none of the lists; a test holds that. Hardly a sentence goes without one of them.
  const COMMON = new Set(
    ("the and for are was not but with has had his her its our your their who " +
      "been were could should does did she him which those these being per has " +
      "los las les des del con por que muy mas est pas vous nous avec sont " +
      "che non dei della per com nao uma das der die das und ist nicht den von mit sie ein eine auf " +
      "jsem jste jsou nebo ale pri bylo https http www com").split(" "),
  );
  // Letters that end most words of a Korean sentence and no word of the Korean list.
  const KOREAN_ENDING = /[는은를다]$/u;
  const SHAPES = [
    { script: "latin", word: /^[a-z]{3,9}$/u },
    { script: "hangul", word: /^[\uac00-\ud7a3]{2,4}$/u },
    { script: "kana", word: /^[\u3041-\u3096]{3,7}$/u },
    { script: "han", word: /^[\u4e00-\u9fff]$/u },
  ];
  // The same with a letter more or less, or two of them run together.
  const LEAST = 3;
  const NEAR = [
    { script: "latin", word: /^[a-z]{2,18}$/u },
    { script: "hangul", word: /^[\uac00-\ud7a3]{1,8}$/u },
    { script: "kana", word: /^[\u3041-\u3096]{2,14}$/u },
  ];
  // A part of every eleventh in the rules; a test holds that.
  const ELEVENTH = /eleven|elft|und[eé]cim|onzi[eè]m|undicesim|одиннадцат|jeden[aá]ct/iu;
  const OTHER_NUMBERS = /\uff11\uff11|\u246a|十一/u;
  const NOT_ASCII = /[^\0-\x7f]/u;
  const LONG = /(?<![0-9A-Za-z])[0-9A-Za-z]{51,111}(?![0-9A-Za-z])/gu;
  const HEX = /^(?:0[xX])?[0-9a-fA-F]{64}$/u;
  // WIF, BIP-38, extended keys and key pairs, by alphabet, first letters and length.
  const BASE58 = /^(?:[59].{50}|[KLc].{51}|6P.{56}|[xyztuvYZUV]prv.{107}|.{86,88})$/u;
  const NOT_BASE58 = /[0OIl]/u;
  // A part of every word that makes a hex value a key; a test holds that.
  const KEY_WORD = /key|schl|clave|llave|cl[eé]|chave|chiave|kl[ií]|klucz|ключ|秘密|キー|키|anahtar|kh[oó]a|kunci|私|[钥鑰]/iu;
  // Groups of a key written apart, and how long they are together.
  const MOST_PIECES = 2000;
  const BETWEEN = /[ \t\r\n-]+/gu;
  const LENGTHS = new Set([51, 52, 58, 64, 66, 111]);
  const PIECES = [
    /(?<![0-9A-Za-z])(?:0[xX])?[0-9a-fA-F]{2,62}(?:[ \t\r\n-]{1,2}[0-9a-fA-F]{2,62}){1,31}(?![0-9A-Za-z])/gu,
    /(?<![0-9A-Za-z])(?=[59KLc6]|[xyztuvYZUV]prv)[1-9A-HJ-NP-Za-km-z]{4,107}(?:[ \t\r\n-]{1,2}[1-9A-HJ-NP-Za-km-z]{1,107}){1,27}(?![0-9A-Za-z])/gu,
  ];
  const BYTES = /\[\s*\d{1,3}(?:\s*,\s*\d{1,3}){63}\s*\]/u;
  const DIGITS = /[0-9]{4}|[0-9]{3}[ -][0-9]{3}/u;

  /**
   * Which list a word could be of, and whether it looks like none of its words and could only be one written wrongly.
   * @param {string} token
   * @param {string} script of the word before
   */
  function lookOf(token, script) {
    const plain = NOT_ASCII.test(token) ? token.normalize("NFKD").replace(MARKS, "").normalize("NFC") : token;
    const word = plain.toLowerCase();
    if (COMMON.has(word) || KOREAN_ENDING.test(word)) return null;
    const shape = SHAPES.find((one) => one.word.test(word));
    if (shape) return { script: shape.script, odd: false };
    const near = NEAR.find((one) => one.word.test(word) && (script === "" || one.script === script));
    return near ? { script: near.script, odd: true } : null;
  }

  /** What separates two words beside white space and numbers; null if they do not belong together. @param {string} gap */
  function marksOf(gap) {
    if (gap === " ") return "";
    if (gap.length > LONGEST_GAP || GLUED.test(gap)) return null;
    const marks = gap.replace(PLAIN, "");
    return marks.length <= LONGEST_MARKS ? marks : null;
  }

  /** @param {(string | null)[]} marks */
  function isUniform(marks) {
    const kinds = new Set(marks);
    if (kinds.size === 1) return true;
    return kinds.size === 2 && kinds.has("") && [...kinds].some((kind) => SOFT.has(kind ?? ""));
  }

  /**
   * Twelve words in a row that look like words of a list; one of them may look otherwise, and two may be run together.
   * @param {string} text
   */
  function hasWords(text) {
    let script = "";
    let end = 0;
    /** @type {string[]} */
    let marks = [];
    // How many words back in this run the odd one is, and a long one.
    let [odd, long] = [Infinity, Infinity];
    for (const { 0: token, index } of text.matchAll(TOKEN)) {
      const found = lookOf(token, script);
      const gap = found && found.script === script ? marksOf(text.slice(end, index)) : null;
      if (!found || gap === null) [marks, odd, long] = [[], Infinity, Infinity];
      else marks.push(gap);
      [odd, long] = [odd + 1, long + 1];
      if (found?.odd) {
        // Only one may be: the run begins behind the last.
        if (odd < Infinity) marks = marks.slice(-odd);
        odd = 0;
      }
      if (found && token.length >= 2 * LEAST) long = 0;
      script = found?.script ?? "";
      end = index + token.length;
      const fewest = long < SHORTEST - 1 ? SHORTEST - 2 : SHORTEST - 1;
      if (marks.length >= fewest && isUniform(marks.slice(-fewest))) return true;
    }
    return false;
  }

  /** Every value up to eleven, in digits or in words. @param {string} text */
  function hasNumbers(text) {
    if (ELEVENTH.test(text)) return true;
    if (!/11|\uff11\uff11|\u246a|十一/u.test(text)) return false;
    const values = new Set((text.match(/[0-9]+/gu) ?? []).map(Number));
    if (values.size > SHORTEST - 2) {
      for (let value = 1; value < SHORTEST; value += 1) if (!values.has(value)) return OTHER_NUMBERS.test(text);
      return true;
    }
    return OTHER_NUMBERS.test(text);
  }

  /**
   * @param {string} text
   * @param {string} context
   */
  function hasKey(text, context) {
    for (const [value] of text.matchAll(LONG)) {
      if (BASE58.test(value) && !NOT_BASE58.test(value)) return true;
      if (HEX.test(value) && (KEY_WORD.test(text) || KEY_WORD.test(context))) return true;
    }
    if (text.length <= MOST_PIECES && hasPieces(text)) return true;
    return BYTES.test(text) || text.includes('"ciphertext"');
  }

  /** @param {string} text */
  function hasPieces(text) {
    return PIECES.some((groups) => (text.match(groups) ?? []).some((found) => LENGTHS.has(found.replace(BETWEEN, "").length)));
  }

  realdesk.guardShape = {
    COMMON,
    KEY_WORD,
    mayHold(text, context, codes) {
      if (codes && DIGITS.test(text)) return true;
      // Twelve characters with a separator between any two.
      if (text.length < 2 * SHORTEST - 1) return false;
      return hasWords(text) || hasNumbers(text) || hasKey(text, context);
    },
  };
})();
