"""A seed phrase or private key is stopped before it leaves, in real browsers."""

from __future__ import annotations

import time

import pytest

from browser import guard_pages as pages
from browser.driver import Driver
from browser.hands import SETTLING, Hands
from browser.pages import SEED_FORM
from browser.sentences import Sentences
from browser.server import SiteMap

pytestmark = pytest.mark.browser


@pytest.fixture
def hands(browser: Driver, sites: SiteMap, request: pytest.FixtureRequest) -> Hands:
    """Hands on a page of this test's own."""
    return opened(browser, sites, request)


def opened(driver: Driver, sites: SiteMap, request: pytest.FixtureRequest, body: str | None = None) -> Hands:
    address = f"https://{request.node.originalname.replace('_', '-')[5:63].strip('-')}.guard-garden.com/"
    sites.add(address, body or pages.page())
    driver.open(address)
    return Hands(driver)


def seen(hands: Hands, kind: str) -> list[str]:
    """Events of a kind that reached the page's scripts."""
    return [item for item in hands.driver.evaluate("window.seen") if item.startswith(kind)]


def value(hands: Hands, element: str) -> str:
    return str(hands.driver.evaluate(f"{element}.value ?? {element}.innerText"))


@pytest.mark.parametrize("field", ["area", "line", "composer"])
@pytest.mark.parametrize("secret", [pages.PHRASE, pages.KEY], ids=["phrase", "key"])
def test_pasted_secret_does_not_reach_the_page(hands: Hands, sentences: Sentences, field: str, secret: str) -> None:
    hands.paste(secret, field)
    view = hands.wait_dialog()
    assert view.closed
    assert view.level == "calm"
    assert view.attributes["role"] == "alertdialog"
    assert view.attributes["aria-modal"] == "true"
    assert view.buttons == (sentences.message("guard_no_paste"), sentences.message("guard_yes_paste"))
    assert secret.split(maxsplit=1)[0] not in view.text
    assert seen(hands, "paste") == []
    hands.press(sentences.message("guard_no_paste"))
    assert hands.driver.wait_for(lambda: hands.dialog() is None)
    assert value(hands, field).strip() == ""
    assert seen(hands, "paste") == []
    assert hands.driver.evaluate("document.activeElement.id") == field


@pytest.mark.parametrize("field", ["area", "composer"])
def test_ordinary_paste_reaches_the_page_untouched(hands: Hands, field: str) -> None:
    hands.paste(pages.ORDINARY, field)
    assert seen(hands, "paste") == [f"paste {field}"]
    assert value(hands, field).split() == pages.ORDINARY.split()
    assert hands.is_left_alone()


@pytest.mark.parametrize("field", ["area", "composer"])
def test_what_only_looks_like_a_phrase_is_put_in_and_can_be_undone(hands: Hands, field: str) -> None:
    hands.paste(pages.NO_PHRASE, field)
    assert hands.driver.wait_for(lambda: value(hands, field).strip() == pages.NO_PHRASE)
    assert hands.is_left_alone()
    hands.keys("Control+z")
    assert hands.driver.wait_for(lambda: value(hands, field).strip() == "")


def test_override_pastes_and_holds_for_this_document_only(hands: Hands, sentences: Sentences) -> None:
    hands.paste(pages.PHRASE, "area")
    hands.wait_dialog()
    time.sleep(SETTLING)
    hands.press(sentences.message("guard_yes_paste"))
    assert hands.driver.wait_for(lambda: value(hands, "area") == pages.PHRASE)
    hands.paste(pages.OTHER_PHRASE, "composer")
    assert hands.driver.wait_for(lambda: value(hands, "composer").strip() == pages.OTHER_PHRASE)
    assert hands.is_left_alone()
    hands.paste(pages.KEY, "line")
    hands.wait_dialog()
    hands.keys("Escape")
    hands.driver.open(str(hands.driver.evaluate("location.href")))
    hands.paste(pages.PHRASE, "area")
    assert hands.wait_dialog()


def test_editor_that_handles_pastes_itself_gets_them_as_before(
    browser: Driver, sites: SiteMap, request: pytest.FixtureRequest, sentences: Sentences
) -> None:
    extra = '<div id="editor" contenteditable="true" style="min-height:30px"><p><br></p></div>'
    hands = opened(browser, sites, request, pages.page(extra, pages.EDITOR))
    hands.paste("Beans and peas", "editor")
    assert value(hands, "editor").strip() == "BEANS AND PEAS"
    # The target is the editor or the paragraph in it, which has no id.
    assert seen(hands, "paste") in (["paste editor"], ["paste "])
    hands.driver.evaluate("void (editor.innerHTML = '<p><br></p>')")
    hands.paste(pages.PHRASE, "editor")
    hands.wait_dialog()
    time.sleep(SETTLING)
    hands.press(sentences.message("guard_yes_paste"))
    assert hands.driver.wait_for(lambda: value(hands, "editor").strip().upper() == pages.PHRASE.upper())


