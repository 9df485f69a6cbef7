"""Faults of the state folder and of the ruleset in it are named once."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from realdesk.index import format as fmt
from realdesk.index.compile import compile_index
from realdesk.paths import INDEX_NAME
from realdesk.ruleset.model import Ruleset
from unit.installation.hosts import HELLO, answering
from unit.installation.setup import Install, script

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Launchers are shell scripts here.")


def test_no_ruleset(install: Install) -> None:
    installed = install()
    script(installed.launcher, answering(HELLO))
    (installed.state / INDEX_NAME).unlink()
    assert installed.faults() == ["no_ruleset"]


def test_a_host_without_a_ruleset_of_its_own(install: Install) -> None:
    installed = install()
    script(installed.launcher, answering(HELLO | {"ruleset": None}))
    assert installed.faults() == ["no_ruleset"]


def test_a_stale_ruleset_is_said_once(install: Install, ruleset: Ruleset) -> None:
    installed = install()
    then = datetime.now(UTC) - timedelta(days=100)
    data = compile_index(
        ruleset, version=1, issued=then, expires=then + timedelta(days=90), label="release", bundle_sha256="0" * 64
    )
    (installed.state / INDEX_NAME).write_bytes(data)
    assert installed.faults() == ["ruleset_stale"]


@pytest.mark.parametrize(
    ("code", "damage"),
    [
        ("index_damaged", lambda data: data[:-1] + bytes([data[-1] ^ 1])),
        ("index_damaged", lambda data: data[:2000]),
        ("index_damaged", lambda _: b""),
        ("index_damaged", lambda _: b"something else entirely"),
        ("index_format", lambda data: fmt.PREFIX.pack(fmt.MAGIC, fmt.FORMAT + 1, 5) + data[fmt.PREFIX.size :]),
        ("index_format", lambda _: fmt.PREFIX.pack(fmt.MAGIC, fmt.FORMAT - 1, 5)),
    ],
)
def test_an_index_that_cannot_be_used(install: Install, code: str, damage: Callable[[bytes], bytes]) -> None:
    installed = install()
    script(installed.launcher, answering(HELLO))
    path = installed.state / INDEX_NAME
    path.write_bytes(damage(path.read_bytes()))
    assert installed.faults() == [code]


def test_a_state_folder_that_others_can_enter(install: Install) -> None:
    installed = install()
    installed.state.chmod(0o755)
    assert installed.faults() == ["state_not_private"]


def test_a_file_in_the_state_folders_place(install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = install()
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("REALDESK_HOME", str(tmp_path / "file"))
    assert installed.faults() == ["state_not_writable"]


@pytest.mark.parametrize("mode", [0o500, 0o000])
def test_a_state_folder_that_belongs_to_somebody_else(mode: int) -> None:
    # Rights mean nothing to root: the check runs in a process that gives them up once everything is imported.
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom realdesk.installation.doctor import Doctor\n"
        "from realdesk.installation.extension import extension_ids\nfrom realdesk.installation.machine import Machine\n"
        # Read while it may still be read.
        "from realdesk.installation.browsers import browsers\nids = extension_ids()\nbrowsers('linux')\n"
        "if os.geteuid() == 0:\n    os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "report = Doctor(Machine('linux', Path('/nonexistent')), ids).examine()\n"
        "print([fault.code for fault in report.general])\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        state = Path(folder) / "state"
        state.mkdir()
        state.chmod(mode)
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "REALDESK_HOME": str(state)},
            capture_output=True,
            text=True,
            check=True,
        )
        state.chmod(0o700)
    assert done.stdout.strip().startswith("['state_not_writable'")
