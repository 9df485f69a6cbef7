// The card of an authority, complaint body or helpline: what it takes on, where it is, how to reach it.
import { el } from "../shared/dom.js";
import { isolate } from "../shared/i18n.js";
import { regionName } from "../shared/view.js";
import { contactList } from "./contact_list.js";

/** @typedef {import("../shared/i18n.js").I18n} I18n */

/** Names of authorities are long, come from the rules alone, and begin with what tells them apart. */
const LONGEST_NAME = 160;
const FIRST_PURPOSES = Object.freeze(["complaint", "general", "phishing_report", "support", "verification"]);

/**
 * @param {I18n} i18n
 * @param {Protocol.RegulatorResult} authority
 * @param {string | null} copied date of the directory when the contacts are from it
 */
export function authorityCard(i18n, authority, copied) {
  const name = isolate(i18n.name(authority.names) || authority.regulator, { most: LONGEST_NAME });
  const { first, last, forgeable } = contactList(i18n, authority.channels, name, FIRST_PURPOSES);
  const title = el("h2", "", i18n.t("contacts_title_platform", { platform: name }));
  title.tabIndex = -1;
  const card = el("section", "card", title);
  /** @param {...(Node | null)} parts */
  const add = (...parts) => card.append(...parts.filter((part) => part !== null));
  if (copied) add(el("p", "soft copied", i18n.t("popup_copied_from", { date: i18n.date(copied) })));
  const kind = i18n.tOr(`kind_${authority.kind}`, "kind_regulator");
  add(el("p", "soft where", `${kind} · ${regionName(i18n, authority.country)}`));
  const former = authority.former ?? [];
  if (former.length > 0) {
    const words = { former: former.map((name) => isolate(name)).join(i18n.t("list_separator")) };
    add(el("p", "text soft", i18n.t("popup_formerly", words)));
  }
  const takes = i18n.pick(authority.takes);
  if (takes) add(el("h3", "", i18n.t("directory_takes")), el("p", "takes", takes));
  add(...first);
  if (forgeable) add(el("p", "text soft", i18n.t("popup_not_proof_authority")));
  add(...last, el("p", "text soft", i18n.t("popup_checked", { date: i18n.date(authority.checked) })));
  return card;
}
