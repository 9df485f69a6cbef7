"""Telling a browser about the companion: a launcher and one host manifest per browser family.

A host manifest names a program and cannot carry arguments, so it points at a launcher: a small script that starts
this environment's own ``realdesk-host``. The families have different manifests (Chromium wants ``allowed_origins``,
Firefox ``allowed_extensions``, and refuses a file with the other's key), so they are never mixed in one file.

Every file is written beside its place and then moved there: a reader sees the old file or the new one.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from realdesk.errors import RegistrationError
from realdesk.files import write_atomically

HOST_NAME = "org.realdesk.companion"
"""The name under which the extension asks for the companion."""

Family = Literal["chromium", "firefox"]

_DESCRIPTION = "realdesk companion: tells whether a support desk is the real one"
_MAX_LAUNCHER = 65536
_SHELL_LAUNCHER = re.compile(r'#!/bin/sh\n(?:export REALDESK_HOME=(.+)\n)?exec (.+) "\$@"\n')
_BATCH_LAUNCHER = re.compile(r'@echo off\r\nchcp 65001 >nul\r\n(?:set "REALDESK_HOME=(.+)"\r\n)?"(.+)" %\*\r\n')
_UNSAFE_IN_BATCH = frozenset('"\r\n')


@dataclass(frozen=True)
class ExtensionIds:
    """The ids of the extension that may start the companion."""

    chromium: tuple[str, ...]
    """32 letters a-p each; stores may assign others than the development one."""
    firefox: tuple[str, ...]


@dataclass(frozen=True)
class Registration:
    """What ``register`` wrote."""

    family: Family
    launcher: Path
    manifest: Path
    changed: bool = True
    """Whether a file had to be written: not if both were there already, as they are now."""


@dataclass(frozen=True)
class Launcher:
    """What a launcher written by ``write_launcher`` starts."""

    script: Path
    home: Path | None
    """The state folder it sets, if it sets one."""


def load_ids(path: Path) -> ExtensionIds:
    """Read ``extension/data/ids.json``: ``{"chromium": [id, ...], "gecko": [id, ...]}``; other keys are ignored.

    Raises:
        RegistrationError: the file is missing, is not JSON or lists no id of a family.
    """
    hint = "Reinstall realdesk, or restore extension/data/ids.json from the repository."
    try:
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise RegistrationError(
            f"The list of extension ids {path} cannot be read: {error.strerror}.", hint=hint
        ) from error
    except ValueError as error:
        raise RegistrationError(f"The list of extension ids {path} is not JSON.", hint=hint) from error
    return ExtensionIds(chromium=_ids(data, "chromium", path, hint), firefox=_ids(data, "gecko", path, hint))


def _ids(data: Any, engine: str, path: Path, hint: str) -> tuple[str, ...]:
    values = data.get(engine) if isinstance(data, dict) else None
    if not isinstance(values, list) or not values or not all(isinstance(item, str) and item for item in values):
        raise RegistrationError(f"{path} names no {engine} extension id.", hint=hint)
    return tuple(values)


def host_script(*, windows: bool = os.name == "nt") -> Path:
    """Return the ``realdesk-host`` console script of the running environment.

    It is the script itself and not a version manager's shim, which would cost 100 ms and break on upgrades.

    Raises:
        RegistrationError: the environment has no such script.
    """
    script = Path(sysconfig.get_path("scripts")) / ("realdesk-host.exe" if windows else "realdesk-host")
    if not script.is_file():
        raise RegistrationError(
            f"The companion's program {script} is missing.",
            hint="Install realdesk in this environment again: pip install --force-reinstall realdesk",
        )
    return script


def launcher_text(script: Path, home: Path | None, *, windows: bool = os.name == "nt") -> str:
    """Return the launcher that starts ``script``, with ``REALDESK_HOME`` set to ``home`` unless that is ``None``.

    Raises:
        RegistrationError: on Windows, a path that cannot stand in a batch file.
    """
    if not windows:
        export = f"export REALDESK_HOME={shlex.quote(str(home))}\n" if home is not None else ""
        return f'#!/bin/sh\n{export}exec {shlex.quote(str(script))} "$@"\n'
    lines = ["@echo off", "chcp 65001 >nul"]
    if home is not None:
        lines.append(f'set "REALDESK_HOME={_batch(home)}"')
    lines.append(f'"{_batch(script)}" %*')
    return "\r\n".join(lines) + "\r\n"


def read_launcher(path: Path) -> Launcher | None:
    """Return what the launcher at ``path`` starts; ``None`` if it is not one of ours.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        text = file.read(_MAX_LAUNCHER).decode("utf-8", errors="replace")
    if text.startswith("#!/bin/sh\n"):
        match = _SHELL_LAUNCHER.fullmatch(text)
        words = [shlex.split(part or "") for part in match.groups()] if match else []
        return Launcher(Path(words[1][0]), Path(words[0][0]) if words[0] else None) if match else None
    match = _BATCH_LAUNCHER.fullmatch(text)
    if match is None:
        return None
    home, script = ((part or "").replace("%%", "%") for part in match.groups())
    return Launcher(Path(script), Path(home) if home else None)


