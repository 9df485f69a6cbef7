"""The different n-grams of a text as CRC-32, all at once, without cutting them out.

The CRC of a text is the exclusive or of what each of its characters gives alone at its place and of a number that goes with
the length. What follows an n-gram's first character is an n-gram one shorter. So the CRCs of all n-grams come from few tables:
by ``bytes.translate`` and exclusive or of long numbers, of which each has one byte of the CRC of every n-gram. Characters are
units of UTF-16.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from zlib import crc32

_LITTLE = sys.byteorder == "little"
_BYTES = range(4)
"""Of a CRC."""
_NARROW = 4
"""Characters of the n-grams of ``narrow``."""
_WIDE = 3
"""Most characters of the n-grams of ``wide``."""

_Tables = tuple[tuple[bytes, ...], tuple[bytes, ...]]


@cache
def _tables(length: int) -> _Tables:
    """Return what the low and the high byte of the first character of an n-gram give, as a table for each byte of the CRC.

    The number that goes with the length stands in those of the low byte, without that of an n-gram one shorter.
    """
    rest = bytes(2 * length - 2)
    none = crc32(bytes(2) + rest)
    low = [crc32(bytes((char, 0)) + rest) ^ (crc32(rest) if rest else 0) for char in range(256)]
    high = [crc32(bytes((0, char)) + rest) ^ none for char in range(256)]
    return _by_byte(low), _by_byte(high)


def _by_byte(crcs: list[int]) -> tuple[bytes, ...]:
    return tuple(bytes([crc >> 8 * at & 255 for crc in crcs]) for at in _BYTES)


def narrow(texts: Sequence[str]) -> list[set[int]]:
    """Return the CRCs of the different n-grams of four characters of each text.

    In ASCII no two of them have the same CRC; of those of any other text of 600, two have once in 20,000 texts.
    """
    joined, spans = _joined(texts)
    *_, crcs = _crcs(joined, _NARROW)
    return _different(crcs, spans, _NARROW)


def wide(texts: Sequence[str]) -> list[tuple[set[int], set[int], set[int]]]:
    """Return the CRCs of the different characters, pairs and threes of each text.

    Those of one and two characters are exact; of the threes of a text of 600, two share a CRC once in 20,000 texts.
    """
    joined, spans = _joined(texts)
    each = [_different(crcs, spans, length) for length, crcs in enumerate(_crcs(joined, _WIDE), 1)]
    ones, twos, threes = each
    return list(zip(ones, twos, threes, strict=True))


def _joined(texts: Sequence[str]) -> tuple[bytes, list[tuple[int, int]]]:
    """Return all texts as one in UTF-16, and where each begins and ends in it."""
    units = [text.encode("utf-16-le", "replace") for text in texts]
    ends = list(accumulate([len(unit) // 2 for unit in units], initial=0))
    return b"".join(units), list(pairwise(ends))


def _crcs(units: bytes, longest: int) -> Iterator[list[int]]:
    """Yield for each length the CRCs of what begins at each character: each byte of them as a number, the first lowest."""
    read, low, high = int.from_bytes, units[::2], units[1::2]
    is_low = not high.strip(b"\0")
    crcs = [0, 0, 0, 0]
    for length in range(1, longest + 1):
        lows, highs = _tables(length)
        crcs = [read(low.translate(lows[at]), "little") ^ (crcs[at] >> 8) for at in _BYTES]
        if not is_low:
            crcs = [read(high.translate(highs[at]), "little") ^ crcs[at] for at in _BYTES]
        yield crcs


def _different(crcs: list[int], spans: list[tuple[int, int]], length: int) -> list[set[int]]:
    """Return the different CRCs of the n-grams of ``length`` of each text."""
    count = spans[-1][1] if spans else 0
    found = bytearray(4 * count)
    for at in _BYTES:
        found[at if _LITTLE else 3 - at :: 4] = crcs[at].to_bytes(count, "little")
    codes = memoryview(found).cast("I")
    # What begins with one of the last characters of a text is no n-gram of it.
    return [set(codes[start : max(start, end - length + 1)]) for start, end in spans]
