// The search and the card of the platform or authority that was chosen in it.
import { ask, button, el } from "../shared/dom.js";
import { authorityOfEntry, contactsOfEntry, isAuthority, merged } from "../shared/directory.js";
import { authorityCard } from "./authority.js";
import { safetyCard } from "./card.js";
import { Finder } from "./find.js";

/** @typedef {import("../shared/i18n.js").I18n} I18n */

/** A companion that does not answer soon is not waited for: there is the packaged copy. */
const ANSWER_MS = 1500;

/**
 * @param {Ui.Ask} question
 * @param {boolean} connected
 * @returns {Promise<any>} null without an answer
 */
function answerTo(question, connected) {
  const late = new Promise((resolve) => setTimeout(() => resolve(null), ANSWER_MS));
  return Promise.race([connected ? ask(question).catch(() => null) : null, late]);
}

/**
 * The companion's list is the newer one; without its answer there is what came with the extension.
 * @param {I18n} i18n
 * @param {Protocol.Found} found
 * @param {Directory.File | null} directory
 * @param {boolean} connected
 * @returns {Promise<HTMLElement | null>} null when neither has it
 */
async function cardOf(i18n, { id, ...found }, directory, connected) {
  if (isAuthority({ id, ...found })) {
    const answer = await answerTo({ type: "regulator", regulator: id }, connected);
    const packed = directory?.regulators.find((entry) => entry.id === id);
    if (answer) return authorityCard(i18n, answer, null);
    return directory && packed ? authorityCard(i18n, authorityOfEntry(packed), directory.checked) : null;
  }
  const answer = await answerTo({ type: "contacts", platform: id }, connected);
  const packed = directory?.platforms.find((entry) => entry.id === id) ?? null;
  if (answer) return safetyCard(i18n, answer, packed, null);
  return directory && packed ? safetyCard(i18n, contactsOfEntry(packed), packed, directory.checked) : null;
}

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * Fill the places for search and chosen card.
 * @param {I18n} i18n
 * @param {Directory.File | null} directory
 * @param {() => boolean} connected whether the companion answers now
 * @returns {(listed: Protocol.Found[]) => void} to be told what the companion lists
 */
export function offerSearch(i18n, directory, connected) {
  const [page, chosen, find] = [byId("main"), byId("chosen"), byId("find")];

  /** @param {boolean} on */
  const searching = (on) => {
    page.hidden = on;
    document.body.classList.toggle("searching", on);
  };

  /** @param {Protocol.Found} found */
  const choose = async (found) => {
    const card = await cardOf(i18n, found, directory, connected());
    if (!card) return finder.say(i18n.t("popup_find_unreachable"));
    finder.clear();
    chosen.replaceChildren(button("back", i18n.t("popup_back"), back), card);
    chosen.dataset.platform = found.id;
    [page.hidden, find.hidden, chosen.hidden] = [true, true, false];
    chosen.scrollTop = 0;
    card.querySelector("h2")?.focus({ preventScroll: true });
  };

  const back = () => {
    chosen.replaceChildren();
    delete chosen.dataset.platform;
    [page.hidden, find.hidden, chosen.hidden] = [false, false, true];
    finder.field.focus();
  };

  const finder = new Finder(i18n, merged(directory, []), { choose: (found) => void choose(found), searching });
  chosen.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    back();
  });
  find.replaceChildren(el("div", "box", ...finder.parts));
  return (listed) => finder.learn(merged(directory, listed));
}
