// Wires the parts together; every decision is in a module that can be tested without a browser.
import { actionTitle, bannerView, safeUrl } from "../shared/view.js";
import { chatConsent } from "../shared/consent.js";
import { chatLevel, chatSaid, chatView } from "../shared/chat_view.js";
import { currentI18n } from "../shared/i18n.js";
import { Buttons, isWorse, lookOf, paint } from "./action.js";
import { answerContact, answerStrip, chatState, isContactAsk, isStripAsk } from "./chat_asks.js";
import { ChatVerdicts } from "./chat_verdicts.js";
import { Chats } from "./chats.js";
import { Checker } from "./checker.js";
import { Choices, SITES } from "./choices.js";
import { Contacts, CONTACTS } from "./contacts.js";
import { Dismissals } from "./dismissals.js";
import { Tabs } from "./frames.js";
import { serveGuard } from "./guard.js";
import { NativeLink } from "./native.js";
import { answerOf, contactsOf, popupState } from "./popup_state.js";
import { shownVerdict, siteState } from "./quiet.js";
import { answerBanner, answerSite, isSiteAsk } from "./site_asks.js";
import { Verdicts } from "./verdicts.js";
import { ext, HOST_NAME } from "./webext.js";

/** @typedef {import("./verdicts.js").Known} Known */

const tabs = new Tabs();
const buttons = new Buttons(ext.action);
const verdicts = new Verdicts(ext.storage.session);
const choices = new Choices(ext.storage.local, ext.storage.session);
const dismissals = new Dismissals(ext.storage.session);
const contacts = new Contacts(ext.storage.local, ext.storage.session);
const loaded = Promise.all([verdicts.loaded, choices.loaded, dismissals.loaded, contacts.loaded]);
const siteOf = (/** @type {Known} */ known) => siteState(known, choices, dismissals);
const siteParts = { ext, verdicts, choices, dismissals, contacts, siteOf, redraw };
let i18n = currentI18n(ext);

const link = new NativeLink({
  connect: () => ext.runtime.connectNative(HOST_NAME),
  disconnectReason: (port) => port?.error?.message ?? ext.runtime.lastError?.message ?? "",
  version: ext.runtime.getManifest().version,
  onState: (state) => void onLinkState(state),
});

const checker = new Checker({
  tabs,
  link,
  onVerdict: (tab, doc, url, verdict) => void onVerdict(tab, { doc, url, verdict, private: isPrivate(tab) }),
  onFailure: (tab) => void onFailure(tab),
});

/** @param {number} tab */
const topPort = (tab) => /** @type {chrome.runtime.Port | null} */ (tabs.tabs.get(tab)?.top ?? null);
/** @param {number} tab */
const isPrivate = (tab) => topPort(tab)?.sender?.tab?.incognito === true;

let seesAll = true;
/** @param {Protocol.Verdict | null} verdict */
const look = (verdict) => (verdict || seesAll ? lookOf(verdict, link.state) : "off");

/** The user can take the access to pages away, and give it back. */
async function onAccess() {
  seesAll = await ext.permissions.contains({ origins: ["<all_urls>"] }).catch(() => true);
  await paint(ext.action, undefined, look(null), actionTitle(await i18n, look(null), null));
}

let consent = chatConsent(ext);

/** The user let chats be checked, or took that back. */
async function onConsent() {
  const before = await consent;
  consent = chatConsent(ext);
  if ((await consent) === before) return;
  if ((await consent) === "asked") {
    for (const tab of chatVerdicts.tabs.keys()) chats.forget(tab);
    chatVerdicts.clear();
  }
  tellPages({ type: "surfaces" });
}

const chatVerdicts = new ChatVerdicts({ link, contacts, onChange: (tab) => void drawChat(tab) });
const chats = new Chats({
  link,
  send: (tab, chat, at) => chatVerdicts.receive(tab, chat, { ...at, private: isPrivate(tab) }),
  onRules: () => tellPages({ type: "surfaces" }),
  onWidgets: (tab, doc, widgets) => void (tabs.putWidgets(tab, doc, widgets) && checker.schedule(tab)),
});
const chatParts = { ext, chats, chatVerdicts, contacts, redraw };

/** @param {object} message to the top document of each tab */
function tellPages(message) {
  for (const { top } of tabs.tabs.values()) {
    try {
      /** @type {chrome.runtime.Port | null} */ (top)?.postMessage(message);
    } catch {
      // The document has just gone.
    }
  }
}

