"""Telephone numbers in text, however their digits are dressed up."""

from __future__ import annotations

import re
from itertools import islice

import msgspec

from realdesk.text.lazily import lazily
from realdesk.text.shapes import shaper

MAX_FOUND = 60
MIN_DIGITS, MAX_DIGITS = 9, 15
_GAP = 4
"""Most characters between two digits of one number."""
_COMPARED = 9
"""Digits from the right that are compared: the national part, whatever prefix was written."""


# Patterns begin with a set of characters and look back from there: so the search skips to the next of them.
_DISGUISED = lazily(r"[0-9oil](?<![a-z0-9].)[0-9oil]*(?![a-z0-9])")
"""Words of digits and letters that look like them; what is a number among them is decided one by one (``8o5``)."""
_LONE = lazily(r"[il](?<![a-z0-9].)(?=[ (.\-][0-9oil]{3}[ ).\-])")
"""A country code 1 written as a letter."""
_AMONG = lazily(r"[oil](?<=[0-9][ .()\-\u2010-\u2015].)[oil]{0,3}(?=[ .()\-\u2010-\u2015][0-9oil])")
"""A group of letters that look like digits between groups of digits (``99-oo-45``)."""
_NUMBER = lazily(rf"[0-9](?:(?:_|[^\w,;:€$£%@]){{0,{_GAP}}}[0-9]){{0,{MAX_DIGITS}}}")
"""Digits with little between them; one more than a number may have, to be told from a number."""
_shape = shaper({"0": "0123456789", "o": "oil", "a": "abcdefghjkmnpqrstuvwxyz", " ": " .()-?"})
"""Digits, letters that look like digits, other letters, and what stands between groups of digits, or may do so."""
_AS_DIGITS = str.maketrans("oil", "011")
_IDEOGRAPHS = lazily(r"[〇零一二三四五六七八九](?:[ .()\-\u2010-\u2015\u30fc]{0,2}[〇零一二三四五六七八九]){8,14}")
"""A number in Chinese numerals, digit by digit (``〇五〇-…``)."""
_IDEOGRAPH_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


MIN_HOTLINE = 7
_HOTLINE = lazily(
    r"[0-9](?<![0-9a-z.,+#/\-].)"
    r"(?:(?<=9)[56][0-9]{3}|(?<=1)[0-2][0-9]{3}|[0-9]{2,3}[ .\-]?[0-9]{3,4}|[0-9]{2} [0-9]{1,2} [0-9]{2,3})"
    r"(?![0-9a-z%€$]|[.,:/\-][0-9]| [0-9])"
)
"""Numbers that a country dials without an area code: 1588-1234, 1900 5555, 444 5 555, 95555."""


class Phone(msgspec.Struct, frozen=True, gc=False):
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
        text = _IDEOGRAPHS().sub(lambda match: match[0].translate(_IDEOGRAPH_DIGITS), text)
    text = _undisguised(text)
    found: list[Phone] = []
    position = 0
    while len(found) < MAX_FOUND and (match := _NUMBER().search(text, position)):
        start, end = match.span()
        if end - start < MIN_DIGITS:
            position = end
            continue
        if _follows_letter(text, start):
            # The digits belong to a word (``name777``); a number may stand behind it.
            position = start + len(match[0]) - len(match[0].lstrip("0123456789"))
            continue
        position = end
        digits = "".join(char for char in match[0] if "0" <= char <= "9")
        if MIN_DIGITS <= len(digits) <= MAX_DIGITS and _separated(text, start, end):
            found.append(Phone(digits, start, end, "+" in text[max(0, start - 2) : start]))
    return found


def _undisguised(text: str) -> str:
    """Return ``text`` with the letters O, l and I among digits as digits. Most texts have none: their shape tells."""
    shape = _shape(text)
    if b"0o" in shape or b"o0" in shape:
        text = _DISGUISED().sub(_digits, text)
        shape = _shape(text)
    if b"0 000 " in shape.replace(b"o", b"0"):
        text = _LONE().sub("1", text)
        shape = _shape(text)
    if any(group in shape for group in (b"0 o ", b"0 oo ", b"0 ooo ", b"0 oooo ")):
        text = _AMONG().sub(lambda match: match[0].translate(_AS_DIGITS), text)
    return text


def hotlines(text: str) -> list[Phone]:
    """Return digit runs in folded ``text`` that are short enough for a national hotline, at most ``MAX_FOUND``.

    So few digits may be a year, an amount or a case number: they count only right behind a word such as "hotline".
    """
    found = []
    for match in islice(_HOTLINE().finditer(text), MAX_FOUND):
        digits = "".join(char for char in match[0] if char.isdigit())
        if len(digits) < MIN_DIGITS:
            found.append(Phone(digits, match.start(), match.end(), plus=False))
    return found


def _digits(match: re.Match[str]) -> str:
    """Return a word with its letters as digits, where it has digits as well."""
    word = match[0]
    return word if word.isdigit() or word.isalpha() else word.translate(_AS_DIGITS)


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
