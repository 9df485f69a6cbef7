"""Brands in the labels of a host: as a word, inside other letters, disguised, or misspelt.

One automaton finds brands and halves of brands in a label. Whoever misspells a name once leaves one half of it intact
(a swap across the middle is a pattern of its own), so only the places where a half stands are compared letter by letter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property, lru_cache
from itertools import accumulate, chain

import ahocorasick_rs

from realdesk.entities.hosts import Host, to_unicode
from realdesk.index.format import BrandEntry
from realdesk.index.reader import Index
from realdesk.signals.brand_form import Form, How, Match, Place
from realdesk.text.cutting import cut
from realdesk.text.normalise import fold, skeleton

INSIDE_MIN = 5
"""Shorter support words count only as words of their own: "design" is no "sign"."""
NEAR_MIN = 6
"""Shorter names have too many ordinary neighbours for near-name matching."""
FAR_MIN = 8
"""Names of this length are recognised under two errors as well."""
_TOKEN = re.compile(r"[^\W_]+")
_FAR = 2
_JOINED_MIN = 6
"""A shorter name does not count with a hyphen inside (``ok-ex``)."""
_OWN_MIN, _CORE_MIN, _WORD_MIN = 8, 4, 5
"""A name shorter than the first is compared letter by letter only if this much of it is no common word."""
_LONGEST_LABEL = 63
_MOST_NEAR = 24
"""Places compared letter by letter in one label; more halves than this is no name."""
_BETTER: dict[How, int] = {"exact": 0, "confusable": 1, "near": 2, "far": 3}
_CLOSER: dict[Place, int] = {"whole": 0, "word": 1, "front": 2, "back": 3, "inside": 4}


class Namer:
    """Brand matching over one index."""

    def __init__(self, index: Index) -> None:
        """Match the brands of ``index``."""
        self.index = index
        self.brands = index.core.brands
        words = index.core.host_words
        self.support = frozenset(words["support"]) | frozenset(words["account"])
        self.bait = frozenset(words["bait"])
        self.address = frozenset(words["address"])
        self.infrastructure = frozenset(words["infrastructure"])
        self.neutral = frozenset(words["neutral"])
        self.words = frozenset(chain.from_iterable(known for name, known in words.items() if name != "ordinary"))
        common = self.words | {brand.label for brand in self.brands if brand.ambiguous}
        self._labels = frozenset(brand.label for brand in self.brands)
        roles = _patterns(self.brands, common)
        self._roles = [tuple(known) for known in roles.values()]
        self._names = ahocorasick_rs.AhoCorasick(list(roles))

    # Few hosts get as far as what follows: it is made when one does.

    @cached_property
    def _mistaken(self) -> re.Pattern[str]:
        """What in an ASCII label may be taken for something else."""
        single = "".join(re.escape(char) for char in self.index.core.confusables if char.isascii())
        return re.compile("|".join((f"[{single}]", *map(re.escape, self.index.core.confusable_pairs))))

    @cached_property
    def _bare_words(self) -> dict[str, str]:
        words = list(self.words)
        return dict(zip(self._skeletons(words), words, strict=True))

    @cached_property
    def _ordinary(self) -> ahocorasick_rs.AhoCorasick:
        ordinary = list(set(self.index.core.host_words["ordinary"]) - {brand.label for brand in self.brands})
        return _automaton({*ordinary, *self._skeletons(ordinary)})

    @cached_property
    def _support_inside(self) -> ahocorasick_rs.AhoCorasick:
        return _automaton(word for word in self.support if len(word) >= INSIDE_MIN)

    @cached_property
    def _plain(self) -> frozenset[int]:
        """Positions of the brands whose name is made of ordinary words."""
        return frozenset(number for number, brand in enumerate(self.brands) if _is_plain(brand.label, self.words))

    @cached_property
    def _ordinary_names(self) -> frozenset[int]:
        """Positions of the brands that are made of ordinary words, or are one and few letters more."""
        return self._plain | frozenset(
            number
            for number, brand in enumerate(self.brands)
            if (size := _longest_word(brand.label, self.words)) > 0 and len(brand.label) - size < _CORE_MIN
        )

    @cached_property
    def short(self) -> tuple[BrandEntry, ...]:
        """Brands too short for far names, without ordinary words that nobody is known to pose as."""
        sizes = range(NEAR_MIN, FAR_MIN)
        return tuple(b for b in self.brands if len(b.label) in sizes and (not b.ambiguous or b.support_suffices))

    def _skeletons(self, words: list[str]) -> list[str]:
        # All in one go: nothing that is replaced reaches over the end of a line.
        text = skeleton("\n".join(words), self.index.letters, self.index.core.confusable_pairs)
        return text.split("\n")

    def is_support(self, words: tuple[str, ...]) -> bool:
        """Tell whether a word of support or account trouble stands among ``words`` or inside one of them."""
        return any(
            part in self.support or (part not in self.words and self._support_inside.find_matches_as_indexes(part))
            for part in words
        )

    def is_desk(self, words: tuple[str, ...]) -> bool:
        """Tell whether ``words`` are only such as fake desks put beside a name: "circle-of-support" has one more."""
        known = (self.support, self.bait, self.address, self.neutral)
        return all(part.isdigit() or any(part in listed for listed in known) for part in words)

    def is_bait(self, words: tuple[str, ...]) -> bool:
        """Tell whether a word of what is promised or traded stands among ``words`` or can be cut out of one."""
        return any(part in self.bait or not self.bait.isdisjoint(self.cut(part)) for part in words)

    def words_of(self, label: str) -> tuple[str, ...]:
        """Return the words of a label, as far as it can be cut into known ones."""
        return tuple(chain.from_iterable(self.cut(token) or (token,) for token in tokens_of(label)))

    def matches(self, label: str) -> Iterator[Match]:
        """Yield the best match of each brand that ``label`` (an A-label or path part) carries or resembles."""
        shown = fold(to_unicode(label))[: 2 * _LONGEST_LABEL]
        tokens = tokens_of(shown)
        best: dict[int, Match] = {}
        self._look(tokens, best, disguised=False)
        if not shown.isascii() or self._mistaken.search(shown):
            letters, pairs = self.index.letters, self.index.core.confusable_pairs
            bare = tuple([skeleton(token, letters, pairs) for token in tokens])
            if bare != tokens:
                self._look(bare, best, disguised=True)
        return iter(best.values())

    def _look(self, tokens: tuple[str, ...], best: dict[int, Match], *, disguised: bool) -> None:
        """Keep in ``best`` what is found in the words of a label."""
        text = "".join(tokens)
        hits = self._names.find_matches_as_indexes(text, overlapping=True)
        if hits:
            # What is there as it is written cannot be found any better.
            sure = {number for number, match in best.items() if match.how == "exact"}
            for number, match in self._in(Form.of(tokens), hits, sure, disguised=disguised):
                _keep(best, number, match)

    def _in(
        self, form: Form, hits: list[tuple[int, int, int]], sure: set[int], *, disguised: bool
    ) -> Iterator[tuple[int, Match]]:
        halves: list[tuple[int, int, int]] = []
        ordinary = self._ordinary_spans(form)
        spelt: list[tuple[int, int]] | None = None
        whole = set(sure)
        for pattern, start, end in hits:
            for role, number in self._roles[pattern]:
                if role == "half":
                    halves.append((number, start, end))
                elif role in ("skeleton" if disguised else "label", "swap"):
                    how: How = "near" if role == "swap" else "confusable" if disguised else "exact"
                    if number in sure:
                        continue
                    spelt = [*ordinary, *self._spelt(form)] if spelt is None else spelt
                    if not _within(start, end, spelt) and (end - start >= _JOINED_MIN or not form.crossed(start, end)):
                        yield number, self._match(number, form, start, end, how, disguised=disguised)
                        if how in ("exact", "confusable"):
                            whole.add(number)
        yield from self._misspelt(
            [half for half in halves[:_MOST_NEAR] if half[0] not in whole], form, ordinary, disguised=disguised
        )

    def _misspelt(
        self, halves: list[tuple[int, int, int]], form: Form, ordinary: list[tuple[int, int]], *, disguised: bool
    ) -> Iterator[tuple[int, Match]]:
        for number, start, end in halves:
            found = self._near(number, form, start, end, disguised=disguised)
            if found is not None and not _within(found[1], found[2], ordinary):
                how: How = "far" if found[0] == _FAR else "near"
                if how == "far" and number in self._ordinary_names:
                    continue  # "pinewallet" is as ordinary a name as "mewwallet"
                yield number, self._match(number, form, found[1], found[2], how, disguised=disguised)

    def _ordinary_spans(self, form: Form) -> list[tuple[int, int]]:
        found = self._ordinary.find_matches_as_indexes(form.text, overlapping=True)
        return [(start, end) for _, start, end in found]

    def _spelt(self, form: Form) -> list[tuple[int, int]]:
        """Return where words stand that are made of known ones alone (``open`` and ``search``): no brand is meant there."""
        spans = ((start, end) for start, end in zip(form.cuts, form.cuts[1:], strict=False) if end - start > NEAR_MIN)
        return [(start, end) for start, end in spans if self._reads_as_words(form.text[start:end])]

    def _reads_as_words(self, token: str) -> bool:
        """Tell whether a token is cut into known words none of which is a brand, and has no brand beside such words."""
        words = self.cut(token)
        if len(words) < 2 or not self._labels.isdisjoint(words):
            return False
        borders = set(accumulate(map(len, words), initial=0))
        found = self._names.find_matches_as_indexes(token, overlapping=True)
        return not any(
            start in borders and end in borders
            for pattern, start, end in found
            if any(role == "label" for role, _ in self._roles[pattern])
        )

    def _near(self, number: int, form: Form, start: int, end: int, *, disguised: bool) -> tuple[int, int, int] | None:
        """Return (errors, start, end) of what stands around a half of brand ``number``, if it resembles the whole."""
        brand = self.brands[number]
        name = brand.skeleton if disguised else brand.label
        text, length, errors_of = form.text, len(name), distance()
        front, most = name.startswith(text[start:end]), _FAR if length >= FAR_MIN else 1
        best: tuple[int, int, int, int] | None = None
        for size in (length, length - 1, length + 1):
            begin = start if front else end - size
            stop = begin + size
            if begin < 0 or stop > len(text) or form.crossed(begin, stop) > 1:
                continue
            if length < FAR_MIN and text[begin] != name[0]:
                continue
            errors = errors_of(text[begin:stop], name, score_cutoff=most)
            if not errors or errors > most:
                continue
            # Of equally good places the one that stands as a word of its own.
            found = errors, form.loose(begin, stop), begin, stop
            best = min(best or found, found)
        if best is None or text[best[2] : best[3]] in self.words:
            return None
        errors, _, begin, stop = best
        return None if errors == _FAR and form.crossed(begin, stop) else (errors, begin, stop)

    def _match(self, number: int, form: Form, start: int, end: int, how: How, *, disguised: bool) -> Match:
        before, after = form.around(start, end)
        if disguised:
            before, after = self._undisguised(before), self._undisguised(after)
        beside = [*(self.cut(before) or (before,)), *(self.cut(after) or (after,)), *form.others(start, end)]
        rest = tuple(part for part in beside if part)
        # Next to a misspelling a single letter is part of it.
        least = 1 if how in {"exact", "confusable"} else 2
        known = tuple(self._known(part) and (not part or len(part) >= least) for part in (before, after))
        place: Place = "word" if all(known) else "front" if known[0] else "back" if known[1] else "inside"
        if place == "word" and start == 0 and end == len(form.text):
            place = "whole"
        written = form.text[start:end]
        worded = how == "near" and self._is_worded(written, self.brands[number].label)
        return Match(self.brands[number], how, place, rest, written, len(before), number in self._plain, worded)

    def _is_worded(self, written: str, label: str) -> bool:
        """Tell whether a half of ``written`` is an ordinary word that the name does not have there."""
        middle = len(label) // 2
        halves = (written[:middle], label[:middle]), (written[middle:], label[middle:])
        return any(half != own and half in self.words for half, own in halves)

    def _undisguised(self, text: str) -> str:
        return "".join(self._bare_words[part] for part in cut(text, self._bare_words)) or text

    def _known(self, text: str) -> bool:
        return not text or text.isdigit() or bool(self.cut(text))

    def cut(self, text: str) -> tuple[str, ...]:
        """Cut ``text`` into words met in host names, the fewest; empty where it cannot be done."""
        return cut(text, self.words)


@cache
def distance() -> Callable[..., int]:
    """Return the distance between two texts: insertions, deletions, exchanges and swaps of neighbours."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - 12 ms, and most hosts resemble nobody

    return OSA.distance