/** @param {Ui.LinkState} state */
async function onLinkState(state) {
  if (state === "connecting") return;
  await loaded;
  await paint(ext.action, undefined, look(null), actionTitle(await i18n, look(null), null));
  if (state !== "connected") return;
  void chats.rulesetIs(link.hello?.ruleset?.version ?? -1).catch(() => undefined);
  for (const tab of tabs.tabs.keys()) if (!verdicts.get(tab)) checker.schedule(tab);
  chatVerdicts.queue.resume();
}

/**
 * @param {number} tab
 * @param {Known} known
 */
async function onVerdict(tab, known) {
  await loaded;
  await Promise.all([verdicts.set(tab, known), draw(tab, known)]);
  // The companion has compiled its ruleset meanwhile: learn which one.
  if (link.state === "no_ruleset") await link.refresh().catch(() => undefined);
}

/**
 * No answer: what was said of this address still stands, what was said of an earlier one does not.
 * @param {number} tab
 */
async function onFailure(tab) {
  await loaded;
  const known = verdicts.get(tab);
  const moved = known !== null && known.url !== tabs.page(tab)?.url;
  if (moved) await verdicts.forget(tab);
  await draw(tab, moved ? null : known);
}

/**
 * Button and banner of a tab.
 * @param {number} tab
 * @param {Known | null} known
 */
async function draw(tab, known) {
  const words = await i18n;
  const site = known ? siteOf(known) : null;
  const verdict = shownVerdict(known?.verdict ?? null, site);
  const painted = paintTab(tab, words, verdict, site?.choice);
  const port = topPort(tab);
  const doc = tabs.tabs.get(tab)?.doc ?? "";
  if (port && (!known || known.doc === doc)) {
    const view = known && !site?.silent ? bannerView(words, known.verdict, link.hello?.ruleset, site) : null;
    /** @type {Ui.ShowMessage} */
    const message = { type: "show", doc, view };
    try {
      port.postMessage(message);
    } catch {
      // The document has just gone; so has the need for a banner.
    }
  }
  await painted;
}

/**
 * The button has the worse of what is said of the page and of the chat in it.
 * @param {number} tab
 * @param {import("../shared/i18n.js").I18n} words
 * @param {Protocol.Verdict | null} verdict
 * @param {Ui.Choice | null} [choice]
 */
function paintTab(tab, words, verdict, choice) {
  const chat = chatVerdicts.of(tab);
  const level = chatLevel(chat);
  const own = look(verdict);
  const doc = tabs.tabs.get(tab)?.doc ?? "";
  if (!chat || level === "none" || !isWorse(level, own)) return buttons.paint(tab, doc, own, actionTitle(words, own, verdict, choice));
  return buttons.paint(tab, doc, level, words.t("action_title", { said: chatSaid(words, chat) }));
}

/**
 * What a tab shows in its chat, and the button.
 * @param {number} tab
 */
async function drawChat(tab) {
  await loaded;
  const words = await i18n;
  const now = chatVerdicts.of(tab);
  const doc = chatVerdicts.tabs.get(tab)?.doc;
  /** @type {Ui.ShowChatMessage | null} */
  const message = doc === undefined ? null : { type: "chat", doc, view: chatView(words, now, link.hello?.ruleset) };
  try {
    if (message) topPort(tab)?.postMessage(message);
  } catch {
    // The document has just gone.
  }
  const known = verdicts.get(tab);
  const site = known ? siteOf(known) : null;
  await paintTab(tab, words, shownVerdict(known?.verdict ?? null, site), site?.choice);
}

/** @param {number} tab */
async function clear(tab) {
  checker.cancel(tab);
  await loaded;
  await verdicts.forget(tab);
}

/** @param {chrome.runtime.Port} port */
function onFramePort(port) {
  const tab = port.sender?.tab?.id;
  if (port.name !== "frame" || tab === undefined) return;
  const isTop = port.sender?.frameId === 0;
  let chatDoc = "";
  port.onMessage.addListener((/** @type {Ui.FrameMessage | Ui.ChatFrameMessage} */ message) => {
    if (message?.type === "chat" || message?.type === "widgets") {
      if (isTop) chats.receive(tab, message);
      chatDoc = message.doc;
      return;
    }
    if (message?.type !== "facts") return;
    if (isTop && verdicts.get(tab) && verdicts.get(tab)?.doc !== message.doc) void verdicts.forget(tab);
    tabs.put(tab, port, isTop, message);
    if (tabs.page(tab)) checker.schedule(tab);
    else askTop(tab);
  });
  port.onDisconnect.addListener(() => {
    void ext.runtime.lastError;
    const what = tabs.drop(tab, port);
    if (isTop) {
      chats.forget(tab, chatDoc);
      chatVerdicts.forget(tab, chatDoc);
    }
    if (what === "top") void clear(tab).then(() => draw(tab, null));
    if (what === "frame" && tabs.page(tab)) checker.schedule(tab);
  });
}

