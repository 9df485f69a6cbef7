"use strict";

// Asks the worker whether a text holds a secret. The port is opened on demand and closed when nothing was asked for a
// while, so that it neither keeps the worker awake nor costs anything in ordinary tabs.
(() => {
  const IDLE_MS = 20_000;
  const TIMEOUT_MS = 4000;

  /** @type {chrome.runtime.Port | null} */
  let port = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let idle;
  let next = 1;
  /** @type {Map<number, (view: Guard.View | null) => void>} */
  const waiting = new Map();

  function close() {
    port?.disconnect();
    port = null;
    // Without an answer nothing is held back: a defect of ours must not keep anybody from writing.
    for (const settle of waiting.values()) settle(null);
    waiting.clear();
  }

  function connected() {
    if (port) return port;
    const fresh = chrome.runtime.connect({ name: "guard" });
    fresh.onMessage.addListener((/** @type {Guard.Answer} */ answer) => {
      waiting.get(answer.id)?.(answer.view);
      waiting.delete(answer.id);
    });
    fresh.onDisconnect.addListener(() => {
      void chrome.runtime.lastError;
      if (port === fresh) close();
    });
    port = fresh;
    return fresh;
  }

  realdesk.guardAsk = {
    ask(question) {
      const id = next;
      next += 1;
      clearTimeout(idle);
      idle = setTimeout(close, IDLE_MS);
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(null), TIMEOUT_MS);
        waiting.set(id, (view) => {
          clearTimeout(timer);
          resolve(view);
        });
        try {
          connected().postMessage({ id, ...question });
        } catch {
          // The extension was updated or removed.
          close();
        }
      });
    },
  };
})();
