import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { I18n, isolate, LOCALES, localeFor } from "../../extension/shared/i18n.js";
import { bannerView, headline, reasons, rulesetLine, safeUrl, showsBanner } from "../../extension/shared/view.js";
import { messagesOf, pathOf, read, readJson } from "./support.js";

const EN = messagesOf("en");
const KEYS = Object.keys(EN);
const MODEL = read("companion/realdesk/ruleset/model.py");

/** @param {string} locale */
const i18nOf = (locale) => new I18n(locale, messagesOf(locale), EN);

/** @param {string} message */
const placeholders = (message) => [...message.matchAll(/\$(\w+)\$/gu)].map(([, name]) => name.toLowerCase()).sort();

/** The codes of a `Literal` in model.py. @param {string} name */
function literal(name) {
  const body = new RegExp(`^${name} = Literal\\[([^\\]]+)\\]`, "mu").exec(MODEL)?.[1] ?? "";
  const codes = [...body.matchAll(/"(\w+)"/gu)].map(([, code]) => code);
  assert.ok(codes.length > 0, name);
  return codes;
}

/** Every script of the extension. */
function sources() {
  const files = /** @type {string[]} */ (readdirSync(pathOf("extension"), { recursive: true }));
  return files.filter((file) => file.endsWith(".js")).map((file) => read(`extension/${file}`)).join("\n");
}

/** The command line, which says what the extension says. */
function commandLine() {
  const files = /** @type {string[]} */ (readdirSync(pathOf("companion/realdesk"), { recursive: true }));
  return files.filter((file) => file.endsWith(".py")).map((file) => read(`companion/realdesk/${file}`)).join("\n");
}

test("locale folders are the ones that are offered, and named as browsers expect", () => {
  assert.deepEqual(readdirSync(pathOf("extension/_locales")).sort(), [...LOCALES].sort());
  for (const locale of LOCALES) assert.match(locale, /^[a-z]{2}(_[A-Z]{2})?$/u);
});

for (const locale of LOCALES) {
  test(`${locale} has the same sentences and placeholders as English, each described, with examples`, () => {
    const messages = messagesOf(locale);
    assert.deepEqual(Object.keys(messages), KEYS);
    for (const [key, entry] of Object.entries(messages)) {
      assert.ok(entry.message && entry.description, key);
      const used = [...new Set(placeholders(entry.message))];
      assert.deepEqual(used, [...new Set(placeholders(EN[key].message))], key);
      assert.deepEqual(used, Object.keys(entry.placeholders ?? {}).sort(), key);
      for (const { content, example } of Object.values(entry.placeholders ?? {})) assert.ok(content && example, key);
    }
  });
}

for (const locale of ["zh_CN", "zh_TW"]) {
  test(`${locale} uses full-width punctuation, its own quotes and a space beside Latin words`, () => {
    const quotes = locale === "zh_CN" ? /[「」『』]/u : /[“”‘’]/u;
    for (const [key, { message }] of Object.entries(messagesOf(locale))) {
      assert.doesNotMatch(message, /\p{Script=Han}\)?[,:;?!()]|[,:;?!()]\p{Script=Han}/u, key);
      assert.doesNotMatch(message, quotes, key);
      assert.doesNotMatch(message, /\p{Script=Han}[A-Za-z$]|[A-Za-z$]\p{Script=Han}/u, key);
      assert.doesNotMatch(message, /你/u, key);
    }
  });
}

test("Taiwan's sentences use Taiwan's words", () => {
  for (const [key, { message }] of Object.entries(messagesOf("zh_TW"))) {
    assert.doesNotMatch(message, /[网络们联系]|信息|屏幕|打开|應用程序|用戶|博客|默認|點擊/u, key);
  }
});

test("what is only not listed is never called fraud", () => {
  const harsh = /scam|fraud|phish|fake|诈骗|欺诈|骗|假冒|詐騙|騙/iu;
  const quiet = KEYS.filter((key) => /caution|unknown|not_listed|listed_by/u.test(key));
  assert.ok(quiet.length > 8);
  for (const locale of LOCALES) for (const key of quiet) assert.doesNotMatch(messagesOf(locale)[key].message, harsh, key);
});

