// The checksum of seed phrases; companion/realdesk/entities/secrets_checksum.py.

export const SIZES = [24, 21, 18, 15, 12];
export const SHORTEST = 12;

/**
 * Whether words with these numbers have a valid checksum, and are neither a piece of the list nor few words repeated.
 * @param {number[]} numbers
 */
export async function isPhrase(numbers) {
  if (!SIZES.includes(numbers.length)) return false;
  if (numbers.every((number, at) => at === 0 || numbers[at - 1] < number)) return false;
  if (numbers.every((number, at) => at === 0 || numbers[at - 1] > number)) return false;
  const few = new Set(numbers).size * 3 < numbers.length;
  if (few && (new Set(numbers.slice(0, -1)).size > 1 || numbers.at(-1) === numbers[0])) return false;
  let value = 0n;
  for (const number of numbers) value = (value << 11n) | BigInt(number);
  const checkBits = numbers.length / 3;
  const entropy = new Uint8Array(checkBits * 4);
  let rest = value >> BigInt(checkBits);
  for (let at = entropy.length - 1; at >= 0; at -= 1) {
    entropy[at] = Number(rest & 255n);
    rest >>= 8n;
  }
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", entropy));
  return digest[0] >> (8 - checkBits) === Number(value & ((1n << BigInt(checkBits)) - 1n));
}
