"""The whole way, with the real commands: a server, ``realdesk update``, feeds.bin; and everything that can go wrong."""

from __future__ import annotations

import json
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from feeds.homes import LISTS, environment, feed, in_process_of_its_own, make_home, run, update, update_later
from feeds.server import FeedServer, compress, content, cut, drip, raw, status
from realdesk.feeds.reader import Blocklist
from realdesk.ruleset.model import Ruleset

GOOD = b"# Bad hosts\nevil-desk.com\nscam.pages.dev\n"
PORTAL = b"<!DOCTYPE html><html><body>Sign in to use this network</body></html>"


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
    """A state folder with the feed ``one``, which is on."""
    server.routes["/one"] = content(GOOD)
    made = make_home(tmp_path / "home", ruleset, feed("one", server.url("/one")), feed("two", server.url("/two")))
    assert run(made, "feeds", "enable", "one").returncode == 0
    return made


def listed(home: Path, *entries: str) -> list[str]:
    blocklist = Blocklist.open(home / "feeds.bin")
    return sorted({hit.entry for hit in blocklist.look_up(entries)})


def test_nothing_is_fetched_and_nothing_is_there_until_a_feed_is_on(
    tmp_path: Path, ruleset: Ruleset, server: FeedServer
) -> None:
    home = make_home(tmp_path / "home", ruleset, feed("one", server.url("/one")))
    done = run(home, "update", "--force")
    assert done.returncode == 0
    assert "no update address is configured" in done.stdout
    assert "none is on" in done.stdout
    assert server.seen == []
    assert not (home / "feeds.bin").exists()


def test_the_shipped_feeds_are_all_off(tmp_path: Path, ruleset: Ruleset) -> None:
    home = make_home(tmp_path / "home", ruleset, *ruleset.feeds.feeds)
    found = json.loads(run(home, "feeds", "--json").stdout)
    assert [row["id"] for row in found["feeds"]] == [item.id for item in ruleset.feeds.feeds]
    assert not any(row["on"] for row in found["feeds"])


def test_the_real_lists_are_fetched_parsed_and_indexed(tmp_path: Path, ruleset: Ruleset, server: FeedServer) -> None:
    config, hosts = (LISTS / "config.json").read_bytes(), (LISTS / "hosts.txt").read_bytes()
    blocked = json.loads(config)["blacklist"]
    table = b"phish_id,url\n" + b"".join(
        b"%d,https://%s/login?id=%d\n" % (n, h.encode(), n) for n, h in enumerate(blocked[:500])
    )
    server.routes |= {
        "/config.json": raw(compress(config, "br"), "br"),
        "/hosts.txt": raw(compress(hosts, "gzip"), "gzip"),
        "/all.json": content(json.dumps({"allow": [], "deny": blocked[:1_000]}).encode(), kind="application/json"),
        "/urls.txt": content(b"".join(b"http://%s/x/\n" % host.encode() for host in blocked[:500])),
        "/list.txt": content("\n".join(blocked).encode()),
        "/table.csv": content(table, kind="text/csv"),
    }  # fmt: skip
    home = make_home(
        tmp_path / "home",
        ruleset,
        feed("metamask", server.url("/config.json"), "eth_phishing_detect"),
        feed("hosts", server.url("/hosts.txt"), "hosts_file"),
        feed("polkadot", server.url("/all.json"), "polkadot_phishing"),
        feed("urls", server.url("/urls.txt"), "url_list"),
        feed("list", server.url("/list.txt")),
        feed("table", server.url("/table.csv"), "csv"),
    )
    for name in ("metamask", "hosts", "polkadot", "urls", "list", "table"):
        assert run(home, "feeds", "enable", name).returncode == 0
    done = in_process_of_its_own(home, "update", "--json")
    outcomes = {outcome["id"]: outcome for outcome in json.loads(done.stdout)["feeds"]}
    assert {outcome["result"] for outcome in outcomes.values()} == {"updated"}
    assert outcomes["metamask"]["entries"] > 13_000
    assert outcomes["hosts"]["entries"] > 900
    assert outcomes["table"]["entries"] == outcomes["urls"]["entries"] > 450
    assert "azukishop.live" in listed(home, "azukishop.live")
    assert "yearnson.finance" in listed(home, "yearnson.finance")
    assert sum(outcome["entries"] for outcome in outcomes.values()) == len(Blocklist.open(home / "feeds.bin"))


