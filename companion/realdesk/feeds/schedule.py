"""When the next update is due: a file with one number, written by the updater and read by the host."""

from __future__ import annotations

from pathlib import Path

FOLDER = "feeds"
DUE_NAME = "due"
_LONGEST = 31 * 86_400
"""Seconds; no feed waits longer, so a later time was written while the clock was wrong."""


def due_path(state: Path) -> Path:
    """Return where the time of the next update stands. No file: no feed is on."""
    return state / FOLDER / DUE_NAME


def is_due(content: bytes, now: float) -> bool:
    """Tell whether the time in ``content`` (seconds since 1970) has come; what cannot be read is due."""
    try:
        due = int(content[:20])
    except ValueError:
        return True
    return not now < due < now + _LONGEST
