"""A page that wants the banner gone: it can neither read, press, hide nor remove it."""

from __future__ import annotations

import time

import pytest

from browser import pages
from browser.driver import BANNER, Driver
from browser.sentences import Sentences
from browser.server import SiteMap

pytestmark = pytest.mark.browser

HOST = f"document.querySelector({BANNER!r})"
REPAIR_SECONDS = 1.0
"""The design promises 500 ms; a busy test machine gets twice that."""


@pytest.fixture
def warned(browser: Driver, sites: SiteMap, request: pytest.FixtureRequest) -> Driver:
    """A browser with a banner on a page of this test's own."""
    # A host of its own, so that what one test hides is not hidden in the next.
    address = f"https://{request.node.originalname.replace('_', '-')[:60]}.hostile-garden.com/"
    sites.add(address, pages.SCAM)
    browser.open(address)
    browser.wait_banner()
    return browser


def on_top(driver: Driver) -> bool:
    """Whether the banner is what is seen at its place, as the page itself can measure."""
    script = (
        f"(() => {{ const el = {HOST}; if (!el) return false; const box = el.getBoundingClientRect();"
        " return box.width > 200 && box.height > 40 &&"
        " document.elementFromPoint(box.left + box.width / 2, box.top + 20) === el; })()"
    )
    return bool(driver.evaluate(script))


@pytest.mark.parametrize(
    "attack",
    [
        f"{HOST}.remove()",
        f"{HOST}.style.setProperty('display', 'none', 'important')",
        f"{HOST}.hidePopover()",
        f"{HOST}.removeAttribute('popover')",
        f"document.body.append({HOST})",
        f"{HOST}.style.cssText = 'opacity:0!important;transform:translateX(-9999px)!important'",
        f"{HOST}.inert = true",
        pages.COVERING,
        pages.COVERING_POPOVER,
    ],
    ids=["remove", "display-none", "hide-popover", "no-popover", "move", "transparent", "inert", "cover", "top-layer"],
)
def test_banner_comes_back_when_the_page_hides_it(warned: Driver, attack: str) -> None:
    assert on_top(warned)
    warned.evaluate(f"void ({attack})")
    assert warned.wait_for(lambda: on_top(warned) or None, REPAIR_SECONDS)
    assert warned.banner() is not None


def test_page_that_never_gives_in_leaves_badge_and_popup_with_the_warning(warned: Driver) -> None:
    level = warned.verdict().level
    warned.evaluate(f"void (window.fight = setInterval(() => {HOST}?.remove(), 20))")
    time.sleep(2.0)
    warned.evaluate("clearInterval(window.fight)")
    time.sleep(0.5)
    assert not on_top(warned), "the banner must not fight a page for ever"
    assert warned.badge() != ""
    assert warned.verdict().level == level
    assert "metamask" in warned.popup().text.lower()


def test_style_sheet_of_the_page_cannot_hide_the_banner(warned: Driver) -> None:
    # Not the root element: with that hidden nothing of the page is left to be fooled by.
    rules = "html > div, div { display: none !important; visibility: hidden !important; opacity: 0 !important; width: 0 !important }"
    warned.evaluate(
        f"void document.head.append(Object.assign(document.createElement('style'), {{textContent: {rules!r}}}))"
    )
    time.sleep(0.5)
    assert warned.wait_for(lambda: on_top(warned) or None, REPAIR_SECONDS)
    assert warned.evaluate(f"getComputedStyle({HOST}).opacity") == "1"
    assert warned.evaluate(f"getComputedStyle({HOST}).visibility") == "visible"


def test_page_cannot_read_the_banner(warned: Driver) -> None:
    assert warned.evaluate(f"{HOST}.shadowRoot") is None
    assert warned.evaluate(f"{HOST}.textContent") == ""
    assert warned.evaluate(f"{HOST}.getAttributeNames().length") <= 2


def test_click_from_a_script_does_not_press_a_button(warned: Driver, sentences: Sentences) -> None:
    tall = f"{HOST}.getBoundingClientRect().height"
    before = warned.evaluate(tall)
    warned.press_by_script(sentences.message("banner_fold"))
    warned.evaluate(f"void {HOST}.click()")
    time.sleep(0.3)
    assert warned.banner() is not None
    assert warned.evaluate(tall) == before


def test_click_of_the_user_hides_the_note_here_and_only_here(
    browser: Driver, sites: SiteMap, sentences: Sentences
) -> None:
    addresses = ["https://kraken-support-garden.com/", "https://kraken-help-garden.com/"]
    for address in addresses:
        sites.add(address, pages.DESK)
    browser.open(addresses[0])
    browser.wait_banner()
    browser.click_banner(sentences.message("banner_hide"))
    assert browser.wait_for(lambda: browser.banner() is None)
    browser.open(addresses[0])
    assert browser.settled().level == "caution"
    time.sleep(0.4)
    assert browser.banner() is None, "a hidden note comes back on reload"
    browser.open(addresses[1])
    assert browser.wait_banner()


def test_official_contacts_unfold_on_a_click(warned: Driver, sentences: Sentences) -> None:
    before = warned.wait_banner()
    assert before.channels
    assert before.channels[0] not in before.text
    warned.click_banner(sentences.message("banner_show_contacts"))
    after = warned.wait_for(lambda: view if (view := warned.banner()) and view.channels[0] in view.text else None)
    assert after is not None
