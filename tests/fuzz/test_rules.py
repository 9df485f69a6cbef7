"""Rule files as damage or malice leaves them: every fault is told with its file, and nothing is taken over half."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from realdesk.ruleset.source import examine
from unit.ruleset.sample import FILES, write

TARGET = "platforms/acme.toml"

DAMAGE = {
    "NUL bytes": b'schema = 1\nid = "ac\x00me"\n',
    "UTF-16": 'schema = 1\nid = "acme"\n'.encode("utf-16"),
    "Latin-1": 'schema = 1\nid = "acm\u00e9"\n'.encode("latin-1"),
    "lone surrogate": b'schema = 1\nid = "\xed\xa0\x80"\n',
    "number of a thousand digits": b"schema = " + b"9" * 1000 + b"\n",
    "number of ten thousand digits": b"schema = " + b"9" * 10_000 + b"\n",
    "nested arrays": b"schema = " + b"[" * 5000 + b"]" * 5000 + b"\n",
    "nested tables": b"schema = 1\n[" + b".".join([b"a"] * 3000) + b"]\nb = 1\n",
    "one long line": b"# " + b"x" * 2_000_000,
    "date that is none": b"checked = 2026-99-99\n",
    "float that is none": b"schema = nan\n",
    "empty": b"",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_file_is_named_and_nothing_is_loaded(tmp_path: Path, damage: bytes) -> None:
    write(tmp_path)
    (tmp_path / TARGET).write_bytes(damage)
    ruleset, problems = examine(tmp_path)
    assert ruleset is None
    assert any(problem.file == TARGET for problem in problems)
    assert all(problem.hint for problem in problems)


def test_a_link_that_leads_to_itself_is_a_fault_like_any_other(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / TARGET).unlink()
    (tmp_path / TARGET).symlink_to(tmp_path / TARGET)
    ruleset, problems = examine(tmp_path)
    assert ruleset is None
    assert any(problem.file == TARGET for problem in problems)


def test_a_folder_in_the_place_of_a_file_is_a_fault_like_any_other(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / TARGET).unlink()
    (tmp_path / TARGET).mkdir()
    assert examine(tmp_path)[0] is None


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(FILES[TARGET].encode()) - 1), value=st.integers(0, 255))
def test_one_changed_byte_is_found_or_harmless(tmp_path: Path, at: int, value: int) -> None:
    write(tmp_path)
    content = bytearray(FILES[TARGET].encode())
    content[at] = value
    (tmp_path / TARGET).write_bytes(bytes(content))
    ruleset, problems = examine(tmp_path)
    assert (ruleset is None) == bool(problems)
