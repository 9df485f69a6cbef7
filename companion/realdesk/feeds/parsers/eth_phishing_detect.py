"""``config.json`` of MetaMask's eth-phishing-detect."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from realdesk.feeds.parsers.json_list import decode


class _Config(msgspec.Struct):
    """What blocks, and the exceptions from it. The fuzzy list names good hosts and is not read."""

    blacklist: list[str]
    whitelist: list[str] = []


def parse(content: bytes, column: str = "") -> Iterator[str]:
    """Yield the blocked hosts that the same list does not except."""
    del column
    config = decode(content, _Config)
    excepted = frozenset(config.whitelist)
    yield from (host for host in config.blacklist if host not in excepted)
