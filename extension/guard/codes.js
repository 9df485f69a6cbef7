// One-time codes; companion/realdesk/entities/secrets_codes.py.
import { squeeze } from "./words.js";

const WHOLE = /^[ \t\r\n]*(?:[A-Z]-)?([0-9]{4,8}|[0-9]{3}[ -][0-9]{3}|[0-9]{4}[ -][0-9]{4})[ \t\r\n]*[.!]?[ \t\r\n]*$/u;
const INSIDE = /[0-9]{3}[ -][0-9]{3}|[0-9]{4,8}/gu;
const JOINING = new Set("0123456789.,:/+-#$€£¥%");
const LETTER = /^[0-9A-Za-z]$/u;
const NEAR = 40;
const MOST = 50;

/**
 * @param {string} text
 * @param {import("./words.js").Lists} lists
 * @returns {[kind: string, start: number, end: number][]}
 */
export function findCodes(text, { cues }) {
  const whole = WHOLE.exec(text);
  if (whole) {
    const start = text.indexOf(whole[1]);
    return [["one_time_code", start, start + whole[1].length]];
  }
  /** @type {[string, number, number][]} */
  const found = [];
  for (const { 0: value, index } of [...text.matchAll(INSIDE)].slice(0, MOST)) {
    const end = index + value.length;
    if (!isAlone(text, index, end)) continue;
    const around = squeeze(text.slice(Math.max(0, index - NEAR), end + NEAR));
    const six = value.replace(/[ -]/u, "").length === 6;
    if (six || cues.one_time_code.some((cue) => around.includes(cue))) found.push(["one_time_code", index, end]);
  }
  return found;
}

/**
 * Whether a number is not part of an amount, a date, a telephone number or a name.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
function isAlone(text, start, end) {
  const [before, after, beyond] = [text.charAt(start - 1), text.charAt(end), text.charAt(end + 1)];
  if (LETTER.test(before) || LETTER.test(after)) return false;
  if (JOINING.has(before) && before !== ":") return false;
  return !JOINING.has(after) || !/[0-9]/u.test(beyond);
}
