"""Telephone numbers in text, however their digits are dressed up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

MAX_FOUND = 60
MIN_DIGITS, MAX_DIGITS = 9, 15
_GAP = 4
"""Most characters between two digits of one number."""
_COMPARED = 9
"""Digits from the right that are compared: the national part, whatever prefix was written."""


_RUN = re.compile(r"[a-z0-9]+")
"""Words and numbers; what is a number with letters among its digits (``8o5``, ``l8i8``) is decided one by one."""
_LONE = re.compile(r"(?<![a-z0-9])[il](?=[ (.\-][0-9oil]{3}[ ).\-])")
"""A country code 1 written as a letter."""
_AMONG = re.compile(r"(?<=[0-9][ .()\-\u2010-\u2015])[oil]{1,4}(?=[ .()\-\u2010-\u2015][0-9oil])")
"""A group of letters that look like digits between groups of digits (``99-oo-45``)."""
_AS_DIGITS = str.maketrans("oil", "011")
_AFTER_DIGITS = re.compile(r"[0-9]*")
_IDEOGRAPHS = re.compile(r"[〇零一二三四五六七八九](?:[ .()\-\u2010-\u2015\u30fc]{0,2}[〇零一二三四五六七八九]){8,14}")
"""A number in Chinese numerals, digit by digit (``〇五〇-…``)."""
_IDEOGRAPH_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


MIN_HOTLINE = 7
_HOTLINE = re.compile(
    r"(?<![0-9a-z.,+#/\-])(?:9[56][0-9]{3}|1[0-2][0-9]{3}|[0-9]{3,4}[ .\-]?[0-9]{3,4}|[0-9]{3} [0-9]{1,2} [0-9]{2,3})"
    r"(?![0-9a-z%€$]|[.,:/\-][0-9]| [0-9])"
)
"""Numbers that a country dials without an area code: 1588-1234, 1900 5555, 444 5 555, 95555."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A candidate: its digits and where it stands in the text."""

    digits: str
    start: int
    end: int
    plus: bool


def find(text: str) -> list[Phone]:
    """Return digit runs of telephone length in folded ``text``, at most ``MAX_FOUND``.

    The letters O, l and I among digits are read as digits, and so are Chinese numerals.
    Digits may be parted by up to ``_GAP`` characters that are neither letters nor CJK; dates, amounts and long ids
    are left to the caller, who looks for a word such as "call" beside the number.
    """
    if "〇" in text or "零" in text:
        text = _IDEOGRAPHS.sub(lambda match: match[0].translate(_IDEOGRAPH_DIGITS), text)
    text = _AMONG.sub(lambda match: match[0].translate(_AS_DIGITS), _LONE.sub("1", _RUN.sub(_digits, text)))
    found: list[Phone] = []
    position = 0
    length = len(text)
    while position < length and len(found) < MAX_FOUND:
        if not ("0" <= text[position] <= "9"):
            position += 1
            continue
        if _follows_letter(text, position):
            # The digits belong to a word (``name777``); a number may stand behind it.
            position = _AFTER_DIGITS.match(text, position).end()  # type: ignore[union-attr]
            continue
        digits, end = _run(text, position)
        if MIN_DIGITS <= len(digits) <= MAX_DIGITS and _separated(text, position, end):
            plus = "+" in text[max(0, position - 2) : position]
            found.append(Phone(digits, position, end, plus))
        position = end
    return found


def hotlines(text: str) -> list[Phone]:
    """Return digit runs in folded ``text`` that are short enough for a national hotline, at most ``MAX_FOUND``.

    So few digits may be a year, an amount or a case number: they count only right behind a word such as "hotline".
    """
    found = []
    for match in islice(_HOTLINE.finditer(text), MAX_FOUND):
        digits = "".join(char for char in match[0] if char.isdigit())
        if len(digits) < MIN_DIGITS:
            found.append(Phone(digits, match.start(), match.end(), plus=False))
    return found


def _digits(match: re.Match[str]) -> str:
    """Return a run with its letters as digits, where digits and letters that look like digits are all it has."""
    run = match[0]
    return (
        run.translate(_AS_DIGITS)
        if not run.isdigit() and not run.isalpha() and run.strip("0123456789oil") == ""
        else run
    )


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


def _follows_letter(text: str, start: int) -> bool:
    return bool(start) and text[start - 1].isascii() and text[start - 1].isalpha()


def _separated(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (after.isascii() and after.isalpha()) and before != "."


def key(digits: str) -> str:
    """Return the digits on which two writings of a number are compared."""
    only = "".join(c for c in digits if "0" <= c <= "9")
    return only[-_COMPARED:]
