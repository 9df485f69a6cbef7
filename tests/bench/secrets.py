"""What it costs to look for secrets in a message and in a page: ``PYTHONPATH=tests python -m bench.secrets``."""

from __future__ import annotations

import json
import random
import statistics
import time
from collections.abc import Callable

from conftest import ROOT
from realdesk.entities.secrets_detect import find
from realdesk.entities.secrets_words import load

ROUNDS = 60
PAGE = 50_000
MESSAGE = 200


def samples() -> dict[str, str]:
    """Return texts by name, each of the length of a page."""
    rows = json.loads((ROOT / "tests" / "vectors" / "secrets.json").read_text("utf-8"))
    prose = [row["text"] for row in rows if row["name"].startswith("no phrase: prose") and row["text"].isascii()]
    chinese = next(row["text"] for row in rows if row["name"] == "no phrase: prose 5")
    words = list(load().words[0])
    shuffled = random.Random(7).choices(words, k=PAGE // 6)
    signatures = next(row["text"] for row in rows if row["name"] == "no key: Solana signatures")
    return {
        "English": " ".join(prose[:2]),
        "Chinese, unspaced": chinese,
        "list words": " ".join(shuffled),
        "list words in lines of 12": "\n".join(" ".join(shuffled[at : at + 12]) for at in range(0, len(shuffled), 12)),
        "short runs of list words": ". ".join(" ".join(shuffled[at : at + 30]) for at in range(0, len(shuffled), 30)),
        "signatures": signatures,
        "digits": "1234 5678 ",
    }


def median(work: Callable[[], object], rounds: int) -> float:
    """Return the median seconds of ``work``."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Print a table."""
    load.cache_clear()
    print(f"reading the lists, once: {median(load.__wrapped__, 9) * 1e3:.1f} ms")
    print(f"{'text':28}{MESSAGE:>6} characters{PAGE:>12,} characters")
    for name, text in samples().items():
        page = (text + " ") * (PAGE // len(text) + 1)
        short, long = page[:MESSAGE], page[:PAGE]
        per_message = median(lambda short=short: find(short), ROUNDS * 10)  # type: ignore[misc]
        per_page = median(lambda long=long: find(long), ROUNDS // 3)  # type: ignore[misc]
        print(f"{name:28}{per_message * 1e6:>13.0f} µs{per_page * 1e3:>18.1f} ms")


if __name__ == "__main__":
    main()
