"""A table with a header; one named column holds hosts or addresses."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from realdesk.feeds.parsers.lines import MAX_LINE, BadList, text_of

_MOST_COLUMNS = 200
csv.field_size_limit(64 * 1024)


def parse(content: bytes, column: str = "") -> Iterator[str]:
    """Yield the cells of ``column``; a row that is too short yields an empty text.

    Raises:
        BadList: not such a table, or it has no such column.
    """
    rows = csv.reader(io.StringIO(text_of(content), newline=""))
    try:
        at = _position(rows, column)
        for row in rows:
            if row and not row[0].startswith("#"):
                yield row[at][: MAX_LINE + 1].strip() if at < len(row) else ""
    except csv.Error as error:
        raise BadList(f"line {rows.line_num} of the table cannot be read ({error})") from error


def _position(rows: Iterator[list[str]], column: str) -> int:
    """Return where ``column`` stands in the header: the first line, or the last comment before the first row."""
    for row in rows:
        names = [name.strip().lstrip("#").strip().lower() for name in row[:_MOST_COLUMNS]]
        if column.lower() in names:
            return names.index(column.lower())
        if row and not row[0].lstrip().startswith("#"):
            break
    raise BadList(f"the table has no column {column!r}")
