"""Looks at the state folder and the compiled ruleset in it."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from realdesk.errors import IndexFileError
from realdesk.index import format as fmt
from realdesk.index.reader import Index
from realdesk.installation.faults import Fault
from realdesk.paths import INDEX_NAME

_OTHERS = 0o077


def check_state(state: Path, *, windows: bool) -> list[Fault]:
    """Name what is wrong with the folder ``state`` and with the index in it."""
    if not os.access(state, os.R_OK | os.W_OK | os.X_OK):
        return [Fault("state_not_writable", {"path": str(state)})]
    faults = []
    if not windows and state.stat().st_mode & _OTHERS:
        faults.append(Fault("state_not_private", {"path": str(state)}))
    return faults + check_index(state / INDEX_NAME)


def check_index(path: Path) -> list[Fault]:
    """Name what is wrong with the index at ``path``."""
    try:
        with path.open("rb") as file:
            start = file.read(fmt.PREFIX.size)
    except FileNotFoundError:
        return [Fault("no_ruleset")]
    except OSError:
        return [Fault("index_damaged", {"path": str(path)})]
    if len(start) == fmt.PREFIX.size:
        magic, version, _ = fmt.PREFIX.unpack(start)
        if magic == fmt.MAGIC and version != fmt.FORMAT:
            return [Fault("index_format", {"path": str(path)})]
    try:
        index = Index.open(path)
    except IndexFileError:
        return [Fault("index_damaged", {"path": str(path)})]
    if index.stale():
        return [Fault("ruleset_stale", {"date": date_of(index.header.expires)})]
    return []


def date_of(seconds: float) -> str:
    """Return the date of a time in seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
