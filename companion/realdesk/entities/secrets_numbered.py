"""Seed phrases whose words stand beside numbers: ``word 1 - …``, ``1st: …``, ``第1个 …``, ``#1 = …``, ``first: …``.

The numbers say which word is which, so it matters neither what the labels are nor in which order they stand: tables of
several columns are read, and phrases written backwards. What stands at the same place beside each number is the phrase.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from realdesk.entities.secrets_checksum import SIZES, is_phrase
from realdesk.entities.secrets_near import corrections
from realdesk.entities.secrets_words import Lists, flat, normal

Span = tuple[int, int]
_DIGITS = "0-9\uff10-\uff19"
_HAN = "一二三四五六七八九十"
_NUMBER = re.compile(f"[{_DIGITS}]+|[\u2460-\u2473]|第[{_HAN}]{{1,3}}|[{_HAN}]{{1,3}}番目")
_LETTER = "a-z\u0400-\u04ff"
_ELEVEN = ("11", "\uff11\uff11", "\u246a", "十一")
"""Every row of a phrase's numbers has it, whether it counts from one or from zero."""
_SUFFIX = re.compile("(?:st|nd|rd|th|er|re|eme|ème|ª|º|a|o|e|ste|te)(?![A-Za-z])")
"""What follows a digit in an ordinal number."""
_BEYOND = 60
"""Characters beside a number in which its word stands."""
_MOST_BEGINS = 6
_PLAIN_LETTERS = 3
_PLACES = 4
"""Words beside a number among which the phrase's is looked for."""

Number = tuple[int, int, int]
"""Value, start, end."""


def find(text: str, spans: Sequence[Span], tokens: Sequence[str], lists: Lists) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, number of words); ``spans`` say where the ``tokens``, the words of ``text``, stand."""
    for rows in _rows(_numbers(text, lists)):
        for columns in _columns(rows, spans):
            words = [normal(tokens[at]) for at in columns]
            if _is_phrase(words, lists):
                yield spans[min(columns)][0], spans[max(columns)][1], len(columns)
                return


def may_have(text: str, lists: Lists) -> bool:
    """Tell whether ``text`` could have the numbers of a phrase: every row of them has an eleven."""
    if any(mark in text for mark in _ELEVEN):
        return True
    # Accents are taken away only where the beginning of the word, which has none, is there.
    low = text.lower()
    if not any(row[10][:_PLAIN_LETTERS] in low for row in lists.ordinals):
        return False
    low = flat(text)
    return any(row[10] in low for row in lists.ordinals)


def _numbers(text: str, lists: Lists) -> list[Number]:
    found: list[Number] = []
    for match in _NUMBER.finditer(text):
        value, end = _value(match[0]), match.end()
        suffix = _SUFFIX.match(text, end) if match[0][-1].isdigit() else None
        if value <= SIZES[0]:
            found.append((value, match.start(), suffix.end() if suffix else end))
    low = flat(text)
    for row in lists.ordinals:
        if row[10] in low:
            found += [(row.index(match[1]) + 1, match.start(), match.end()) for match in _ordinal(row).finditer(low)]
    return sorted(found, key=lambda item: item[1])


@cache
def _ordinal(row: tuple[str, ...]) -> re.Pattern[str]:
    # The longest first: no stem hides one that goes on from it.
    stems = "|".join(sorted(map(re.escape, row), key=lambda stem: (-len(stem), stem)))
    return re.compile(f"(?<![{_LETTER}])({stems})[{_LETTER}]{{0,3}}(?![{_LETTER}])")


def _value(number: str) -> int:
    if "\u2460" <= number <= "\u2473":
        return ord(number) - 0x245F
    if number[0].isdigit():
        return int(number) if len(number) < 3 else SIZES[0] + 1
    tens, ten, ones = number.strip("第番目").partition("十")
    if not ten:
        return _HAN.index(tens) + 1 if len(tens) == 1 else SIZES[0] + 1
    if len(tens) > 1 or len(ones) > 1:
        return SIZES[0] + 1
    return (_HAN.index(tens) + 1 if tens else 1) * 10 + (_HAN.index(ones) + 1 if ones else 0)


def _rows(numbers: Sequence[Number]) -> Iterator[list[Number]]:
    """Yield the numbers of as many words as a phrase may have, counted from one, or from zero."""
    picks = list(_picks(numbers))
    for size in SIZES:
        for start in (1, 0):
            for chosen in picks:
                if all(value in chosen for value in range(start, start + size)):
                    yield [chosen[value] for value in range(start, start + size)]


def _picks(numbers: Sequence[Number]) -> Iterator[dict[int, Number]]:
    """Yield ways to choose one place for each value; "12 words: 1. … 12. … that is all of the 12" has some too many."""
    begins = [at for at, (value, _, _) in enumerate(numbers) if value < 2][:_MOST_BEGINS]
    for begin in begins:
        value = numbers[begin][0]
        chosen = {value: numbers[begin]}
        for number in numbers[begin + 1 :]:
            if number[0] == value + 1:
                value += 1
                chosen[value] = number
        yield chosen
    yield {number[0]: number for number in numbers}
    yield {number[0]: number for number in reversed(numbers)}


def _columns(rows: Sequence[Number], spans: Sequence[Span]) -> Iterator[list[int]]:
    """Yield the tokens that stand at the same place behind each number, then before each."""
    order = sorted(range(len(rows)), key=lambda at: rows[at][1])
    behind: list[list[int]] = [[] for _ in rows]
    before: list[list[int]] = [[] for _ in rows]
    for place, at in enumerate(order):
        _, start, end = rows[at]
        last = rows[order[place + 1]][1] if place + 1 < len(order) else end + _BEYOND
        first = rows[order[place - 1]][2] if place else start - _BEYOND
        low = bisect_left(spans, (end, 0))
        behind[at] = [
            token for token in range(low, min(low + _PLACES, len(spans))) if spans[token][1] <= min(last, end + _BEYOND)
        ]
        high = bisect_left(spans, (start, 0))
        before[at] = [
            token
            for token in range(high - 1, max(high - 1 - _PLACES, -1), -1)
            if spans[token][0] >= max(first, start - _BEYOND) and spans[token][1] <= start
        ]
    for side in (behind, before):
        for place in range(min(map(len, side))):
            yield [row[place] for row in side]


def _is_phrase(words: Sequence[str], lists: Lists) -> bool:
    for at, numbers in enumerate(lists.words):
        wrong = [place for place, word in enumerate(words) if word not in numbers]
        if len(wrong) > 1 or (wrong and not lists.correctable >> at & 1):
            continue
        values = [numbers.get(word, 0) for word in words]
        if not wrong:
            if is_phrase(values):
                return True
            continue
        for right in corrections(words[wrong[0]], at, lists):
            if len(right) == 1 and is_phrase([*values[: wrong[0]], *right, *values[wrong[0] + 1 :]]):
                return True
    return False
