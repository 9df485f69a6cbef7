"""Folding: different spellings of the same text become one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")


def fold(text: str) -> str:
    """Return ``text`` in compatibility form and lower case, apostrophes straight, no invisible characters or runs of space."""
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).replace("\u2019", "'")
    return " ".join(text.casefold().split())


def skeleton(label: str, letters: Mapping[int, str], pairs: Mapping[str, str]) -> str:
    """Return what a reader takes a host label for: marks off, look-alike characters and pairs replaced."""
    if not label.isascii():
        decomposed = unicodedata.normalize("NFKD", label)
        label = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    label = label.translate(letters)
    for pair, letter in pairs.items():
        label = label.replace(pair, letter)
    return label
