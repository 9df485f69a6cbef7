"""Public peers on the same rows in the same run: recall, false alarms and speed beside ours."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from eval.counts import Judged, is_own, risk
from eval.data import Row
from eval.judging import make_index
from eval.peers.operating import Operating, operating, table
from eval.peers.python_peers import MOST_ROWS, PEERS, READS_TEXT, Check, Item
from realdesk.entities.hosts import parse
from realdesk.index.reader import Index
from realdesk.paths import rules_dir
from realdesk.protocol import Page
from realdesk.ruleset.source import load
from realdesk.verdict import judge

INSTALLED = Path("build/peers")
"""Where ``make eval-peers`` installs them: they are no dependency of the project."""
NODE = ("eth-phishing-detect", "@metamask/phishing-controller", "@polkadot/phishing")
NOTES = {"@polkadot/phishing": "with the list of eth-phishing-detect, since its package has none"}
_TIMED = 4_000
"""Addresses by which our own speed is measured. All speeds are in processor time: other work on the machine is no peer's fault."""
_CHUNK = 200


class PeersMissing(Exception):
    """The peers are not installed."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a peer flagged, row by row, and how many checks it made in a second."""

    flags: tuple[bool, ...]
    per_second: float


def item_of(row: Row) -> Item:
    """Return what a peer is asked about a row."""
    text = " ".join(f"{frame.title}\n{frame.text}" for frame in row.page.frames)
    return Item(row.page.url, text)


def compare(judged: Sequence[Judged], index: Index, console: Console) -> dict[str, Any]:
    """Run every peer, print one line a peer and file, and return the figures for JSON.

    Raises:
        PeersMissing: they are not installed.
    """
    if not (INSTALLED / "python").is_dir() or not (INSTALLED / "node_modules").is_dir():
        raise PeersMissing("The peers are not installed: run make eval-peers.")
    sys.path.append(str((INSTALLED / "python").resolve()))
    counted = [(row, outcome) for row, outcome in judged if not is_own(row, outcome) and row.label != "other"]
    addresses = [(row, outcome) for row, outcome in counted if row.part != "texts"]
    ours = _our_speed([row for row, _ in addresses], index)
    report: dict[str, Any] = {"our_checks_per_second": ours, "peers": {}}
    points: list[Operating] = []
    lines = ["| file | peer | rows | peer flags % | we warn % | peer's speed / ours |", "|---|---|--:|--:|--:|--:|"]
    for peer in NODE:
        ran = _run_node(peer, [row for row, _ in addresses], index)
        _add(peer, addresses, ran, report, lines)
        points += operating_points(peer, addresses, ran.flags, index)
    for peer in PEERS:
        rows = fewer(counted if peer in READS_TEXT else addresses, MOST_ROWS.get(peer, 0))
        ran = _run_python(peer, [item_of(row) if peer in READS_TEXT else Item(row.page.url) for row, _ in rows])
        _add(peer, rows, ran, report, lines)
        points += operating_points(peer, rows, ran.flags, index)
    report["operating"] = [point.as_dict() for point in points]
    lines[2:] = sorted(lines[2:])
    console.print("Peers on the same rows (hosts alone where a file has hosts)\n")
    console.print("\n".join(lines), markup=False, soft_wrap=True)
    console.print("\n" + matrix(report["peers"]), markup=False, soft_wrap=True)
    console.print("\nAt the operating point of each peer, by moving the threshold on our score\n")
    console.print(table(points), markup=False, soft_wrap=True)
    console.print("".join(f"\n{peer}: {note}." for peer, note in NOTES.items()) + "\n", markup=False)
    return report


def operating_points(peer: str, judged: Sequence[Judged], flags: Sequence[bool], index: Index) -> list[Operating]:
    """Return the peer's point and ours for each file of fake addresses, with all benign hosts that the peer was given."""
    scores: dict[str, list[tuple[float, bool]]] = {}
    for (row, outcome), flag in zip(judged, flags, strict=True):
        if row.part in {"hosts", "urls"}:
            scores.setdefault("" if row.label == "benign" else row.file, []).append((risk(outcome, index), flag))
    benign = scores.pop("", [])
    return [operating(peer, file, fakes, benign) for file, fakes in sorted(scores.items())]


