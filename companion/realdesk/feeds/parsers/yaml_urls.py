"""The ``url:`` lines of a list of records in YAML (``- name: …`` and ``  url: https://…`` below it).

The lines are read as they stand: no YAML is built, so aliases cannot blow up, and one record that is wrongly indented
does not cost the whole list, as it would with a parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from realdesk.feeds.parsers.lines import BadList, lines_of

_URL = re.compile(r"(?:-\s+)?url\s*:\s*(?:\"([^\"]*)\"|'([^']*)'|(\S*))\s*(?:#.*)?")
_RECORD = re.compile(r"-\s+\w+\s*:")


def parse(content: bytes, column: str = "") -> Iterator[str]:
    """Yield the addresses.

    Raises:
        BadList: there are no records of this kind.
    """
    del column
    records = False
    for line in lines_of(content):
        records = records or bool(_RECORD.match(line))
        found = _URL.fullmatch(line)
        if found:
            yield (found[1] or found[2] or found[3] or "").strip()
    if not records:
        raise BadList("it has no records")
