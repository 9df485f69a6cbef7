"""Seed phrases: 12 to 24 words of one BIP-39 list whose checksum holds.

The words may be numbered, separated by spaces, commas, lines or anything else that stays the same throughout, in any
case, without accents, or cut to four letters. Words without a separator are no phrase: in unspaced Chinese nearly
every character is in the list, and one window in sixteen has a valid checksum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from realdesk.entities import secrets_near, secrets_numbered
from realdesk.entities.secrets_checksum import SHORTEST, SIZES, is_phrase
from realdesk.entities.secrets_words import Lists, load, normal

_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\u0300-\u036f\uff21-\uff3a\uff41-\uff5a"
_EASTERN = "\u3041-\u3096\u3099\u309a\u30a1-\u30fa\u30fc\u1100-\u11ff\uac00-\ud7a3\u4e00-\u9fff"
"""Letters of all lists and of what is written beside them; spelled out, so that both detectors mean the same."""
_TOKEN = re.compile(f"[{_LATIN}]+|[{_EASTERN}]+")
"""Chinese, Japanese and Korean sentences go on without a space after a Latin word."""
_SPACE = "\t\n\r \u00a0\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
_DIGITS = "0-9\uff10-\uff19\u2460-\u2473"
_PLAIN = re.compile(f"[{_SPACE}{_DIGITS}]+")
_NUMBER_ONLY = re.compile(f"[{_DIGITS}]*")
_DIGIT_FIRST = re.compile("[0-9\uff10-\uff19]")
_SOFT = frozenset(", ， 、 - – — | / ; · •".split(" "))  # noqa: SIM905 - as written between groups of words
_LONGEST_GAP = 40
_LONGEST_MARKS = 4
_LONGEST_RUN = 36
"""A longer run of list words is a word list or a vocabulary; in it only whole lines count."""

MOST_NEAR = 20_000
"""Characters: as many as the guard examines. In a longer text only phrases that are written plainly are looked for."""

Window = tuple[int, int]
"""First token and the one after the last."""


def find(text: str) -> list[tuple[int, int, int]]:
    """Return (start, end, number of words) of the seed phrases in ``text``, in order, not overlapping."""
    tokens = _TOKEN.findall(text)
    if len(tokens) < secrets_near.FEWEST:
        return []
    lists = load()
    runs = list(_runs(tokens, lists))
    near = list(secrets_near.runs(tokens, lists)) if len(text) <= MOST_NEAR else []
    numbered = len(text) <= MOST_NEAR and secrets_numbered.may_have(text, lists)
    if not (runs or near or numbered):
        return []
    spans = [match.span() for match in _TOKEN.finditer(text)]
    windows = [window for number, run in runs for window in _phrases(text, tokens, spans, lists.words[number], run)]
    found = [(spans[first][0], spans[last - 1][1], last - first) for first, last in sorted(set(windows))]
    if near:
        gaps = [text[end:start] for (_, end), (start, _) in pairwise(spans)]
        nearly = secrets_near.find(near, tokens, gaps, [_marks(gap) for gap in gaps], lists)
        found += [(spans[first][0], spans[last - 1][1], size) for first, last, size in nearly]
    if numbered:
        # Of two as long the one beside numbers is meant: "word" is a word of the list itself.
        found = [*secrets_numbered.find(text, spans, tokens, lists), *found]
    return _apart(found)


def _runs(tokens: Sequence[str], lists: Lists) -> Iterator[tuple[int, Window]]:
    """Yield (list, window) for every run of at least twelve words of a list.

    Only every twelfth token is looked up: a run cannot lie between two of them.
    """
    known = lists.known
    done = [0] * len(lists.words)
    for probe in range(SHORTEST - 1, len(tokens), SHORTEST):
        mask = known.get(normal(tokens[probe]), 0)
        while mask:
            number = (mask & -mask).bit_length() - 1
            mask &= mask - 1
            if probe < done[number]:
                continue
            words = lists.words[number]
            first = last = probe
            while first > done[number] and normal(tokens[first - 1]) in words:
                first -= 1
            while last < len(tokens) and normal(tokens[last]) in words:
                last += 1
            done[number] = last
            if last - first >= SHORTEST:
                yield number, (first, last)


def _phrases(
    text: str, tokens: Sequence[str], spans: Sequence[Window], words: dict[str, int], run: Window
) -> Iterator[Window]:
    first, last = run
    numbers = [words[normal(token)] for token in tokens[first:last]]
    gaps = [text[spans[at][1] : spans[at + 1][0]] for at in range(first, last - 1)]
    kinds = {gap: _marks(gap) for gap in set(gaps)}
    marks = [kinds[gap] for gap in gaps]
    for start, end in _segments(gaps, marks):
        for low, high in _windows(start, end):
            inside = set(marks[low : high - 1])
            if (
                _uniform(inside)
                and (len(tokens[first]) > 1 or _set_apart(gaps, marks, (low, high), inside))
                and is_phrase(numbers[low:high])
            ):
                yield first + low, first + high


def _windows(start: int, end: int) -> Iterator[Window]:
    if end - start > _LONGEST_RUN:
        return
    for low in range(start, end - SHORTEST + 1):
        yield from ((low, low + size) for size in SIZES if low + size <= end)


def _set_apart(gaps: Sequence[str], marks: Sequence[str | None], window: Window, inside: set[str | None]) -> bool:
    """Tell whether a window begins and ends where a line does or the separators change.

    Asked of Chinese only: nearly all characters of a spaced text are in the list, so there any window would do.
    """
    # Where every word has a line, the end of a line sets nothing apart.
    lines = not all("\n" in gap for gap in gaps[window[0] : window[1] - 1])
    edges = (window[0] - 1, window[1] - 1)
    return all(not 0 <= at < len(gaps) or (lines and "\n" in gaps[at]) or marks[at] not in inside for at in edges)


def _marks(gap: str) -> str | None:
    """Return what separates two words beside white space and numbers, or ``None`` if the words do not belong together."""
    # A digit right after the letters makes a name of both, as in code; a number before a word counts the words.
    if len(gap) > _LONGEST_GAP or _NUMBER_ONLY.fullmatch(gap) or _DIGIT_FIRST.match(gap):
        return None
    marks = _PLAIN.sub("", gap)
    return marks if len(marks) <= _LONGEST_MARKS else None


def _segments(gaps: Sequence[str], marks: Sequence[str | None]) -> Iterator[Window]:
    """Yield the parts of a run whose words belong together; of one that is too long, its lines."""
    start = 0
    for end in [at + 1 for at, mark in enumerate(marks) if mark is None] + [len(gaps) + 1]:
        if end - start > _LONGEST_RUN:
            line = start
            for stop in [at + 1 for at in range(start, end - 1) if "\n" in gaps[at]] + [end]:
                # A line of such a list is a phrase as a whole or not at all.
                if stop - line in SIZES:
                    yield line, stop
                line = stop
        elif end - start >= SHORTEST:
            yield start, end
        start = end


def _uniform(marks: set[str | None]) -> bool:
    """Tell whether words are separated in one way, or in groups set apart by a soft mark."""
    return len(marks) == 1 or (len(marks) == 2 and "" in marks and bool(marks & _SOFT))


def _apart(found: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return what does not overlap, in order; the longest have the first choice, then those found first."""
    kept: list[tuple[int, int, int]] = []
    for start, end, size in sorted(found, key=lambda item: -item[2]):
        if all(end <= low or start >= high for low, high, _ in kept):
            kept.append((start, end, size))
    return sorted(kept)
