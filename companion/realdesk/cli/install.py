"""``realdesk install``: tells this user's browsers where the companion is."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from realdesk.errors import RegistrationError
from realdesk.host.registration import Family, load_ids, register
from realdesk.paths import extension_dir, state_dir

_LINUX: dict[str, tuple[str, Family]] = {
    "Chromium": (".config/chromium/NativeMessagingHosts", "chromium"),
    "Google Chrome": (".config/google-chrome/NativeMessagingHosts", "chromium"),
    "Brave": (".config/BraveSoftware/Brave-Browser/NativeMessagingHosts", "chromium"),
    "Microsoft Edge": (".config/microsoft-edge/NativeMessagingHosts", "chromium"),
    "Vivaldi": (".config/vivaldi/NativeMessagingHosts", "chromium"),
    "Firefox": (".mozilla/native-messaging-hosts", "firefox"),
}
_MAC: dict[str, tuple[str, Family]] = {
    "Chromium": ("Library/Application Support/Chromium/NativeMessagingHosts", "chromium"),
    "Google Chrome": ("Library/Application Support/Google/Chrome/NativeMessagingHosts", "chromium"),
    "Brave": ("Library/Application Support/BraveSoftware/Brave-Browser/NativeMessagingHosts", "chromium"),
    "Microsoft Edge": ("Library/Application Support/Microsoft Edge/NativeMessagingHosts", "chromium"),
    "Firefox": ("Library/Application Support/Mozilla/NativeMessagingHosts", "firefox"),
}


def folders(system: str = sys.platform) -> dict[str, tuple[str, Family]]:
    """Return browser name to (folder below the home folder, family) for an operating system.

    Raises:
        RegistrationError: the system is not supported yet.
    """
    if system.startswith("linux"):
        return _LINUX
    if system == "darwin":
        return _MAC
    raise RegistrationError(
        "Installing on this operating system is not supported yet.", hint="Use Linux or macOS for now."
    )


def install() -> None:
    """Register the companion for every browser of this user, and put the ruleset to use."""
    from realdesk.ruleset.store import activate  # noqa: PLC0415 - loads tuf, which other commands do not need

    console = Console()
    state = state_dir()
    ids = load_ids(extension_dir() / "data" / "ids.json")
    present = {name: (Path.home() / folder, family) for name, (folder, family) in folders().items()}
    present = {name: found for name, found in present.items() if found[0].parent.is_dir()}
    if not present:
        raise RegistrationError(
            "No browser has a profile here.", hint="Start Chromium, Chrome, Brave, Edge, Vivaldi or Firefox once first."
        )
    for browser, (folder, family) in present.items():
        done = register(folder, family, ids=ids, launcher_folder=state / "bin", home=state)
        console.print(f"{browser}: {done.manifest}", markup=False, soft_wrap=True)
    active = activate(None, state=state, now=datetime.now(UTC))
    console.print(f"List of official contacts: version {active.version}, {active.platforms} platforms ({active.label})")
    console.print(f"Now load the extension from {extension_dir()}:", markup=False, soft_wrap=True)
    console.print("  Chromium family: chrome://extensions, switch on developer mode, “Load unpacked”")
    console.print("  Firefox: about:debugging, “This Firefox”, “Load Temporary Add-on”, choose manifest.json")
