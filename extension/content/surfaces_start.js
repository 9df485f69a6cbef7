"use strict";

// Starts what reads surfaces and widgets in the top document, and starts it anew when the ruleset changed.
(() => {
  // A widget's script is often loaded by another one, some seconds after the page.
  const WIDGET_LOOKS_MS = [0, 2000, 6000, 15_000];
  const BATCH_MS = 10;

  /** @type {Ui.SurfaceTimers} */
  const TIMERS = {
    now: () => performance.now(),
    later: (run, wait) => void setTimeout(run, wait),
    idle: (run) => {
      // A hidden page is never idle in the browser's sense, and its messages must not wait.
      if (document.hidden || typeof requestIdleCallback !== "function") setTimeout(() => run(() => true), BATCH_MS);
      else requestIdleCallback((left) => run(() => left.timeRemaining() > 1), { timeout: 500 });
    },
  };

  /** @type {InstanceType<typeof realdesk.surfaces.Watcher> | null} */
  let watcher = null;
  let said = "";
  let round = 0;

  /**
   * @param {Ui.SurfaceLink} link
   */
  async function begin(link) {
    round += 1;
    const own = round;
    const rules = await link.ask().catch(() => null);
    if (own !== round) return;
    watcher?.stop();
    watcher = null;
    if (!rules) return;
    if (rules.surfaces.length > 0) {
      watcher = new realdesk.surfaces.Watcher(document, rules.surfaces, link.chat, TIMERS);
      watcher.start();
    }
    for (const wait of WIDGET_LOOKS_MS) setTimeout(() => own === round && look(rules.widgets, link), wait);
  }

  /**
   * @param {Ui.Widget[]} widgets
   * @param {Ui.SurfaceLink} link
   */
  function look(widgets, link) {
    const facts = realdesk.widgets.collect(document, widgets);
    const text = JSON.stringify(facts);
    if (text === said || (facts.length === 0 && said === "")) return;
    said = text;
    link.widgets(facts);
  }

  function end() {
    round += 1;
    watcher?.stop();
    watcher = null;
  }

  realdesk.surfaceStart = {
    get isReading() {
      return watcher !== null;
    },
    open: () => watcher?.shown() ?? null,
    begin,
    end,
  };
})();
