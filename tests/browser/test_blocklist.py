"""A page that is only on a public blocklist is warned of, with the list's name and the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from browser import companion
from browser.driver import Driver, Start
from browser.sentences import Sentences
from browser.server import SiteMap
from realdesk.feeds.compile import compile_feeds

pytestmark = pytest.mark.browser

ADDRESS = "https://blocklisted-garden.com/"
PAGE = "<!doctype html><title>Garden tools</title><h1>Garden tools</h1><p>Rakes, spades and more.</p>"
FEED = "MetaMask eth-phishing-detect"


def turn_on(driver: Driver, sites: SiteMap) -> None:
    assert driver.state is not None
    sites.add(ADDRESS, PAGE)
    data = compile_feeds([("metamask", FEED, {"blocklisted-garden.com": date(2026, 11, 20)})], made=1)
    (driver.state / "new").write_bytes(data)
    (driver.state / "new").replace(driver.state / "feeds.bin")


@pytest.fixture
def with_feed(browser: Driver, sites: SiteMap) -> Iterator[Driver]:
    """A browser whose companion has one feed on."""
    turn_on(browser, sites)
    yield browser
    assert browser.state is not None
    (browser.state / "feeds.bin").unlink()


def test_a_page_on_a_blocklist_has_a_banner_that_names_list_and_day(with_feed: Driver, sentences: Sentences) -> None:
    with_feed.open(ADDRESS)
    banner = with_feed.wait_banner()
    assert sentences.codes(banner.reasons) == ("blocklisted",)
    assert FEED in banner.reasons[0]
    assert "Nov 20, 2026" in banner.reasons[0]
    assert with_feed.verdict().level == "caution"


@pytest.mark.parametrize("locale", ["zh_CN", "zh_TW"])
def test_list_and_day_are_named_in_chinese(start: Start, sites: SiteMap, locale: str) -> None:
    driver = start("chromium", locale=locale, dark=locale == "zh_TW")
    turn_on(driver, sites)
    driver.open(ADDRESS)
    banner = driver.wait_banner()
    words = Sentences(companion.extension_folder(), locale)
    assert words.codes(banner.reasons) == ("blocklisted",)
    assert FEED in banner.reasons[0]
    assert "2026年11月20日" in banner.reasons[0]