def test_a_feed_is_asked_for_again_when_due_and_with_what_its_server_gave(home: Path, server: FeedServer) -> None:
    assert update(home)["one"]["result"] == "updated"
    again = update(home)["one"]
    assert again["result"] == "not_due"
    assert again["entries"] == 2
    assert len(server.seen) == 1
    later = update_later(home, days=25 / 24)
    assert later.result == "unchanged"
    assert server.seen[1][2]["If-None-Match"] == '"v1"'
    assert listed(home, "evil-desk.com") == ["evil-desk.com"]


def test_force_asks_for_the_whole_list(home: Path, server: FeedServer) -> None:
    update(home)
    assert update(home, "--force")["one"]["result"] == "updated"
    assert "If-None-Match" not in server.seen[1][2]


def test_an_entry_keeps_the_day_on_which_it_was_first_seen(home: Path, server: FeedServer) -> None:
    update(home)
    server.routes["/one"] = content(GOOD + b"new-desk.com\n", etag='"v2"')
    update_later(home, days=10)
    hits = {
        hit.entry: hit.since for hit in Blocklist.open(home / "feeds.bin").look_up(["evil-desk.com", "new-desk.com"])
    }
    assert (hits["new-desk.com"] - hits["evil-desk.com"]).days == 10


BAD = {
    "500": (status(500), "status 500"),
    "404": (status(404), "status 404"),
    "a redirect to http": (status(302, {"Location": "http://lists.example.org/"}), "not https"),
    "a size bomb": (content(b"a.example.com\n" * 200_000), "larger than"),
    "a gzip bomb": (raw(compress(b"\n" * 300_000_000, "gzip"), "gzip"), "larger than"),
    "a body that ends early": (cut(GOOD, 10_000), "broke"),
    "a captive portal": (content(PORTAL, kind="text/html"), "web page"),
    "an empty body": (content(b""), "no entry"),
    "prose": (content(b"This list has moved.\nPlease look for it elsewhere.\nevil.com\n"), "neither hosts"),
    "only good hosts": (content(b"binance.com\ngithub.io\ncom\n"), "no entry"),
    "too many entries": (content(b"".join(b"a%d.com\n" % n for n in range(20_001))), "more than the 20,000"),
    "304 for a list we asked for whole": (status(304), ""),
}


@pytest.mark.parametrize("name", BAD)
def test_whatever_comes_the_last_good_copy_stays(home: Path, server: FeedServer, name: str) -> None:
    handler, message = BAD[name]
    update(home)
    before = (home / "feeds.bin").read_bytes()
    server.routes["/one"] = handler
    outcome = update(home, "--force")["one"]
    if message:
        assert outcome["result"] == "failed"
        assert message in outcome["error"]
        assert outcome["hint"]
        assert message in run(home, "feeds").stdout
    assert (home / "feeds.bin").read_bytes() == before
    assert listed(home, "evil-desk.com", "scam.pages.dev") == ["evil-desk.com", "scam.pages.dev"]
    server.routes["/one"] = content(GOOD)
    assert update(home, "--force")["one"]["error"] == ""


def test_a_portal_instead_of_json_keeps_the_real_list(tmp_path: Path, ruleset: Ruleset, server: FeedServer) -> None:
    server.routes["/config.json"] = content((LISTS / "config.json").read_bytes())
    home = make_home(tmp_path / "home", ruleset, feed("mm", server.url("/config.json"), "eth_phishing_detect"))
    run(home, "feeds", "enable", "mm")
    update(home)
    for bad in (PORTAL, b'{"blacklist": ["a.com"', b'{"blacklist": []}', b'{"version": 3}'):
        server.routes["/config.json"] = content(bad, etag='"bad"')
        assert update(home, "--force")["mm"]["result"] == "failed"
        assert listed(home, "azukishop.live") == ["azukishop.live"]


