"""Telephone numbers whose digits are disguised so that filters do not see them."""

from __future__ import annotations

import unicodedata

from realdesk.entities import phones

_LETTERS = {"o": "0", "q": "0", "i": "1", "l": "1", "|": "1", "z": "2", "s": "5", "b": "8"}
"""Letters that stand for digits between digits."""
_REAL_MIN = 6
"""True digits without which a text is a word and no number."""
MAX_TEXT = 400


def undressed(text: str) -> str | None:
    """Return the number in ``text`` as plain digits, ``+`` first if it is written, or ``None``.

    ``text`` is to be one number, whatever stands between its digits: brackets, stars, arrows, emoji, circled or
    mathematical digits, and letters for digits (``8I8``). Words are none of that: with them it is no number.
    """
    digits: list[str] = []
    real = 0
    for char in unicodedata.normalize("NFKC", text[:MAX_TEXT]).casefold():
        value = unicodedata.digit(char, None)
        if value is not None:
            digits.append(str(value))
            real += 1
        elif char in _LETTERS:
            digits.append(_LETTERS[char])
        elif char.isalpha():
            return None
    plus = "+" if "+" in text[: max(4, len(text) // 4)] else ""
    fits = phones.MIN_DIGITS <= len(digits) <= phones.MAX_DIGITS
    return plus + "".join(digits) if fits and real >= _REAL_MIN else None
