"""Reads a host manifest as a browser does, and says why the browser would refuse it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from realdesk.host.registration import HOST_NAME, ExtensionIds, Family
from realdesk.installation.faults import Fault, FaultCode

_KEYS: dict[Family, str] = {"chromium": "allowed_origins", "firefox": "allowed_extensions"}


@dataclass(frozen=True)
class Manifest:
    """A manifest that was read. ``program`` is ``None`` where nothing can be started."""

    program: Path | None
    faults: tuple[Fault, ...] = ()


def read_manifest(path: Path, family: Family, ids: ExtensionIds, *, windows: bool) -> Manifest:
    """Read the manifest at ``path`` for a browser of ``family`` and name everything wrong with it."""
    try:
        # Browsers read UTF-8 alone, and skip a byte order mark.
        content = json.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return _refused("manifest_missing", path)
    except OSError:
        return _refused("manifest_unreadable", path)
    except ValueError:
        return _refused("manifest_not_json", path)
    if not isinstance(content, dict):
        return _refused("manifest_not_json", path)
    faults = [Fault(code, {"path": str(path)}) for code in _wrong(content, family, ids)]
    program = content.get("path")
    if not isinstance(program, str) or not program:
        return Manifest(None, (*faults, Fault("manifest_relative_path", {"path": str(path), "program": ""})))
    if not Path(program).is_absolute() and not windows:
        fault = Fault("manifest_relative_path", {"path": str(path), "program": program})
        return Manifest(None, (*faults, fault))
    return Manifest(path.parent / program, tuple(faults))


def _refused(code: FaultCode, path: Path) -> Manifest:
    return Manifest(None, (Fault(code, {"path": str(path)}),))


def _wrong(content: dict[str, Any], family: Family, ids: ExtensionIds) -> list[FaultCode]:
    wrong: list[FaultCode] = []
    if content.get("name") != HOST_NAME:
        wrong.append("manifest_wrong_name")
    if content.get("type") != "stdio":
        wrong.append("manifest_wrong_type")
    present = [name for name in _KEYS.values() if name in content]
    if len(present) == len(_KEYS):
        wrong.append("manifest_both_families")
    elif present != [_KEYS[family]]:
        return [*wrong, "manifest_wrong_family"]
    allowed = content.get(_KEYS[family])
    wanted = [f"chrome-extension://{item}/" for item in ids.chromium] if family == "chromium" else ids.firefox
    if not isinstance(allowed, list) or not set(wanted) <= {item for item in allowed if isinstance(item, str)}:
        wrong.append("manifest_wrong_id")
    return wrong
