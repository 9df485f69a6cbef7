"""The checksum of seed phrases."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from itertools import pairwise

SIZES = (24, 21, 18, 15, 12)
"""Numbers of words of a phrase, the longest first."""
SHORTEST = SIZES[-1]


def is_phrase(numbers: Sequence[int]) -> bool:
    """Tell whether words with these numbers have a valid checksum.

    A piece of the list itself is no phrase, nor is the same few words over and over; only the phrases of all-zero and
    all-one bits, which people do use to try things, repeat one word to the last but one.
    """
    if (
        len(numbers) not in SIZES
        or all(a < b for a, b in pairwise(numbers))
        or all(a > b for a, b in pairwise(numbers))
    ):
        return False
    if len(set(numbers)) * 3 < len(numbers) and (len(set(numbers[:-1])) > 1 or numbers[-1] == numbers[0]):
        return False
    value = 0
    for number in numbers:
        value = value << 11 | number
    check_bits = len(numbers) // 3
    entropy = (value >> check_bits).to_bytes(check_bits * 4, "big")
    return sha256(entropy).digest()[0] >> (8 - check_bits) == value & ((1 << check_bits) - 1)
