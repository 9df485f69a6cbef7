"""The companion dies, is missing, or the worker is put to sleep: the extension says so and recovers."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from browser import companion, pages
from browser.chromium import Chromium
from browser.driver import Driver, Start
from browser.samples import Sample, load_samples
from browser.sentences import Sentences
from browser.server import SiteMap

pytestmark = pytest.mark.browser

SCAMS: tuple[Sample, ...] = tuple(item for item in load_samples() if item.kind == "scam")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="Finding the companion's process needs Linux's /proc.")
def test_next_page_recovers_after_the_companion_was_killed(browser: Driver) -> None:
    assert browser.state is not None
    browser.open(SCAMS[0].url)
    browser.wait_banner()
    assert companion.kill_hosts(browser.state) == 1
    assert browser.wait_for(lambda: not companion.host_processes(browser.state or Path()), 3)
    browser.open(SCAMS[1].url)
    assert browser.wait_banner(10).level in SCAMS[1].levels
    assert browser.verdict().companion == "connected"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="Finding the companion's process needs Linux's /proc.")
def test_one_companion_serves_all_pages_of_a_browser(browser: Driver) -> None:
    assert browser.state is not None
    for sample in SCAMS[:3]:
        browser.open(sample.url)
        browser.wait_banner()
    assert len(companion.host_processes(browser.state)) == 1


def test_without_a_companion_there_is_no_banner_and_the_popup_says_why(
    lonely_browser: Driver, sentences: Sentences
) -> None:
    lonely_browser.open(SCAMS[0].url)
    time.sleep(1.0)
    verdict = lonely_browser.verdict()
    assert verdict.companion == "missing"
    assert verdict.level is None
    assert lonely_browser.banner() is None
    assert sentences.message("companion_missing_title") in lonely_browser.popup().text
    assert lonely_browser.title() == sentences.message("action_off")


def test_warning_survives_the_end_of_the_worker(start: Start, sites: SiteMap) -> None:
    driver = start("chromium")
    assert isinstance(driver, Chromium)
    driver.open(SCAMS[0].url)
    driver.wait_banner()
    driver.stop_worker()
    assert driver.banner() is not None
    assert driver.settled().level in SCAMS[0].levels
    sites.add(f"{pages.QUIET}/after-sleep", pages.SCAM)
    driver.open(f"{pages.QUIET}/after-sleep")
    assert driver.wait_banner().level in {"caution", "danger"}
