"""What is kept of the feeds in the state folder: the user's choices, the last good copies, what happened last.

    feeds/choices.json     which feeds are on
    feeds/status.json      last attempt, validators and error of each
    feeds/<id>.entries     its entries, canonical, each with the day on which it was first seen
    feeds/due              when the next update is due
    feeds.bin              all of it for the host (``feeds.format``)

Every file is replaced as a whole. Whoever changes them holds ``feeds/lock``; there is one updater at a time.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec
from filelock import FileLock, Timeout

from realdesk.errors import FeedError, StateError
from realdesk.feeds.compile import Kept, compile_feeds
from realdesk.feeds.format import FEEDS_NAME
from realdesk.feeds.schedule import FOLDER, due_path
from realdesk.files import locked, remove_unfinished, write_atomically
from realdesk.index.format import FeedRecord

_STATE_LOCK = "lock"
_EPOCH = date(1970, 1, 1)
_T = TypeVar("_T", bound=msgspec.Struct)


class Choices(msgspec.Struct, forbid_unknown_fields=True):
    """The user's choices."""

    schema: int = 1
    enabled: list[str] = []


class FeedStatus(msgspec.Struct, omit_defaults=True):
    """What happened to a feed. Times are seconds since 1970, 0 for never."""

    address: str = ""
    etag: str = ""
    last_modified: str = ""
    tried: int = 0
    fetched: int = 0
    """When the copy in use came."""
    checked: int = 0
    """When the server last confirmed it."""
    entries: int = 0
    refused: dict[str, int] = {}
    error: str = ""
    hint: str = ""


class Statuses(msgspec.Struct):
    """By id of the feed."""

    feeds: dict[str, FeedStatus] = {}


class Store:
    """The files of the feeds below one state folder."""

    def __init__(self, state: Path) -> None:
        """Use ``state``; the folder for feeds is made when it is missing."""
        self.state = state
        self._folder = state / FOLDER
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise StateError(
                f"The folder {self._folder} cannot be created: {error.strerror}.",
                hint="Make the state folder writable.",
            ) from error

    @contextlib.contextmanager
    def exclusive(self, wait: float) -> Iterator[None]:
        """Be the only one who changes these files; wait at most ``wait`` seconds for somebody else.

        Raises:
            FeedError: somebody else is still at it.
            StateError: the folder cannot be written.
        """
        lock = FileLock(self._folder / "lock", timeout=wait, mode=0o600)
        try:
            with lock:
                remove_unfinished(self._folder)
                yield
        except Timeout as error:
            raise FeedError(
                "Another update is running.", hint="Wait for it to end; it takes some minutes at most."
            ) from error
        except OSError as error:
            raise StateError(
                f"The folder {self._folder} cannot be used: {error.strerror}.",
                hint="Make it writable for you and see that the disk has space.",
            ) from error

    def choices(self) -> Choices:
        """Return the user's choices.

        Raises:
            StateError: the file is damaged: what was chosen is not guessed.
        """
        path = self._folder / "choices.json"
        found = _read(path, Choices)
        if found is None and path.exists():
            raise StateError(f"{path} is damaged.", hint=f"Delete {path} and turn the feeds on again.")
        return found or Choices()

    def save_choices(self, choices: Choices) -> None:
        """Keep the user's choices."""
        write_atomically(self._folder / "choices.json", msgspec.json.encode(choices))

    def statuses(self) -> dict[str, FeedStatus]:
        """Return what happened last; a damaged file only means that everything is fetched again."""
        found = _read(self._folder / "status.json", Statuses)
        return found.feeds if found is not None else {}

    def save_statuses(self, statuses: dict[str, FeedStatus]) -> None:
        """Keep what happened."""
        write_atomically(self._folder / "status.json", msgspec.json.encode(Statuses(statuses), order="sorted"))

    def entries(self, feed: str) -> Kept | None:
        """Return the last good copy of a feed, or ``None`` where there is none that can be read."""
        try:
            days = msgspec.msgpack.decode((self._folder / f"{feed}.entries").read_bytes(), type=dict[str, int])
            return {entry: date.fromordinal(_EPOCH.toordinal() + day) for entry, day in days.items()}
        except (OSError, msgspec.MsgspecError, UnicodeError, ValueError, OverflowError):
            return None

    def save_entries(self, feed: str, kept: Kept) -> None:
        """Replace the last good copy of a feed."""
        days = {entry: (day - _EPOCH).days for entry, day in kept.items()}
        write_atomically(self._folder / f"{feed}.entries", msgspec.msgpack.encode(days, order="sorted"))

    def remove(self, feed: str) -> None:
        """Delete all data of a feed."""
        (self._folder / f"{feed}.entries").unlink(missing_ok=True)
        statuses = self.statuses()
        if statuses.pop(feed, None) is not None:
            self.save_statuses(statuses)

    def rebuild(self, feeds: tuple[FeedRecord, ...], now: int) -> int:
        """Write ``feeds.bin`` from the copies of the feeds that are on; return its number of entries."""
        enabled = self.choices().enabled
        on = [feed for feed in feeds if feed.id in enabled]
        target = self.state / FEEDS_NAME
        if not on:
            target.unlink(missing_ok=True)
            return 0
        kept = [(feed.id, feed.name, self.entries(feed.id) or {}) for feed in on]
        data = compile_feeds(kept, made=now)
        with locked(self.state / _STATE_LOCK):  # whoever holds it removes unfinished files of this folder
            write_atomically(target, data)
        return sum(len(entries) for _, _, entries in kept)

    def plan(self, feeds: tuple[FeedRecord, ...]) -> None:
        """Write down when the next update is due."""
        enabled, statuses = self.choices().enabled, self.statuses()
        times = [next_time(feed, statuses.get(feed.id)) for feed in feeds if feed.id in enabled]
        if times:
            write_atomically(due_path(self.state), str(min(times)).encode())
        else:
            due_path(self.state).unlink(missing_ok=True)


def next_time(feed: FeedRecord, status: FeedStatus | None) -> int:
    """Return when ``feed`` is due, in seconds since 1970; at once if it has never been asked for, or moved."""
    if status is None or status.address != feed.address:
        return 0
    return status.tried + feed.refresh * 3600


def _read(path: Path, kind: type[_T]) -> _T | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
