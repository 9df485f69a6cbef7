"""Seed phrases with one word written wrongly, two words run together, or all words in reversed order.

Only where the words stand apart from what is around them: of clauses in running text that hold one word too many, every
sixteenth would do for a phrase.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from realdesk.entities.secrets_checksum import SIZES, is_phrase
from realdesk.entities.secrets_words import PREFIX_LETTERS, Lists, normal

FEWEST = SIZES[-1] - 1
"""Tokens of the shortest phrase when two of its words are run together."""
_PROBE = 5
"""Of eleven tokens in a row two are looked up, and only one may be written wrongly."""
_LONGEST = 36
_SHORTEST_WORD = 3
"""Letters; of a shorter word nearly every other is a correction."""
_MOST_CORRECTED = 16
"""Words corrected in one text."""

_BEGINS = "…"
_KOREAN_ENDINGS = ("는", "은", "를", "다")
"""They end most words of a Korean sentence and no word of the Korean list."""

Window = tuple[int, int]
Run = tuple[int, Window, int | None, list[tuple[int, ...]]]
"""A list, a window, the one token in it that is not in the list, and the numbers of what it may stand for."""


def find(
    near: Sequence[Run], tokens: Sequence[str], gaps: Sequence[str], marks: Sequence[str | None], lists: Lists
) -> Iterator[tuple[int, int, int]]:
    """Yield (first token, the one after the last, number of words) of the phrases in what ``runs`` gave.

    ``gaps`` and ``marks`` are what stands between two tokens.
    """
    for number, (first, last), miss, instead in near:
        words = lists.words[number]
        numbers: list[int] = []
        starts = [at for at in range(first, last) if _may_begin(gaps, marks, at)]
        for low, high in _windows(starts, last, miss):
            if not _stands_apart(tokens, gaps, marks, (low, high), words):
                continue
            numbers = numbers or [words.get(normal(token), 0) for token in tokens]
            if miss is None:
                wholes = [numbers[low:high][::-1]]
            else:
                wholes = [[*numbers[low:miss], *right, *numbers[miss + 1 : high]] for right in instead]
            if whole := next(filter(is_phrase, wholes), None):
                yield low, high, len(whole)


def runs(tokens: Sequence[str], lists: Lists) -> Iterator[Run]:
    """Yield the places where a phrase could stand that is nearly right."""
    seen: set[tuple[int, Window]] = set()
    left = _MOST_CORRECTED
    for probe in range(_PROBE - 1, len(tokens), _PROBE):
        mask = lists.known.get(normal(tokens[probe]), 0) & lists.correctable
        while mask:
            number = (mask & -mask).bit_length() - 1
            mask &= mask - 1
            words = lists.words[number]
            first, last = _back(tokens, probe, words), _on(tokens, probe, words)
            found: list[tuple[Window, int | None]] = [((first, last), None)]
            if first > 0:
                found.append(((_back(tokens, first - 1, words), last), first - 1))
            if last < len(tokens):
                found.append(((first, _on(tokens, last + 1, words)), last))
            for window, miss in found:
                if not FEWEST <= window[1] - window[0] <= _LONGEST or (number, window) in seen:
                    continue
                seen.add((number, window))
                if miss is None:
                    yield number, window, None, []
                elif left > 0 and normal(tokens[miss]) not in lists.common:
                    left -= 1
                    if instead := corrections(normal(tokens[miss]), number, lists):
                        yield number, window, miss, instead


def _back(tokens: Sequence[str], at: int, words: dict[str, int]) -> int:
    """Return where the list words right before ``at`` begin."""
    while at > 0 and normal(tokens[at - 1]) in words:
        at -= 1
    return at


def _on(tokens: Sequence[str], at: int, words: dict[str, int]) -> int:
    """Return where the list words from ``at`` on end."""
    while at < len(tokens) and normal(tokens[at]) in words:
        at += 1
    return at


def _may_begin(gaps: Sequence[str], marks: Sequence[str | None], at: int) -> bool:
    """Tell whether what is before a token is the beginning, a line's end, or another separator than behind it."""
    return at == 0 or at >= len(marks) or marks[at - 1] != marks[at] or "\n" in gaps[at - 1]


def _windows(starts: Sequence[int], last: int, miss: int | None) -> Iterator[Window]:
    """Yield windows of as many tokens as a phrase has words, or one less for two run together."""
    for size in SIZES:
        for length in (size,) if miss is None else (size, size - 1):
            for low in starts:
                if low + length <= last and (miss is None or low <= miss < low + length):
                    yield low, low + length


def _stands_apart(
    tokens: Sequence[str], gaps: Sequence[str], marks: Sequence[str | None], window: Window, words: dict[str, int]
) -> bool:
    """Tell whether the words are separated in one way and begin and end where a line does or the separators change."""
    low, high = window
    for gap in (low - 1, high - 1):
        if 0 <= gap < len(gaps) and marks[gap] == marks[low] and "\n" not in gaps[gap]:
            return False
    inside = set(marks[low : high - 1])
    if len(inside) != 1 or None in inside:
        return False
    lines = all("\n" in gap for gap in gaps[low : high - 1])
    for gap, beyond, outer in ((low - 1, low - 2, low - 1), (high - 1, high, high)):
        if not 0 <= gap < len(gaps) or marks[gap] not in inside:
            continue
        # Where every word has a line, a line of several words or one of another kind is what sets them apart.
        if lines and normal(tokens[outer]) in words and not (0 <= beyond < len(gaps) and "\n" not in gaps[beyond]):
            return False
    return True


def corrections(word: str, number: int, lists: Lists) -> list[tuple[int, ...]]:
    """Return the numbers of what ``word`` may stand for: a word one slip away, one it begins, or two run together.

    ``number`` is that of the list in ``lists``.
    """
    if len(word) < _SHORTEST_WORD or word.endswith(_KOREAN_ENDINGS):
        return []
    words = lists.words[number]
    if number not in lists.cut:
        lists.cut[number] = _cut(words)
    cut = lists.cut[number]
    near = {right for form in (word, *_less(word)) for right in cut.get(form, ()) if one_slip(word, right)}
    if len(word) > PREFIX_LETTERS - 1:
        near.update(right for right in cut.get(word[:PREFIX_LETTERS] + _BEGINS, ()) if right.startswith(word))
    found: list[tuple[int, ...]] = [(words[right],) for right in sorted(near)]
    halves = ((word[:at], word[at:]) for at in range(_SHORTEST_WORD, len(word) - _SHORTEST_WORD + 1))
    found += [(words[one], words[two]) for one, two in halves if one in words and two in words]
    return found


def _cut(words: dict[str, int]) -> dict[str, list[str]]:
    """Return the words by themselves, by themselves less a letter, and by how they begin."""
    cut: dict[str, list[str]] = {}
    for word in words:
        for form in (word, *_less(word), word[:PREFIX_LETTERS] + _BEGINS):
            cut.setdefault(form, []).append(word)
    return cut


def _less(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def one_slip(one: str, other: str) -> bool:
    """Tell whether a letter more, less, or in another's place, or two neighbours exchanged, make one of the other."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or one == other or len(short) < _SHORTEST_WORD:
        return False
    start = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    if short[start + 1 :] == long[start + 1 :]:
        return True
    return short[start : start + 2] == long[start : start + 2][::-1] and short[start + 2 :] == long[start + 2 :]
