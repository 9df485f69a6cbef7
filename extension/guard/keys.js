// Private keys; companion/realdesk/entities/secrets_keys.py, which says why each rule is there.
import { decode, decodeCheck } from "./base58.js";
import { isKeyPair, maybeSignature } from "./ed25519.js";
import { squeeze } from "./words.js";

/** @typedef {import("./words.js").Lists} Lists */
/** @typedef {[kind: string, start: number, end: number]} Found */

const LONG = /(?<![0-9A-Za-z])[0-9A-Za-z]{51,111}(?![0-9A-Za-z])/gu;
const HEX = /^(?:0[xX])?[0-9a-fA-F]{64}$/u;
const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const EXTENDED_PRIVATE = new Set(
  "0488ade4 049d7878 04b2430c 0295b005 02aa7a99 04358394 044a4e28 045f18bc 024285b5 02575048".split(" "),
);
const BEFORE = 100;
const REACH = 40;
const MOST_DERIVED = 4;
const MOST_DECODED = 64;
const BYTES = /\[[ \t\r\n]*[0-9]{1,3}(?:[ \t\r\n]*,[ \t\r\n]*[0-9]{1,3}){63}[ \t\r\n]*\]/gu;
const CIPHERTEXT = /"ciphertext"[ \t\r\n]*:[ \t\r\n]*"[0-9a-fA-F]{32,}"/gu;
const KDF = /"kdf"[ \t\r\n]*:[ \t\r\n]*"(?:scrypt|pbkdf2)"/u;
const CRYPTO = /"[cC]rypto"[ \t\r\n]*:[ \t\r\n]*\{/u;
const MOST_PIECES = 2000;
const BETWEEN = /[ \t\r\n-]+/gu;
const GROUPS = /(?<![0-9A-Za-z])(?:0[xX])?[0-9a-fA-F]{2,62}(?:[ \t\r\n-]{1,2}[0-9a-fA-F]{2,62}){1,31}(?![0-9A-Za-z])/gu;
const GROUPS_58 =
  /(?<![0-9A-Za-z])(?=[59KLc6]|[xyztuvYZUV]prv)[1-9A-HJ-NP-Za-km-z]{4,107}(?:[ \t\r\n-]{1,2}[1-9A-HJ-NP-Za-km-z]{1,107}){1,27}(?![0-9A-Za-z])/gu;
const MOST_KEYSTORES = 8;
const KEYSTORE_REACH = 2000;

/**
 * @param {string} text
 * @param {string} context
 * @param {Lists} lists
 * @returns {Promise<Found[]>}
 */
export async function findKeys(text, context, lists) {
  const whole = [...(await longValues(text, context, lists)), ...(await keyPairs(text)), ...keystores(text)];
  return text.length > MOST_PIECES ? whole : [...whole, ...(await pieces(text, context, lists))];
}

/**
 * Keys that are written in groups or over several lines.
 * @param {string} text
 * @param {string} context
 * @param {Lists} lists
 */
async function pieces(text, context, lists) {
  /** @type {Found[]} */
  const found = [];
  for (const { 0: groups, index } of text.matchAll(GROUPS)) {
    const value = groups.replace(BETWEEN, "");
    const before = text.slice(Math.max(0, index - BEFORE), index);
    if (HEX.test(value) && isNamedKey(value, before, context, lists)) found.push(["private_key", index, index + groups.length]);
  }
  for (const { 0: groups, index } of text.matchAll(GROUPS_58)) {
    const kind = await checked(groups.replace(BETWEEN, ""));
    if (kind) found.push([kind, index, index + groups.length]);
  }
  return found;
}

/**
 * @param {string} text
 * @param {string} context
 * @param {Lists} lists
 */
async function longValues(text, context, lists) {
  /** @type {Found[]} */
  const found = [];
  for (const { 0: value, index } of text.matchAll(LONG)) {
    const end = index + value.length;
    if (HEX.test(value)) {
      const before = text.slice(Math.max(0, index - BEFORE), index);
      if (isNamedKey(value, before, context, lists)) found.push(["private_key", index, end]);
    } else {
      const kind = await checked(value);
      if (kind) found.push([kind, index, end]);
    }
  }
  return found;
}

/** What a value with a checksum is. @param {string} value */
async function checked(value) {
  if (![51, 52, 58, 111].includes(value.length)) return null;
  const body = await decodeCheck(value);
  if (body === null) return null;
  if (value.length === 111) {
    const version = [...body.slice(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return body.length === 78 && EXTENDED_PRIVATE.has(version) && body[45] === 0 ? "extended_key" : null;
  }
  if (value.length === 58) {
    return body.length === 39 && body[0] === 1 && (body[1] === 0x42 || body[1] === 0x43) ? "bip38" : null;
  }
  const plain = body.length === 33 || (body.length === 34 && body[33] === 1);
  return plain && (body[0] === 0x80 || body[0] === 0xef) ? "wif" : null;
}

/**
 * @param {string} value
 * @param {string} before
 * @param {string} context
 * @param {Lists} lists
 */
function isNamedKey(value, before, context, { cues }) {
  const secret = BigInt(`0x${value.slice(-64)}`);
  if (secret === 0n || secret >= CURVE_ORDER) return false;
  return lastCueIsKey(squeeze(before), REACH, cues) || lastCueIsKey(squeeze(context), context.length, cues);
}

/**
 * @param {string} said
 * @param {number} reach
 * @param {Lists["cues"]} cues
 */
function lastCueIsKey(said, reach, cues) {
  const ends = cues.private_key.map((cue) => (said.includes(cue) ? said.lastIndexOf(cue) + cue.length : -1));
  const key = Math.max(...ends);
  if (key < 0 || said.length - key > reach) return false;
  const after = said.slice(key);
  return !cues.public_value.some((cue) => after.includes(cue));
}

/** @param {string} text */
async function keyPairs(text) {
  /** @type {{ start: number, end: number, raw: Uint8Array<ArrayBuffer> }[]} */
  const candidates = [];
  let decoded = 0;
  for (const { 0: value, index } of text.matchAll(LONG)) {
    if (value.length < 86 || value.length > 88 || decoded >= MOST_DECODED) continue;
    decoded += 1;
    const raw = decode(value);
    if (raw?.length === 64) candidates.push({ start: index, end: index + value.length, raw });
  }
  for (const { 0: value, index } of text.matchAll(BYTES)) {
    const numbers = (value.match(/[0-9]+/gu) ?? []).map(Number);
    if (Math.max(...numbers) < 256) candidates.push({ start: index, end: index + value.length, raw: Uint8Array.from(numbers) });
  }
  candidates.sort((a, b) => Number(maybeSignature(a.raw)) - Number(maybeSignature(b.raw)) || a.start - b.start);
  /** @type {Found[]} */
  const found = [];
  for (const { start, end, raw } of candidates.slice(0, MOST_DERIVED)) {
    if (await isKeyPair(raw)) found.push(["solana_key", start, end]);
  }
  return found;
}

/**
 * @param {string} text
 * @returns {Found[]}
 */
function keystores(text) {
  /** @type {Found[]} */
  const found = [];
  for (const { 0: value, index } of [...text.matchAll(CIPHERTEXT)].slice(0, MOST_KEYSTORES)) {
    const low = Math.max(0, index - KEYSTORE_REACH);
    const high = index + value.length + KEYSTORE_REACH;
    const crypto = CRYPTO.exec(text.slice(low, index));
    if (crypto === null || !KDF.test(text.slice(low, high))) continue;
    const head = text.slice(low, low + crypto.index);
    const brace = head.lastIndexOf("{");
    const start = brace >= 0 ? low + brace : low + crypto.index;
    found.push(["keystore", start, closing(text, start, high)]);
  }
  return found;
}

/**
 * Where the object that opens at or after `start` ends; `limit` if it does not.
 * @param {string} text
 * @param {number} start
 * @param {number} limit
 */
function closing(text, start, limit) {
  let depth = 0;
  for (let at = start; at < Math.min(limit, text.length); at += 1) {
    if (text[at] === "{") depth += 1;
    else if (text[at] === "}") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return Math.min(limit, text.length);
}
