import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { HOST_NAME } from "../../extension/background/webext.js";
import { PROTOCOL } from "../../extension/background/native.js";
import { pathOf, read, readJson } from "./support.js";

const MANIFEST = readJson("extension/manifest.json");
const IDS = readJson("extension/data/ids.json");

test("the committed key gives the id that the companion admits", () => {
  const hash = createHash("sha256").update(Buffer.from(MANIFEST.key, "base64")).digest("hex").slice(0, 32);
  const id = [...hash].map((digit) => "abcdefghijklmnop"[Number.parseInt(digit, 16)]).join("");
  assert.deepEqual(IDS.chromium, [id]);
  assert.deepEqual(IDS.gecko, [MANIFEST.browser_specific_settings.gecko.id]);
});

test("every file the manifest names exists", () => {
  const scripts = MANIFEST.content_scripts.flatMap((/** @type {any} */ entry) => entry.js);
  const files = [
    ...scripts,
    ...Object.values(MANIFEST.icons),
    ...Object.values(MANIFEST.action.default_icon),
    MANIFEST.action.default_popup,
    MANIFEST.options_ui.page,
    MANIFEST.background.service_worker,
    ...MANIFEST.background.scripts,
    "welcome/welcome.html",
  ];
  assert.deepEqual(files.filter((file) => !existsSync(pathOf(`extension/${file}`))), []);
});

test("every page script is listed, the namespace first and the start last", () => {
  const js = MANIFEST.content_scripts.flatMap((/** @type {any} */ entry) => entry.js);
  const files = readdirSync(pathOf("extension/content")).filter((file) => file.endsWith(".js"));
  assert.deepEqual([...js].sort(), files.map((file) => `content/${file}`).sort());
  assert.equal(js[0], "content/namespace.js");
  assert.equal(js.at(-1), "content/index.js");
});

test("the guard listens before any script of the page, everything else waits for the page", () => {
  const runs = MANIFEST.content_scripts.map((/** @type {any} */ { run_at, js }) => [run_at, js.includes("content/guard.js")]);
  assert.deepEqual(runs, [["document_start", true], ["document_idle", false]]);
  for (const entry of MANIFEST.content_scripts) {
    assert.deepEqual([entry.all_frames, entry.match_about_blank, entry.match_origin_as_fallback], [true, true, true]);
  }
});

test("permissions are the ones that are explained", () => {
  assert.deepEqual(MANIFEST.permissions, ["nativeMessaging", "storage"]);
  assert.deepEqual(MANIFEST.host_permissions, ["<all_urls>"]);
  const readme = read("extension/README.md");
  for (const name of [...MANIFEST.permissions, ...MANIFEST.host_permissions]) assert.ok(readme.includes(`\`${name}\``), name);
  assert.equal(MANIFEST.externally_connectable, undefined);
  assert.equal(MANIFEST.web_accessible_resources, undefined);
});

test("what is handed to the companion is declared to Firefox", () => {
  const { gecko } = MANIFEST.browser_specific_settings;
  assert.deepEqual(gecko.data_collection_permissions, {
    required: ["browsingActivity", "websiteContent"],
    optional: ["personalCommunications"],
  });
});

test("host name and protocol version are the companion's", () => {
  assert.equal(HOST_NAME, "org.realdesk.companion");
  assert.ok(read("companion/realdesk/protocol.py").includes(`PROTOCOL_VERSION = "${PROTOCOL}"`));
});

test("the typed messages have the fields of protocol.py", () => {
  const python = read("companion/realdesk/protocol.py");
  const types = read("extension/types/protocol.d.ts");
  const names = [...types.matchAll(/interface (\w+) \{([^}]+)\}/gu)];
  assert.ok(names.length >= 10);
  for (const [, name, body] of names) {
    const record = new RegExp(`^class ${name}\\(msgspec[\\s\\S]*?(?=^class |^\\w+ = |(?![\\s\\S]))`, "mu").exec(python)?.[0] ?? "";
    const wanted = [...record.matchAll(/^ {4}(\w+):/gmu)].map(([, field]) => field).sort();
    const typed = [...body.matchAll(/^\s+(\w+)\??:/gmu)].map(([, field]) => field).sort();
    assert.deepEqual(typed, wanted, name);
  }
});

test("nothing is loaded from elsewhere and nothing is evaluated", () => {
  const files = /** @type {string[]} */ (readdirSync(pathOf("extension"), { recursive: true }));
  for (const file of files.filter((name) => /\.(js|html|css)$/u.test(name))) {
    const text = read(`extension/${file}`);
    assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/u, file);
    assert.doesNotMatch(text, /(?:src|href|url\()\s*=?\s*["']?https?:/u, file);
  }
});
