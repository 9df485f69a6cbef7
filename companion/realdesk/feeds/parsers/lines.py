"""What the parsers share: bytes to text, text to bounded lines, and the error for content of another kind."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator

MAX_LINE = 4_096
"""Longer lines are cut to one character more; nothing that long is an address."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class BadList(Exception):
    """The content is not a list of this format; the text says what was found."""


def text_of(content: bytes) -> str:
    """Return the content as text: a byte order mark is obeyed and removed, otherwise it is UTF-8.

    What cannot be decoded becomes U+FFFD, which no entry may hold.

    Raises:
        BadList: it is a web page.
    """
    encoding = "utf-8"
    for mark, name in _BOMS:
        if content.startswith(mark):
            content, encoding = content[len(mark) :], name
            break
    text = content.decode(encoding, errors="replace")
    start = text[:1_000].lstrip().lower()
    if start.startswith(("<!doctype", "<html", "<head", "<?xml")) or "<html" in start:
        raise BadList("a web page came instead of the list, as from the login page of a hotel's or airport's network")
    return text


def lines_of(content: bytes) -> Iterator[str]:
    """Yield the lines without comments and surrounding space; empty ones are left out."""
    for line in io.StringIO(text_of(content), newline=None):
        cut = line[: MAX_LINE + 1].strip()
        if cut and cut[0] not in "#!;":
            yield cut
