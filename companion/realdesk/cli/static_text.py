"""Text as the extension cuts it (``extension/content/text.js``): white space, and limits in UTF-16 units."""

from __future__ import annotations

import re
from typing import NamedTuple

_SPACE = re.compile("[\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")
"""What JavaScript calls white space."""
_LATER_PLANES = re.compile("[\U00010000-\U0010ffff]")


class Cut(NamedTuple):
    """A text within its limit, and whether something was left out."""

    value: str
    cut: bool


def clean(value: str | None, limit: int) -> Cut:
    """Return ``value`` with white space collapsed, cut to ``limit`` UTF-16 units and never through a character."""
    if not value:
        return Cut("", cut=False)
    head = units(value, limit * 8)
    flat = _SPACE.sub(" ", head).strip(" ")
    kept = units(flat, limit)
    if len(kept) == len(flat):
        return Cut(flat, cut=len(head) != len(value))
    return Cut(kept.rstrip(" "), cut=True)


def units(text: str, most: int) -> str:
    """Return the longest beginning of ``text`` that has at most ``most`` UTF-16 units."""
    if len(text) * 2 <= most or (len(text) <= most and not _LATER_PLANES.search(text)):
        return text
    head = text[:most]
    pairs = len(_LATER_PLANES.findall(head))
    if not pairs:
        return head
    return head.encode("utf-16-le", "surrogatepass")[: most * 2].decode("utf-16-le", "ignore")


def length(text: str) -> int:
    """Return the number of UTF-16 units of ``text``."""
    return len(text) + len(_LATER_PLANES.findall(text))


def split(text: str) -> list[str]:
    """Return the words of a token list such as ``aria-labelledby``."""
    return _SPACE.split(text)
