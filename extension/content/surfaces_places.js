"use strict";

// Addresses with placeholders (rules/README.md): matched from left to right, never back. The patterns of the kinds are
// fixed here; the ruleset only names them.
(() => {
  const KINDS = Object.freeze({
    digits: /[0-9]{1,25}/y,
    number: /-?[0-9]{1,21}/y,
    name: /[A-Za-z0-9_.]{1,64}/y,
    token: /[A-Za-z0-9_-]{1,200}/y,
    slug: /[A-Za-z0-9_%.-]{1,200}/y,
    hex: /[0-9a-fA-F-]{6,64}/y,
    label: /[a-z0-9-]{1,63}/y,
    room: /[A-Za-z0-9!#@:._=+-]{1,255}/y,
    phone: /\+[0-9][0-9 ().-]{5,22}[0-9]/y,
    pair: /[0-9]{1,25}[:-][0-9]{1,25}/y,
    host: /[a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63}){1,8}/y,
    url: /https?:\/\/[^\s"'<>\\]{3,2000}/y,
    url_escaped: /https?%3[aA]%2[fF]%2[fF][^\s"'<>&/\\]{3,3000}/y,
    url_base64: /[A-Za-z0-9_-]{8,3000}/y,
  });
  const LONGEST = 4000;

  /**
   * The run of `kind` that begins at `at`, or "".
   * @param {string} kind
   * @param {string} text
   * @param {number} at
   */
  function run(kind, text, at) {
    const pattern = KINDS[/** @type {keyof typeof KINDS} */ (kind)];
    if (!pattern) return "";
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? "";
  }

  /** @typedef {{ text?: string, kind?: string, take?: boolean, any?: boolean }} Part */

  /** @param {string} template @returns {Part[]} */
  function partsOf(template) {
    /** @type {Part[]} */
    const parts = [];
    let at = 0;
    while (at < template.length) {
      const open = template.indexOf("{", at);
      if (open !== at) parts.push({ text: template.slice(at, open < 0 ? template.length : open) });
      if (open < 0) break;
      const close = template.indexOf("}", open);
      const word = template.slice(open + 1, close);
      parts.push(word.startsWith("-") ? { kind: word.slice(1) } : { kind: word, take: true });
      at = close + 1;
    }
    const last = parts.at(-1);
    if (last?.text?.endsWith("*")) {
      last.text = last.text.slice(0, -1);
      parts.push({ any: true });
    }
    return parts;
  }

  /**
   * @param {Part[]} parts
   * @param {string} text
   * @param {string} spare what may follow
   * @returns {{ value: string | null } | null}
   */
  function matchParts(parts, text, spare) {
    let at = 0;
    /** @type {string | null} */
    let value = null;
    for (const part of parts) {
      if (part.any) return { value };
      if (part.text !== undefined) {
        if (!text.startsWith(part.text, at)) return null;
        at += part.text.length;
      } else {
        const found = run(part.kind ?? "", text, at);
        if (!found) return null;
        if (part.take) value = found;
        at += found.length;
      }
    }
    return at === text.length || text.slice(at) === spare ? { value } : null;
  }

  /** @param {string} place */
  function parse(place) {
    const [beforeHash, hash] = splitOnce(place, "#");
    const [beforeQuery, query] = splitOnce(beforeHash, "?");
    const hosted = beforeQuery.startsWith("//");
    const slash = beforeQuery.indexOf("/", hosted ? 2 : 0);
    const host = hosted ? beforeQuery.slice(2, slash < 0 ? undefined : slash) : "";
    const path = slash < 0 ? "" : beforeQuery.slice(slash);
    const [name, value] = splitOnce(query ?? "", "=");
    return {
      below: host.startsWith("*.") ? host.slice(1) : "",
      host: host && !host.startsWith("*.") ? partsOf(host) : null,
      path: path ? partsOf(path) : null,
      name: query === null ? null : name,
      query: partsOf(value ?? ""),
      hash: hash === null ? null : partsOf(`#${hash}`),
    };
  }

  /**
   * @param {string} text
   * @param {string} mark
   * @returns {[string, string | null]}
   */
  function splitOnce(text, mark) {
    const at = text.indexOf(mark);
    return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
  }

  /** @type {Map<string, ReturnType<typeof parse>>} */
  const parsed = new Map();

  /**
   * Whether `url` is at `place`, and the value that the last placeholder took.
   * @param {string} place
   * @param {URL} url
   * @returns {{ value: string | null } | null}
   */
  function match(place, url) {
    let known = parsed.get(place);
    if (!known) parsed.set(place, (known = parse(place)));
    const { below, host, path, name, query, hash } = known;
    if (below && !(url.hostname.endsWith(below) || `.${url.hostname}` === below)) return null;
    /** @type {({ value: string | null } | null)[]} */
    const found = [];
    if (host) found.push(matchParts(host, url.hostname, ""));
    if (path) found.push(matchParts(path, url.pathname.slice(0, LONGEST), "/"));
    if (name !== null) found.push(parameter(name, query, url.search.slice(1, LONGEST)));
    if (hash) found.push(matchParts(hash, url.hash.slice(0, LONGEST), ""));
    if (found.includes(null)) return null;
    return { value: found.reduceRight((value, part) => value ?? part?.value ?? null, /** @type {string | null} */ (null)) };
  }

  /**
   * @param {string} name
   * @param {Part[]} parts
   * @param {string} search
   */
  function parameter(name, parts, search) {
    // Old forums separate parameters with semicolons.
    for (const pair of search.split(/[&;]/u, 64)) {
      const [key, value] = splitOnce(pair, "=");
      const found = key === name ? matchParts(parts, decode(value ?? ""), "") : null;
      if (found) return found;
    }
    return null;
  }

  /** @param {string} text */
  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  realdesk.places = { match, run };
})();
