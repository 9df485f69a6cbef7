"""Which folders install had to make, so that uninstall can remove them and nobody takes them for a browser's profile."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from pathlib import Path

from realdesk.files import write_atomically

RECORD_NAME = "installed.json"


def made_folders(state: Path) -> frozenset[Path]:
    """Return the folders that install made; none if the record is missing or damaged."""
    try:
        content = json.loads((state / RECORD_NAME).read_bytes())
        return frozenset(Path(item) for item in content["folders"])
    except (OSError, ValueError, TypeError, KeyError):
        return frozenset()


def note_missing(folder: Path, state: Path) -> None:
    """Record what is missing of ``folder`` and the folders above it, before it is made.

    Raises:
        OSError: the record cannot be written.
    """
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    known = made_folders(state)
    if missing and not known.issuperset(missing):
        names = sorted(str(path) for path in known.union(missing))
        write_atomically(state / RECORD_NAME, json.dumps({"folders": names}, indent=2).encode() + b"\n")


def remove_made(state: Path) -> None:
    """Remove the folders that install made as far as they are empty, and the record."""
    for folder in _deepest_first(made_folders(state)):
        with contextlib.suppress(OSError):
            folder.rmdir()
    (state / RECORD_NAME).unlink(missing_ok=True)


def _deepest_first(folders: Iterable[Path]) -> list[Path]:
    return sorted(folders, key=lambda path: len(path.parts), reverse=True)
