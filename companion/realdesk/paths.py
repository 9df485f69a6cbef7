"""Where things are: the user's state, and what the package or the checkout brings along."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from realdesk.errors import StateError

PACKAGE = Path(__file__).resolve().parent
BUNDLE_NAME = "ruleset.bundle.json"
INDEX_NAME = "index.bin"


def source_root() -> Path | None:
    """Return the checkout this code runs from, or ``None`` for an installed wheel."""
    root = PACKAGE.parent.parent
    return root if (root / "rules" / "policy.toml").is_file() and (root / "pyproject.toml").is_file() else None


def _shipped(name: str) -> Path:
    root = source_root()
    return (root if root is not None else PACKAGE / "_data") / name


def rules_dir() -> Path:
    """Return the folder of rule sources."""
    return _shipped("rules")


def extension_dir() -> Path:
    """Return the folder of the browser extension."""
    return _shipped("extension")


def bundled_ruleset() -> Path:
    """Return the signed bundle that came with this installation; in a checkout, the one last built."""
    root = source_root()
    return root / "build" / BUNDLE_NAME if root is not None else PACKAGE / "_data" / BUNDLE_NAME


def state_dir() -> Path:
    """Return the state folder, created with mode 0700 if missing.

    ``REALDESK_HOME`` overrides the platform's usual place (Linux: ``~/.local/share/realdesk``). A checkout has a folder
    of its own below it.

    Raises:
        StateError: the folder cannot be created or is not a folder.
    """
    override = os.environ.get("REALDESK_HOME")
    if override:
        folder = Path(override)
    else:
        import platformdirs  # noqa: PLC0415 - 2 ms that a host with REALDESK_HOME set need not pay

        folder = Path(platformdirs.user_data_dir("realdesk", appauthor=False))
        root = source_root()
        if root is not None:
            # Each checkout signs with keys of its own: what one accepted is nothing to another.
            folder /= f"checkout-{hashlib.sha256(str(root).encode()).hexdigest()[:12]}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StateError(
            f"The state folder {folder} cannot be created: {error.strerror}.",
            hint="Make the folder writable for you, or set REALDESK_HOME to another folder.",
        ) from error
    return folder
