"""``config.json`` of MetaMask's eth-phishing-detect."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from realdesk.feeds.parsers.json_list import decode


class _Config(msgspec.Struct):
    """Only what blocks: the allow list is no proof of a good host, the fuzzy list names good ones."""

    blacklist: list[str]


def parse(content: bytes, column: str = "") -> Iterator[str]:
    """Yield the blocked hosts."""
    del column
    yield from decode(content, _Config).blacklist
