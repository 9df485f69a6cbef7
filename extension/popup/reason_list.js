// Why, and how much each reason weighs. The share is said in words, too: the bar is for a glance.
import { el } from "../shared/dom.js";
import { reasons, sharesOf } from "../shared/view.js";

/** @typedef {import("../shared/i18n.js").I18n} I18n */

/**
 * @param {I18n} i18n
 * @param {number} share
 */
function weight(i18n, share) {
  const bar = el("span", "bar");
  bar.style.setProperty("--share", `${share}%`);
  bar.setAttribute("aria-hidden", "true");
  return el("span", "weight", bar, el("span", "", i18n.t("reason_share", { share: String(share) })));
}

/**
 * @param {I18n} i18n
 * @param {Pick<Protocol.Verdict, "reasons" | "platform_names">} verdict
 * @returns {HTMLUListElement}
 */
export function reasonList(i18n, verdict) {
  const shares = sharesOf(verdict.reasons);
  const items = reasons(i18n, verdict).map((sentence, at) =>
    el("li", "", el("span", "said", sentence), shares[at] > 0 ? weight(i18n, shares[at]) : null),
  );
  return el("ul", "reasons", ...items);
}
