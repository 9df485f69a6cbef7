"""Pages that change after they were loaded, or are made of several documents."""

from __future__ import annotations

import pytest

from browser import pages
from browser.driver import BANNER, Driver
from browser.server import SiteMap

pytestmark = pytest.mark.browser

WARNED = {"caution", "danger"}
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


def returns_to_kept_page(browser: Driver, first: str, second: str) -> bool:
    """Open ``first``, then ``second``, and go back; tell whether ``first`` came out of the back/forward cache.

    A browser may drop a page from that cache whenever it likes, so this can be false with nothing wrong.
    """
    browser.open(first)
    browser.wait_banner()
    browser.open(second)
    assert browser.settled().level == "none"
    assert browser.banner() is None
    browser.back()
    assert browser.wait_for(lambda: browser.evaluate("window.kept") is not None)
    return browser.evaluate("window.kept") is True


def test_page_out_of_the_back_forward_cache_still_warns(browser: Driver, sites: SiteMap) -> None:
    sites.add(f"{pages.QUIET}/kept", pages.REMEMBERS)
    sites.add(f"{pages.QUIET}/other", pages.NEUTRAL)
    kept = any(returns_to_kept_page(browser, f"{pages.QUIET}/kept", f"{pages.QUIET}/other") for _ in range(4))
    assert kept, "the page was loaded again each time, so this test shows nothing"
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


@pytest.mark.parametrize(
    ("there", "back"),
    [("location.hash = '#/desk'", "location.hash = '#/'"), ("replace('?desk')", "replace('?')")],
    ids=["hash", "replaceState"],
)
def test_route_of_a_single_page_application_is_judged_by_itself(
    browser: Driver, sites: SiteMap, there: str, back: str
) -> None:
    sites.add(f"{pages.QUIET}/routed", pages.ROUTED)
    browser.open(f"{pages.QUIET}/routed")
    assert browser.settled().level == "none"
    for _ in range(2):
        browser.evaluate(f"void ({there})")
        assert browser.wait_banner().level in WARNED
        assert browser.wait_for(browser.badge)
        browser.evaluate(f"void ({back})")
        assert browser.wait_for(lambda: browser.banner() is None)
        assert browser.reaches({"none"}).level == "none"
        assert browser.badge() == ""


def test_title_alone_makes_and_unmakes_a_claim(browser: Driver, sites: SiteMap) -> None:
    sites.add(f"{pages.QUIET}/titled", pages.NEUTRAL)
    browser.open(f"{pages.QUIET}/titled")
    assert browser.settled().level == "none"
    browser.evaluate("void (document.title = 'MetaMask Support')")
    assert browser.wait_banner().level == "unknown"
    browser.evaluate("void (document.title = 'Garden notes')")
    assert browser.wait_for(lambda: browser.banner() is None)
    assert browser.reaches({"none"}).level == "none"


def test_document_that_is_written_anew_is_judged_anew(browser: Driver, sites: SiteMap) -> None:
    sites.add(f"{pages.QUIET}/rewritten", pages.NEUTRAL)
    browser.open(f"{pages.QUIET}/rewritten")
    assert browser.settled().level == "none"
    browser.evaluate(f"(() => {{ document.open(); document.write({pages.SCAM!r}); document.close(); }})()")
    assert browser.wait_banner().level in WARNED
    browser.evaluate(f"(() => {{ document.open(); document.write({pages.NEUTRAL!r}); document.close(); }})()")
    assert browser.wait_for(lambda: browser.banner() is None)
    assert browser.reaches({"none"}).level == "none"


def test_form_that_comes_after_three_seconds_is_warned_of(browser: Driver, sites: SiteMap) -> None:
    sites.add(f"{pages.QUIET}/slow", pages.SLOW_FORM)
    browser.open(f"{pages.QUIET}/slow")
    assert browser.settled().level == "none"
    assert browser.wait_banner(8).level in WARNED


@pytest.mark.parametrize("source", ["address", "srcdoc", "written"])
def test_form_that_comes_late_into_a_frame_that_was_added_late(browser: Driver, sites: SiteMap, source: str) -> None:
    sites.add("https://inner-slow.garden-frames.com/", pages.SLOW_FORM.replace("3000", "600"))
    sites.add(f"{pages.QUIET}/framed-{source}", pages.NEUTRAL)
    browser.open(f"{pages.QUIET}/framed-{source}")
    assert browser.settled().level == "none"
    fill = {
        "address": "frame.src = 'https://inner-slow.garden-frames.com/'; document.body.append(frame);",
        "srcdoc": f"frame.srcdoc = {pages.SLOW_FORM.replace('3000', '600')!r}; document.body.append(frame);",
        "written": (
            "document.body.append(frame); setTimeout(() => {"
            f" frame.contentDocument.open(); frame.contentDocument.write({pages.SCAM!r}); frame.contentDocument.close();"
            "}, 600);"
        ),
    }[source]
    browser.evaluate(f"(() => {{ const frame = document.createElement('iframe'); {fill} }})()")
    assert browser.wait_banner(6).level in WARNED


def test_shadow_tree_that_is_attached_late_is_read(browser: Driver, sites: SiteMap) -> None:
    sites.add(f"{pages.QUIET}/shadowed", pages.SHADOWED)
    browser.open(f"{pages.QUIET}/shadowed")
    assert browser.settled().level == "none"
    browser.evaluate("attach()")
    assert browser.wait_banner(8).level in WARNED


def test_change_inside_a_shadow_tree_is_noticed(browser: Driver, sites: SiteMap) -> None:
    sites.add(f"{pages.QUIET}/shadow-fill", pages.SHADOWED)
    browser.open(f"{pages.QUIET}/shadow-fill")
    assert browser.settled().level == "none"
    browser.evaluate("attachEmpty()")
    # New trees are looked for ever more rarely; a touch of the user is enough.
    browser.click_page("main p")
    browser.evaluate("fill()")
    assert browser.wait_banner().level in WARNED


def test_back_and_forward_show_what_belongs_to_each_page(browser: Driver, sites: SiteMap) -> None:
    sites.add(f"{pages.QUIET}/first", pages.SCAM)
    sites.add(f"{pages.QUIET}/second", pages.NEUTRAL)
    browser.open(f"{pages.QUIET}/first")
    browser.wait_banner()
    browser.open(f"{pages.QUIET}/second")
    assert browser.settled().level == "none"
    for _ in range(2):
        browser.back()
        assert browser.wait_for(lambda: browser.evaluate("location.pathname === '/first'"))
        assert browser.wait_banner().level in WARNED
        assert browser.reaches(WARNED).level in WARNED
        browser.forward()
        assert browser.wait_for(lambda: browser.evaluate("location.pathname === '/second'"))
        assert browser.reaches({"none"}).level == "none"
        assert browser.banner() is None
        assert browser.badge() == ""
