// Renaming any one class, id, attribute or named value in a replica leaves the answer as it was or makes it "cannot be
// read": never "nothing there", never somebody else's name, never a message that is not there or on the wrong side.
import assert from "node:assert/strict";
import { test } from "node:test";
import { documentOf, essence, mutations, readPage, replica, replicas, wrongIn } from "./surface_support.js";

/** @param {any} value */
const json = (value) => JSON.stringify(value);

for (const name of replicas()) {
  const { html, expected } = replica(name);
  const { url, ...wanted } = expected;
  test(`${name}: every expected value is read`, () => {
    assert.deepEqual(essence(readPage(documentOf(html, url))), wanted);
  });

  test(`${name}: no single renaming makes it wrong`, () => {
    const all = mutations(html, url);
    assert.ok(all.length >= 4, `only ${all.length} changes`);
    let unknown = 0;
    for (const { what, html: changed } of all) {
      const read = essence(readPage(documentOf(changed, url)));
      if (json(read) === json(wanted)) continue;
      unknown += 1;
      assert.equal(wrongIn(read, wanted), "", what);
    }
    assert.ok(unknown > 0, "no change was noticed at all: the changes do not reach what is read");
  });
}
