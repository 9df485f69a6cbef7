import assert from "node:assert/strict";
import { test } from "node:test";
import { contactsOfEntry, FILE, SCHEMA } from "../../extension/shared/directory.js";
import { safeUrl } from "../../extension/shared/view.js";
import { messagesOf, read, readJson } from "./support.js";

/** @type {Directory.File} */
const PACKED = readJson(`extension/${FILE}`);
const EN = messagesOf("en");
const PYTHON = read("companion/realdesk/ruleset/directory.py");

/** Fields of a record in directory.py. @param {string} name */
function fieldsOf(name) {
  const record = new RegExp(`^class ${name}\\(msgspec[\\s\\S]*?(?=^class |^def )`, "mu").exec(PYTHON)?.[0] ?? "";
  return [...record.matchAll(/^ {4}(\w+):/gmu)].map(([, field]) => field).sort();
}

test("the typed entry has the fields that are written", () => {
  const body = /interface Entry \{([^}]+)\}/u.exec(read("extension/types/directory.d.ts"))?.[1] ?? "";
  const typed = [...body.matchAll(/^\s+(\w+)\??:/gmu)].map(([, field]) => field).sort();
  assert.ok(typed.length > 8);
  assert.deepEqual(typed, fieldsOf("Entry"));
});

test("extension and companion mean the same file and schema", () => {
  assert.ok(PYTHON.includes(`SCHEMA = ${SCHEMA}\n`) && PYTHON.includes(`NAME = "${FILE}"`));
  assert.equal(PACKED.schema, SCHEMA);
  assert.match(PACKED.checked, /^\d{4}-\d{2}-\d{2}$/u);
});

test("the file has every platform once, in order, and nothing it should not", () => {
  const ids = PACKED.platforms.map(({ id }) => id);
  assert.ok(ids.length > 0);
  assert.deepEqual(ids, [...new Set(ids)].sort());
  const known = new Set(fieldsOf("Entry"));
  const contact = new Set(fieldsOf("Contact"));
  for (const entry of PACKED.platforms) {
    assert.deepEqual(Object.keys(entry).filter((key) => !known.has(key)), [], entry.id);
    assert.ok(entry.names.en && entry.checked <= PACKED.checked, entry.id);
    for (const channel of entry.channels ?? []) {
      assert.deepEqual(Object.keys(channel).filter((key) => !contact.has(key)), [], entry.id);
    }
  }
});

test("every code in the file has a sentence, and every address can be opened", () => {
  for (const { id, status, channels, statements, coverage } of PACKED.platforms) {
    assert.ok(["active", "renamed", "closed"].includes(status), id);
    const wanted = (statements ?? []).map((code) => `statement_${code}`);
    wanted.push(...Object.keys(coverage ?? {}).map((type) => `channel_${type}`));
    for (const { type, purpose, assurance, dm, url, evidence_url } of channels ?? []) {
      wanted.push(`channel_${type}`, `purpose_${purpose}`, `assurance_${assurance}`);
      if (dm) wanted.push(`channel_dm_${dm}`);
      for (const address of [url, evidence_url]) if (address) assert.equal(safeUrl(address), address, id);
    }
    assert.deepEqual(wanted.filter((key) => !(key in EN)), [], id);
  }
});

test("an entry becomes the answer the companion would give", () => {
  for (const entry of PACKED.platforms) {
    const said = contactsOfEntry(entry);
    assert.equal(said.platform, entry.id);
    assert.equal(said.stale, false);
    for (const value of Object.values(said)) assert.notEqual(value, undefined, entry.id);
  }
});
