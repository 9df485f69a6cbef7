"""Every way in which a secret gets into a field or out of it is held back, and what is no secret goes its way."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from browser import guard_pages as pages
from browser import privileged
from browser.driver import Driver
from browser.hands import SETTLING, Hands
from browser.pages import SEED_FORM
from browser.sentences import Sentences
from browser.server import SiteMap

pytestmark = pytest.mark.browser


def opened(driver: Driver, sites: SiteMap, request: pytest.FixtureRequest, body: str | None = None) -> Hands:
    address = f"https://{request.node.originalname.replace('_', '-')[5:63].strip('-')}.guard-garden.com/"
    sites.add(address, body or pages.page())
    driver.open(address)
    return Hands(driver)


@pytest.fixture
def hands(browser: Driver, sites: SiteMap, request: pytest.FixtureRequest) -> Hands:
    """Hands on a page of this test's own."""
    return opened(browser, sites, request)


def seen(hands: Hands, kind: str) -> list[str]:
    """Events of a kind that reached the page's scripts."""
    return [item for item in hands.driver.evaluate("window.seen") if item.startswith(kind)]


def value(hands: Hands, element: str) -> str:
    return str(hands.driver.evaluate(f"{element}.value ?? {element}.innerText")).strip()


@pytest.mark.parametrize("field", ["area", "line", "composer"])
def test_dropped_phrase_is_held_back_and_put_in_once(hands: Hands, sentences: Sentences, field: str) -> None:
    privileged.drop(hands.driver, field, {"text/plain": pages.PHRASE})
    hands.wait_dialog()
    assert seen(hands, "drop") == []
    assert value(hands, field) == ""
    hands.keys("Escape")
    assert hands.driver.wait_for(lambda: hands.dialog() is None)
    privileged.drop(hands.driver, field, {"text/plain": pages.PHRASE})
    hands.answer(sentences.message("guard_yes_paste"))
    assert hands.driver.wait_for(lambda: value(hands, field) == pages.PHRASE)


def test_phrase_dropped_into_a_text_goes_where_it_was_dropped(hands: Hands, sentences: Sentences) -> None:
    hands.driver.evaluate("void (area.value = '\\n'.repeat(9), area.setSelectionRange(0, 0))")
    privileged.drop(hands.driver, "area", {"text/plain": pages.PHRASE})
    hands.answer(sentences.message("guard_yes_paste"))
    assert hands.driver.wait_for(lambda: pages.PHRASE in hands.driver.evaluate("area.value"))
    before, after = hands.driver.evaluate("area.value").split(pages.PHRASE)
    assert before
    assert before + after == "\n" * 9


@pytest.mark.parametrize("field", ["area", "composer"])
def test_ordinary_drop_reaches_the_page_and_the_field(hands: Hands, field: str) -> None:
    privileged.drop(hands.driver, field, {"text/plain": "beans and peas"})
    assert hands.driver.wait_for(lambda: seen(hands, "drop") == [f"drop {field}"])
    assert hands.driver.wait_for(lambda: value(hands, field) == "beans and peas")
    assert hands.is_left_alone()


def test_dropped_file_is_the_pages_affair_and_is_not_read(hands: Hands, tmp_path: Path) -> None:
    path = tmp_path / "phrase.txt"
    path.write_text(pages.PHRASE)
    hands.driver.evaluate(
        "void addEventListener('drop', event => { event.preventDefault(); window.types = [...event.dataTransfer.types]; })"
    )
    privileged.drop(hands.driver, "composer", {}, (str(path),))
    assert hands.driver.wait_for(lambda: "Files" in hands.driver.evaluate("window.types ?? []"))
    assert hands.is_left_alone()


@pytest.mark.parametrize("field", ["line", "composer"])
def test_composed_chinese_phrase_is_not_sent_and_enter_takes_suggestions(hands: Hands, field: str) -> None:
    hands.focus(field)
    words = pages.CHINESE_PHRASE.split()
    for at, word in enumerate(words):
        privileged.compose(hands.driver, ["n", "ni"], word)
        if at < len(words) - 1:
            hands.write(" ")
    assert hands.driver.wait_for(lambda: value(hands, field) == pages.CHINESE_PHRASE)
    assert hands.dialog() is None
    hands.keys("Enter")
    hands.wait_dialog()
    assert seen(hands, "keydown Enter") == seen(hands, "submit") == []


def test_phrase_that_the_browser_fills_in_or_corrects_is_not_sent(
    browser: Driver, sites: SiteMap, request: pytest.FixtureRequest
) -> None:
    if browser.name != "firefox":
        pytest.skip("Chromium lets no test fill in a field as its own autofill does.")
    hands = opened(browser, sites, request)
    hands.driver.evaluate(
        "void addEventListener('input', event => seen.push(`input ${event.inputType} ${event.isTrusted}`))"
    )
    privileged.fill_in(browser, "area", pages.PHRASE)
    assert seen(hands, "input") == ["input insertReplacementText true"]
    hands.click("send")
    hands.wait_dialog()
    assert seen(hands, "click") == []


