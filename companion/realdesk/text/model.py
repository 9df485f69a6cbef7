"""A linear model over character n-grams: how much a message sounds like the requests of fake desks.

Its numbers are rules (``rules/chat_model.toml``), made by ``tests/eval/train_chat.py`` from texts written for that alone.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from itertools import repeat
from math import sqrt
from operator import and_
from zlib import crc32

from realdesk.index.format import ChatModel
from realdesk.text import ngrams

MAX_TEXT = 600
"""Characters of a message that are looked at."""
MIN_TEXT = 6
WIDE = (1, 2, 3)
"""Lengths of n-grams in ideographs, kana and hangul."""
NARROW = (4,)
_IDEOGRAPHS = re.compile("[\u2e80-\ud7af]+")


def grams(text: str) -> set[bytes]:
    """Return the different n-grams of a folded text."""
    text = text[:MAX_TEXT]
    data = f" {text} ".encode("utf-16-le", "replace")
    found: set[bytes] = set()
    for length in WIDE if _is_wide(text) else NARROW:
        size = 2 * length
        found.update([data[at : at + size] for at in range(0, len(data) - size + 2, 2)])
    return found


def _is_wide(text: str) -> bool:
    return not text.isascii() and 3 * len("".join(_IDEOGRAPHS.findall(text))) > len(text)


def buckets(found: Iterable[bytes], mask: int) -> Iterable[int]:
    """Return the bucket of each n-gram, for a table of ``mask`` + 1 entries."""
    return map(and_, map(crc32, found), repeat(mask))


class Model:
    """Scores of texts by one table of weights."""

    def __init__(self, data: ChatModel) -> None:
        """Unpack ``data``."""
        raw = base64.b85decode(data.weights)
        self._table = [(byte - 256 if byte > 127 else byte) for byte in raw]
        self._mask = len(raw) - 1
        self._scale = data.scale
        self._bias = data.bias

    def score(self, folded: str) -> float:
        """Return the log-odds that ``folded`` is a request of a fake desk; very low for a text too short to tell."""
        if len(folded) < MIN_TEXT:
            return -99.0
        count, total = self._sum(folded[:MAX_TEXT])
        return self._bias + self._scale * total / sqrt(count)

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
