"""Reader of ``feeds.bin``: mapped, immutable, a look-up is a few hashes and bisections. No network, no heavy imports."""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NoReturn

import msgspec

from realdesk.errors import FeedError
from realdesk.feeds import format as fmt

_EPOCH = date(1970, 1, 1).toordinal()
_REBUILD = "Run `realdesk update --force` to make it again. Pages are judged without public blocklists until then."


class Hit(msgspec.Struct, frozen=True):
    """An entry that covers what was looked up."""

    entry: str
    """``host``, ``host/path`` or ``host/path?query``."""
    feed: str
    """The feed's name."""
    since: date
    """The day on which this computer first saw the entry in the feed."""

    @property
    def params(self) -> tuple[tuple[str, str], ...]:
        """Return what a reason says of it."""
        return (("feed", self.feed), ("date", self.since.isoformat()))


class Blocklist:
    """The entries of all feeds that are on."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        """Take the content of the file.

        Raises:
            FeedError: not such a file, damaged, of another format, or of a machine with another byte order.
        """
        view = memoryview(data)
        try:
            magic, version, length = fmt.PREFIX.unpack_from(view)
        except Exception:
            _refuse("is too short")
        if magic != fmt.MAGIC or version != fmt.FORMAT:
            _refuse("is not one that this version reads")
        try:
            self.header = msgspec.msgpack.decode(view[fmt.PREFIX.size : fmt.PREFIX.size + length], type=fmt.Header)
        except (msgspec.DecodeError, UnicodeDecodeError):
            _refuse("is damaged")
        payload, count = view[fmt.payload_at(length) :], self.header.count
        if len(payload) != count * 12 or self.header.byte_order != fmt.BYTE_ORDER:
            _refuse("is damaged")
        if len(self.header.secret) != fmt.SECRET_BYTES or fmt.digest_of(payload) != self.header.digest:
            _refuse("is damaged")
        self._keys = payload[: count * 8].cast("Q")
        self._feeds = payload[count * 8 : count * 10].cast("H")
        self._days = payload[count * 10 :].cast("H")

    @classmethod
    def open(cls, path: Path) -> Blocklist:
        """Map the file at ``path``.

        Raises:
            FeedError: missing, unreadable or damaged.
        """
        try:
            with path.open("rb") as file:
                data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise FeedError(f"The blocklist file {path.name} cannot be read.", hint=_REBUILD) from error
        return cls(data)

    def __len__(self) -> int:
        """Return the number of entries, counted once a feed."""
        return len(self._keys)

    def look_up(self, entries: Iterable[str]) -> Iterator[Hit]:
        """Yield a hit for each feed that has one of ``entries``; the caller orders them from exact to general."""
        keys, secret = self._keys, self.header.secret
        for entry in entries:
            key = fmt.key_of(entry, secret)
            at = bisect_left(keys, key)
            while at < len(keys) and keys[at] == key:
                feed = self._feeds[at]
                if feed < len(self.header.feeds):
                    yield Hit(entry, self.header.feeds[feed][1], date.fromordinal(_EPOCH + self._days[at]))
                at += 1


def _refuse(why: str) -> NoReturn:
    raise FeedError(f"The blocklist file {why}.", hint=_REBUILD)
