"""A browser is told of the companion by files that are whole, of its own family, and point at this environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from realdesk import paths
from realdesk.errors import RegistrationError
from realdesk.host import registration
from realdesk.host.registration import ExtensionIds

IDS = ExtensionIds(chromium=("abcdefghijklmnopabcdefghijklmnop",), firefox=("realdesk@example.org",))


def fake_host(folder: Path) -> Path:
    """A program that prints what it was started with."""
    script = folder / "it's a host"
    script.write_text('#!/bin/sh\nprintf "%s|%s" "$REALDESK_HOME" "$*"\n')
    script.chmod(0o755)
    return script


def test_chromium_manifest_lets_only_the_listed_extension_in(tmp_path: Path) -> None:
    path = registration.write_manifest(tmp_path, "chromium", launcher=tmp_path / "run.sh", ids=IDS)
    content = json.loads(path.read_text())
    assert path.name == "org.realdesk.companion.json"
    assert content["allowed_origins"] == ["chrome-extension://abcdefghijklmnopabcdefghijklmnop/"]
    assert content["name"] == "org.realdesk.companion"
    assert content["type"] == "stdio"
    assert content["path"] == str(tmp_path / "run.sh")


def test_families_are_never_mixed_in_one_file() -> None:
    chromium = registration.manifest_content("chromium", Path("/x"), IDS)
    firefox = registration.manifest_content("firefox", Path("/x"), IDS)
    assert "allowed_extensions" not in chromium
    assert "allowed_origins" not in firefox
    assert firefox["allowed_extensions"] == ["realdesk@example.org"]


@pytest.mark.skipif(os.name == "nt", reason="The shell launcher is for Linux and macOS.")
def test_launcher_starts_the_script_with_its_state_folder_and_arguments(tmp_path: Path) -> None:
    home = tmp_path / "state of $HOME 'quoted'"
    launcher = registration.write_launcher(tmp_path / "bin", script=fake_host(tmp_path), home=home, windows=False)
    run = subprocess.run([launcher, "chrome-extension://a b/"], capture_output=True, text=True, check=True)
    assert run.stdout == f"{home}|chrome-extension://a b/"


@pytest.mark.skipif(os.name == "nt", reason="The shell launcher is for Linux and macOS.")
def test_launcher_without_a_state_folder_keeps_the_users_own(tmp_path: Path) -> None:
    launcher = registration.write_launcher(tmp_path, script=fake_host(tmp_path), windows=False)
    environment = {**os.environ, "REALDESK_HOME": "/from/the/user"}
    run = subprocess.run([launcher], capture_output=True, text=True, check=True, env=environment)
    assert run.stdout == "/from/the/user|"


def test_windows_launcher_escapes_percent_signs() -> None:
    text = registration.launcher_text(Path("C:/100% real/realdesk-host.exe"), Path("C:/u/state"), windows=True)
    assert text == (
        '@echo off\r\nchcp 65001 >nul\r\nset "REALDESK_HOME=C:/u/state"\r\n"C:/100%% real/realdesk-host.exe" %*\r\n'
    )


def test_windows_launcher_refuses_a_path_that_would_break_out_of_its_quotes() -> None:
    with pytest.raises(RegistrationError, match="batch file") as caught:
        registration.launcher_text(Path('C:/a" & calc & "/host.exe'), None, windows=True)
    assert caught.value.hint


def test_register_points_at_this_environments_own_host(tmp_path: Path) -> None:
    done = registration.register(
        tmp_path / "NativeMessagingHosts", "firefox", ids=IDS, launcher_folder=tmp_path / "bin", home=tmp_path / "s"
    )
    assert json.loads(done.manifest.read_text())["path"] == str(done.launcher)
    assert os.access(done.launcher, os.X_OK)
    assert str(Path(sys.prefix) / ("Scripts" if os.name == "nt" else "bin")) in done.launcher.read_text()


def test_writing_again_replaces_the_old_file_and_leaves_nothing_behind(tmp_path: Path) -> None:
    other = ExtensionIds(chromium=("p" * 32,), firefox=IDS.firefox)
    registration.write_manifest(tmp_path, "chromium", launcher=Path("/old"), ids=IDS)
    path = registration.write_manifest(tmp_path, "chromium", launcher=Path("/new"), ids=other)
    assert json.loads(path.read_text())["path"] == "/new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_old_manifest_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = registration.write_manifest(tmp_path, "chromium", launcher=Path("/old"), ids=IDS)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RegistrationError, match="No space left"):
        registration.write_manifest(tmp_path, "chromium", launcher=Path("/new"), ids=IDS)
    assert json.loads(path.read_text())["path"] == "/old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_relative_launcher_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistrationError, match="relative"):
        registration.write_manifest(tmp_path, "chromium", launcher=Path("run.sh"), ids=IDS)


def test_a_folder_that_cannot_be_made_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(RegistrationError) as caught:
        registration.write_manifest(tmp_path / "file" / "hosts", "chromium", launcher=Path("/x"), ids=IDS)
    assert "writable" in caught.value.hint


def test_ids_are_read_per_engine(tmp_path: Path) -> None:
    path = tmp_path / "ids.json"
    path.write_text(json.dumps({"chromium": ["a" * 32, "b" * 32], "gecko": ["x@y"], "note": 1}))
    assert registration.load_ids(path) == ExtensionIds(chromium=("a" * 32, "b" * 32), firefox=("x@y",))


@pytest.mark.parametrize(
    "content", ["", "[]", '{"chromium": []}', '{"chromium": ["a"], "gecko": [1]}', '{"chromium": "a", "gecko": "b"}']
)
def test_a_damaged_list_of_ids_is_refused_with_a_hint(tmp_path: Path, content: str) -> None:
    path = tmp_path / "ids.json"
    path.write_text(content)
    with pytest.raises(RegistrationError) as caught:
        registration.load_ids(path)
    assert "ids.json" in caught.value.hint


def test_the_ids_of_this_repository_can_be_read() -> None:
    ids = registration.load_ids(paths.extension_dir() / "data" / "ids.json")
    assert all(len(item) == 32 for item in ids.chromium)
    assert all("@" in item for item in ids.firefox)


def test_a_missing_list_of_ids_is_refused_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(RegistrationError, match="cannot be read"):
        registration.load_ids(tmp_path / "ids.json")


def test_registration_loads_nothing_heavy() -> None:
    code = "import sys, realdesk.host.registration; print([m for m in ('asyncio','ssl','aiohttp','tuf') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
