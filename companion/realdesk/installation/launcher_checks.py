"""Looks at the program a manifest names, and at what that starts, without starting it."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from realdesk.errors import RegistrationError
from realdesk.host.registration import Launcher, host_script, read_launcher
from realdesk.installation.faults import Fault, FaultCode
from realdesk.installation.looking import is_file
from realdesk.installation.machine import Machine

_SHIMS = "shims"
"""Folder of version managers (pyenv, asdf, mise, …): what stands there starts whatever version is chosen just then."""
_CACHES = (
    re.compile(r"/\.mount_[^/]+/"),  # an AppImage while it runs
    re.compile(r"/(\.cache|Caches|cache|Cache)/(pipx|uv|pip|pex|shiv)/", re.IGNORECASE),
    re.compile(r"/\.local/(share/)?pipx/\.cache/"),
    re.compile(r"/\.shiv/|/\.pex/"),
)
_TEMPORARY = ("/tmp", "/var/tmp", "/dev/shm", "/run/user")  # noqa: S108 - paths that are looked for, not used
_SHEBANG_BYTES = 1024


def check_program(program: Path, machine: Machine, *, own: Path, state: Path) -> list[Fault]:
    """Name what is wrong with the program that a manifest starts.

    Args:
        program: what the manifest names.
        machine: where it would run.
        own: the launcher of this installation.
        state: this installation's state folder.
    """
    faults = _lasting(program, machine, state)
    if not is_file(program):
        return [*faults, _fault("launcher_missing", program)]
    if machine.system != "win32" and not os.access(program, os.X_OK):
        return [*faults, _fault("launcher_not_executable", program)]
    if faults:
        return faults
    try:
        launcher = read_launcher(program)
    except OSError:
        return [_fault("launcher_not_executable", program)]
    if program != own:
        faults.append(Fault("launcher_foreign", {"path": str(program), "own": str(own)}))
    return faults + _check_script(launcher, program, machine, state, foreign=program != own)


def _check_script(
    launcher: Launcher | None, program: Path, machine: Machine, state: Path, *, foreign: bool
) -> list[Fault]:
    script = launcher.script if launcher is not None else program
    faults = _lasting(script, machine, state)
    if not is_file(script):
        return [*faults, _fault("host_missing", script)]
    interpreter = _interpreter(script)
    if interpreter is not None and not is_file(interpreter):
        return [*faults, Fault("host_interpreter_missing", {"path": str(script), "program": str(interpreter)})]
    if launcher is not None and not foreign and not faults:
        try:
            ours = host_script(windows=machine.system == "win32")
        except RegistrationError:
            return faults
        if script != ours:
            faults.append(Fault("host_other_environment", {"path": str(script), "own": str(ours)}))
    return faults


def _interpreter(script: Path) -> Path | None:
    """Return the program named in a script's first line."""
    try:
        with script.open("rb") as file:
            line = file.read(_SHEBANG_BYTES).partition(b"\n")[0]
    except OSError:
        return None
    if not line.startswith(b"#!/"):
        return None
    return Path(os.fsdecode(line[2:].strip().split(b" ")[0]))


def _lasting(path: Path, machine: Machine, state: Path) -> list[Fault]:
    """Name why a path will not last: a shim, or a place that is emptied."""
    text = path.as_posix()
    if _SHIMS in {part.casefold() for part in path.parts}:
        return [_fault("launcher_shim", path)]
    if _temporary(path, machine, state) or any(pattern.search(text) for pattern in _CACHES):
        return [_fault("launcher_ephemeral", path)]
    return []


def _temporary(path: Path, machine: Machine, state: Path) -> bool:
    if machine.variables.get("REALDESK_HOME") and path.is_relative_to(state):
        return False  # the user named that place
    roots = {Path(root) for root in (*_TEMPORARY, tempfile.gettempdir())}
    # Where the home folder itself is temporary, everything is, and nothing is amiss.
    return any(path.is_relative_to(root) and not machine.home.is_relative_to(root) for root in roots)


def _fault(code: FaultCode, path: Path) -> Fault:
    return Fault(code, {"path": str(path)})