@lru_cache(maxsize=2)
def namer_of(index: Index) -> Namer:
    """Return the one namer of ``index``."""
    return Namer(index)


def tokens_of(label: str) -> tuple[str, ...]:
    """Split a label at hyphens and other marks."""
    return tuple(_TOKEN.findall(label))


def words_elsewhere(host: Host, own: str) -> list[str]:
    """Return the other labels of the host and the parts of its suffix (``.help``, ``.support``)."""
    return [label for label in host.labels if label != own] + [part for part in host.suffix.split(".") if len(part) > 2]


def _patterns(brands: tuple[BrandEntry, ...], words: frozenset[str]) -> dict[str, list[tuple[str, int]]]:
    """Return each text to look for with what it is of which brand: label, skeleton, half or swap."""
    roles: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for number, brand in enumerate(brands):
        roles[brand.label].append(("label", number))
        roles[brand.skeleton].append(("skeleton", number))
        for name in {brand.label, brand.skeleton}:
            if len(name) < NEAR_MIN or _is_generic(brand.label, words):
                continue
            middle = len(name) // 2
            roles[name[:middle]].append(("half", number))
            roles[name[middle:]].append(("half", number))
            swap = name[: middle - 1] + name[middle] + name[middle - 1] + name[middle + 1 :]
            if swap != name:
                roles[swap].append(("swap", number))
    return roles


