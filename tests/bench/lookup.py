"""Prints how long the ruleset takes to build, to load and to look up. Run: ``PYTHONPATH=tests python -m bench.lookup``."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from statistics import median

from conftest import ROOT, index_bytes
from realdesk.index.reader import Index
from realdesk.lookup.answer import look_up
from realdesk.ruleset.build import encode
from realdesk.ruleset.source import load

QUERIES = {
    "host": "https://support.kraken.com/",
    "page": "https://www.binance.com/en/support",
    "unlisted host": "kraken-help-desk.example.com",
    "internationalised host": "krаken.com",
    "e-mail": "Support+1@kraken.com",
    "phone": "+1 (888) 908-7930",
    "unlisted phone": "1-833-555-0114",
    "handle": "@krakensupport",
    "link to an account": "https://t.me/okx_help",
    "invite": "https://discord.gg/ledger",
}
MESSAGE = "Hello! Call +1 888 555 0114, write to help@kraken-desk.com or t.me/kraken_desk, see kraken.com/help. " * 4


def timed(action: Callable[[], object], times: int) -> float:
    """Return the median of ``times`` runs in seconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return median(taken)


def main() -> None:
    """Measure and print."""
    start = time.perf_counter()
    ruleset = load(ROOT / "rules")
    read = time.perf_counter()
    encode(ruleset)
    data = index_bytes(ruleset)
    done = time.perf_counter()
    print(f"{len(ruleset.platforms)} platforms, {len(ruleset.regulators)} regulators, index {len(data):,} bytes")
    print(f"build: lint {read - start:.2f} s, encode and compile {done - read:.2f} s")
    print(f"load: {timed(lambda: Index(data), 50) * 1e3:.1f} ms")
    index = Index(data)
    for name, query in QUERIES.items():
        print(f"{name + ':':<24}{timed(partial(look_up, query, index), 500) * 1e6:6.0f} µs")
    print(f"{'message, 16 contacts:':<24}{timed(partial(look_up, MESSAGE, index), 50) * 1e6:6.0f} µs")


if __name__ == "__main__":
    main()
