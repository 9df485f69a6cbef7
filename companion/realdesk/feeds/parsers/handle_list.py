"""A name of an account a line, with or without ``@``; ``#`` begins a comment."""

from __future__ import annotations

from collections.abc import Iterator

from realdesk.feeds.parsers.lines import lines_of


def parse(content: bytes, column: str = "") -> Iterator[str]:
    """Yield the names."""
    del column
    for line in lines_of(content):
        yield line.partition("#")[0].strip()
