// A secret spread over messages: a fake desk that asks for "the first word, then the second". Only conversations that are
// warned of are read so (content/guard_sent.js), and only what was sent in this tab.
import { find } from "./detect.js";
import { normal } from "./words.js";

/** So many words in a row leave enough unsaid for the phrase to be safe, and are hardly ever small talk. */
const FEWEST = 5;
const MOST_SENT = 24;
const LONGEST = 200;
/** A message of one word, with or without its number. */
const WORD = /^[^\p{L}]*(\p{L}[\p{L}\p{M}]*)[^\p{L}]*$/u;
const PIECE = /^[0-9A-Za-z]{8,}$/u;
const HEX_KEY = /^(?:0[xX])?[0-9a-fA-F]{64}$/u;

/** @typedef {{ kind: string, published: boolean }} Secret */

/**
 * The secret that a message completes together with those before it, or null.
 * @param {string[]} sent the last messages, the newest at the end
 * @param {string} text the message about to be sent
 * @param {import("./words.js").Lists} lists
 * @returns {Promise<Secret | null>}
 */
export async function inMessages(sent, text, lists) {
  if (sent.length === 0 || text.length > LONGEST) return null;
  const all = [...sent.slice(-MOST_SENT), text].map((message) => String(message).slice(0, LONGEST).trim());
  if (areWords(all.slice(-FEWEST), lists)) return { kind: "seed_words", published: false };
  const [phrase] = await find(all.join("\n"), lists, {});
  return phrase ?? inPieces(all, lists);
}

/**
 * @param {string[]} messages
 * @param {import("./words.js").Lists} lists
 */
function areWords(messages, { known, words }) {
  if (messages.length < FEWEST) return false;
  let common = 2 ** words.length - 1;
  for (const message of messages) {
    const word = WORD.exec(message)?.[1];
    common &= word ? (known.get(normal(word)) ?? 0) : 0;
  }
  // Who says the same thing over and over names no words.
  return common !== 0 && new Set(messages).size === messages.length;
}

/**
 * A key cut into pieces.
 * @param {string[]} messages
 * @param {import("./words.js").Lists} lists
 * @returns {Promise<Secret | null>}
 */
async function inPieces(messages, lists) {
  let whole = "";
  for (const message of [...messages].reverse()) {
    if (!PIECE.test(message)) return null;
    whole = message + whole;
    if (whole === message) continue;
    // Nobody halves the number of a transaction.
    const [secret] = await find(whole, lists, { context: HEX_KEY.test(whole) ? lists.cues.private_key[0] : "" });
    if (secret) return secret;
  }
  return null;
}
