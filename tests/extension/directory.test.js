import assert from "node:assert/strict";
import { test } from "node:test";
import { authorityOfEntry, contactsOfEntry, FILE, isAuthority, merged, SCHEMA } from "../../extension/shared/directory.js";
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

for (const name of ["Entry", "Authority"]) {
  test(`the typed ${name} has the fields that are written`, () => {
    const body = new RegExp(`interface ${name} \\{([^}]+)\\}`, "u").exec(read("extension/types/directory.d.ts"))?.[1] ?? "";
    const typed = [...body.matchAll(/^\s+(\w+)\??:/gmu)].map(([, field]) => field).sort();
    assert.ok(typed.length > 8);
    assert.deepEqual(typed, fieldsOf(name));
  });
}

test("extension and companion mean the same file and schema", () => {
  assert.ok(PYTHON.includes(`SCHEMA = ${SCHEMA}\n`) && PYTHON.includes(`NAME = "${FILE}"`));
  assert.equal(PACKED.schema, SCHEMA);
  assert.match(PACKED.checked, /^\d{4}-\d{2}-\d{2}$/u);
});

test("the file has everybody once, in order, and nothing it should not", () => {
  const contact = new Set(fieldsOf("Contact"));
  const everybody = [...PACKED.platforms, ...PACKED.regulators];
  assert.equal(new Set(everybody.map(({ id }) => id)).size, everybody.length);
  for (const [name, section] of /** @type {const} */ ([["Entry", PACKED.platforms], ["Authority", PACKED.regulators]])) {
    const ids = section.map(({ id }) => id);
    assert.ok(ids.length > 30);
    assert.deepEqual(ids, [...ids].sort());
    const known = new Set(fieldsOf(name));
    for (const entry of section) {
      assert.deepEqual(Object.keys(entry).filter((key) => !known.has(key)), [], entry.id);
      assert.ok(entry.names.en && entry.checked <= PACKED.checked, entry.id);
      for (const channel of entry.channels ?? []) {
        assert.deepEqual(Object.keys(channel).filter((key) => !contact.has(key)), [], entry.id);
      }
    }
  }
});

/** @param {Protocol.OfficialChannel[] | undefined} channels @param {string} id @returns {string[]} keys of sentences */
function codesOf(channels, id) {
  const wanted = [];
  for (const { type, purpose, assurance, dm, url, evidence_url } of channels ?? []) {
    wanted.push(`channel_${type}`, `purpose_${purpose}`, `assurance_${assurance}`);
    if (dm) wanted.push(`channel_dm_${dm}`);
    for (const address of [url, evidence_url]) if (address) assert.equal(safeUrl(address), address, id);
  }
  return wanted;
}

test("every code of a platform has a sentence, and every address can be opened", () => {
  for (const { id, status, channels, statements, coverage } of PACKED.platforms) {
    assert.ok(["active", "renamed", "closed"].includes(status), id);
    const wanted = (statements ?? []).map((code) => `statement_${code}`);
    wanted.push(...Object.keys(coverage ?? {}).map((type) => `channel_${type}`), ...codesOf(channels, id));
    assert.deepEqual(wanted.filter((key) => !(key in EN)), [], id);
  }
});

test("every code of an authority has a sentence, every address can be opened, and it says what it takes on", () => {
  for (const { id, kind, country, channels, takes, places } of PACKED.regulators) {
    assert.match(country, /^[A-Z]{2}$/u, id);
    assert.ok(places?.includes(country) && places.length > 1, id);
    for (const tag of ["en", "zh-Hans", "zh-Hant"]) assert.ok(takes[tag], id);
    assert.deepEqual([`kind_${kind}`, ...codesOf(channels, id)].filter((key) => !(key in EN)), [], id);
  }
});

test("an entry becomes the answer the companion would give", () => {
  for (const entry of PACKED.platforms) {
    const said = contactsOfEntry(entry);
    assert.equal(said.platform, entry.id);
    assert.equal(said.stale, false);
    for (const value of Object.values(said)) assert.notEqual(value, undefined, entry.id);
  }
  for (const entry of PACKED.regulators) {
    const said = authorityOfEntry(entry);
    assert.equal(said.regulator, entry.id);
    for (const value of Object.values(said)) assert.notEqual(value, undefined, entry.id);
  }
});

test("the answer from the package has the members of the companion's", () => {
  const golden = (/** @type {string} */ name) => readJson(`tests/protocol/golden/${name}.reply.json`).result;
  const keys = (/** @type {object} */ value) => Object.keys(value).sort();
  assert.deepEqual(keys(contactsOfEntry(PACKED.platforms[0])), keys(golden("contacts")));
  assert.deepEqual(keys(authorityOfEntry(PACKED.regulators[0])), keys(golden("regulator")));
});

test("what the companion lists goes over the package, and what only one of them has stays", () => {
  const { found } = readJson("tests/protocol/golden/platforms_all.reply.json").result;
  const [platform, authority] = /** @type {Protocol.Found[]} */ (found);
  assert.deepEqual([isAuthority(platform), isAuthority(authority)], [false, true]);
  const newer = { ...platform, id: PACKED.platforms[0].id };
  const all = merged(PACKED, [platform, authority, newer]);
  assert.equal(all.length, PACKED.platforms.length + PACKED.regulators.length + 2);
  assert.equal(all.find(({ id }) => id === newer.id), newer);
  assert.ok(all.includes(platform) && all.includes(authority) && all.includes(PACKED.regulators[0]));
  assert.deepEqual(merged(null, [platform]), [platform]);
  assert.deepEqual(merged(null, []), []);
});
