"""``python -m bench.host``: what a message costs in the host process, beside an echo host of the same framing.

Both are real processes spoken to over pipes, in turns, in the same run, each on a CPU of its own, as browser and host are;
what counts is the ratio of the medians, and for pages written to take long the time itself. The ratio on one CPU, where
nobody has to be woken up, is shown beside it. Texts are those of the project's own sample pages, joined to the wanted size.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.blocklist import write_list
from bench.pipes import Process, placed, start_times, times
from browser import companion
from realdesk.cli.extract import page_of_html
from realdesk.host.generation import Generation
from realdesk.host.service import Service
from realdesk.paths import INDEX_NAME

PAGES = Path(__file__).resolve().parent.parent / "pages"
ECHO = Path(__file__).resolve().parent / "echo" / "host.py"
WARM_UP = 30
URL = "https://desk.example.com/help"
MEMORY = 60 << 20
PER_SECOND, IN_PROCESS = 8_000, 50e-6
HOSTILE = 25e-3
LATE_8, LATE_50 = 17, 33
"""The limits of 1.5 and 15 ms as multiples of the echo of the computer they were set on, where it took 0.0875 and 0.456 ms."""


@dataclass(frozen=True)
class Job:
    """A kind of message: its name and examples, how often one is sent, and the most that it may cost.

    ``ratio``: its median in medians of the echo; ``median`` and ``late``: in seconds, the latter of the 99th percentile;
    ``late_ratio``: that percentile in medians of the echo, which a slower computer changes less.
    """

    name: str
    messages: list[dict[str, Any]]
    rounds: int
    ratio: float | None = None
    median: float | None = None
    late: float | None = None
    late_ratio: float | None = None

    def encoded(self) -> list[bytes]:
        """Return the messages as they are sent."""
        return [json.dumps(message).encode() for message in self.messages]

    def verdict(self, ours: list[float], echo: list[float]) -> str:
        """Return which of the limits hold."""
        return "; ".join(
            f"{what}<= {most * scale:g}{unit} {'ok' if found <= most else 'MISSED'}"
            for what, found, most, scale, unit in (
                ("", middle(ours) / middle(echo), self.ratio, 1, "x"),
                ("", middle(ours), self.median, 1e3, " ms"),
                ("99 % ", late(ours), self.late, 1e3, " ms"),
                ("99 % ", late(ours) / middle(echo), self.late_ratio, 1, "x"),
            )
            if most is not None
        )


def middle(found: list[float]) -> float:
    """Return the median of sorted times."""
    return found[len(found) // 2]


def late(found: list[float]) -> float:
    """Return the 99th percentile of sorted times."""
    return found[min(len(found) - 1, len(found) * 99 // 100)]


def text_of(size: int) -> str:
    """Return text of the sample pages, ``size`` characters of it."""
    texts = (page_of_html(URL, path.read_text("utf-8")).frames[0].text for path in cycle(sorted(PAGES.glob("*.html"))))
    joined = ""
    while len(joined) < size:
        joined += next(texts) + " "
    return joined[:size]


def address(host: str) -> dict[str, Any]:
    """Return a request for an address alone."""
    return {"type": "check_page", "id": 1, "page": {"url": f"https://{host}/"}}


def page(text: str, title: str = "Help") -> dict[str, Any]:
    """Return a request for a page with ``text``."""
    frame = {"url": URL, "title": title, "text": text, "headings": [title, "Contact"]}
    return {"type": "check_page", "id": 1, "page": {"url": URL, "frames": [frame]}}


def unknown_hosts() -> list[dict[str, Any]]:
    """Return addresses that nobody has a reason to think of; different ones, so that nothing is answered from memory."""
    first, second = ("garden", "river", "copper", "winter", "paper"), ("notes", "works", "house", "market", "club")
    return [
        address(f"{sub}{one}-{two}{number}.{end}")
        for number, (one, two) in enumerate((one, two) for one in first for two in second)
        for sub, end in (("www.", "org"), ("", "co.uk"), ("shop.", "com"), ("", "net"))
    ]


def jobs() -> Iterator[Job]:
    """Yield what is measured."""
    names = (
        "coinbase-help",
        "binance-support-desk",
        "metamask-wallet",
        "krakken-login",
        "trustwallet-verify",
        "1edger",
    )
    yield Job("one host", unknown_hosts(), 3000, ratio=3)
    yield Job("one look-alike", [address(f"{name}.com") for name in names], 2000)
    yield Job("page, 8 KB", [page(text_of(8_000))], 400, ratio=10, late=1.5e-3, late_ratio=LATE_8)
    yield Job("page, 50 KB", [page(text_of(50_000))], 100, ratio=20, late=15e-3, late_ratio=LATE_50)
    yield Job(
        "posing page, 50 KB", [page(text_of(50_000), "Coinbase Support")], 100, ratio=20, late=15e-3, late_ratio=LATE_50
    )
    tricks = {
        "@": "@",
        "digits": "1 ",
        "phrases": "seed phrase ",
        "addresses": "a.",
        "Chinese": "助 ",
        "calls": "call 8O0 ",
    }
    for name, piece in tricks.items():
        text = (piece * 50_000)[:50_000]
        both = [page(text), page(text, "Coinbase Support")]
        yield Job(f"hostile page, 50 KB of {name!r}", both, 30, median=HOSTILE)
    many = "".join(map(chr, (*range(0x3400, 0x9FFF), *range(0xF900, 0xFAD9), *range(0xFF01, 0xFFEF)))) * 2
    yield Job("hostile page, 50 KB of all characters", [page(many[:50_000])], 30, median=HOSTILE)


def measure(table: Table, command: list[str], echo: list[str], home: Path) -> None:
    """Add a row for each job, and one for a start."""
    with Process(command, home) as host, Process(echo, home) as mirror:
        for job in jobs():
            ours, base = compare(host, mirror, job, apart=True)
            add(table, job, ours, base, beside=compare(host, mirror, job, apart=False))
    first = Job("start to first verdict", [address("desk.example.com")], 15, ratio=4.5)
    (message,) = first.encoded()
    start_times(command, home, message, 1)
    add(table, first, start_times(command, home, message), start_times(echo, home, message))


def compare(host: Process, mirror: Process, job: Job, *, apart: bool) -> tuple[list[float], list[float]]:
    """Return the sorted seconds of a job's answers, of the host and of the echo."""
    messages = job.encoded()
    with placed(host, mirror, apart=apart):
        times(host, messages, min(WARM_UP, job.rounds))
        # Half before and half after: a busy moment hits both.
        base = times(mirror, messages, job.rounds)
        ours = times(host, messages, job.rounds)
        return ours, sorted(base + times(mirror, messages, job.rounds))


