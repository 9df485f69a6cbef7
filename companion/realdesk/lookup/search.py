"""Platforms and regulators whose names begin with or hold what somebody typed; ``extension/shared/search.js`` likewise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum

from realdesk.index.format import PlatformRecord, RegulatorRecord
from realdesk.index.reader import Index
from realdesk.text.normalise import fold

Record = PlatformRecord | RegulatorRecord
MAX_TEXT = 80
"""Characters of a search that count."""
_SIGNS = re.compile(r"[\W_]+")
_WITHIN_MIN = 3
"""Shorter texts are found inside most names."""
_SYLLABLES_MIN = 4


class Fit(IntEnum):
    """How well a name fits; the lower the better. Pinyin comes after every real name."""

    SAME = 0
    BEGINS = 1
    WORD = 2
    WITHIN = 3
    PINYIN_SAME = 4
    PINYIN_BEGINS = 5
    PINYIN_WORD = 6


def everything(index: Index) -> tuple[Record, ...]:
    """Return the records of all platforms and then of all regulators, by id."""
    platforms = [index.platform(number) for number in range(index.core.desks)]
    return (*platforms, *(index.regulator(number) for number in range(len(index.core.regulators))))


def _accounts(index: Index) -> tuple[Record, ...]:
    """Return the records of people and projects, who are found by name and are no desks to choose from."""
    return tuple(index.platform(number) for number in range(index.core.desks, len(index.core.platforms)))


def search(text: str, index: Index) -> tuple[tuple[Record, Fit], ...]:
    """Return what fits ``text``, best first; nothing for a text without letters and digits."""
    query = "".join(_words(text[:MAX_TEXT]))
    if not query:
        return ()
    found = []
    for record in (*everything(index), *_accounts(index)):
        fits = [fit for fit in _fits(query, record) if fit is not None]
        if fits:
            found.append((record, min(fits)))
    return tuple(sorted(found, key=lambda hit: (hit[1], isinstance(hit[0], RegulatorRecord), hit[0].id)))


def _fits(query: str, record: Record) -> Iterator[Fit | None]:
    spoken = record.spoken
    for name in (record.id, *record.names.values(), *spoken.aliases, *spoken.former):
        yield _fit(query, _words(name))
    for place in spoken.places:
        fit = _fit(query, _words(place))
        # A code of two letters begins too many names.
        yield Fit.WITHIN if fit is not None and len(query) < _WITHIN_MIN and query.isascii() else fit
    for ticker in spoken.tickers:
        yield Fit.SAME if query == fold(ticker) else None
    for name in spoken.pinyin:
        yield _fit_pinyin(query, name.split())


def _fit(query: str, words: list[str]) -> Fit | None:
    joined = "".join(words)
    if joined == query:
        return Fit.SAME
    if joined.startswith(query):
        return Fit.BEGINS
    if any(word.startswith(query) for word in words):
        return Fit.WORD
    # One Chinese character says as much as a Latin word.
    long_enough = len(query) >= _WITHIN_MIN or not query.isascii()
    return Fit.WITHIN if long_enough and query in joined else None


def _fit_pinyin(query: str, syllables: list[str]) -> Fit | None:
    joined = "".join(syllables)
    if joined == query:
        return Fit.PINYIN_SAME
    if joined.startswith(query):
        return Fit.PINYIN_BEGINS
    inner = len(query) >= _SYLLABLES_MIN and any(rest.startswith(query) for rest in _rests(syllables))
    return Fit.PINYIN_WORD if inner else None


def _rests(syllables: list[str]) -> Iterable[str]:
    return ("".join(syllables[start:]) for start in range(1, len(syllables)))


def _words(text: str) -> list[str]:
    return _SIGNS.sub(" ", fold(text)).split()
