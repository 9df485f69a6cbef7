"""Names of accounts that look like a platform's name or like an account it lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

from realdesk.entities import networks
from realdesk.index.format import Owner
from realdesk.index.reader import Index
from realdesk.signals.brand_form import Match
from realdesk.signals.brand_match import FAR_MIN, NEAR_MIN, namer_of, tokens_of
from realdesk.text.normalise import skeleton

MAX_NAME = 100
_STEM_MIN = 5
"""Shorter accounts (``okx``, ``safe``) resemble too much by accident."""
_LONG_MIN = 8
"""An account of this length is recognised with words before or behind it as well (``name_name_dev``)."""
_WORD_MIN = 4
_MISSPELT_MIN = 6
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NAMED_NETWORKS = frozenset(networks.HANDLES) | {"github", "reddit", "linkedin"}


@dataclass(frozen=True, slots=True)
class Resemblance:
    """What a name resembles: the reason code, the platform (a position in the index) and what it is taken for."""

    code: str
    platform: int
    like: str


@dataclass(frozen=True, slots=True)
class _Listed:
    """A listed account name, without marks (``stem``), with look-alike letters folded (``shape``), and its holders."""

    shown: str
    stem: str
    shape: str
    owners: tuple[Owner, ...]


class AccountNames:
    """Look-ups of account names over one index."""

    def __init__(self, index: Index) -> None:
        """Compare with the brands and accounts of ``index``."""
        self._index = index
        self._namer = namer_of(index)

    def resembling(self, name: str, asked: frozenset[int]) -> dict[int, Resemblance]:
        """Return the strongest resemblance of ``name``, as written, by platform.

        ``asked``: platforms that the account is said to belong to. For them ordinary words that are also names, and
        words of one letter more or less, count without a second sign.
        """
        best: dict[int, Resemblance] = {}
        name = unicodedata.normalize("NFKC", name)[:MAX_NAME]
        for found in (*self._brands(name, asked), *self._accounts(name, asked)):
            known = best.get(found.platform)
            if known is None or _RANK[found.code] < _RANK[known.code]:
                best[found.platform] = found
        return best

    def calls_itself_support(self, name: str) -> bool:
        """Tell whether a word of a help desk, also misspelt or disguised, stands in ``name``."""
        parts = {part for spelling in _spellings(name[:MAX_NAME]) for part in self._words(spelling)}
        return any(self._is_desk(part) for part in parts)

    def _words(self, spelling: str) -> Iterator[str]:
        yield from tokens_of(spelling)
        yield from (self._shape(token) for token in spelling.replace(".", "-").split("-"))

    def _is_desk(self, part: str) -> bool:
        if part in self._desk:
            return True
        part = re.sub(r"(.)\1+", r"\1", part)
        return any(
            word in part or (len(word) >= _MISSPELT_MIN and OSA.distance(part, word, score_cutoff=1) <= 1)
            for word in self._desk_inside
        )

    @cached_property
    def _desk(self) -> frozenset[str]:
        return frozenset(self._index.core.host_words["support"])

    @cached_property
    def _desk_inside(self) -> tuple[str, ...]:
        words = {re.sub(r"(.)\1+", r"\1", word) for word in self._desk if len(word) >= _WORD_MIN}
        # "call", "case" and the like stand inside ordinary names; "help" hardly does.
        return tuple(sorted(word for word in words if len(word) > _WORD_MIN or word == "help"))

    def _shape(self, text: str) -> str:
        return skeleton(text.lower(), self._index.letters, self._index.core.confusable_pairs)

    def _brands(self, name: str, asked: frozenset[int]) -> Iterator[Resemblance]:
        desk = self.calls_itself_support(name)
        for spelling in _spellings(name):
            for match in self._namer.matches(spelling):
                code = _code(match, asked, name, desk=desk or self._namer.is_support(match.rest))
                if code is not None:
                    yield Resemblance(code, match.brand.platform, match.brand.label)

    def _accounts(self, name: str, asked: frozenset[int]) -> Iterator[Resemblance]:
        """Yield listed accounts from which ``name`` differs in marks, digits at the end, letters, one error or added words."""
        stem = _stem(name)
        shape = self._alike(stem)
        if len(stem) < _STEM_MIN or len(shape) > MAX_NAME:
            return
        for listed in self._listed:
            # Most names have nothing to do with one another: their lengths tell, or that neither holds the other.
            if abs(len(shape) - len(listed.shape)) > 1 and abs(len(stem) - len(listed.stem)) > 1:
                code = self._carried(stem, shape, listed) if listed.shape in shape else None
            else:
                code = self._changed(stem, shape, listed)
            if code is None or name.lower() == listed.shown:
                continue  # the very same name stands on another network: that is said as such
            for owner in listed.owners:
                if code == "contact_name_carried" and owner.platform >= self._index.core.desks:
                    continue  # fans and country groups carry the names of people and projects
                if owner.platform in asked or (stem not in self._ordinary and listed.shown not in self._ordinary):
                    yield Resemblance(code, owner.platform, "@" + listed.shown)

    def _changed(self, stem: str, shape: str, listed: _Listed) -> str | None:
        """Return how an account of about the same length resembles a listed one (``stem``, ``shape``: as those have)."""
        if shape == listed.shape:
            return "contact_name_near" if stem == listed.stem else "contact_name_confusable"
        # As written, too: letters that look like one another may have come beside each other by the error ("rn" is "m").
        near = _misspelt(shape, listed.shape) or _misspelt(stem, listed.stem)
        return "contact_name_near" if near else None

    def _carried(self, stem: str, shape: str, listed: _Listed) -> str | None:
        """Return how an account resembles a listed one that stands in it with words before or behind it."""
        # People's names are made of words, too; they are looked at only beside a word of a help desk.
        desk = any(owner.platform < self._index.core.desks for owner in listed.owners)
        if len(listed.shape) < _LONG_MIN or (desk and self._is_common(listed.stem)):
            return None
        before, _, behind = stem.partition(listed.stem) if listed.stem in stem else shape.partition(listed.shape)
        words = (*self._namer.cut(before), *self._namer.cut(behind))
        if "".join(words) != before + behind:
            return None
        return "contact_name_and_support" if self._namer.is_support(words) else "contact_name_carried"

    def _is_common(self, name: str) -> bool:
        """Tell whether a name is made of common words (``blockchain``): with more of them it is another name."""
        return name in self._ordinary or bool(self._namer.cut(name))

    def _alike(self, stem: str) -> str:
        # In a name without serifs a capital I is a small l, and either may stand for the other.
        return self._shape(stem).replace("l", "i")

    @cached_property
    def _ordinary(self) -> frozenset[str]:
        return frozenset(brand.label for brand in self._index.core.brands if brand.ambiguous)

    @cached_property
    def _listed(self) -> tuple[_Listed, ...]:
        """Return the account names that anybody lists, each shape once."""
        table: dict[str, _Listed] = {}
        for kind, values in self._index.core.contacts.items():
            if kind not in _NAMED_NETWORKS:
                continue
            for key, owners in values.items():
                shown = key.rpartition("/")[2].lstrip("@")
                current = tuple(owner for owner in owners if owner.use != "former")
                if not key.startswith("id:") and len(_stem(shown)) >= _STEM_MIN and current:
                    shape = self._alike(_stem(shown))
                    table.setdefault(shape, _Listed(shown, _stem(shown), shape, current))
        return tuple(table.values())


_RANK = {"contact_name_confusable": 0, "contact_name_and_support": 1, "contact_name_near": 2, "contact_name_carried": 3}


def _spellings(name: str) -> tuple[str, ...]:
    """Return ``name`` as its words may be meant: as it is, cut at capitals, with capital I as l."""
    plain = re.sub(r"[._\s]+", "-", name).strip("-")
    readings = (plain, _CAMEL.sub("-", plain), plain.replace("I", "l"))
    return tuple(dict.fromkeys(reading.lower() for reading in readings))


def _code(match: Match, asked: frozenset[int], name: str, *, desk: bool) -> str | None:
    brand = match.brand
    if match.place not in {"whole", "word"} and (len(brand.label) < (NEAR_MIN if desk else FAR_MIN) or brand.ambiguous):
        return None
    if match.how == "far" and not desk:
        return None
    if brand.platform not in asked:
        weak = brand.ambiguous and not (desk and brand.support_suffices)
        short = match.how != "exact" and len(brand.label) < FAR_MIN and not desk
        if weak or (short and brand.label not in name.lower() and len(brand.label) < _MISSPELT_MIN):
            return None
    if match.how == "confusable":
        return "contact_name_confusable"
    if match.how in {"near", "far"}:
        return "contact_name_near"
    if brand.label not in re.sub(r"[._-]", "", name).lower():
        return "contact_name_confusable"  # it took reading a capital I as l to find it
    return "contact_name_and_support" if desk else "contact_name_carried"


def _stem(name: str) -> str:
    """Return a name without marks and without digits at its end."""
    return re.sub(r"[._\-\s]", "", name.lower()).rstrip("0123456789") or name.lower()


def _misspelt(name: str, listed: str) -> bool:
    if min(len(name), len(listed)) < _MISSPELT_MIN or OSA.distance(name, listed, score_cutoff=1) != 1:
        return False
    changed = len(name) == len(listed) and sorted(name) != sorted(listed)
    return not changed or len(listed) >= FAR_MIN
