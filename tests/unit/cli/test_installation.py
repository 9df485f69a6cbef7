"""install, uninstall, status and doctor as a user runs them, as processes with a HOME of their own."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT

COMMAND = Path(sys.executable).with_name("realdesk")
CHROMIUM = ".config/chromium/NativeMessagingHosts/org.realdesk.companion.json"
FIREFOX = ".mozilla/native-messaging-hosts/org.realdesk.companion.json"
KEYS = r"(install|uninstall|status|doctor|ruleset)_\w+"

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="The folders are those of Linux.")


class User:
    """A user with a home folder and no browser on the PATH."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.state = folder / "state"
        (self.home / ".config/chromium").mkdir(parents=True)
        (self.home / ".config/mozilla/firefox").mkdir(parents=True)

    def run(self, *arguments: str, given: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        base = {"HOME": str(self.home), "PATH": "/bin", "REALDESK_HOME": str(self.state), "LC_ALL": "C.UTF-8"}
        (self.home / "nothing").mkdir(exist_ok=True)
        return subprocess.run(
            [str(COMMAND), *arguments],
            env=base | {"PATH": str(self.home / "nothing")} | variables,
            cwd=self.home,
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )

    def json(self, *arguments: str, status: int = 0) -> Any:
        done = self.run(*arguments, "--json")
        assert done.returncode == status, done.stdout + done.stderr
        return json.loads(done.stdout)

    def files(self) -> dict[str, bytes]:
        paths = [path for path in self.home.rglob("*") if path.is_file()]
        return {str(path.relative_to(self.home)): path.read_bytes() for path in paths}

    def folders(self) -> set[Path]:
        return {path for path in self.home.rglob("*") if path.is_dir()}


@pytest.fixture
def user(tmp_path: Path) -> User:
    return User(tmp_path)


def test_install_doctor_status_uninstall(user: User) -> None:
    assert {fault["code"] for item in user.json("doctor", status=1)["browsers"] for fault in item["faults"]} == {
        "not_registered"
    }
    folders = user.folders()
    done = user.json("install")
    assert [(item["id"], item["changed"]) for item in done["browsers"]] == [("chromium", True), ("firefox", True)]
    assert user.files().keys() == {CHROMIUM, FIREFOX}
    before = user.files()
    assert [item["changed"] for item in user.json("install")["browsers"]] == [False, False]
    assert user.files() == before

    report = user.json("doctor")
    assert report["ok"]
    assert [item["registrations"][0]["faults"] for item in report["browsers"]] == [[], []]

    status = user.json("status")
    assert status["ruleset"]["label"] == "local development"
    assert status["ruleset"]["platforms"] > 100
    assert status["update_address"] is None
    assert all(item["registered"][0]["own"] for item in status["browsers"])
    assert "none configured" in user.run("status").stdout

    removed = user.json("uninstall")["removed"]
    assert user.files() == {}
    assert user.folders() == folders
    assert {str(user.home / CHROMIUM), str(user.home / FIREFOX)} <= set(removed)
    assert user.json("status")["browsers"][0]["registered"] == []
    assert user.json("uninstall")["removed"] == []


def test_one_browser_alone(user: User) -> None:
    user.json("install", "--browser", "Firefox")
    assert user.files().keys() == {FIREFOX}
    assert user.json("doctor", "--browser", "firefox")["ok"]
    # Named explicitly, a browser that is not here yet is registered, too.
    user.json("install", "--browser", "vivaldi")
    assert ".config/vivaldi/NativeMessagingHosts/org.realdesk.companion.json" in user.files()


def test_uninstall_leaves_what_belongs_to_others(user: User, tmp_path: Path) -> None:
    user.json("install")
    other = user.home / CHROMIUM.replace("org.realdesk.companion", "org.example.other")
    other.write_text("{}")
    theirs = user.home / FIREFOX
    theirs.write_text(theirs.read_text().replace(str(user.state), str(tmp_path / "another")))
    (user.state / "bin/notes.txt").write_text("mine")
    user.json("uninstall")
    assert user.files().keys() == {str(other.relative_to(user.home)), FIREFOX}
    assert (user.state / "bin/notes.txt").is_file()
    assert user.json("status")["ruleset"] is not None


def test_the_state_folder_goes_only_when_asked_for_and_confirmed(user: User) -> None:
    user.json("install")
    assert user.run("uninstall", "--state", given="n\n").returncode == 1
    assert (user.state / "index.bin").is_file()
    user.run("uninstall", "--state", given="y\n")
    assert not user.state.exists()


def test_a_state_folder_with_other_things_in_it_keeps_them(user: User) -> None:
    user.json("install")
    (user.state / "checkout-of-another").mkdir()
    (user.state / "letters.txt").write_text("mine")
    done = user.json("uninstall", "--state", "--yes")
    assert sorted(Path(path).name for path in done["left"]) == ["checkout-of-another", "letters.txt"]
    assert sorted(path.name for path in user.state.iterdir()) == ["checkout-of-another", "letters.txt"]


def test_a_relative_state_folder_is_registered_by_its_full_path(user: User) -> None:
    assert user.run("install", REALDESK_HOME="here").returncode == 0
    assert json.loads((user.home / FIREFOX).read_text())["path"] == str(user.home / "here/bin/realdesk-host.sh")
    assert user.run("doctor", REALDESK_HOME="here").returncode == 0


def test_a_manifest_that_is_a_link_is_replaced_and_its_target_left(user: User, tmp_path: Path) -> None:
    target = tmp_path / "dotfiles.json"
    target.write_text("theirs")
    (user.home / FIREFOX).parent.mkdir(parents=True)
    (user.home / FIREFOX).symlink_to(target)
    user.json("install")
    assert target.read_text() == "theirs"
    assert user.json("doctor")["ok"]


def test_a_user_with_a_sandboxed_chromium_alone_is_told_why_nothing_was_registered(tmp_path: Path) -> None:
    user = User(tmp_path)
    (user.home / ".config/mozilla/firefox").rmdir()
    (user.home / "snap/chromium").mkdir(parents=True)
    done = user.run("install")
    assert done.returncode == 1
    assert "snap" in done.stdout
    assert user.files() == {}


def test_a_browser_that_cannot_be_registered_does_not_keep_the_others_from_it(user: User) -> None:
    (user.home / ".mozilla").write_text("a file in the way")
    done = user.json("install", status=1)
    assert [item["id"] for item in done["failed"]] == ["firefox"]
    assert [item["id"] for item in done["browsers"]] == ["chromium"]
    assert CHROMIUM in user.files()
    assert "cannot be written" in user.run("install").stdout


def test_no_browser_and_an_unknown_one_are_explained(tmp_path: Path) -> None:
    user = User(tmp_path)
    for folder in (".config/chromium", ".config/mozilla/firefox"):
        (user.home / folder).rmdir()
    done = user.run("install")
    assert done.returncode == 1
    assert "--browser" in done.stderr
    assert "firefox" in user.run("install", "--browser", "netscape").stderr
    assert user.json("doctor", status=1)["faults"][-1]["code"] == "no_browser"


def test_who_used_sudo_is_told_whose_browsers_were_registered(user: User) -> None:
    told = user.run("install", SUDO_USER="alice").stdout
    assert ("alice" in told) == (os.geteuid() == 0)


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_every_sentence_has_a_translation(language: str) -> None:
    messages = json.loads((ROOT / "extension/_locales" / language / "messages.json").read_text("utf-8"))
    used = set()
    for name in ("install", "installed", "uninstall", "status", "doctor"):
        tree = ast.parse((ROOT / "companion/realdesk/cli" / f"{name}.py").read_text("utf-8"))
        texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        used |= {text for text in texts if isinstance(text, str) and re.fullmatch(KEYS, text)}
    assert len(used) > 30
    assert used - messages.keys() == set()


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_a_fault_is_told_with_what_to_do_in_every_language(user: User, language: str) -> None:
    user.json("install", "--browser", "firefox")
    (user.state / "bin/realdesk-host.sh").unlink()
    messages = json.loads((ROOT / "extension/_locales" / language / "messages.json").read_text("utf-8"))
    told = user.run("doctor", "--browser", "firefox", "--lang", language)
    assert told.returncode == 1
    assert messages["fault_launcher_missing"]["message"].partition("$")[0] in told.stdout
    assert messages["fix_launcher_missing"]["message"] in told.stdout
    assert "$" not in told.stdout


def test_status_shows_a_browser_that_was_registered_before_it_is_here(user: User) -> None:
    user.json("install", "--browser", "edge")
    shown = {item["id"]: item["registered"] for item in user.json("status")["browsers"]}
    assert [item["own"] for item in shown["edge"]] == [True]
    assert "Edge" in user.run("status").stdout
    user.json("uninstall")
    assert "edge" not in {item["id"] for item in user.json("status")["browsers"]}


def test_a_denied_question_changes_nothing(user: User) -> None:
    user.json("install")
    before = user.files()
    done = user.run("uninstall", "--state", given="n\n")
    assert done.returncode == 1
    assert "Nothing was removed" in done.stderr
    assert user.files() == before
