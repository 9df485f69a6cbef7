"""What keeping strip and marks in place costs the page: a history of 10,000 messages, 100 of them marked.

    python -m bench.chat_marks

The page scripts run in a real browser on the Telegram replica, in the page's own world, while the list is scrolled.
"""

from __future__ import annotations

import json
import statistics
import tempfile
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench import chats
from browser import companion
from browser.chromium import Chromium
from browser.driver import Driver, Setup
from browser.finding import find_chromium, find_firefox
from browser.firefox import Firefox
from browser.replicas import load
from browser.server import SiteMap, SiteServer
from realdesk import paths

SCRIPTS = (
    "namespace dom text parts styles banner_style banner_view banner guard_style guard_view surfaces_places surfaces_text"
    " surfaces_values surfaces_messages surfaces_read surfaces_order surfaces_queue surfaces"
    " chat_style chat_places chat_marks chat_strip"
)
ROUNDS = 60
MARKED = 100

DRAW = """(async ([rules, rounds, marked, history]) => {
  const surface = rules.surfaces.find(({ id }) => id === "telegram_k");
  const cost = { nodes: 0 };
  const head = realdesk.surfaceRead.head(surface, document, new URL(location.href), cost);
  const reader = new realdesk.surfaceMessages.MessageReader(surface.messages, head.parts.at, head.peer.display_name);
  const { Queue, Reported } = realdesk.surfaceQueue;
  const queue = new Queue(surface.messages, head.parts.list, reader, new Reported(), () => {});
  const open = { head, queue, surface };
  const mark = { level: "danger", label: "Warning", reasons: ["One reason."] };
  const marks = Array.from({ length: marked }, (_, i) => ({
    ...mark, message: String(10000 + history / 2 + i), values: ["message", "nowhere.example"] }));
  const view = { lang: "en", peer: mark, marks, labels: { mark: "reason", close: "close" } };
  const labels = new Proxy({}, { get: () => "label", ownKeys: () => [] });
  const strip = { level: "danger", lang: "en", brand: "b", headline: "h", reasons: ["r"], more: [], details: [],
    channels: [], offers: false, folds: true, quiet: false, labels };
  const times = [];
  for (let i = 0; i < rounds; i += 1) {
    document.querySelector(`[data-mid="${10000 + history / 2 + i}"]`).scrollIntoView({ block: "center" });
    await new Promise(requestAnimationFrame);
    const from = performance.now();
    realdesk.chatStrip.show(strip, open, () => undefined);
    realdesk.chatMarks.show(view, open);
    times.push(performance.now() - from);
  }
  return times;
})(%s)"""


def main() -> None:
    """Measure and print, in every browser there is."""
    for engine in ("chromium", "firefox"):
        with ExitStack() as stack:
            driver = start(engine, stack)
            if driver is None:
                continue
            times = sorted(measure(driver))
            print(
                f"strip and marks in place, {engine}: {len(times)} times, median {statistics.median(times):.2f} ms,"
                f" 95% {times[int(len(times) * 0.95)]:.2f} ms, longest {times[-1]:.2f} ms"
            )


def start(engine: str, stack: ExitStack) -> Driver | None:
    """Return a browser that is served the page, without a companion; ``None`` where the browser is missing."""
    executable = find_chromium() if engine == "chromium" else find_firefox()
    if executable is None:
        return None
    home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="realdesk-bench-", ignore_cleanup_errors=True)))
    replica = load("telegram_k")
    folder = paths.extension_dir() / "content"
    source = "\n".join((folder / f"{name}.js").read_text("utf-8") for name in SCRIPTS.split())
    script = "<script>" + source.replace('"use strict";', "") + "</script></html>"
    sites = SiteMap()
    sites.add(replica.url, chats.long_page(replica.html).replace("</html>", script))
    setup = Setup(companion.extension_folder(), stack.enter_context(SiteServer(sites)).port, home, None)
    if engine == "chromium":
        playwright = stack.enter_context(sync_playwright())
        return stack.enter_context(Chromium(setup, executable=executable, playwright=playwright))
    return stack.enter_context(Firefox(setup, executable=executable))


def measure(driver: Driver) -> list[float]:
    """Return what each time of putting strip and marks in place took, in milliseconds; the first one draws."""
    driver.open(load("telegram_k").url)
    golden = json.loads((chats.ROOT / "tests/protocol/golden/surfaces.reply.json").read_text("utf-8"))
    given = [golden["result"]["rules"], ROUNDS, MARKED, chats.HISTORY]
    return [float(time) for time in driver.evaluate(DRAW % json.dumps(given))]


if __name__ == "__main__":
    main()
