"""Lists of impostors' accounts, the whole way: a server, ``realdesk update``, and what is then said of an account."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from feeds.homes import environment, feed, make_home, run, update, update_later
from feeds.server import FeedServer, compress, content, raw
from realdesk.feeds.reader import Blocklist
from realdesk.ruleset.model import Ruleset

NAMES = b"Garden_Desk1\nhorace_1877\nElectrumWallet\nbinance\n"
NUMBERS = b'{"1234500001": "garden_helper", "nonumber19": "nonumber19", "1234500002": "binance"}'
PAGES = b'["twitter.com/Array_Desk", "telegra.ph/Garden-Airdrop-02-03", "bad-garden.com/x", "x.com/binance"]'
RECORDS = b"""---
- name: twitter.com/yaml_desk
  url: https://twitter.com/yaml_desk
- name: a post, not its author
  url: https://twitter.com/poster19/status/960683836463075328
"""
FEEDS = {
    "names": ("handle_list", NAMES),
    "numbers": ("handle_numbers", NUMBERS),
    "pages": ("json_array", PAGES),
    "records": ("yaml_urls", RECORDS),
}


@pytest.fixture(scope="module")
def server() -> Iterator[FeedServer]:
    with FeedServer().running() as running:
        yield running


@pytest.fixture
def home(tmp_path: Path, ruleset: Ruleset, server: FeedServer) -> Path:
    """A state folder with the four feeds, all on and fetched."""
    server.routes.clear()
    feeds = []
    for name, (kind, data) in FEEDS.items():
        server.routes[f"/{name}"] = content(data)
        network = "x" if kind.startswith("handle") else None
        feeds.append(feed(name, server.url(f"/{name}"), kind, network=network))  # type: ignore[arg-type]
    made = make_home(tmp_path / "home", ruleset, *feeds)
    for name in FEEDS:
        assert run(made, "feeds", "enable", name).returncode == 0
    outcomes = update(made)
    assert {outcome["result"] for outcome in outcomes.values()} == {"updated"}
    return made


def check(home: Path, *questions: dict[str, Any]) -> list[Any]:
    """Put questions to ``realdesk check --jsonl``, as a program."""
    data = "".join(json.dumps(asked) + "\n" for asked in questions)
    command = [sys.executable, "-m", "realdesk.cli.app", "check", "--jsonl"]
    done = subprocess.run(
        command, input=data, env=environment(home), capture_output=True, text=True, check=True, timeout=120
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def contact(text: str, **more: str) -> dict[str, Any]:
    return {"contact": text, **more}


def chat(surface: str, text: str = "hello", **peer: str) -> dict[str, Any]:
    return {"chat": {"surface": surface, "peer": peer, "messages": [{"from": "peer", "text": text}]}}


def on_list(answer: Any) -> list[str]:
    """Return the lists that an answer names."""
    return [reason["params"]["feed"] for reason in answer["reasons"] if "blocklisted" in reason["code"]]


def test_an_account_on_a_list_is_caution_in_every_form_with_the_list_and_the_day(home: Path) -> None:
    writings = (
        "https://x.com/horace_1877", "twitter.com/Horace_1877", "https://mobile.twitter.com/horace_1877/status/12",
        "@Horace_1877", "horace_1877", "X: horace_1877",
    )  # fmt: skip
    for writing, answer in zip(writings, check(home, *map(contact, writings)), strict=True):
        assert answer["level"] == "caution", writing
        (reason,) = (reason for reason in answer["reasons"] if reason["code"] == "contact_blocklisted")
        assert reason["params"]["feed"] == "List names"
        assert (reason["params"]["type"], reason["params"]["value"]) == ("x", "horace_1877")
        assert len(reason["params"]["date"]) == 10


def test_each_format_reaches_the_answer(home: Path) -> None:
    asked = ("https://x.com/garden_helper", "https://x.com/i/user/1234500001", "x.com/nonumber19", "x.com/array_desk")
    answers = check(home, *map(contact, (*asked, "https://x.com/yaml_desk")))
    assert [on_list(answer) for answer in answers] == [
        ["List numbers"], ["List numbers"], ["List numbers"], ["List pages"], ["List records"],
    ]  # fmt: skip


def test_the_same_name_on_another_network_and_the_author_of_a_listed_post_are_not_meant(home: Path) -> None:
    answers = check(home, *map(contact, ("https://t.me/horace_1877", "https://x.com/poster19", "https://x.com/other")))
    assert [(answer["level"], on_list(answer)) for answer in answers] == [("unknown", [])] * 3


def test_a_listing_is_stronger_than_any_list_of_impostors(home: Path) -> None:
    for name, official in (("electrumwallet", "official"), ("binance", "unknown")):
        alone, bare, peer = check(
            home, contact(f"https://x.com/{name}"), contact(f"@{name}"), chat("x_chat", handle=name)
        )
        assert [answer["level"] for answer in (alone, bare)] == [official] * 2
        assert peer["level"] in {"official", "none"}
        assert [on_list(answer) for answer in (alone, bare, peer)] == [[], [], []]
    refused = {name: outcome["refused"].get("listed") for name, outcome in update(home, "--force").items()}
    assert refused == {"names": 2, "numbers": 1, "pages": 1, "records": None}


def test_the_peer_of_a_chat_and_an_account_in_its_messages_are_looked_up(home: Path) -> None:
    answers = check(
        home,
        chat("x_chat", handle="Horace_1877", display_name="Horace"),
        chat("telegram_k", handle="Horace_1877", display_name="Horace"),
        chat("telegram_k", "our agent is https://x.com/horace_1877, write there", display_name="Ann"),
        chat("telegram_k", "see https://x.com/somebody_else", display_name="Ann"),
    )
    assert [(answer["level"], on_list(answer)) for answer in answers] == [
        ("caution", ["List names"]), ("none", []), ("caution", ["List names"]), ("none", []),
    ]  # fmt: skip


def test_the_number_decides_where_the_list_and_the_chat_know_it(home: Path) -> None:
    answers = check(
        home,
        chat("x_chat", handle="renamed_since", id="1234500001"),
        chat("x_chat", handle="garden_helper", id="999"),
        chat("x_chat", handle="horace_1877", id="999"),
    )
    assert [on_list(answer) for answer in answers] == [["List numbers"], [], ["List names"]]


PAGE = "<title>{title}</title><h1>{title}</h1><p>{text}</p><a href='https://x.com/horace_1877'>write to us</a>"


def page(title: str, text: str) -> dict[str, Any]:
    return {"url": "https://quiet-garden.com/desk", "html": PAGE.format(title=title, text=text)}


def test_a_page_that_poses_as_a_desk_and_offers_a_listed_account_is_told_so_and_news_are_not(home: Path) -> None:
    desk, news, warning = check(
        home,
        page("Coinbase Support", "Contact Coinbase customer support."),
        page("Gardens of the year", "An interview with a gardener about crypto and wallets."),
        page("Fake Coinbase support accounts", "These are scams: do not write to this fraud account."),
    )
    assert desk["level"] == "caution"
    assert on_list(desk) == ["List names"]
    assert (news["level"], on_list(news)) == ("none", [])
    assert (warning["level"], on_list(warning)) == ("none", [])


def test_a_look_up_names_the_list_and_shows_it_in_words(home: Path) -> None:
    answer = json.loads(run(home, "lookup", "https://x.com/horace_1877", "--json").stdout)
    assert not answer["listed"]
    assert answer["blocklisted"][0]["feed"] == "List names"
    assert (
        json.loads(run(home, "lookup", "bad-garden.com/x", "--json").stdout)["blocklisted"][0]["feed"] == "List pages"
    )
    assert "blocklisted" not in json.loads(run(home, "lookup", "@somebody_else", "--json").stdout)
    assert "blocklisted" not in json.loads(run(home, "lookup", "@binance", "--json").stdout)
    said = " ".join(run(home, "lookup", "@horace_1877", "--lang", "en").stdout.split())
    assert "on the “List names” blocklist" in said


def test_a_list_that_is_off_or_removed_says_nothing_more(home: Path) -> None:
    run(home, "feeds", "remove", "names")
    assert on_list(check(home, contact("https://x.com/horace_1877"))[0]) == []
    assert b"horace" not in b"".join(path.read_bytes() for path in (home / "feeds").iterdir())
    run(home, "feeds", "disable", "numbers")
    assert on_list(check(home, contact("https://x.com/garden_helper"))[0]) == []


BAD = {
    "a gzip bomb": (raw(compress(b"a" * 300_000_000, "gzip"), "gzip"), "larger than"),
    "a nested bomb": (content(b"[" * 1_000_000), "not the document"),
    "a flood of numbers": (
        content(json.dumps({str(n): f"desk{n}" for n in range(30_000)}).encode()), "more than the 20,000"),
    "names that are none": (content(b'{"1": "two words", "x": "http://bad.example.com"}'), "no names of accounts"),
    "another object": (content(b'{"blacklist": ["a.example.com"]}'), "not the document"),
    "only good accounts": (content(b'{"binance": "binance"}'), "no entry"),
    "a portal": (content(b"<!DOCTYPE html><html></html>"), "web page"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_whatever_comes_instead_the_last_good_copy_stays(home: Path, server: FeedServer, name: str) -> None:
    server.routes["/numbers"], message = BAD[name]
    outcome = update(home, "--force")["numbers"]
    assert outcome["result"] == "failed"
    assert message in outcome["error"]
    found = Blocklist.open(home / "feeds.bin").look_up(["@x/id:1234500001", "@x/garden_helper="])
    assert [hit.feed for hit in found] == ["List numbers", "List numbers"]


def test_prose_is_no_list_of_names(home: Path, server: FeedServer) -> None:
    server.routes["/names"] = content(b"This list has moved.\nPlease look for it elsewhere.\nThank you\nBye\n")
    assert "no names of accounts" in update(home, "--force")["names"]["error"]


def test_an_account_keeps_the_day_on_which_it_was_first_seen(
    tmp_path: Path, ruleset: Ruleset, server: FeedServer
) -> None:
    server.routes["/one"] = content(NAMES)
    home = make_home(tmp_path / "one", ruleset, feed("one", server.url("/one"), "handle_list", network="x"))
    run(home, "feeds", "enable", "one")
    update(home)
    server.routes["/one"] = content(NAMES + b"newcomer_77\n", etag='"v2"')
    update_later(home, days=10)
    hits = {
        hit.entry: hit.since for hit in Blocklist.open(home / "feeds.bin").look_up(["@x/horace_1877", "@x/newcomer_77"])
    }
    assert (hits["@x/newcomer_77"] - hits["@x/horace_1877"]).days == 10
