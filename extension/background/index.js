// Wires the parts together; every decision is in a module that can be tested without a browser.
import { actionTitle, bannerView, safeUrl } from "../shared/view.js";
import { currentI18n } from "../shared/i18n.js";
import { lookOf, paint } from "./action.js";
import { Checker } from "./checker.js";
import { Tabs } from "./frames.js";
import { serveGuard } from "./guard.js";
import { NativeLink } from "./native.js";
import { contactsOf, popupState } from "./popup_state.js";
import { Verdicts } from "./verdicts.js";
import { ext, HOST_NAME } from "./webext.js";

/** @typedef {import("./verdicts.js").Known} Known */

const tabs = new Tabs();
const verdicts = new Verdicts(ext.storage.session);
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
  onVerdict: (tab, doc, url, verdict) => void onVerdict(tab, { doc, url, verdict }),
  onFailure: (tab) => void draw(tab, null),
});

/** @param {Ui.LinkState} state */
async function onLinkState(state) {
  if (state === "connecting") return;
  await verdicts.loaded;
  const look = lookOf(null, state);
  await paint(ext.action, undefined, look, actionTitle(await i18n, look, null));
  if (state !== "connected") return;
  for (const tab of tabs.tabs.keys()) if (!verdicts.get(tab)) checker.schedule(tab);
}

/**
 * @param {number} tab
 * @param {Known} known
 */
async function onVerdict(tab, known) {
  await verdicts.loaded;
  await Promise.all([verdicts.set(tab, known), draw(tab, known)]);
  // The companion has compiled its ruleset meanwhile: learn which one.
  if (link.state === "no_ruleset") await link.refresh().catch(() => undefined);
}

/**
 * Button and banner of a tab.
 * @param {number} tab
 * @param {Known | null} known
 */
async function draw(tab, known) {
  const words = await i18n;
  const verdict = known?.verdict ?? null;
  const look = lookOf(verdict, link.state);
  const painted = paint(ext.action, tab, look, actionTitle(words, look, verdict));
  const port = /** @type {chrome.runtime.Port | null} */ (tabs.tabs.get(tab)?.top ?? null);
  if (known && port && tabs.tab(tab).doc === known.doc) {
    const view = verdicts.isDismissed(known) ? null : bannerView(words, known.verdict, link.hello?.ruleset);
    /** @type {Ui.ShowMessage} */
    const message = { type: "show", doc: known.doc, view };
    try {
      port.postMessage(message);
    } catch {
      // The document has just gone; so has the need for a banner.
    }
  }
  await painted;
}

/** @param {number} tab */
async function clear(tab) {
  checker.cancel(tab);
  await verdicts.loaded;
  await verdicts.forget(tab);
}

/** @param {chrome.runtime.Port} port */
function onFramePort(port) {
  const tab = port.sender?.tab?.id;
  if (port.name !== "frame" || tab === undefined) return;
  const isTop = port.sender?.frameId === 0;
  port.onMessage.addListener((/** @type {Ui.FrameMessage} */ message) => {
    if (message?.type !== "facts") return;
    if (isTop && verdicts.get(tab) && verdicts.get(tab)?.doc !== message.doc) void verdicts.forget(tab);
    tabs.put(tab, port, isTop, message);
    if (tabs.page(tab)) checker.schedule(tab);
    else askTop(tab);
  });
  port.onDisconnect.addListener(() => {
    void ext.runtime.lastError;
    const what = tabs.drop(tab, port);
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
  await verdicts.loaded;
  // Extension pages have our own address; a content script has the page's.
  const own = sender.url?.startsWith(ext.runtime.getURL("")) ?? false;
  const tab = sender.tab?.id;
  if (!own) return tab !== undefined && sender.frameId === 0 ? answerPage(ask, tab) : null;
  switch (ask.type) {
    case "popup":
      return popupState({ tab: ask.tab, ext, link, checker, verdicts, askTop: () => askTop(ask.tab) });
    case "companion":
      link.retryNow();
      await link.refresh().catch(() => undefined);
      return { state: link.state, version: link.hello?.companion ?? null, ruleset: link.hello?.ruleset ?? null };
    case "contacts":
      return contactsOf(link, ask.platform);
    case "dismissals":
      return [...verdicts.dismissed.values()];
    case "undismiss":
      await verdicts.undismiss(ask.key);
      return redraw();
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
  const known = verdicts.get(tab);
  if (!known || !("doc" in ask) || ask.doc !== known.doc) return null;
  if (ask.type === "dismiss") {
    await verdicts.dismiss(known);
    await draw(tab, known);
  } else if (ask.type === "open") {
    // The address comes from the companion's answer, never from the page.
    const url = safeUrl(known.verdict.official[ask.index]?.url);
    if (url) await ext.tabs.create({ url, openerTabId: tab });
  }
  return null;
}

async function redraw() {
  for (const [tab, known] of verdicts.known) await draw(tab, known);
  return null;
}

serveGuard(ext, verdicts, () => i18n);
ext.runtime.onConnect.addListener(onFramePort);
ext.runtime.onMessage.addListener((ask, sender, reply) => {
  answer(ask, sender).then(reply, () => reply(null));
  return true;
});
ext.storage.onChanged.addListener((changes, area) => {
  if (area !== "local" || !("language" in changes)) return;
  i18n = currentI18n(ext);
  void redraw();
});
// A single-page application may change nothing but the address; the page itself cannot be asked to tell.
ext.tabs.onUpdated.addListener((tab, change) => {
  if (change.url && tabs.page(tab)) void askTop(tab);
});
ext.tabs.onRemoved.addListener((tab) => {
  tabs.forget(tab);
  void clear(tab);
});
ext.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === "install") void ext.tabs.create({ url: ext.runtime.getURL("welcome/welcome.html") });
});
