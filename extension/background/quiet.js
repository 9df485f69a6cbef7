// How loud a verdict may be: what the user allowed the site, and what nothing may silence. Pure.
import { showsBanner } from "../shared/view.js";

/** @typedef {import("./verdicts.js").Known} Known */

/**
 * Whether a page asks for secrets or control. Which reasons those are is said by the ruleset.
 * @param {Protocol.Verdict} verdict
 */
export function isInsistent(verdict) {
  return verdict.reasons.some(({ insistent }) => insistent === true);
}

/**
 * @param {Known} known
 * @param {import("./choices.js").Choices} choices
 * @param {import("./dismissals.js").Dismissals} dismissals
 * @returns {Ui.SiteState}
 */
export function siteState(known, choices, dismissals) {
  const { verdict } = known;
  const insistent = isInsistent(verdict);
  const choice = choices.of(verdict.scope, known.private);
  const dismissed = !insistent && dismissals.has(known);
  return {
    scope: verdict.scope ?? "",
    choice,
    dismissed,
    insistent,
    private: known.private,
    silent: !insistent && (choice !== null || dismissed),
    offers: Boolean(verdict.scope) && choice === null && !insistent && showsBanner(verdict),
  };
}

/**
 * What the button shows: a trusted site has no sign, a muted one keeps it.
 * @param {Protocol.Verdict | null} verdict
 * @param {Ui.SiteState | null} site
 */
export function shownVerdict(verdict, site) {
  const trusted = site?.choice?.kind === "trust" && site.silent;
  return verdict && trusted && showsBanner(verdict) ? null : verdict;
}
