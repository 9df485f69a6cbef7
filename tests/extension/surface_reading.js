// All of a page at once, as the watcher would say it piece by piece. Used in Node and, without its exports, in browsers.

/**
 * @param {RealdeskContent} realdesk the page scripts
 * @param {Ui.Surface[]} surfaces in the order of delivery
 */
export function readingOf(realdesk, surfaces) {
  /** @param {URL} url */
  const surfacesAt = (url) => surfaces.filter((surface) => realdesk.surfaceRead.isAt(surface, url));

  /**
   * @param {Document} doc
   * @returns {any}
   */
  function readPage(doc) {
    const url = new URL(doc.location.href);
    /** @type {any} */
    let unknown = null;
    for (const surface of surfacesAt(url)) {
      const found = readSurface(surface, doc, url);
      if (found.state === "ok" || found.headIsGood) return found;
      if (found.state === "unknown") unknown ??= found;
    }
    return unknown ?? { state: "none", messages: [] };
  }

  /**
   * @param {Ui.Surface} surface
   * @param {Document} doc
   * @param {URL} url
   */
  function readSurface(surface, doc, url) {
    const head = realdesk.surfaceRead.head(surface, doc, url, { nodes: 0 });
    /** @type {Ui.ReadMessage[]} */
    let found = [];
    let { why } = head;
    if (head.parts?.list && surface.messages) {
      const reader = new realdesk.surfaceMessages.MessageReader(surface.messages, head.parts.at, head.peer?.display_name ?? "");
      const rule = surface.messages;
      const listed = realdesk.surfaceRead.items(rule, head.parts.list, reader);
      const items = listed && Array.from(listed);
      const signs = items?.length ? Array.from(realdesk.surfaceRead.signs(rule, head.parts.list)) : [];
      const all = signs.every((/** @type {Element} */ sign) => realdesk.surfaceRead.isCovered(rule, sign, reader)) ? items : null;
      if (all === null) why = "list";
      found = (all ?? []).filter((el) => reader.isItem(el)).map((el) => reader.read(el));
      why ||= found.find((item) => item.trouble)?.trouble ?? "";
    }
    const messages = found.flatMap((item) => (item.message ? [plain(item.message, Boolean(surface.messages?.id))] : []));
    const { parts, ...rest } = head;
    return { ...rest, state: why ? "unknown" : head.state, why, messages, headIsGood: parts !== null };
  }

  return { readPage, surfacesAt };
}

/** @param {any} message @param {boolean} hasId */
function plain(message, hasId) {
  const { id, ...rest } = JSON.parse(JSON.stringify(message));
  return hasId ? { id, ...rest } : rest;
}

/** @param {any} read @returns {any} the part that an `#expected` block names */
export function essence({ surface, state, conversation, peer, composer, messages }) {
  return JSON.parse(JSON.stringify({ surface, state, conversation, peer, composer, messages }));
}

/**
 * What is wrong with a reading of a page of which one name was changed, or "". Right is the same answer, or "unknown"
 * with nothing that is not there: the side of a message may be lost, not turned round.
 * @param {any} read
 * @param {any} wanted
 */
export function wrongIn(read, wanted) {
  const json = JSON.stringify;
  if (json(read) === json(wanted)) return "";
  if (read.state !== "unknown") return `is ${json(read)}`;
  if (read.peer !== null && json(read.peer) !== json(wanted.peer)) return `names ${json(read.peer)}`;
  const truths = new Set(wanted.messages.flatMap((/** @type {any} */ message) => [json(message), json({ ...message, from: "unknown" }), json({ ...message, verified: undefined })]));
  const lies = read.messages.filter((/** @type {any} */ message) => !truths.has(json(message)));
  return lies.length > 0 ? `has ${json(lies)}` : "";
}

/**
 * Whether a selector of the surfaces names this value of an attribute.
 * @param {string} rules JSON of the surfaces
 * @param {string} attribute
 * @param {string} value
 */
export function isNamed(rules, attribute, value) {
  const named = [...rules.matchAll(new RegExp(`\\[${attribute}([\\^*]?)=\\\\"([^"\\\\]+)`, "gu"))];
  return named.some(([, how, text]) => (how === "^" ? value.startsWith(text) : how === "*" ? value.includes(text) : value === text));
}