@pytest.mark.parametrize("field", ["composer", "line"])
def test_typed_secret_is_not_sent_with_enter(hands: Hands, sentences: Sentences, field: str) -> None:
    hands.focus(field)
    hands.write(pages.PHRASE)
    hands.keys("Enter")
    view = hands.wait_dialog()
    assert view.buttons[0] == sentences.message("guard_no_send")
    hands.keys("Escape")
    assert hands.driver.wait_for(lambda: hands.dialog() is None)
    assert [item for item in hands.driver.evaluate("window.seen") if "Enter" in item or "Escape" in item] == []
    assert seen(hands, "submit") == []
    assert value(hands, field).strip() == pages.PHRASE
    hands.keys("Enter")
    hands.wait_dialog()
    time.sleep(SETTLING)
    hands.press(sentences.message("guard_yes_send"))
    assert hands.driver.wait_for(lambda: seen(hands, "keydown Enter") != [])
    if field == "line":
        assert hands.driver.wait_for(lambda: seen(hands, "submit") == ["submit form"])


def test_enter_on_the_open_dialog_means_no(hands: Hands) -> None:
    hands.focus("composer")
    hands.write(pages.PHRASE)
    hands.keys("Enter")
    hands.wait_dialog()
    time.sleep(SETTLING)
    hands.keys("Enter")
    assert hands.driver.wait_for(lambda: hands.dialog() is None)
    assert [item for item in hands.driver.evaluate("window.seen") if "Enter" in item] == []


def test_choice_to_send_can_be_made_with_the_keyboard(hands: Hands) -> None:
    hands.focus("line")
    hands.write(pages.PHRASE)
    hands.keys("Enter")
    hands.wait_dialog()
    time.sleep(SETTLING)
    hands.keys("Tab", "Enter")
    assert hands.driver.wait_for(lambda: seen(hands, "submit") == ["submit form"])
    assert hands.dialog() is None


@pytest.mark.parametrize(("field", "button"), [("area", "save"), ("composer", "send"), ("area", "send")])
def test_typed_secret_is_not_sent_with_a_button(hands: Hands, sentences: Sentences, field: str, button: str) -> None:
    hands.focus(field)
    hands.write(f"Here it is: {pages.PHRASE}")
    time.sleep(SETTLING)
    hands.click(button)
    hands.wait_dialog()
    assert seen(hands, "submit") == seen(hands, "click") == seen(hands, "pointerdown") == seen(hands, "mousedown") == []
    time.sleep(SETTLING)
    hands.press(sentences.message("guard_yes_send"))
    assert hands.driver.wait_for(lambda: seen(hands, f"click {button}") != [])
    if button == "save":
        assert hands.driver.wait_for(lambda: seen(hands, "submit") == ["submit form"])


def test_ordinary_text_is_sent_without_a_question(hands: Hands) -> None:
    hands.focus("area")
    hands.write(pages.ORDINARY.replace("\n", " "))
    hands.click("save")
    assert hands.driver.wait_for(lambda: seen(hands, "submit") == ["submit form"])
    hands.focus("composer")
    hands.write("When can we meet?")
    hands.keys("Enter")
    assert seen(hands, "keydown Enter") == ["keydown Enter"]
    assert hands.is_left_alone()


@pytest.mark.parametrize("count", [12, 24])
def test_phrase_spread_over_many_fields_is_not_sent(
    browser: Driver, sites: SiteMap, request: pytest.FixtureRequest, count: int
) -> None:
    hands = opened(browser, sites, request, pages.page(pages.grid(count)))
    hands.focus("word1")
    for word in (pages.PHRASE if count == 12 else pages.OTHER_PHRASE).split():
        hands.write(word)
        hands.keys("Tab")
    time.sleep(SETTLING)
    hands.click("next")
    assert hands.wait_dialog().level == "calm"
    assert seen(hands, "click") == []


def test_secret_in_an_open_shadow_root_is_stopped(
    browser: Driver, sites: SiteMap, request: pytest.FixtureRequest
) -> None:
    hands = opened(browser, sites, request, pages.page('<div id="shadow"></div>', pages.SHADOW))
    hands.paste(pages.PHRASE, "inner.querySelector('textarea')")
    hands.dismiss()
    hands.focus("inner.querySelector('textarea')")
    hands.write(pages.PHRASE)
    hands.keys("Enter")
    assert hands.wait_dialog()
    assert seen(hands, "paste") == seen(hands, "keydown Enter") == []


