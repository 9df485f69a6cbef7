"""Checks of ``rules/feeds.toml``."""

from __future__ import annotations

import re

from realdesk.feeds.accounts import NETWORKS
from realdesk.ruleset import lint_values
from realdesk.ruleset.lint_records import fault, schema
from realdesk.ruleset.lint_structure import Checks
from realdesk.ruleset.model import Feed, Feeds
from realdesk.ruleset.problems import Path, Report

_LONGEST = 100
_OF_ACCOUNTS = frozenset({"handle_list", "handle_numbers"})
_RANGES = {
    "refresh": (1, 720, "hours"),
    "max_bytes": (1_000, 100_000_000, "bytes"),
    "max_entries": (1, 2_000_000, "entries"),
}


def _feed(feed: Feed, path: Path, report: Report) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", feed.id):
        report.add((*path, "id"), f"{feed.id!r} is not an id", "write lower-case letters, digits and '_'")
    for name in ("name", "licence"):
        text = getattr(feed, name)
        if not text or text != text.strip() or not text.isprintable() or len(text) > _LONGEST:
            report.add((*path, name), f"{text[:100]!r} is empty, too long or padded", "write one short line of words")
    for name in ("address", "homepage"):
        fault(lint_values.url(getattr(feed, name)), (*path, name), report)
    for name, (least, most, unit) in _RANGES.items():
        if not least <= getattr(feed, name) <= most:
            hint = f"write {least} to {most} {unit}"
            report.add((*path, name), f"{getattr(feed, name)} is out of range", hint)
    if (feed.format == "csv") != (feed.column is not None):
        hint = "name the column that holds the address" if feed.format == "csv" else "remove it: only csv has columns"
        report.add((*path, "column"), f"does not fit the format {feed.format!r}", hint)
    if (feed.format in _OF_ACCOUNTS) != (feed.network is not None):
        hint = "name the network" if feed.format in _OF_ACCOUNTS else "remove it: only lists of accounts have one"
        report.add((*path, "network"), f"does not fit the format {feed.format!r}", hint)
    elif feed.network is not None and feed.network not in NETWORKS:
        report.add((*path, "network"), f"{feed.network!r} is none", f"write one of {', '.join(sorted(NETWORKS))}")


def _feeds(feeds: Feeds, _path: Path, report: Report) -> None:
    schema(feeds.schema, report)
    for name in ("id", "name", "address"):
        seen: set[str] = set()
        for at, feed in enumerate(feeds.feeds):
            value = getattr(feed, name)
            if value in seen:
                report.add(("feeds", at, name), f"{value!r} is listed twice", "remove one of the two")
            seen.add(value)


FEED_CHECKS: Checks = {Feed: _feed, Feeds: _feeds}
"""Run on the feeds as soon as they are complete."""
