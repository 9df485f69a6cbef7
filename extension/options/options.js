import { ask, button, dress, el } from "../shared/dom.js";
import { currentI18n, LOCALES } from "../shared/i18n.js";
import { ext } from "../background/webext.js";

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
    await render();
  });
  return el("label", "", i18n.t("options_language"), select);
}

/** @param {import("../shared/i18n.js").I18n} i18n */
async function dismissals(i18n) {
  /** @type {Ui.Dismissal[]} */
  const list = (await ask({ type: "dismissals" })) ?? [];
  if (list.length === 0) return el("p", "soft", i18n.t("options_dismissed_none"));
  const rows = list.map(({ key, host, platform_names }) => {
    const platform = i18n.name(platform_names);
    const undo = button("", i18n.t("options_undo"), async () => {
      await ask({ type: "undismiss", key });
      await render();
    });
    return el("li", "row", el("span", "", platform ? `${host} · ${platform}` : host), undo);
  });
  return el("ul", "", ...rows);
}

async function render() {
  const i18n = await currentI18n(ext);
  dress(i18n);
  document.title = i18n.t("options_title");
  const main = /** @type {HTMLElement} */ (document.getElementById("main"));
  main.replaceChildren(
    el("h1", "", i18n.t("options_title")),
    await languageChoice(i18n),
    el("h2", "", i18n.t("options_dismissed")),
    el("p", "soft", i18n.t("options_dismissed_text")),
    await dismissals(i18n),
  );
}

void render();
