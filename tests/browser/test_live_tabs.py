"""Tabs as people use them: many at once, moved, discarded, restored, and open while we are updated."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from browser import companion, pages
from browser.chromium import Chromium
from browser.conftest import ENGINES, launch
from browser.driver import BANNER, Driver, Setup, Start
from browser.sentences import Sentences
from browser.server import SiteMap, SiteServer

pytestmark = pytest.mark.browser

WARNED = {"caution", "danger"}
COUNT = f"document.querySelectorAll({BANNER!r}).length"
MANY = 30


@pytest.fixture(scope="module", params=ENGINES)
def own(request: pytest.FixtureRequest, start: Start) -> Driver:
    """A browser of this file's own: tabs come and go here, and the extension is loaded anew."""
    return start(request.param)


@pytest.fixture(scope="module")
def own_chromium(start: Start) -> Chromium:
    """A Chromium of this file's own."""
    driver = start("chromium")
    assert isinstance(driver, Chromium)
    return driver


def create(driver: Driver, url: str) -> int:
    """Open ``url`` in a tab in the background and return its id."""
    made = f"chrome.tabs.create({{url: {url!r}, active: false}}).then(tab => tab.id)"
    return int(driver.evaluate_extension(made))


def remove(driver: Driver, *tabs: int) -> None:
    driver.evaluate_extension(f"chrome.tabs.remove({json.dumps(tabs)}).then(() => true)")


def level_of(driver: Driver, tab: int, timeout: float = 15.0) -> str | None:
    """Return the level of a tab as soon as there is one."""
    driver.wait_for(lambda: driver.verdict(tab).level, timeout)
    return driver.verdict(tab).level


def test_thirty_tabs_at_once_all_get_their_verdict(own: Driver, sites: SiteMap) -> None:
    wanted = {}
    for number in range(MANY):
        bad = number % 3 == 0
        address = f"https://garden-{number}.many-garden.com/"
        sites.add(address, pages.SCAM if bad else pages.NEUTRAL)
        wanted[address] = bad
    opening = f"Promise.all({json.dumps(list(wanted))}.map(url => chrome.tabs.create({{url, active: false}}))).then(tabs => tabs.map(tab => tab.id))"
    ids = own.evaluate_extension(opening)
    assert len(set(ids)) == MANY
    try:
        levels = [level_of(own, tab, 30) for tab in ids]
        assert [level in WARNED for level in levels] == list(wanted.values()), levels
        badges = [own.evaluate_extension(f"chrome.action.getBadgeText({{tabId: {tab}}})") for tab in ids]
        assert [badge != "" for badge in badges] == list(wanted.values())
        assert own.verdict(ids[0]).companion == "connected"
    finally:
        remove(own, *ids)
    kept = own.evaluate_extension("chrome.storage.session.get(null).then(Object.keys)")
    assert own.wait_for(
        lambda: (
            not any(
                f"tab:{tab}" in own.evaluate_extension("chrome.storage.session.get(null).then(Object.keys)")
                for tab in ids
            )
        )
    ), kept


def test_tab_that_is_moved_to_another_window_keeps_its_warning(own: Driver, sites: SiteMap) -> None:
    sites.add(f"{pages.QUIET}/moved", pages.SCAM)
    own.open(f"{pages.QUIET}/moved")
    own.wait_banner()
    tab = own.tab_id()
    home = own.evaluate_extension(f"chrome.tabs.get({tab}).then(tab => tab.windowId)")
    own.evaluate_extension(f"chrome.windows.create({{tabId: {tab}}}).then(() => true)")
    try:
        assert own.wait_for(lambda: own.verdict(tab).level in WARNED)
        assert own.wait_for(lambda: own.evaluate_extension(f"chrome.action.getBadgeText({{tabId: {tab}}})"))
        assert own.evaluate(COUNT) == 1
        own.evaluate("void document.body.append('changed')")
        time.sleep(1)
        assert own.verdict(tab).level in WARNED
    finally:
        own.evaluate_extension(f"chrome.tabs.move({tab}, {{windowId: {home}, index: 0}}).then(() => true)")
    assert own.evaluate(COUNT) == 1
    assert own.banner() is not None


