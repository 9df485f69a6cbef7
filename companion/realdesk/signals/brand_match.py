"""Brands in the labels of a host: as a word, joined, disguised or misspelt by one letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Literal

from rapidfuzz.distance import OSA

from realdesk.entities.hosts import Host, to_unicode
from realdesk.index.format import BrandEntry
from realdesk.index.reader import Index
from realdesk.text.normalise import fold, skeleton

_INSIDE_MIN = 5
"""Shorter support words count only as words of their own: "design" is no "sign"."""
_JOINED_MIN = 7
"""Labels of this length count with a hyphen inside (``coin-base``)."""
FREE_MIN = 8
"""Distinctive labels of this length count anywhere inside another word, and under any one-letter error."""


@dataclass(frozen=True, slots=True)
class Match:
    """A brand in a label: how it stands there and which words stand beside it in the same label."""

    brand: BrandEntry
    how: Literal["exact", "confusable", "near"]
    rest: tuple[str, ...]


class Namer:
    """Brand matching over one index."""

    def __init__(self, index: Index) -> None:
        """Match the brands of ``index``."""
        self.index = index
        self.brands = index.core.brands

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(self.index.core.host_words.values()))

    @cached_property
    def _support(self) -> frozenset[str]:
        words = self.index.core.host_words
        return frozenset(words["support"]) | frozenset(words["account"])

    @cached_property
    def _support_inside(self) -> tuple[str, ...]:
        return tuple(word for word in self._support if len(word) >= _INSIDE_MIN)

    def words_beside(self, host: Host, own: str) -> bool:
        """Tell whether a support word stands in another label or in the suffix (``.help``, ``.support``)."""
        labels = [label for label in host.labels if label != own] + host.suffix.split(".")
        return any(self.is_support(tokens_of(label)) for label in labels)

    def is_support(self, words: tuple[str, ...]) -> bool:
        """Tell whether a word of support or account trouble stands among ``words`` or inside one of them."""
        return any(part in self._support or any(word in part for word in self._support_inside) for part in words)

    def matches(self, label: str) -> Iterator[Match]:
        """Yield the brands that ``label`` (an A-label or path part) carries or resembles."""
        shown = fold(to_unicode(label))
        parts = _Parts(shown, tokens_of(shown), tokens_of(shown, digits=False), self._bare(shown))
        near = self._near(parts)
        for number, brand in enumerate(self.brands):
            match = None
            if brand.label in parts.joined or brand.skeleton in parts.bare_joined:
                match = self._carried(brand, parts)
            match = match or near.get(number)
            if match is not None:
                yield match

    def _bare(self, shown: str) -> tuple[str, ...]:
        pairs = self.index.core.confusable_pairs
        return tuple(skeleton(token, self.index.letters, pairs) for token in tokens_of(shown, digits=False))

    def _carried(self, brand: BrandEntry, parts: _Parts) -> Match | None:
        tokens = parts.with_digits if any(c.isdigit() for c in brand.label) else parts.tokens
        rest = self._word(brand, brand.label, tokens)
        if rest is not None:
            return Match(brand, "exact", rest)
        if brand.label in parts.shown:
            return None
        if len(brand.label) >= _JOINED_MIN and brand.label in parts.joined:
            before, _, after = parts.joined.partition(brand.label)
            return Match(brand, "exact", (before, after))
        rest = self._word(brand, brand.skeleton, parts.bare)
        return Match(brand, "confusable", rest) if rest is not None else None

    def _word(self, brand: BrandEntry, form: str, tokens: tuple[str, ...]) -> tuple[str, ...] | None:
        """Return the words beside ``form`` where it stands as a word of its own in one of ``tokens``."""
        for number, token in enumerate(tokens):
            at = token.find(form)
            if at < 0:
                continue
            before, after = token[:at], token[at + len(form) :]
            free = len(form) >= FREE_MIN and not brand.ambiguous
            if free or (self._known(before) and self._known(after)):
                beside = (before, after, *tokens[:number], *tokens[number + 1 :])
                return tuple(part for part in beside if part)
        return None

    def _near(self, parts: _Parts) -> dict[int, Match]:
        """Return brand number to match for brands one error away from a word, found by one deletion on both sides."""
        found: dict[int, Match] = {}
        for source in (parts.tokens, parts.bare):
            for number, token in enumerate(source):
                for candidate in self._candidates(token) - found.keys():
                    brand = self.brands[candidate]
                    form = brand.label if source is parts.tokens else brand.skeleton
                    if _misspelt(token, form):
                        found[candidate] = Match(brand, "near", source[:number] + source[number + 1 :])
        return found

    def _candidates(self, token: str) -> set[int]:
        if token in self._words or len(token) > _LONGEST_LABEL:
            return set()
        deletions = self.index.core.deletions
        forms = {token, *(token[:cut] + token[cut + 1 :] for cut in range(len(token)))}
        return {number for form in forms for number in deletions.get(form, ())}

    def _known(self, text: str) -> bool:
        """Tell whether ``text`` is made of words met in host names."""
        reachable = {0}
        for end in range(1, len(text) + 1):
            if any(text[start:end] in self._words for start in reachable):
                reachable.add(end)
        return len(text) in reachable


_LONGEST_LABEL = 63


class _Parts:
    """A label and what it falls into; ``joined`` forms are without hyphens."""

    def __init__(
        self, shown: str, tokens: tuple[str, ...], with_digits: tuple[str, ...], bare: tuple[str, ...]
    ) -> None:
        self.shown = shown
        self.tokens = tokens
        self.with_digits = with_digits
        self.bare = bare
        self.joined = shown.replace("-", "")
        self.bare_joined = "".join(bare)


def _misspelt(token: str, form: str) -> bool:
    """Tell whether ``token`` is ``form`` with one error; in a short name a changed letter makes another word."""
    if OSA.distance(token, form, score_cutoff=1) != 1:
        return False
    changed = len(token) == len(form) and sorted(token) != sorted(form)
    return not changed or len(form) >= FREE_MIN


def tokens_of(label: str, *, digits: bool = True) -> tuple[str, ...]:
    """Split a label at hyphens and other marks, and (unless they may be letters in disguise) at digits."""
    kept = [c if c.isalpha() or (c.isdigit() and not digits) else " " for c in label]
    return tuple("".join(kept).split())
