"""The guard in the editors that chats are made with: secrets stay out, and ordinary writing is as it was."""

from __future__ import annotations

import time

import pytest

from browser import editor_pages, privileged
from browser import guard_pages as pages
from browser.driver import Driver
from browser.hands import SETTLING, Hands
from browser.sentences import Sentences
from browser.server import SiteMap

pytestmark = pytest.mark.browser

BATCH = 0.35
"""Editors take back at once what was written within a shorter time."""


@pytest.fixture(params=editor_pages.EDITORS)
def hands(browser: Driver, sites: SiteMap, request: pytest.FixtureRequest) -> Hands:
    """Hands on a fresh chat with one of the editors."""
    address = f"https://{request.param}.guard-garden.com/"
    sites.add(address, editor_pages.page(request.param))
    browser.open(address)
    return Hands(browser)


def model(hands: Hands) -> str:
    return str(hands.driver.evaluate("model()"))


def sent(hands: Hands) -> list[str]:
    found: list[str] = hands.driver.evaluate("sent")
    return found


def paste(hands: Hands, text: str) -> None:
    hands.copy(text)
    hands.click("editor")
    hands.keys("Control+v")


def becomes(hands: Hands, text: str) -> None:
    """Wait for the editor to hold ``text``, and see that it stays so."""
    hands.driver.wait_for(lambda: model(hands) == text)
    time.sleep(0.1)
    assert model(hands) == text


def test_pasted_phrase_never_reaches_the_editors_model(hands: Hands, sentences: Sentences) -> None:
    paste(hands, pages.PHRASE)
    hands.wait_dialog()
    assert model(hands) == ""
    hands.answer(sentences.message("guard_no_paste"))
    becomes(hands, "")
    hands.write("no")
    becomes(hands, "no")


def test_override_pastes_once_and_the_text_is_sent_once(hands: Hands, sentences: Sentences) -> None:
    hands.click("editor")
    hands.write("mine: ")
    paste(hands, pages.PHRASE)
    hands.answer(sentences.message("guard_yes_paste"))
    becomes(hands, f"mine: {pages.PHRASE}")
    hands.keys("Enter")
    assert hands.driver.wait_for(lambda: sent(hands) == [f"mine: {pages.PHRASE}"])
    assert hands.is_left_alone()
    assert len(sent(hands)) == 1


@pytest.mark.parametrize("way", ["Enter", "Control+Enter", "button"])
def test_typed_phrase_is_not_sent_before_the_user_says_so(hands: Hands, sentences: Sentences, way: str) -> None:
    if way == "Control+Enter":
        # As editors are set up where Enter begins a line.
        hands.driver.evaluate(
            "void editor.addEventListener('keydown', event => { if (event.key === 'Enter' && event.ctrlKey)"
            " { event.preventDefault(); event.stopImmediatePropagation(); sent.push(model()); } }, true)"
        )
    hands.click("editor")
    hands.write(pages.PHRASE)
    if way == "button":
        hands.click("send")
    else:
        hands.keys(way)
    view = hands.wait_dialog()
    assert view.buttons[0] == sentences.message("guard_no_send")
    assert sent(hands) == []
    hands.keys("Escape")
    assert hands.driver.wait_for(lambda: hands.dialog() is None)
    becomes(hands, pages.PHRASE)
    if way == "button":
        hands.click("send")
    else:
        hands.keys(way)
    hands.answer(sentences.message("guard_yes_send"))
    assert hands.driver.wait_for(lambda: sent(hands) == [pages.PHRASE])
    time.sleep(SETTLING)
    assert sent(hands) == [pages.PHRASE]


def test_composed_chinese_phrase_is_not_sent(hands: Hands) -> None:
    hands.click("editor")
    words = pages.CHINESE_PHRASE.split()
    for at, word in enumerate(words):
        privileged.compose(hands.driver, ["n", "ni"], word)
        if at < len(words) - 1:
            hands.write(" ")
    becomes(hands, pages.CHINESE_PHRASE)
    hands.keys("Enter")
    hands.wait_dialog()
    assert sent(hands) == []


def test_writing_composing_pasting_and_undoing_are_as_without_the_guard(hands: Hands) -> None:
    hands.click("editor")
    hands.write("Beans, ")
    privileged.compose(hands.driver, ["d", "do", "dou"], "豆子")
    hands.write(" and peas.")
    becomes(hands, "Beans, 豆子 and peas.")
    time.sleep(BATCH * 2)
    paste(hands, " Water them.")
    becomes(hands, "Beans, 豆子 and peas. Water them.")
    hands.keys("Control+z")
    if hands.driver.evaluate("location.hostname.startsWith('slate')"):
        # It takes what stands together back as one piece.
        becomes(hands, "")
        hands.write("Beans, 豆子 and peas.")
    becomes(hands, "Beans, 豆子 and peas.")
    hands.keys("Enter")
    assert hands.driver.wait_for(lambda: sent(hands) == ["Beans, 豆子 and peas."])
    hands.write("Bye")
    hands.click("send")
    assert hands.driver.wait_for(lambda: sent(hands) == ["Beans, 豆子 and peas.", "Bye"])
    assert hands.is_left_alone()


def test_lines_that_only_look_like_a_phrase_arrive_once_and_can_be_undone(hands: Hands) -> None:
    hands.click("editor")
    hands.write("x ")
    time.sleep(BATCH * 2)
    lines = f"{pages.NO_PHRASE}\nsecond line"
    paste(hands, lines)
    becomes(hands, f"x {lines}")
    assert hands.is_left_alone()
    hands.keys("Control+z")
    # How many steps the browser makes of an insertion is its own affair; nothing may be left, and nothing else taken.
    left = ("x ", "")
    for _ in range(3):
        if model(hands) in left:
            break
        hands.keys("Control+z")
    assert hands.driver.wait_for(lambda: model(hands) in left)
