"use strict";

// Single values of a surface: ids, handles, names; and who is on the other side.
(() => {
  const MAX_VALUE = 300;
  const MAX_BIO = 1000;
  const MAX_ADDRESS = 2000;
  const MAX_PAIRS = 60;
  const PAIR_CHARS = "0123456789:-";

  /**
   * The element itself or the first one below it that `css` matches.
   * @param {Element | Document | ShadowRoot} el
   * @param {string} css
   */
  function pick(el, css) {
    return "matches" in el && el.matches(css) ? el : el.querySelector(css);
  }

  /**
   * Bring a raw value to its kind: all of it, or the run behind the last `after`.
   * @param {string} raw
   * @param {Ui.Source} source
   * @param {number} [limit]
   */
  function refine(raw, source, limit = MAX_VALUE) {
    const kind = source.kind ?? "text";
    if (kind === "text") return realdesk.text.clean(raw, limit).value;
    if (source.after === undefined) {
      // Handles are often written with a sign before them.
      const text = raw.trim().replace(/^@/u, "");
      return realdesk.places.run(kind, text, 0) === text ? text : "";
    }
    const at = raw.lastIndexOf(source.after);
    return at < 0 ? "" : realdesk.places.run(kind, raw, at + source.after.length);
  }

  /** The pair of numbers at the end of a text. @param {string} text */
  function pairIn(text) {
    let at = text.length;
    while (at > 0 && PAIR_CHARS.includes(text[at - 1])) at -= 1;
    while (at < text.length && (text[at] === "-" || text[at] === ":")) at += 1;
    return realdesk.places.run("pair", text, at) === text.slice(at) ? text.slice(at).split(/[:-]/u) : [];
  }

  /**
   * Which number of a pair is the other person's. The reader's own number is the one that all pairs share.
   * @param {string} pair
   * @param {Ui.Source} source
   * @param {Document | ShadowRoot} scope
   */
  function otherOf(pair, source, scope) {
    const own = pairIn(pair);
    const pairs = Array.from(scope.querySelectorAll(source.among ?? ""))
      .slice(0, MAX_PAIRS)
      .map((el) => pairIn(el.getAttribute(source.attr ?? "") ?? ""))
      .filter((found) => found.length === 2);
    const distinct = new Set(pairs.map((found) => found.join()));
    const shared = own.filter((number) => pairs.every((found) => found.includes(number)));
    if (distinct.size < 2 || shared.length !== 1) return "";
    return own[0] === shared[0] ? own[1] : own[0];
  }

  /**
   * @param {Ui.Source} source
   * @param {Element | Document | ShadowRoot} root where elements are looked for
   * @param {Ui.Place} at
   * @param {number} [limit]
   * @returns {string} empty when it is not there
   */
  function valueOf(source, root, at, limit) {
    if (source.place !== undefined) {
      const found = realdesk.places.match(source.place, at.url)?.value ?? "";
      return found && source.among ? otherOf(found, source, at.scope) : found;
    }
    const el = pick(root, source.css ?? "");
    if (!el) return "";
    const raw =
      source.attr === undefined
        ? realdesk.surfaceText.read(el, { strip: source.strip ?? [], blocks: true }, at.cost).text
        : (el.getAttribute(source.attr) ?? "");
    return refine(raw, source, limit);
  }

  /**
   * @param {Ui.Source[] | undefined} sources
   * @param {Element | Document | ShadowRoot} root
   * @param {Ui.Place} at
   * @param {number} [limit]
   */
  function firstOf(sources, root, at, limit) {
    for (const source of sources ?? []) {
      const value = valueOf(source, root, at, limit);
      if (value) return value;
    }
    return "";
  }

  /**
   * The address that a value of one of the kinds of addresses stands for, or null.
   * @param {string} value
   * @param {string} kind
   * @returns {URL | null}
   */
  function addressOf(value, kind) {
    try {
      if (kind === "host") return new URL(`https://${value}/`);
      if (kind === "url_escaped") return new URL(decodeURIComponent(value));
      if (kind !== "url_base64") return new URL(value);
      const bytes = Uint8Array.from(atob(value.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
      return new URL(new TextDecoder().decode(bytes));
    } catch {
      return null;
    }
  }

  /**
   * Where a result leads; "" when nothing in it leads away from the service.
   * @param {Ui.Source[]} sources
   * @param {Element} root
   * @param {Ui.Place} at
   */
  function targetOf(sources, root, at) {
    for (const source of sources) {
      const value = valueOf(source, root, at);
      const url = value ? addressOf(value, source.kind ?? "") : null;
      if (url && /^https?:$/u.test(url.protocol) && url.hostname !== at.url.hostname) return url.href.slice(0, MAX_ADDRESS);
    }
    return "";
  }

  /**
   * Who is on the other side, or null when what must be there is not, or contradicts itself.
   * @param {Ui.PeerRule} rule
   * @param {Element | Document | ShadowRoot} root
   * @param {Ui.Place} at
   * @returns {Ui.Peer | null}
   */
  function peer(rule, root, at) {
    const ids = (rule.id ?? []).map((source) => valueOf(source, root, at)).filter((id) => id !== "");
    // The old conversation's markup may outlive a change of the address for some frames.
    if (new Set(ids).size > 1) return null;
    const found = {
      id: ids[0] ?? "",
      handle: firstOf(rule.handle, root, at),
      name: firstOf(rule.name, root, at),
      bio: firstOf(rule.bio, root, at, MAX_BIO),
      verified: (rule.verified ?? []).some((flag) => root.querySelector(flag.css) !== null),
    };
    if (rule.required.some((field) => !found[field])) return null;
    for (const [field, witnesses] of Object.entries(rule.witness ?? {})) {
      const isThere = Boolean(found[/** @type {keyof typeof found} */ (field)]);
      if (!isThere && witnesses.some((css) => root.querySelector(css) !== null)) return null;
    }
    const verified = rule.verified?.length ? found.verified : null;
    return { id: found.id, handle: found.handle, display_name: found.name, bio: found.bio, verified };
  }

  realdesk.surfaceValues = { pick, valueOf, firstOf, targetOf, peer };
})();
