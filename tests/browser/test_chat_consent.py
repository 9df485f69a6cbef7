"""Firefox asks before messages may be handed to the companion: until then no chat is read."""

from __future__ import annotations

import time

import pytest

from browser import chat_pages
from browser.driver import Driver, Start
from browser.firefox import Firefox
from browser.sentences import Sentences
from browser.server import SiteMap

pytestmark = pytest.mark.browser

_ACCEPT = "document.getElementById('addon-webext-permissions-notification')?.button?.click() ?? null"
"""Presses the button in Firefox's own question."""


@pytest.fixture
def firefox(start: Start) -> Firefox:
    """A Firefox in which chats may not be handed on."""
    driver = start("firefox")
    assert isinstance(driver, Firefox)
    driver.allow_chats(False)
    return driver


def test_no_chat_is_read_before_the_user_agrees_and_none_after_it_is_taken_back(
    firefox: Firefox, sites: SiteMap, sentences: Sentences
) -> None:
    chat_pages.show(firefox, sites, "telegram_k")
    time.sleep(2)
    assert chat_pages.state(firefox) is None
    assert chat_pages.look(firefox).level is None
    with firefox.popup_page() as popup:
        assert firefox.wait_for(lambda: sentences.message("chat_consent_missing") in popup.text())
        assert sentences.message("popup_quiet") not in popup.text()
        popup.press_button(sentences.message("chat_consent_where"))
    with firefox.opened_page("options/options.html") as options:
        assert firefox.wait_for(lambda: sentences.message("chat_consent_ask") in options.text())
    with firefox.own_page("options/options.html") as options:
        assert firefox.wait_for(lambda: sentences.message("chat_consent_ask") in options.text())
        options.press_button(sentences.message("chat_consent_yes"))

        def agreed() -> bool:
            firefox.browser_script(_ACCEPT)
            return sentences.message("chat_consent_on") in options.text()

        assert firefox.wait_for(agreed, 10)
    assert chat_pages.wait(firefox, marks=1).level in {"caution", "danger"}
    assert sentences.message("chat_consent_missing") not in firefox.popup().text
    with firefox.own_page("options/options.html") as options:
        assert firefox.wait_for(lambda: sentences.message("chat_consent_on") in options.text())
        options.press_button(sentences.message("chat_consent_no"))
        assert firefox.wait_for(lambda: sentences.message("chat_consent_ask") in options.text())
    assert chat_pages.wait(firefox, strip=False).marks == ()
    assert chat_pages.state(firefox) is None


def test_chromium_knows_no_such_consent_and_reads_chats(start: Start, sites: SiteMap, sentences: Sentences) -> None:
    driver: Driver = start("chromium")
    with driver.own_page("options/options.html") as options:
        assert driver.wait_for(lambda: sentences.message("chat_options") in options.text())
        assert sentences.message("chat_consent_title") not in options.text()
    chat_pages.show(driver, sites, "telegram_k")
    assert sentences.message("chat_consent_missing") not in driver.popup().text
    assert chat_pages.wait(driver, marks=1).level in {"caution", "danger"}
