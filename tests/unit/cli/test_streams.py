"""Standard input and output that are closed, full or of any bytes, with the command as a process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = str(Path(sys.executable).with_name("realdesk"))
pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="Needs a shell and /dev/full.")


def shell(line: str, home: Path, index_data: bytes, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    (home / "index.bin").write_bytes(index_data)
    env = {**os.environ, "REALDESK_HOME": str(home), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        ["/bin/sh", "-c", line.replace("realdesk", COMMAND)], env=env, input=given, capture_output=True, check=False
    )


@pytest.mark.parametrize(
    ("line", "given", "said"),
    [
        ("realdesk platforms > /dev/full", b"", b"No space left"),
        ("realdesk check kraken.com > /dev/full", b"", b"No space left"),
        ("realdesk check --jsonl > /dev/full", b'{"url": "https://kraken.com"}\n', b"No space left"),
        ("realdesk check --jsonl <&-", b"", b"Standard input is closed"),
        ("realdesk lookup - <&-", b"", b"Standard input is closed"),
        ("realdesk platforms >&-", b"", b"Standard output is closed"),
    ],
)
def test_what_cannot_be_read_or_written_is_said_without_a_traceback(
    line: str, given: bytes, said: bytes, tmp_path: Path, index_data: bytes
) -> None:
    done = shell(line, tmp_path, index_data, given)
    assert done.returncode == 1
    assert said in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path, index_data: bytes) -> None:
    assert shell("realdesk platforms | head -n 1", tmp_path, index_data).stderr == b""


def test_bytes_that_are_no_text_are_read_as_far_as_they_are(tmp_path: Path, index_data: bytes) -> None:
    done = shell("realdesk lookup - --json", tmp_path, index_data, b"\xff\xfe see kraken.com")
    assert b'"kraken"' in done.stdout