def test_a_list_that_lost_most_of_its_entries_is_taken_only_when_told_so(home: Path, server: FeedServer) -> None:
    server.routes["/one"] = content(b"".join(b"a%d.com\n" % n for n in range(2_000)))
    update(home)
    server.routes["/one"] = content(GOOD, etag='"v2"')
    outcome = update_later(home, days=2)
    assert "cut off" in outcome.error
    assert listed(home, "a7.com") == ["a7.com"]
    assert update(home, "--force")["one"]["entries"] == 2


def test_one_bad_feed_does_not_keep_another_from_being_updated(home: Path, server: FeedServer) -> None:
    server.routes["/one"] = status(503)
    server.routes["/two"] = content(b"two-desk.com\n")
    run(home, "feeds", "enable", "two")
    done = run(home, "update")
    assert done.returncode == 1
    assert "status 503" in done.stderr
    assert "1 entries, updated" in done.stdout
    assert listed(home, "two-desk.com") == ["two-desk.com"]


def test_offline_is_said_and_not_tried_again_before_it_is_due(tmp_path: Path, ruleset: Ruleset) -> None:
    home = make_home(tmp_path / "home", ruleset, feed("one", "http://127.0.0.1:9/one"))
    run(home, "feeds", "enable", "one")
    outcome = update(home)["one"]
    assert "cannot be reached" in outcome["error"]
    assert "connection" in outcome["hint"]
    assert "There is no earlier copy" in outcome["hint"]
    assert "Error" not in outcome["error"]
    assert update(home)["one"]["result"] == "not_due"


def test_a_list_that_cannot_be_fetched_again_keeps_its_copy(home: Path, server: FeedServer) -> None:
    update(home)
    server.routes["/one"] = status(503)
    assert "The last good copy stays in use" in update(home, "--force")["one"]["hint"]


@pytest.mark.parametrize("line", [{"url": "https://evil-desk.com/"}, {"contact": "https://evil-desk.com/"}])
def test_lines_are_judged_by_the_feeds_that_are_on(home: Path, line: dict[str, str]) -> None:
    command = [sys.executable, "-m", "realdesk.cli.app", "check", "--jsonl"]

    def codes() -> set[str]:
        asked = json.dumps(line).encode()
        done = subprocess.run(command, env=environment(home), input=asked, capture_output=True, check=True)
        return {reason["code"] for reason in json.loads(done.stdout)["reasons"]}

    assert not any("blocklisted" in code for code in codes())
    update(home)
    assert any("blocklisted" in code for code in codes())


def start_slow(home: Path, server: FeedServer) -> subprocess.Popen[bytes]:
    """Start an update whose server never ends, and wait until it has been asked."""
    server.routes["/one"] = drip(b"evil-desk.com\n", 0.05)
    asked = len(server.seen)
    command = [sys.executable, "-m", "realdesk.cli.app", "update", "--force"]
    process = subprocess.Popen(command, env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while len(server.seen) == asked and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(server.seen) > asked
    return process


def test_an_update_killed_in_the_middle_leaves_everything_usable(home: Path, server: FeedServer) -> None:
    update(home)
    before = (home / "feeds.bin").read_bytes()
    process = start_slow(home, server)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=10)
    (home / "feeds" / ".one.entries.x.unfinished").write_bytes(b"half")
    assert (home / "feeds.bin").read_bytes() == before
    server.routes["/one"] = content(GOOD + b"more-desk.com\n", etag='"v2"')
    assert update(home)["one"]["result"] == "not_due"
    assert update(home, "--force")["one"]["result"] == "updated"
    assert listed(home, "more-desk.com") == ["more-desk.com"]
    assert not list((home / "feeds").glob("*.unfinished")) + list((home / "feeds").glob(".*.unfinished"))


def test_of_two_updaters_at_once_one_goes_on_and_one_says_so(home: Path, server: FeedServer) -> None:
    process = start_slow(home, server)
    try:
        second = in_process_of_its_own(home, "update", "--force")
        assert second.returncode == 1
        assert "Another update is running" in second.stderr
        assert len(server.seen) == 1
    finally:
        process.kill()
        process.wait(timeout=10)
    server.routes["/one"] = content(GOOD)
    assert update(home, "--force")["one"]["result"] == "updated"


