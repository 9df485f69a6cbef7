"""All phrases and platform names found in a text by one automaton."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ahocorasick_rs
import msgspec

from realdesk.index.format import NameEntry
from realdesk.text.lazily import lazily

MAX_HITS = 10_000
"""No text of the largest size needs more; a text made of nothing but phrases is cut here."""
NAME = "name"
"""Class of hits on platform names."""


HEADS_ONLY = frozenset(
    {
        "filler",
        "official",
        "mention",
        "search",
        "job",
        "other_service",
        "messenger_page",
        "messenger_name",
        "api_key",
        "wallet_word",
        NAME,
    }
)
"""Classes that say something in a title, heading or label only; in running text they would be most of the hits."""
_CYRILLIC = lazily("[\u0400-\u04ff]")
_CASE = lazily(r"(?:ом|ем|ой|ов|[аеиоуыюя])(?!\w)")
_WORD = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_LETTER, _UNKNOWN = 1, 2
_BORDERS = bytes(
    _LETTER if chr(code) in _WORD or (code > 0x7F and chr(code).isalpha()) else _UNKNOWN if chr(code) == "?" else 0
    for code in range(256)
)
"""Latin-1 to whether a character there belongs to a word; what is not Latin-1 has become a question mark."""


class Hit(msgspec.Struct, frozen=True, order=True, gc=False):
    """A phrase in a folded text, from ``start`` to ``end``. ``platform`` is -1 unless the class is ``NAME``."""

    start: int
    end: int
    kind: str
    platform: int = -1
    ambiguous: bool = False


class Matcher:
    """Finds phrases at word boundaries (Latin and the like) or anywhere (Chinese, Japanese)."""

    def __init__(
        self, phrases: Mapping[str, Sequence[str]], names: Sequence[NameEntry], skipped: frozenset[str] = frozenset()
    ) -> None:
        """Take phrase class to folded phrases, and folded platform names; classes in ``skipped`` are not found."""
        meanings: dict[str, list[tuple[str, int, bool]]] = {}
        for kind, texts in phrases.items():
            for text in texts if kind not in skipped else ():
                meanings.setdefault(text, []).append((kind, -1, False))
        for entry in names if NAME not in skipped else ():
            meanings.setdefault(entry.name, []).append((NAME, entry.platform, entry.ambiguous))
        # Only a phrase that begins or ends with a letter has a border there to respect.
        self._meanings = [
            (_is_word(text[0]), _is_word(text[-1]), tuple(sorted(meaning)))
            for text, meaning in meanings.items()
            if text
        ]
        self._automaton = ahocorasick_rs.AhoCorasick([text for text in meanings if text], store_patterns=False)

    def find(self, folded: str) -> tuple[Hit, ...]:
        """Return the first ``MAX_HITS`` hits in ``folded``, overlapping ones included, in the order of their ends."""
        hits: list[Hit] = []
        add, meanings = hits.append, self._meanings
        found = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        # Borders are looked up in bytes, which is faster than in characters; behind the end there is one as well.
        border = folded.encode("latin-1", "replace").translate(_BORDERS) + b"\0" if found else b""
        for number, start, end in found:
            before, after, meaning = meanings[number]
            if before and start and (side := border[start - 1]) and (side == _LETTER or _is_foreign(folded[start - 1])):
                continue
            side = border[end] if after else 0
            if side and (side == _LETTER or _is_foreign(folded[end])) and not _is_declined(folded, end, meaning):
                continue
            for kind, platform, ambiguous in meaning:
                add(Hit(start, end, kind, platform, ambiguous))
            if len(hits) >= MAX_HITS:
                break
        return tuple(hits)


def _is_declined(folded: str, end: int, meaning: tuple[tuple[str, int, bool], ...]) -> bool:
    """Tell whether only a Russian case ending follows a name that ends at ``end`` ("Бинанса")."""
    return meaning[0][0] == NAME and bool(_CASE().match(folded, end)) and bool(_CYRILLIC().match(folded[end - 1]))


def _is_word(char: str) -> bool:
    """Tell whether ``char`` belongs to a word with borders; CJK and kana have none to respect."""
    return char in _WORD or _is_foreign(char)


def _is_foreign(char: str) -> bool:
    return char > "\x7f" and char.isalpha() and not "\u2e80" <= char <= "\u9fff" and not "\uac00" <= char <= "\ud7af"
