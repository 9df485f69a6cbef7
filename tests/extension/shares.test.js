import assert from "node:assert/strict";
import { test } from "node:test";
import { sharesOf } from "../../extension/shared/view.js";
import { readJson } from "./support.js";

/** @param {[string, number | undefined][]} given */
const shares = (given) => sharesOf(given.map(([code, share]) => ({ code, params: {}, share })));

test("each reason that weighs shows its share", () => {
  assert.deepEqual(shares([["a", 60], ["b", 40]]), [60, 40]);
  const { reasons } = readJson("tests/protocol/golden/check_page_danger.reply.json").result;
  assert.ok(sharesOf(reasons).every((share) => share > 0));
});

test("a single reason is all of the score: there is nothing to compare", () => {
  assert.deepEqual(shares([["a", 100]]), [0]);
  assert.deepEqual(shares([["a", 100], ["listed", 0]]), [0, 0]);
});

test("a code that is given twice brings its share once", () => {
  assert.deepEqual(shares([["a", 60], ["a", 60], ["b", 40]]), [60, 0, 40]);
});

test("an older companion sends no shares, and one out of range is not shown", () => {
  assert.deepEqual(shares([["a", undefined], ["b", undefined]]), [0, 0]);
  assert.deepEqual(shares([["a", 50], ["b", 400], ["c", 50]]), [50, 0, 50]);
});
