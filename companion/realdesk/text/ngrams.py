"""The different n-grams of a text as CRC-32, all at once, without cutting them out.

The CRC of a text is the exclusive or of what each of its characters gives alone at its place and of a number that goes with
the length. So the CRCs of all n-grams come from few tables: for ASCII by ``bytes.translate`` and exclusive or of long numbers,
for other characters from one number a character and place. Characters are units of UTF-16.
"""

from __future__ import annotations

import sys
from functools import cache
from itertools import islice
from operator import xor
from zlib import crc32

_LITTLE = sys.byteorder == "little"
_BYTES = range(4)
"""Of a CRC."""
_LONG = 4
"""Characters of the n-grams of ``narrow``: no two of them in ASCII have the same CRC."""
_WIDE = 3
"""Most characters of the n-grams of ``wide``."""


def _alone(length: int, place: int, char: int) -> int:
    """Return what a character gives at a place of an n-gram of ``length``."""
    data = bytearray(2 * length)
    data[2 * place : 2 * place + 2] = char.to_bytes(2, "little")
    return crc32(data) ^ crc32(bytes(2 * length))


@cache
def _tables() -> tuple[tuple[bytes, ...], ...]:
    """Return by place and byte of the CRC what each ASCII character gives there, as tables for ``translate``."""
    rows = [[_alone(_LONG, place, char) for char in range(128)] for place in range(_LONG)]
    whole = crc32(bytes(2 * _LONG))
    rows[0] = [crc ^ whole for crc in rows[0]]
    return tuple(tuple(bytes([crc >> 8 * at & 255 for crc in row]) + bytes(128) for at in _BYTES) for row in rows)


def narrow(text: str) -> set[int]:
    """Return the CRCs of the different n-grams of four characters of an ASCII ``text``."""
    data = text.encode("ascii")
    count = len(data) - _LONG + 1
    if count <= 0:
        return set()
    tables = _tables()
    shifted = [data[place : place + count] for place in range(_LONG)]
    codes = bytearray(4 * count)
    for at in _BYTES:
        total = 0
        for place in range(_LONG):
            total ^= int.from_bytes(shifted[place].translate(tables[place][at]), "little")
        codes[at if _LITTLE else 3 - at :: 4] = total.to_bytes(count, "little")
    return set(memoryview(codes).cast("I"))


class _Alone(dict[int, int]):
    """What characters give as the first of an n-gram of ``length``; filled as characters are met."""

    def __init__(self, length: int, add: int) -> None:
        super().__init__()
        self._length, self._add = length, add

    def __missing__(self, char: int) -> int:
        self[char] = crc = _alone(self._length, 0, char) ^ self._add
        return crc


# The number that goes with a length stands in the table of the first place; what follows an n-gram's first character is the
# n-gram one shorter, so its number is taken out again.
_FIRST = tuple(
    _Alone(length, crc32(bytes(2 * length)) ^ (crc32(bytes(2 * length - 2)) if length > 1 else 0))
    for length in range(1, _WIDE + 1)
)


def wide(text: str) -> tuple[set[int], set[int], set[int]]:
    """Return the CRCs of the different characters, pairs and threes of ``text``.

    Those of one and two characters are exact; of the threes of a text of 600, two share a CRC once in 20,000 texts.
    """
    units = memoryview(text.encode("utf-16-le" if _LITTLE else "utf-16-be", "replace")).cast("H").tolist()
    ones, before_two, before_three = (map(first.__getitem__, units) for first in _FIRST)
    singles = list(ones)
    pairs = list(map(xor, before_two, islice(singles, 1, None)))
    return set(singles), set(pairs), set(map(xor, before_three, islice(pairs, 1, None)))
