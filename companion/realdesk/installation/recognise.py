"""Which browsers this user has, and which of them run in a sandbox that cannot start other programs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from realdesk.installation.browsers import Browser, browsers
from realdesk.installation.machine import Machine

_SNAP_WRAPPER = b"/snap/bin/"
_WRAPPER_BYTES = 65536


@dataclass(frozen=True)
class Found:
    """A browser of this user, in each way it is installed."""

    browser: Browser
    ordinary: bool
    """Installed so that it can start other programs."""
    snaps: tuple[str, ...] = ()
    flatpaks: tuple[str, ...] = ()

    @property
    def confined(self) -> bool:
        """Only there as a snap or flatpak."""
        return not self.ordinary and bool(self.snaps or self.flatpaks)


def recognised(machine: Machine) -> list[Found]:
    """Return the browsers that have a profile or a program here, in the order of the table."""
    found = [look_at(browser, machine) for browser in browsers(machine.system)]
    return [item for item in found if item.ordinary or item.confined]


def look_at(browser: Browser, machine: Machine) -> Found:
    """Return how ``browser`` is installed, if it is."""
    snaps = tuple(name for name in browser.snaps if any(path.is_dir() for path in _snap_folders(name, machine)))
    flatpaks = tuple(name for name in browser.flatpaks if any(path.is_dir() for path in _flatpaks(name, machine)))
    program = _program(browser, machine)
    if program is not None and _starts_a_snap(program):
        snaps = snaps or browser.snaps[:1]
        program = None
    # A sandboxed browser keeps its profile in its own folder; an ordinary one may have left its own behind.
    profile = any(machine.path(folder).is_dir() for folder in browser.profiles)
    ordinary = program is not None or (profile and not snaps and not flatpaks)
    return Found(browser, ordinary, snaps, flatpaks)


def _snap_folders(name: str, machine: Machine) -> list[Path]:
    return [machine.home / "snap" / name, machine.root / "snap" / name / "current"]


def _flatpaks(name: str, machine: Machine) -> list[Path]:
    shares = [machine.home / ".local/share/flatpak/app", machine.root / "var/lib/flatpak/app"]
    return [share / name for share in shares] + [machine.home / ".var/app" / name]


def _program(browser: Browser, machine: Machine) -> Path | None:
    paths = [folder / name for folder in machine.program_folders() for name in browser.programs]
    return next((path for path in paths if path.exists()), None)


def _starts_a_snap(program: Path) -> bool:
    """Tell whether a command is a snap's, or a script that distributions put in place of one that became a snap."""
    try:
        real = program.resolve()
        if _SNAP_WRAPPER.decode() in str(program) or str(real) == "/usr/bin/snap":
            return True
        with real.open("rb") as file:
            start = file.read(_WRAPPER_BYTES)
    except OSError:
        return False
    return start.startswith(b"#!") and _SNAP_WRAPPER in start
