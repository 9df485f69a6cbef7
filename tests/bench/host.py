"""``python -m bench.host``: what a message costs in the host process, beside an echo host of the same framing.

Both are real processes spoken to over pipes, in turns, in the same run; what counts is the ratio of the medians. Texts are
those of the project's own sample pages, joined to the wanted size; the hostile ones are runs that invite repeated work.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from rich.console import Console
from rich.table import Table

from browser import companion
from realdesk.cli.extract import page_of_html

PAGES = Path(__file__).resolve().parent.parent / "pages"
ECHO = Path(__file__).resolve().parent / "echo" / "host.py"
WARM_UP = 30
URL = "https://desk.example.com/help"


@dataclass(frozen=True)
class Job:
    """A kind of message: its name, the most it may cost in medians of the echo, how often it is sent."""

    name: str
    message: dict[str, Any]
    target: float
    rounds: int


class Process:
    """A native messaging host on pipes."""

    def __init__(self, command: list[str], home: Path) -> None:
        """Start ``command`` with its state in ``home``."""
        environment = {**os.environ, "REALDESK_HOME": str(home)}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )

    def ask(self, message: bytes) -> bytes:
        """Send a message and return the reply."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(struct.pack("=I", len(message)) + message)
        self._process.stdin.flush()
        (length,) = struct.unpack("=I", self._process.stdout.read(4))
        return self._process.stdout.read(length)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(10)


def text_of(size: int) -> str:
    """Return text of the sample pages, ``size`` characters of it."""
    texts = (page_of_html(URL, path.read_text("utf-8")).frames[0].text for path in cycle(sorted(PAGES.glob("*.html"))))
    joined = ""
    while len(joined) < size:
        joined += next(texts) + " "
    return joined[:size]


def page(text: str, url: str = URL) -> dict[str, Any]:
    """Return a request for a page with ``text``."""
    frame = {"url": url, "title": "Help", "text": text, "headings": ["Help", "Contact"]}
    return {"type": "check_page", "id": 1, "page": {"url": url, "frames": [frame]}}


def jobs() -> Iterator[Job]:
    """Yield what is measured."""
    yield Job("one host", {"type": "check_page", "id": 1, "page": {"url": "https://www.garden-notes.org/a"}}, 3, 3000)
    yield Job("one look-alike", {"type": "check_page", "id": 1, "page": {"url": "https://coinbase-help.com/"}}, 3, 2000)
    yield Job("page, 8 KB", page(text_of(8_000)), 10, 400)
    yield Job("page, 50 KB", page(text_of(50_000)), 20, 100)
    for name, piece in (
        ("@", "@"),
        ("digits", "1 "),
        ("phrases", "seed phrase "),
        ("addresses", "a."),
        ("Chinese", "助 "),
    ):
        yield Job(f"hostile page, 50 KB of {name!r}", page((piece * 50_000)[:50_000]), 60, 30)


def times(process: Process, message: bytes, rounds: int) -> list[float]:
    """Return the seconds that each of ``rounds`` replies took."""
    found = []
    for _ in range(rounds):
        started = time.perf_counter()
        process.ask(message)
        found.append(time.perf_counter() - started)
    return sorted(found)


def start_times(command: list[str], home: Path, message: bytes, rounds: int = 15) -> list[float]:
    """Return the seconds from start to first reply."""
    found = []
    for _ in range(rounds):
        started = time.perf_counter()
        with Process(command, home) as process:
            process.ask(message)
            found.append(time.perf_counter() - started)
    return sorted(found)


def row(table: Table, name: str, ours: list[float], echo: list[float], target: float) -> None:
    """Add medians, 99th percentile and the ratio."""
    middle, base = ours[len(ours) // 2], echo[len(echo) // 2]
    late = ours[min(len(ours) - 1, len(ours) * 99 // 100)]
    ratio = middle / base
    verdict = "ok" if ratio <= target else "MISSED"
    table.add_row(
        name,
        f"{middle * 1e3:.3f}",
        f"{late * 1e3:.3f}",
        f"{base * 1e3:.3f}",
        f"{ratio:.1f}",
        f"<= {target:g} {verdict}",
    )


def main() -> int:
    """Measure and print."""
    table = Table(
        "message", "median, ms", "99 %, ms", "echo, ms", "ratio", "target", title="The host beside an echo host"
    )
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        companion.activate(home)
        ours, echo = [str(Path(sys.executable).parent / "realdesk-host")], [sys.executable, str(ECHO)]
        first = json.dumps({"type": "check_page", "id": 1, "page": {"url": URL}}).encode()
        with Process(ours, home) as host, Process(echo, home) as mirror:
            for job in jobs():
                message = json.dumps(job.message).encode()
                times(host, message, min(WARM_UP, job.rounds))
                # Half before and half after: a busy moment hits both.
                base = times(mirror, message, job.rounds)
                row(
                    table,
                    job.name,
                    times(host, message, job.rounds),
                    sorted(base + times(mirror, message, job.rounds)),
                    job.target,
                )
        row(table, "start to first verdict", start_times(ours, home, first), start_times(echo, home, first), 4.5)
    Console().print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
