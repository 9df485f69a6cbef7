// The popup's part on the user's choices for this site: what holds, how to take it back, what else may be chosen.
import { ask, button, el } from "../shared/dom.js";
import { isolate } from "../shared/i18n.js";

/** @typedef {import("../shared/i18n.js").I18n} I18n */

/**
 * @param {I18n} i18n
 * @param {Ui.SiteState} site
 * @returns {HTMLElement[]}
 */
function held(i18n, { choice, dismissed, insistent }) {
  const parts = [];
  if (choice) {
    const words = { site: isolate(choice.scope), date: i18n.date(choice.since) };
    const trusted = choice.kind === "trust";
    const label = i18n.t(trusted ? "site_revoke_trust" : "site_revoke_mute");
    const undo = button("", label, () => ask({ type: "revoke", scope: choice.scope }));
    parts.push(el("p", "", i18n.t(trusted ? "site_trusted" : "site_muted", words)), undo);
  } else if (dismissed) {
    parts.push(el("p", "", i18n.t("popup_dismissed")));
  }
  if (insistent) parts.push(el("p", "soft", i18n.t(choice ? "site_always_chosen" : "site_always")));
  return parts;
}

/**
 * @param {I18n} i18n
 * @param {Ui.SiteState | null} site
 * @param {number} tab
 * @returns {HTMLElement | null} null where there is nothing to choose or to take back
 */
export function sitePart(i18n, site, tab) {
  if (!site) return null;
  const parts = held(i18n, site);
  const actions = [];
  if (site.dismissed && !site.choice) {
    actions.push(button("", i18n.t("options_undo"), () => ask({ type: "unhide", tab })));
  }
  if (site.offers) {
    const mute = button("", i18n.t("site_mute"), () => ask({ type: "choose", tab, scope: site.scope, kind: "mute" }));
    const trust = button("", i18n.t("site_trust"), async () => {
      await ask({ type: "confirm", tab });
      window.close();
    });
    actions.push(mute, trust);
  }
  if (actions.length > 0) parts.push(el("div", "actions", ...actions));
  return parts.length === 0 ? null : el("section", "choices", el("h2", "", i18n.t("site_title")), ...parts);
}
