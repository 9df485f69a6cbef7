"""A user with a browser and an installed companion, in temporary folders, ready to be broken."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from realdesk.host.registration import Family
from realdesk.installation.browsers import browsers, places
from realdesk.installation.doctor import Doctor, Report
from realdesk.installation.extension import extension_ids
from realdesk.installation.machine import Machine, System
from realdesk.installation.register import own_launcher, register_browser

IDS = extension_ids()


class Keys:
    """A Windows registry held in two dictionaries."""

    def __init__(self) -> None:
        self.mine: dict[str, str] = {}
        self.everyone: dict[str, str] = {}

    def get(self, key: str, *, everyone: bool = False) -> str | None:
        return (self.everyone if everyone else self.mine).get(key)

    def set(self, key: str, value: str) -> None:
        self.mine[key] = value

    def delete(self, key: str) -> None:
        self.mine.pop(key, None)


def machine_in(folder: Path, system: System = "linux", **variables: str) -> Machine:
    """Return a computer all of whose places are in ``folder``."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    registry = Keys() if system == "win32" else None
    return Machine(system, home, {"PATH": str(folder / "programs"), **variables}, folder / "root", registry)


@dataclass
class Installed:
    """A registered browser and the companion's state."""

    machine: Machine
    state: Path
    family: Family

    def __post_init__(self) -> None:
        name = "chromium" if self.family == "chromium" else "firefox"
        self.browser = next(item for item in browsers(self.machine.system) if item.id == name)
        self.machine.path(self.browser.profiles[0]).mkdir(parents=True)
        register_browser(self.browser, self.machine, state=self.state, ids=IDS)
        self.manifest = places(self.browser, self.machine, self.state)[0].manifest
        self.launcher = own_launcher(self.state, self.machine)

    def change(self, **values: Any) -> None:
        """Change entries of the manifest; ``None`` removes one."""
        content = json.loads(self.manifest.read_text()) | values
        self.manifest.write_text(json.dumps({key: value for key, value in content.items() if value is not None}))

    def program(self, path: Path, text: str) -> Path:
        """Write an executable and have the manifest name it."""
        self.change(path=str(script(path, text)))
        return path

    def report(self, patience: float = 20.0) -> Report:
        return Doctor(self.machine, IDS, patience).examine([self.browser])

    def faults(self, patience: float = 20.0) -> list[str]:
        """Return the codes of what the doctor finds."""
        return [fault.code for fault in self.report(patience).faults()]


Install = Callable[..., Installed]


def script(path: Path, text: str) -> Path:
    """Write an executable script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.chmod(path, 0o755)  # noqa: PTH101 - one line for both
    return path
