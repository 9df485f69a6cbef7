"""Keeps the newest compiled ruleset and blocklists mapped, and asks for a ruleset where there is none."""

from __future__ import annotations

import os
import time
from pathlib import Path

from realdesk.errors import FeedError, IndexFileError
from realdesk.feeds.format import FEEDS_NAME
from realdesk.feeds.reader import Blocklist
from realdesk.host.children import start
from realdesk.index.reader import Index

_RETRY_SECONDS = 30.0
"""Pause before another attempt to have the ruleset compiled."""


Identity = tuple[int, int, int]


class Generation:
    """The index in use. A new file is noticed at the next message, by its identity."""

    def __init__(self, path: Path) -> None:
        """Watch the index file at ``path``."""
        self._path = path
        self._name = str(path)  # for what is done with each message, which a Path makes twice as dear
        self._identity: Identity | None = None
        self._blocklist = _Blocklists(path.with_name(FEEDS_NAME))
        self._index: Index | None = None
        self._asked = -_RETRY_SECONDS

    @property
    def index(self) -> Index | None:
        """The index in use, without a look whether there is a newer one."""
        return self._index

    def current(self) -> Index | None:
        """Return the newest usable index: a damaged new file never replaces a good one in use.

        It has the newest usable blocklist with it.
        """
        index = self._newest()
        if index is not None:
            index.blocklist = self._blocklist.current()
        return index

    def _newest(self) -> Index | None:
        try:
            stat = os.stat(self._name)  # noqa: PTH116
        except OSError:
            if self._index is None:
                self._ask()
            return self._index
        identity = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
        if identity != self._identity:
            self._identity = identity
            try:
                self._index = Index.open(self._path)
            except IndexFileError:
                if self._index is None:
                    self._ask()
        return self._index

    def _ask(self) -> None:
        """Start `realdesk rules activate` in a session of its own, with no share in our pipes."""
        now = time.monotonic()
        if now - self._asked < _RETRY_SECONDS:
            return
        self._asked = now
        start("rules", "activate")


class _Blocklists:
    """The blocklist file in use: noticed like the index, and nothing depends on it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._name = str(path)
        self._identity: Identity | None = None
        self._blocklist: Blocklist | None = None

    def current(self) -> Blocklist | None:
        """Return the newest usable file; ``None`` where no feed is on."""
        try:
            stat = os.stat(self._name)  # noqa: PTH116
        except OSError:
            self._identity = self._blocklist = None
            return None
        identity = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
        if identity != self._identity:
            self._identity = identity
            try:
                self._blocklist = Blocklist.open(self._path)
            except FeedError:
                return self._blocklist
        return self._blocklist
