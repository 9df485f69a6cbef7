// The part of a page in which the user lets chats be checked, where the browser asks for that.
import { button, el } from "./dom.js";
import { askChatConsent, chatConsent, withdrawChatConsent } from "./consent.js";
import { ext } from "../background/webext.js";

/**
 * @param {import("./i18n.js").I18n} i18n
 * @returns {Promise<HTMLElement[]>} nothing where the browser knows no such consent
 */
export async function consentPart(i18n) {
  const consent = await chatConsent(ext);
  if (consent === "none") return [];
  const isOn = consent === "granted";
  const act = isOn
    ? button("", i18n.t("chat_consent_no"), () => withdrawChatConsent(ext))
    : button("main", i18n.t("chat_consent_yes"), () => askChatConsent(ext));
  return [
    el("h2", "", i18n.t("chat_consent_title")),
    el("p", "soft", i18n.t(isOn ? "chat_consent_on" : "chat_consent_ask")),
    el("div", "actions", act),
  ];
}

/** Call `run` whenever it is given or taken back. @param {() => unknown} run */
export function onConsent(run) {
  ext.permissions.onAdded.addListener(() => void run());
  ext.permissions.onRemoved.addListener(() => void run());
}
