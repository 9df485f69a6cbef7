import assert from "node:assert/strict";
import { test } from "node:test";
import { Choices, readChoices, today } from "../../extension/background/choices.js";
import { Contacts } from "../../extension/background/contacts.js";
import { Dismissals, warningKey } from "../../extension/background/dismissals.js";
import { isInsistent, shownVerdict, siteState } from "../../extension/background/quiet.js";
import { answerBanner, answerSite, isSiteAsk } from "../../extension/background/site_asks.js";
import { I18n } from "../../extension/shared/i18n.js";
import { bannerView } from "../../extension/shared/view.js";
import { memory, messagesOf, readJson } from "./support.js";

/** @param {string} name */
const verdictOf = (name) => /** @type {Protocol.Verdict} */ (readJson(`tests/protocol/golden/check_page_${name}.reply.json`).result);
const CAUTION = verdictOf("caution");
const SECRETS = verdictOf("danger");
const SCOPE = "exampay-help.example";

/** @param {Protocol.Verdict} verdict @param {boolean} [isPrivate] */
const known = (verdict, isPrivate = false) => ({ doc: "a", url: `https://${SCOPE}/x`, verdict, private: isPrivate });

async function setup() {
  const [local, session] = [memory(), memory()];
  const choices = new Choices(local, session);
  const dismissals = new Dismissals(session);
  await Promise.all([choices.loaded, dismissals.loaded]);
  /** @type {Map<number, ReturnType<typeof known>>} */ const pages = new Map();
  /** @type {any[]} */ const opened = [];
  const siteOf = (/** @type {ReturnType<typeof known>} */ page) => siteState(page, choices, dismissals);
  const ext = { runtime: { getURL: (/** @type {string} */ path) => `ext:${path}` }, tabs: { create: async (/** @type {any} */ tab) => opened.push(tab) } };
  const contacts = new Contacts(local, session);
  const parts = /** @type {any} */ ({ ext, verdicts: pages, choices, dismissals, contacts, siteOf, redraw: async () => null });
  return { local, session, choices, dismissals, pages, opened, siteOf, parts };
}

test("the golden caution is of the scope these tests trust, the golden danger asks for secrets", () => {
  assert.equal(CAUTION.scope, SCOPE);
  assert.equal(isInsistent(CAUTION), false);
  assert.equal(isInsistent(SECRETS), true);
});

for (const kind of /** @type {const} */ (["trust", "mute"])) {
  test(`${kind} silences notes of its own scope and no other`, async () => {
    const { choices, siteOf } = await setup();
    await choices.choose(SCOPE, kind, false);
    assert.equal(siteOf(known(CAUTION)).silent, true);
    for (const scope of [`www.${SCOPE}`, `${SCOPE}:8443`, `${SCOPE}/view`, "", undefined]) {
      assert.equal(siteOf(known({ ...CAUTION, scope })).silent, false, scope);
    }
  });

  test(`${kind} never silences a request for secrets, and is not offered beside one`, async () => {
    const { choices, siteOf } = await setup();
    const page = known({ ...SECRETS, scope: SCOPE });
    assert.equal(siteOf(page).offers, false);
    await choices.choose(SCOPE, kind, false);
    assert.equal(siteOf(page).silent, false);
    assert.equal(shownVerdict(page.verdict, siteOf(page))?.level, "danger");
  });
}

test("a request for secrets cannot be dismissed, not even one that comes after the dismissal", async () => {
  const { dismissals, siteOf, parts } = await setup();
  const page = known({ ...SECRETS, scope: SCOPE });
  await answerBanner("dismiss", 1, page, parts);
  assert.equal(dismissals.list().length, 0);
  await dismissals.add(page);
  assert.equal(siteOf(page).silent, false);
  const view = bannerView(new I18n("en", messagesOf("en"), messagesOf("en")), page.verdict, null, siteOf(page));
  assert.deepEqual([view?.folds, view?.offers], [true, false]);
});

