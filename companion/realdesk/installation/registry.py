"""The Windows registry as far as registrations need it: one text under one key of the current user."""

from __future__ import annotations

import contextlib
import sys
from typing import Protocol


class Registry(Protocol):
    """Default values of keys below HKEY_CURRENT_USER."""

    def get(self, key: str, *, everyone: bool = False) -> str | None:
        """Return the default value of ``key``, or ``None``; with ``everyone`` of the key for all users."""

    def set(self, key: str, value: str) -> None:
        """Set the default value of ``key``, which is made if it is missing.

        Raises:
            OSError: the registry refuses.
        """

    def delete(self, key: str) -> None:
        """Remove ``key``, which has no keys below it; a missing one is no error.

        Raises:
            OSError: the registry refuses.
        """


if sys.platform == "win32":
    import winreg

    class WindowsRegistry:
        """The registry of the user who runs this."""

        def get(self, key: str, *, everyone: bool = False) -> str | None:
            """Return the default value of ``key``, or ``None``; with ``everyone`` of the key for all users."""
            root = winreg.HKEY_LOCAL_MACHINE if everyone else winreg.HKEY_CURRENT_USER
            try:
                return str(winreg.QueryValue(root, key)) or None
            except OSError:
                return None

        def set(self, key: str, value: str) -> None:
            """Set the default value of ``key``, which is made if it is missing."""
            winreg.SetValue(winreg.HKEY_CURRENT_USER, key, winreg.REG_SZ, value)

        def delete(self, key: str) -> None:
            """Remove ``key``; a missing one is no error."""
            with contextlib.suppress(FileNotFoundError):
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)


def current_registry() -> Registry | None:
    """Return the registry of this computer; ``None`` where there is none."""
    if sys.platform == "win32":
        return WindowsRegistry()
    return None
