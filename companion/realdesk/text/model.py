"""A linear model of messages: how much one sounds like the requests of fake desks.

It sees n-grams of characters, and which classes of phrases stand in the message: the classes are the same in all languages, so
that what was learnt of one helps in the others. Its numbers are rules (``rules/chat_model.toml``), made by
``tests/eval/train_chat.py`` from texts written for that alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations, repeat
from math import sqrt
from operator import and_
from zlib import crc32

from realdesk.index.format import ChatModel
from realdesk.text import ngrams

MAX_TEXT = 600
"""Characters of a message that are looked at."""
MIN_TEXT = 6
TOO_SHORT = -99.0
"""The score of a text with fewer characters: it says nothing."""
WIDE = (1, 2, 3)
"""Lengths of n-grams in ideographs, kana and hangul."""
NARROW = (4,)
_IDEOGRAPHS = re.compile("[\u2e80-\ud7af]+")
MAX_KINDS = 14
"""Classes whose pairs are looked at; an ordinary message has fewer."""
_DIGIT = re.compile(r"\d")


def grams(text: str) -> set[bytes]:
    """Return the different n-grams of a folded text. All digits are one: amounts and codes differ in every message."""
    text = _DIGIT.sub("0", text[:MAX_TEXT])
    data = f" {text} ".encode("utf-16-le", "replace")
    found: set[bytes] = set()
    for length in WIDE if _is_wide(text) else NARROW:
        size = 2 * length
        found.update([data[at : at + size] for at in range(0, len(data) - size + 2, 2)])
    return found


def _is_wide(text: str) -> bool:
    return not text.isascii() and 3 * len("".join(_IDEOGRAPHS.findall(text))) > len(text)


@lru_cache(maxsize=256)
def marks(kinds: frozenset[str]) -> tuple[bytes, ...]:
    """Return what the model sees of classes of phrases: each, and each two that stand together."""
    names = sorted(kinds)[:MAX_KINDS]
    return tuple(
        [f"\x02{name}".encode() for name in names]
        + [f"\x02{one}\x02{other}".encode() for one, other in combinations(names, 2)]
    )


def buckets(found: Iterable[bytes], mask: int) -> Iterable[int]:
    """Return the bucket of each feature, for a table of ``mask`` + 1 entries."""
    return map(and_, map(crc32, found), repeat(mask))


class Model:
    """Scores of texts by one table of weights."""

    def __init__(self, data: ChatModel) -> None:
        """Take the weights of ``data``."""
        self._table = memoryview(data.weights).cast("b")
        self._mask = len(data.weights) - 1
        self._scale = data.scale
        self._bias = data.bias

    def score(self, folded: str, kinds: frozenset[str] = frozenset()) -> float:
        """Return the log-odds that ``folded``, in which phrases of ``kinds`` stand, is a request of a fake desk.

        ``TOO_SHORT`` for a text that is too short to tell.
        """
        if len(folded) < MIN_TEXT:
            return TOO_SHORT
        count, total = self._sum(_DIGIT.sub("0", folded[:MAX_TEXT]))
        more = marks(kinds)
        total += sum(map(self._table.__getitem__, buckets(more, self._mask)))
        return self._bias + self._scale * total / sqrt(count + len(more))

    def _sum(self, text: str) -> tuple[int, int]:
        """Return how many different n-grams ``text`` has, and the sum of their weights."""
        table, mask = self._table, self._mask
        if text.isascii():
            codes = ngrams.narrow(f" {text} ")
            return len(codes), sum([table[code & mask] for code in codes])
        if _is_wide(text):
            ones, twos, threes = ngrams.wide(f" {text} ")
            # The n-grams of different lengths are different, whatever their CRCs.
            total = sum([table[code & mask] for codes in (ones, twos, threes) for code in codes])
            return len(ones) + len(twos) + len(threes), total
        found = grams(text)
        return len(found), sum(map(table.__getitem__, buckets(found, mask)))
