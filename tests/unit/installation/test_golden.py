"""What install writes on each operating system, held by golden files that a person can compare with the browsers' pages.

``REALDESK_WRITE_GOLDEN=1`` writes them anew after an intended change.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from realdesk.host.registration import HOST_NAME, host_script
from realdesk.installation.browsers import browsers, system_places
from realdesk.installation.machine import System
from realdesk.installation.register import register_browser, unregister
from unit.installation.setup import IDS, Keys, machine_in

GOLDEN = Path(__file__).parent / "golden"
SYSTEMS: tuple[System, ...] = ("linux", "darwin", "win32")


def written(folder: Path, system: System) -> dict[str, Any]:
    """Register every browser of the table and return all that was written, with stable names for the folders."""
    machine = machine_in(folder, system)
    state = folder / "state"
    state.mkdir(exist_ok=True)

    def stable(text: str) -> str:
        names = {host_script(): "{script}", state: "{state}", machine.home: "{home}", machine.root: "{root}"}
        for path, name in names.items():
            text = text.replace(str(path), name)
        return text

    recognised = {}
    for browser in browsers(system):
        places = [item.place for item in register_browser(browser, machine, state=state, ids=IDS)]
        recognised[browser.name] = {
            "recognised by": [stable(str(machine.path(profile))) for profile in browser.profiles],
            "registered in": [stable(place.key or str(place.manifest)) for place in places],
            "for all users": [stable(str(path)) for path in system_places(browser, machine)],
        }
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    content = {stable(str(path)): stable(path.read_bytes().decode()) for path in files}
    parsed = {name: json.loads(text) if name.endswith(".json") else text for name, text in content.items()}
    registry = machine.registry
    keys = {key: stable(value) for key, value in sorted(registry.mine.items())} if isinstance(registry, Keys) else {}
    return {"browsers": recognised, "files": parsed, "registry": keys}


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_browser_is_registered_where_it_looks(tmp_path: Path, system: System) -> None:
    found = written(tmp_path, system)
    path = GOLDEN / f"{system}.json"
    if os.environ.get("REALDESK_WRITE_GOLDEN"):
        path.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
    assert found == json.loads(path.read_text())


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_same_again_changes_nothing_and_uninstalling_leaves_nothing(tmp_path: Path, system: System) -> None:
    first = written(tmp_path, system)
    machine = machine_in(tmp_path, system)
    again = [i for b in browsers(system) for i in register_browser(b, machine, state=tmp_path / "state", ids=IDS)]
    if system != "win32":  # a second registry knows nothing of the first
        assert not [item for item in again if item.changed]
    assert written(tmp_path, system) == first
    unregister(machine, state=tmp_path / "state")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_registry_is_written_once_and_only_our_keys_are_removed(tmp_path: Path) -> None:
    machine = machine_in(tmp_path, "win32")
    registry = machine.registry
    assert isinstance(registry, Keys)
    state = tmp_path / "state"
    state.mkdir()
    foreign = rf"{browsers('win32')[0].keys[0]}\com.example.other"
    registry.set(foreign, r"C:\other.json")
    chrome, vivaldi = (item for item in browsers("win32") if item.id in {"chrome", "vivaldi"})
    assert all(item.changed for item in register_browser(chrome, machine, state=state, ids=IDS))
    # Vivaldi reads Chrome's key, which is there already.
    assert not any(item.changed for item in register_browser(vivaldi, machine, state=state, ids=IDS))
    firefox = next(item for item in browsers("win32") if item.id == "firefox")
    (written_by_firefox,) = register_browser(firefox, machine, state=state, ids=IDS)
    assert written_by_firefox.place.key is not None
    registry.set(written_by_firefox.place.key, r"C:\another\realdesk.json")
    unregister(machine, state=state)
    assert registry.mine == {foreign: r"C:\other.json", written_by_firefox.place.key: r"C:\another\realdesk.json"}


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_families_never_share_a_manifest(tmp_path: Path, system: System) -> None:
    for name, content in written(tmp_path, system)["files"].items():
        if name.endswith(f"{HOST_NAME}.json"):
            assert ("allowed_origins" in content) != ("allowed_extensions" in content)
