"""One-time codes. Any short number may be one, so they are looked for only where somebody is suspected to ask for them."""

from __future__ import annotations

import re

from realdesk.entities.secrets_words import load, squeeze

_WHOLE = re.compile(
    "[ \t\r\n]*(?:[A-Z]-)?([0-9]{4,8}|[0-9]{3}[ -][0-9]{3}|[0-9]{4}[ -][0-9]{4})[ \t\r\n]*[.!]?[ \t\r\n]*"
)
_INSIDE = re.compile("[0-9]{3}[ -][0-9]{3}|[0-9]{4,8}")
_JOINING = frozenset("0123456789.,:/+-#$€£¥%")
_DIGITS = frozenset("0123456789")
_LETTERS = re.compile("[0-9A-Za-z]")
_NEAR = 40
_MOST = 50


def find(text: str) -> list[tuple[str, int, int]]:
    """Return (kind, start, end) of what may be one-time codes: the whole text, six digits, or digits beside a cue."""
    if whole := _WHOLE.fullmatch(text):
        return [("one_time_code", *whole.span(1))]
    found = []
    for number, match in enumerate(_INSIDE.finditer(text)):
        if number >= _MOST:
            break
        start, end = match.span()
        if _alone(text, start, end) and (_six(match[0]) or _near_cue(text, start, end)):
            found.append(("one_time_code", start, end))
    return found


def _six(value: str) -> bool:
    return len(value.replace(" ", "").replace("-", "")) == 6


def _alone(text: str, start: int, end: int) -> bool:
    """Tell whether a number is not part of an amount, a date, a telephone number or a name."""
    before, after, beyond = text[max(0, start - 1) : start], text[end : end + 1], text[end + 1 : end + 2]
    if _LETTERS.fullmatch(before) or _LETTERS.fullmatch(after):
        return False
    if before in _JOINING and before != ":":
        return False
    # A full stop or a comma may end the sentence; before another digit it is part of the number.
    return after not in _JOINING or beyond not in _DIGITS


def _near_cue(text: str, start: int, end: int) -> bool:
    around = squeeze(text[max(0, start - _NEAR) : end + _NEAR])
    return any(cue in around for cue in load().cues["one_time_code"])
