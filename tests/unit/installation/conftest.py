"""An installed companion with a compiled ruleset."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from realdesk.host.registration import Family
from realdesk.paths import INDEX_NAME
from realdesk.ruleset.model import Ruleset
from unit.installation.setup import Install, Installed, machine_in


@pytest.fixture(scope="session")
def fresh_index(ruleset: Ruleset) -> bytes:
    """An index that is valid whenever the tests run: the host looks at the real clock."""
    now = datetime.now(UTC)
    from realdesk.index.compile import compile_index  # noqa: PLC0415 - only these tests need it

    return compile_index(
        ruleset,
        version=7,
        issued=now,
        expires=now + timedelta(days=9),
        label="local development",
        bundle_sha256="0" * 64,
    )


@pytest.fixture
def state(tmp_path: Path, fresh_index: bytes, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "state"
    folder.mkdir(mode=0o700)
    (folder / INDEX_NAME).write_bytes(fresh_index)
    monkeypatch.setenv("REALDESK_HOME", str(folder))
    return folder


@pytest.fixture
def install(tmp_path: Path, state: Path) -> Install:
    def run(family: Family = "chromium") -> Installed:
        return Installed(machine_in(tmp_path), state, family)

    return run