test("a trusted site has no sign on the button, a muted one keeps it", async () => {
  const { choices, siteOf } = await setup();
  await choices.choose(SCOPE, "mute", false);
  assert.equal(shownVerdict(CAUTION, siteOf(known(CAUTION)))?.level, "caution");
  await choices.choose(SCOPE, "trust", false);
  assert.equal(shownVerdict(CAUTION, siteOf(known(CAUTION))), null);
});

test("trust does not take the green sign from a listed page", async () => {
  const { choices, siteOf } = await setup();
  const page = known({ ...verdictOf("official"), scope: SCOPE });
  await choices.choose(SCOPE, "trust", false);
  assert.equal(shownVerdict(page.verdict, siteOf(page))?.level, "official");
  assert.equal(siteOf(page).offers, false);
});

test("choices outlive the browser, with their day", async () => {
  const { local, choices } = await setup();
  await choices.choose(SCOPE, "trust", false);
  const later = new Choices(local, memory());
  await later.loaded;
  assert.deepEqual(later.of(SCOPE, false), { scope: SCOPE, kind: "trust", since: today() });
  assert.match(today(new Date(2026, 0, 5)), /^2026-01-05$/u);
});

test("what is chosen in a private window is not written to disk, holds there only, and ends with the last one", async () => {
  const { local, session, choices, dismissals, siteOf, parts, pages } = await setup();
  pages.set(1, known(CAUTION, true));
  assert.equal(await answerSite({ type: "choose", tab: 1, scope: SCOPE, kind: "trust" }, parts), true);
  assert.equal(local.writes, 0);
  assert.equal(siteOf(known(CAUTION, true)).silent, true);
  assert.equal(siteOf(known(CAUTION, false)).silent, false);
  await answerBanner("dismiss", 2, known({ ...CAUTION, scope: "other.example" }, true), parts);
  await dismissals.add(known({ ...CAUTION, scope: "ordinary.example" }));
  assert.deepEqual([choices.list().length, dismissals.list().length], [1, 2]);
  await choices.forgetPrivate();
  await dismissals.forgetPrivate();
  assert.deepEqual(choices.list(), []);
  assert.deepEqual(dismissals.list().map(({ site }) => site), ["ordinary.example"]);
  assert.equal(local.writes, 0);
  assert.doesNotMatch(JSON.stringify(session.items), /other\.example/u);
});

test("a damaged store loses only what is damaged", async () => {
  const good = { scope: SCOPE, kind: "trust", since: "2026-11-24" };
  const bad = [
    null, 3, "x", [], {}, { ...good, scope: 7 }, { ...good, scope: "" }, { ...good, scope: "https://a.example" },
    { ...good, scope: `a.example/${"b".repeat(3000)}` }, { ...good, scope: "a b" }, { ...good, kind: "all" },
    { ...good, since: "yesterday" }, { ...good, scope: "EVIL.example" },
  ];
  assert.deepEqual(readChoices({ version: 1, entries: [...bad, { ...good, extra: 1 }, ...bad] }), [good]);
  for (const value of [undefined, null, 1, "x", [], {}, { version: 2, entries: [good] }, { version: 1 }, { version: 1, entries: {} }]) {
    assert.deepEqual(readChoices(value), []);
  }
  const broken = { get: async () => Promise.reject(new Error("corrupt")), set: async () => undefined };
  const choices = new Choices(broken, broken);
  const dismissals = new Dismissals(broken);
  await Promise.all([choices.loaded, dismissals.loaded]);
  assert.deepEqual([choices.list(), dismissals.list()], [[], []]);
  const store = memory();
  store.items.dismissed = [{ key: 1 }, null, "x", { key: "k", site: "s", since: "d", private: false, platform_names: {} }];
  const read = new Dismissals(store);
  await read.loaded;
  assert.deepEqual(read.list().map(({ key }) => key), ["k"]);
});

