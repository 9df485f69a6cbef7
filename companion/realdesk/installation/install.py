"""Registers every browser that can be registered, and says of each what was done or why it could not be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from realdesk.errors import RegistrationError
from realdesk.host.registration import ExtensionIds
from realdesk.installation.confinement import confinement_faults, through_the_portal
from realdesk.installation.faults import Fault
from realdesk.installation.launcher_checks import check_program
from realdesk.installation.machine import Machine
from realdesk.installation.recognise import Found
from realdesk.installation.register import Written, own_launcher, register_browser


@dataclass(frozen=True)
class Outcome:
    """What came of an installation."""

    launcher: Path
    written: tuple[Written, ...]
    failed: tuple[tuple[Found, RegistrationError], ...]
    """Browsers whose registration could not be written, and why."""
    faults: tuple[Fault, ...]
    """What keeps a browser, or will keep it, from using its registration."""
    portals: tuple[tuple[str, str], ...]
    """Name and package of sandboxed browsers for which the desktop will ask once."""


def install_in(wanted: Sequence[Found], machine: Machine, *, state: Path, ids: ExtensionIds) -> Outcome:
    """Register the browsers in ``wanted``; those that cannot leave their sandbox are left out and named."""
    written: list[Written] = []
    failed = []
    for found in wanted:
        if found.helpless:
            continue
        try:
            written += register_browser(found.browser, machine, state=state, ids=ids)
        except RegistrationError as error:
            failed.append((found, error))
    faults = [fault for found in wanted for fault in confinement_faults(found, machine.variables)]
    launcher = own_launcher(state, machine)
    if written:
        faults += check_program(launcher, machine, own=launcher, state=state)
    portals = [item for found in wanted for item in through_the_portal(found, machine.variables)]
    return Outcome(launcher, tuple(written), tuple(failed), tuple(faults), tuple(portals))