test("every code of the ruleset has a sentence", () => {
  const wanted = [
    ...literal("ChannelType").map((code) => `channel_${code}`),
    ...literal("Purpose").map((code) => `purpose_${code}`),
    ...literal("Assurance").map((code) => `assurance_${code}`),
    ...literal("StatementCode").map((code) => `statement_${code}`),
  ];
  assert.deepEqual(wanted.filter((key) => !(key in EN)), []);
});

test("every reason the companion can give has a sentence", () => {
  const policy = read("rules/policy.toml");
  // What weighs nothing is never shown.
  const weighed = [...policy.matchAll(/^\[signals\.(\w+)\]\nweight = (?!0\.0$)/gmu)].map(([, code]) => code);
  const plain = ["listed", "listed_by_third_parties", "ruleset_stale", "former_domain", "not_listed", "listed_contact",
    "listed_contact_by_others", "listed_not_proof", "not_a_contact", "platform_not_known", "not_supported"];
  assert.ok(weighed.length > 5);
  assert.deepEqual([...weighed, ...plain].filter((code) => !(`reason_${code}` in EN)), []);
});

test("every fault of an installation has a sentence and says what to do", () => {
  const faults = read("companion/realdesk/installation/faults.py");
  const codes = [...faults.matchAll(/^ {4}"(\w+)",$/gmu)].map(([, code]) => code);
  assert.ok(codes.length > 30);
  const wanted = codes.flatMap((code) => [`fault_${code}`, `fix_${code}`]);
  assert.deepEqual(wanted.filter((key) => !(key in EN)), []);
  assert.deepEqual(KEYS.filter((key) => /^(fault|fix)_/u.test(key) && !wanted.includes(key)), []);
});

