// Phrases, keys and key files that stand in public documentation; companion/realdesk/entities/secrets_published.py.
import { normal, PREFIX_LETTERS } from "./words.js";

const KINDS = new Set(["seed_phrase", "private_key", "keystore"]);
const SALT = "realdesk published example: ";
const CIPHERTEXT = /"ciphertext"[ \t\r\n]*:[ \t\r\n]*"([0-9a-fA-F]{32,})"/u;

/**
 * Whether everybody can read a secret in public documentation.
 * @param {string} kind
 * @param {string} text the secret as it was found
 * @param {import("./words.js").Lists} lists
 */
export async function isPublished(kind, text, { published }) {
  if (!KINDS.has(kind)) return false;
  let value = text.slice(-64).toLowerCase();
  if (kind === "seed_phrase") {
    value = (text.match(/[A-Za-z]+/gu) ?? []).map((word) => normal(word).slice(0, PREFIX_LETTERS)).join(" ");
  } else if (kind === "keystore") {
    value = CIPHERTEXT.exec(text)?.[1].toLowerCase() ?? "";
  }
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(SALT + value)));
  return published.has([...digest.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
}
