"""Many tabs with live chats: does the memory of companion and extension stay flat, and is no message lost?

    python -m bench.chat_tabs [--tabs 100] [--minutes 10] [--every 5] [--browser chromium]

Every tab is a copy of the Telegram replica with a conversation of its own; texts are those of the corpus. One more tab of the
same origin tells the others over a broadcast channel when to add a message, since a page in the background may not keep time.
What is said to the real companion and what it answers is copied on its way (Linux only). In Chromium the extension's garbage is
collected before its memory is read: what the measuring itself asks of it is some megabytes each time.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.processes import Memory, by_kind
from browser import companion
from browser.chromium import Chromium
from browser.driver import Driver, Setup
from browser.finding import find_chromium, find_firefox
from browser.firefox import Firefox
from browser.recorder import messages_in
from browser.replicas import load
from browser.server import SiteMap, SiteServer
from eval.chat_corpus import samples

ORIGIN = "https://web.telegram.org"
CONTROL = f"{ORIGIN}/live/"
FIRST_PEER = 7_300_000_000
OF_TAB = 100_000
"""Message ids of a tab begin at its number times this."""
TEXTS = 300
SETTLED_SECONDS = 120
"""Longest wait for what is still on its way: a browser wakes pages in the background once a minute."""
PROGRESS_SECONDS = 15
IDLE_SECONDS = 60

LIVE = """<script>
  const tab = __TAB__, texts = __TEXTS__, KEPT = 200;
  let count = 0;
  const channel = new BroadcastChannel("live");
  channel.onmessage = ({ data }) => {
    if (data.ask === "count") return channel.postMessage({ tab, count });
    if (data.every === undefined || data.tick % data.every !== tab % data.every) return undefined;
    const groups = [...document.querySelectorAll(".chat.active .bubbles-group")];
    const row = document.querySelector('.chat.active .bubble.is-in').cloneNode(true);
    row.dataset.mid = String(tab * __OF_TAB__ + (count += 1));
    row.querySelector(".message").innerHTML = '<span class="words"></span><span class="time">1</span>';
    row.querySelector(".words").textContent = texts[(tab * 37 + count) % texts.length];
    groups.at(-1).append(row);
    const rows = document.querySelectorAll(".chat.active .bubble[data-mid]");
    if (rows.length > KEPT) rows[1].remove();
    return undefined;
  };
</script>"""
HEAR = """<!doctype html><title>live</title><script>
  const channel = new BroadcastChannel("live"), counts = {};
  channel.onmessage = ({ data }) => { if (data.tab !== undefined) counts[data.tab] = data.count; };
