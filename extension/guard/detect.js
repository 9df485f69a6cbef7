// Finds secrets that open a wallet. The same detector as companion/realdesk/entities/secrets_detect.py: what a user types
// is examined here, inside the extension, and never goes to the companion. tests/vectors/secrets.json holds both equal.
import { findCodes } from "./codes.js";
import { findKeys } from "./keys.js";
import { findPhrases } from "./phrase.js";
import { isPublished } from "./published.js";

/**
 * A secret in a text, by kind and place only: it can be passed on without repeating the secret.
 * @typedef {object} Secret
 * @property {number} start
 * @property {number} end
 * @property {string} kind seed_phrase, private_key, wif, bip38, extended_key, solana_key, keystore or one_time_code
 * @property {number} count words of a seed phrase; 1 for everything else
 * @property {boolean} published it stands in public documentation: everybody has it
 */

/**
 * @param {string} text
 * @param {import("./words.js").Lists} lists
 * @param {{ context?: string, codes?: boolean }} [about] `context` is what is said of the whole text elsewhere, such as
 *   the label of its field; `codes` also looks for one-time codes
 * @returns {Promise<Secret[]>} in order, not overlapping
 */
export async function find(text, lists, { context = "", codes = false } = {}) {
  /** @type {Omit<Secret, "published">[]} */
  const found = (await findPhrases(text, lists)).map(([start, end, count]) => ({ start, end, kind: "seed_phrase", count }));
  const others = [...(await findKeys(text, context, lists)), ...(codes ? findCodes(text, lists) : [])];
  for (const [kind, start, end] of others) found.push({ start, end, kind, count: 1 });
  found.sort((a, b) => a.start - b.start || a.end - b.end);
  /** @type {Omit<Secret, "published">[]} */
  const kept = [];
  for (const secret of found) {
    const last = kept.at(-1);
    if (!last || last.end <= secret.start) kept.push(secret);
    else if (secret.end - secret.start > last.end - last.start) kept[kept.length - 1] = secret;
  }
  return Promise.all(
    kept.map(async (secret) => {
      return { ...secret, published: await isPublished(secret.kind, text.slice(secret.start, secret.end), lists) };
    }),
  );
}
