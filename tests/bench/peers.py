"""``python -m bench.peers``: what an unknown host costs here and in the public peers, all with the same long blocklist.

Processor time of one check in a process that has everything loaded, in turns on the same machine. Ours is the whole
verdict, look-alikes and blocklist together. Peers on lists get the blocklist in place of their own and keep their other lists; peers
on names get the main domains of our platforms. ``make build/peers/.setup`` installs them, for this and the evaluation alone.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.blocklist import COUNT, hosts, write_list
from browser import companion
from eval.peers import compare
from eval.peers.python_peers import PEERS, Item
from realdesk.feeds.format import FEEDS_NAME
from realdesk.feeds.reader import Blocklist
from realdesk.index.reader import Index
from realdesk.paths import INDEX_NAME, rules_dir
from realdesk.protocol import Page
from realdesk.ruleset.source import load
from realdesk.verdict import judge

ON_LISTS = ("@metamask/phishing-controller", "eth-phishing-detect")
ON_NAMES = ("dnstwist", "tldextract + edit distance 2")
AGAINST, LEAST = "@metamask/phishing-controller", 100
ASKED = 200
SECONDS = 0.5


def each(check: Callable[[str], object], asked: Sequence[str]) -> float:
    """Return the seconds of processor time that ``check`` takes for one of ``asked``."""
    for host in asked[:20]:
        check(host)
    count, begun = 0, time.process_time()
    while time.process_time() - begun < SECONDS:
        for host in asked:
            check(host)
        count += len(asked)
    return (time.process_time() - begun) / count


def on_lists(peer: str, blocklist: list[str], asked: list[str], folder: Path) -> float:
    """Return the same of a peer in JavaScript that compares with ``blocklist``."""
    lists = folder / "blocklist.json"
    lists.write_text(json.dumps(blocklist), "utf-8")
    script = Path(compare.__file__).with_name("detect.mjs")
    addresses = json.dumps([{"host": host, "url": f"https://{host}/"} for host in asked])
    command = ["node", str(script), peer, str(compare.INSTALLED), str(lists)]
    done = subprocess.run(command, input=addresses, capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout)["seconds"]) / len(asked)


def measure(home: Path) -> dict[str, float]:
    """Return the seconds of one check by name, ours first."""
    draw = random.Random(7)
    blocklist = hosts(draw)
    asked = [host.replace("-desk.", "-notes.") for host in hosts(draw, ASKED)]
    write_list(home, blocklist)
    index = Index.open(home / INDEX_NAME)
    index.blocklist = Blocklist.open(home / FEEDS_NAME)
    found = {"realdesk": each(lambda host: judge(Page(f"https://{host}/"), index), asked)}
    for peer in ON_LISTS:
        found[peer] = on_lists(peer, blocklist, asked, home)
    ruleset = load(rules_dir())
    for peer in ON_NAMES:
        check = PEERS[peer](ruleset, index)
        found[peer] = each(lambda host, check=check: check(Item(f"https://{host}/")), asked)  # type: ignore[misc]
    return found


def main() -> int:
    """Measure and print."""
    if not (compare.INSTALLED / "python").is_dir() or not (compare.INSTALLED / "node_modules").is_dir():
        print("The peers are not installed: run make bench.")
        return 1
    sys.path.append(str((compare.INSTALLED / "python").resolve()))
    with tempfile.TemporaryDirectory() as name:
        companion.activate(Path(name))
        found = measure(Path(name))
    table = Table("", "µs a check", "ours = 1", "target", title=f"An unknown host, with {COUNT:,} blocklist entries")
    for peer, seconds in found.items():
        ratio = seconds / found["realdesk"]
        target = f">= {LEAST} {'ok' if ratio >= LEAST else 'MISSED'}" if peer == AGAINST else ""
        table.add_row(peer, f"{seconds * 1e6:,.1f}", f"{ratio:,.2f}", target)
    Console(width=None if sys.stdout.isatty() else 110).print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
