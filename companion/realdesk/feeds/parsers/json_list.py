"""What the JSON formats share."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from realdesk.feeds.parsers.lines import BadList, text_of

_T = TypeVar("_T")


def decode(content: bytes, kind: type[_T]) -> _T:
    """Return the document as ``kind``.

    Raises:
        BadList: not JSON, or without the fields that the format has.
    """
    try:
        return msgspec.json.decode(text_of(content).strip().encode(), type=kind)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        # msgspec's messages name fields and places, never values.
        raise BadList(f"it is not the document that was expected ({error})") from error
