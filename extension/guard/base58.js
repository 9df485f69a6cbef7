// Base58 with and without a checksum; companion/realdesk/entities/secrets_base58.py.

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const CHECK = 4;

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/**
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer> | null} null if it has other characters
 */
export function decode(text) {
  let value = 0n;
  for (const char of text) {
    const digit = ALPHABET.indexOf(char);
    if (digit < 0) return null;
    value = value * 58n + BigInt(digit);
  }
  const zeros = /^1*/u.exec(text)?.[0].length ?? 0;
  const hex = value === 0n ? "" : value.toString(16);
  const padded = hex.length % 2 ? `0${hex}` : hex;
  const bytes = new Uint8Array(zeros + padded.length / 2);
  for (let at = 0; at < padded.length / 2; at += 1) {
    bytes[zeros + at] = Number.parseInt(padded.slice(at * 2, at * 2 + 2), 16);
  }
  return bytes;
}

/**
 * The bytes before the checksum, or null if it does not hold.
 * @param {string} text
 */
export async function decodeCheck(text) {
  const raw = decode(text);
  if (raw === null || raw.length <= CHECK) return null;
  const body = raw.slice(0, -CHECK);
  const sum = await sha256(await sha256(body));
  return raw.slice(-CHECK).every((byte, at) => byte === sum[at]) ? body : null;
}
