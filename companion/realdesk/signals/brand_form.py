"""A label of a host as brands are looked for in it, and what is found there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Literal

import msgspec

from realdesk.index.format import BrandEntry

How = Literal["exact", "confusable", "near", "far"]
Place = Literal["whole", "word", "front", "back", "inside"]
_VOWELS = frozenset("aeiouy")
_KEYS = {
    key: (row, at) for row, keys in enumerate(("qwertyuiop", "asdfghjkl", "zxcvbnm")) for at, key in enumerate(keys)
}
"""Where the letters lie on the commonest keyboard."""


class Match(msgspec.Struct, frozen=True, gc=False):
    """A brand in a label.

    ``how``: as it is, in look-alike characters, with one error, with two. ``place``: it is the whole label; a word of
    its own; with unknown letters behind it; before it; on both sides. ``rest``: what else stands in the label.
    """

    brand: BrandEntry
    how: How
    place: Place
    rest: tuple[str, ...]
    written: str
    """As it stands in the label."""
    ahead: int
    """Letters before it in the same word."""
    plain: bool
    """The name is made of ordinary words (``my`` and ``crypto``)."""
    worded: bool = False
    """A half of what is written is an ordinary word, which it is not in the name (``metamusk``)."""

    @property
    def changed(self) -> bool:
        """Tell whether a letter was exchanged for another, which makes another word more often than a slip does."""
        return len(self.written) == len(self.brand.label) and sorted(self.written) != sorted(self.brand.label)

    @property
    def slipped(self) -> bool:
        """Tell whether one letter was exchanged as hands and ears do it: a neighbour on the keyboard, a vowel for a vowel."""
        if len(self.written) != len(self.brand.label):
            return False
        differing = [pair for pair in zip(self.written, self.brand.label, strict=True) if pair[0] != pair[1]]
        return len(differing) == 1 and (set(differing[0]) <= _VOWELS or _neighbours(*differing[0]))

    @property
    def doubled(self) -> bool:
        """Tell whether a letter was written twice, which makes no other word."""
        written, label = self.written, self.brand.label
        return len(written) == len(label) + 1 and any(
            written[at] == written[at + 1] and written[:at] + written[at + 1 :] == label for at in range(len(label))
        )


class Form(msgspec.Struct, frozen=True, gc=False):
    """A label without its marks: the characters, and the positions between which its words stand."""

    text: str
    cuts: tuple[int, ...]

    @classmethod
    def of(cls, tokens: tuple[str, ...]) -> Form:
        """Join ``tokens``."""
        cuts, at = [0], 0
        for token in tokens:
            at += len(token)
            cuts.append(at)
        return cls("".join(tokens), tuple(cuts))

    def around(self, start: int, end: int) -> tuple[str, str]:
        """Return what stands before ``start`` and after ``end`` in the same word."""
        before = self.cuts[bisect_right(self.cuts, start) - 1]
        after = self.cuts[bisect_left(self.cuts, end)]
        return self.text[before:start], self.text[end:after]

    def crossed(self, start: int, end: int) -> int:
        """Return how many borders between words lie inside ``start`` to ``end``."""
        return bisect_left(self.cuts, end) - bisect_right(self.cuts, start) if len(self.cuts) > 2 else 0

    def loose(self, start: int, end: int) -> int:
        """Return how far ``start`` to ``end`` is from being a word: borders it lacks and borders it crosses."""
        return (start not in self.cuts) + (end not in self.cuts) + self.crossed(start, end)

    def others(self, start: int, end: int) -> list[str]:
        """Return the words that ``start`` to ``end`` does not touch."""
        spans = zip(self.cuts, self.cuts[1:], strict=False)
        return [self.text[first:last] for first, last in spans if last <= start or first >= end]


def _neighbours(one: str, other: str) -> bool:
    """Tell whether two letters lie beside each other on a keyboard."""
    if one not in _KEYS or other not in _KEYS:
        return False
    (row, at), (other_row, other_at) = _KEYS[one], _KEYS[other]
    return abs(row - other_row) <= 1 and abs(at - other_at) <= 1
