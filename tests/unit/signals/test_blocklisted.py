"""A public blocklist warns, names itself, and never outweighs an official listing or condemns a shared host."""

from __future__ import annotations

from datetime import date

import pytest

from realdesk.feeds.compile import compile_feeds
from realdesk.feeds.reader import Blocklist
from realdesk.index.reader import Index
from realdesk.protocol import Field, Frame, Page, Verdict
from realdesk.verdict import judge

DAY = date(2026, 3, 4)
TEXT = "Connect the bitcoin wallet of your crypto exchange."
FORM = (Field("text", "Enter your seed phrase"),)
ENTRIES = (
    "evil-desk.com",
    "scam.pages.dev",
    "hacked-shop.com/wp/login",
    "sites.google.com/view/scam",
    "t.me/scam_desk",
    # What no updater lets in; a file of another ruleset might have it all the same.
    "binance.com",
    "sites.google.com",
    "google.com",
    "drive.google.com",
    "pages.dev",
    "com",
    "x.com",
    "coinbase-help-desk.com",
)


@pytest.fixture
def listed(index_data: bytes) -> Index:
    index = Index(index_data)
    entries = dict.fromkeys(ENTRIES, DAY)
    index.blocklist = Blocklist(
        compile_feeds([("one", "List One", entries), ("two", "Two", {"evil-desk.com": DAY})], made=1)
    )
    return index


def verdict(url: str, index: Index, **content: object) -> Verdict:
    return judge(Page(url, (Frame(url, **content),)), index)  # type: ignore[arg-type]


def codes(found: Verdict) -> list[str]:
    return [reason.code for reason in found.reasons]


@pytest.mark.parametrize(
    "url",
    [
        "https://evil-desk.com/",
        "https://EVIL-desk.com./any?x",
        "http://a.b.evil-desk.com:8080/",
        "https://scam.pages.dev/",
        "https://deep.scam.pages.dev/x",
        "https://hacked-shop.com/wp/login/",
        "https://hacked-shop.com/wp/login/step2?x=1",
    ],
)
def test_a_listed_address_alone_is_caution_with_the_list_and_the_day(listed: Index, url: str) -> None:
    found = verdict(url, listed)
    assert found.level == "caution"
    assert found.platform is None
    assert found.reasons[0].code == "blocklisted"
    assert found.reasons[0].params == {"feed": "List One", "date": "2026-03-04"}


def test_each_list_is_named_and_the_score_does_not_grow(listed: Index) -> None:
    two, one = verdict("https://evil-desk.com/", listed), verdict("https://scam.pages.dev/", listed)
    assert [reason.params["feed"] for reason in two.reasons] == ["List One", "Two"]
    assert two.score == one.score


@pytest.mark.parametrize(
    "url",
    [
        "https://desk.com/",
        "https://notevil-desk.com/",
        "https://other.pages.dev/",
        "https://pages.dev/",
        "https://hacked-shop.com/",
        "https://hacked-shop.com/wp",
        "https://hacked-shop.com/wp/login2",
        "https://www.google.com/",
        "https://drive.google.com/file/d/7",
        "https://sites.google.com/view/other",
        "https://sites.google.com/view/scam",
        "https://x.com/somebody",
        "https://t.me/scam_desk",
        "https://com/",
        "about:blank",
    ],
)
def test_what_is_not_listed_or_belongs_to_others_as_well_is_left_alone(listed: Index, url: str) -> None:
    assert verdict(url, listed).level == "none"


def test_an_official_listing_is_stronger_than_any_blocklist(listed: Index) -> None:
    found = verdict("https://www.binance.com/en", listed)
    assert found.level == "official"
    assert codes(found) == ["listed"]


def test_a_page_on_a_shared_host_counts_with_a_second_sign(listed: Index) -> None:
    alone = verdict("https://sites.google.com/view/other", listed, text=TEXT, fields=FORM)
    both = verdict("https://sites.google.com/view/scam/step", listed, text=TEXT, fields=FORM)
    assert "blocklisted_page" not in codes(alone)
    assert "blocklisted_page" in codes(both)
    assert both.score > alone.score


def test_with_a_second_sign_a_listed_host_is_danger(listed: Index) -> None:
    assert verdict("https://evil-desk.com/", listed, text=TEXT, fields=FORM).level == "danger"
    found = verdict("https://coinbase-help-desk.com/", listed)
    assert found.level == "danger"
    assert {"blocklisted", "host_brand_and_support"} <= set(codes(found))


def test_without_feeds_nothing_changes(index: Index) -> None:
    assert index.blocklist is None
    assert verdict("https://evil-desk.com/", index).level == "none"
