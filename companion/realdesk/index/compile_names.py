"""Names and brands of platforms: those that text is searched for, and all by which a user may ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from realdesk.index import format as fmt
from realdesk.index.pinyin import spellings
from realdesk.ruleset.model import Confusables, Phrases, Platform, Regulator
from realdesk.text.cutting import PART_MIN
from realdesk.text.normalise import fold, skeleton

HOST_WORDS = ("support", "account", "bait", "address", "neutral", "infrastructure", "ordinary", "collectors")
"""The lists of ``host_words.toml`` that the index holds by name."""
_DISGUISED = ("seed_phrase", "private_key", "password", "one_time_code", "support", "official", "ask", "deposit")
_GENERIC = ("wallet", "app", "chain", "exchange", "pay", "钱包", "錢包")
"""What follows an ordinary word without making it a name of its own: "sui wallet", "cash app"."""


def brand_entries(platforms: Sequence[Platform], confusables: Confusables) -> tuple[fmt.BrandEntry, ...]:
    """Return the protected labels, with what a reader takes them for."""
    letters = {char: letter for letter, chars in confusables.letters.items() for char in chars}
    table = str.maketrans(letters)
    return tuple(
        fmt.BrandEntry(
            brand.label,
            number,
            brand.ambiguous,
            skeleton(brand.label, table, confusables.pairs),
            brand.support_suffices,
        )
        for number, platform in enumerate(platforms)
        for brand in platform.brands
    )


def names(platforms: Sequence[Platform], simplify: Callable[[str], str]) -> Iterator[fmt.NameEntry]:
    """Yield the folded names that texts are searched for."""
    for number, platform in enumerate(platforms):
        ambiguous = frozenset(brand.label for brand in platform.brands if brand.ambiguous)
        ordinary = {simplify(fold(name)) for name in platform.ordinary_names}
        for name in sorted({simplify(name) for name in _folded(platform)}):
            yield fmt.NameEntry(name, number, name in ordinary or is_ambiguous(name, ambiguous))


def is_ambiguous(name: str, labels: frozenset[str]) -> bool:
    """Tell whether a folded name is made of ordinary words.

    It is when it is one of the platform's ambiguous ``labels`` without its spaces, or such a label and generic
    words ("cash app", "sui wallet", "base 钱包").
    """
    joined = name.replace(" ", "")
    stems = {joined}
    while True:
        cut = {stem.removesuffix(word) for stem in stems for word in _GENERIC}
        if cut <= stems:
            break
        stems |= cut
    return bool(stems & labels)


def aliases(platforms: Sequence[Platform]) -> dict[str, tuple[int, ...]]:
    """Return what a user may call a platform, to the platforms that it fits best.

    An id goes before a name, a name before a former one, that before a brand label, then come tickers. Pinyin is last:
    it never takes a real name away from anybody.
    """
    return _best(
        [
            _ids(platform.id),
            _folded_names(platform),
            {fold(name) for name in platform.former_names},
            {brand.label for brand in platform.brands},
            {fold(ticker) for ticker in platform.tickers},
            _pinyin(platform),
        ]
        for platform in platforms
    )


def regulator_aliases(regulators: Sequence[Regulator]) -> dict[str, tuple[int, ...]]:
    """Return what a user may call an authority, as ``aliases`` does for platforms."""
    return _best(
        [
            _ids(regulator.id),
            _folded_names(regulator),
            {fold(name) for name in regulator.former_names},
            _pinyin(regulator),
        ]
        for regulator in regulators
    )


def _best(entries: Iterable[Sequence[set[str]]]) -> dict[str, tuple[int, ...]]:
    """Return name to the positions of the entries that have it at its best rank; each entry has sets by rank."""
    table: dict[str, dict[int, int]] = defaultdict(dict)
    for number, ranked in enumerate(entries):
        for rank, found in enumerate(ranked):
            for name in found | {name.replace(" ", "") for name in found}:
                table[name].setdefault(number, rank)
    return {
        name: tuple(sorted(number for number, rank in holders.items() if rank == min(holders.values())))
        for name, holders in sorted(table.items())
    }


def _folded(platform: Platform) -> set[str]:
    return _folded_names(platform) | {fold(name) for name in platform.former_names}


def _folded_names(entry: Platform | Regulator) -> set[str]:
    return {fold(name) for found in entry.names.values() for name in found}


def _ids(name: str) -> set[str]:
    return {name, name.replace("_", " "), name.replace("_", "-")}


def _pinyin(entry: Platform | Regulator) -> set[str]:
    return set(spellings(chinese(entry)))


def chinese(entry: Platform | Regulator) -> tuple[str, ...]:
    """Return the Chinese names of ``entry``: Japanese ones have the same characters and other sounds."""
    names = (name for language, found in entry.names.items() if language.startswith("zh") for name in found)
    return tuple(dict.fromkeys(names))


def disguised_words(languages: Sequence[Phrases]) -> tuple[str, ...]:
    """Return the Latin words of the phrases that fakes write with digits or letters set apart."""
    texts = (text for language in languages for name in _DISGUISED for text in language.classes.get(name, ()))
    words = {word for text in texts for word in fold(text).replace("-", " ").split()}
    return tuple(sorted(word for word in words if len(word) >= PART_MIN and word.isascii() and word.isalpha()))
