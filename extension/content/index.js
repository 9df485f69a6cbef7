"use strict";

// Sends this document's facts to the worker after load and whenever they changed, and shows what comes back.
(() => {
  const SETTLE_MS = 300;
  const MAX_WAIT_MS = 1000;
  // After this many messages from one address the page is one that never rests (prices, clocks): look less often.
  const RESTLESS_AFTER = 8;
  const RESTLESS_MS = 5000;
  // The walk may take at most this share of the page's time.
  const MAX_SHARE = 0.02;
  const ATTRIBUTES = ["href", "type", "placeholder", "aria-label", "role", "contenteditable", "maxlength", "lang"];

  const isTop = window === window.top;
  // Names this document, so that an answer for an earlier one is never shown.
  const doc = crypto.getRandomValues(new Uint32Array(3)).join("-");

  /** @type {chrome.runtime.Port | null} */
  let port = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let dirtySince = 0;
  let lastRun = 0;
  let lastCost = 0;
  let lastHash = "";
  let lastUrl = "";
  let sent = 0;
  let stopped = false;

  /** @type {MutationObserver | null} */
  let observer = null;

  /** The extension was updated, disabled or removed: leave the page as it was. */
  function stop() {
    stopped = true;
    clearTimeout(timer);
    observer?.disconnect();
    realdesk.guard.stop();
    realdesk.banner.remove();
  }

  /** @param {Ui.BannerView | null} view */
  function show(view) {
    if (!isTop) return;
    realdesk.guard.suspicious = view?.level === "danger";
    if (view === null) realdesk.banner.remove();
    else realdesk.banner.show(view, act);
  }

  /**
   * @param {"dismiss" | "open"} action
   * @param {number} index
   */
  function act(action, index) {
    if (action === "dismiss") realdesk.banner.remove();
    /** @type {Ui.Ask} */
    const message = action === "dismiss" ? { type: "dismiss", doc } : { type: "open", doc, index };
    try {
      void Promise.resolve(chrome.runtime.sendMessage(message)).catch(() => undefined);
    } catch {
      stop();
    }
  }

  /** @returns {chrome.runtime.Port | null} */
  function connected() {
    if (port) return port;
    try {
      const fresh = chrome.runtime.connect({ name: "frame" });
      fresh.onMessage.addListener((/** @type {Ui.ShowMessage} */ message) => {
        if (message.type === "show" && message.doc === doc) show(message.view);
      });
      fresh.onDisconnect.addListener(() => {
        // Reading the error keeps the browser from reporting it; a worker that went to sleep is no error.
        void chrome.runtime.lastError;
        if (port === fresh) port = null;
      });
      port = fresh;
    } catch {
      stop();
    }
    return port;
  }

  /** @param {Protocol.Frame} frame */
  function isEmpty(frame) {
    return !isTop && frame.text === "" && frame.links.length === 0 && frame.fields.length === 0;
  }

  /** @param {boolean} force send even when nothing changed */
  function report(force) {
    if (stopped) return;
    const started = performance.now();
    const frame = realdesk.facts.collect(document, realdesk.banner.host);
    lastRun = performance.now();
    lastCost = lastRun - started;
    dirtySince = 0;
    const hash = realdesk.text.hash(JSON.stringify(frame));
    if (!force && hash === lastHash) return;
    // A frame that was never worth a message (most advertisements) stays silent.
    if (isEmpty(frame) && lastHash === "") return;
    sent = frame.url === lastUrl ? sent + 1 : 1;
    lastUrl = frame.url;
    lastHash = hash;
    /** @type {Ui.FrameMessage} */
    const message = { type: "facts", doc, frame };
    try {
      connected()?.postMessage(message);
    } catch {
      // The port closed between the two calls; one fresh port is worth a try.
      port = null;
      connected()?.postMessage(message);
    }
  }

  function schedule() {
    if (stopped || document.hidden) return;
    const now = performance.now();
    dirtySince ||= now;
    const rest = sent > RESTLESS_AFTER && location.href === lastUrl ? RESTLESS_MS : SETTLE_MS;
    const earliest = lastRun + Math.max(rest, lastCost / MAX_SHARE);
    const settled = Math.min(now + SETTLE_MS, dirtySince + MAX_WAIT_MS);
    clearTimeout(timer);
    timer = setTimeout(() => report(false), Math.max(0, Math.max(earliest, settled) - now));
  }

  /** @param {MutationRecord[]} records */
  function onMutations(records) {
    const host = realdesk.banner.host;
    const own = (/** @type {NodeList} */ nodes) => Array.from(nodes).every((node) => node === host);
    const ours = records.every(
      (record) =>
        host !== null &&
        (record.target === host || (record.type === "childList" && own(record.addedNodes) && own(record.removedNodes))),
    );
    if (!ours) schedule();
  }

  function start() {
    if (stopped) return;
    report(true);
    observer = new MutationObserver(onMutations);
    observer.observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ATTRIBUTES,
    });
    document.addEventListener("visibilitychange", schedule);
    // Gone, or kept for the way back: either way this is no longer what the tab shows. Browsers differ in when they
    // close the port of a kept page, so it is closed here.
    window.addEventListener("pagehide", () => {
      clearTimeout(timer);
      port?.disconnect();
      port = null;
    });
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) report(true);
    });
    chrome.runtime.onMessage.addListener((message, _sender, reply) => {
      if (message?.type !== "who" || !isTop) return;
      reply({ doc, url: location.href });
      if (!port) report(true);
      else if (location.href !== lastUrl) schedule();
    });
  }

  // A page that is loaded in advance is not the tab's page yet.
  if (/** @type {{ prerendering?: boolean }} */ (document).prerendering) {
    document.addEventListener("prerenderingchange", start, { once: true });
  } else {
    start();
  }
})();
