"""State folders whose ruleset names feeds on the local server, and the real commands on them."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec

from conftest import ROOT, index_bytes
from realdesk.cli.app import main
from realdesk.feeds.fetch import LOOPBACK_SWITCH
from realdesk.feeds.update import Outcome
from realdesk.feeds.update import update as update_at
from realdesk.index.reader import Index
from realdesk.ruleset.model import Feed, FeedFormat, Feeds, Ruleset

LISTS = ROOT / "node_modules" / "eth-phishing-detect" / "src"


def feed(name: str, address: str, kind: FeedFormat = "host_list", **changes: Any) -> Feed:
    """Return a feed as the rules would describe it; only its address is not https."""
    about = Feed(
        id=name,
        name=f"List {name}",
        address=address,
        format=kind,
        licence="CC0-1.0",
        homepage="https://example.org/",
        refresh=24,
        max_bytes=2_000_000,
        max_entries=20_000,
        column="url" if kind == "csv" else None,
    )
    return msgspec.structs.replace(about, **changes)


def make_home(folder: Path, ruleset: Ruleset, *feeds: Feed) -> Path:
    """Make a state folder with a compiled ruleset that has these feeds."""
    folder.mkdir(exist_ok=True)
    if feeds not in _COMPILED:
        _COMPILED[feeds] = index_bytes(msgspec.structs.replace(ruleset, feeds=Feeds(1, feeds)))
    (folder / "index.bin").write_bytes(_COMPILED[feeds])
    return folder


_COMPILED: dict[tuple[Feed, ...], bytes] = {}
"""Compiling takes longer than most tests."""


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "REALDESK_HOME": str(home), LOOPBACK_SWITCH: "1", "NO_PROXY": "*"}


@dataclass(frozen=True)
class Done:
    """What a command gave."""

    returncode: int
    stdout: str
    stderr: str


def run(home: Path, *arguments: str) -> Done:
    """Run ``realdesk ARGUMENTS`` on a state folder, from its entry point but without a process of its own."""
    out, err = io.StringIO(), io.StringIO()
    with (
        patch.dict(os.environ, environment(home)),
        patch.object(sys, "argv", ["realdesk", *arguments]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
    return Done(code, out.getvalue(), err.getvalue())


def in_process_of_its_own(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``realdesk ARGUMENTS`` as a user does."""
    command = [sys.executable, "-m", "realdesk.cli.app", *arguments]
    return subprocess.run(command, env=environment(home), capture_output=True, text=True, check=False, timeout=120)


def update(home: Path, *arguments: str) -> dict[str, Any]:
    """Run ``realdesk update --json`` and return the outcome of each feed by id."""
    done = run(home, "update", "--json", *arguments)
    assert done.stdout, done.stderr
    answer = json.loads(done.stdout)
    assert answer["ok"] == (done.returncode == 0)
    return {outcome["id"]: outcome for outcome in answer["feeds"]}


def update_later(home: Path, days: float) -> Outcome:
    """Update the only feed that is on, ``days`` from now."""
    with patch.dict(os.environ, environment(home)):
        (outcome,) = update_at(home, Index.open(home / "index.bin"), now=time.time() + days * 86_400)
    return outcome
