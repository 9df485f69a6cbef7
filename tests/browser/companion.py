"""The real companion for a test browser: its state, its registration, and the end of its process."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
from pathlib import Path

from realdesk import paths
from realdesk.host import registration


class CompanionError(Exception):
    """The companion could not be made ready."""


def extension_folder() -> Path:
    """Return the extension to test: the folder ``REALDESK_TEST_EXTENSION``, else the one in use."""
    named = os.environ.get("REALDESK_TEST_EXTENSION")
    return Path(named) if named else paths.extension_dir()


def activate(state: Path) -> None:
    """Fill the empty state folder ``state`` with a built and activated ruleset.

    Raises:
        CompanionError: a ``realdesk rules`` command failed; the text is the command's own.
    """
    state.mkdir(mode=0o700, parents=True, exist_ok=True)
    bundle = state.parent / f"{state.name}.bundle.json"
    _run("rules", "build", "--out", str(bundle), state=state)
    _run("rules", "activate", str(bundle), state=state)


def _run(*arguments: str, state: Path) -> None:
    command = Path(sysconfig.get_path("scripts")) / ("realdesk.exe" if sys.platform == "win32" else "realdesk")
    run = subprocess.run(
        [str(command), *arguments],
        env={**os.environ, "REALDESK_HOME": str(state)},
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise CompanionError(f"realdesk {' '.join(arguments)} failed:\n{run.stdout}{run.stderr}")


def copy_state(source: Path, target: Path) -> Path:
    """Give a browser its own copy of an activated state folder, so that its host can be told from others."""
    shutil.copytree(source, target, dirs_exist_ok=True)
    target.chmod(0o700)
    return target


def register(folder: Path, family: registration.Family, *, extension: Path, home: Path, state: Path) -> None:
    """Register the companion in a browser's manifest folder, to run with the state folder ``state``."""
    ids = registration.load_ids(extension / "data" / "ids.json")
    registration.register(folder, family, ids=ids, launcher_folder=home / "bin", home=state)


def host_processes(state: Path) -> list[int]:
    """Return the ids of the host processes that run with the state folder ``state`` (Linux only)."""
    wanted = f"REALDESK_HOME={state}".encode()
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            ours = wanted in (folder / "environ").read_bytes().split(b"\0")
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if ours and b"realdesk-host" in command:
            found.append(int(folder.name))
    return found


def kill_hosts(state: Path) -> int:
    """Kill the host processes that run with ``state`` and return how many there were."""
    found = host_processes(state)
    for process in found:
        os.kill(process, signal.SIGKILL)
    return len(found)
