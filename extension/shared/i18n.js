// Sentences from _locales, rendered here and not by the browser, so that the user may choose another language.

export const LOCALES = Object.freeze(["en", "zh_CN", "zh_TW"]);
const FALLBACK = "en";

/** Locale folder to the language tags under which the rules name platforms, best first. */
const NAME_TAGS = /** @type {Record<string, string[]>} */ ({
  en: ["en"],
  zh_CN: ["zh-Hans", "zh-CN", "zh"],
  zh_TW: ["zh-Hant", "zh-TW", "zh"],
});

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";
const MAX_VALUE = 48;

/** @typedef {Record<string, { message: string }>} Catalogue */

/**
 * The locale folder for the user's choice or, without one, for the browser's language.
 * @param {string | null | undefined} choice
 * @param {string} browserLanguage
 */
export function localeFor(choice, browserLanguage) {
  if (choice && LOCALES.includes(choice)) return choice;
  const tag = browserLanguage.toLowerCase().replaceAll("_", "-");
  if (!tag.startsWith("zh")) return FALLBACK;
  return /hant|-tw|-hk|-mo/u.test(tag) ? "zh_TW" : "zh_CN";
}

/**
 * A long value without what tells least: its end says whose a host is, and the part that imitates says why it is shown.
 * @param {string[]} letters
 * @param {number} most
 * @param {(string | null | undefined)[]} telling
 */
function shortened(letters, most, telling) {
  const half = Math.floor((most - 2) / 2);
  const end = letters.slice(-half).join("");
  const rest = letters.slice(0, -half).join("");
  const part = telling.find((text) => text && text.length <= half && !end.includes(text) && rest.includes(text));
  if (!part) return `${letters.slice(0, most - half - 1).join("")}…${end}`;
  const start = Math.max(0, Math.min(rest.indexOf(part), rest.length - half));
  const cut = rest.slice(start, start + half);
  return `${start > 0 ? "…" : ""}${cut}${start + half < rest.length ? "…" : ""}${end}`;
}

/**
 * Set a value from outside apart from the sentence: its direction cannot spill over, and a long one is shortened.
 * @param {string} value
 * @param {{ most?: number, telling?: (string | null | undefined)[] }} [how] characters of it; what is not left out of it
 */
export function isolate(value, { most = MAX_VALUE, telling = [] } = {}) {
  // Direction marks of the value itself could still turn it around.
  const plain = value.replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu, "");
  const letters = Array.from(plain);
  const short = letters.length > most ? shortened(letters, most, telling) : plain;
  return `${FIRST_STRONG_ISOLATE}${short}${POP_ISOLATE}`;
}

export class I18n {
  /**
   * @param {string} locale
   * @param {Catalogue} messages
   * @param {Catalogue} fallback
   */
  constructor(locale, messages, fallback) {
    this.locale = locale;
    this.messages = messages;
    this.fallback = fallback;
  }

  /** Language tag for `lang` attributes. */
  get lang() {
    return this.locale.replace("_", "-");
  }

  /** @param {string} key */
  has(key) {
    return Object.hasOwn(this.messages, key) || Object.hasOwn(this.fallback, key);
  }

  /**
   * @param {string} key
   * @param {Record<string, string>} [params] by placeholder name, lower case
   */
  t(key, params = {}) {
    const entry = Object.hasOwn(this.messages, key) ? this.messages[key] : this.fallback[key];
    if (!entry) return key;
    const text = entry.message.replace(/\$(\w+)\$/gu, (_all, name) => params[name.toLowerCase()] ?? "");
    // Sentences have a space around a name, because most names are Latin; between two Han characters it is wrong.
    return text.replace(/(\p{Script=Han}\u2069?) (?=\u2068?\p{Script=Han})/gu, "$1");
  }

  /**
   * A sentence for a code that a newer companion may have added: `fallbackKey` when this version has none.
   * @param {string} key
   * @param {string} fallbackKey
   * @param {Record<string, string>} [params]
   */
  tOr(key, fallbackKey, params) {
    return this.t(this.has(key) ? key : fallbackKey, params);
  }

  /**
   * @param {Record<string, string>} names
   * @returns {string} empty without a name
   */
  name(names) {
    return this.pick(names) ?? "";
  }

  /**
   * What the rules have in the user's language, else in English, else in any.
   * @template T
   * @param {Record<string, T>} byTag
   * @returns {T | undefined}
   */
  pick(byTag) {
    for (const tag of [...NAME_TAGS[this.locale], "en"]) if (byTag[tag]) return byTag[tag];
    return Object.values(byTag)[0];
  }

  /** @param {string} iso a date like 2026-11-20; other text stays as it is */
  date(iso) {
    const at = new Date(/^\d{4}-\d{2}-\d{2}$/u.test(iso) ? `${iso}T00:00:00Z` : iso);
    if (Number.isNaN(at.getTime())) return iso;
    return new Intl.DateTimeFormat(this.lang, { dateStyle: "medium", timeZone: "UTC" }).format(at);
  }
}

/**
 * @param {string} locale
 * @param {(locale: string) => Promise<Catalogue>} read
 */
export async function loadI18n(locale, read) {
  const fallback = await read(FALLBACK);
  return new I18n(locale, locale === FALLBACK ? fallback : await read(locale), fallback);
}

/**
 * The sentences in the language of the user.
 * @param {typeof chrome} ext
 */
export async function currentI18n(ext) {
  const { language } = await ext.storage.local.get("language");
  const choice = typeof language === "string" ? language : null;
  const locale = localeFor(choice, ext.i18n.getUILanguage());
  return loadI18n(locale, async (name) => (await fetch(ext.runtime.getURL(`_locales/${name}/messages.json`))).json());
}
