"""Folding: different spellings of the same text become one."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

_INVISIBLE = dict.fromkeys(
    [0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF]
)


def fold(text: str) -> str:
    """Return ``text`` in compatibility form, without case, invisible characters and runs of white space."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
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
