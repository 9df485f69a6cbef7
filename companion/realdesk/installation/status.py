"""What is installed: versions, ruleset, and the browsers that know of it. Nothing is started or changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from realdesk import __version__
from realdesk.errors import IndexFileError
from realdesk.index.reader import Index
from realdesk.installation.browsers import browsers, places
from realdesk.installation.extension import extension_version
from realdesk.installation.machine import Machine
from realdesk.installation.recognise import Found, look_at
from realdesk.installation.register import own_launcher, program_of
from realdesk.installation.state_checks import date_of
from realdesk.paths import INDEX_NAME, extension_dir
from realdesk.protocol import PROTOCOL_VERSION


def status_of(found: list[Found], machine: Machine, state: Path) -> dict[str, Any]:
    """Return the state of an installation as JSON values.

    Browsers are those in ``found``, and those that this companion was registered in though they are not here (yet).
    """
    shown = [_browser(item, machine, state) for item in found]
    known = {item["id"] for item in shown}
    manifests = {place["manifest"] for item in shown for place in item["registered"]}
    others = [look_at(item, machine, state) for item in browsers(machine.system) if item.id not in known]
    for item in (_browser(other, machine, state) for other in others):
        # Several browsers read one folder: what is registered for another is not listed once more.
        if any(place["own"] and place["manifest"] not in manifests for place in item["registered"]):
            shown.append(item)
            manifests.update(place["manifest"] for place in item["registered"])
    return {
        "version": __version__,
        "protocol": PROTOCOL_VERSION,
        "extension": {"version": extension_version(), "path": str(extension_dir())},
        "state": str(state),
        "ruleset": ruleset_of(state),
        "browsers": shown,
        "update_address": UPDATE_ADDRESS,
    }


UPDATE_ADDRESS: str | None = None
"""Where newer rulesets are fetched from; nowhere until a build sets one."""


def ruleset_of(state: Path) -> dict[str, Any] | None:
    """Return the ruleset in use, or ``None`` where there is none that can be read."""
    try:
        index = Index.open(state / INDEX_NAME)
    except IndexFileError:
        return None
    header = index.header
    return {
        "version": header.version,
        "date": date_of(header.issued),
        "expires": date_of(header.expires),
        "stale": index.stale(),
        "label": header.label,
        "platforms": index.core.desks,
    }


def _browser(found: Found, machine: Machine, state: Path) -> dict[str, Any]:
    own = own_launcher(state, machine)
    registered = []
    for place in places(found.browser, machine, state):
        manifest = place.manifest
        if place.key is not None:
            named = machine.registry.get(place.key) if machine.registry is not None else None
            if named is None:
                continue
            manifest = Path(named)
        launcher = program_of(manifest)
        if launcher is not None:
            registered.append({"manifest": str(manifest), "launcher": str(launcher), "own": launcher == own})
    return {
        "id": found.browser.id,
        "name": found.browser.name,
        "ordinary": found.ordinary,
        "snaps": list(found.snaps),
        "flatpaks": list(found.flatpaks),
        "registered": registered,
    }
