import { ask, dress, el } from "../shared/dom.js";
import { consentPart, onConsent } from "../shared/consent_part.js";
import { currentI18n, LOCALES } from "../shared/i18n.js";
import { onChoices } from "../shared/live.js";
import { ext } from "../background/webext.js";
import { choicesPart } from "./choices.js";

/** Languages are named in themselves: who needs this list cannot read the others. */
const NAMES = /** @type {Record<string, string>} */ ({ en: "English", zh_CN: "简体中文", zh_TW: "繁體中文" });

/** @param {import("../shared/i18n.js").I18n} i18n */
async function languageChoice(i18n) {
  const { language } = await ext.storage.local.get("language");
  const select = el("select");
  for (const [value, text] of [["", i18n.t("options_language_browser")], ...LOCALES.map((name) => [name, NAMES[name]])]) {
    const option = el("option", "", text);
    option.value = value;
    option.selected = value === (language ?? "");
    select.append(option);
  }
  select.addEventListener("change", async () => {
    if (select.value) await ext.storage.local.set({ language: select.value });
    else await ext.storage.local.remove("language");
  });
  return el("label", "", i18n.t("options_language"), select);
}

async function render() {
  const i18n = await currentI18n(ext);
  dress(i18n);
  document.title = i18n.t("options_title");
  /** @type {Ui.ChoiceList} */
  const list = (await ask({ type: "choices" })) ?? { sites: [], dismissed: [], contacts: [] };
  const language = await languageChoice(i18n);
  const consent = await consentPart(i18n);
  const main = /** @type {HTMLElement} */ (document.getElementById("main"));
  const focused = [...main.querySelectorAll("button, select")].indexOf(document.activeElement ?? main);
  const parts = [el("h1", "", i18n.t("options_title")), language, ...consent, ...choicesPart(i18n, list)];
  main.replaceChildren(...parts.filter((part) => part !== null));
  // Whoever works with the keyboard stays where they were, or at the nearest button that is left.
  const places = /** @type {NodeListOf<HTMLElement>} */ (main.querySelectorAll("button, select"));
  if (focused >= 0) places[Math.min(focused, places.length - 1)]?.focus();
}

onChoices(render);
onConsent(render);
void render();
