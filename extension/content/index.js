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
  // A shadow tree attached to an element that is already there goes unnoticed: it is looked for, ever more rarely, and
  // when the user turns to the page.
  const ROOTS_FIRST_MS = 1000;
  const ROOTS_MOST_MS = 30_000;
  const ATTRIBUTES = ["href", "type", "placeholder", "aria-label", "role", "contenteditable", "maxlength", "lang", "class", "style", "hidden", "open"];

  const OBSERVED = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES };

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
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let rootsTimer;
  let rootsSoughtAt = 0;
  // Page and chat are judged apart; either makes one-time codes worth guarding.
  const suspects = { page: false, chat: false };

  /** @type {MutationObserver | null} */
  let observer = null;
  /** @type {Element | null} */
  let listeningTo = null;

  /** The extension was updated, disabled or removed: leave the page as it was. */
  function stop() {
    stopped = true;
    clearTimeout(timer);
    clearTimeout(rootsTimer);
    observer?.disconnect();
    realdesk.surfaceStart.end();
    realdesk.guard.stop();
    realdesk.banner.remove();
    realdesk.chatShow.remove();
  }

  /** False once the extension was reloaded or removed and this script was left behind. */
  function isAlive() {
    try {
      return Boolean(chrome.runtime?.id);
    } catch {
      return false;
    }
  }

  /** @param {Ui.BannerView | null} view */
  function show(view) {
    if (!isTop) return;
    suspect({ page: view?.level === "danger" });
    if (view === null) realdesk.banner.remove();
    else realdesk.banner.show(view, act);
  }

  /** @param {Partial<typeof suspects>} news */
  function suspect(news) {
    Object.assign(suspects, news);
    realdesk.guard.suspicious = suspects.page || suspects.chat;
  }

  /** @param {Ui.ChatView | null} view */
  function showChat(view) {
    if (!isTop || stopped) return;
    suspect({ chat: view?.suspicious ?? false });
    realdesk.chatShow.show(view, actInChat);
  }

  /**
   * @param {Ui.BannerAction} action
   * @param {number} index
   */
  function act(action, index) {
    if (action === "dismiss" || action === "mute") realdesk.banner.remove();
    tell(action === "open" ? { type: "open", doc, index } : { type: action, doc });
  }

  /**
   * @param {Ui.BannerAction} action
   * @param {number} index
   */
  function actInChat(action, index) {
    if (action === "open") tell({ type: "chat_open", doc, index });
    else if (action === "dismiss" || action === "trust") tell({ type: `chat_${action}`, doc });
  }

  /** @param {Ui.Ask} message */
  function tell(message) {
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
      fresh.onMessage.addListener((/** @type {Ui.ShowMessage | Ui.ShowChatMessage | { type: "surfaces" }} */ message) => {
        if (message.type === "show" && message.doc === doc) show(message.view);
        else if (message.type === "chat" && message.doc === doc) showChat(message.view);
        else if (message.type === "surfaces") readSurfaces();
      });
      fresh.onDisconnect.addListener(() => {
        // Reading the error keeps the browser from reporting it; a worker that went to sleep is no error.
        void chrome.runtime.lastError;
        if (port === fresh) port = null;
        if (!isAlive()) stop();
        // A worker that starts anew knows nothing of the chat: it is told again what is in the page.
        else if (realdesk.surfaceStart.isReading) setTimeout(readSurfaces, SETTLE_MS);
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
    if (!isAlive()) {
      stop();
      return;
    }
    const started = performance.now();
    watchRoots();
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
    const message = { type: "facts", doc, born: performance.timeOrigin, frame };
    post(message);
  }

  /** @param {Ui.FrameMessage | Ui.ChatFrameMessage} message */
  function post(message) {
    try {
      connected()?.postMessage(message);
    } catch {
      // The port closed between the two calls; one fresh port is worth a try.
      port = null;
      try {
        connected()?.postMessage(message);
      } catch {
        port = null;
      }
    }
  }

  /** Chats and widgets of the top document. */
  function readSurfaces() {
    if (!isTop || stopped) return;
    void realdesk.surfaceStart.begin({
      ask: () => Promise.resolve(chrome.runtime.sendMessage({ type: "surfaces" })),
      chat: (chat) => {
        if (chat.state === "none") showChat(null);
        post({ type: "chat", doc, url: location.href, chat });
      },
      widgets: (widgets) => post({ type: "widgets", doc, widgets }),
    });
  }

  /** Watch the open shadow trees that have come; true if there were any. */
  function watchRoots() {
    rootsSoughtAt = performance.now();
    const fresh = realdesk.roots.fresh(document);
    for (const root of fresh) observer?.observe(root, OBSERVED);
    return fresh.length > 0;
  }

  /** @param {number} wait */
  function seekRoots(wait) {
    clearTimeout(rootsTimer);
    rootsTimer = setTimeout(() => {
      if (stopped) return;
      if (!isAlive()) {
        stop();
        return;
      }
      if (!document.hidden && watchRoots()) schedule();
      seekRoots(Math.min(ROOTS_MOST_MS, wait * 2));
    }, wait);
  }

  function onAttention() {
    if (!stopped && performance.now() - rootsSoughtAt > SETTLE_MS && watchRoots()) schedule();
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

  // Gone, or kept for the way back: either way this is no longer what the tab shows. Browsers differ in when they
  // close the port of a kept page, so it is closed here.
  function onHide() {
    clearTimeout(timer);
    realdesk.surfaceStart.end();
    showChat(null);
    port?.disconnect();
    port = null;
  }

  /** @param {PageTransitionEvent} event */
  function onShow(event) {
    if (!event.persisted) return;
    report(true);
    readSurfaces();
  }

  /** A listener that is still there is not added twice. */
  function listen() {
    listeningTo = document.documentElement;
    document.addEventListener("visibilitychange", schedule);
    for (const name of ["focusin", "pointerdown"]) document.addEventListener(name, onAttention, { capture: true, passive: true });
    window.addEventListener("pagehide", onHide);
    window.addEventListener("pageshow", onShow);
  }

  /** @param {MutationRecord[]} records */
  function onMutations(records) {
    // A page that writes itself anew (document.open) takes every listener away, ours too.
    if (document.documentElement !== listeningTo) listen();
    const hosts = /** @type {(Node | null)[]} */ ([realdesk.banner.host, realdesk.chatStrip.host, realdesk.chatMarks.host]);
    const own = (/** @type {NodeList} */ nodes) => Array.from(nodes).every((node) => hosts.includes(node));
    const ours = records.every(
      ({ type, target, addedNodes, removedNodes }) =>
        hosts.includes(target) || (type === "childList" && own(addedNodes) && own(removedNodes)),
    );
    if (!ours) schedule();
  }

  function start() {
    if (stopped) return;
    if (isTop) {
      realdesk.banner.clearLeftovers();
      realdesk.chatStrip.clearLeftovers();
    }
    observer = new MutationObserver(onMutations);
    observer.observe(document, OBSERVED);
    report(true);
    readSurfaces();
    seekRoots(ROOTS_FIRST_MS);
    listen();
    chrome.runtime.onMessage.addListener((message, _sender, reply) => {
      if (message?.type !== "who" || !isTop) return;
      const url = realdesk.text.clean(location.href, realdesk.text.LIMITS.url).value;
      reply({ doc, url });
      // Somebody waits for the answer: no time for the page to come to rest.
      if (!port || url !== lastUrl) report(true);
    });
  }

  // A page that is loaded in advance is not the tab's page yet.
  if (/** @type {{ prerendering?: boolean }} */ (document).prerendering) {
    document.addEventListener("prerenderingchange", start, { once: true });
  } else {
    start();
  }
})();
