"""Tells whether something is there; what may not be looked at is not there for this user."""

from __future__ import annotations

from pathlib import Path


def is_file(path: Path) -> bool:
    """Tell whether ``path`` is a file, or leads to one."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Tell whether ``path`` is a folder, or leads to one."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_there(path: Path) -> bool:
    """Tell whether there is anything at ``path``."""
    return is_file(path) or is_folder(path)
