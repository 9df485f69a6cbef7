"""Examines every browser's link to the companion, as the browser itself would use it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from realdesk.errors import StateError
from realdesk.host.registration import ExtensionIds
from realdesk.installation.browsers import Browser, Place, places, system_places
from realdesk.installation.confinement import confinement_faults
from realdesk.installation.faults import Fault
from realdesk.installation.launcher_checks import check_program
from realdesk.installation.looking import is_file
from realdesk.installation.machine import Machine
from realdesk.installation.manifest_checks import read_manifest
from realdesk.installation.policy_checks import policy_faults
from realdesk.installation.recognise import Found, look_at, recognised
from realdesk.installation.register import own_launcher, program_of
from realdesk.installation.round_trip import travel
from realdesk.installation.state_checks import check_state
from realdesk.paths import state_dir

PATIENCE = 20.0
"""Seconds for each answer, as the extension waits for the first."""


@dataclass(frozen=True)
class Examined:
    """One manifest that a browser would use, and what came of using it."""

    manifest: Path
    program: Path | None
    faults: tuple[Fault, ...]
    companion: str | None = None
    milliseconds: int | None = None


@dataclass(frozen=True)
class BrowserReport:
    """What was found for one browser."""

    found: Found
    faults: tuple[Fault, ...]
    """Of the browser itself; those of its manifests stand there."""
    examined: tuple[Examined, ...]

    def all_faults(self) -> list[Fault]:
        """Return every fault of this browser."""
        return [*self.faults, *(fault for item in self.examined for fault in item.faults)]


@dataclass(frozen=True)
class Report:
    """Everything that was found."""

    state: Path | None
    general: tuple[Fault, ...]
    browsers: tuple[BrowserReport, ...]

    def faults(self) -> list[Fault]:
        """Return every fault."""
        return [*self.general, *(fault for report in self.browsers for fault in report.all_faults())]


@dataclass(frozen=True)
class Doctor:
    """Examines browsers; ``patience`` bounds each wait in seconds."""

    machine: Machine
    ids: ExtensionIds
    patience: float = PATIENCE

    def examine(self, named: Sequence[Browser] = ()) -> Report:
        """Examine the state folder and the browsers in ``named``, or all that this user has."""
        try:
            state = state_dir().absolute()
            general = check_state(state, windows=self.machine.system == "win32")
        except (StateError, OSError):
            return Report(None, (Fault("state_not_writable", {"path": _named_state()}),), ())
        wanted = [look_at(item, self.machine, state) for item in named] if named else recognised(self.machine, state)
        if not wanted:
            general.append(Fault("no_browser"))
        known: set[str] = {fault.code for fault in general}
        reports = [self._browser(found, state, known) for found in wanted]
        return Report(state, tuple(general), tuple(reports))

    def _browser(self, found: Found, state: Path, known: set[str]) -> BrowserReport:
        faults = confinement_faults(found, self.machine.variables)
        if found.helpless:
            return BrowserReport(found, tuple(faults), ())
        own = places(found.browser, self.machine, state)
        registered = [place for place in own if self._is_registered(place)]
        shared = [path for path in system_places(found.browser, self.machine) if os.path.lexists(path)]
        if not registered and not shared:
            faults.append(Fault("not_registered", {"browser": found.browser.name}))
        faults += policy_faults(found.browser, self.machine)
        faults += self._contradictions([*(self._manifest(place) for place in registered), *shared])
        if registered:
            examined = [self._place(place, found, state, known) for place in registered]
        else:
            examined = [self._manifest_file(path, found, state, known) for path in shared[:1]]
        return BrowserReport(found, tuple(faults), tuple(examined))

    def _is_registered(self, place: Place) -> bool:
        if place.key is not None:
            return self.machine.registry is not None and self.machine.registry.get(place.key) is not None
        return os.path.lexists(place.manifest)

    def _manifest(self, place: Place) -> Path:
        """Return the manifest that the browser reads: on Windows whichever the registry names."""
        if place.key is not None and self.machine.registry is not None:
            return Path(self.machine.registry.get(place.key) or place.manifest)
        return place.manifest

    def _place(self, place: Place, found: Found, state: Path, known: set[str]) -> Examined:
        manifest = self._manifest(place)
        if place.key is not None and not is_file(manifest):
            fault = Fault("registry_dangling", {"key": rf"HKEY_CURRENT_USER\{place.key}", "path": str(manifest)})
            return Examined(manifest, None, (fault,))
        return self._manifest_file(manifest, found, state, known)

    def _manifest_file(self, path: Path, found: Found, state: Path, known: set[str]) -> Examined:
        windows = self.machine.system == "win32"
        manifest = read_manifest(path, found.browser.family, self.ids, windows=windows)
        if manifest.program is None:
            return Examined(path, None, manifest.faults)
        program = manifest.program
        own = own_launcher(state, self.machine)
        faults = [*manifest.faults, *check_program(program, self.machine, own=own, state=state)]
        if manifest.faults or not is_file(program):
            return Examined(path, program, tuple(faults))
        trip = travel(program, path, found.browser.family, ids=self.ids, machine=self.machine, patience=self.patience)
        # What was found in the state folder is not said once more for each browser, nor a cause and its effect.
        seen: set[str] = known | {fault.code for fault in faults}
        effects: set[str] = {"host_cannot_start", "host_died"} if _STOPPING & seen else set()
        if program == own and known & {"no_ruleset", "index_damaged", "index_format"}:
            effects.add("no_ruleset")
        faults += [fault for fault in _distinct(trip.faults) if fault.code not in seen | effects]
        return Examined(path, program, tuple(faults), trip.companion, trip.milliseconds)

    def _contradictions(self, manifests: list[Path]) -> list[Fault]:
        programs = [(path, program_of(path)) for path in manifests]
        named = [(path, program) for path, program in programs if program is not None]
        return [
            Fault("registrations_contradict", {"path": str(named[0][0]), "other": str(path)})
            for path, program in named[1:]
            if program != named[0][1]
        ]


_STOPPING = {
    "launcher_not_executable", "launcher_missing", "host_missing", "host_interpreter_missing",
}  # fmt: skip
"""Faults because of which a program cannot run: that it did not is then nothing new."""


def _distinct(faults: Sequence[Fault]) -> list[Fault]:
    return list({fault.code: fault for fault in faults}.values())


def _named_state() -> str:
    return os.environ.get("REALDESK_HOME") or str(Path.home())
