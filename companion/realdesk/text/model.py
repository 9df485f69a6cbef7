"""A linear model over character n-grams: how much a message sounds like the requests of fake desks.

Its numbers are rules (``rules/chat_model.toml``), made by ``tests/eval/train_chat.py`` from texts written for that alone.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from itertools import repeat
from math import sqrt
from operator import and_
from zlib import crc32

from realdesk.index.format import ChatModel

MAX_TEXT = 600
"""Characters of a message that are looked at."""
MIN_TEXT = 6
WIDE = (1, 2, 3)
"""Lengths of n-grams in ideographs, kana and hangul."""
NARROW = (4,)


def grams(text: str) -> set[bytes]:
    """Return the different n-grams of a folded text."""
    text = text[:MAX_TEXT]
    wide = 0 if text.isascii() else sum("\u2e80" <= char <= "\ud7af" for char in text)
    data = f" {text} ".encode("utf-16-le", "replace")
    found: set[bytes] = set()
    for length in WIDE if wide * 3 > len(text) else NARROW:
        size = 2 * length
        found.update([data[at : at + size] for at in range(0, len(data) - size + 2, 2)])
    return found


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
        found = grams(folded)
        total = sum(map(self._table.__getitem__, buckets(found, self._mask)))
        return self._bias + self._scale * total / sqrt(len(found))
