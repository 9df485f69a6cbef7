"""What reading a chat costs the page: one more message in a history of 10,000, and the first look at all of it.

    python -m bench.chats

The page scripts run in a real browser on the Telegram replica, with the delivered rules, in the page's own world: what
is measured is the time in which the page can do nothing else, piece by piece.
"""

from __future__ import annotations

import json
import statistics
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from browser.finding import find_chromium
from browser.replicas import load
from realdesk import paths

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = "namespace text surfaces_places surfaces_text surfaces_values surfaces_messages surfaces_read surfaces_order surfaces_queue surfaces"
HISTORY = 10_000
LATER = 50

START = """(rules) => {
  window.pieces = []; window.got = 0;
  const timed = (run) => (...all) => { const from = performance.now(); try { return run(...all); } finally { window.pieces.push(performance.now() - from); } };
  const Real = MutationObserver;
  window.MutationObserver = class extends Real { constructor(run) { super(timed(run)); } };
  const timers = {
    now: () => performance.now(),
    later: (run, wait) => void setTimeout(timed(run), wait),
    idle: (run) => void requestIdleCallback(timed((left) => run(() => left.timeRemaining() > 1)), { timeout: 500 }),
  };
  const url = new URL(location.href);
  const surfaces = rules.surfaces.filter((surface) => surface.id === "telegram_k");
  new realdesk.surfaces.Watcher(document, surfaces, (chat) => { window.got += chat.messages.length; }, timers).start();
}"""

MORE = """(id) => {
  const group = document.querySelector(".chat.active .bubbles-group");
  const row = group.lastElementChild.cloneNode(true);
  row.dataset.mid = String(id);
  row.querySelector(".message").firstChild.data = `later ${id}`;
  group.append(row);
}"""


def main() -> None:
    """Measure and print."""
    executable = find_chromium()
    if executable is None:
        raise SystemExit("No Chromium on this computer.")
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=executable) as browser:
        page = browser.new_page()
        first, later = measure(page)
    for name, pieces in (("first look", first), ("one more message", later)):
        worst = sorted(pieces)
        print(
            f"{name:18} {len(pieces):5} pieces, median {statistics.median(pieces):.2f} ms,"
            f" 95% {worst[int(len(worst) * 0.95)]:.2f} ms, longest {worst[-1]:.2f} ms"
        )


def measure(page: Page) -> tuple[list[float], list[float]]:
    """Return the lengths of the pieces of the first look, and of those after each later message, in milliseconds."""
    replica = load("telegram_k")
    page.route(
        "**/*", lambda route: route.fulfill(body=long_page(replica.html), content_type="text/html; charset=utf-8")
    )
    page.goto(replica.url)
    source = "\n".join(
        (paths.extension_dir() / "content" / f"{name}.js").read_text("utf-8") for name in SCRIPTS.split()
    )
    page.add_script_tag(content=source.replace('"use strict";', ""))
    golden = json.loads((ROOT / "tests/protocol/golden/surfaces.reply.json").read_text("utf-8"))
    page.evaluate(START, golden["result"]["rules"])
    page.wait_for_function(f"window.got >= {HISTORY + 3}", timeout=120_000)
    first = page.evaluate("window.pieces.splice(0)")
    for number in range(LATER):
        page.evaluate(MORE, 900_000 + number)
        page.wait_for_function(f"window.got >= {HISTORY + 4 + number}", timeout=10_000)
    return first, page.evaluate("window.pieces.splice(0)")


def long_page(html: str) -> str:
    """Return a page of the Telegram replica with a history of ``HISTORY`` messages."""
    rows = "".join(
        f'<div class="bubble is-in" data-mid="{10_000 + number}" data-peer-id="7100200301">'
        f'<div class="bubble-content"><div class="message">message {number}<span class="time">1</span></div></div></div>'
        for number in range(HISTORY)
    )
    return html.replace('<div class="bubbles-group">', f'<div class="bubbles-group">{rows}', 1)


if __name__ == "__main__":
    main()
