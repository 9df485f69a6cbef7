"use strict";

// Shows what the worker says of the open conversation, as long as that conversation is the one that is open, and keeps
// it in place. While there is nothing to show nothing runs.
(() => {
  const TICK_MS = 250;
  const HIDDEN_TICK_MS = 2000;
  // Placing may take at most this share of the page's time.
  const MAX_SHARE = 0.05;

  /** @type {Ui.ChatView | null} */
  let view = null;
  /** @type {(action: Ui.BannerAction, index: number) => void} */
  let act = () => undefined;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let frame = 0;
  let cost = 0;
  let lastPlaced = 0;
  /** @type {MutationObserver | null} */
  let observer = null;
  /** @type {Ui.Tree | null} */
  let observed = null;

  /** What is open, if the view is about it. */
  function current() {
    const open = view ? realdesk.surfaceStart.open() : null;
    if (!open || !view) return null;
    return open.surface.id === view.surface && open.head.conversation === view.conversation ? open : null;
  }

  function clear() {
    realdesk.chatStrip.remove();
    realdesk.chatMarks.remove();
  }

  /** @param {Ui.OpenChat} open */
  function watch({ queue }) {
    const list = queue?.list ?? null;
    if (observed === list) return;
    observer?.disconnect();
    observed = list;
    if (!list) return;
    observer = new MutationObserver(soon);
    // Rows that are used again change their ids before they change their place.
    observer.observe(list, { childList: true, subtree: true, attributes: true, characterData: true });
  }

  function draw() {
    if (!view) return;
    const started = performance.now();
    const open = current();
    let isLate = false;
    if (open) {
      watch(open);
      // The strip first: it seldom changes anything, so that the page is not laid out again for the marks.
      if (view.strip) realdesk.chatStrip.show(view.strip, open, act);
      else realdesk.chatStrip.remove();
      if (view.peer || view.marks.length > 0) isLate = realdesk.chatMarks.show(view, open);
      else realdesk.chatMarks.remove();
    } else clear();
    lastPlaced = performance.now();
    cost = lastPlaced - started;
    if (isLate) soon();
  }

  /** Not before the next frame, and not more often than the page can bear. */
  function soon() {
    if (!view || frame !== 0) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      const wait = lastPlaced + cost / MAX_SHARE - performance.now();
      if (wait > 0) later(wait);
      else draw();
    });
  }

  /** @param {number} wait */
  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      draw();
      if (view) later(document.hidden ? HIDDEN_TICK_MS : Math.max(TICK_MS, cost / MAX_SHARE));
    }, wait);
  }

  const EVENTS = /** @type {const} */ (["scroll", "resize", "toggle"]);

  /** @param {Ui.ChatView | null} next */
  function become(next) {
    const was = view;
    view = next;
    if (next && !was) for (const name of EVENTS) window.addEventListener(name, soon, { capture: true, passive: true });
    if (next) return later(0);
    if (!was) return undefined;
    for (const name of EVENTS) window.removeEventListener(name, soon, { capture: true });
    observer?.disconnect();
    observed = null;
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    frame = 0;
    return clear();
  }

  realdesk.chatShow = {
    show(next, run) {
      act = run;
      const isEmpty = !next || (!next.strip && !next.peer && next.marks.length === 0);
      become(isEmpty ? null : next);
    },
    remove: () => become(null),
  };
})();
