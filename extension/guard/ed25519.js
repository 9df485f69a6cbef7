// Whether 64 bytes are an Ed25519 key pair and not a signature; companion/realdesk/entities/secrets_ed25519.py. Not by
// the browser's own Ed25519: it does not give the public key of a bare seed, and older browsers have none.

const P = 2n ** 255n - 19n;
const HIGHEST_OF_SIGNATURE = 0x10;

/** @typedef {[bigint, bigint, bigint, bigint]} Point extended homogeneous coordinates X, Y, Z, T */

/** @param {bigint} value */
const mod = (value) => {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
};

/** @param {bigint} value */
function inverse(value) {
  let result = 1n;
  let power = mod(value);
  for (let rest = P - 2n; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = mod(result * power);
    power = mod(power * power);
  }
  return result;
}

const D = mod(-121665n * inverse(121666n));
const BASE_X = 15112221349535400772501151409588531511454012693041857206046113283949847762202n;
const BASE_Y = mod(4n * inverse(5n));

/** @param {Uint8Array} bytes little endian */
function number(bytes) {
  let value = 0n;
  for (let at = bytes.length - 1; at >= 0; at -= 1) value = (value << 8n) | BigInt(bytes[at]);
  return value;
}

/**
 * @param {Point} one
 * @param {Point} two
 * @returns {Point}
 */
function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * t1 * t2 * D);
  const d = mod(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

/** Whether 64 bytes could be a signature; of key pairs one in fifteen could, too. @param {Uint8Array} raw */
export function maybeSignature(raw) {
  return raw[63] <= HIGHEST_OF_SIGNATURE;
}

/**
 * Whether the last 32 of 64 bytes are the public key of the first 32.
 * @param {Uint8Array<ArrayBuffer>} raw
 */
export async function isKeyPair(raw) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-512", raw.slice(0, 32)));
  let scalar = (number(digest.slice(0, 32)) & ((1n << 254n) - 8n)) | (1n << 254n);
  /** @type {Point} */
  let result = [0n, 1n, 1n, 0n];
  /** @type {Point} */
  let point = [BASE_X, BASE_Y, 1n, mod(BASE_X * BASE_Y)];
  for (; scalar > 0n; scalar >>= 1n) {
    if (scalar & 1n) result = add(result, point);
    point = add(point, point);
  }
  const [x, y, z] = result;
  const scale = inverse(z);
  return (mod(y * scale) | ((mod(x * scale) & 1n) << 255n)) === number(raw.slice(32));
}
