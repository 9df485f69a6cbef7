"""Which browsers a user has is told by profiles and programs, and sandboxed ones are told from ordinary ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from realdesk.errors import RegistrationError
from realdesk.installation.browsers import browsers, chosen
from realdesk.installation.machine import Machine
from realdesk.installation.recognise import Found, recognised
from realdesk.installation.register import register_browser, unregister
from unit.installation.setup import IDS, machine_in, script


def ids(machine: Machine) -> dict[str, Found]:
    return {found.browser.id: found for found in recognised(machine, machine.home.parent / "state")}


def test_a_profile_or_a_program_is_enough(tmp_path: Path) -> None:
    machine = machine_in(tmp_path)
    assert ids(machine) == {}
    (machine.home / ".config/vivaldi").mkdir(parents=True)
    script(tmp_path / "programs/brave-browser", "#!/bin/sh\n")
    assert ids(machine).keys() == {"brave", "vivaldi"}


@pytest.mark.parametrize("profile", [".mozilla/firefox", ".config/mozilla/firefox"])
def test_firefox_is_found_by_its_old_and_its_new_profile_folder(tmp_path: Path, profile: str) -> None:
    machine = machine_in(tmp_path)
    (machine.home / profile).mkdir(parents=True)
    assert ids(machine).keys() == {"firefox"}


def test_folders_follow_the_environment_and_a_relative_one_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "conf/chromium").mkdir(parents=True)
    assert ids(machine_in(tmp_path, XDG_CONFIG_HOME=str(tmp_path / "conf"))).keys() == {"chromium"}
    assert ids(machine_in(tmp_path, XDG_CONFIG_HOME="conf")) == {}


@pytest.mark.parametrize("place", ["home/snap/chromium", "root/snap/chromium/current"])
def test_a_snap_is_told_from_an_ordinary_browser(tmp_path: Path, place: str) -> None:
    (tmp_path / place).mkdir(parents=True)
    found = ids(machine_in(tmp_path))["chromium"]
    assert found.confined
    assert found.snaps == ("chromium",)


def test_a_distributions_command_that_starts_the_snap_is_no_ordinary_browser(tmp_path: Path) -> None:
    script(tmp_path / "programs/chromium-browser", '#!/bin/sh\nexec /snap/bin/chromium "$@"\n')
    assert ids(machine_in(tmp_path))["chromium"].confined
    script(tmp_path / "programs/chromium", '#!/bin/sh\nexec /usr/lib/chromium/chromium "$@"\n')
    assert not ids(machine_in(tmp_path))["chromium"].confined


@pytest.mark.parametrize("place", ["home/.var/app", "home/.local/share/flatpak/app", "root/var/lib/flatpak/app"])
def test_a_flatpak_is_told_from_an_ordinary_browser(tmp_path: Path, place: str) -> None:
    (tmp_path / place / "org.mozilla.firefox").mkdir(parents=True)
    found = ids(machine_in(tmp_path))["firefox"]
    assert found.confined
    assert found.flatpaks == ("org.mozilla.firefox",)


def test_both_at_once_is_an_ordinary_browser_and_a_sandboxed_one(tmp_path: Path) -> None:
    machine = machine_in(tmp_path)
    (tmp_path / "root/snap/firefox/current").mkdir(parents=True)
    script(tmp_path / "programs/firefox-esr", "#!/bin/sh\nexec /usr/lib/firefox-esr/firefox-esr\n")
    found = ids(machine)["firefox"]
    assert found.ordinary
    assert found.snaps == ("firefox",)


def test_what_a_removed_package_left_behind_is_no_browser_beside_an_ordinary_one(tmp_path: Path) -> None:
    machine = machine_in(tmp_path)
    (machine.home / "snap/firefox").mkdir(parents=True)
    (machine.home / ".var/app/org.mozilla.firefox").mkdir(parents=True)
    script(tmp_path / "programs/firefox", "#!/bin/sh\nexec /usr/lib/firefox/firefox\n")
    found = ids(machine)["firefox"]
    assert (found.ordinary, found.snaps, found.flatpaks) == (True, (), ())


def test_a_folder_that_install_made_for_another_browser_is_no_profile(tmp_path: Path) -> None:
    machine = machine_in(tmp_path)
    state = tmp_path / "state"
    state.mkdir()
    (machine.home / ".config/opera").mkdir(parents=True)
    (opera,) = chosen(["opera"], "linux")
    register_browser(opera, machine, state=state, ids=IDS)
    assert (machine.home / ".config/google-chrome/NativeMessagingHosts").is_dir()
    assert ids(machine).keys() == {"opera"}
    # Chrome is used for the first time.
    (machine.home / ".config/google-chrome/Local State").write_text("{}")
    assert ids(machine).keys() == {"chrome", "opera"}
    unregister(machine, state=state)
    assert sorted(path.name for path in machine.home.rglob("*")) == [".config", "Local State", "google-chrome", "opera"]


def test_applications_of_a_mac_and_programs_of_windows(tmp_path: Path) -> None:
    (tmp_path / "root/Applications/Microsoft Edge.app").mkdir(parents=True)
    assert ids(machine_in(tmp_path, "darwin")).keys() == {"edge"}
    (tmp_path / "files/Mozilla Firefox").mkdir(parents=True)
    (tmp_path / "files/Mozilla Firefox/firefox.exe").write_bytes(b"MZ")
    assert ids(machine_in(tmp_path, "win32", PROGRAMFILES=str(tmp_path / "files"))).keys() == {"firefox"}


def test_a_browser_is_named_by_id_or_name() -> None:
    assert [item.id for item in chosen(["Edge", "microsoft edge", "FIREFOX"], "linux")] == ["edge", "firefox"]
    with pytest.raises(RegistrationError) as caught:
        chosen(["netscape"], "linux")
    assert "firefox" in caught.value.hint


def test_the_seven_browsers_are_in_the_table_of_every_system() -> None:
    wanted = {"chrome", "chromium", "edge", "brave", "vivaldi", "opera", "firefox"}
    for system in ("linux", "darwin", "win32"):
        table = {item.id: item for item in browsers(system)}
        assert wanted <= table.keys()
        assert all(bool(item.keys) == (system == "win32") for item in table.values())
        assert all(item.profiles and (item.hosts or item.keys) for item in table.values())
