"""Folding of page and message text: what a writer does to hide a phrase from a search is undone, the rest stays.

Undone are compatibility forms, case and invisible characters (``normalise.fold``), look-alike letters inside Latin words,
traditional characters, letters set apart ("s e e d", "助 记 词") and digits for letters ("s33d") in words that matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cached_property

from realdesk.text.cutting import cut
from realdesk.text.lazily import lazily, lazily_in_bytes
from realdesk.text.normalise import fold_and_list
from realdesk.text.shapes import shaper

_FOREIGN = "\u0370-\u058f\u1d00-\u1dbf\u2c60-\u2c7f\ua720-\ua7ff"
_WORD = lazily(r"\w+")
_LATIN = lazily(r"[a-z]")
_ALIKE = lazily(rf"[{_FOREIGN}]")
_SPACED = lazily(r"[a-z](?<![a-z0-9].)[ .\-_*·•]{1,3}(?:[a-z][ .\-_*·•]{1,3}){3,59}[a-z](?![a-z0-9])")
_APART = lazily(r"[\u4e00-\u9fff](?<![\u4e00-\u9fff].)(?:[ .\-_*·•/|]{1,2}[\u4e00-\u9fff](?![\u4e00-\u9fff])){1,12}")
_shape = shaper(
    {"a": "abcdefghijklmnopqrstuvwxyz", "0": "0123456789@$!", " ": " .-_*·", "/": "/|", "?": "?"}, (("•", "·"),)
)
"""Letters, what stands for letters, marks, further marks between ideographs, and what is not Latin."""
# Each begins with one character, which is found faster than one of many.
_LETTERS_APART = lazily_in_bytes(rb" (?=a {1,3}a {1,3}a )")
_CHARS_APART = lazily_in_bytes(rb" (?<=\?.) ?\?")
_LONE = lazily_in_bytes(rb"\? (?<= \? )")
"""A character between marks, where marks are spaces: without such an ideograph none are set apart."""
_LEET = lazily_in_bytes(rb"0(?<=a.)0{0,2}a")
"""Digits between letters: the word around them may be a disguised one. A match begins behind the first letter."""
_PART = frozenset("abcdefghijklmnopqrstuvwxyz0123456789@$!_")
_LONGEST_WORD = 24
_IDEOGRAPH = lazily(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_NO_LETTERS = lazily(r"[^a-z]+")
_NO_IDEOGRAPHS = lazily(r"[^\u4e00-\u9fff]+")
_DIGITS = (str.maketrans("013457@$!", "oieastasi"), str.maketrans("013457@$!", "oleastasl"))
_LONGEST_RUN = 120
_BORDER = "\0"
_BETWEEN = f" {_BORDER} "
"""Stands between texts that are folded together: no word, no white space, and nothing is made of it."""
_MOST_REPLACED = 200
"""So many different characters are replaced one by one faster than by a table for all."""


class Folding:
    """Folds text for phrase search. Positions of hits are positions in the folded text."""

    def __init__(self, letters: Mapping[str, str], simplified: Mapping[str, str], words: Iterable[str]) -> None:
        """Take look-alike characters to Latin letters, traditional to simplified characters, and words that matter."""
        self._letters = str.maketrans({char: letter for char, letter in letters.items() if not char.isascii()})
        self._simplified = dict(simplified)
        self._keys = frozenset(simplified)
        self._words = frozenset(words)

    @cached_property
    def _table(self) -> dict[int, str]:
        return str.maketrans(self._simplified)

    def __call__(self, text: str) -> str:
        """Return ``text`` folded."""
        return self._folded(text, together=False)

    def _folded(self, text: str, *, together: bool) -> str:
        """Return ``text`` folded; ``together``: whether it is made of several."""
        text, chars = fold_and_list(text)
        if chars:
            each = "".join(chars)
            if _ALIKE().search(each) and _LATIN().search(text):
                text = _WORD().sub(self._latin, text)
            if _IDEOGRAPH().search(each):
                text = self._replaced(text, chars)
                # Whether characters stand apart decides about all of a text, so each is asked.
                parts = [part.strip(" ") for part in text.split(_BORDER)] if together else [text]
                text = _BETWEEN.join(map(_joined_ideographs, parts))
        shape = _shape(text)
        joined = _replace(_SPACED(), _LETTERS_APART(), shape, text, self._joined)
        return self._undisguised(joined, shape if joined is text else _shape(joined))

    def each(self, texts: Sequence[str]) -> list[str]:
        """Return each of ``texts`` folded: what is to be looked for is looked for in all of them at once."""
        if len(texts) < 2 or any(_BORDER in text for text in texts):
            return list(map(self, texts))
        folded = self._folded(_BETWEEN.join(texts), together=True)
        return [text.strip(" ") for text in folded.split(_BORDER)]

    def simplify(self, text: str) -> str:
        """Return ``text`` in simplified characters, one for one."""
        return self._replaced(text, set(text))

    def _replaced(self, text: str, chars: Set[str]) -> str:
        found = self._keys & chars
        if len(found) > _MOST_REPLACED:
            return text.translate(self._table)
        # Most texts have few different characters that change: replacing those beats a table look-up for every one.
        # In this order none becomes one that is replaced after it.
        for char in sorted(found):
            text = text.replace(char, self._simplified[char])
        return text

    def _latin(self, match: re.Match[str]) -> str:
        """Return a word in Latin letters if it is written in two alphabets."""
        word = match[0]
        mixed = not word.isascii() and _LATIN().search(word) and _ALIKE().search(word)
        return word.translate(self._letters) if mixed else word

    def _joined(self, match: re.Match[str]) -> str:
        letters = _NO_LETTERS().sub("", match[0])
        return " ".join(cut(letters[:_LONGEST_RUN], self._words) or (letters,))

    def _undisguised(self, text: str, shape: bytes) -> str:
        """Return ``text`` with the letters of words that matter where digits stood for them."""
        done = behind = 0
        parts: list[str] = []
        for match in _LEET().finditer(shape):
            start, end = match.start() - 1, match.end()
            if start < behind:
                continue  # its first letter is the last of the match before
            behind = end
            if start < done:
                continue
            while start > done and match.end() - start < _LONGEST_WORD and text[start - 1] in _PART:
                start -= 1
            while end < len(text) and end - start < _LONGEST_WORD and text[end] in _PART:
                end += 1
            word = self._plain(text[start:end])
            if word:
                parts += (text[done:start], word)
                done = end
        return "".join(parts) + text[done:] if parts else text

    def _plain(self, written: str) -> str:
        for table in _DIGITS:
            word = written.translate(table)
            if word in self._words:
                return word
        return ""


def _joined_ideographs(text: str) -> str:
    """Return ``text`` with ideographs that are set apart put together."""
    shape = _shape(text).replace(b"/", b" ")
    if not _CHARS_APART().search(shape) or not _has_lone_ideograph(text, shape):
        return text
    return _replace(_APART(), _CHARS_APART(), shape, text, _together)


def _has_lone_ideograph(text: str, shape: bytes) -> bool:
    """Tell whether an ideograph stands between two marks, or at the beginning before one; ``shape`` has marks as spaces."""
    starts = [0] if shape.startswith(b"? ") else []
    starts += [match.start() for match in _LONE().finditer(shape)]
    return any("\u4e00" <= text[start] <= "\u9fff" for start in starts)


def _replace(
    pattern: re.Pattern[str],
    marks: re.Pattern[bytes],
    shape: bytes,
    text: str,
    change: Callable[[re.Match[str]], str],
) -> str:
    """Return what ``pattern.sub(change, text)`` does where each match begins before up to three marks in a row.

    ``marks`` finds the last of them in ``shape``, or all.
    """
    at = done = 0
    parts: list[str] = []
    while found := marks.search(shape, at):
        at, last = found.start() + 1, found.start()
        before = shape[max(0, last - 3) : last].rstrip(b" ")
        start = last - min(3, last) + len(before) - 1
        match = pattern.match(text, start) if before and start >= done else None
        if match:
            parts += (text[done:start], change(match))
            at = done = match.end()
    return "".join(parts) + text[done:] if parts else text


def _together(match: re.Match[str]) -> str:
    """Return characters without the marks between them."""
    text = match[0].replace(" ", "")
    return text if text.isalpha() else _NO_IDEOGRAPHS().sub("", text)
