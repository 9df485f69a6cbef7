"""``all.json`` of polkadot-js/phishing."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from realdesk.feeds.parsers.json_list import decode


class _All(msgspec.Struct):
    """What blocks, and the exceptions from it."""

    deny: list[str]
    allow: list[str] = []


def parse(content: bytes, column: str = "") -> Iterator[str]:
    """Yield the denied hosts and pages that the same list does not except."""
    del column
    found = decode(content, _All)
    excepted = frozenset(found.allow)
    yield from (entry for entry in found.deny if entry not in excepted)
