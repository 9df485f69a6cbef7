"""Fetches the feeds that are on and due, and makes ``feeds.bin`` anew when one has changed."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from realdesk.errors import FeedError
from realdesk.feeds.compile import Kept
from realdesk.feeds.entries import Sorted, TooManyEntries, sort_entries
from realdesk.feeds.fetch import Fetched, Limits, Validators, fetch
from realdesk.feeds.format import FEEDS_NAME
from realdesk.feeds.parsers import PARSERS
from realdesk.feeds.parsers.lines import BadList
from realdesk.feeds.reader import Blocklist
from realdesk.feeds.store import FeedStatus, Store, next_time
from realdesk.index.format import FeedRecord
from realdesk.index.reader import Index

_WORTH_GUARDING = 1_000
"""A list that was shorter may shrink as it likes."""
_COPY = "The last good copy stays in use."
_NO_COPY = "There is no earlier copy: this list is not in use."
_FORMAT = "If this stays, report it to the project or turn the feed off."

Result = Literal["updated", "unchanged", "not_due", "failed"]


@dataclass(frozen=True)
class Outcome:
    """What became of one feed."""

    id: str
    name: str
    result: Result
    entries: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    due: int = 0
    """When it is asked for again, in seconds since 1970."""
    error: str = ""
    hint: str = ""


def update(state: Path, index: Index, *, force: bool = False, now: float | None = None) -> tuple[Outcome, ...]:
    """Fetch what is due (with ``force``: all that is on, whole) and put it to use.

    Raises:
        FeedError: another update is running.
        StateError: the state folder cannot be used.
    """
    clock = int(time.time() if now is None else now)
    store = Store(state)
    with store.exclusive(wait=0):
        on = [feed for feed in index.core.feeds if feed.id in store.choices().enabled]
        turn = _Turn(store, index, clock, force)
        outcomes = tuple(turn.take(feed) for feed in on)
        if any(outcome.result == "updated" for outcome in outcomes) or not _usable(state, on):
            store.rebuild(index.core.feeds, clock)
        store.plan(index.core.feeds)
    return outcomes


def _usable(state: Path, on: list[FeedRecord]) -> bool:
    """Tell whether ``feeds.bin`` can be read and has just the feeds that are on."""
    try:
        there = Blocklist.open(state / FEEDS_NAME).header.feeds
    except FeedError:
        return not on and not (state / FEEDS_NAME).exists()
    return there == tuple((feed.id, feed.name) for feed in on)


@dataclass(frozen=True)
class _Turn:
    """One update, at ``now`` (seconds since 1970). ``force`` asks for all, whole, and takes lists that shrank."""

    store: Store
    index: Index
    now: int
    force: bool

    def take(self, feed: FeedRecord) -> Outcome:
        """Fetch one feed if it is due."""
        statuses = self.store.statuses()
        status = statuses.get(feed.id, FeedStatus())
        due = next_time(feed, statuses.get(feed.id))
        # A time further away than the interval was written while the clock was wrong.
        if not self.force and self.now < due <= self.now + feed.refresh * 3600:
            return _outcome(feed, status, "not_due")
        known = self.store.entries(feed.id)
        fresh = known is None or self.force or status.address != feed.address
        validators = Validators() if fresh else Validators(status.etag, status.last_modified)
        # Before the request: whoever is killed in the middle of it must not ask again at once.
        status.tried, status.address = self.now, feed.address
        self.store.save_statuses(statuses | {feed.id: status})
        self.store.plan(self.index.core.feeds)
        result: Result = "failed"
        try:
            got = asyncio.run(fetch(feed.address, validators, Limits(feed.max_bytes)))
            result = self._accept(feed, got, known, status)
            status.error = status.hint = ""
        except FeedError as error:
            status.error, status.hint = error.message, f"{_NO_COPY if known is None else _COPY} {error.hint}"
        except Exception as error:
            # One feed's surprise must not keep the others from being updated; its text might quote the list.
            status.error, status.hint = f"The list could not be used ({type(error).__name__}).", "Report this."
        self.store.save_statuses(statuses | {feed.id: status})
        return _outcome(feed, status, result)

    def _accept(self, feed: FeedRecord, got: Fetched, known: Kept | None, status: FeedStatus) -> Result:
        """Keep what came, and note it in ``status``."""
        if got.content is None:
            if known is None:
                raise FeedError("The server says that nothing has changed, but there is no copy.", hint=_FORMAT)
            status.checked = self.now
            return "unchanged"
        found = read_list(feed, got.content, self.index, known=known or {}, now=self.now)
        before = len(known or {})
        if before >= _WORTH_GUARDING and len(found.kept) * 2 < before and not self.force:
            raise FeedError(
                f"The list has {len(found.kept):,} entries, it had {before:,}: it may have been cut off.",
                hint="If it really became that short: realdesk update --force",
            )
        self.store.save_entries(feed.id, found.kept)
        status.etag, status.last_modified = got.validators.etag, got.validators.last_modified
        status.fetched = status.checked = self.now
        status.entries, status.refused = len(found.kept), found.refused
        return "updated"


def _outcome(feed: FeedRecord, status: FeedStatus, result: Result) -> Outcome:
    due = next_time(feed, status)
    return Outcome(feed.id, feed.name, result, status.entries, status.refused, due, status.error, status.hint)


def read_list(feed: FeedRecord, content: bytes, index: Index, *, known: Kept, now: int) -> Sorted:
    """Return the entries of a list's content; those in ``known`` keep their day.

    Raises:
        FeedError: it is not of the feed's format, is empty or has too many entries.
    """
    parse = PARSERS.get(feed.format)
    if parse is None:
        raise FeedError(f"The format {feed.format[:40]!r} is not known here.", hint="Update realdesk.")
    today = datetime.fromtimestamp(now, UTC).date()
    try:
        lines = parse(content, feed.column or "")
        found = sort_entries(lines, index, today=today, known=known, most=feed.max_entries, network=feed.network)
    except BadList as error:
        raise FeedError(f"This is not the list: {error}.", hint=_FORMAT) from error
    except TooManyEntries as error:
        raise FeedError(
            f"The list has more than the {feed.max_entries:,} entries that the rules allow.", hint=_FORMAT
        ) from error
    if not found.kept:
        raise FeedError("The list has no entry that can be used.", hint=_FORMAT)
    if found.refused.get("malformed", 0) * 2 > found.lines:
        kind = "neither hosts nor addresses" if feed.network is None else "no names of accounts"
        raise FeedError(f"Most lines are {kind}: this is not the list.", hint=_FORMAT)
    return found
