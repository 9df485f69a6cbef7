// The closed vocabulary of surfaces, checked once more after the companion sent them: what has a word that is not known
// here is left out and counted, never tried. The same rules as companion/realdesk/ruleset/selectors.py and places.py.

const KINDS = ["digits", "number", "name", "token", "slug", "hex", "label", "room", "phone", "pair"];
// Where a result leads; no placeholder of an address.
const ADDRESSES = ["host", "url", "url_escaped", "url_base64"];
const GRADES = ["A", "B", "C"];
const SURFACE_KINDS = ["chat", "mail", "profile", "form", "feed", "search"];
const SIDES = ["me", "peer"];
const FIELDS = ["id", "handle", "name", "bio", "verified"];
const FORBIDDEN = new Set(["value", "style", "srcdoc", "nonce"]);
const READABLE = /^(?:data-[a-z0-9-]{1,40}|href|id|src|title|content|alt|mu)$/u;
const MAX_SURFACES = 60;
const MAX_WIDGETS = 120;
const MAX_LIST = 40;

const IDENT = "-?[A-Za-z_][A-Za-z0-9_-]*";
const SIMPLE = `(?:#${IDENT}|\\.${IDENT}|\\[[a-z][a-z0-9-]*(?:[\\^$*~]?="[^"\\\\\\n<>]{1,100}")?\\])`;
const COMPOUND = new RegExp(`^(?:[a-z][a-z0-9-]*)?(?:${SIMPLE}|:not\\(${SIMPLE}\\))*$`, "u");
const PART = "(?:[A-Za-z0-9_.~!$&'()+,;:@%=/-]|\\{-?[a-z]+\\})";
const PLACE = new RegExp(
  `^(?<host>//(?:\\*\\.)?(?:[a-z0-9.-]|\\{-?[a-z]+\\})+)?(?:/(?!/)${PART}*\\*?)?(?<query>\\?${PART}+\\*?)?(?:#${PART}*\\*?)?$`,
  "u",
);

/** Split outside of quotation marks. @param {string} text @param {string} separator */
function split(text, separator) {
  const parts = [""];
  let quoted = false;
  for (let at = 0; at < text.length; ) {
    if (!quoted && text.startsWith(separator, at)) {
      parts.push("");
      at += separator.length;
      continue;
    }
    if (text[at] === '"') quoted = !quoted;
    parts[parts.length - 1] += text[at];
    at += 1;
  }
  return parts;
}

