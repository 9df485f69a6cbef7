"""feeds.bin: what was written is found, nothing else is, and a damaged file is refused and never more."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realdesk.errors import FeedError
from realdesk.feeds.compile import Kept, compile_feeds
from realdesk.feeds.reader import Blocklist

DAY, LATER = date(2026, 3, 4), date(2026, 11, 23)
FEEDS: list[tuple[str, str, Kept]] = [
    ("one", "List One", {"evil-desk.com": DAY, "shared.example.com/a b": LATER}),
    ("two", "List Two", {"evil-desk.com": LATER}),
]


def test_an_entry_names_each_of_its_feeds_and_the_day() -> None:
    blocklist = Blocklist(compile_feeds(FEEDS, made=1))
    hits = list(blocklist.look_up(["other.com", "evil-desk.com"]))
    assert [(hit.entry, hit.feed, hit.since) for hit in hits] == [
        ("evil-desk.com", "List One", DAY),
        ("evil-desk.com", "List Two", LATER),
    ]
    assert len(blocklist) == 3


def test_the_same_entries_get_other_keys_on_another_computer() -> None:
    assert compile_feeds(FEEDS, made=1) != compile_feeds(FEEDS, made=1)
    assert compile_feeds(FEEDS, made=1, secret=b"k" * 16) == compile_feeds(FEEDS, made=1, secret=b"k" * 16)


def test_a_file_without_entries_finds_nothing() -> None:
    assert list(Blocklist(compile_feeds([("one", "List", {})], made=1)).look_up(["a.com"])) == []


@given(
    st.dictionaries(st.text(min_size=1, max_size=30), st.dates(date(1970, 1, 1), date(2149, 1, 1)), max_size=50),
    st.lists(st.text(max_size=30), max_size=50),
)
def test_just_what_was_written_is_found(kept: Kept, others: list[str]) -> None:
    kept = {entry: day for entry, day in kept.items() if entry.isprintable()}
    blocklist = Blocklist(compile_feeds([("one", "List", kept)], made=1))
    assert {hit.entry: hit.since for hit in blocklist.look_up(kept)} == kept
    assert not list(blocklist.look_up(other for other in others if other not in kept))


@given(st.data())
def test_any_damage_is_noticed(data: st.DataObject) -> None:
    good = compile_feeds(FEEDS, made=1, secret=b"k" * 16)
    at = data.draw(st.integers(0, len(good) - 1))
    how = data.draw(st.sampled_from(["cut", "flip", "grow"]))
    bad = {"cut": good[:at], "flip": good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :], "grow": good + b"\0" * 8}
    blocklist = None
    with contextlib.suppress(FeedError):
        blocklist = Blocklist(bad[how])
    if blocklist is None:
        return
    # Only the header's words (time, names, padding) are outside the digest: the entries are the same.
    assert [hit.since for hit in blocklist.look_up(["evil-desk.com"])] in ([DAY, LATER], [])
    assert at < len(good) - 36


@given(st.binary(max_size=300))
def test_any_bytes_are_a_file_or_refused(data: bytes) -> None:
    with pytest.raises(FeedError):
        Blocklist(data)
    with pytest.raises(FeedError):
        Blocklist(b"RDFB\0\1" + data)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="cannot be read") as caught:
        Blocklist.open(tmp_path / "feeds.bin")
    assert "realdesk update --force" in caught.value.hint
    (tmp_path / "feeds.bin").write_bytes(b"")
    with pytest.raises(FeedError, match="cannot be read"):
        Blocklist.open(tmp_path / "feeds.bin")
