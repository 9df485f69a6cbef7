"""Keeps the newest compiled ruleset mapped, and asks for one where there is none."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from realdesk.errors import IndexFileError
from realdesk.index.reader import Index

_RETRY_SECONDS = 30.0
"""Pause before another attempt to have the ruleset compiled."""


class Generation:
    """The index in use. A new file is noticed at the next message, by its identity."""

    def __init__(self, path: Path) -> None:
        """Watch the index file at ``path``."""
        self._path = path
        self._identity: tuple[int, int, int] | None = None
        self._index: Index | None = None
        self._asked = -_RETRY_SECONDS

    def current(self) -> Index | None:
        """Return the newest usable index: a damaged new file never replaces a good one in use."""
        try:
            stat = self._path.stat()
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
        import subprocess  # noqa: PLC0415 - 7 ms, and only where no ruleset was compiled yet

        try:
            subprocess.Popen(
                [sys.executable, "-m", "realdesk.cli.app", "rules", "activate"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError:
            return
