"""Platforms and regulators by what people call them."""

from __future__ import annotations

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


class UnknownNameError(RealdeskError):
    """Nothing in the ruleset is called that."""

    code = "unknown_name"


def records_of(name: str, index: Index) -> tuple[PlatformRecord | RegulatorRecord, ...]:
    """Return the platforms or regulators called ``name``: id, name in any language, former name, ticker, pinyin.

    The beginning of a name will do when only one has a name that begins so.

    Raises:
        UnknownNameError: there is none; the hint has names that look alike.
    """
    folded = fold(name)
    joined = folded.replace(" ", "")
    numbers = index.core.aliases.get(folded) or index.core.aliases.get(joined)
    if numbers:
        return tuple(index.platform(number) for number in numbers)
    numbers = index.core.regulator_aliases.get(folded) or index.core.regulator_aliases.get(joined)
    if numbers:
        return tuple(index.regulator(number) for number in numbers)
    begun = [record for record, fit in search(name, index) if fit in {Fit.BEGINS, Fit.PINYIN_BEGINS}]
    if len(begun) == 1:
        return (begun[0],)
    raise UnknownNameError(f"The ruleset has no platform or regulator called {name[:80]!r}.", hint=_hint(folded, index))


def _hint(folded: str, index: Index) -> str:
    everything = "`realdesk platforms` lists all of them."
    alike = process.extract(
        folded[:80], list(index.core.aliases), scorer=JaroWinkler.similarity, limit=20, score_cutoff=_ALIKE
    )
    best = [name for name, score, _ in alike if score >= alike[0][1] - _AS_GOOD]
    ids = dict.fromkeys(index.core.platforms[number] for name in best for number in index.core.aliases[name])
    shown = list(ids)[:_SUGGESTED]
    return f"Did you mean {', '.join(shown)}? {everything}" if shown else everything


def regulators_of(country: str, index: Index) -> tuple[RegulatorRecord, ...]:
    """Return the regulators of a country given by code or name, all of them for an empty text, by country and id.

    Raises:
        UnknownNameError: no such country, or none of its regulators is in the ruleset.
    """
    countries = index.core.countries
    if not country.strip():
        return tuple(index.regulator(number) for numbers in countries.values() for number in numbers)
    code = country_of(country)
    numbers = countries.get({"UK": "GB"}.get(code or "", code or ""), ())
    if not numbers:
        raise UnknownNameError(
            f"The ruleset has no regulator for {country[:80]!r}.",
            hint=f"There are some for: {', '.join(countries)}." if countries else "Get a newer ruleset.",
        )
    return tuple(index.regulator(number) for number in numbers)
