// The search and the card of the platform that was chosen in it.
import { ask, button, el } from "../shared/dom.js";
import { contactsOfEntry } from "../shared/directory.js";
import { safetyCard } from "./card.js";
import { Finder } from "./find.js";

/** @typedef {import("../shared/i18n.js").I18n} I18n */

/** A companion that does not answer soon is not waited for: there is the packaged copy. */
const ANSWER_MS = 1500;

/**
 * The companion's list is the newer one; without its answer there is what came with the extension.
 * @param {Directory.Entry} entry
 * @param {Directory.File} directory
 * @param {boolean} connected
 * @returns {Promise<{ contacts: Protocol.ContactsResult, copied: string | null }>}
 */
async function contactsOf(entry, directory, connected) {
  const late = new Promise((resolve) => setTimeout(() => resolve(null), ANSWER_MS));
  const asked = connected ? ask({ type: "contacts", platform: entry.id }).catch(() => null) : null;
  const contacts = await Promise.race([asked, late]);
  return contacts ? { contacts, copied: null } : { contacts: contactsOfEntry(entry), copied: directory.checked };
}

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * Fill the places for search and chosen card.
 * @param {I18n} i18n
 * @param {Directory.File} directory
 * @param {() => boolean} connected whether the companion answers now
 */
export function offerSearch(i18n, directory, connected) {
  const [page, chosen, find] = [byId("main"), byId("chosen"), byId("find")];

  /** @param {boolean} on */
  const searching = (on) => {
    page.hidden = on;
    document.body.classList.toggle("searching", on);
  };

  /** @param {Directory.Entry} entry */
  const choose = async (entry) => {
    const { contacts, copied } = await contactsOf(entry, directory, connected());
    finder.clear();
    const card = safetyCard(i18n, contacts, entry, copied);
    chosen.replaceChildren(button("back", i18n.t("popup_back"), back), card);
    chosen.dataset.platform = entry.id;
    [page.hidden, find.hidden, chosen.hidden] = [true, true, false];
    scrollTo(0, 0);
    card.querySelector("h2")?.focus({ preventScroll: true });
  };

  const back = () => {
    chosen.replaceChildren();
    delete chosen.dataset.platform;
    [page.hidden, find.hidden, chosen.hidden] = [false, false, true];
    finder.field.focus();
  };

  const finder = new Finder(i18n, directory, { choose: (entry) => void choose(entry), searching });
  chosen.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    back();
  });
  find.replaceChildren(el("div", "box", ...finder.parts));
}
