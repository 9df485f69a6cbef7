"""A JSON array of hosts or addresses, with or without ``https://``."""

from __future__ import annotations

from collections.abc import Iterator

from realdesk.feeds.parsers.json_list import decode
from realdesk.feeds.parsers.lines import MAX_LINE


def parse(content: bytes, column: str = "") -> Iterator[str]:
    """Yield the entries.

    Raises:
        BadList: not an array of texts.
    """
    del column
    yield from (entry[: MAX_LINE + 1].strip() for entry in decode(content, list[str]))
