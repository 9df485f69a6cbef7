import assert from "node:assert/strict";
import { test } from "node:test";
import { readFileSync } from "node:fs";
import { pathOf } from "./support.js";
import { RULES, documentOf, realdesk } from "./surface_support.js";

/** @param {string} html @returns {Ui.WidgetFact[]} */
const collect = (html) => JSON.parse(JSON.stringify(realdesk.widgets.collect(documentOf(html, "https://shop.example/help"), RULES.widgets)));

/** Vendors with samples in the rules: id, sample, tenant. @returns {[string, string, string][]} */
function samples() {
  const blocks = readFileSync(pathOf("rules/widgets.toml"), "utf-8").split("[[widgets]]").slice(1);
  return blocks.flatMap((block) => {
    const of = (/** @type {string} */ key) => new RegExp(`^${key} = "(.*)"$`, "mu").exec(block)?.[1] ?? "";
    const list = /^samples = \[(.*)\]$/mu.exec(block)?.[1] ?? "";
    return [...list.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/gu)].map(([, double, single]) => /** @type {[string, string, string]} */ ([of("id"), double ?? single, of("expect")]));
  });
}

const ESCAPED = (/** @type {string} */ text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

for (const [vendor, sample, tenant] of samples()) {
  test(`the tenant of ${vendor} is read from ${sample.slice(0, 40)}`, () => {
    const isCode = !sample.startsWith("https://");
    const widget = RULES.widgets.find(({ id }) => id === vendor);
    const html = isCode
      ? `<script>window.__lc={};function _MEIQIA(){}\n${sample}</script>`
      : `<a href="${ESCAPED(sample)}">chat</a><template><script></script></template><iframe src="${ESCAPED(sample)}"></iframe>`;
    const found = collect(html).filter((fact) => fact.vendor === vendor);
    assert.deepEqual(found, [{ vendor, tenant }], JSON.stringify(widget));
  });
}

test("enough vendors have a tenant", () => assert.ok(new Set(samples().map(([vendor]) => vendor)).size >= 20));

test("a vendor whose page does not say the tenant is named without one", () => {
  assert.deepEqual(collect('<div class="crisp-client"></div>'), [{ vendor: "crisp", tenant: null }]);
});

test("a page without a support chat has none, and a host that only looks like a vendor's counts for nothing", () => {
  assert.deepEqual(collect("<p>Contact us by mail</p>"), []);
  assert.deepEqual(collect('<iframe src="https://embed.tawk.to.evil.example/5000000000000000000000aa/x"></iframe>'), []);
});

test("a page full of snippets is looked at within bounds", () => {
  const html = `<script>//${"x".repeat(300_000)} CRISP_WEBSITE_ID="00000000-0000"</script>${'<a href="https://wa.me/447911123456">x</a>'.repeat(2000)}`;
  assert.deepEqual(collect(html), [{ vendor: "whatsapp_float", tenant: "447911123456" }]);
});
