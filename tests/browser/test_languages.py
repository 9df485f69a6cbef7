"""The warning is in the language of the browser, or in the one the user has chosen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from browser import companion
from browser.driver import Driver, Start
from browser.samples import load_samples
from browser.sentences import Sentences

pytestmark = pytest.mark.browser

SCAM = load_samples()[0]


@pytest.mark.parametrize("locale", ["zh_CN", "zh_TW"])
def test_warning_is_in_the_language_of_the_browser(start: Start, locale: str) -> None:
    driver = start("chromium", locale=locale)
    driver.open(SCAM.url)
    banner = driver.wait_banner()
    assert banner.lang == locale.replace("_", "-")
    words = Sentences(companion.extension_folder(), locale)
    assert set(words.codes(banner.reasons)) == set(driver.verdict().reasons)
    assert words.message("banner_fold") in banner.buttons


@pytest.fixture
def choosing(browser: Driver) -> Iterator[Driver]:
    """A browser whose language choice is taken back afterwards."""
    yield browser
    browser.evaluate_extension("chrome.storage.local.remove('language').then(() => true)")


def test_language_chosen_in_the_options_is_used_in_banner_and_popup(choosing: Driver) -> None:
    choosing.open(SCAM.url)
    assert choosing.wait_banner().lang == "en"
    choosing.evaluate_extension("chrome.storage.local.set({language: 'zh_TW'}).then(() => true)")
    redrawn = choosing.wait_for(lambda: view if (view := choosing.banner()) and view.lang == "zh-TW" else None)
    assert redrawn is not None
    words = Sentences(companion.extension_folder(), "zh_TW")
    assert set(words.codes(redrawn.reasons)) == set(choosing.verdict().reasons)
    assert words.message("popup_options") in choosing.popup().text
