"""What it costs to judge chats: one message of 200 characters and a window of 20, against a host that only echoes.

    python -m bench.chat_scores

Both are processes of their own, each on a CPU apart from who asks, as browser and host are, and speak the same framing;
round trips alternate between them, so that a busy moment hits both. The 99th percentile of the echo tells how busy the
machine was. The ratio on one CPU, where nobody has to be woken up, is shown beside it.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from bench.host import ECHO
from bench.pipes import Process, placed
from browser import companion
from eval.chat_corpus import samples

ROUNDS = 600
CONVERSATIONS = 40
TEXTS = (
    "hi, about the flat: the deposit is one month's rent and comes back when you move out. Could you send me a photo of the kitchen and tell me whether the gas meter was read last week? Then we are all done here",
    "your account was flagged by risk control, to release the withdrawal please pay the verification deposit of 15% which is refunded with the balance, our agent is at https://help-desk.example/start and waits",
    "刚才我去问了一下,他们说标记价格没问题,只是网络有点拥堵,让我在应用里面提交工单等回复。你那边要是还没到账的话也可以先查一下交易哈希,一般十二个区块确认以后就会显示出来,不用着急,晚上再看看也行。对了周末吃饭的地方改到老城那家了,七点半,记得带上次借的书,停车场在后面那条街",
)
"""A friend's, a fake desk's and a Chinese one, of about 200 characters."""
WINDOW = 20


@dataclass(frozen=True)
class Case:
    """What is sent: lists of messages in turn, and the most that may cost in medians of the echo."""

    name: str
    windows: list[list[str]]
    target: float
    seen: int = 0
    """So many of each window were sent before."""


def cases() -> Iterator[Case]:
    """Yield what is measured."""
    for name, text in zip(("a friend's", "a fake desk's", "Chinese"), TEXTS, strict=True):
        yield Case(f"message, {len(text)} characters, {name}", [[text]], 6)
    yield Case("window of 20, each of 200 characters", [[TEXTS[at % 3] for at in range(WINDOW)]], 15)
    rows = [sample.text for sample in samples()]
    # Every 17th, so that all languages and kinds are among them.
    mixed = [rows[(17 * at) % len(rows)] for at in range(WINDOW * 50)]
    windows = [mixed[at : at + WINDOW] for at in range(0, len(mixed), WINDOW)]
    yield Case("window of 20, of the corpus", windows, 15)
    yield Case("window of 20, one of them new", windows, 15, WINDOW - 1)


def requests(case: Case, series: str) -> Iterator[bytes]:
    """Yield requests without end, each with messages of one of some conversations; those of another ``series`` are others."""
    sent: dict[str, list[dict[str, Any]]] = {}
    number = 0
    while True:
        conversation = f"{series} {case.name} {number % CONVERSATIONS}"
        texts = case.windows[number % len(case.windows)]
        before = sent.get(conversation, [])[-case.seen :] if case.seen else []
        fresh = texts[: len(texts) - len(before)]
        added = [{"id": f"{number}-{at}", "from": "peer", "text": text} for at, text in enumerate(fresh)]
        sent[conversation] = [*before, *added]
        chat = {
            "surface": "telegram_k",
            "page_url": "https://web.telegram.org/k/#77",
            "conversation": conversation,
            "peer": {"id": "77", "display_name": "Anna", "handle": "anna_k_77"},
            "messages": sent[conversation],
        }
        yield json.dumps({"type": "check_chat", "id": number, "chat": chat}, ensure_ascii=False).encode()
        number += 1


def timed(process: Process, message: bytes) -> float:
    """Return the seconds of a round trip."""
    started = time.perf_counter()
    process.ask(message)
    return time.perf_counter() - started


def measure(host: Process, echo: Process, case: Case, *, apart: bool) -> tuple[list[float], list[float]]:
    """Return the seconds of each round trip of both, after the first ones, which open the conversations."""
    sent = islice(requests(case, "apart" if apart else "together"), ROUNDS + CONVERSATIONS)
    with placed(host, echo, apart=apart):
        pairs = [(timed(host, message), timed(echo, message)) for message in sent]
    ours, theirs = zip(*pairs[CONVERSATIONS:], strict=True)
    return sorted(ours), sorted(theirs)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        companion.activate(home)
        commands = [str(Path(sys.executable).parent / "realdesk-host")], [sys.executable, str(ECHO)]
        with Process(commands[0], home) as host, Process(commands[1], home) as echo:
            print(f"{'µs':42}{'median':>8}{'99%':>8}{'echo':>8}{'99%':>8}{'ratio':>8}{'one CPU':>9}")
            for case in cases():
                ours, theirs = measure(host, echo, case, apart=True)
                near = [statistics.median(found) for found in measure(host, echo, case, apart=False)]
                median, base = statistics.median(ours), statistics.median(theirs)
                late = [times[len(times) * 99 // 100] for times in (ours, theirs)]
                numbers = f"{median * 1e6:8.0f}{late[0] * 1e6:8.0f}{base * 1e6:8.0f}{late[1] * 1e6:8.0f}"
                kept = "ok" if median / base <= case.target else "MISSED"
                print(
                    f"{case.name:42}{numbers}{median / base:7.1f}x{near[0] / near[1]:8.1f}x  <= {case.target:g} {kept}"
                )


if __name__ == "__main__":
    main()
