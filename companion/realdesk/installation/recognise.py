"""Which browsers this user has, and which of them run in a sandbox that cannot start other programs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from realdesk.installation.browsers import Browser, browsers
from realdesk.installation.looking import is_folder, is_there
from realdesk.installation.machine import Machine
from realdesk.installation.record import made_folders

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

    @property
    def helpless(self) -> bool:
        """In a sandbox that no setting lets it leave: see ``confinement``."""
        return self.confined and self.browser.family == "chromium"


def recognised(machine: Machine, state: Path) -> list[Found]:
    """Return the browsers that have a profile or a program here, in the order of the table."""
    found = [look_at(browser, machine, state) for browser in browsers(machine.system)]
    return [item for item in found if item.ordinary or item.confined]


def look_at(browser: Browser, machine: Machine, state: Path) -> Found:
    """Return how ``browser`` is installed, if it is.

    Args:
        browser: the one to look for.
        machine: where to look.
        state: the state folder, which knows the folders that install made; they are no profiles.
    """
    program = _program(browser, machine)
    starts_a_snap = program is not None and _starts_a_snap(program)
    ordinary = program is not None and not starts_a_snap
    # What a removed package left in the home folder says something only where there is nothing better.
    data = not ordinary
    snaps = tuple(name for name in browser.snaps if any(map(is_folder, _snap_folders(name, machine, data=data))))
    flatpaks = tuple(
        name for name in browser.flatpaks if any(map(is_folder, _flatpak_folders(name, machine, data=data)))
    )
    if starts_a_snap and not snaps:
        snaps = browser.snaps[:1]
    # A sandboxed browser keeps its profile in its own folder; an ordinary one may have left its own behind.
    made = made_folders(state)
    profile = any(_is_profile(machine.path(folder), made) for folder in browser.profiles)
    return Found(browser, ordinary or (profile and not snaps and not flatpaks), snaps, flatpaks)


def _is_profile(folder: Path, made: frozenset[Path]) -> bool:
    if folder not in made:
        return is_folder(folder)
    # Made for a browser that reads another's folder, or that was named before it was used.
    return is_folder(folder) and any(path not in made for path in folder.iterdir())


def _snap_folders(name: str, machine: Machine, *, data: bool) -> list[Path]:
    """Return where a snap is; with ``data`` also where its user's data are."""
    return [machine.root / "snap" / name / "current"] + ([machine.home / "snap" / name] if data else [])


def _flatpak_folders(name: str, machine: Machine, *, data: bool) -> list[Path]:
    """Return where a flatpak is; with ``data`` also where its user's data are."""
    shares = [machine.root / "var/lib/flatpak/app", machine.home / ".local/share/flatpak/app"]
    return [share / name for share in (*shares, *([machine.home / ".var/app"] if data else []))]


def _program(browser: Browser, machine: Machine) -> Path | None:
    paths = [folder / name for folder in machine.program_folders() for name in browser.programs]
    return next((path for path in paths if is_there(path)), None)


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
