"""Strip and marks in a chat, examined by axe-core: no serious violation, light and dark, closed and with all parts open."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from browser import chat_pages, companion
from browser.chat_pages import MARKS, STRIP
from browser.driver import Driver, Start
from browser.sentences import Sentences
from browser.server import SiteMap
from browser.test_accessibility import AXE, SERIOUS, TAGS
from browser.test_accessibility import serious as serious_page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the extension whose strip and marks can be reached: axe-core sees nothing in a closed tree."""
    folder = tmp_path_factory.mktemp("open") / "extension"
    shutil.copytree(companion.extension_folder(), folder)
    for name in ("chat_strip", "chat_marks"):
        path = folder / "content" / f"{name}.js"
        text = path.read_text("utf-8")
        assert text.count('mode: "closed"') == 1
        path.write_text(text.replace('mode: "closed"', 'mode: "open"'), "utf-8")
    return folder


@pytest.fixture(scope="module", params=["light", "dark"])
def driver(request: pytest.FixtureRequest, start: Start, opened: Path) -> Driver:
    """A Chromium with that copy."""
    return start("chromium", extension=opened, dark=request.param == "dark")


def serious(driver: Driver, selector: str) -> list[str]:
    """Rules that the tree of ``selector`` breaks, each with the elements concerned."""
    driver.evaluate(f"(() => {{ {AXE.read_text('utf-8')}\n return true; }})()")
    options = json.dumps({"runOnly": TAGS, "resultTypes": ["violations"]})
    result = driver.evaluate(f"axe.run(document.querySelector({json.dumps(selector)}), {options})")
    assert len(result["passes"]) > 3, "axe examined next to nothing"
    return [
        f"{found['id']}: {node['html'][:160]} {node['failureSummary']}"
        for found in result["violations"]
        if found["impact"] in SERIOUS
        for node in found["nodes"]
    ]


def test_strip_and_marks_of_a_warning(driver: Driver, sites: SiteMap, sentences: Sentences) -> None:
    chat_pages.show(driver, sites, "x_chat")
    shown = chat_pages.wait(driver, marks=1)
    assert serious(driver, STRIP) == []
    assert serious(driver, MARKS) == []
    driver.click_node(shown.of_messages()[0].node)
    chat_pages.press(driver, sentences.message("banner_why"))
    chat_pages.press(driver, sentences.message("banner_show_contacts"))
    assert driver.wait_for(lambda: chat_pages.look(driver).of_messages()[0].reasons)
    assert serious(driver, STRIP) == []
    assert serious(driver, MARKS) == []


def test_strip_of_a_request_for_secrets(driver: Driver, sites: SiteMap) -> None:
    chat_pages.show(driver, sites, "telegram_k")
    chat_pages.wait(driver, marks=1)
    assert serious(driver, STRIP) == []
    assert serious(driver, MARKS) == []


def test_strip_of_a_chat_that_cannot_be_read(driver: Driver, sites: SiteMap) -> None:
    chat_pages.show(driver, sites, "telegram_k", {'class="bubbles-inner"': 'class="renamed"'})
    chat_pages.wait(driver)
    assert serious(driver, STRIP) == []


def test_question_before_trust_and_popup(driver: Driver, sites: SiteMap) -> None:
    chat_pages.show(driver, sites, "x_chat")
    chat_pages.wait(driver)
    with driver.own_page(f"trust/contact.html?tab={driver.tab_id()}") as question:
        assert driver.wait_for(
            lambda: question.evaluate("document.getElementById('main').dataset.state === 'question'")
        )
        assert serious_page(question) == []
    with driver.popup_page() as popup:
        assert popup.evaluate("document.querySelectorAll('.chat').length") == 1
        assert serious_page(popup) == []
