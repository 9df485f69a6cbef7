// Small helpers of the extension's own pages.
import { ext } from "../background/webext.js";

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {string} [className]
 * @param {...(string | Node | null)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(name, className = "", ...children) {
  const node = document.createElement(name);
  if (className) node.className = className;
  for (const child of children) if (child !== null) node.append(child);
  return node;
}

/**
 * @param {string} className
 * @param {string} text
 * @param {(button: HTMLButtonElement) => unknown} run
 */
export function button(className, text, run) {
  const node = el("button", className, text);
  node.type = "button";
  node.addEventListener("click", () => void run(node));
  return node;
}

/**
 * @param {import("./i18n.js").I18n} i18n
 * @param {string} value
 * @param {string} [about] what is copied, for those who hear the button
 */
export function copyButton(i18n, value, about = value) {
  const node = button("", i18n.t("copy"), async () => {
    await navigator.clipboard.writeText(value);
    node.textContent = i18n.t("copied");
    setTimeout(() => (node.textContent = i18n.t("copy")), 2000);
  });
  node.setAttribute("aria-label", `${i18n.t("copy")} ${about}`);
  return node;
}

/**
 * A command to run in a terminal.
 * @param {import("./i18n.js").I18n} i18n
 * @param {string} command
 */
export function commandLine(i18n, command) {
  return el("div", "command", el("code", "", command), copyButton(i18n, command));
}

/**
 * @param {Ui.Ask} message
 * @returns {Promise<any>}
 */
export function ask(message) {
  return ext.runtime.sendMessage(message);
}

/** @param {import("./i18n.js").I18n} i18n */
export function dress(i18n) {
  document.documentElement.lang = i18n.lang;
}
