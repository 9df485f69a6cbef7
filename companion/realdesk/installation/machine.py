"""The computer and user that browsers are looked for on: every place outside the package is reached through it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from realdesk.installation.registry import Registry, current_registry

System = Literal["linux", "darwin", "win32"]


@dataclass(frozen=True)
class Machine:
    """A computer as one user sees it."""

    system: System
    home: Path
    variables: Mapping[str, str] = field(default_factory=dict)
    """Environment variables."""
    root: Path = Path("/")
    """Root of the places that belong to all users."""
    registry: Registry | None = None
    """Windows only."""

    @classmethod
    def here(cls) -> Machine:
        """Return this computer and the user who runs this."""
        system: System = "linux"
        if sys.platform in {"darwin", "win32"}:
            system = "darwin" if sys.platform == "darwin" else "win32"
        return cls(system, Path.home(), dict(os.environ), registry=current_registry())

    def path(self, template: str) -> Path:
        """Return the path that a template of ``browsers.toml`` stands for."""
        if template.startswith("/"):
            return self.root / template.lstrip("/")
        name, _, rest = template.partition("}")
        return self._folder(name.lstrip("{")) / rest.lstrip("/")

    def _folder(self, name: str) -> Path:
        if name == "home":
            return self.home
        variable, usual = {
            "config": ("XDG_CONFIG_HOME", ".config"),
            "support": ("", "Library/Application Support"),
            "local": ("LOCALAPPDATA", "AppData/Local"),
            "roaming": ("APPDATA", "AppData/Roaming"),
        }[name]
        chosen = self.variables.get(variable, "")
        # A relative folder is ignored, as the specification of these variables asks.
        return Path(chosen) if Path(chosen).is_absolute() else self.home / usual

    def program_folders(self) -> list[Path]:
        """Return the folders that programs are found in; on Linux those of the PATH."""
        if self.system == "linux":
            return [Path(item) for item in self.variables.get("PATH", "").split(os.pathsep) if item]
        if self.system == "darwin":
            return [self.root / "Applications", self.home / "Applications"]
        names = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        return [Path(self.variables[name]) for name in names if self.variables.get(name)]
