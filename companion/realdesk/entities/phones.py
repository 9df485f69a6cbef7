"""Telephone numbers in text, however their digits are dressed up."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_FOUND = 60
MIN_DIGITS, MAX_DIGITS = 9, 15
_GAP = 4
"""Most characters between two digits of one number."""
_COMPARED = 9
"""Digits from the right that are compared: the national part, whatever prefix was written."""


_RUN = re.compile(r"(?<![a-z0-9])[0-9oil]{2,}+(?![a-z0-9])")
"""Digits and letters that look like digits, and nothing else: a number where both are there (``8o5``, ``l8i8``)."""
_DIGIT = re.compile("[0-9]")
_LONE = re.compile(r"(?<![a-z0-9])[il](?=[ (.\-][0-9oil]{3}[ ).\-])")
"""A country code 1 written as a letter."""
_AMONG = re.compile(r"(?<=[0-9][ .()\-\u2010-\u2015])[oil]{1,4}(?=[ .()\-\u2010-\u2015][0-9oil])")
"""A group of letters that look like digits between groups of digits (``99-oo-45``)."""
_AS_DIGITS = str.maketrans("oil", "011")


@dataclass(frozen=True, slots=True)
class Phone:
    """A candidate: its digits and where it stands in the text."""

    digits: str
    start: int
    end: int
    plus: bool


def find(text: str) -> list[Phone]:
    """Return digit runs of telephone length in folded ``text``, at most ``MAX_FOUND``.

    The letters O, l and I among digits are read as digits.
    Digits may be parted by up to ``_GAP`` characters that are neither letters nor CJK; dates, amounts and long ids
    are left to the caller, who looks for a word such as "call" beside the number.
    """
    if not _DIGIT.search(text) and not _LONE.search(text):
        return []
    text = _AMONG.sub(lambda match: match[0].translate(_AS_DIGITS), _LONE.sub("1", _RUN.sub(_digits, text)))
    found: list[Phone] = []
    position = 0
    while len(found) < MAX_FOUND and (first := _DIGIT.search(text, position)):
        position = first.start()
        digits, end = _run(text, position)
        if MIN_DIGITS <= len(digits) <= MAX_DIGITS and _separated(text, position, end):
            plus = "+" in text[max(0, position - 2) : position]
            found.append(Phone(digits, position, end, plus))
        position = end
    return found


def _digits(match: re.Match[str]) -> str:
    """Return a run with its letters as digits, where it has both."""
    run = match[0]
    return run.translate(_AS_DIGITS) if not run.isdigit() and not run.isalpha() else run


def _run(text: str, start: int) -> tuple[str, int]:
    digits = [text[start]]
    end = start + 1
    gap = 0
    position = end
    while position < len(text) and gap <= _GAP and len(digits) <= MAX_DIGITS:
        char = text[position]
        if "0" <= char <= "9":
            digits.append(char)
            end = position + 1
            gap = 0
        elif char.isalnum() or char in ",;:€$£%@":
            break
        else:
            gap += 1
        position += 1
    return "".join(digits), end


def _separated(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isascii() and before.isalpha()) and not (after.isascii() and after.isalpha()) and before != "."


def key(digits: str) -> str:
    """Return the digits on which two writings of a number are compared."""
    only = "".join(c for c in digits if "0" <= c <= "9")
    return only[-_COMPARED:]
