"""The table of browsers: ``browsers.toml`` read for one operating system, and the places it names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from realdesk.errors import RegistrationError
from realdesk.host.registration import HOST_NAME, Family
from realdesk.installation.machine import Machine, System


@dataclass(frozen=True)
class Browser:
    """A browser on one operating system; the fields are those of ``browsers.toml``."""

    id: str
    name: str
    family: Family
    profiles: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    system: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    snaps: tuple[str, ...] = ()
    flatpaks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """Where a browser looks for the companion's manifest."""

    manifest: Path
    key: str | None = None
    """Windows: the registry key whose value is the manifest's path."""


@lru_cache(maxsize=3)
def browsers(system: System) -> tuple[Browser, ...]:
    """Return the known browsers of an operating system."""
    import tomllib  # noqa: PLC0415 - slow to import, and other commands look for no browser

    with (Path(__file__).with_name("browsers.toml")).open("rb") as file:
        entries = tomllib.load(file)["browser"]
    return tuple(
        Browser(
            entry["id"], entry["name"], entry["family"], **{name: tuple(items) for name, items in entry[system].items()}
        )
        for entry in entries
    )


def chosen(names: list[str], system: System) -> tuple[Browser, ...]:
    """Return the browsers called ``names`` (id or name in any case).

    Raises:
        RegistrationError: there is none of that name.
    """
    known = browsers(system)
    found = []
    for name in names:
        wanted = name.strip().casefold()
        match = [item for item in known if wanted in {item.id, item.name.casefold()}]
        if not match:
            raise RegistrationError(
                f"No browser is called {name[:40]!r} here.", hint=f"Use one of: {', '.join(i.id for i in known)}."
            )
        found += match
    return tuple(dict.fromkeys(found))


def places(browser: Browser, machine: Machine, state: Path) -> list[Place]:
    """Return where ``browser`` looks for this user's registration.

    On Windows the manifests stand in the state folder, one for each family, and registry keys name them.
    """
    name = f"{HOST_NAME}.json"
    if machine.system == "win32":
        manifest = state / "hosts" / browser.family / name
        return [Place(manifest, rf"{key}\{HOST_NAME}") for key in browser.keys]
    return [Place(machine.path(folder) / name) for folder in browser.hosts]


def system_places(browser: Browser, machine: Machine) -> list[Path]:
    """Return the manifests for all users that ``browser`` would read."""
    if machine.registry is not None:
        values = (machine.registry.get(rf"{key}\{HOST_NAME}", everyone=True) for key in browser.keys)
        return [Path(value) for value in values if value]
    return [machine.path(folder) / f"{HOST_NAME}.json" for folder in browser.system]
