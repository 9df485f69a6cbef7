"""Renames every name of an open replica, one at a time, and reads the page anew with the extension's own scripts."""

from __future__ import annotations

import json
from dataclasses import dataclass

from browser.driver import Driver
from browser.replicas import Replica
from conftest import ROOT

_CONTENT = ROOT / "extension" / "content"
_SURFACES = ("places", "text", "values", "messages", "read")
_NAMES = ("namespace", "text", *(f"surfaces_{name}" for name in _SURFACES))
_RULES = ROOT / "tests" / "protocol" / "golden" / "surfaces.reply.json"


@dataclass(frozen=True)
class Renamed:
    """What became of a page: how many names were changed, after how many the answer was another, and what was wrong."""

    changes: int
    unknown: int
    problems: tuple[str, ...]


def rename_each(driver: Driver, replica: Replica) -> Renamed:
    """Rename all classes, ids, attributes and named values of the page that is open, each by itself.

    The scripts run in the page: what they see of it is what they see in the extension's own world.
    """
    rules = json.loads(_RULES.read_text("utf-8"))["result"]["rules"]["surfaces"]
    wanted = {
        key: replica.expected[key] for key in ("surface", "state", "conversation", "peer", "composer", "messages")
    }
    parts = [(_CONTENT / f"{name}.js").read_text("utf-8") for name in _NAMES]
    parts.append(
        (ROOT / "tests/extension/surface_reading.js").read_text("utf-8").replace("export function", "function")
    )
    parts.append((ROOT / "tests/browser/renaming.js").read_text("utf-8"))
    parts.append(f"const rules = {json.dumps(rules)};")
    parts.append(f"return renameEach(readingOf(realdesk, rules), {json.dumps(wanted)});")
    found = driver.evaluate("(() => {" + "\n".join(parts) + "})()")
    return Renamed(found["changes"], found["unknown"], tuple(found["problems"]))