def test_a_feed_that_is_off_counts_no_more_and_keeps_its_data(home: Path, server: FeedServer) -> None:
    update(home)
    assert run(home, "feeds", "disable", "one").returncode == 0
    assert not (home / "feeds.bin").exists()
    assert (home / "feeds" / "one.entries").exists()
    assert update(home, "--force") == {}
    run(home, "feeds", "enable", "one")
    assert listed(home, "evil-desk.com") == ["evil-desk.com"]
    assert len(server.seen) == 1


def test_a_removed_feed_leaves_nothing_behind_and_the_others_stay(home: Path, server: FeedServer) -> None:
    server.routes["/two"] = content(b"two-desk.com\nevil-desk.com\n")
    run(home, "feeds", "enable", "two")
    update(home)
    assert run(home, "feeds", "remove", "one").returncode == 0
    assert listed(home, "scam.pages.dev", "two-desk.com") == ["two-desk.com"]
    left = b"".join(path.read_bytes() for path in (home / "feeds").iterdir()) + (home / "feeds.bin").read_bytes()
    assert b"List one" not in left
    assert b"scam.pages.dev" not in left
    assert not (home / "feeds" / "one.entries").exists()


def test_an_unknown_feed_is_named_with_those_there_are(home: Path) -> None:
    for command in ("enable", "disable", "remove"):
        done = run(home, "feeds", command, "../one")
        assert done.returncode == 1
        assert "one, two" in done.stderr


def test_a_feed_that_left_the_rules_counts_no_more_and_can_be_removed(
    home: Path, ruleset: Ruleset, server: FeedServer
) -> None:
    update(home)
    make_home(home, ruleset, feed("two", server.url("/two")))
    assert "no longer in the rules" in run(home, "feeds").stdout
    assert update(home, "--force") == {}
    assert not (home / "feeds.bin").exists()
    assert run(home, "feeds", "remove", "one").returncode == 0
    assert not (home / "feeds" / "one.entries").exists()


@pytest.mark.parametrize("content_of", [b"", b"RDFB damaged", b"\0" * 500])
def test_a_damaged_index_of_feeds_is_said_and_made_again(home: Path, content_of: bytes) -> None:
    update(home)
    (home / "feeds.bin").write_bytes(content_of)
    assert "realdesk update" in run(home, "feeds").stdout
    assert json.loads(run(home, "check", "evil-desk.com", "--json").stdout)["level"] == "none"
    update(home)
    assert listed(home, "evil-desk.com") == ["evil-desk.com"]


@pytest.mark.parametrize("name", ["status.json", "one.entries", "due"])
def test_a_damaged_file_of_the_updater_only_means_fetching_again(home: Path, server: FeedServer, name: str) -> None:
    update(home)
    (home / "feeds" / name).write_bytes(b"\xff{")
    assert update(home, "--force")["one"]["result"] == "updated"
    assert listed(home, "evil-desk.com") == ["evil-desk.com"]


def test_damaged_choices_are_not_guessed(home: Path) -> None:
    (home / "feeds" / "choices.json").write_bytes(b"{")
    done = run(home, "update")
    assert done.returncode == 1
    assert "choices.json is damaged" in done.stderr.replace("\n", "")
    answer = json.loads(run(home, "update", "--json").stdout)
    assert not answer["ok"]
    assert "choices.json" in answer["hint"]


def test_what_is_kept_is_for_the_user_alone(home: Path) -> None:
    update(home)
    assert stat.S_IMODE((home / "feeds").stat().st_mode) == 0o700
    for path in [home / "feeds.bin", *(home / "feeds").iterdir()]:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_a_command_shows_the_list_and_the_day_in_words(home: Path) -> None:
    update(home)
    done = run(home, "check", "https://www.evil-desk.com/x", "--lang", "en")
    assert "on the “List one” blocklist, at least since 20" in done.stdout
