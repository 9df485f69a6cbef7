"""Registers the companion in browsers of this user, and takes back exactly that."""

from __future__ import annotations

import contextlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from realdesk import paths
from realdesk.errors import RegistrationError
from realdesk.feeds.format import FEEDS_NAME
from realdesk.feeds.schedule import FOLDER as FEEDS_FOLDER
from realdesk.host.registration import HOST_NAME, ExtensionIds, launcher_path, register
from realdesk.installation.browsers import Browser, Place, browsers, places
from realdesk.installation.machine import Machine
from realdesk.installation.record import RECORD_NAME, note_missing, remove_made

LAUNCHER_FOLDER = "bin"
MANIFEST_FOLDER = "hosts"
"""In the state folder; Windows only, where registry keys name the manifests."""
_STATE_FILES = {
    paths.INDEX_NAME, paths.BUNDLE_NAME, RECORD_NAME, "high_water.json", "lock", LAUNCHER_FOLDER, MANIFEST_FOLDER,
    FEEDS_NAME, FEEDS_FOLDER,
}  # fmt: skip
"""What is in a state folder; a folder that the user named may hold other things, which stay."""


@dataclass(frozen=True)
class Written:
    """One registration."""

    browser: Browser
    place: Place
    changed: bool
    """False if it was there already, as it is now."""


def own_launcher(state: Path, machine: Machine) -> Path:
    """Return where the launcher of this installation is or would be."""
    return launcher_path(state.absolute() / LAUNCHER_FOLDER, windows=machine.system == "win32")


def register_browser(browser: Browser, machine: Machine, *, state: Path, ids: ExtensionIds) -> list[Written]:
    """Tell ``browser`` where the companion is. Doing it again changes nothing.

    Raises:
        RegistrationError: something cannot be written.
    """
    written = []
    windows = machine.system == "win32"
    for place in places(browser, machine, state):
        _note(place.manifest.parent, state)
        done = register(
            place.manifest.parent,
            browser.family,
            ids=ids,
            launcher_folder=state / LAUNCHER_FOLDER,
            home=state,
            windows=windows,
        )
        changed = done.changed
        if place.key is not None and machine.registry is not None:
            changed |= _set(machine, place.key, str(done.manifest))
        written.append(Written(browser, place, changed))
    return written


def _note(folder: Path, state: Path) -> None:
    try:
        note_missing(folder, state)
    except OSError as error:
        raise RegistrationError(
            f"{state} cannot be written: {error.strerror}.", hint="Make the folder writable for you, then try again."
        ) from error


def _set(machine: Machine, key: str, value: str) -> bool:
    registry = machine.registry
    assert registry is not None  # noqa: S101 - asked by the caller, for the type checker
    if registry.get(key) == value:
        return False
    try:
        registry.set(key, value)
    except OSError as error:
        raise RegistrationError(
            f"The registry key HKEY_CURRENT_USER\\{key} cannot be written: {error.strerror}.",
            hint="Ask whoever manages this computer whether extensions may start programs.",
        ) from error
    return True


def unregister(machine: Machine, *, state: Path) -> list[str]:
    """Remove every registration that starts our launcher, then the launcher; return what was removed.

    Manifests that start another program, also another installation of realdesk, stay as they are.

    Raises:
        RegistrationError: something cannot be removed.
    """
    launcher = own_launcher(state, machine)
    removed: list[str] = []
    try:
        for place in dict.fromkeys(p for b in browsers(machine.system) for p in places(b, machine, state)):
            removed += _unregister(place, machine, launcher)
        if machine.system == "win32" and (state / MANIFEST_FOLDER).is_dir():
            shutil.rmtree(state / MANIFEST_FOLDER)
            removed.append(str(state / MANIFEST_FOLDER))
        if launcher.is_file():
            launcher.unlink()
            removed.append(str(launcher))
            with contextlib.suppress(OSError):
                launcher.parent.rmdir()
        remove_made(state)
    except OSError as error:
        raise RegistrationError(
            f"{error.filename} cannot be removed: {error.strerror}.",
            hint="Make the folder writable for you, then try again.",
        ) from error
    return removed


def _unregister(place: Place, machine: Machine, launcher: Path) -> list[str]:
    if place.key is not None and machine.registry is not None:
        if machine.registry.get(place.key) != str(place.manifest):
            return []
        machine.registry.delete(place.key)
        return [rf"HKEY_CURRENT_USER\{place.key}"]
    if program_of(place.manifest) != launcher:
        return []
    place.manifest.unlink()
    return [str(place.manifest)]


def program_of(manifest: Path) -> Path | None:
    """Return the program that a manifest starts, or ``None`` if it cannot be read."""
    try:
        content = json.loads(manifest.read_bytes())
    except (OSError, ValueError):
        return None
    named = content.get("path") if isinstance(content, dict) and content.get("name") == HOST_NAME else None
    return Path(named) if isinstance(named, str) else None


def remove_state(state: Path) -> tuple[list[Path], list[Path]]:
    """Remove the contents of a state folder, and the folder if that leaves it empty.

    Returns what was removed and what is left. Only what realdesk keeps there is removed: ``REALDESK_HOME`` may name a folder that is used for more.

    Raises:
        RegistrationError: something cannot be removed.
    """
    removed = []
    left = []
    try:
        for path in sorted(state.iterdir()):
            if path.name not in _STATE_FILES and not path.name.endswith(".unfinished"):
                left.append(path)
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
            removed.append(path)
        if not left:
            state.rmdir()
            removed = [state]
    except OSError as error:
        raise RegistrationError(
            f"{error.filename} cannot be removed: {error.strerror}.", hint="Remove the folder by hand."
        ) from error
    return removed, left