</script>"""


@dataclass
class Seen:
    """What became of the messages, by id."""

    by_worker: set[str] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    scored: set[str] = field(default_factory=set)
    errors: int = 0
    companions: int = 0
    """Processes that were started one after another."""
    kinds: Counter[str] = field(default_factory=Counter)
    """How many requests of each type there were."""


def options(arguments: list[str] | None = None) -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.chat_tabs", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--tabs", type=int, default=25)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--every", type=int, default=5, help="seconds between two messages of a tab")
    parser.add_argument("--browser", choices=("chromium", "firefox"), default="chromium")
    return parser.parse_args(arguments)


def sites(tabs: int) -> SiteMap:
    """Return the pages of all tabs and of the one that tells them when to add a message."""
    replica = load("telegram_k")
    rows = [sample.text for sample in samples()]
    texts = json.dumps(rows[:: len(rows) // TEXTS][:TEXTS]).replace("<", "\\u003c")
    found = SiteMap()
    found.add(CONTROL, HEAR)
    for tab in range(1, tabs + 1):
        live = LIVE.replace("__TAB__", str(tab)).replace("__TEXTS__", texts).replace("__OF_TAB__", str(OF_TAB))
        html = replica.html.replace("7100200301", str(FIRST_PEER + tab)).replace("</html>", live + "</html>")
        found.add(f"{ORIGIN}/k/?tab={tab}", html)
    return found


def copied(driver: Driver) -> Path:
    """Have everything between browser and companion copied into files of the folder that is returned."""
    assert driver.state is not None
    folder = driver.state.parent
    (launcher,) = [path for path in (folder / "bin").iterdir() if path.is_file()]
    real = launcher.with_suffix(".real")
    launcher.rename(real)
    # One pair of files a process: what is killed may leave half a message.
    script = f'#!/bin/sh\ntee "{folder}/$$.asked" | "{real}" "$@" | tee "{folder}/$$.answered"\n'
    launcher.write_text(script, "utf-8")
    launcher.chmod(0o700)
    companion.kill_hosts(driver.state)
    return folder


def read_copies(folder: Path, seen: Seen) -> None:
    """Take from the copies which messages were sent to the companion and which it answered."""
    copies = sorted(folder.glob("*.asked"))
    seen.companions, seen.errors, seen.kinds = len(copies), 0, Counter()
    for copy in copies:
        replies = [json.loads(raw) for raw in messages_in(copy.with_suffix(".answered"))]
        answered = {reply["id"] for reply in replies if "error" not in reply}
        seen.errors += len(replies) - len(answered)
        for raw in messages_in(copy):
            asked = json.loads(raw)
            seen.kinds[asked["type"]] += 1
            if asked["type"] == "check_chat":
                ids = {message["id"] for message in asked["chat"]["messages"]}
                seen.sent |= ids
                if asked["id"] in answered:
                    seen.scored |= ids


class Tabs:
    """The open chats of one browser."""

    def __init__(self, driver: Driver, count: int) -> None:
        """Open ``count`` tabs in the background, behind the one that tells them what to do."""
        self._driver = driver
        driver.open(CONTROL)
        self._ids: list[int] = []
        for tab in range(1, count + 1):
            url = f"{ORIGIN}/k/?tab={tab}#@Bitvault_Care_Desk"
            script = f"chrome.tabs.create({{url: {json.dumps(url)}, active: false}}).then(tab => tab.id)"
            self._ids.append(driver.evaluate_extension(script))

    def read(self, seen: Seen) -> int:
        """Add the ids that the worker has now; return in how many tabs it reads a chat."""
        asks = f"{json.dumps(self._ids)}.map(tab => chrome.runtime.sendMessage({{type: 'chats', tab}}))"
        found = self._driver.evaluate_extension(f"Promise.all({asks})")
        for state in found:
            seen.by_worker.update(m["id"] for chat in state["conversations"] for m in chat["messages"])
        return sum(bool(state["now"]) and state["now"]["state"] == "ok" for state in found)

    def tick(self, number: int, every: int) -> None:
        """Have one tab in ``every`` add a message."""
        self._driver.evaluate(f"void channel.postMessage({{tick: {number}, every: {every}}})")

    def counts(self) -> dict[int, int]:
        """Return how many messages each tab has added."""
        self._driver.evaluate("void channel.postMessage({ask: 'count'})")
        time.sleep(2)
        return {int(tab): count for tab, count in self._driver.evaluate("counts").items()}


def run(driver: Driver, chosen: argparse.Namespace, folder: Path) -> None:
    """Open the tabs, let the chats live, and print memory and messages."""
    seen = Seen()
    began = time.monotonic()
    tabs = Tabs(driver, chosen.tabs)
    reading = driver.wait_for(lambda: (tabs.read(seen) >= chosen.tabs) or None, 30 + 3 * chosen.tabs)
    print(f"{chosen.tabs} tabs open after {time.monotonic() - began:.0f} s, all read: {bool(reading)}", flush=True)
    # The first minute fills caches: the start is taken when every tab has had a message judged.
    seconds = round(60 * chosen.minutes)
    marks = {min(chosen.every * 2, seconds // 4): "start", seconds // 2: "middle", seconds - 1: "end"}
    samples: dict[str, dict[str, Memory]] = {}
    started = time.monotonic()
    for number in range(seconds):
        time.sleep(max(0.0, started + number - time.monotonic()))
        tabs.tick(number, chosen.every)
        if number % PROGRESS_SECONDS == 0:
            tabs.read(seen)
        if number in marks:
            if isinstance(driver, Chromium):
                driver.collect_garbage()
            samples[marks[number]] = by_kind()
            print(f"{number:5} s {_line(samples[marks[number]])}", flush=True)
    added = wanted(tabs.counts())
    end = time.monotonic() + SETTLED_SECONDS
    while time.monotonic() < end and not added <= seen.scored & seen.by_worker:
        time.sleep(3)
        tabs.read(seen)
        read_copies(folder, seen)
    # What a browser frees only once it has nothing else to do is no leak.
    time.sleep(IDLE_SECONDS)
    if isinstance(driver, Chromium):
        driver.collect_garbage()
    samples["idle"] = by_kind()
    report(samples, added, seen)


def wanted(counts: dict[int, int]) -> set[str]:
    """Return the ids of the messages that were added."""
    return {str(tab * OF_TAB + number) for tab, count in counts.items() for number in range(1, count + 1)}


def report(samples: dict[str, dict[str, Memory]], added: set[str], seen: Seen) -> None:
    """Print the memory at the start, in the middle, at the end and idle, and what became of the messages."""
    print(f"\n{'MiB, resident / proportional':30}" + "".join(f"{name:>18}" for name in samples))
    for kind in ("host", "extension", "tabs", "browser"):
        row = [sample.get(kind, Memory()) for sample in samples.values()]
        print(f"{kind + f' ({row[-1].count})':30}" + "".join(f"{m.rss / 1024:9.1f} /{m.pss / 1024:7.1f}" for m in row))
    print(
        f"\nadded {len(added)}, seen by the extension {len(added & seen.by_worker)}, sent {len(added & seen.sent)},"
        f" scored {len(added & seen.scored)}, lost {len(added - seen.scored)}, errors {seen.errors}"
    )
    kinds = ", ".join(f"{count} {kind}" for kind, count in seen.kinds.most_common())
    print(f"companions one after another: {seen.companions}; requests: {kinds}")


def _line(sample: dict[str, Memory]) -> str:
    return ", ".join(f"{kind} {memory.pss / 1024:.0f} MiB" for kind, memory in sorted(sample.items()))


def start(engine: str, home: Path, server: SiteServer, stack: ExitStack) -> Driver:
    """Start the browser with the extension and a companion of its own."""
    executable = find_chromium() if engine == "chromium" else find_firefox()
    if executable is None:
        raise SystemExit(f"No {engine} on this computer.")
    companion.activate(home / "state")
    flags = ("--js-flags=--expose-gc",) if engine == "chromium" else ()
    setup = Setup(companion.extension_folder(), server.port, home, home / "state", flags=flags)
    if engine == "chromium":
        playwright = stack.enter_context(sync_playwright())
        return stack.enter_context(Chromium(setup, executable=executable, playwright=playwright))
    return stack.enter_context(Firefox(setup, executable=executable))


def main() -> int:
    """Measure and print."""
    chosen = options()
    with (
        tempfile.TemporaryDirectory(prefix="realdesk-bench-", ignore_cleanup_errors=True) as name,
        ExitStack() as stack,
    ):
        home = Path(name)
        server = stack.enter_context(SiteServer(sites(chosen.tabs)))
        driver = start(chosen.browser, home, server, stack)
        run(driver, chosen, copied(driver))
    return 0


if __name__ == "__main__":
    sys.exit(main())
