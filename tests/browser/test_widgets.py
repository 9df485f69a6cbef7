"""A support chat built into a page is known by whose account it is, also where inline code alone says so, or late."""

from __future__ import annotations

import pytest

from browser.driver import Driver
from browser.sentences import Sentences
from browser.server import SiteMap

pytestmark = pytest.mark.browser

DESK = "https://quiet-desk-online.com/"
PAGE = "<!doctype html><title>Binance live support</title><h1>Binance live support</h1><p>Ask us anything.</p>{}"
TAWK = '<script async src="https://embed.tawk.to/5a00000000000000000000ff/default"></script>'
CRISP = '<script>window.CRISP_WEBSITE_ID = "00000000-0000-0000-0000-0000000000ff"</script>'
LATE = """<script>setTimeout(() => {
  const script = document.createElement("script");
  script.src = "https://embed.tawk.to/5a00000000000000000000fe/default";
  document.body.append(script);
}, 1000)</script>"""


@pytest.mark.parametrize(("name", "code"), [("tawk", TAWK), ("crisp", CRISP), ("late", LATE)])
def test_a_posing_desk_with_somebody_elses_chat_is_warned_of(
    browser: Driver, sites: SiteMap, sentences: Sentences, name: str, code: str
) -> None:
    address = DESK + name
    sites.add(address, PAGE.format(code))
    browser.open(address)
    found = browser.wait_for(lambda: said if "widget_not_listed" in (said := browser.verdict()).reasons else None)
    assert found is not None
    assert found.level == "caution"
    assert "widget_not_listed" in sentences.codes(browser.wait_banner().reasons)


def test_the_same_chat_on_a_shops_page_says_nothing(browser: Driver, sites: SiteMap) -> None:
    sites.add(DESK + "shop", "<!doctype html><title>Garden tools</title><h1>Live support</h1><p>Rakes.</p>" + TAWK)
    browser.open(DESK + "shop")
    found = browser.wait_for(lambda: said if (said := browser.verdict()).state == "verdict" else None)
    assert found is not None
    assert found.level == "none"


def test_the_popup_says_how_much_each_reason_weighs(browser: Driver, sites: SiteMap, sentences: Sentences) -> None:
    sites.add(DESK + "share", PAGE.format(TAWK))
    browser.open(DESK + "share")
    found = browser.wait_for(lambda: said if "widget_not_listed" in (said := browser.verdict()).reasons else None)
    assert found is not None
    text = browser.popup().text
    assert text.count("% of the score") == len(set(found.reasons)) == 2
