"""All phrases and platform names found in a text by one automaton."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ahocorasick_rs

from realdesk.index.format import NameEntry

MAX_HITS = 10_000
"""No text of the largest size needs more; a text made of nothing but phrases is cut here."""
NAME = "name"
"""Class of hits on platform names."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase in a folded text, from ``start`` to ``end``. ``platform`` is -1 unless the class is ``NAME``."""

    start: int
    end: int
    kind: str
    platform: int = -1
    ambiguous: bool = False


class Matcher:
    """Finds phrases at word boundaries (Latin and the like) or anywhere (Chinese, Japanese)."""

    def __init__(self, phrases: Mapping[str, Sequence[str]], names: Sequence[NameEntry]) -> None:
        """Take phrase class to folded phrases, and folded platform names."""
        meanings: dict[str, list[tuple[str, int, bool]]] = {}
        for kind, texts in phrases.items():
            for text in texts:
                meanings.setdefault(text, []).append((kind, -1, False))
        for entry in names:
            meanings.setdefault(entry.name, []).append((NAME, entry.platform, entry.ambiguous))
        self._texts = list(meanings)
        self._meanings = list(meanings.values())
        self._automaton = ahocorasick_rs.AhoCorasick(self._texts)

    def find(self, folded: str) -> tuple[Hit, ...]:
        """Return the first ``MAX_HITS`` hits in ``folded``, overlapping ones included, in the order of their ends."""
        hits: list[Hit] = []
        for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if len(hits) >= MAX_HITS:
                break
            if _bounded(folded, start, end):
                for kind, platform, ambiguous in self._meanings[number]:
                    hits.append(Hit(start, end, kind, platform, ambiguous))
        return tuple(hits)


def _bounded(text: str, start: int, end: int) -> bool:
    return not (
        (start > 0 and _joins(text[start - 1], text[start])) or (end < len(text) and _joins(text[end - 1], text[end]))
    )


def _joins(left: str, right: str) -> bool:
    """Tell whether two neighbours belong to one word; CJK and kana have no word boundaries to respect."""
    return _is_word(left) and _is_word(right)


def _is_word(char: str) -> bool:
    if char.isascii():
        return char.isalnum()
    return char.isalpha() and not "\u2e80" <= char <= "\u9fff" and not "\uac00" <= char <= "\ud7af"
