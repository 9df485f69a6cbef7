// Asks once more before a site is trusted, in a page where nobody else can press the button.
import { ask, button, dress, el } from "../shared/dom.js";
import { currentI18n, isolate } from "../shared/i18n.js";
import { onChoices } from "../shared/live.js";
import { headline, reasons } from "../shared/view.js";
import { ext } from "../background/webext.js";

/** @typedef {import("../shared/i18n.js").I18n} I18n */

const tab = Number(new URLSearchParams(location.search).get("tab"));
const main = /** @type {HTMLElement} */ (document.getElementById("main"));

async function leave() {
  await ext.tabs.update(tab, { active: true }).catch(() => undefined);
  window.close();
}

/**
 * @param {string[]} lines
 */
function bullets(lines) {
  return el("ul", "bullets", ...lines.map((line) => el("li", "", line)));
}

/**
 * What is trusted, as it is kept: the host stands out from the path.
 * @param {string} scope
 */
function scopeBox(scope) {
  const slash = scope.indexOf("/");
  const host = slash < 0 ? scope : scope.slice(0, slash);
  return el("p", "scope", el("strong", "", host), slash < 0 ? null : scope.slice(slash));
}

/**
 * @param {I18n} i18n
 * @param {Ui.SiteQuestion} question
 */
function questionParts(i18n, { site, verdict }) {
  const platform = i18n.name(verdict.platform_names);
  const host = site.scope.split("/")[0];
  const means = [i18n.t("trust_means_quiet")];
  means.push(platform ? i18n.t("trust_means_list_platform", { platform: isolate(platform) }) : i18n.t("trust_means_list"));
  means.push(i18n.t("site_always"), i18n.t(site.private ? "trust_means_private" : "trust_means_kept"));
  const choose = async () => {
    await ask({ type: "choose", tab, scope: site.scope, kind: "trust" });
    await render();
  };
  return [
    el("h1", "", i18n.t("trust_title")),
    scopeBox(site.scope),
    el("p", "soft", site.scope === host ? i18n.t("trust_host") : i18n.t("trust_shared", { host: isolate(host) })),
    el("h2", "", i18n.t("trust_means_title")),
    bullets(means),
    el("h2", "", i18n.t("trust_why_title")),
    el("div", `state ${verdict.level}`, el("p", "", headline(i18n, verdict))),
    bullets(reasons(i18n, verdict)),
    el("div", "actions", button("main", i18n.t("trust_no"), leave), button("", i18n.t("trust_yes"), choose)),
  ];
}

/**
 * @param {I18n} i18n
 * @param {string} scope
 */
function doneParts(i18n, scope) {
  const takeBack = async () => {
    await ask({ type: "revoke", scope });
    await render();
  };
  return [
    el("h1", "", i18n.t("trust_done")),
    scopeBox(scope),
    bullets([i18n.t("trust_means_quiet"), i18n.t("site_always")]),
    el("div", "actions", button("main", i18n.t("trust_back"), leave), button("", i18n.t("site_revoke_trust"), takeBack)),
  ];
}

async function render() {
  const i18n = await currentI18n(ext);
  dress(i18n);
  // The title goes into the browser's history: it does not name the site.
  document.title = i18n.t("trust_title");
  /** @type {Ui.SiteQuestion | null} */
  const question = await ask({ type: "site", tab });
  const trusted = question?.site.choice?.kind === "trust";
  const state = question && trusted ? "done" : question?.site.offers ? "question" : "nothing";
  const had = main.dataset.state;
  main.dataset.state = state;
  if (question && state === "done") main.replaceChildren(...doneParts(i18n, question.site.scope));
  else if (question && state === "question") main.replaceChildren(...questionParts(i18n, question));
  else {
    const back = button("main", i18n.t("trust_back"), leave);
    main.replaceChildren(el("h1", "", i18n.t("trust_nothing")), el("p", "", i18n.t("trust_nothing_text")), back);
  }
  if (had && had !== state) main.querySelector("button")?.focus();
}

onChoices(render);
void render();
