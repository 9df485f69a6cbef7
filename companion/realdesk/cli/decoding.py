"""The text of a saved page, in whatever encoding it was saved."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser as HTMLParser

from realdesk.errors import RealdeskError

_BROKEN = "\ufffd"
_MOST_BROKEN = 0.01
"""Largest part of the characters that may be unreadable when the encoding still is the right one."""
_LOOKED_AT = 256 * 1024
"""Bytes from which an encoding that nothing names is told."""
_HIGH = re.compile(rb"[\x80-\xff]+")
"""Runs of bytes beyond ASCII: alone they are letters with accents, in any Western encoding much the same."""
_LEAST_HIGH = 32
"""A few bytes read as well in one encoding as in another."""
_LIKELY = (
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "windows-1251", "koi8_r", "windows-1252", "windows-1250",
    "windows-1254", "windows-1258", "windows-1253", "windows-1255", "windows-1256",
)  # fmt: skip


class EncodingError(RealdeskError):
    """Nobody can tell in which encoding a page was saved."""

    code = "encoding_unknown"


def decode(data: bytes) -> str:
    """Return the text of an HTML file.

    A byte-order mark goes before what the page declares (as browsers have it), UTF-8 before a guess from the bytes.

    Raises:
        EncodingError: the bytes are no UTF-8, the page names no encoding that reads them, and none can be told.
    """
    text = _declared(data)
    if _is_readable(text):
        return text
    high = _HIGH.findall(data[:_LOOKED_AT])
    if high and max(map(len, high)) == 1:
        return data.decode("windows-1252", "replace")
    from charset_normalizer import from_bytes  # noqa: PLC0415 - a tenth of a second, and seldom needed

    enough = sum(map(len, high)) >= _LEAST_HIGH
    best = from_bytes(data[:_LOOKED_AT], cp_isolation=list(_LIKELY)).best() if enough else None
    if best is None:
        raise EncodingError(
            "The page's encoding is neither UTF-8 nor declared in it, and cannot be told from its bytes.",
            hint="Save the page again as UTF-8, or put <meta charset=…> at its beginning.",
        )
    return data.decode(best.encoding, "replace")


def _declared(data: bytes) -> str:
    """Return ``data`` by its byte-order mark or declaration, else as UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return (HTMLParser(data, encoding=True).raw_html or b"").decode("utf-8", "replace")
    return text


def _is_readable(text: str) -> bool:
    return text.count(_BROKEN) <= _MOST_BROKEN * len(text)
