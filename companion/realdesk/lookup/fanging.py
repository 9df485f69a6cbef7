"""Addresses that were written so that nobody clicks on them (``hxxps://example[.]com``) made whole again."""

from __future__ import annotations

import re

_DOTS = ("[.]", "(.)", "[dot]", "(dot)", "{.}")
_AT = ("[at]", "(at)")
_SCHEME = re.compile(r"hxxp(s?)(?:\[:\]|:)//", re.IGNORECASE)


def whole_marks(text: str) -> str:
    """Return ``text`` with dots and at signs that stand in brackets as themselves."""
    for mark in _DOTS:
        text = text.replace(mark, ".")
    for mark in _AT:
        text = text.replace(mark, "@")
    return text


def whole(url: str) -> str:
    """Return one address with its scheme and marks as a browser reads them."""
    return _SCHEME.sub(r"http\1://", whole_marks(url), count=1)
