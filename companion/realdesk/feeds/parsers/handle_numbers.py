"""A JSON object of accounts: number to name (``{"1234567890": "name"}``).

Where the number was not known such lists repeat the name: what is no number is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from realdesk.feeds.accounts import NUMBER
from realdesk.feeds.parsers.json_list import decode
from realdesk.feeds.parsers.lines import MAX_LINE, BadList


def parse(content: bytes, column: str = "") -> Iterator[str]:
    """Yield ``id:number`` and ``name=`` for each account, or the name alone.

    Raises:
        BadList: not such an object, or it is empty.
    """
    del column
    found = decode(content, dict[str, str])
    if not found:
        raise BadList("the object has no accounts")
    for number, name in found.items():
        known = number.isascii() and number.isdecimal()
        if known:
            yield NUMBER + number[:MAX_LINE]
        yield name[:MAX_LINE].strip() + ("=" if known and name.strip() else "")