/**
 * A worker that was restarted knows nothing of the top document until it speaks again.
 * @param {number} tab
 * @returns {Promise<{ doc: string, url: string } | null>}
 */
async function askTop(tab) {
  try {
    return (await ext.tabs.sendMessage(tab, { type: "who" }, { frameId: 0 })) ?? null;
  } catch {
    return null;
  }
}

/**
 * @param {Ui.Ask} ask
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<unknown>}
 */
async function answer(ask, sender) {
  await loaded;
  // Extension pages have our own address; a content script has the page's.
  const own = sender.url?.startsWith(ext.runtime.getURL("")) ?? false;
  const tab = sender.tab?.id;
  if (ask.type === "surfaces" && tab !== undefined) return chats.rulesFor(sender.url, (await consent) !== "asked");
  if (!own) return tab !== undefined && sender.frameId === 0 ? answerPage(ask, tab) : null;
  if (isSiteAsk(ask)) return answerSite(ask, siteParts);
  if (isContactAsk(ask)) return answerContact(ask, chatParts);
  switch (ask.type) {
    case "popup": {
      const state = await popupState({ tab: ask.tab, ext, link, checker, verdicts, siteOf, askTop: () => askTop(ask.tab) });
      const withheld = (await consent) === "asked" && chats.isPersonalAt(state.host);
      return { ...state, chat: chatState(ask.tab, chatParts), withheld };
    }
    case "companion":
      link.retryNow();
      await link.refresh().catch(() => undefined);
      return { state: link.state, version: link.hello?.companion ?? null, ruleset: link.hello?.ruleset ?? null };
    case "contacts":
      return contactsOf(link, ask.platform);
    case "platforms":
      return answerOf(link, "platforms");
    case "regulator":
      return answerOf(link, "regulator", { regulator: ask.regulator });
    case "chats":
      return chats.of(ask.tab);
    default:
      return null;
  }
}

/**
 * What the banner in a page may ask for.
 * @param {Ui.Ask} ask
 * @param {number} tab
 */
async function answerPage(ask, tab) {
  if (isStripAsk(ask)) return void (await answerStrip(ask, tab, chatParts));
  const known = verdicts.get(tab);
  if (!known || !("doc" in ask) || ask.doc !== known.doc) return null;
  if (ask.type === "dismiss" || ask.type === "mute" || ask.type === "trust") {
    await answerBanner(ask.type, tab, known, siteParts);
  } else if (ask.type === "open") {
    // The address comes from the companion's answer, never from the page.
    const url = safeUrl(known.verdict.official[ask.index]?.url);
    if (url) await ext.tabs.create({ url, openerTabId: tab });
  }
  return null;
}

async function redraw() {
  for (const [tab, known] of verdicts.known) {
    await draw(tab, known);
    // After a restart of the worker the page is connected again by being asked.
    if (!topPort(tab)) void askTop(tab);
  }
  for (const tab of chatVerdicts.tabs.keys()) await drawChat(tab);
  return null;
}

serveGuard(ext, verdicts, () => i18n);
ext.runtime.onConnect.addListener(onFramePort);
ext.runtime.onMessage.addListener((ask, sender, reply) => {
  answer(ask, sender).then(reply, () => reply(null));
  return true;
});
ext.storage.onChanged.addListener(async (changes, area) => {
  if (area === "local" && "language" in changes) i18n = currentI18n(ext);
  else if (area === "local" && SITES in changes) await choices.reload();
  else if (area === "local" && CONTACTS in changes) await contacts.reload();
  else return;
  await redraw();
});
ext.permissions.onAdded.addListener(onAccess);
ext.permissions.onRemoved.addListener(onAccess);
ext.permissions.onAdded.addListener(onConsent);
ext.permissions.onRemoved.addListener(onConsent);
void onAccess();
ext.windows.onRemoved.addListener(async () => {
  const open = await ext.windows.getAll();
  if (open.some(({ incognito }) => incognito)) return;
  await loaded;
  await Promise.all([choices.forgetPrivate(), dismissals.forgetPrivate(), contacts.forgetPrivate()]);
});
ext.tabs.onRemoved.addListener((tab) => buttons.forget(tab));
// A single-page application may change nothing but the address; the page itself cannot be asked to tell.
ext.tabs.onUpdated.addListener((tab, change) => {
  if (change.url && tabs.page(tab)) void askTop(tab);
});
ext.tabs.onRemoved.addListener((tab) => {
  tabs.forget(tab);
  chats.forget(tab);
  chatVerdicts.forget(tab);
  void clear(tab);
});
ext.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === "install") void ext.tabs.create({ url: ext.runtime.getURL("welcome/welcome.html") });
});