def _is_plain(name: str, words: frozenset[str]) -> bool:
    """Tell whether two known words, of any length, make up the name."""
    return any(name[:at] in words and name[at:] in words for at in range(1, len(name)))


def _is_generic(name: str, words: frozenset[str]) -> bool:
    """Tell whether a name is little more than a common word ("opmainnet"): one letter away stand ordinary hosts."""
    if len(name) >= _OWN_MIN:
        return False
    ends = _longest_word(name, words)
    return 0 < ends < len(name) < ends + _CORE_MIN


def _longest_word(name: str, words: frozenset[str]) -> int:
    """Return the length of the longest known word that a name begins or ends with, itself included; 0 for none."""
    return next(
        (size for size in range(len(name), _WORD_MIN - 1, -1) if name[:size] in words or name[-size:] in words), 0
    )


def _automaton(words: Iterable[str]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(sorted(words))


def _keep(best: dict[int, Match], number: int, match: Match) -> None:
    known = best.get(number)
    if known is None or _rank(match) < _rank(known):
        best[number] = match


def _rank(match: Match) -> tuple[int, int]:
    return _BETTER[match.how], _CLOSER[match.place]


def _within(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Tell whether one of ``spans`` is larger than ``start`` to ``end`` and contains it, or is exactly it."""
    return any(first <= start and end <= last for first, last in spans)