test("every key that is used is defined, and every key that is defined is used", () => {
  const code = sources() + read("extension/manifest.json");
  const used = [...code.matchAll(/(?:\.t|\.tOr)\(\s*"(\w+)"|__MSG_(\w+)__/gu)].map(([, a, b]) => a ?? b);
  assert.deepEqual(used.filter((key) => !(key in EN)), []);
  const families =
    /^(headline|reason|channel|purpose|assurance|statement|coverage_none|explain|companion|popup|welcome_level|entity|use|kind|fault|fix|level|check|error|update_result|feeds_column|feeds_attempt)_/u;
  const all = code + commandLine();
  // Python's f-strings quote a key inside with the other sign.
  const named = (/** @type {string} */ key) => [`"${key}"`, `'${key}'`, `__MSG_${key}__`].some((text) => all.includes(text));
  const unused = KEYS.filter((key) => !families.test(key) && !named(key));
  assert.deepEqual(unused, []);
});

test("a long host keeps whose it is and what it imitates", () => {
  const filler = "account-verification-and-recovery";
  const inner = isolate(`secure.${filler}.binance.com.${filler}.evil-desk.example`, { telling: ["binance.com"] });
  assert.ok(Array.from(inner).length <= 50);
  assert.match(inner, /binance\.com/u);
  assert.match(inner, /evil-desk\.example\u2069$/u);
  const front = isolate(`coinbase-help.${filler}.${filler}.evil-desk.example`);
  assert.match(front, /^\u2068coinbase-help/u);
  assert.match(front, /evil-desk\.example\u2069$/u);
  for (const telling of [[], ["", null, undefined], ["y".repeat(500)], ["a"]]) {
    assert.ok(Array.from(isolate("a".repeat(300), { telling })).length <= 50);
  }
});

test("the type of a contact is never said to be a contact", () => {
  for (const locale of LOCALES) {
    const messages = JSON.parse(read(`extension/_locales/${locale}/messages.json`));
    const i18n = new I18n(locale, messages, EN);
    const reason = { code: "contact_unlisted", params: { value: "@okx_vip_service", type: "handle" } };
    const [said] = reasons(i18n, /** @type {any} */ ({ reasons: [reason], platform_names: {} }));
    assert.ok(said.includes(i18n.t("entity_handle")), said);
  }
});

test("every state has its sentences", () => {
  const levels = ["official", "none", "unknown", "caution", "danger"];
  const troubles = ["missing", "forbidden", "too_old", "lost", "no_ruleset", "stale"];
  const wanted = [
    ...levels.flatMap((level) => [`headline_${level}`, `headline_${level}_platform`]),
    ...["unknown", "caution", "danger"].map((level) => `explain_${level}`),
    ...troubles.flatMap((state) => [`companion_${state}_title`, `companion_${state}_text`]),
    ...["special", "no_access", "reload", "failed"].flatMap((page) => [`popup_${page}_title`, `popup_${page}_text`]),
  ];
  assert.deepEqual(wanted.filter((key) => !(key in EN)), []);
});

test("the golden answers of the companion become sentences without a gap in every language", () => {
  for (const locale of LOCALES) {
    const i18n = i18nOf(locale);
    for (const name of ["caution", "danger", "none", "official", "unknown"]) {
      const { result } = readJson(`tests/protocol/golden/check_page_${name}.reply.json`);
      const sentences = [headline(i18n, result), ...reasons(i18n, result)];
      for (const sentence of sentences) assert.doesNotMatch(sentence, /\$|undefined|reason_|\u2068\u2069/u);
      assert.equal(bannerView(i18n, result, null) !== null, showsBanner(result));
    }
  }
});

test("the browser's language chooses the sentences unless the user did", () => {
  const chosen = [["", "zh-TW"], ["", "zh-Hant-HK"], ["", "zh-CN"], ["", "zh"], ["", "fr"], ["zh_TW", "en"], ["xx", "en-GB"]];
  assert.deepEqual(
    chosen.map(([choice, browser]) => localeFor(choice, browser)),
    ["zh_TW", "zh_TW", "zh_CN", "zh_CN", "en", "zh_TW", "en"],
  );
});

test("a host name cannot turn the sentence around and keeps its telling end", () => {
  assert.equal(isolate("a\u202eb\u2069c"), "\u2068abc\u2069");
  const long = isolate(`${"a".repeat(200)}.evil.example`);
  assert.ok(long.endsWith(".evil.example\u2069") && long.length <= 50);
});

test("a space before a Chinese name is dropped, before a Latin one kept", () => {
  const i18n = i18nOf("zh_CN");
  assert.equal(i18n.t("reason_claims_brand", { platform: isolate("欧易") }), "此页面自称是\u2068欧易\u2069。");
  assert.equal(i18n.t("reason_claims_brand", { platform: isolate("OKX") }), "此页面自称是 \u2068OKX\u2069。");
});

test("codes of a newer companion still become a sentence", () => {
  const verdict = { ...readJson("tests/protocol/golden/check_page_danger.reply.json").result, reasons: [{ code: "new", params: {} }] };
  assert.deepEqual(reasons(i18nOf("en"), verdict), [EN.reason_other.message]);
});

test("only harmless addresses are opened", () => {
  assert.equal(safeUrl("javascript:alert(1)"), null);
  assert.equal(safeUrl("http://plain.example/"), null);
  assert.equal(safeUrl("nonsense"), null);
  assert.equal(safeUrl("https://x.com/a"), "https://x.com/a");
  assert.equal(safeUrl("tel:+15550100"), "tel:+15550100");
});

test("the ruleset line says when the list is old and who signed it", () => {
  const { ruleset } = readJson("tests/protocol/golden/hello.reply.json").result;
  const line = rulesetLine(i18nOf("en"), { ...ruleset, stale: true, label: "local development" });
  assert.ok(line.includes(EN.ruleset_stale_short.message) && line.includes(EN.ruleset_signed_local.message));
});
