"""Prints what 300,000 blocklist entries cost the host. Run: ``PYTHONPATH=tests python -m bench.feeds``."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

from bench.lookup import timed
from conftest import ROOT, index_bytes
from realdesk.entities.hosts import parse
from realdesk.feeds.compile import compile_feeds
from realdesk.feeds.entries import sort_entries
from realdesk.feeds.names import covering_hosts, covering_pages
from realdesk.feeds.reader import Blocklist
from realdesk.index.reader import Index
from realdesk.protocol import Page
from realdesk.ruleset.source import load
from realdesk.signals.blocklisted import find
from realdesk.signals.interface import Context

COUNT = 300_000
DAY = date(2026, 3, 4)
MEMORY = """
import sys
from pathlib import Path
from realdesk.feeds.reader import Blocklist

def private():
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private"))

before = private()
blocklist = Blocklist.open(Path(sys.argv[1]))
for number in range(20_000):
    list(blocklist.look_up([f"host-{number}.example.com"]))
print(private() - before)
"""

PEER = """
const Detector = require(process.argv[1] + "/node_modules/eth-phishing-detect/src/detector.js");
const { blacklist, asked } = JSON.parse(require("fs").readFileSync(process.argv[2], "utf8"));
const start = performance.now();
const detector = new Detector({ blacklist, whitelist: [], fuzzylist: [], tolerance: 0 });
const loaded = performance.now();
const times = asked.map((host) => {
  const begin = performance.now();
  detector.check(host);
  return performance.now() - begin;
});
console.log(JSON.stringify([loaded - start, times.sort((a, b) => a - b)[times.length >> 1]]));
"""


def synthetic(draw: random.Random) -> list[str]:
    """Return hosts like those of real lists, and some pages."""
    tails = ("com", "net", "xyz", "top", "pages.dev", "web.app", "co.uk", "io")
    hosts = (f"{draw.getrandbits(48):x}-desk.{draw.choice(tails)}" for _ in range(COUNT))
    return [f"{host}/login/{draw.randrange(9)}" if draw.random() < 0.1 else host for host in hosts]


def peer(folder: Path, kept: list[str], asked: list[str]) -> tuple[float, float]:
    """Return how long the detector of npm eth-phishing-detect takes to load and for one look-up, in seconds."""
    lists = folder / "lists.json"
    lists.write_text(json.dumps({"blacklist": kept, "asked": asked}))
    command = ["node", "-e", PEER, str(ROOT), str(lists)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    load, look_up = json.loads(done.stdout)
    return load / 1e3, look_up / 1e3


def each(blocklist: Blocklist, entries: list[str]) -> float:
    """Return the median time of one look-up in seconds."""
    taken = []
    for entry in entries:
        start = time.perf_counter()
        list(blocklist.look_up((entry,)))
        taken.append(time.perf_counter() - start)
    return median(taken)


def main() -> None:
    """Measure and print."""
    draw = random.Random(7)
    lines = synthetic(draw)
    index = Index(index_bytes(load(ROOT / "rules")))
    start = time.perf_counter()
    kept = sort_entries(lines, index, today=DAY, known={}, most=COUNT).kept
    sorted_at = time.perf_counter()
    data = compile_feeds([("one", "List", kept)], made=1)
    done = time.perf_counter()
    print(f"{len(kept):,} entries, file {len(data):,} bytes")
    print(f"updater: entries {sorted_at - start:.2f} s, file {done - sorted_at:.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "feeds.bin"
        path.write_bytes(data)
        opened = timed(lambda: Blocklist.open(path), 50)
        least = min(timed(lambda: Blocklist.open(path), 1) for _ in range(100))
        print(f"load: {opened * 1e3:.2f} ms (least of 100: {least * 1e3:.2f} ms)")
        blocklist = Blocklist.open(path)
        sample = draw.sample(sorted(kept), 20_000)
        print(f"look-up, listed:   {each(blocklist, sample) * 1e6:5.2f} µs")
        unlisted = [f"{entry}x" for entry in sample]
        one = each(blocklist, unlisted)
        print(f"look-up, unlisted: {one * 1e6:5.2f} µs")
        hosts = [entry for entry in kept if "/" not in entry]
        others = [entry for entry in unlisted if "/" not in entry][:30]
        peer_load, peer_one = peer(Path(folder), hosts, others)
        print(
            f"npm eth-phishing-detect, {len(hosts):,} hosts: load {peer_load * 1e3:.0f} ms, look-up {peer_one * 1e6:,.0f} µs"
        )
        print(f"ratio to it: load 1/{peer_load / opened:.0f}, look-up 1/{peer_one / one:,.0f}")
        url = "https://www.help.some-ordinary-site.com/en/articles/12"
        host = parse(url, index.suffixes)
        assert host is not None
        names = [*covering_hosts(host, index.public_hosts), *covering_pages(host, "")]
        index.blocklist = blocklist
        context = Context(Page(url), host, index)
        took = timed(lambda: list(find(context, frozenset())), 2_000)
        print(f"a page with {len(names)} names to look up: {took * 1e6:5.1f} µs")
        if sys.platform.startswith("linux"):
            grown = subprocess.run(
                [sys.executable, "-c", MEMORY, str(path)], check=True, capture_output=True, text=True
            )
            print(f"private memory after 20,000 look-ups: {int(grown.stdout):,} KiB more")
    print(f"false positives: {len(kept) / 2**64:.1e} a look-up")


if __name__ == "__main__":
    main()
