"""Pages that change after they were loaded, or are made of several documents."""

from __future__ import annotations

import pytest

from browser import pages
from browser.driver import BANNER, Driver
from browser.server import SiteMap

pytestmark = pytest.mark.browser

COUNT = f"document.querySelectorAll({BANNER!r}).length"


def test_content_that_arrives_late_is_warned_of(browser: Driver, sites: SiteMap) -> None:
    sites.add(f"{pages.QUIET}/late", pages.LATE)
    browser.open(f"{pages.QUIET}/late")
    assert browser.settled().level == "none"
    assert browser.banner() is None
    browser.evaluate("arrive()")
    assert browser.wait_banner().level in {"caution", "danger"}


def test_single_page_application_gains_and_loses_its_banner(browser: Driver, sites: SiteMap) -> None:
    sites.add(f"{pages.QUIET}/spa", pages.SINGLE_PAGE)
    browser.open(f"{pages.QUIET}/spa")
    assert browser.settled().level == "none"
    browser.evaluate("go('/spa/desk')")
    assert browser.wait_banner().level in {"caution", "danger"}
    browser.evaluate("go('/spa')")
    assert browser.wait_for(lambda: browser.banner() is None)
    assert browser.reaches({"none"}).level == "none"


def test_documents_in_frames_give_one_banner_in_the_top_document(browser: Driver, sites: SiteMap) -> None:
    inner = ["https://inner-one.garden-frames.com/", "https://inner-two.garden-frames.com/", f"{pages.QUIET}/inner"]
    for address in inner:
        sites.add(address, pages.SCAM)
    sites.add(f"{pages.QUIET}/frames", pages.frames(*inner))
    browser.open(f"{pages.QUIET}/frames")
    assert browser.wait_banner().level in {"caution", "danger"}
    assert browser.evaluate(COUNT) == 1
    inside = "document.querySelectorAll('iframe')[2].contentDocument"
    assert browser.evaluate(COUNT.replace("document", inside, 1)) == 0


def test_frame_that_is_added_later_counts(browser: Driver, sites: SiteMap) -> None:
    sites.add("https://inner-three.garden-frames.com/", pages.SCAM)
    sites.add(f"{pages.QUIET}/grows", pages.NEUTRAL)
    browser.open(f"{pages.QUIET}/grows")
    assert browser.settled().level == "none"
    browser.evaluate(
        "void document.body.append(Object.assign(document.createElement('iframe'),"
        " {src: 'https://inner-three.garden-frames.com/'}))"
    )
    assert browser.wait_banner().level in {"caution", "danger"}


def test_page_out_of_the_back_forward_cache_still_warns(browser: Driver, sites: SiteMap) -> None:
    sites.add(f"{pages.QUIET}/kept", pages.REMEMBERS)
    sites.add(f"{pages.QUIET}/other", pages.NEUTRAL)
    browser.open(f"{pages.QUIET}/kept")
    browser.wait_banner()
    browser.open(f"{pages.QUIET}/other")
    assert browser.settled().level == "none"
    assert browser.banner() is None
    browser.back()
    assert browser.wait_for(lambda: browser.evaluate("window.kept") is not None)
    assert browser.evaluate("window.kept") is True, "the page was loaded again, so this test shows nothing"
    assert browser.wait_banner().level in {"caution", "danger"}
    assert browser.reaches({"caution", "danger"}).level in {"caution", "danger"}
    assert browser.wait_for(browser.badge)


def test_strict_content_security_policy_does_not_undress_the_banner(browser: Driver, sites: SiteMap) -> None:
    policy = ("Content-Security-Policy", "default-src 'none'; require-trusted-types-for 'script'")
    sites.add(f"{pages.QUIET}/strict", pages.SCAM, headers=(policy,))
    browser.open(f"{pages.QUIET}/strict")
    browser.wait_banner()
    assert browser.evaluate(f"getComputedStyle(document.querySelector({BANNER!r})).position") == "fixed"


def test_same_page_in_a_new_document_is_judged_anew(browser: Driver, sites: SiteMap) -> None:
    sites.add(f"{pages.QUIET}/turns", pages.SCAM)
    browser.open(f"{pages.QUIET}/turns")
    browser.wait_banner()
    sites.add(f"{pages.QUIET}/turns", pages.NEUTRAL)
    browser.open(f"{pages.QUIET}/turns")
    assert browser.reaches({"none"}).level == "none"
    assert browser.banner() is None
    assert browser.badge() == ""
