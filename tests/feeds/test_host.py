"""The real host process with public blocklists: it maps them, notices newer ones, and has them updated."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from feeds.homes import LISTS, environment, feed, make_home, run, update
from feeds.server import FeedServer, content, drip
from protocol.test_host_process import Host
from realdesk.ruleset.model import Ruleset
from unit.test_imports import HEAVY

GOOD = b"evil-desk.com\n"


@pytest.fixture(scope="module")
def server() -> Iterator[FeedServer]:
    with FeedServer().running() as running:
        yield running


@pytest.fixture(autouse=True)
def _clean(server: FeedServer) -> None:
    server.routes.clear()
    server.seen.clear()


@pytest.fixture
def home(tmp_path: Path, ruleset: Ruleset, server: FeedServer) -> Path:
    server.routes["/one"] = content(GOOD)
    kinds = (feed("one", server.url("/one")), feed("mm", server.url("/mm"), "eth_phishing_detect"))
    return make_home(tmp_path / "home", ruleset, *kinds)


@pytest.fixture
def host(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    for name, value in environment(home).items():
        monkeypatch.setenv(name, value)
    running = Host(home)
    yield running
    running.process.kill()
    running.process.wait(timeout=10)
    for pipe in (running.process.stdin, running.process.stdout, running.process.stderr):
        if pipe is not None:
            pipe.close()


def ask(host: Host, url: str) -> tuple[str, list[str]]:
    verdict = host.ask({"type": "check_page", "id": 1, "page": {"url": url, "frames": [{"url": url}]}})["result"]
    return verdict["level"], [reason["code"] for reason in verdict["reasons"]]


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert condition()


def test_the_real_list_reaches_a_verdict_of_a_running_host(home: Path, server: FeedServer, host: Host) -> None:
    server.routes["/mm"] = content((LISTS / "config.json").read_bytes())
    assert ask(host, "https://azukishop.live/mint") == ("none", [])
    run(home, "feeds", "enable", "mm")
    update(home, "--force")
    assert ask(host, "https://azukishop.live/mint") == ("caution", ["blocklisted"])
    assert ask(host, "https://www.binance.com/")[0] == "official"
    assert ask(host, "https://example.org/") == ("none", [])
    run(home, "feeds", "remove", "mm")
    assert ask(host, "https://azukishop.live/mint") == ("none", [])


def test_a_damaged_file_never_breaks_the_host_nor_replaces_a_good_one(home: Path, host: Host) -> None:
    run(home, "feeds", "enable", "one")
    update(home)
    assert ask(host, "https://evil-desk.com/")[0] == "caution"
    (home / "bad").write_bytes(b"RDFB damaged")
    (home / "bad").replace(home / "feeds.bin")
    assert ask(host, "https://evil-desk.com/")[0] == "caution"
    fresh = Host(home)
    try:
        assert ask(fresh, "https://evil-desk.com/")[0] == "none"
        assert ask(fresh, "https://coinbase-help-desk.com/")[0] == "caution"
    finally:
        assert fresh.close() == 0
    update(home, "--force")
    assert ask(host, "https://evil-desk.com/")[0] == "caution"


def test_the_host_has_a_feed_fetched_when_it_is_due_once_and_without_waiting(
    home: Path, server: FeedServer, host: Host
) -> None:
    ask(host, "https://evil-desk.com/")
    assert server.seen == []
    run(home, "feeds", "enable", "one")
    assert ask(host, "https://evil-desk.com/")[0] == "none"  # answered before anything was fetched
    wait_for(lambda: ask(host, "https://evil-desk.com/")[0] == "caution")
    for _ in range(50):
        ask(host, "https://evil-desk.com/")
    assert len(server.seen) == 1


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="reads /proc")
def test_a_server_that_never_ends_delays_no_answer_and_is_asked_once(
    home: Path, server: FeedServer, host: Host
) -> None:
    server.routes["/one"] = drip(b"evil-desk.com\n", 0.05)
    run(home, "feeds", "enable", "one")
    ask(host, "https://evil-desk.com/")
    wait_for(lambda: len(server.seen) == 1)
    for _ in range(200):
        assert ask(host, "https://coinbase-help-desk.com/")[0] == "caution"
    assert len(server.seen) == 1
    (child,) = children_of(host.process.pid)
    assert session_of(child) == child  # it leads a session of its own
    assert not {pipe for pipe in open_files(child) if pipe in pipes_of(host)}
    subprocess.run(["kill", "-9", str(child)], check=True)
    assert host.close() == 0


def test_the_update_outlives_the_host(home: Path, server: FeedServer, host: Host) -> None:
    run(home, "feeds", "enable", "one")
    ask(host, "https://evil-desk.com/")
    assert host.close() == 0
    wait_for((home / "feeds" / "one.entries").exists)


@pytest.mark.parametrize("due", [b"", b"soon", b"-5", b"99999999999999999999", b"9" * 5_000])
def test_an_unreadable_time_is_due_and_starts_one_update(
    home: Path, server: FeedServer, host: Host, due: bytes
) -> None:
    run(home, "feeds", "enable", "one")
    (home / "feeds" / "due").write_bytes(due)
    ask(host, "https://evil-desk.com/")
    wait_for(lambda: ask(host, "https://evil-desk.com/")[0] == "caution")
    assert len(server.seen) == 1


def test_a_host_with_feeds_imports_no_network_code(home: Path) -> None:
    run(home, "feeds", "enable", "one")
    update(home)
    code = (
        "import io, json, struct, sys\nfrom pathlib import Path\nfrom realdesk.host import loop\n"
        "from realdesk.host.generation import Generation\nfrom realdesk.host.service import Service\n"
        "from realdesk.host.updates import Updates\n"
        f"home = Path({str(home)!r})\nout = io.BytesIO()\n"
        "m = json.dumps({'type':'check_page','id':2,'page':{'url':'https://evil-desk.com/'}}).encode()\n"
        "data = struct.pack('=I', len(m)) + m\n"
        "loop.serve(io.BytesIO(data), out, Service(Generation(home / 'index.bin')), Updates(home).start_if_due)\n"
        "assert b'blocklisted' in out.getvalue(), out.getvalue()\n"
        "print(json.dumps(sorted(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment(home)
    )
    loaded = set(json.loads(done.stdout))
    assert not loaded & {*HEAVY, "brotli", "filelock", "yarl", "realdesk.feeds.update"}


def children_of(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text().split()]
    return found


def session_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[3])


def open_files(pid: int) -> set[str]:
    return {str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()}


def pipes_of(host: Host) -> set[str]:
    return {str(Path(f"/proc/{host.process.pid}/fd/{number}").readlink()) for number in (0, 2)}
