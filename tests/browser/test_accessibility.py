"""The extension's own pages, examined by axe-core in their states, light and dark: no serious violation."""

from __future__ import annotations

import json
from typing import Any

import pytest

from browser import companion, pages
from browser.directory import read_directory
from browser.driver import Driver, OwnPage, Start
from browser.samples import load_samples
from browser.server import SiteMap
from conftest import ROOT

pytestmark = pytest.mark.browser

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SERIOUS = {"serious", "critical"}
SCAM = next(item for item in load_samples() if item.kind == "scam")
EVERYTHING_OPEN = "document.querySelectorAll('details').forEach(part => part.open = true)"


def serious(page: OwnPage) -> list[str]:
    """Rules that the page breaks, each with the elements concerned."""
    # A script in a page of an extension cannot be injected as an element: its policy forbids it.
    page.evaluate(f"(() => {{ {AXE.read_text('utf-8')}\n return true; }})()")
    options = json.dumps({"runOnly": TAGS, "resultTypes": ["violations"]})
    result: dict[str, Any] = page.evaluate(f"axe.run(document, {options})")
    assert len(result["passes"]) > 8, "axe examined next to nothing"
    return [
        f"{found['id']}: {node['html'][:120]} {node['failureSummary']}"
        for found in result["violations"]
        if found["impact"] in SERIOUS
        for node in found["nodes"]
    ]


@pytest.fixture(scope="module", params=["light", "dark"])
def driver(request: pytest.FixtureRequest, start: Start) -> Driver:
    """A Chromium on a page with a warning."""
    if not AXE.is_file():
        pytest.fail("axe-core is not installed: run `npm ci --ignore-scripts`.")
    found = start("chromium", dark=request.param == "dark")
    found.open(SCAM.url)
    found.wait_banner()
    return found


@pytest.mark.parametrize("path", ["options/options.html", "welcome/welcome.html"])
def test_pages_of_the_extension(driver: Driver, path: str) -> None:
    with driver.own_page(path) as page:
        assert driver.wait_for(lambda: page.evaluate("document.querySelectorAll('main h2').length > 0"))
        assert serious(page) == []


def test_options_with_choices_and_the_question_before_trust(driver: Driver, sites: SiteMap) -> None:
    noted = "https://metamask-support-garden.com/"
    sites.add(noted, pages.DESK)
    driver.open(noted)
    driver.wait_banner()
    with driver.own_page(f"trust/trust.html?tab={driver.tab_id()}") as question:
        assert driver.wait_for(
            lambda: question.evaluate("document.getElementById('main').dataset.state === 'question'")
        )
        assert serious(question) == []
        choose = f"{{type: 'choose', tab: {driver.tab_id()}, scope: 'metamask-support-garden.com', kind: 'trust'}}"
        assert driver.evaluate_extension(f"chrome.runtime.sendMessage({choose})") is True
        assert driver.wait_for(lambda: question.evaluate("document.getElementById('main').dataset.state === 'done'"))
        assert serious(question) == []
    with driver.own_page("options/options.html") as options:
        assert driver.wait_for(lambda: options.evaluate("document.querySelectorAll('.row').length > 0"))
        assert serious(options) == []
    with driver.popup_page() as popup:
        assert popup.evaluate("document.querySelectorAll('.choices button').length") == 1
        assert serious(popup) == []
    driver.evaluate_extension("chrome.runtime.sendMessage({type: 'revoke_all'})")
    driver.open(SCAM.url)
    driver.wait_banner()


def test_popup_with_a_verdict_and_all_its_contacts(driver: Driver) -> None:
    with driver.popup_page() as popup:
        popup.evaluate(EVERYTHING_OPEN)
        assert serious(popup) == []


def test_popup_while_it_searches(driver: Driver) -> None:
    with driver.popup_page() as popup:
        popup.evaluate("document.getElementById('query').focus()")
        popup.press("ArrowDown")
        assert popup.evaluate("document.getElementById('found').children.length") > 5
        assert serious(popup) == []


@pytest.mark.parametrize("section", ["platforms", "regulators"])
def test_popup_with_a_chosen_card(driver: Driver, section: str) -> None:
    entries = read_directory(companion.extension_folder())[section]
    largest = max(entries, key=lambda entry: len(entry.get("channels", ())))
    with driver.popup_page() as popup:
        popup.evaluate("document.getElementById('query').focus()")
        popup.write(largest["names"]["en"])
        popup.press("Enter")
        assert driver.wait_for(
            lambda: popup.evaluate("document.getElementById('chosen').dataset.platform") == largest["id"]
        )
        popup.evaluate(EVERYTHING_OPEN)
        assert serious(popup) == []


def test_popup_without_the_companion(start: Start) -> None:
    lonely = start("chromium", with_companion=False)
    lonely.open(SCAM.url)
    with lonely.popup_page() as popup:
        assert serious(popup) == []
