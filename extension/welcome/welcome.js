import { ask, button, dress, el } from "../shared/dom.js";
import { companionHelp } from "../shared/companion_help.js";
import { consentPart, onConsent } from "../shared/consent_part.js";
import { currentI18n } from "../shared/i18n.js";
import { rulesetLine } from "../shared/view.js";
import { ext } from "../background/webext.js";

/** @typedef {import("../shared/i18n.js").I18n} I18n */

/**
 * @param {I18n} i18n
 * @param {"danger" | "caution" | "unknown"} level
 * @param {string} icon
 */
function levelBox(i18n, level, icon) {
  const image = el("img");
  image.src = `../icons/${icon}-48.png`;
  image.alt = "";
  return el("div", `state ${level}`, image, el("p", "", i18n.t(`welcome_level_${level}`)));
}

/**
 * @param {I18n} i18n
 * @param {HTMLElement} place
 */
async function showCompanion(i18n, place) {
  place.replaceChildren(el("p", "", i18n.t("companion_connecting")));
  /** @type {Ui.Companion | null} */
  const companion = await ask({ type: "companion" });
  if (!companion) return;
  place.dataset.companion = companion.state;
  const help = companionHelp(i18n, companion);
  if (help) {
    place.replaceChildren(help, button("main", i18n.t("try_again"), () => showCompanion(i18n, place)));
    return;
  }
  const running = el("p", "", i18n.t("companion_connected", { version: companion.version ?? "" }));
  place.replaceChildren(running, el("p", "soft", rulesetLine(i18n, companion.ruleset)));
}

async function start() {
  const i18n = await currentI18n(ext);
  dress(i18n);
  document.title = i18n.t("ext_name");
  const companion = el("section", "");
  companion.id = "companion";
  const chats = el("section", "", ...(await consentPart(i18n)));
  onConsent(async () => chats.replaceChildren(...(await consentPart(i18n))));
  const main = /** @type {HTMLElement} */ (document.getElementById("main"));
  main.replaceChildren(
    el("h1", "", i18n.t("welcome_title")),
    el("p", "", i18n.t("welcome_lead")),
    el("h2", "", i18n.t("welcome_companion_title")),
    companion,
    chats,
    el("h2", "", i18n.t("welcome_levels_title")),
    levelBox(i18n, "danger", "danger"),
    levelBox(i18n, "caution", "warn"),
    levelBox(i18n, "unknown", "normal"),
    el("p", "", i18n.t("welcome_silence")),
    el("h2", "", i18n.t("welcome_privacy_title")),
    el("p", "", i18n.t("welcome_privacy_text")),
    el("h2", "", i18n.t("welcome_pin_title")),
    el("p", "", i18n.t("welcome_pin_text")),
  );
  await showCompanion(i18n, companion);
}

void start();
