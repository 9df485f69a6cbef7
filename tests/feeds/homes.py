"""State folders whose ruleset names feeds on the local server, and the real commands on them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec

from conftest import ROOT, index_bytes
from realdesk.feeds.fetch import LOOPBACK_SWITCH
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
        max_entries=100_000,
        column="url" if kind == "csv" else None,
    )
    return msgspec.structs.replace(about, **changes)


def make_home(folder: Path, ruleset: Ruleset, *feeds: Feed) -> Path:
    """Make a state folder with a compiled ruleset that has these feeds."""
    folder.mkdir(exist_ok=True)
    (folder / "index.bin").write_bytes(index_bytes(msgspec.structs.replace(ruleset, feeds=Feeds(1, feeds))))
    return folder


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "REALDESK_HOME": str(home), LOOPBACK_SWITCH: "1", "NO_PROXY": "*"}


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``realdesk ARGUMENTS`` on a state folder."""
    command = [sys.executable, "-m", "realdesk.cli.app", *arguments]
    return subprocess.run(command, env=environment(home), capture_output=True, text=True, check=False, timeout=120)


def update(home: Path, *arguments: str) -> dict[str, Any]:
    """Run ``realdesk update --json`` and return the outcome of each feed by id."""
    done = run(home, "update", "--json", *arguments)
    assert done.stdout, done.stderr
    answer = json.loads(done.stdout)
    assert answer["ok"] == (done.returncode == 0)
    return {outcome["id"]: outcome for outcome in answer["feeds"]}
