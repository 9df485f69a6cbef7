import { ask, button, dress, el } from "../shared/dom.js";
import { companionHelp } from "../shared/companion_help.js";
import { contactsOfEntry, loadDirectory } from "../shared/directory.js";
import { chatLevel } from "../shared/chat_view.js";
import { currentI18n } from "../shared/i18n.js";
import { onChoices } from "../shared/live.js";
import { headline, rulesetLine } from "../shared/view.js";
import { ext } from "../background/webext.js";
import { safetyCard } from "./card.js";
import { chatPart, withheldPart } from "./chat.js";
import { offerSearch } from "./chosen.js";
import { reasonList } from "./reason_list.js";
import { sitePart } from "./site.js";

/** @typedef {import("../shared/i18n.js").I18n} I18n */

const POLL_MS = 250;
const ICONS = { official: "official", none: "normal", unknown: "normal", caution: "warn", danger: "danger" };

/** @returns {Promise<number>} the tab the popup speaks of; tests name it in the address */
async function tabId() {
  const named = Number(new URLSearchParams(location.search).get("tab"));
  if (named > 0) return named;
  const [tab] = await ext.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? -1;
}

/**
 * @param {string} className
 * @param {string} icon
 * @param {string} title
 */
function stateBox(className, icon, title) {
  const image = el("img");
  image.src = `../icons/${icon}-48.png`;
  image.alt = "";
  return el("div", `state ${className}`, image, el("h1", "", title));
}

/**
 * The card of the page's platform; from the packaged directory when the companion went away after its verdict.
 * @param {I18n} i18n
 * @param {Ui.PopupState} state
 * @param {Directory.File | null} directory
 */
function cardPart(i18n, { verdict, contacts }, directory) {
  const entry = directory?.platforms.find(({ id }) => id === verdict?.platform) ?? null;
  if (contacts) return safetyCard(i18n, contacts, entry, null);
  return directory && entry ? safetyCard(i18n, contactsOfEntry(entry), entry, directory.checked) : null;
}

/**
 * @param {I18n} i18n
 * @param {Ui.PopupState} state
 * @param {number} tab
 * @param {Directory.File | null} directory
 * @returns {(Node | null)[]}
 */
function verdictPart(i18n, state, tab, directory) {
  const { verdict, site } = state;
  if (!verdict) return [];
  const { level } = verdict;
  const list = reasonList(i18n, verdict);
  const quiet = level === "none" && !verdict.platform;
  // "Nothing to report" below a chat that cannot be read would be taken for safety.
  const isLost = quiet && (state.chat?.now.unread === true || state.withheld);
  return [
    // What is said of the page below a chat must not be taken for what is said of the chat.
    state.chat && !isLost ? el("h2", "part", i18n.t("popup_this_page")) : null,
    isLost ? null : stateBox(level, ICONS[level], headline(i18n, verdict)),
    verdict.reasons.length > 0 ? list : null,
    quiet && !isLost ? el("p", "text", i18n.t("popup_quiet")) : null,
    level === "official" ? el("p", "text soft", i18n.t("popup_listed_note")) : null,
    // What is wrong with the companion must not wait under a long card.
    companionHelp(i18n, state.companion),
    site?.choice || site?.dismissed ? sitePart(i18n, site, tab) : null,
    cardPart(i18n, state, directory),
    site?.choice || site?.dismissed ? null : sitePart(i18n, site, tab),
  ];
}

/**
 * A page that says nothing: why, and one thing to do.
 * @param {I18n} i18n
 * @param {"special" | "no_access" | "reload" | "failed"} page
 * @param {number} tab
 */
function silentPart(i18n, page, tab) {
  /** @type {HTMLElement[]} */
  const parts = [
    stateBox("", page === "special" ? "normal" : "off", i18n.t(`popup_${page}_title`)),
    el("p", "text", i18n.t(`popup_${page}_text`)),
  ];
  if (page === "no_access") {
    const grant = async () => {
      if (await ext.permissions.request({ origins: ["<all_urls>"] })) await ext.tabs.reload(tab);
      window.close();
    };
    parts.push(button("main", i18n.t("popup_no_access_button"), grant));
  } else if (page !== "special") {
    const reload = async () => {
      await ext.tabs.reload(tab);
      window.close();
    };
    parts.push(button("main", i18n.t("popup_reload_button"), reload));
  }
  return parts;
}