@pytest.mark.parametrize("where", ["https://frame.guard-garden.com/", "same", "srcdoc"])
def test_secret_in_a_frame_is_stopped(
    browser: Driver, sites: SiteMap, request: pytest.FixtureRequest, where: str
) -> None:
    own = "https://secret-in-a-frame-is-stopped.guard-garden.com/inner"
    body = "<!doctype html><title>Chat</title><textarea id=box autofocus></textarea><script>onload = () => box.focus()</script>"
    address = own if where == "same" else where
    sites.add(address if where != "srcdoc" else own, body)
    source = f'srcdoc="{body}"' if where == "srcdoc" else f'src="{address}"'
    hands = opened(
        browser, sites, request, pages.page(f'<iframe id="frame" width="500" height="400" {source}></iframe>')
    )
    hands.copy(pages.PHRASE)
    hands.click("frame")
    hands.keys("Tab", "Control+v") if where == "srcdoc" else hands.keys("Control+v")
    assert hands.wait_dialog()


def test_wording_is_firm_on_a_page_that_was_warned_about(
    browser: Driver, sites: SiteMap, request: pytest.FixtureRequest, sentences: Sentences
) -> None:
    hands = opened(browser, sites, request, pages.page(SEED_FORM, title="MetaMask Support"))
    browser.wait_banner()
    hands.paste(pages.PHRASE, "seed")
    view = hands.wait_dialog()
    assert view.level == "firm"
    assert sentences.message("guard_why_firm") in view.text


def test_guard_is_silent_on_a_listed_page(browser: Driver, sites: SiteMap) -> None:
    sites.add("https://metamask.io/guard", pages.page(title="MetaMask"))
    browser.open("https://metamask.io/guard")
    assert browser.reaches({"official"}).level == "official"
    hands = Hands(browser)
    hands.paste(pages.PHRASE, "area")
    assert browser.wait_for(lambda: value(hands, "area") == pages.PHRASE)
    hands.focus("composer")
    hands.write(pages.PHRASE)
    hands.keys("Enter")
    assert browser.wait_for(lambda: seen(hands, "keydown Enter") != [])
    assert hands.is_left_alone()


def test_guard_needs_no_companion(lonely_browser: Driver, sites: SiteMap, request: pytest.FixtureRequest) -> None:
    hands = opened(lonely_browser, sites, request)
    hands.paste(pages.PHRASE, "composer")
    assert hands.wait_dialog().level == "calm"
    assert seen(hands, "paste") == []


def test_page_scripts_neither_raise_nor_answer_the_dialog(hands: Hands) -> None:
    forged = "new ClipboardEvent('paste', {clipboardData: new DataTransfer(), bubbles: true})"
    hands.driver.evaluate(
        f"void (area.value = {pages.PHRASE!r}, area.dispatchEvent(new InputEvent('input', {{bubbles: true}})),"
        f" area.dispatchEvent({forged}), area.dispatchEvent(new KeyboardEvent('keydown', {{key: 'Enter', bubbles: true}})))"
    )
    assert hands.is_left_alone()
    hands.driver.evaluate("void (area.value = '')")
    hands.paste(pages.PHRASE, "area")
    hands.wait_dialog()
    time.sleep(SETTLING)
    hands.driver.evaluate(
        "(() => { const host = document.querySelector('html > div:not([popover])');"
        " for (const target of [host, document, window]) for (const key of ['Escape', 'Enter']) for (const type of ['keydown', 'keyup'])"
        " target.dispatchEvent(new KeyboardEvent(type, {key, bubbles: true, composed: true})); host.click();"
        " host.dispatchEvent(new Event('cancel')); return host.shadowRoot === null && host.textContent === ''; })()"
    )
    assert hands.dialog() is not None
    hands.driver.evaluate("void document.querySelector('html > div:not([popover])').remove()")
    assert hands.driver.wait_for(lambda: hands.dialog() is None)
    time.sleep(SETTLING)
    assert value(hands, "area") == "", "a dialog that was taken away is no consent"
    hands.paste(pages.PHRASE, "area")
    assert hands.wait_dialog(), "and the guard goes on"


def test_page_that_opens_its_document_anew_does_not_shake_the_guard_off(hands: Hands) -> None:
    hands.driver.evaluate(
        "void (document.open(), document.write('<textarea id=source></textarea><textarea id=area></textarea>'), document.close())"
    )
    time.sleep(SETTLING)
    hands.paste(pages.PHRASE, "area")
    assert hands.wait_dialog()
