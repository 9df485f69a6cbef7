"""Platforms and regulators by what people call them."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from realdesk.errors import RealdeskError
from realdesk.index.format import PlatformRecord, RegulatorRecord
from realdesk.index.reader import Index
from realdesk.lookup.countries import country_of
from realdesk.lookup.search import Fit, search
from realdesk.text.normalise import fold

_ALIKE = 0.8
_AS_GOOD = 0.06
"""How much less like the name than the best suggestion another may be."""
_SUGGESTED = 3
_BEGUN = 8
_ASKED = 80
"""Characters of what was asked for that an error repeats."""


Sentence = tuple[str, dict[str, str]]
"""Key of a sentence in the extension's messages, and its parameters."""


class UnknownNameError(RealdeskError):
    """Nothing in the ruleset is called that. ``sentences``: what is wrong, and then what to do; the command line says them."""

    code = "unknown_name"

    def __init__(self, *sentences: Sentence) -> None:
        super().__init__(sentences[0][0], hint=" ".join(key for key, _ in sentences[1:]))
        self.sentences = sentences


def records_of(name: str, index: Index) -> tuple[PlatformRecord | RegulatorRecord, ...]:
    """Return the platforms or regulators called ``name``, or the only one with a name that begins so.

    Raises:
        UnknownNameError: there is none; the hint has names that look alike.
    """
    records = called(name, index)
    if records:
        return records
    begun = _begun(name, index)
    if len(begun) == 1:
        return (begun[0],)
    raise UnknownNameError(("names_unknown", {"name": repr(name[:_ASKED])}), *_hints(name, begun, index))


def called(name: str, index: Index) -> tuple[PlatformRecord | RegulatorRecord, ...]:
    """Return what is called just ``name``: id, name in any language, former name, ticker, pinyin. May be empty."""
    folded = fold(name)
    joined = folded.replace(" ", "")
    numbers = index.core.aliases.get(folded) or index.core.aliases.get(joined)
    if numbers:
        return tuple(index.platform(number) for number in numbers)
    numbers = index.core.regulator_aliases.get(folded) or index.core.regulator_aliases.get(joined)
    if numbers:
        return tuple(index.regulator(number) for number in numbers)
    return ()


def _begun(name: str, index: Index) -> list[PlatformRecord | RegulatorRecord]:
    return [record for record, fit in search(name, index) if fit in {Fit.BEGINS, Fit.PINYIN_BEGINS}]


def _hints(name: str, begun: list[PlatformRecord | RegulatorRecord], index: Index) -> list[Sentence]:
    hints: list[Sentence] = []
    if begun:
        more = ", …" if len(begun) > _BEGUN else ""
        hints.append(("names_begin", {"names": ", ".join(record.id for record in begun[:_BEGUN]) + more}))
    else:
        alike = _alike(fold(name), index)
        hints += [("names_alike", {"names": ", ".join(alike)})] if alike else []
    if country_of(name) in index.core.countries:
        hints.append(("names_country", {"command": f"realdesk regulators {shlex.quote(name)}"}))
    return [*hints, ("names_all", {})]


def _alike(folded: str, index: Index) -> list[str]:
    """Return the ids of the platforms with the names most like ``folded``."""
    alike = process.extract(
        folded[:80], list(index.core.aliases), scorer=JaroWinkler.similarity, limit=20, score_cutoff=_ALIKE
    )
    best = [name for name, score, _ in alike if score >= alike[0][1] - _AS_GOOD]
    ids = dict.fromkeys(index.core.platforms[number] for name in best for number in index.core.aliases[name])
    return list(ids)[:_SUGGESTED]


def regulators_of(countries: Sequence[str], index: Index) -> tuple[RegulatorRecord, ...]:
    """Return the regulators of countries given by code or name, all of them when none is given, by country and id.

    A name of several words may come as several items: ``["Hong", "Kong", "DE"]``.

    Raises:
        UnknownNameError: no such country, or none of its regulators is in the ruleset.
    """
    known = index.core.countries
    words = [word for word in countries if word.strip()]
    if not words:
        return tuple(index.regulator(number) for numbers in known.values() for number in numbers)
    found: dict[int, None] = {}
    while words:
        length = next((n for n in range(len(words), 0, -1) if _numbers(" ".join(words[:n]), index)), 0)
        if not length:
            missing = words[0] if found or _any_country(words) else " ".join(words)
            raise UnknownNameError(
                ("countries_unknown", {"name": repr(missing[:_ASKED])}), ("countries_all", {"names": ", ".join(known)})
            )
        found.update(dict.fromkeys(_numbers(" ".join(words[:length]), index)))
        words = words[length:]
    return tuple(index.regulator(number) for number in found)


def _any_country(words: Sequence[str]) -> bool:
    return any(country_of(word) is not None for word in words)


def _numbers(country: str, index: Index) -> tuple[int, ...]:
    """Return the numbers of the regulators of one country."""
    code = country_of(country) or ""
    return index.core.countries.get({"UK": "GB"}.get(code, code), ())
