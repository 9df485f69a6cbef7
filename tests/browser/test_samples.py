"""Each of the project's own sample pages shows exactly what it has to, in both browsers."""

from __future__ import annotations

import pytest

from browser.checks import visit
from browser.driver import Driver
from browser.samples import START_URL, Sample, load_samples
from browser.sentences import Sentences

pytestmark = pytest.mark.browser

SAMPLES = load_samples()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_sample_page_shows_what_it_has_to(browser: Driver, sample: Sample, sentences: Sentences) -> None:
    seen = visit(browser, sample, sentences)
    assert not seen.problems, seen


@pytest.mark.parametrize("sample", [item for item in SAMPLES if item.kind == "scam"][:3], ids=lambda item: item.name)
def test_popup_names_the_official_channels_of_the_imitated_platform(browser: Driver, sample: Sample) -> None:
    browser.open(sample.url)
    verdict = browser.settled()
    popup = browser.popup()
    assert verdict.channels
    assert any(value.removeprefix("https://") in popup.text for value in verdict.channels), popup.text


def test_popup_of_an_official_page_names_its_channels(browser: Driver) -> None:
    official = next(item for item in SAMPLES if item.kind == "official")
    browser.open(official.url)
    verdict = browser.settled()
    assert verdict.level == "official"
    assert browser.popup().text.count("binance") >= 1


def test_start_page_stays_silent_though_it_names_every_brand(browser: Driver) -> None:
    browser.open(START_URL)
    assert browser.settled().level == "none"
    assert browser.banner() is None


def test_samples_cover_both_outcomes_in_every_language() -> None:
    assert sum(item.kind == "scam" for item in SAMPLES) >= 5
    assert sum(item.kind == "benign" for item in SAMPLES) >= 5
    assert sum(item.kind == "official" for item in SAMPLES) >= 2
    for kind in ("scam", "benign"):
        assert {item.lang for item in SAMPLES if item.kind == kind} == {"en", "zh_CN", "zh_TW"}
    assert all(item.file.is_file() for item in SAMPLES)
    assert all(set(item.about) == {"en", "zh_CN", "zh_TW"} for item in SAMPLES)