def test_discarded_tab_is_judged_when_it_comes_back(own_chromium: Chromium, sites: SiteMap) -> None:
    own = own_chromium
    address = "https://discarded.many-garden.com/"
    sites.add(address, pages.SCAM)
    tab = create(own, address)
    assert level_of(own, tab) in WARNED
    tab = int(own.evaluate_extension(f"chrome.tabs.discard({tab}).then(tab => tab.id)"))
    assert own.evaluate_extension(f"chrome.tabs.get({tab}).then(tab => tab.discarded)") is True
    assert own.wait_for(lambda: own.verdict(tab).level is None, 5)
    own.evaluate_extension(f"chrome.tabs.update({tab}, {{active: true}}).then(() => true)")
    assert level_of(own, tab) in WARNED
    remove(own, tab)


def test_pages_that_are_open_during_an_update_are_left_clean(own: Driver, sites: SiteMap, sentences: Sentences) -> None:
    sites.add(f"{pages.QUIET}/update", pages.SCAM)
    own.open(f"{pages.QUIET}/update")
    own.wait_banner()
    own.evaluate(
        "void (window.faults = [], ['error', 'unhandledrejection'].forEach(name => addEventListener(name, event => faults.push(String(event.message ?? event.reason)))))"
    )
    own.reload_extension()
    # What an orphan would do: look at the page again, and draw.
    own.evaluate("void document.body.append('changed')")
    time.sleep(2)
    assert own.evaluate("faults") == []
    if own.name == "firefox":
        # Firefox runs the new scripts in open pages by itself.
        assert own.wait_banner().level == "danger"
        assert own.reaches({"danger"}).level == "danger"
        own.click_banner(sentences.message("banner_fold"))
    else:
        assert own.verdict().state == "reload"
        own.open(f"{pages.QUIET}/update")
    assert own.wait_banner().level == "danger"
    assert own.evaluate(COUNT) == 1


@pytest.fixture
def ending() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def test_restored_tabs_are_judged_and_trust_outlives_the_browser(
    sites: SiteMap,
    server: SiteServer,
    activated: Path,
    playwright: Playwright,
    tmp_path: Path,
    ending: ExitStack,
) -> None:
    address, trusted = f"{pages.QUIET}/restored", "https://metamask-support-restored.com/"
    # A Firefox under remote control does not restore its session.
    sites.add(address, pages.SCAM)
    sites.add(trusted, pages.DESK)
    state = companion.copy_state(activated, tmp_path / "state")
    setup = Setup(extension=companion.extension_folder(), proxy_port=server.port, home=tmp_path, state=state)
    with launch("chromium", setup, playwright) as first:
        first.open(trusted)
        first.wait_banner()
        choose = {"type": "choose", "tab": first.tab_id(), "scope": "metamask-support-restored.com", "kind": "trust"}
        assert first.evaluate_extension(f"chrome.runtime.sendMessage({json.dumps(choose)})") is True
        first.open(address)
        first.wait_banner()
        time.sleep(1.5)
    again = Setup(extension=setup.extension, proxy_port=server.port, home=tmp_path, state=state, restore=True)
    second = ending.enter_context(launch("chromium", again, playwright))
    find = f"chrome.tabs.query({{url: {address + '*'!r}}}).then(tabs => tabs[0]?.id ?? null)"
    tab = second.wait_for(lambda: second.evaluate_extension(find), 10)
    assert tab is not None, "the session was not restored, so this test shows nothing"
    second.evaluate_extension(f"chrome.tabs.update({tab}, {{active: true}}).then(() => true)")
    assert level_of(second, tab) in WARNED
    other = create(second, trusted)
    assert level_of(second, other) == "caution"
    assert second.evaluate_extension(f"chrome.action.getBadgeText({{tabId: {other}}})") == ""
    state_of = {"type": "popup", "tab": other}
    site = second.evaluate_extension(f"chrome.runtime.sendMessage({json.dumps(state_of)}).then(state => state.site)")
    assert site["choice"]["kind"] == "trust"
    assert site["silent"] is True