/**
 * @param {I18n} i18n
 * @param {Ui.PopupState} state
 * @param {number} tab
 * @param {Directory.File | null} directory
 * @returns {(Node | null)[]}
 */
function parts(i18n, state, tab, directory) {
  const help = companionHelp(i18n, state.companion);
  const site = state.host ? el("p", "site", state.host) : null;
  const withheld = state.withheld ? withheldPart(i18n) : null;
  if (state.page === "verdict") return [site, withheld, ...chatPart(i18n, state.chat, tab), ...verdictPart(i18n, state, tab, directory)];
  if (state.page === "checking") return [site, withheld, el("p", "text", i18n.t("popup_checking")), help];
  // Without a companion every page is silent; say the cause and not the symptom.
  if (help && state.page === "failed") return [site, help];
  return [site, ...silentPart(i18n, state.page, tab), help];
}

/**
 * @param {I18n} i18n
 * @param {Ui.PopupState} state
 * @param {number} tab
 * @param {Directory.File | null} directory
 */
function render(i18n, state, tab, directory) {
  const main = /** @type {HTMLElement} */ (document.getElementById("main"));
  const foot = /** @type {HTMLElement} */ (document.getElementById("foot"));
  main.dataset.page = state.page;
  main.dataset.level = state.verdict?.level ?? "";
  main.dataset.chat = state.chat ? chatLevel(state.chat.now) : "";
  main.dataset.companion = state.companion.state;
  main.replaceChildren(...parts(i18n, state, tab, directory).filter((part) => part !== null));
  const options = el("a", "", i18n.t("popup_options"));
  options.href = "../options/options.html";
  options.target = "_blank";
  const { ruleset } = state.companion;
  const copied = !ruleset && directory ? i18n.t("popup_copied_from", { date: i18n.date(directory.checked) }) : null;
  const said = (copied ?? rulesetLine(i18n, ruleset)).split(" · ");
  // A Chinese line may break between any two characters: what is said together stays together.
  const pieces = said.flatMap((piece, at) => [at > 0 ? " · " : "", el("span", "together", piece)]);
  foot.replaceChildren(el("span", "", ...pieces), options);
}

/** A row cut off above the search looks like the end: say that there is more below it. */
function tellOfMore() {
  const find = document.getElementById("find");
  const scrolled = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#main, #chosen")]);
  const tell = () => {
    for (const part of scrolled) part.classList.toggle("more", part.scrollHeight - part.scrollTop - part.clientHeight > 2);
    find?.classList.toggle("over", scrolled.some((part) => part.classList.contains("more")));
  };
  const sizes = new ResizeObserver(tell);
  for (const part of scrolled) {
    part.addEventListener("scroll", tell, { passive: true });
    sizes.observe(part);
    new MutationObserver(tell).observe(part, { childList: true, subtree: true, attributes: true, attributeFilter: ["open", "hidden"] });
  }
}

async function start() {
  const [tab, i18n, directory] = await Promise.all([tabId(), currentI18n(ext), loadDirectory(ext).catch(() => null)]);
  dress(i18n);
  tellOfMore();
  /** @type {Ui.PopupState | null} */
  let state = null;
  const learn = directory ? offerSearch(i18n, directory, () => state?.companion.state === "connected") : null;
  onChoices(async () => {
    state = (await ask({ type: "popup", tab })) ?? state;
    if (!state) return;
    const focused = document.activeElement?.closest(".choices") ?? null;
    render(i18n, state, tab, directory);
    // The button that was pressed is gone; the next one is where the keyboard goes on.
    if (focused) /** @type {HTMLElement | null} */ (document.querySelector(".choices button"))?.focus();
  });
  for (let asked = false; ; ) {
    state = await ask({ type: "popup", tab });
    if (state) render(i18n, state, tab, directory);
    if (!asked && state?.companion.state === "connected") {
      asked = true;
      // A newer ruleset may know platforms that the package does not.
      void ask({ type: "platforms" }).then((listed) => listed && learn?.(listed.found));
    }
    if (state && state.page !== "checking" && !state.chat?.busy && state.companion.state !== "no_ruleset") return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

void start();
