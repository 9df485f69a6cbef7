"""Cutting run-together letters into known words."""

from __future__ import annotations

from collections.abc import Container

PART_MIN = 3
"""Of one- and two-letter words any text can be made, so they count only where they are all of it."""


def cut(text: str, words: Container[str]) -> tuple[str, ...]:
    """Cut ``text`` into ``words``, the fewest; empty where it cannot be done."""
    if text in words:
        return (text,)
    ways: dict[int, tuple[str, ...]] = {0: ()}
    for end in range(PART_MIN, len(text) + 1):
        # Kept in the order of their keys: each end comes later than all starts.
        for start in list(ways):
            if end - start >= PART_MIN and text[start:end] in words:
                known = ways.get(end)
                if known is None or len(ways[start]) + 1 < len(known):
                    ways[end] = (*ways[start], text[start:end])
    return ways.get(len(text), ())