test("the stores are bounded: the oldest entry makes room", async () => {
  const { choices, dismissals } = await setup();
  for (let i = 0; i < 520; i += 1) await choices.choose(`s${i}.example`, "mute", false);
  for (let i = 0; i < 520; i += 1) await dismissals.add(known({ ...CAUTION, scope: `s${i}.example` }));
  assert.deepEqual([choices.list().length, dismissals.list().length], [500, 500]);
  assert.equal(choices.of("s0.example", false), null);
  assert.equal(choices.of("s519.example", false)?.kind, "mute");
});

test("a choice made while the store is read again is not lost", async () => {
  const { choices } = await setup();
  const reading = choices.reload();
  await choices.choose(SCOPE, "trust", false);
  await reading;
  assert.equal(choices.of(SCOPE, false)?.kind, "trust");
});

test("choices are taken back one by one and all together", async () => {
  const { choices, dismissals, parts } = await setup();
  await choices.choose("a.example", "trust", false);
  await choices.choose("b.example", "mute", false);
  await choices.choose("b.example", "trust", true);
  await dismissals.add(known(CAUTION));
  await answerSite({ type: "revoke", scope: "b.example" }, parts);
  assert.deepEqual(choices.list().map(({ scope }) => scope), ["a.example"]);
  await answerSite({ type: "undismiss", key: warningKey(`https://${SCOPE}/x`, CAUTION) }, parts);
  assert.equal(dismissals.list().length, 0);
  await choices.choose("c.example", "trust", true);
  await dismissals.add(known(CAUTION));
  await answerSite({ type: "revoke_all" }, parts);
  assert.deepEqual(await answerSite({ type: "choices" }, parts), { sites: [], dismissed: [], contacts: [] });
});

test("only the scope that was shown is trusted: a tab that moved on is not", async () => {
  const { choices, parts, pages } = await setup();
  pages.set(1, known({ ...CAUTION, scope: "moved-on.example" }));
  assert.equal(await answerSite({ type: "choose", tab: 1, scope: SCOPE, kind: "trust" }, parts), false);
  assert.deepEqual(choices.list(), []);
});

test("trust from a banner only opens the question, whose address does not name the site", async () => {
  const { choices, parts, pages, opened } = await setup();
  pages.set(7, known(CAUTION));
  await answerBanner("trust", 7, known(CAUTION), parts);
  assert.deepEqual(opened, [{ url: "ext:trust/trust.html?tab=7", openerTabId: 7 }]);
  assert.deepEqual(choices.list(), []);
  await answerBanner("mute", 7, known(CAUTION), parts);
  assert.equal(choices.list()[0].kind, "mute");
});

test("what a page's script could ask for is not among the choices of our own pages", () => {
  for (const type of ["site", "choose", "confirm", "choices", "revoke", "undismiss", "unhide", "revoke_all"]) {
    assert.equal(isSiteAsk(/** @type {any} */ ({ type })), true, type);
  }
  for (const type of ["dismiss", "mute", "trust", "open", "popup"]) {
    assert.equal(isSiteAsk(/** @type {any} */ ({ type })), false, type);
  }
});

test("a dismissal holds for the same site and reasons only", () => {
  const url = "https://one.example/a";
  const plain = { ...CAUTION, scope: "" };
  const more = { ...plain, reasons: [...plain.reasons, { code: "asks_deposit", params: {} }] };
  assert.equal(warningKey(url, plain), warningKey("https://one.example/b", plain));
  assert.notEqual(warningKey(url, plain), warningKey("https://two.example/a", plain));
  assert.notEqual(warningKey(url, plain), warningKey(url, more));
  const [one, two] = ["sites.example/view/a", "sites.example/view/b"].map((scope) => ({ ...plain, scope }));
  assert.notEqual(warningKey("https://sites.example/view/a", one), warningKey("https://sites.example/view/b", two));
});
