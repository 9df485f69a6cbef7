"use strict";

// One message of a surface: its id, who wrote it, its words and links; or that it cannot be read.
(() => {
  const MAX_BACK = 100;
  // A part counts as right or left when its middle is this share of the width away from the message's middle.
  const MIN_SHIFT = 0.05;

  /**
   * @param {Element} part
   * @param {Element} whole
   */
  function shiftOf(part, whole) {
    const inner = part.getBoundingClientRect();
    const outer = whole.getBoundingClientRect();
    if (outer.width <= 0 || inner.width <= 0) return 0;
    return (inner.left + inner.width / 2 - outer.left - outer.width / 2) / outer.width;
  }

  /** Reads the messages of one open conversation. */
  class MessageReader {
    /**
     * @param {Ui.MessageRule} rule
     * @param {Ui.Place} at
     * @param {string} peerName
     */
    constructor(rule, at, peerName) {
      this.rule = rule;
      this.at = at;
      this.peerName = peerName;
      this.exclude = (rule.exclude ?? []).join(", ");
      this.strip = rule.strip ?? [];
      this.ownName = rule.own ? textOf(at.scope.querySelector(rule.own), [], at) : "";
    }

    /** Whether an element that looks like a message is one. @param {Element} el */
    isItem(el) {
      return el.matches(this.rule.item) && !this.isExcluded(el);
    }

    /** @param {Element} el */
    isExcluded(el) {
      return this.exclude !== "" && el.closest(this.exclude) !== null;
    }

    /**
     * @param {Element} el
     * @returns {Ui.ReadMessage} `trouble` says why it cannot be read; without text there is nothing to report
     */
    read(el) {
      const body = this.rule.around ? el.closest(this.rule.around) : el;
      const content = this.rule.shadow && el.shadowRoot ? el.shadowRoot : el;
      if (!body) return { trouble: "message" };
      const id = this.rule.id ? realdesk.surfaceValues.valueOf(this.rule.id, el, this.at) : "";
      if (this.rule.id && !id) return { trouble: "message" };
      if (this.rule.stamp && !body.querySelector(this.rule.stamp)) return { trouble: "message" };
      const parts = this.texts(el, content, id);
      if (parts.length === 0) return this.wordless(content) ? {} : { trouble: "message" };
      const rule = { strip: this.strip, blocks: this.rule.blocks, plainLinks: this.rule.plain_links };
      const found = parts.map((part) => realdesk.surfaceText.read(part, rule, this.at.cost));
      if (found.some((part) => part.foreign)) return { trouble: "message" };
      const text = found.map((part) => part.text).join(" ").trim();
      const target = this.rule.target?.length ? realdesk.surfaceValues.targetOf(this.rule.target, body, this.at) : null;
      if (target === "") return { trouble: "message" };
      const links = target ? [target] : [...new Set(found.flatMap((part) => part.links))];
      if (text === "" && links.length === 0) return {};
      const from = this.sideOf(el, body);
      const message = { id, from, text, links, ...(this.rule.ad && el.matches(this.rule.ad) ? { ad: true } : {}) };
      const by = this.authorOf(body);
      if (!by) return { trouble: "message" };
      const { isLost, ...badge } = this.badgeOf(body);
      const trouble = from === "unknown" ? "direction" : isLost ? "badge" : undefined;
      return { message: { ...message, ...by, ...badge }, trouble };
    }

    /**
     * Who wrote it, where a page has several people; null when that must be there and is not.
     * @param {Element} body
     * @returns {{ author?: string, name?: string, named?: boolean } | null}
     */
    authorOf(body) {
      const { author, author_name: shown, group } = this.rule;
      if (!author) return {};
      const who = realdesk.surfaceValues.valueOf(author, body, this.at) || (group ? this.senderOf(body) : "");
      if (!who) return null;
      const name = shown ? realdesk.surfaceValues.valueOf(shown, body, this.at) : "";
      // A name that anybody may take is no account.
      if ((author.kind ?? "text") === "text") return { author: who, name: who, named: true };
      return name ? { author: who, name } : { author: who };
    }

    /**
     * Whether the author has a badge; nothing where that is not shown, or cannot be told.
     * @param {Element} body
     * @returns {{ verified?: boolean, isLost?: boolean }}
     */
    badgeOf(body) {
      const { author_head: css, badge, badge_sign: sign } = this.rule;
      const head = css && badge && sign ? realdesk.surfaceValues.pick(body, css) : null;
      if (!head || !badge || !sign) return {};
      if (head.querySelector(badge)) return { verified: true };
      return head.querySelector(sign) ? { isLost: true } : { verified: false };
    }

    /**
     * The outermost elements that hold the words.
     * @param {Element} el
     * @param {Element | ShadowRoot} content
     * @param {string} id
     */
    texts(el, content, id) {
      const css = this.rule.text;
      const strip = this.strip.join(", ");
      const found = el.matches(css) && content === el ? [el] : Array.from(content.querySelectorAll(css));
      this.at.cost.nodes += found.length;
      return found.filter((part, index) => {
        if (this.rule.text_id && part.id !== this.rule.text_id + id) return false;
        if (found.slice(0, index).some((outer) => outer.contains(part))) return false;
        const stripped = strip ? part.closest(strip) : null;
        return !stripped || !el.contains(stripped) || stripped === el;
      });
    }

    /** Whether an item without text has no other words either. @param {Element | ShadowRoot} content */
    wordless(content) {
      const { stamp, sender } = this.rule;
      const known = [...this.strip, ...(stamp ? [stamp] : []), ...(sender?.css ? [sender.css] : [])];
      return realdesk.surfaceText.read(content, { strip: known, blocks: true, pictures: false }, this.at.cost).text === "";
    }

    /**
     * @param {Element} el
     * @param {Element} body
     * @returns {"me" | "peer" | "unknown"}
     */
    sideOf(el, body) {
      /** @type {Set<"me" | "peer">} */
      const sides = new Set();
      for (const sign of this.rule.signs ?? []) {
        const side = this.sideBy(sign, el, body);
        if (side) sides.add(side);
      }
      if (sides.size === 1) return [...sides][0];
      return sides.size === 0 ? (this.rule.otherwise ?? "unknown") : "unknown";
    }

    /**
     * @param {Ui.Sign} sign
     * @param {Element} el
     * @param {Element} body
     * @returns {"me" | "peer" | null}
     */
    sideBy(sign, el, body) {
      const inside = el.shadowRoot && this.rule.shadow ? el.shadowRoot : body;
      let holds = false;
      if (sign.css !== undefined) holds = el.matches(sign.css);
      else if (sign.has !== undefined) holds = inside.querySelector(sign.has) !== null;
      else if (sign.place !== undefined) holds = realdesk.places.match(sign.place, this.at.url) !== null;
      else if (sign.sender !== undefined) holds = this.isSender(sign.sender, body);
      else if (sign.right !== undefined) {
        const part = inside.querySelector(sign.right);
        const shift = part ? shiftOf(part, body) : 0;
        return Math.abs(shift) < MIN_SHIFT ? null : shift > 0 ? "me" : "peer";
      }
      return holds ? sign.side : null;
    }

    /**
     * Somebody may call himself like the reader: then the name tells nothing.
     * @param {"own" | "peer" | "other"} who
     * @param {Element} body
     */
    isSender(who, body) {
      if (who === "other") return this.ownName !== "" && !["", this.ownName].includes(this.senderOf(body));
      const wanted = who === "own" ? this.ownName : this.peerName;
      return wanted !== "" && this.ownName !== this.peerName && this.senderOf(body) === wanted;
    }

    /** @param {Element} body */
    senderOf(body) {
      const { sender, group } = this.rule;
      if (!sender) return "";
      /** @type {Element | null} */
      let item = body;
      for (let back = 0; item && back < MAX_BACK; back += 1) {
        this.at.cost.nodes += 1;
        const content = this.rule.shadow && item.shadowRoot ? item.shadowRoot : item;
        const found = content.querySelector(sender.css ?? "");
        if (found) return textOf(found, sender.strip ?? [], this.at);
        // The head of a group has its own sender: without it the one before is somebody else.
        if (!group || realdesk.surfaceValues.pick(item, group)) return "";
        item = item.previousElementSibling;
      }
      return "";
    }
  }

  /**
   * @param {Element | null} el
   * @param {string[]} strip
   * @param {Ui.Place} at
   */
  function textOf(el, strip, at) {
    return el ? realdesk.surfaceText.read(el, { strip, blocks: true }, at.cost).text : "";
  }

  realdesk.surfaceMessages = { MessageReader };
})();