/** Whether a text is a plain selector. @param {unknown} value @returns {value is string} */
export function isSelector(value) {
  if (typeof value !== "string" || value === "" || value.length > 400) return false;
  const alternatives = split(value, ", ");
  if (alternatives.length > 8) return false;
  const names = [...value.matchAll(/\[([a-z][a-z0-9-]*)/gu)].map((found) => found[1]);
  if (names.some((name) => FORBIDDEN.has(name) || name.startsWith("on"))) return false;
  return alternatives.every((alternative) => {
    const compounds = split(alternative.replaceAll(" > ", " "), " ");
    return compounds.length <= 6 && compounds.every((compound) => compound !== "" && COMPOUND.test(compound));
  });
}

/** Whether a text is an address with placeholders. @param {unknown} value @returns {value is string} */
export function isPlace(value) {
  if (typeof value !== "string" || value === "" || value.length > 200 || value.includes("}{")) return false;
  const found = PLACE.exec(value);
  if (!found || (found.groups?.query !== undefined && !found.groups.query.includes("="))) return false;
  return [...value.matchAll(/\{-?([a-z]+)\}/gu)].every(([, kind]) => KINDS.includes(kind));
}

/** @typedef {(value: any) => boolean} Check */

/** @param {readonly string[]} words @returns {Check} */
const oneOf = (words) => (value) => words.includes(value);
/** @param {number} limit @returns {Check} */
const text = (limit) => (value) => typeof value === "string" && value !== "" && value.length <= limit;
/** @param {Check} check @returns {Check} */
const list = (check) => (value) => Array.isArray(value) && value.length <= MAX_LIST && value.every(check);
/** @type {Check} */
const flag = (value) => typeof value === "boolean";
/** @param {Record<string, Check>} required @param {Record<string, Check>} [optional] @returns {Check} */
const record =
  (required, optional = {}) =>
  (value) =>
    value !== null &&
    typeof value === "object" &&
    !Array.isArray(value) &&
    Object.keys(required).every((key) => Object.hasOwn(value, key)) &&
    Object.entries(value).every(([key, item]) => {
      const checks = Object.hasOwn(required, key) ? required : optional;
      return Object.hasOwn(checks, key) && checks[key](item);
    });

const css = isSelector;
const grade = oneOf(GRADES);
const kind = oneOf(["text", ...KINDS, ...ADDRESSES]);
/** @type {Check} */
const source = (value) =>
  record(
    { grade },
    { css, attr: (name) => READABLE.test(name), strip: list(css), after: text(80), kind, place: isPlace, among: css },
  )(value) && (value.css === undefined) !== (value.place === undefined);

/** @type {Check} */
const sign = (value) =>
  record({ side: oneOf(SIDES) }, { css, has: css, sender: oneOf(["own", "peer", "other"]), right: css, place: isPlace })(value) &&
  Object.keys(value).length === 2;

const peer = record(
  { required: list(oneOf(FIELDS)) },
  {
    id: list(source),
    handle: list(source),
    name: list(source),
    bio: list(source),
    verified: list(record({ grade, css })),
    witness: record({}, Object.fromEntries(FIELDS.map((field) => [field, list(css)]))),
  },
);

const messages = record(
  { grade, item: css, text: css },
  {
    list: css,
    cover: css,
    exclude: list(css),
    id: source,
    text_id: text(80),
    strip: list(css),
    stamp: css,
    plain_links: css,
    blocks: flag,
    around: css,
    shadow: flag,
    sender: source,
    group: css,
    own: css,
    target: list((value) => source(value) && ADDRESSES.includes(value.kind)),
    author: source,
    author_name: source,
    author_head: css,
    badge: css,
    badge_sign: css,
    ad: css,
    signs: list(sign),
    otherwise: oneOf(SIDES),
  },
);

/** @type {Check} */
const atHost = (value) => source(value) && typeof value.place === "string" && value.place.startsWith("//");

const surface = record(
  {
    schema: (value) => value === 1,
    id: (value) => typeof value === "string" && /^[a-z0-9_]{1,40}$/u.test(value),
    name: text(80),
    kind: oneOf(SURFACE_KINDS),
    network: (value) => typeof value === "string" && /^[a-z_]{1,20}$/u.test(value),
    pages: list(atHost),
    open: record({}, { places: list(isPlace), elements: list(css), maybe: list(isPlace), never: list(isPlace) }),
    self_check: list(css),
  },
  {
    root: css,
    shadow: list(css),
    confirm_ms: (value) => Number.isInteger(value) && value >= 0 && value <= 2000,
    conversation: list(source),
    unique_handles: flag,
    peer,
    messages,
    composer: list(css),
  },
);

const widget = record(
  { id: (value) => typeof value === "string" && /^[a-z0-9_]{1,40}$/u.test(value), grade },
  {
    scripts: list(isPlace),
    links: list(isPlace),
    inline: list(record({ after: text(80), kind: oneOf(KINDS) })),
    elements: list(css),
  },
);

/**
 * The surfaces and widgets that use known words only.
 * @param {unknown} rules as the companion sent them
 * @returns {Ui.SurfaceRules & { skipped: number }}
 */
export function knownRules(rules) {
  const { surfaces, widgets } = /** @type {{ surfaces?: unknown, widgets?: unknown }} */ (rules ?? {});
  const all = Array.isArray(surfaces) ? surfaces : [];
  const others = Array.isArray(widgets) ? widgets : [];
  const good = all.slice(0, MAX_SURFACES).filter(surface);
  const fine = others.slice(0, MAX_WIDGETS).filter(widget);
  return { surfaces: good, widgets: fine, skipped: all.length + others.length - good.length - fine.length };
}

/**
 * Whether a surface may be on a host; the page itself looks at the rest of its address.
 * @param {Ui.Surface} item
 * @param {string} host
 */
export function isOnHost(item, host) {
  return item.pages.some(({ place = "" }) => {
    const named = place.slice(2).split(/[/?#]/u, 1)[0];
    // Services have one host a country; a placeholder is one label of it.
    const labels = named.split(/\{-?[a-z]+\}/u);
    if (labels.length > 1) return new RegExp(`^${labels.map((part) => part.replaceAll(".", "\\.")).join("[a-z0-9-]+")}$`, "u").test(host);
    return named.startsWith("*.") ? `.${host}`.endsWith(named.slice(1)) : named === host;
  });
}
