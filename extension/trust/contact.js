// Asks once more before a contact in a chat is trusted, in a page where nobody else can press the button.
import { ask, button, dress, el } from "../shared/dom.js";
import { chatSaid } from "../shared/chat_view.js";
import { currentI18n, isolate } from "../shared/i18n.js";
import { onChoices } from "../shared/live.js";
import { reasons } from "../shared/view.js";
import { handleOf } from "../background/contacts.js";
import { ext } from "../background/webext.js";

/** @typedef {import("../shared/i18n.js").I18n} I18n */

const tab = Number(new URLSearchParams(location.search).get("tab"));
const main = /** @type {HTMLElement} */ (document.getElementById("main"));

async function leave() {
  await ext.tabs.update(tab, { active: true }).catch(() => undefined);
  window.close();
}

/** @param {string[]} lines */
const bullets = (lines) => el("ul", "bullets", ...lines.map((line) => el("li", "", line)));

/** @param {Ui.ChatNow} now */
const knownBy = ({ contact, surface }) => contact.slice(surface.length + 1);

/**
 * Who is trusted: the name they show, and what stays with them.
 * @param {Ui.ChatNow} now
 */
function contactBox(now) {
  const { peer } = now;
  const handle = handleOf(knownBy(now));
  const stable = handle ? `@${handle}` : knownBy(now);
  const name = peer?.display_name || peer?.handle || stable;
  return el("p", "scope", el("strong", "", el("bdi", "", name)), name === stable ? null : ` · ${stable}`);
}

/**
 * @param {I18n} i18n
 * @param {Ui.ContactQuestion} question
 * @param {Protocol.ChatVerdict} verdict
 */
function questionParts(i18n, { now, surface }, verdict) {
  const handle = handleOf(knownBy(now));
  const scope = handle
    ? i18n.t("chat_trust_scope_handle", { handle: isolate(`@${handle}`), surface })
    : i18n.t("chat_trust_scope", { surface });
  const means = ["chat_trust_quiet", "chat_trust_list", "chat_always", now.private ? "trust_means_private" : "chat_trust_kept"];
  const choose = async () => {
    await ask({ type: "trust_contact", tab, key: now.contact });
    await render();
  };
  return [
    el("h1", "", i18n.t("chat_trust_title")),
    contactBox(now),
    el("p", "soft", scope),
    el("h2", "", i18n.t("trust_means_title")),
    bullets(means.map((key) => i18n.t(key))),
    el("h2", "", i18n.t("trust_why_title")),
    el("div", `state ${verdict.level}`, el("p", "", chatSaid(i18n, now))),
    bullets(reasons(i18n, verdict)),
    el("div", "actions", button("main", i18n.t("trust_no"), leave), button("", i18n.t("chat_trust_yes"), choose)),
  ];
}

/**
 * @param {I18n} i18n
 * @param {Ui.ChatNow} now
 */
function doneParts(i18n, now) {
  const takeBack = async () => {
    await ask({ type: "revoke_contact", key: now.contact });
    await render();
  };
  return [
    el("h1", "", i18n.t("chat_trust_done")),
    contactBox(now),
    bullets([i18n.t("chat_trust_quiet"), i18n.t("chat_always")]),
    el("div", "actions", button("main", i18n.t("trust_back"), leave), button("", i18n.t("chat_revoke"), takeBack)),
  ];
}

async function render() {
  const i18n = await currentI18n(ext);
  dress(i18n);
  // The title goes into the browser's history: it does not name the contact.
  document.title = i18n.t("chat_trust_title");
  /** @type {Ui.ContactQuestion | null} */
  const question = await ask({ type: "contact", tab });
  const now = question?.now;
  const state = now?.trusted ? "done" : now?.offers ? "question" : "nothing";
  const had = main.dataset.state;
  main.dataset.state = state;
  if (now && state === "done") main.replaceChildren(...doneParts(i18n, now));
  else if (question && now?.verdict && state === "question") main.replaceChildren(...questionParts(i18n, question, now.verdict));
  else {
    const back = button("main", i18n.t("trust_back"), leave);
    main.replaceChildren(el("h1", "", i18n.t("chat_trust_nothing")), el("p", "", i18n.t("chat_trust_nothing_text")), back);
  }
  if (had && had !== state) main.querySelector("button")?.focus();
}

onChoices(render);
void render();
