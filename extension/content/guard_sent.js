"use strict";

// What was sent in a conversation that is warned of, so that a phrase given word by word is noticed before it is whole. In
// memory, for as long as there is the warning; handed to the worker with the next message and to nobody else.
(() => {
  const MOST = 24;
  const LONGEST = 200;

  /** @type {string[]} */
  let sent = [];
  /** A field was written in since the last message: one press is told by several events. */
  let isNew = false;

  realdesk.guardSent = {
    get texts() {
      return sent;
    },
    written() {
      isNew = true;
    },
    note(text) {
      const trimmed = text.trim();
      if (!isNew || trimmed === "") return;
      isNew = false;
      sent = trimmed.length > LONGEST ? [] : [...sent, trimmed].slice(-MOST);
    },
    forget() {
      sent = [];
    },
  };
})();