@pytest.mark.parametrize("event", ["input", "change"])
def test_phrase_that_a_password_manager_fills_in_is_not_sent(hands: Hands, event: str) -> None:
    # An extension sets the value and tells the page with an event of its own.
    hands.driver.evaluate(
        f"void (area.value = {pages.PHRASE!r}, area.dispatchEvent(new Event({event!r}, {{ bubbles: true }})))"
    )
    assert hands.is_left_alone(), "it is asked about when it is sent"
    hands.click("send")
    hands.wait_dialog()
    assert seen(hands, "click") == []


SHADOWS = """
{
  const [one, other] = [left, right].map(host => host.attachShadow({ mode: MODE }));
  one.innerHTML = "<textarea></textarea>";
  other.innerHTML = "<button type=button>Go</button>";
  other.firstChild.addEventListener("click", () => seen.push("sent"));
  window.box = one.firstChild;
}
"""


@pytest.mark.parametrize("mode", ["open", "closed"])
def test_button_in_another_shadow_root_does_not_send_a_phrase(
    browser: Driver, sites: SiteMap, request: pytest.FixtureRequest, sentences: Sentences, mode: str
) -> None:
    script = SHADOWS.replace("MODE", f"'{mode}'")
    hands = opened(
        browser,
        sites,
        request,
        pages.page('<div id="left"></div><div id="right" style="width:max-content"></div>', script),
    )
    hands.paste(pages.PHRASE, "box")
    hands.dismiss()
    assert seen(hands, "paste") == []
    hands.focus("box")
    hands.write(pages.PHRASE)
    hands.click("right")
    hands.wait_dialog()
    assert seen(hands, "sent") == []
    hands.answer(sentences.message("guard_yes_send"))
    assert hands.driver.wait_for(lambda: seen(hands, "sent") == ["sent"])


def test_phrase_is_not_sent_by_a_script_that_submits_the_form(hands: Hands, sentences: Sentences) -> None:
    hands.focus("area")
    hands.write(pages.PHRASE)
    hands.driver.evaluate("void form.requestSubmit()")
    hands.wait_dialog()
    assert seen(hands, "submit") == []
    hands.answer(sentences.message("guard_yes_send"))
    assert hands.driver.wait_for(lambda: seen(hands, "submit") == ["submit form"])


@pytest.mark.parametrize("field", ["area", "composer"])
def test_phrase_is_not_sent_with_control_and_enter(hands: Hands, sentences: Sentences, field: str) -> None:
    hands.driver.evaluate(
        "void addEventListener('keydown', event => event.key === 'Enter' && event.ctrlKey && seen.push('sent'))"
    )
    hands.focus(field)
    hands.write(pages.PHRASE)
    hands.keys("Control+Enter")
    hands.wait_dialog()
    assert seen(hands, "sent") == []
    hands.answer(sentences.message("guard_yes_send"))
    assert hands.driver.wait_for(lambda: seen(hands, "sent") == ["sent"])
    assert value(hands, field) == pages.PHRASE


def test_button_that_acts_when_it_goes_down_sends_after_the_override(hands: Hands, sentences: Sentences) -> None:
    hands.driver.evaluate("void send.addEventListener('mousedown', () => seen.push('sent'))")
    hands.focus("composer")
    hands.write(pages.PHRASE)
    time.sleep(SETTLING)
    hands.click("send")
    hands.wait_dialog()
    assert seen(hands, "sent") == []
    hands.answer(sentences.message("guard_yes_send"))
    assert hands.driver.wait_for(lambda: seen(hands, "sent") == ["sent"])


@pytest.mark.parametrize("field", ["area", "composer"])
def test_enter_begins_a_line_after_what_only_looks_like_a_phrase(hands: Hands, field: str) -> None:
    hands.focus(field)
    # Enter follows at once: the text is still being examined.
    hands.write(pages.NO_PHRASE)
    hands.keys("Enter")
    assert hands.driver.wait_for(lambda: seen(hands, "keydown Enter") != [])
    assert hands.is_left_alone()
    hands.write("x")
    lines = [line for line in value(hands, field).split("\n") if line]
    assert lines == [pages.NO_PHRASE, "x"]


def test_form_is_sent_by_its_own_button_when_enter_was_held_back(hands: Hands, sentences: Sentences) -> None:
    hands.focus("line")
    hands.write(pages.PHRASE)
    hands.keys("Enter")
    hands.answer(sentences.message("guard_yes_send"))
    assert hands.driver.wait_for(lambda: seen(hands, "submit") == ["submit form"])
    assert seen(hands, "click save") == ["click save untrusted"]


SPREAD = """
text.split(/\\s+/).forEach((word, at) => {
  const field = document.getElementById(`word${at + 1}`);
  field.value = word;
  field.dispatchEvent(new Event("input", { bubbles: true }));
});
"""
SPLIT = f"""
const spread = text => {{ {SPREAD} }};
word1.addEventListener("paste", event => {{
  event.preventDefault();
  spread(event.clipboardData.getData("text/plain"));
}});
"""


