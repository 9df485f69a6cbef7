"""Browsers in a sandbox: what can be done for a snap or flatpak.

No browser of the Chromium family can start a program outside its sandbox. Firefox can, through the WebExtensions
portal of the desktop, which asks the user once; it is not in every distribution.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping

from realdesk.installation.faults import Fault
from realdesk.installation.recognise import Found

_SERVICE = "org.freedesktop.portal.Desktop"
_OBJECT = "/org/freedesktop/portal/desktop"
_INTERFACE = "org.freedesktop.portal.WebExtensions"
_SECONDS = 5


def confinement_faults(found: Found, variables: Mapping[str, str]) -> list[Fault]:
    """Name what keeps the sandboxed copies of a browser from the companion."""
    faults = []
    for kind, names in (("snap", found.snaps), ("flatpak", found.flatpaks)):
        for name in names:
            params = {"browser": found.browser.name, "name": name}
            if found.browser.family == "chromium":
                faults.append(Fault("snap_confined" if kind == "snap" else "flatpak_confined", params))
            elif not has_portal(variables):
                faults.append(Fault("snap_portal" if kind == "snap" else "flatpak_portal", params))
    return faults


def through_the_portal(found: Found, variables: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return name and package of the sandboxed copies of a browser that the desktop can help."""
    packages = (*found.snaps, *found.flatpaks)
    if found.browser.family == "chromium" or not packages or not has_portal(variables):
        return []
    return [(found.browser.name, package) for package in packages]


def has_portal(variables: Mapping[str, str]) -> bool:
    """Tell whether this session's desktop portal can start programs for sandboxed browsers."""
    queries = (
        ["busctl", "--user", "get-property", _SERVICE, _OBJECT, _INTERFACE, "version"],
        ["gdbus", "call", "--session", "--dest", _SERVICE, "--object-path", _OBJECT,
         "--method", "org.freedesktop.DBus.Properties.Get", _INTERFACE, "version"],
    )  # fmt: skip
    for command in queries:
        program = shutil.which(command[0], path=variables.get("PATH"))
        if program is None:
            continue
        try:
            done = subprocess.run(  # noqa: S603 - a fixed command
                [program, *command[1:]], capture_output=True, check=False, timeout=_SECONDS, env=dict(variables)
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return True
    return False
