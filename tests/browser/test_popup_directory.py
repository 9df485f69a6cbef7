"""The directory in the popup: everybody in it in three languages, with the companion and without it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from browser import companion
from browser.conftest import ENGINES
from browser.directory import TAGS, Card, name_of, read_directory, visit
from browser.driver import Driver, OwnPage, Start
from browser.samples import load_samples
from browser.sentences import Sentences

pytestmark = pytest.mark.browser

LOCALES = ("en", "zh_CN", "zh_TW")
SCAM = next(item for item in load_samples() if item.kind == "scam")
PACKED = read_directory(companion.extension_folder())
MISSING_KEY = re.compile(
    r"\b(popup|channel|purpose|assurance|statement|coverage|contacts|companion|list|kind|directory)_[a-z]|\$[A-Z]|undefined|\[object"
)
ISOLATES = re.compile("[\u2068\u2069]")
FOCUS = "document.activeElement?.id"
OPTIONS = "[...document.querySelectorAll('#found [role=option]')].map(option => option.dataset.platform)"
ACTIVE = (
    "document.getElementById(document.getElementById('query').getAttribute('aria-activedescendant'))?.dataset.platform"
)
CHOSEN = "document.getElementById('chosen').dataset.platform"


def entries_for(driver: Driver) -> list[dict[str, Any]]:
    """All platforms and authorities, or every fourth in Firefox, whose part is to show that it works there too."""
    everybody: list[dict[str, Any]] = [*PACKED["platforms"], *PACKED["regulators"]]
    return everybody if driver.name == "chromium" else everybody[::4]


WAYS = [(engine, whole) for engine in ENGINES for whole in (True, False)]


@pytest.fixture(
    scope="module", params=WAYS, ids=[f"{engine}-{'connected' if whole else 'alone'}" for engine, whole in WAYS]
)
def driver(request: pytest.FixtureRequest, start: Start) -> Driver:
    """A browser on a page with a verdict, or one without a companion."""
    engine, whole = request.param
    found = start(engine, with_companion=whole)
    found.open(SCAM.url)
    if whole:
        found.wait_banner()
    return found


@contextmanager
def speaking(driver: Driver, locale: str) -> Iterator[OwnPage]:
    """The popup in the language ``locale``; the choice is taken back afterwards."""
    driver.evaluate_extension(f"chrome.storage.local.set({{language: {json.dumps(locale)}}}).then(() => true)")
    try:
        with driver.popup_page() as popup:
            yield popup
    finally:
        driver.evaluate_extension("chrome.storage.local.remove('language').then(() => true)")


def check_card(card: Card, entry: dict[str, Any], locale: str) -> None:
    """A card shows what the directory has and nothing else, and nothing of it is unnamed."""
    channels = entry.get("channels", [])
    assert name_of(entry, locale) in ISOLATES.sub("", card.title)
    assert sorted(card.values) == sorted(channel["value"] for channel in channels)
    way = Sentences(companion.extension_folder(), locale).message("channel_in_app_way")
    addresses = [value for value in card.values if value != "in-app"]
    assert card.texts == [way if value == "in-app" else value.removeprefix("https://") for value in card.values]
    unconfirmed = {channel["value"] for channel in channels if channel["assurance"] == "reported"}
    assert card.values[len(card.values) - len(card.reported) :] == card.reported
    assert unconfirmed >= set(card.reported)
    assert len(card.reported) == sum(channel["assurance"] == "reported" for channel in channels)
    assert all(copy.endswith(f" {value}") for copy, value in zip(card.copies, addresses, strict=True))
    assert sorted(card.opens) == sorted(channel["url"] for channel in channels if "url" in channel)
    assert len(card.links) == sum("evidence_url" in channel for channel in channels)
    assert MISSING_KEY.search(card.text) is None, MISSING_KEY.search(card.text)


@pytest.mark.parametrize("locale", LOCALES)
def test_everybody_is_found_and_shown_as_in_the_directory(driver: Driver, locale: str) -> None:
    words = Sentences(companion.extension_folder(), locale)
    entries = entries_for(driver)
    with speaking(driver, locale) as popup:
        assert popup.evaluate("document.documentElement.lang") == locale.replace("_", "-")
        cards = visit(popup, entries, locale)
    copied = re.compile(re.escape(words.message("popup_copied_from")).replace(r"\$DATE\$", ".+"))
    assert [card.id for card in cards] == [entry["id"] for entry in entries]
    for card, entry in zip(cards, entries, strict=True):
        assert card.id in card.found[:2], card.found
        check_card(card, entry, locale)
        for code in entry.get("statements", ()):
            said = words.message(f"statement_{code}").split("$PLATFORM$")[-1].strip()
            assert said in ISOLATES.sub("", card.text)
        if "takes" in entry:
            assert words.message("directory_takes") in card.text
            assert words.message(f"kind_{entry['kind']}") in card.text
            assert entry["takes"][TAGS[locale]] in card.text
        assert bool(copied.fullmatch(card.copied)) is (driver.state is None)


@pytest.mark.parametrize(
    ("typed", "first"),
    [("bian", "binance"), ("ou yi", "okx"), ("huobi", "htx"), ("TRX", "tron"), ("BaFin", "de_bafin"), ("金管局", "hk_hkma"),
     ("Deutschland", "de_bafin"), ("英国", "uk_"), ("Türkiye", "tr_spk"), ("EU", "eu_esma")],
)  # fmt: skip
def test_pinyin_tickers_and_countries_lead_to_the_right_card(driver: Driver, typed: str, first: str) -> None:
    with driver.popup_page() as popup:
        popup.evaluate("document.getElementById('query').focus()")
        popup.write(typed)
        assert popup.evaluate(OPTIONS)[0].startswith(first)
        popup.press("Enter")
        assert driver.wait_for(lambda: (popup.evaluate(CHOSEN) or "").startswith(first))


def press(popup: OwnPage, *keys: str) -> None:
    for key in keys:
        popup.press(key)


def test_the_search_works_by_keyboard_and_forgives_a_slip(driver: Driver) -> None:
    with driver.popup_page() as popup:
        popup.evaluate("document.getElementById('query').focus()")
        popup.write("binanse")
        assert popup.evaluate(OPTIONS)[0] == "binance"
        assert popup.evaluate(ACTIVE) == "binance"
        popup.press("Enter")
        assert driver.wait_for(lambda: popup.evaluate(CHOSEN) == "binance")
        assert popup.evaluate("document.activeElement.localName") == "h2"
        popup.press("Escape")
        assert popup.evaluate(CHOSEN) is None
        assert popup.evaluate(FOCUS) == "query"
        assert popup.evaluate("document.getElementById('main').hidden") is False


def test_arrow_keys_go_round_and_escape_closes_the_list(driver: Driver) -> None:
    with driver.popup_page() as popup:
        popup.evaluate("document.getElementById('query').focus()")
        popup.press("ArrowDown")
        options = popup.evaluate(OPTIONS)
        assert sorted(options) == sorted(entry["id"] for entry in (*PACKED["platforms"], *PACKED["regulators"]))
        assert set(options[-len(PACKED["regulators"]) :]) == {entry["id"] for entry in PACKED["regulators"]}
        assert popup.evaluate(ACTIVE) == options[0]
        press(popup, "ArrowUp")
        assert popup.evaluate(ACTIVE) == options[-1]
        press(popup, "ArrowDown", "ArrowDown")
        assert popup.evaluate(ACTIVE) == options[1]
        assert popup.evaluate("document.querySelectorAll('[aria-selected=true]').length") == 1
        press(popup, "Escape")
        assert popup.evaluate(OPTIONS) == []
        assert popup.evaluate("document.getElementById('query').getAttribute('aria-expanded')") == "false"


def test_what_is_not_there_is_said_without_judging_it(driver: Driver, sentences: Sentences) -> None:
    with driver.popup_page() as popup:
        popup.evaluate("document.getElementById('query').focus()")
        popup.write("zzzqq")
        assert popup.evaluate("document.querySelector('[role=status]').textContent") == sentences.message(
            "popup_find_none"
        )
        popup.press("Enter")
        assert popup.evaluate(CHOSEN) is None


def test_the_popup_says_whether_there_is_a_companion_and_offers_the_search(
    driver: Driver, sentences: Sentences
) -> None:
    with driver.popup_page() as popup:
        text = popup.evaluate("document.body.innerText")
    assert (sentences.message("companion_missing_title") in text) is (driver.state is None)
    assert sentences.message("popup_find") in text


CLOSED = {"id": "gone", "status": "closed", "checked": "2026-11-22", "names": {"en": "Gonecoin", "zh-Hant": "去幣"}}
RENAMED = {
    "id": "anew", "status": "renamed", "checked": "2026-11-22", "names": {"en": "Anew"}, "former": ["Ofold"],
    "channels": [{"type": "line", "value": "@anew", "purpose": "support", "assurance": "reported"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def ahead(start: Start, tmp_path_factory: pytest.TempPathFactory) -> Driver:
    """A browser whose extension has two platforms that the companion has not heard of."""
    folder = tmp_path_factory.mktemp("newer") / "extension"
    shutil.copytree(companion.extension_folder(), folder)
    directory = read_directory(folder)
    directory["platforms"] += [CLOSED, RENAMED]
    (folder / "data" / "directory.json").write_text(json.dumps(directory), encoding="utf-8")
    driver = start("chromium", extension=folder)
    driver.open(SCAM.url)
    driver.wait_banner()
    return driver


@pytest.mark.parametrize("locale", LOCALES)
def test_a_closed_and_a_renamed_platform_say_so_even_when_the_companion_does_not_know_them(
    ahead: Driver, locale: str
) -> None:
    words = Sentences(companion.extension_folder(), locale)
    with speaking(ahead, locale) as popup:
        closed, renamed = visit(popup, [CLOSED, RENAMED], locale)
    name = name_of(CLOSED, locale)
    said = words.message("popup_closed").replace("$PLATFORM$", name)
    assert ISOLATES.sub("", closed.note).replace(" ", "") == said.replace(" ", "")
    assert "Ofold" in renamed.note
    assert (renamed.values, renamed.reported, renamed.opens) == (["@anew"], ["@anew"], [])
    assert words.message("popup_reported") in renamed.text
    assert closed.copied
    assert renamed.copied


@pytest.fixture(scope="module")
def behind(start: Start, tmp_path_factory: pytest.TempPathFactory) -> Driver:
    """A browser whose extension is older than the companion's ruleset: it lacks a platform and an authority."""
    folder = tmp_path_factory.mktemp("older") / "extension"
    shutil.copytree(companion.extension_folder(), folder)
    directory = read_directory(folder)
    for section, gone in (("platforms", "binance"), ("regulators", "de_bafin")):
        directory[section] = [entry for entry in directory[section] if entry["id"] != gone]
    (folder / "data" / "directory.json").write_text(json.dumps(directory), encoding="utf-8")
    driver = start("chromium", extension=folder)
    driver.open(SCAM.url)
    driver.wait_banner()
    return driver


@pytest.mark.parametrize("locale", LOCALES)
def test_what_only_the_companion_lists_is_found_and_shown(behind: Driver, locale: str) -> None:
    everybody = {entry["id"]: entry for entry in (*PACKED["platforms"], *PACKED["regulators"])}
    missing = [everybody["binance"], everybody["de_bafin"]]
    with speaking(behind, locale) as popup:
        popup.evaluate("document.getElementById('query').focus()")
        popup.press("ArrowDown")
        assert behind.wait_for(lambda: {"binance", "de_bafin"} <= set(popup.evaluate(OPTIONS)))
        popup.press("Escape")
        cards = visit(popup, missing, locale)
    for card, entry in zip(cards, missing, strict=True):
        check_card(card, entry, locale)
        assert not card.copied