def add(
    table: Table, job: Job, ours: list[float], echo: list[float], beside: tuple[list[float], list[float]] | None = None
) -> None:
    """Add medians, 99th percentile and the ratio, and the ratio of ``beside``, both on one CPU."""
    figures = (f"{1e3 * found:.3f}" for found in (middle(ours), late(ours), middle(echo)))
    near = f"{middle(beside[0]) / middle(beside[1]):.1f}" if beside else ""
    table.add_row(job.name, *figures, f"{middle(ours) / middle(echo):.1f}", near, job.verdict(ours, echo))


def in_process(home: Path) -> str:
    """Return what one unknown host costs without pipes, and how many a core answers in a second of its time."""
    service = Service(Generation(home / INDEX_NAME))
    messages = Job("", unknown_hosts(), 0).encoded() * 50
    for message in messages[:WARM_UP]:
        service.answer(message)
    found, begun = [], time.process_time()
    for message in messages:
        started = time.perf_counter()
        service.answer(message)
        found.append(time.perf_counter() - started)
    per_second, half = len(messages) / (time.process_time() - begun), middle(sorted(found))
    return (
        f"one host in process: {half * 1e6:.0f} µs (<= {IN_PROCESS * 1e6:.0f} {'ok' if half <= IN_PROCESS else 'MISSED'}), "
        f"{per_second:,.0f} a second (>= {PER_SECOND:,} {'ok' if per_second >= PER_SECOND else 'MISSED'})"
    )


def memory(command: list[str], home: Path) -> str:
    """Return how much memory a host has with the ruleset and a long blocklist, after pages and a chat."""
    write_list(home)
    chat = {"surface": "telegram_k", "conversation": "1", "messages": [{"from": "peer", "text": text_of(200)}]}
    asked = [message for job in jobs() for message in job.encoded()[:3]]
    with Process(command, home) as host:
        for message in (*asked, json.dumps({"type": "check_chat", "id": 1, "chat": chat}).encode()):
            host.ask(message)
        found = host.resident()
    state = "ok" if found <= MEMORY else "MISSED"
    return f"memory with the whole ruleset and 300,000 blocklist entries: {found / (1 << 20):.1f} MB (<= {MEMORY >> 20} {state})"


def main() -> int:
    """Measure and print."""
    heads = ("message", "median, ms", "99 %, ms", "echo, ms", "ratio", "on one CPU", "target")
    table, console = (
        Table(*heads, title="The host beside an echo host"),
        Console(width=None if sys.stdout.isatty() else 140),
    )
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        companion.activate(home)
        command = [str(Path(sys.executable).parent / "realdesk-host")]
        measure(table, command, [sys.executable, str(ECHO)], home)
        console.print(table)
        console.print(in_process(home))
        if sys.platform.startswith("linux"):
            console.print(memory(command, home))
    return 0


if __name__ == "__main__":
    sys.exit(main())