def _add(peer: str, judged: Sequence[Judged], ran: Ran, report: dict[str, Any], lines: list[str]) -> None:
    """Add a peer's figures per file to the report and the lines of the table."""
    ratio = ran.per_second / report["our_checks_per_second"]
    files: dict[str, list[int]] = {}
    for (row, outcome), flag in zip(judged, ran.flags, strict=True):
        group = row.file if row.part in {"hosts", "urls"} else f"{row.part}, {row.label}"
        counts = files.setdefault(group, [0, 0, 0])
        counts[0] += 1
        counts[1] += flag
        counts[2] += outcome.warned
    found = {}
    for group, (rows, flagged, warned) in sorted(files.items()):
        lines.append(
            f"| {group} | {peer} | {rows} | {100 * flagged / rows:.2f} | {100 * warned / rows:.2f} | {ratio:.4f} |"
        )
        found[group] = {"rows": rows, "flagged": flagged, "ours": warned}
    report["peers"][peer] = {"files": found, "checks_per_second": ran.per_second, "speed_ratio": ratio}


def matrix(peers: dict[str, Any]) -> str:
    """Return flagged shares in percent, one line a file and one column a peer, in Markdown, the speeds last."""
    files = dict.fromkeys(file for found in peers.values() for file in found["files"])
    lines = [f"| flagged % | realdesk | {' | '.join(peers)} |", "|---|--:" + "|--:" * len(peers) + "|"]
    for file in sorted(files):
        of_file = [found["files"].get(file) for found in peers.values()]
        ours = next(found for found in of_file if found)
        shares = ("-" if found is None else f"{100 * found['flagged'] / found['rows']:.2f}" for found in of_file)
        lines.append(f"| {file} | {100 * ours['ours'] / ours['rows']:.2f} | {' | '.join(shares)} |")
    speeds = (f"{found['speed_ratio']:.3g}" for found in peers.values())
    return "\n".join([*lines, f"| checks per second, ours = 1 | 1 | {' | '.join(speeds)} |"])


def _our_speed(rows: Sequence[Row], index: Index) -> float:
    """Return how many addresses we judge in a second on one processor."""
    pages = [Page(row.page.url) for row in rows[:: max(1, len(rows) // _TIMED)]]
    start = time.process_time()
    for page in pages:
        judge(page, index)
    return len(pages) / (time.process_time() - start)


def fewer(judged: Sequence[Judged], most: int) -> Sequence[Judged]:
    """Return at most ``most`` rows of each file and label, evenly over all; all where it is 0."""
    groups: dict[tuple[str, str], list[Judged]] = {}
    for row, outcome in judged:
        groups.setdefault((row.file, row.label), []).append((row, outcome))
    return [found for group in groups.values() for found in group[:: -(-len(group) // most) if most else 1]]


def _run_node(peer: str, rows: Sequence[Row], index: Index) -> Ran:
    hosts = [(parse(row.page.url, index.suffixes), row.page.url) for row in rows]
    payload = json.dumps([{"host": host.ascii if host else url, "url": url} for host, url in hosts])
    script = Path(__file__).with_name("detect.mjs")
    done = subprocess.run(
        ["node", str(script), peer, str(INSTALLED)], input=payload, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise PeersMissing(f"{peer} failed: {done.stderr[-500:]}")
    found = json.loads(done.stdout)
    return Ran(tuple(map(bool, found["flags"])), len(rows) / found["seconds"])


_CHECK: Check = bool
_ITEMS: Sequence[Item] = ()
"""As in ``eval.judging``: forked processes inherit what they need."""


def _check_span(span: range) -> tuple[list[bool], float]:
    start = time.process_time()
    flags = [_CHECK(_ITEMS[number]) for number in span]
    return flags, time.process_time() - start


def _run_python(peer: str, items: Sequence[Item]) -> Ran:
    global _CHECK, _ITEMS
    _CHECK, _ITEMS = PEERS[peer](load(rules_dir()), make_index()), items
    spans = [range(start, min(start + _CHUNK, len(items))) for start in range(0, len(items), _CHUNK)]
    with multiprocessing.get_context("fork").Pool(min(os.cpu_count() or 1, len(spans) or 1)) as pool:
        parts = list(pool.imap(_check_span, spans))
    taken = sum(seconds for _, seconds in parts)
    return Ran(tuple(flag for flags, _ in parts for flag in flags), len(items) / taken if taken else 0.0)
