"""A linear model of messages: how much one sounds like the requests of fake desks.

It sees n-grams of characters, and which classes of phrases stand in the message: the classes are the same in all languages, so
that what was learnt of one helps in the others. Its numbers are rules (``rules/chat_model.toml``), made by
``tests/eval/train_chat.py`` from texts written for that alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
_MOST_KINDS = 2_048
"""Sets of classes of which is kept what they weigh: most messages have one that others had before."""
_DIGIT = re.compile(r"\d")
_ADDED = 128
_UNSIGNED = bytes(weight ^ _ADDED for weight in range(256))


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
        # Signed bytes with 128 added: a weight is then got by the position alone.
        self._table = data.weights.translate(_UNSIGNED)
        self._mask = len(data.weights) - 1
        self._scale = data.scale
        self._bias = data.bias
        self._of_kinds = lru_cache(_MOST_KINDS)(self._sum_of_kinds)

    def score(self, folded: str, kinds: frozenset[str] = frozenset()) -> float:
        """Return the log-odds that ``folded``, in which phrases of ``kinds`` stand, is a request of a fake desk.

        ``TOO_SHORT`` for a text that is too short to tell.
        """
        return self.scores([(folded, kinds)])[0]

    def scores(self, messages: Sequence[tuple[str, frozenset[str]]]) -> list[float]:
        """Return the score of each text with its classes of phrases: several at once cost less than one by one."""
        texts = [_DIGIT.sub("0", folded[:MAX_TEXT]) if len(folded) >= MIN_TEXT else "" for folded, _ in messages]
        sums = self._sums(texts)
        found = []
        for text, (_, kinds), (count, total) in zip(texts, messages, sums, strict=True):
            more, added = self._of_kinds(kinds)
            found.append(self._bias + self._scale * (total + added) / sqrt(count + more) if text else TOO_SHORT)
        return found

    def _sums(self, texts: list[str]) -> list[tuple[int, int]]:
        """Return how many different n-grams each text has, and the sum of their weights."""
        # The n-grams of different lengths are different, whatever their CRCs.
        every: list[tuple[set[int], ...]] = [()] * len(texts)
        wide = [at for at, text in enumerate(texts) if _is_wide(text)]
        if wide:
            for at, found in zip(wide, ngrams.wide([f" {texts[at]} " for at in wide]), strict=True):
                every[at] = found
        narrow = [at for at, text in enumerate(texts) if text and not every[at]]
        if narrow:
            for at, fours in zip(narrow, ngrams.narrow([f" {texts[at]} " for at in narrow]), strict=True):
                every[at] = (fours,)
        return list(map(self._sum, every))

    def _sum(self, different: tuple[set[int], ...]) -> tuple[int, int]:
        table, mask, count = self._table, self._mask, sum(map(len, different))
        return count, sum([table[code & mask] for codes in different for code in codes]) - _ADDED * count

    def _sum_of_kinds(self, kinds: frozenset[str]) -> tuple[int, int]:
        """Return how many features classes of phrases are, and the sum of their weights."""
        found = marks(kinds)
        total = sum(map(self._table.__getitem__, buckets(found, self._mask)))
        return len(found), total - _ADDED * len(found)
