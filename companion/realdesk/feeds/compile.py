"""Writer of ``feeds.bin``."""

from __future__ import annotations

import secrets
from array import array
from collections.abc import Iterable
from datetime import date

from realdesk.feeds import format as fmt

_EPOCH = date(1970, 1, 1)

Kept = dict[str, date]
"""Canonical entry to the day on which it was first seen."""


def compile_feeds(feeds: Iterable[tuple[str, str, Kept]], *, made: int, secret: bytes | None = None) -> bytes:
    """Return the bytes of the file for feeds as (id, name, entries), made at ``made`` (seconds since 1970).

    ``secret`` keys the hashes; ``None`` draws a new one.
    """
    secret = secret or secrets.token_bytes(fmt.SECRET_BYTES)
    named: list[tuple[str, str]] = []
    rows: list[tuple[int, int, int]] = []
    for number, (feed, name, entries) in enumerate(feeds):
        named.append((feed, name))
        rows.extend((fmt.key_of(entry, secret), number, max((day - _EPOCH).days, 0)) for entry, day in entries.items())
    rows.sort()
    payload = b"".join(array(kind, (row[column] for row in rows)).tobytes() for column, kind in enumerate("QHH"))
    header = fmt.Header(
        digest=fmt.digest_of(payload),
        secret=secret,
        byte_order=fmt.BYTE_ORDER,
        made=made,
        count=len(rows),
        feeds=tuple(named),
    )
    return fmt.pack(header, payload)