def _batch(path: Path) -> str:
    text = str(path)
    if _UNSAFE_IN_BATCH & set(text):
        raise RegistrationError(
            f"The path {text!r} cannot stand in a batch file.",
            hint="Move realdesk to a folder without quotes in its name.",
        )
    return text.replace("%", "%%")


def manifest_content(family: Family, launcher: Path, ids: ExtensionIds) -> dict[str, object]:
    """Return the host manifest of ``family`` that starts ``launcher``."""
    content: dict[str, object] = {
        "name": HOST_NAME,
        "description": _DESCRIPTION,
        "path": str(launcher),
        "type": "stdio",
    }
    if family == "chromium":
        content["allowed_origins"] = [f"chrome-extension://{item}/" for item in ids.chromium]
    else:
        content["allowed_extensions"] = list(ids.firefox)
    return content


def write_launcher(folder: Path, *, script: Path, home: Path | None = None, windows: bool = os.name == "nt") -> Path:
    """Write the launcher into ``folder`` (created if missing) and return its path.

    Args:
        folder: where it goes; the launcher must stay there as long as a manifest names it.
        script: the program to start, see ``host_script``.
        home: the state folder to use; ``None`` leaves it to the companion.
        windows: write a batch file instead of a shell script.

    Raises:
        RegistrationError: it cannot be written.
    """
    path = launcher_path(folder, windows=windows)
    _replace(path, launcher_text(script, home, windows=windows).encode(), mode=0o755)
    return path


def launcher_path(folder: Path, *, windows: bool = os.name == "nt") -> Path:
    """Return where ``write_launcher`` puts the launcher in ``folder``."""
    return folder / ("realdesk-host.bat" if windows else "realdesk-host.sh")


def write_manifest(folder: Path, family: Family, *, launcher: Path, ids: ExtensionIds) -> Path:
    """Write the host manifest of ``family`` into ``folder`` (created if missing) and return its path.

    Args:
        folder: the browser's folder of host manifests.
        family: which of the two forms to write.
        launcher: absolute path of the launcher.
        ids: who may start it.

    Raises:
        RegistrationError: ``launcher`` is relative, or the file cannot be written.
    """
    if not launcher.is_absolute():
        raise RegistrationError(f"The launcher path {launcher} is relative.", hint="Give the launcher's full path.")
    path = folder / f"{HOST_NAME}.json"
    content = json.dumps(manifest_content(family, launcher, ids), indent=2, ensure_ascii=False) + "\n"
    _replace(path, content.encode(), mode=0o644)
    return path


def register(
    folder: Path,
    family: Family,
    *,
    ids: ExtensionIds,
    launcher_folder: Path,
    home: Path | None = None,
    windows: bool = os.name == "nt",
) -> Registration:
    """Write launcher and manifest so that one browser finds the companion.

    Args:
        folder: the browser's folder of host manifests.
        family: which browser family reads ``folder``.
        ids: extension ids that may start the companion.
        launcher_folder: where the launcher goes, outside the browser's folder.
        home: the companion's state folder; ``None`` for its default.
        windows: write a batch file as launcher instead of a shell script.

    Raises:
        RegistrationError: something is missing or cannot be written. The launcher comes first, so a manifest never
            names a launcher that is not there.
    """
    launcher = launcher_path(launcher_folder.absolute(), windows=windows)
    before = [_identity(path) for path in (launcher, folder / f"{HOST_NAME}.json")]
    write_launcher(launcher.parent, script=host_script(), home=home, windows=windows)
    manifest = write_manifest(folder, family, launcher=launcher, ids=ids)
    return Registration(family, launcher, manifest, [_identity(path) for path in (launcher, manifest)] != before)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def _unchanged(path: Path, content: bytes, mode: int) -> bool:
    """Tell whether ``path`` is a plain file that has this content and mode already."""
    try:
        mode_fits = os.name == "nt" or path.stat().st_mode & 0o7777 == mode
        return mode_fits and not path.is_symlink() and path.read_bytes() == content
    except OSError:
        return False


def _replace(path: Path, content: bytes, *, mode: int) -> None:
    if _unchanged(path, content, mode):
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content, mode=mode)
    except OSError as error:
        raise RegistrationError(
            f"{path} cannot be written: {error.strerror}.", hint="Make the folder writable for you, then try again."
        ) from error
