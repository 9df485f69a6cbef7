"""Trust, mute and dismiss: each does what it says, can be taken back, and none silences a request for secrets."""

from __future__ import annotations

import time
from collections.abc import Iterator
from hashlib import sha256

import pytest

from browser import pages
from browser.driver import BANNER, Driver, OwnPage
from browser.sentences import Sentences
from browser.server import SiteMap

pytestmark = pytest.mark.browser

NOTHING: dict[str, list[object]] = {"sites": [], "dismissed": [], "contacts": []}
"""What the user has chosen at first."""

QUIET_SECONDS = 0.6
WARNED = {"caution", "danger"}
OPTIONS = "options/options.html"


@pytest.fixture
def site(browser: Driver, sites: SiteMap, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a page with a note, on a host of this test's own; all choices are taken back at the end."""
    name = "".join(chr(ord("a") + digit % 26) for digit in sha256(request.node.originalname.encode()).digest()[:8])
    address = f"https://metamask-support-{name}.com/"
    sites.add(address, pages.DESK)
    browser.open(address)
    assert browser.wait_banner().level == "caution"
    yield address
    browser.evaluate_extension("chrome.runtime.sendMessage({type: 'revoke_all'})")


def host_of(address: str) -> str:
    return address.removeprefix("https://").rstrip("/")


def without_banner(driver: Driver) -> bool:
    """Whether no banner is there, nor comes within a moment."""
    driver.wait_for(lambda: driver.banner() is None)
    time.sleep(QUIET_SECONDS)
    return driver.banner() is None


def trust(driver: Driver, sentences: Sentences) -> OwnPage:
    """Ask from the banner for trust and return the page that asks back."""
    driver.click_banner(sentences.message("banner_why"))
    driver.click_banner(sentences.message("site_trust"))
    page = driver.opened_page("trust/trust.html")
    assert driver.wait_for(lambda: page.evaluate("document.getElementById('main')?.dataset.state === 'question'"))
    return page


def test_muted_site_keeps_its_badge_and_loses_its_notes(
    browser: Driver, sites: SiteMap, site: str, sentences: Sentences
) -> None:
    browser.click_banner(sentences.message("banner_why"))
    browser.click_banner(sentences.message("site_mute"))
    assert without_banner(browser)
    assert browser.badge() == "?"
    browser.open(site)
    assert browser.reaches({"caution"}).level == "caution"
    assert without_banner(browser)
    assert browser.wait_for(browser.badge) == "?"
    other = site.replace("metamask-support", "binance-support")
    sites.add(other, pages.DESK)
    browser.open(other)
    assert browser.wait_banner().level == "caution"


def test_trust_is_confirmed_in_a_page_of_the_extension(browser: Driver, site: str, sentences: Sentences) -> None:
    with trust(browser, sentences) as page:
        assert browser.banner() is not None, "nothing is trusted before it is confirmed"
        said = page.text()
        assert host_of(site) in said
        assert sentences.message("site_always") in said
        assert host_of(site) not in page.evaluate("location.href + document.title"), "that goes into the history"
        page.press_button(sentences.message("trust_yes"))
        assert browser.wait_for(lambda: page.evaluate("document.getElementById('main').dataset.state === 'done'"))
    assert without_banner(browser)
    assert browser.badge() == ""
    assert sentences.message("action_trusted") in browser.title()
    browser.open(site)
    assert browser.reaches({"caution"}).level == "caution"
    assert without_banner(browser)
    assert browser.badge() == ""


def test_question_that_is_declined_trusts_nothing(browser: Driver, site: str, sentences: Sentences) -> None:
    with trust(browser, sentences) as page:
        page.press_button(sentences.message("trust_no"))
    browser.open(site)
    assert browser.wait_banner().level == "caution"


def test_question_follows_the_tab_and_trusts_only_what_it_shows(
    browser: Driver, sites: SiteMap, site: str, sentences: Sentences
) -> None:
    other = site.replace("metamask-support", "binance-support")
    sites.add(other, pages.DESK)
    with trust(browser, sentences) as page:
        browser.evaluate(f"void (location.href = {other!r})")
        assert browser.wait_for(lambda: browser.verdict().platform == "binance")
        page.press_button(sentences.message("trust_yes"))
        time.sleep(QUIET_SECONDS)
        assert browser.evaluate_extension("chrome.runtime.sendMessage({type: 'choices'}).then(x => x.sites)") == []


def test_popup_takes_back_trust_and_the_note_returns_at_once(browser: Driver, site: str, sentences: Sentences) -> None:
    with trust(browser, sentences) as page:
        page.press_button(sentences.message("trust_yes"))
        assert browser.wait_for(lambda: page.evaluate("document.getElementById('main').dataset.state === 'done'"))
    with browser.popup_page() as popup:
        assert host_of(site) in popup.text()
        popup.press_button(sentences.message("site_revoke_trust"))
        assert browser.wait_for(lambda: sentences.message("site_mute") in popup.text())
        popup.press_button(sentences.message("site_mute"))
        assert browser.wait_for(lambda: sentences.message("site_revoke_mute") in popup.text())
        popup.press_button(sentences.message("site_revoke_mute"))
        assert browser.wait_for(lambda: sentences.message("site_mute") in popup.text())
    assert browser.wait_banner().level == "caution"


def test_options_list_every_choice_and_take_each_back(
    browser: Driver, sites: SiteMap, site: str, sentences: Sentences
) -> None:
    browser.click_banner(sentences.message("banner_hide"))
    assert without_banner(browser)
    muted = site.replace("metamask-support", "binance-support")
    sites.add(muted, pages.DESK)
    with browser.own_page(OPTIONS) as options:
        assert browser.wait_for(lambda: host_of(site) in options.text())
        # What is chosen elsewhere appears without a reload.
        browser.open(muted)
        browser.wait_banner()
        browser.click_banner(sentences.message("banner_why"))
        browser.click_banner(sentences.message("site_mute"))
        assert browser.wait_for(lambda: host_of(muted) in options.text())
        assert sentences.message("options_mute") in options.text()
        assert str(time.localtime().tm_year) in options.text()
        options.evaluate("document.querySelector('li button').focus()")
        options.press("Enter")
        assert browser.wait_for(lambda: host_of(muted) not in options.text())
        assert options.evaluate("document.activeElement.localName") == "button", "the keyboard lost its place"
        assert host_of(site) in options.text()
        assert browser.wait_banner().level == "caution"
        options.press_button(sentences.message("options_revoke_all"))
        assert browser.wait_for(lambda: sentences.message("options_dismissed_none") in options.text())
    browser.open(site)
    assert browser.wait_banner().level == "caution"


def test_trust_on_a_shared_host_covers_one_author(browser: Driver, sites: SiteMap, sentences: Sentences) -> None:
    trusted, other = (f"https://sites.google.com/view/metamask-{name}" for name in ("one", "two"))
    for address in (trusted, other):
        sites.add(address, pages.ON_SHARED_HOST)
    browser.open(trusted)
    browser.wait_banner()
    with trust(browser, sentences) as page:
        said = page.text()
        assert "sites.google.com/view/metamask-one" in said.replace("\n", "")
        assert sentences.message("trust_shared").split("$HOST$")[1].strip() in said
        page.press_button(sentences.message("trust_yes"))
        assert browser.wait_for(lambda: page.evaluate("document.getElementById('main').dataset.state === 'done'"))
    assert without_banner(browser)
    browser.open(other)
    assert browser.wait_banner().level in WARNED
    browser.evaluate_extension("chrome.runtime.sendMessage({type: 'revoke_all'})")


def test_request_for_secrets_is_shown_on_a_trusted_and_on_a_muted_site(
    browser: Driver, sites: SiteMap, site: str, sentences: Sentences
) -> None:
    sites.add(f"{site}wallet", pages.SCAM)
    for kind in ("trust", "mute"):
        browser.open(site)
        browser.reaches({"caution"})
        choose = f"{{type: 'choose', tab: {browser.tab_id()}, scope: {host_of(site)!r}, kind: {kind!r}}}"
        assert browser.evaluate_extension(f"chrome.runtime.sendMessage({choose})") is True
        assert without_banner(browser)
        browser.open(f"{site}wallet")
        banner = browser.wait_banner()
        assert banner.level == "danger"
        assert browser.badge() == "!"
        assert sentences.message("banner_hide") not in banner.buttons
        assert sentences.message("site_trust") not in banner.buttons
        with browser.popup_page() as popup:
            assert sentences.message("site_always_chosen") in popup.text()
        browser.evaluate_extension("chrome.runtime.sendMessage({type: 'revoke_all'})")


def test_request_for_secrets_folds_to_its_headline_and_stays(
    browser: Driver, sites: SiteMap, site: str, sentences: Sentences
) -> None:
    sites.add(f"{site}wallet", pages.SCAM)
    browser.open(f"{site}wallet")
    before = browser.wait_banner()
    tall = browser.evaluate(f"document.querySelector({BANNER!r}).getBoundingClientRect().height")
    browser.click_banner(sentences.message("banner_fold"))
    low = f"document.querySelector({BANNER!r}).getBoundingClientRect().height < {tall / 2}"
    assert browser.wait_for(lambda: browser.evaluate(low))
    time.sleep(QUIET_SECONDS)
    assert before.headline in (browser.wait_banner().text)
    assert browser.evaluate(low), "the banner unfolded by itself"
    browser.click_banner(sentences.message("banner_unfold"))
    assert browser.wait_for(lambda: not browser.evaluate(low))
    browser.open(f"{site}wallet")
    assert browser.wait_banner().level == "danger"


def test_every_warning_gives_sight_of_what_lies_beneath_without_being_hidden(
    browser: Driver, site: str, sentences: Sentences
) -> None:
    # The page of the fixture asks for no secret: its warning can be hidden, too.
    banner = browser.wait_banner()
    assert sentences.message("banner_hide") in banner.buttons
    tall = browser.evaluate(f"document.querySelector({BANNER!r}).getBoundingClientRect().height")
    browser.click_banner(sentences.message("banner_fold"))
    low = f"document.querySelector({BANNER!r}).getBoundingClientRect().height < {tall / 2}"
    assert browser.wait_for(lambda: browser.evaluate(low))
    browser.click_banner(sentences.message("banner_unfold"))
    assert browser.wait_for(lambda: not browser.evaluate(low))
    browser.click_banner(sentences.message("banner_hide"))
    assert without_banner(browser)


def test_script_of_the_page_can_neither_mute_nor_trust(browser: Driver, site: str, sentences: Sentences) -> None:
    del site
    for name in ("banner_why", "site_mute", "site_trust", "banner_hide"):
        browser.press_by_script(sentences.message(name))
    time.sleep(QUIET_SECONDS)
    assert browser.banner() is not None
    assert browser.evaluate_extension("chrome.runtime.sendMessage({type: 'choices'})") == NOTHING
