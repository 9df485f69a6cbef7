"""One live session through a registered manifest: what a browser would do, with the questions a doctor asks."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from realdesk import __version__
from realdesk.host.registration import ExtensionIds, Family
from realdesk.installation.conversation import Conversation, ConversationError
from realdesk.installation.extension import extension_version
from realdesk.installation.faults import Fault
from realdesk.installation.machine import Machine
from realdesk.protocol import PROTOCOL_VERSION

FAKE = "https://coinbase-support-desk.example/"
"""An address that must be warned about. It is reserved and belongs to nobody; nothing is fetched from it."""
_WARNINGS = {"caution", "danger"}
_KEPT = (
    "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TMPDIR", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
    "SYSTEMROOT", "COMSPEC", "PATHEXT", "USERPROFILE", "LOCALAPPDATA", "APPDATA", "TEMP", "TMP",
)  # fmt: skip
_USUAL_PATH = "/usr/local/bin:/usr/bin:/bin"


@dataclass(frozen=True)
class Trip:
    """What came of a session."""

    faults: tuple[Fault, ...]
    companion: str | None = None
    """Version of the companion that answered."""
    milliseconds: int | None = None
    """From the start of the process to the first verdict; ``None`` if there was none."""


def travel(
    program: Path, manifest: Path, family: Family, *, ids: ExtensionIds, machine: Machine, patience: float
) -> Trip:
    """Start ``program`` as a browser would, say hello, have a fake address checked, and see it end."""
    command = [str(program), *_arguments(manifest, family, ids)]
    started = time.monotonic()
    faults: list[Fault] = []
    companion = None
    milliseconds = None
    try:
        with Conversation(
            command, folder=program.parent, variables=clean_environment(machine), patience=patience
        ) as host:
            companion, found = _hello(host, program)
            faults += found
            found = _check(host)
            milliseconds = None if found else round((time.monotonic() - started) * 1000)
            faults += found
            host.end()
    except ConversationError as error:
        faults.append(error.fault)
    return Trip(tuple(faults), companion, milliseconds)


def _arguments(manifest: Path, family: Family, ids: ExtensionIds) -> list[str]:
    if family == "firefox":
        return [str(manifest), ids.firefox[0]]
    return [f"chrome-extension://{ids.chromium[0]}/"]


def clean_environment(machine: Machine) -> dict[str, str]:
    """Return the environment of a program that the desktop started: nothing of a shell, a venv or a checkout."""
    kept = {name: machine.variables[name] for name in _KEPT if name in machine.variables}
    if machine.system == "win32":
        return kept | {"PATH": machine.variables.get("PATH", "")}
    return kept | {"HOME": str(machine.home), "PATH": _USUAL_PATH}


def _hello(host: Conversation, program: Path) -> tuple[str | None, list[Fault]]:
    """Return the companion's version and what its greeting says is wrong.

    Raises:
        ConversationError: it speaks another protocol; nothing more can be asked.
    """
    answer = host.ask({"type": "hello", "id": 1, "protocol": PROTOCOL_VERSION, "version": __version__})
    result = answer.get("result")
    theirs = result.get("protocol") if isinstance(result, dict) else None
    if not isinstance(theirs, str) or not isinstance(result, dict):
        refused = (answer.get("error") or {}).get("code") == "protocol_version"
        raise ConversationError(
            "host_protocol" if refused else "host_wrong_answer", path=str(program), theirs="?", ours=PROTOCOL_VERSION
        )
    if theirs.partition(".")[0] != PROTOCOL_VERSION.partition(".")[0]:
        raise ConversationError("host_protocol", path=str(program), theirs=theirs[:20], ours=PROTOCOL_VERSION)
    companion = str(result.get("companion", ""))[:40]
    faults = _of_ruleset(result.get("ruleset"))
    ours = extension_version()
    if version_key(companion) < version_key(ours):
        faults.append(Fault("companion_older", {"theirs": companion, "ours": ours}))
    return companion, faults


def _of_ruleset(ruleset: Any) -> list[Fault]:
    if not isinstance(ruleset, dict):
        return [Fault("no_ruleset")]
    return [Fault("ruleset_stale", {"date": str(ruleset.get("expires", ""))})] if ruleset.get("stale") else []


def _check(host: Conversation) -> list[Fault]:
    answer = host.ask({"type": "check_page", "id": 2, "page": {"url": FAKE, "frames": [{"url": FAKE}]}})
    error = answer.get("error")
    if isinstance(error, dict) and error.get("code") == "no_ruleset":
        return [Fault("no_ruleset")]
    result = answer.get("result")
    level = result.get("level") if isinstance(result, dict) else None
    return [] if level in _WARNINGS else [Fault("check_failed")]


def version_key(version: str) -> tuple[int, ...]:
    """Return a version's numbers for comparing; a suffix such as ``+local`` does not count."""
    return tuple(int(part) for part in re.findall(r"\d+", version.partition("+")[0]))
