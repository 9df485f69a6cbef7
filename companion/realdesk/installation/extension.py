"""What is known of the extension that came with this installation."""

from __future__ import annotations

import json

from realdesk.host.registration import ExtensionIds, load_ids
from realdesk.paths import extension_dir


def extension_ids() -> ExtensionIds:
    """Return the ids under which browsers know the extension.

    Raises:
        RegistrationError: the list of ids cannot be read.
    """
    return load_ids(extension_dir() / "data" / "ids.json")


def extension_version() -> str:
    """Return the version in the extension's manifest."""
    return str(json.loads((extension_dir() / "manifest.json").read_text("utf-8"))["version"])
