"""Has public blocklists updated when the user turned one on and it is due. The host itself has no network code."""

from __future__ import annotations

import os
import time
from pathlib import Path

from realdesk.feeds.schedule import due_path, is_due
from realdesk.host.children import start


class Updates:
    """Starts ``realdesk update`` at most once for each time that the updater wrote down as due."""

    def __init__(self, state: Path) -> None:
        """Watch the schedule in the folder ``state``."""
        self._path = due_path(state)
        self._name = str(self._path)
        self._answered: tuple[int, int] | None = None

    def start_if_due(self) -> None:
        """Look at the schedule, after an answer and never before one."""
        try:
            stat = os.stat(self._name)  # noqa: PTH116 - after each message, and a Path makes it twice as dear
            identity = (stat.st_ino, stat.st_mtime_ns)
            if identity == self._answered or not is_due(self._path.read_bytes(), time.time()):
                return
        except OSError:
            return
        self._answered = identity
        start("update")
