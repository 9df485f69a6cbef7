"""Signing keys: made once, for the user alone, and enough of them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from realdesk import paths
from realdesk.errors import BundleUntrusted, StateError
from realdesk.ruleset.keys import LOCAL, RELEASE, KeyStore, anchor, make_local_keys, open_keys
from realdesk.ruleset.repository import sign_bundle
from realdesk.ruleset.trusted import HighWater, verify
from realdesk.ruleset.tufapi import CryptoSigner, Metadata, Root

NOW = datetime(2026, 9, 1, 12, 0, 0, 999, tzinfo=UTC)
TARGET = b'{"schema":1}'


def test_keys_are_made_on_first_use_for_the_user_alone(tmp_path: Path) -> None:
    keys = open_keys(tmp_path, NOW)
    assert keys.label == LOCAL
    assert keys.folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in keys.folder.iterdir()} == {0o600}
    assert [path.name for path in tmp_path.iterdir()] == [".local-keys"]


def test_keys_stay_the_same(tmp_path: Path) -> None:
    first = open_keys(tmp_path, NOW)
    assert open_keys(tmp_path, NOW).first_root == first.first_root


def test_each_role_has_its_own_key(tmp_path: Path) -> None:
    keys = open_keys(tmp_path, NOW)
    found = {
        role: [signer.public_key.keyid for signer in keys.signers(role)]
        for role in ("root", "timestamp", "snapshot", "targets")
    }
    assert len({keyid for keyids in found.values() for keyid in keyids}) == 4


def test_keys_made_by_many_at_once_are_one_set(tmp_path: Path) -> None:
    program = (
        "import sys, datetime, pathlib\n"
        "from realdesk.ruleset.keys import open_keys\n"
        "keys = open_keys(pathlib.Path(sys.argv[1]), datetime.datetime(2026, 9, 1, tzinfo=datetime.UTC))\n"
        "keys.signers('targets')\n"
        "sys.stdout.buffer.write(keys.first_root)\n"
    )
    many = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE) for _ in range(6)]
    assert len({one.communicate()[0] for one in many}) == 1
    assert {one.returncode for one in many} == {0}
    assert [path.name for path in tmp_path.iterdir()] == [".local-keys"]


def test_slower_of_two_makers_keeps_the_keys_of_the_faster(tmp_path: Path) -> None:
    folder = tmp_path / ".local-keys"
    make_local_keys(folder, NOW)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    make_local_keys(folder, NOW)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_same_input_gives_the_same_bundle(tmp_path: Path) -> None:
    keys = open_keys(tmp_path, NOW)
    first = sign_bundle(TARGET, keys, version=3, now=NOW)
    again = sign_bundle(TARGET, KeyStore(keys.folder, LOCAL), version=3, now=NOW)
    assert first == again
    assert sign_bundle(TARGET, keys, version=4, now=NOW) != first


def test_signed_bundle_verifies_and_lives_ninety_days(tmp_path: Path) -> None:
    keys = open_keys(tmp_path, NOW)
    found = verify(sign_bundle(TARGET, keys, version=3, now=NOW), keys.first_root, now=NOW, floor=HighWater())
    assert (found.ruleset, found.version, found.label) == (TARGET, 3, LOCAL)
    assert found.issued == NOW.replace(microsecond=0)
    assert (found.expires - found.issued).days == 90


def release_keys(folder: Path, threshold: int, signers: int) -> list[CryptoSigner]:
    """Make a key folder in which ``threshold`` of three keys sign everything and ``signers`` keys are present."""
    folder.mkdir()
    keys = [CryptoSigner.generate_ed25519() for _ in range(3)]
    root = Root(1, expires=datetime(2027, 9, 1, tzinfo=UTC), consistent_snapshot=False)
    for role in root.roles:
        for key in keys:
            root.add_key(key.public_key, role)
        root.roles[role].threshold = threshold
    signed: Metadata[Root] = Metadata(root)
    for number, key in enumerate(keys):
        signed.sign(key, append=True)
        if number < signers:
            (folder / f"holder-{number}.pem").write_bytes(key.private_bytes)
    (folder / "1.root.json").write_bytes(signed.to_bytes())
    return keys


def test_release_keys_meet_the_threshold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release_keys(tmp_path / "keys", threshold=2, signers=2)
    monkeypatch.setenv("REALDESK_SIGNING_KEYS", str(tmp_path / "keys"))
    with pytest.raises(StateError, match="no release root"):
        open_keys(tmp_path, NOW)
    (tmp_path / "rules" / "trust").mkdir(parents=True)
    shutil.copy(tmp_path / "keys" / "1.root.json", tmp_path / "rules" / "trust" / "root.json")
    keys = open_keys(tmp_path, NOW)
    found = verify(sign_bundle(TARGET, keys, version=3, now=NOW), keys.first_root, now=NOW, floor=HighWater())
    assert found.label == RELEASE
    assert not (tmp_path / ".local-keys").exists()


def test_too_few_release_keys_cannot_sign(tmp_path: Path) -> None:
    release_keys(tmp_path / "keys", threshold=2, signers=1)
    with pytest.raises(StateError, match="1 of the 2 keys"):
        sign_bundle(TARGET, KeyStore(tmp_path / "keys", RELEASE), version=3, now=NOW)


@pytest.mark.parametrize("damage", ["missing", "no root", "bad root", "wrong role", "bad key"])
def test_unusable_key_folder_says_what_to_do(damage: str, tmp_path: Path) -> None:
    folder = open_keys(tmp_path, NOW).folder
    if damage == "missing":
        shutil.rmtree(folder)
    elif damage == "no root":
        (folder / "1.root.json").unlink()
    elif damage == "bad root":
        (folder / "1.root.json").write_bytes(b"{}")
    elif damage == "wrong role":
        bundle = sign_bundle(TARGET, KeyStore(folder, LOCAL), version=1, now=NOW).decode()
        text = json.loads(bundle)["metadata"]["targets.json"]
        (folder / "1.root.json").write_text(text)
    else:
        (folder / "targets.pem").write_bytes(b"no key")
    with pytest.raises(StateError) as caught:
        KeyStore(folder, LOCAL)
    assert str(folder) in caught.value.message
    assert caught.value.hint


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "rules" / "trust").mkdir(parents=True)
    monkeypatch.setattr(paths, "source_root", lambda: tmp_path)
    return tmp_path


def test_trust_begins_with_the_local_root(checkout: Path) -> None:
    keys = open_keys(checkout, NOW)
    assert (anchor().root, anchor().label) == (keys.first_root, LOCAL)


def test_trust_begins_with_the_release_root_where_there_is_one(checkout: Path) -> None:
    open_keys(checkout, NOW)
    (checkout / "rules" / "trust" / "root.json").write_bytes(b"release")
    assert (anchor().root, anchor().label) == (b"release", RELEASE)


def test_local_keys_do_not_go_with_a_release_root(checkout: Path) -> None:
    (checkout / "rules" / "trust" / "root.json").write_bytes(b"release")
    with pytest.raises(StateError, match="need release keys"):
        open_keys(checkout, NOW)
    assert not (checkout / ".local-keys").exists()


def test_no_root_of_trust_says_what_to_do(checkout: Path) -> None:
    with pytest.raises(BundleUntrusted) as caught:
        anchor()
    assert "realdesk rules build" in caught.value.hint


def test_keys_that_cannot_be_made_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StateError) as caught:
        open_keys(tmp_path / "none", NOW)
    assert os.fspath(tmp_path) in caught.value.message