@pytest.mark.parametrize("count", [12, 24])
def test_phrase_pasted_into_the_first_of_many_fields_is_held_back_and_then_split(
    browser: Driver, sites: SiteMap, request: pytest.FixtureRequest, sentences: Sentences, count: int
) -> None:
    phrase = pages.PHRASE if count == 12 else pages.OTHER_PHRASE
    hands = opened(browser, sites, request, pages.page(pages.grid(count), SPLIT))
    words = "[...document.querySelectorAll('#grid input')].map(field => field.value).join(' ').trim()"
    hands.paste(phrase, "word1")
    hands.wait_dialog()
    assert hands.driver.evaluate(words) == ""
    hands.answer(sentences.message("guard_yes_paste"))
    assert hands.driver.wait_for(lambda: hands.driver.evaluate(words) == phrase)


def test_phrase_that_the_page_spread_over_its_fields_is_not_sent(
    browser: Driver, sites: SiteMap, request: pytest.FixtureRequest
) -> None:
    # The user typed it into the first one, and a script of the page spreads it.
    script = f"const spread = text => {{ {SPREAD} }};" + (
        "word1.addEventListener('keydown', event => event.key === 'Tab' && spread(word1.value))"
    )
    hands = opened(browser, sites, request, pages.page(pages.grid(12), script))
    hands.focus("word1")
    hands.write(pages.PHRASE)
    hands.keys("Tab")
    assert hands.driver.wait_for(lambda: value(hands, "word12") == pages.PHRASE.split()[-1])
    hands.click("next")
    hands.wait_dialog()
    assert seen(hands, "click") == []


def warned(driver: Driver, sites: SiteMap, request: pytest.FixtureRequest) -> Hands:
    """Hands in a chat on a page that is warned of; what is sent goes into ``window.sent``."""
    script = """
      window.sent = [];
      composer.addEventListener("keydown", event => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        sent.push(composer.innerText.trim());
        composer.textContent = "";
      });
    """
    hands = opened(driver, sites, request, pages.page(SEED_FORM, script, title="MetaMask Support"))
    assert driver.wait_banner().level == "danger"
    hands.focus("composer")
    return hands


def test_phrase_sent_word_by_word_is_stopped_at_the_fifth_word(
    browser: Driver, sites: SiteMap, request: pytest.FixtureRequest, sentences: Sentences
) -> None:
    hands = warned(browser, sites, request)
    words = pages.PHRASE.split()
    for number, word in enumerate(words[:5], 1):
        hands.write(f"{number}. {word}")
        hands.keys("Enter")
        if number < 5:
            assert browser.wait_for(lambda: browser.evaluate("composer.textContent === ''"))
    view = hands.wait_dialog()
    assert view.level == "firm"
    assert sentences.message("guard_kind_seed_words") in view.text
    assert browser.evaluate("sent.length") == 4
    assert [word for word in words if word in view.text.split()] == []


def test_key_sent_in_two_halves_is_stopped_at_the_second(
    browser: Driver, sites: SiteMap, request: pytest.FixtureRequest
) -> None:
    hands = warned(browser, sites, request)
    hands.write(pages.KEY[:26])
    hands.keys("Enter")
    assert browser.wait_for(lambda: browser.evaluate("sent.length") == 1)
    hands.write(pages.KEY[26:])
    hands.keys("Enter")
    hands.wait_dialog()
    assert browser.evaluate("sent.length") == 1


def test_single_words_are_sent_where_nothing_is_warned_of(hands: Hands) -> None:
    hands.focus("composer")
    for word in pages.PHRASE.split()[:6]:
        hands.driver.evaluate("void (composer.textContent = '')")
        hands.write(word)
        hands.keys("Enter")
    assert hands.is_left_alone()


@pytest.mark.parametrize("name", ["word 1 -", "第1個詞：", "two columns", "backwards"])
def test_phrase_beside_labels_does_not_reach_the_page(hands: Hands, name: str) -> None:
    hands.paste(pages.TEXTS[f"english, 12 words, {name}"], "area")
    hands.wait_dialog()
    assert seen(hands, "paste") == []


def test_phrase_with_a_slip_does_not_reach_the_page(hands: Hands) -> None:
    hands.paste(pages.TEXTS["english, 12 words, another letter, spaces"], "area")
    hands.wait_dialog()
    assert seen(hands, "paste") == []


def test_published_example_is_asked_about_in_its_own_words_and_gives_no_leave_for_a_secret(
    hands: Hands, sentences: Sentences
) -> None:
    hands.paste(pages.TEXTS["entropy of zeros, 12 words"], "area")
    view = hands.wait_dialog()
    assert sentences.message("guard_title_published") in view.text
    hands.answer(sentences.message("guard_yes_paste"))
    assert hands.driver.wait_for(lambda: value(hands, "area") != "")
    hands.paste(pages.PHRASE, "composer")
    hands.wait_dialog()
