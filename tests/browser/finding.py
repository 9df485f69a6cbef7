"""Which browsers are on this computer."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

_CHROMIUM = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "brave-browser", "brave",
    "microsoft-edge", "microsoft-edge-stable", "vivaldi", "chrome", "msedge",
)  # fmt: skip
_FIREFOX = ("firefox-esr", "firefox")
_MAC_CHROMIUM = ("Chromium", "Google Chrome", "Brave Browser", "Microsoft Edge", "Vivaldi")
_WINDOWS_CHROMIUM = (
    r"Google\Chrome\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
    r"BraveSoftware\Brave-Browser\Application\brave.exe",
)


def find_chromium(wanted: str | None = None) -> Path | None:
    """Return a browser of the Chromium family: ``wanted`` (name or path) or the first known one; ``None`` if none."""
    if wanted is not None:
        return _which((wanted,))
    return _which(_CHROMIUM) or _first(
        [Path(f"/Applications/{name}.app/Contents/MacOS/{name}") for name in _MAC_CHROMIUM]
        + [Path(root) / tail for root in _program_folders() for tail in _WINDOWS_CHROMIUM]
    )


def find_firefox(wanted: str | None = None) -> Path | None:
    """Return Firefox: ``wanted`` (name or path) or the first found; ``None`` if there is none."""
    if wanted is not None:
        return _which((wanted,))
    return _which(_FIREFOX) or _first(
        [Path("/Applications/Firefox.app/Contents/MacOS/firefox")]
        + [Path(root) / "Mozilla Firefox" / "firefox.exe" for root in _program_folders()]
    )


def has_display() -> bool:
    """Return whether a window could be shown."""
    return sys.platform in {"darwin", "win32"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _program_folders() -> list[str]:
    names = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
    return [os.environ[name] for name in names if name in os.environ]


def _which(names: tuple[str, ...]) -> Path | None:
    found = (shutil.which(name) for name in names)
    return next((Path(path) for path in found if path), None)


def _first(paths: list[Path]) -> Path | None:
    return next((path for path in paths if path.is_file()), None)
