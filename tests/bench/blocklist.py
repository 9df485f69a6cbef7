"""A blocklist as long as the public ones, of entries that nobody ever listed."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

from realdesk.feeds.compile import compile_feeds
from realdesk.feeds.entries import sort_entries
from realdesk.feeds.format import FEEDS_NAME
from realdesk.index.reader import Index
from realdesk.paths import INDEX_NAME

COUNT = 300_000
DAY = date(2026, 3, 4)
TAILS = ("com", "net", "xyz", "top", "pages.dev", "web.app", "co.uk", "io")


def hosts(draw: random.Random, count: int = COUNT) -> list[str]:
    """Return hosts like those of real lists."""
    return [f"{draw.getrandbits(48):x}-desk.{draw.choice(TAILS)}" for _ in range(count)]


def write_list(home: Path, entries: list[str] | None = None) -> None:
    """Write ``entries`` (default: ``COUNT`` of them) as the blocklist of the state folder ``home``."""
    index = Index.open(home / INDEX_NAME)
    kept = sort_entries(entries or hosts(random.Random(7)), index, today=DAY, known={}, most=COUNT).kept
    (home / FEEDS_NAME).write_bytes(compile_feeds([("one", "List", kept)], made=1))
