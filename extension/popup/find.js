// The search over all platforms and authorities: a field and the list under it, for mouse, keys and screen readers alike.
import { el } from "../shared/dom.js";
import { isolate } from "../shared/i18n.js";
import { isAuthority } from "../shared/directory.js";
import { fold, indexed, search } from "../shared/search.js";
import { regionName } from "../shared/view.js";

/** @typedef {import("../shared/i18n.js").I18n} I18n */
/** @typedef {import("../shared/search.js").Found} Found */

const LIST = "found";

export class Finder {
  /**
   * @param {I18n} i18n
   * @param {Protocol.Found[]} entries
   * @param {{ choose: (entry: Protocol.Found) => void, searching: (on: boolean) => void }} on
   */
  constructor(i18n, entries, on) {
    this.i18n = i18n;
    this.on = on;
    this.index = indexed(entries);
    /** @type {Found[]} */
    this.found = [];
    this.active = -1;
    this.field = this.makeField();
    const words = i18n.t("popup_find");
    const label = el("label", "", words);
    label.htmlFor = this.field.id;
    this.status = el("p", "soft");
    this.status.setAttribute("role", "status");
    this.list = el("ul", "found");
    this.list.id = LIST;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", words);
    /** @type {Node[]} */
    this.parts = [label, this.field, this.status, this.list];
    this.show([], false);
  }

  makeField() {
    const field = el("input");
    field.id = "query";
    field.type = "text";
    field.placeholder = this.i18n.t("popup_find_hint");
    field.autocomplete = "off";
    field.spellcheck = false;
    field.dir = "auto";
    const spoken = { role: "combobox", "aria-autocomplete": "list", "aria-controls": LIST };
    for (const [name, value] of Object.entries(spoken)) field.setAttribute(name, value);
    field.addEventListener("input", () => this.look());
    field.addEventListener("keydown", (event) => this.onKey(event));
    return field;
  }

  /**
   * Search among other entries from now on; a list that is open is made anew with the same choice.
   * @param {Protocol.Found[]} entries
   */
  learn(entries) {
    const chosen = this.found[this.active]?.entry.id;
    this.index = indexed(entries);
    if (this.status.hidden) return;
    if (fold(this.field.value)) this.look();
    else this.lookAtAll();
    const at = this.found.findIndex(({ entry }) => entry.id === chosen);
    if (at >= 0) this.mark(at);
  }

  /**
   * Say something about the search instead of how much it found.
   * @param {string} sentence
   */
  say(sentence) {
    this.status.textContent = sentence;
    this.status.hidden = false;
  }

  /** Search for what is in the field. */
  look() {
    const typed = this.field.value;
    this.show(search(this.index, typed), fold(typed) !== "");
  }

  /** Every platform and then every authority, by name: for those who do not know what to type. */
  lookAtAll() {
    const all = this.index.map(({ entry }) => ({ entry, match: this.i18n.name(entry.names) }));
    const last = (/** @type {Found} */ { entry }) => Number(isAuthority(entry));
    all.sort((a, b) => last(a) - last(b) || a.match.localeCompare(b.match, this.i18n.lang));
    this.show(all, true);
  }

  clear() {
    this.field.value = "";
    this.show([], false);
  }

  /**
   * @param {Found[]} found
   * @param {boolean} open
   */
  show(found, open) {
    this.found = found;
    this.list.replaceChildren(...found.map((item, at) => this.option(item, at)));
    this.list.hidden = found.length === 0;
    this.status.hidden = !open;
    const count = String(found.length);
    const key = found.length > 0 ? "popup_find_count" : "popup_find_none";
    this.status.textContent = open ? this.i18n.t(key, { count }) : "";
    this.field.setAttribute("aria-expanded", String(found.length > 0));
    this.on.searching(open);
    this.mark(found.length > 0 ? 0 : -1);
  }

  /**
   * @param {Found} found
   * @param {number} at
   */
  option({ entry, match }, at) {
    const name = this.i18n.name(entry.names);
    // Beside the name: the one that was typed, or else the Latin one, which is what pages and letters show.
    const other = fold(match) === fold(name) ? (entry.names.en ?? "") : match;
    const beside = fold(other) === fold(name) ? "" : other;
    const place = entry.country ? regionName(this.i18n, entry.country) : "";
    const said = entry.status === "closed" ? this.i18n.t("popup_closed_tag") : place || beside;
    const look = said === beside ? "soft" : "soft tag";
    const node = el("li", "", el("span", "name", name), said ? el("span", look, isolate(said)) : null);
    node.id = `found-${at}`;
    node.dataset.platform = entry.id;
    node.setAttribute("role", "option");
    // The field keeps the focus: pressing the mouse on an option must not take it away.
    node.addEventListener("mousedown", (event) => event.preventDefault());
    node.addEventListener("click", () => this.on.choose(entry));
    return node;
  }

  /** @param {number} at the option that Enter opens */
  mark(at) {
    this.active = at;
    for (const [number, option] of [...this.list.children].entries()) {
      option.setAttribute("aria-selected", String(number === at));
    }
    if (at < 0) {
      this.field.removeAttribute("aria-activedescendant");
      return;
    }
    this.field.setAttribute("aria-activedescendant", `found-${at}`);
    this.list.children[at].scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    // While an input method composes Chinese, its keys are its own.
    if (event.isComposing) return;
    const { length } = this.found;
    if (event.key === "ArrowDown" && length === 0 && fold(this.field.value) === "") this.lookAtAll();
    else if (event.key === "ArrowDown" && length > 0) this.mark((this.active + 1) % length);
    else if (event.key === "ArrowUp" && length > 0) this.mark((this.active + length - 1) % length);
    else if (event.key === "Enter" && this.active >= 0) this.on.choose(this.found[this.active].entry);
    else if (event.key === "Escape" && !this.status.hidden) this.clear();
    else return;
    event.preventDefault();
  }
}
