import assert from "node:assert/strict";
import { test } from "node:test";
import { find } from "../../extension/guard/detect.js";
import { FILE, ready } from "../../extension/guard/words.js";
import { read, readJson } from "./support.js";

/** @typedef {[kind: string, start: number, end: number, count: number]} Expected positions in code points */
/** @typedef {{ name: string, text: string, context?: string, codes?: boolean, published?: boolean, found: Expected[] }} Row */

const LISTS = ready(readJson(`extension/${FILE}`));
/** @type {Row[]} */
const ROWS = readJson("tests/vectors/secrets.json");

test("every row of the vectors is found, or not found, as the companion does", async () => {
  assert.ok(ROWS.length > 1000);
  for (const { name, text, context, codes, found, published = false } of ROWS) {
    const secrets = await find(text, LISTS, { context, codes });
    /** @param {number} at */
    const points = (at) => [...text.slice(0, at)].length;
    const got = secrets.map(({ kind, start, end, count }) => [kind, points(start), points(end), count]);
    assert.deepEqual(got, found, name);
    assert.deepEqual(secrets.map((secret) => secret.published), found.map(() => published), name);
  }
});

test("what was found does not repeat the secret", async () => {
  for (const { name, text, context, codes, found } of ROWS) {
    if (found.length === 0) continue;
    for (const secret of await find(text, LISTS, { context, codes })) {
      assert.deepEqual(Object.keys(secret).sort(), ["count", "end", "kind", "published", "start"], name);
    }
  }
});

test("lists of another version are refused", () => {
  assert.throws(() => ready({ ...readJson(`extension/${FILE}`), schema: 1 }));
});

test("both sides read the same file of the same version", () => {
  const python = read("companion/realdesk/entities/secrets_words.py");
  assert.ok(python.includes(`NAME = "${FILE}"`) && python.includes("SCHEMA = 2\n"));
});
