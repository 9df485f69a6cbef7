"""Folding of page and message text: what a writer does to hide a phrase from a search is undone, the rest stays.

Undone are compatibility forms, case and invisible characters (``normalise.fold``), look-alike letters inside Latin words,
traditional characters, letters set apart ("s e e d", "助 记 词") and digits for letters ("s33d") in words that matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from realdesk.text.cutting import cut
from realdesk.text.normalise import fold

_FOREIGN = "\u0370-\u058f\u1d00-\u1dbf\u2c60-\u2c7f\ua720-\ua7ff"
_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[a-z]")
_ALIKE = re.compile(rf"[{_FOREIGN}]")
_SPACED = re.compile(r"(?<![a-z0-9])(?:[a-z][ .\-_*·•]{1,3}){4,60}[a-z](?![a-z0-9])")
_APART = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:[ .\-_*·•/|]{1,2}[\u4e00-\u9fff](?![\u4e00-\u9fff])){1,12}")
# What tells cheaply that the two above have anything to find: a letter or character alone between marks.
_LONE_LETTER = re.compile(r"[ .\-_*·•][a-z][ .\-_*·•]{1,3}[a-z][ .\-_*·•]")
_LONE_IDEOGRAPH = re.compile(r"(?:^|[ .\-_*·•/|])[\u4e00-\u9fff][ .\-_*·•/|]")
_LEET = re.compile(r"[a-z][0-9@$!]{1,3}[a-z]")
"""Digits between letters: the word around them may be a disguised one."""
_PART = frozenset("abcdefghijklmnopqrstuvwxyz0123456789@$!_")
_LONGEST_WORD = 24
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_NO_LETTERS = re.compile(r"[^a-z]+")
_NO_IDEOGRAPHS = re.compile(r"[^\u4e00-\u9fff]+")
_DIGITS = (str.maketrans("013457@$!", "oieastasi"), str.maketrans("013457@$!", "oleastasl"))
_LONGEST_RUN = 120


class Folding:
    """Folds text for phrase search. Positions of hits are positions in the folded text."""

    def __init__(self, letters: Mapping[str, str], simplified: Mapping[str, str], words: Iterable[str]) -> None:
        """Take look-alike characters to Latin letters, traditional to simplified characters, and words that matter."""
        self._letters = str.maketrans({char: letter for char, letter in letters.items() if not char.isascii()})
        self._simplified = dict(simplified)
        self._keys = frozenset(simplified)
        self._words = frozenset(words)

    def __call__(self, text: str) -> str:
        """Return ``text`` folded."""
        text = fold(text)
        if not text.isascii():
            if _ALIKE.search(text) and _LATIN.search(text):
                text = _WORD.sub(self._latin, text)
            if not _IDEOGRAPH.search(text):
                return self._words_of(text)
            text = self.simplify(text)
            if _LONE_IDEOGRAPH.search(text):
                text = _APART.sub(lambda match: _NO_IDEOGRAPHS.sub("", match[0]), text)
        return self._words_of(text)

    def _words_of(self, text: str) -> str:
        if _LONE_LETTER.search(text):
            text = _SPACED.sub(self._joined, text)
        return self._undisguised(text)

    def simplify(self, text: str) -> str:
        """Return ``text`` in simplified characters, one for one."""
        # Most texts have few different characters that change: replacing those beats a table look-up for every one.
        for char in self._keys.intersection(text):
            text = text.replace(char, self._simplified[char])
        return text

    def _latin(self, match: re.Match[str]) -> str:
        """Return a word in Latin letters if it is written in two alphabets."""
        word = match[0]
        mixed = not word.isascii() and _LATIN.search(word) and _ALIKE.search(word)
        return word.translate(self._letters) if mixed else word

    def _joined(self, match: re.Match[str]) -> str:
        letters = _NO_LETTERS.sub("", match[0])
        return " ".join(cut(letters[:_LONGEST_RUN], self._words) or (letters,))

    def _undisguised(self, text: str) -> str:
        """Return ``text`` with the letters of words that matter where digits stood for them."""
        done = 0
        parts: list[str] = []
        for match in _LEET.finditer(text):
            start, end = match.span()
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
