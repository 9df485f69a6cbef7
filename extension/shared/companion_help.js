// What is wrong with the companion and what to do about it, for popup and first-run page.
import { commandLine, el } from "./dom.js";

/** @type {Partial<Record<Ui.LinkState | "stale", string>>} */
const COMMANDS = {
  missing: "realdesk install",
  forbidden: "realdesk install",
  too_old: "realdesk install",
  lost: "realdesk doctor",
  no_ruleset: "realdesk rules activate",
  stale: "realdesk rules activate",
};

/**
 * @param {Ui.Companion} companion
 * @returns {Ui.LinkState | "stale"}
 */
export function troubleOf({ state, ruleset }) {
  return state === "connected" && ruleset?.stale ? "stale" : state;
}

/**
 * @param {import("./i18n.js").I18n} i18n
 * @param {Ui.Companion} companion
 * @returns {HTMLElement | null} null when all is well
 */
export function companionHelp(i18n, companion) {
  const trouble = troubleOf(companion);
  const command = COMMANDS[trouble];
  if (!command) return null;
  const box = el("section", "card help", el("h2", "", i18n.t(`companion_${trouble}_title`)));
  box.append(el("p", "", i18n.t(`companion_${trouble}_text`)), commandLine(i18n, command));
  if (trouble === "missing") box.append(el("p", "soft", i18n.t("companion_missing_source")));
  return box;
}
