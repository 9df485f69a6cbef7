// What the extension's own pages and the banner ask about the user's choices for a site.
import { warningKey } from "./dismissals.js";

/**
 * @typedef {object} Parts
 * @property {typeof chrome} ext
 * @property {import("./verdicts.js").Verdicts} verdicts
 * @property {import("./choices.js").Choices} choices
 * @property {import("./dismissals.js").Dismissals} dismissals
 * @property {import("./contacts.js").Contacts} contacts
 * @property {(known: import("./verdicts.js").Known) => Ui.SiteState} siteOf
 * @property {() => Promise<unknown>} redraw
 */

/** Asks that only a page of the extension may make. */
const OWN = new Set(["site", "choose", "confirm", "choices", "revoke", "undismiss", "unhide", "revoke_all"]);

/** @param {Ui.Ask} ask */
export const isSiteAsk = (ask) => OWN.has(ask.type);

/**
 * @param {Ui.Ask} ask
 * @param {Parts} parts
 * @returns {Promise<unknown>}
 */
export async function answerSite(ask, parts) {
  const { choices, dismissals, redraw } = parts;
  switch (ask.type) {
    case "site":
      return question(ask.tab, parts);
    case "choose":
      return choose(ask, parts);
    case "confirm":
      return confirm(ask.tab, parts);
    case "choices":
      return /** @type {Ui.ChoiceList} */ ({ sites: choices.list(), dismissed: dismissals.list(), contacts: parts.contacts.list() });
    case "revoke":
      await choices.revoke(ask.scope);
      return redraw();
    case "undismiss":
      await dismissals.remove(ask.key);
      return redraw();
    case "unhide": {
      const known = parts.verdicts.get(ask.tab);
      if (known) await dismissals.remove(warningKey(known.url, known.verdict));
      return redraw();
    }
    case "revoke_all":
      await Promise.all([choices.revokeAll(), dismissals.clear(), parts.contacts.revokeAll()]);
      return redraw();
    default:
      return null;
  }
}

/**
 * @param {number} tab
 * @param {Parts} parts
 * @returns {Ui.SiteQuestion | null}
 */
function question(tab, { verdicts, siteOf }) {
  const known = verdicts.get(tab);
  return known ? { site: siteOf(known), verdict: known.verdict } : null;
}

/**
 * The tab may have moved on while the user was reading: only the scope that was shown is taken.
 * @param {Extract<Ui.Ask, { type: "choose" }>} ask
 * @param {Parts} parts
 */
async function choose({ tab, scope, kind }, { verdicts, choices, siteOf, redraw }) {
  const known = verdicts.get(tab);
  if (!known || known.verdict.scope !== scope || !siteOf(known).offers) return false;
  await choices.choose(scope, kind, known.private);
  await redraw();
  return true;
}

/**
 * Trust is confirmed in a page of the extension, where no page can press a button. Its address names the tab and not
 * the site: addresses are kept in the browser's history.
 * @param {number} tab
 * @param {Parts} parts
 */
async function confirm(tab, { ext, verdicts }) {
  const known = verdicts.get(tab);
  if (!known) return;
  const url = ext.runtime.getURL(`trust/trust.html?tab=${tab}`);
  // Chromium shows pages of the extension in ordinary windows only: such a tab has no opener in a private one.
  await ext.tabs.create(known.private ? { url } : { url, openerTabId: tab }).catch(() => ext.tabs.create({ url }));
}

/**
 * What the banner may do by itself: nothing that outlives a look at what is asked for.
 * @param {"dismiss" | "mute" | "trust"} action
 * @param {number} tab
 * @param {import("./verdicts.js").Known} known
 * @param {Parts} parts
 */
export async function answerBanner(action, tab, known, parts) {
  const site = parts.siteOf(known);
  if (site.insistent) return;
  if (action === "dismiss") await parts.dismissals.add(known);
  else if (!site.offers) return;
  else if (action === "trust") await confirm(tab, parts);
  else await parts.choices.choose(site.scope, "mute", known.private);
  await parts.redraw();
}
