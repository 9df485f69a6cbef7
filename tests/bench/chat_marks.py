"""What keeping strip and marks in place costs the page: a history of 10,000 messages, 100 of them marked.

    python -m bench.chat_marks

The page scripts run in a real browser on the Telegram replica, in the page's own world, while the list is scrolled.
"""

from __future__ import annotations

import json
import statistics

from playwright.sync_api import Page, sync_playwright

from bench import chats
from browser.finding import find_chromium
from browser.replicas import load
from realdesk import paths

SCRIPTS = (
    "namespace dom text parts styles banner_style banner_view banner guard_style guard_view surfaces_places surfaces_text"
    " surfaces_values surfaces_messages surfaces_read surfaces_order surfaces_queue surfaces"
    " chat_style chat_places chat_marks chat_strip"
)
ROUNDS = 60
MARKED = 100

DRAW = """async ([rules, rounds, marked, history]) => {
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
    realdesk.chatMarks.show(view, open);
    realdesk.chatStrip.show(strip, open, () => undefined);
    times.push(performance.now() - from);
  }
  return times;
}"""


def main() -> None:
    """Measure and print."""
    executable = find_chromium()
    if executable is None:
        raise SystemExit("No Chromium on this computer.")
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=executable) as browser:
        times = measure(browser.new_page())
    worst = sorted(times)
    print(
        f"strip and marks in place: {len(times)} times, median {statistics.median(times):.2f} ms,"
        f" 95% {worst[int(len(worst) * 0.95)]:.2f} ms, longest {worst[-1]:.2f} ms"
    )


def measure(page: Page) -> list[float]:
    """Return what each time of putting strip and marks in place took, in milliseconds; the first one draws."""
    replica = load("telegram_k")
    body = chats.long_page(replica.html)
    page.route("**/*", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
    page.goto(replica.url)
    folder = paths.extension_dir() / "content"
    source = "\n".join((folder / f"{name}.js").read_text("utf-8") for name in SCRIPTS.split())
    page.add_script_tag(content=source.replace('"use strict";', ""))
    golden = json.loads((chats.ROOT / "tests/protocol/golden/surfaces.reply.json").read_text("utf-8"))
    found = page.evaluate(DRAW, [golden["result"]["rules"], ROUNDS, MARKED, chats.HISTORY])
    return [float(time) for time in found]


if __name__ == "__main__":
    main()
