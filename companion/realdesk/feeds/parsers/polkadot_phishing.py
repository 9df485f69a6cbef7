"""``all.json`` of polkadot-js/phishing."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from realdesk.feeds.parsers.json_list import decode


class _All(msgspec.Struct):
    """Only what blocks."""

    deny: list[str]


def parse(content: bytes, column: str = "") -> Iterator[str]:
    """Yield the denied hosts and pages."""
    del column
    yield from decode(content, _All).deny
