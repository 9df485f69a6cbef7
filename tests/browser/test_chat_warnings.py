"""Warnings inside a chat, on replica pages in real browsers with the real companion."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from browser import chat_pages, companion, replicas
from browser.chat_pages import MARKS, STRIP
from browser.driver import Driver
from browser.hands import Hands
from browser.sentences import Sentences
from browser.server import SiteMap

pytestmark = pytest.mark.browser

SCAM = "Ledger Support here: your wallet was frozen. Send me your 24-word recovery phrase now to unlock it"
"""Words that leave no doubt, put in place of a replica's own where a test needs a reason that nothing silences."""
LINK = "bitvault-resume.example"
SHOWN = ["telegram_k", "telegram_a", "x_chat", "discord", "element", "reddit_messages"]
FEE = {"Type your twelve words here, we <b>never</b> keep them.": "Pay the release fee first."}
"""With it the Telegram replica asks for nothing that is insistent."""


@pytest.fixture(autouse=True)
def clean(browser: Driver) -> Iterator[None]:
    """Take back what a test allowed, and leave its chat."""
    yield
    browser.evaluate_extension("chrome.runtime.sendMessage({type: 'revoke_all'})")
    browser.open("https://blank.realdesk.example/")


def row(text: str, number: int, link: str = "") -> str:
    """Return a message of the Telegram replica that comes from the other side."""
    anchor = f'<a class="anchor-url" href="https://{link}/">{link}</a>' if link else ""
    return (
        f'<div class="bubble is-in" data-mid="{number}" data-peer-id="7100200301"><div class="bubble-content">'
        f'<div class="message">{text} {anchor}<span class="time"><span class="time-inner">10:00</span></span></div></div></div>'
    )


def append(browser: Driver, html: str) -> None:
    """Add a message to the open Telegram replica."""
    script = (
        "document.querySelector('.chat.active:not(.chat-preview) .bubbles-group').insertAdjacentHTML('beforeend', {})"
    )
    browser.evaluate(f"({script.replace('{}', json.dumps(html))}, true)")


def test_chat_that_cannot_be_read_is_said_so_quietly_and_once(
    browser: Driver, sites: SiteMap, sentences: Sentences
) -> None:
    chat_pages.show(browser, sites, "telegram_k", {'class="bubbles-inner"': 'class="renamed"'})
    shown = chat_pages.wait(browser)
    assert (shown.level, shown.role, shown.headline) == ("unknown", "status", sentences.message("chat_unread"))
    assert (shown.marks, shown.reasons) == ((), ())
    assert browser.badge() == "–"
    popup = browser.popup().text
    assert sentences.message("chat_explain_unread") in popup
    assert sentences.message("headline_none") not in popup, "nothing to report would be taken for safety"
    chat_pages.press(browser, sentences.message("banner_hide"))
    chat_pages.wait(browser, strip=False)
    # Hidden is not safe: the button still says it.
    assert browser.badge() == "–"
    browser.evaluate("(location.hash = '', document.querySelector('#column-center').hidden = true, true)")
    browser.evaluate("(window.kept = document.querySelector('#column-center'), kept.remove(), true)")
    assert browser.wait_for(lambda: chat_pages.state(browser) is None, replicas.SECONDS)
    browser.evaluate("(document.body.prepend(kept), kept.hidden = false, location.hash = '#@Bitvault_Care_Desk', true)")
    assert browser.wait_for(lambda: (chat_pages.state(browser) or {"now": {"unread": False}})["now"]["unread"], 10)
    assert chat_pages.look(browser).level is None


def test_hidden_note_stays_hidden_until_there_is_another_reason(
    browser: Driver, sites: SiteMap, sentences: Sentences
) -> None:
    chat_pages.show(browser, sites, "telegram_k", FEE)
    chat_pages.wait(browser)
    chat_pages.press(browser, sentences.message("banner_hide"))
    left = chat_pages.wait(browser, strip=False)
    assert left.marks
    append(browser, row("Resume your vault at", 930, LINK))
    browser.wait_for(lambda: "930" in json.dumps(replicas.chats(browser)), replicas.SECONDS)
    chat_pages.judged(browser)
    assert chat_pages.look(browser).level is None
    append(browser, row(SCAM, 931))
    assert chat_pages.wait(browser, marks=1).level in {"caution", "danger"}


def test_request_for_secrets_folds_and_cannot_be_hidden(browser: Driver, sites: SiteMap, sentences: Sentences) -> None:
    chat_pages.show(browser, sites, "telegram_k")
    shown = chat_pages.wait(browser)
    assert sentences.message("banner_hide") not in shown.buttons
    assert sentences.message("chat_trust") not in shown.buttons
    chat_pages.press(browser, sentences.message("banner_fold"))
    assert browser.wait_for(lambda: sentences.message("banner_unfold") in chat_pages.look(browser).buttons)
    assert chat_pages.look(browser).headline == shown.headline


def test_trust_in_a_contact_is_confirmed_listed_taken_back_and_does_not_cover_secrets(
    browser: Driver, sites: SiteMap, sentences: Sentences
) -> None:
    chat_pages.show(browser, sites, "telegram_k", FEE)
    chat_pages.wait(browser)
    chat_pages.press(browser, sentences.message("banner_why"))
    chat_pages.press(browser, sentences.message("chat_trust"))
    with browser.opened_page("trust/contact.html") as question:
        assert browser.wait_for(lambda: sentences.message("chat_trust_yes") in question.text())
        assert "7100200301" in question.text()
        question.press_button(sentences.message("chat_trust_yes"))
        assert browser.wait_for(lambda: sentences.message("chat_trust_done") in question.text())
    shown = chat_pages.wait(browser, strip=False)
    assert shown.marks == ()
    assert browser.badge() == ""
    with browser.own_page("options/options.html") as options:
        assert browser.wait_for(lambda: "Bitvault Care" in options.text())
    append(browser, row(SCAM, 940))
    assert chat_pages.wait(browser, marks=1).level in {"caution", "danger"}
    assert browser.badge() in {"?", "!"}
    with browser.own_page("options/options.html") as options:
        assert browser.wait_for(lambda: "Bitvault Care" in options.text())
        options.press_button(sentences.message("options_revoke"))
        assert browser.wait_for(lambda: sentences.message("chat_options_none") in options.text())
    assert browser.wait_for(lambda: not (chat_pages.state(browser) or {})["now"]["trusted"])


def test_contact_without_an_id_is_trusted_by_its_handle_and_told_that_handles_change_hands(
    browser: Driver, sites: SiteMap, sentences: Sentences
) -> None:
    chat_pages.show(browser, sites, "discord")
    chat_pages.wait(browser)
    chat_pages.press(browser, sentences.message("banner_why"))
    chat_pages.press(browser, sentences.message("chat_trust"))
    with browser.opened_page("trust/contact.html") as question:
        assert browser.wait_for(lambda: sentences.message("chat_trust_yes") in question.text())
        assert "@swaply.care" in question.text()
        assert "handle can change hands" in question.text()
        question.press_button(sentences.message("chat_trust_yes"))
        assert browser.wait_for(lambda: sentences.message("chat_trust_done") in question.text())
    assert chat_pages.wait(browser, strip=False).marks == ()
    with browser.own_page("options/options.html") as options:
        assert browser.wait_for(lambda: sentences.message("chat_options_handle") in options.text())
    chat_pages.show(browser, sites, "discord", {"Scan the code with your wallet.": SCAM})
    assert chat_pages.wait(browser, marks=1).level in {"caution", "danger"}
    with browser.own_page("options/options.html") as options:
        assert browser.wait_for(lambda: sentences.message("chat_options_handle") in options.text())
        options.press_button(sentences.message("options_revoke"))
        assert browser.wait_for(lambda: sentences.message("chat_options_none") in options.text())
    assert browser.wait_for(lambda: not (chat_pages.state(browser) or {})["now"]["trusted"])


def test_another_conversation_takes_strip_and_marks_away_and_the_way_back_brings_them(
    browser: Driver, sites: SiteMap
) -> None:
    chat_pages.show(browser, sites, "telegram_k")
    chat_pages.wait(browser, marks=1)
    for name, is_scam in (("telegram_k-benign", False), ("telegram_k", True)):
        replica = replicas.load(name)
        body = json.dumps(replica.html)
        browser.evaluate(
            f"(() => {{ const page = new DOMParser().parseFromString({body}, 'text/html');"
            f" location.hash = '#{replica.url.split('#')[1]}';"
            " document.body.replaceChildren(...page.body.children); return true; })()"
        )
        shown = chat_pages.wait(browser, strip=is_scam, marks=1 if is_scam else 0)
        assert bool(shown.marks) == is_scam


def test_message_that_comes_later_is_marked_with_its_reason(
    browser: Driver, sites: SiteMap, sentences: Sentences
) -> None:
    chat_pages.show(browser, sites, "telegram_k-benign")
    chat_pages.judged(browser)
    script = "document.querySelector('.chat.active .bubble.is-in .message').firstChild.data"
    assert isinstance(browser.evaluate(script), str)
    later = row(SCAM, 960).replace("7100200301", "500600")
    browser.evaluate(
        "(document.querySelector('.chat.active:not(.chat-preview) .bubbles-inner .is-in').parentElement"
        f".insertAdjacentHTML('beforeend', {json.dumps(later)}), true)"
    )
    shown = chat_pages.wait(browser, marks=1)
    (mark,) = shown.of_messages()
    assert (mark.label, mark.reasons) == (sentences.message("chat_mark_danger"), ())
    browser.click_node(mark.node)
    assert browser.wait_for(lambda: chat_pages.look(browser).of_messages()[0].reasons)
    (opened,) = chat_pages.look(browser).of_messages()
    assert sentences.message("chat_mark_danger") in opened.spoken


def test_link_named_by_a_reason_is_underlined(browser: Driver, sites: SiteMap) -> None:
    chat_pages.show(browser, sites, "x_chat")
    assert chat_pages.wait(browser, marks=1).lines >= 1


def test_mark_follows_its_message_when_a_row_is_used_again(browser: Driver, sites: SiteMap) -> None:
    chat_pages.show(browser, sites, "telegram_k", FEE)
    chat_pages.wait(browser)
    append(browser, row(SCAM, 970))
    assert browser.wait_for(
        lambda: any(mark.level == "danger" for mark in chat_pages.look(browser).of_messages()), replicas.SECONDS
    )
    browser.evaluate(
        "(() => { const row = document.querySelector('[data-mid=\"970\"]'); row.dataset.mid = '971';"
        " row.querySelector('.message').firstChild.data = 'See you on Friday'; return true; })()"
    )
    assert browser.wait_for(
        lambda: all(mark.level != "danger" for mark in chat_pages.look(browser).of_messages()), replicas.SECONDS
    )
    append(browser, row(SCAM, 970))
    assert browser.wait_for(
        lambda: any(mark.level == "danger" for mark in chat_pages.look(browser).of_messages()), replicas.SECONDS
    )


def test_companion_that_is_lost_is_told_again_what_was_said(browser: Driver, sites: SiteMap) -> None:
    chat_pages.show(browser, sites, "telegram_k")
    chat_pages.wait(browser, marks=2)
    before = {mark["message"] for mark in chat_pages.judged(browser)["now"]["verdict"]["marks"]}
    assert browser.state is not None
    assert companion.kill_hosts(browser.state) > 0
    append(browser, row(SCAM, 980))

    def marked() -> set[str]:
        return {mark["message"] for mark in chat_pages.judged(browser)["now"]["verdict"]["marks"]}

    assert browser.wait_for(lambda: marked() == before | {"980"}, 25), marked()


LAYOUT = """JSON.stringify([...document.querySelectorAll('body *')].map(el => {
  const box = el.getBoundingClientRect(); return [box.left, box.top, box.width, box.height]; })
  .concat([[document.documentElement.scrollHeight, document.documentElement.scrollWidth, scrollX, scrollY]]))"""


@pytest.mark.parametrize("name", SHOWN)
def test_nothing_of_the_page_moves(browser: Driver, sites: SiteMap, name: str) -> None:
    chat_pages.show(browser, sites, name)
    before = browser.evaluate(LAYOUT)
    assert browser.host_node(STRIP) is None, "the page was measured too late"
    chat_pages.wait(browser, marks=1)
    assert browser.evaluate(LAYOUT) == before


def test_page_can_neither_read_nor_press_the_strip(browser: Driver, sites: SiteMap, sentences: Sentences) -> None:
    chat_pages.show(browser, sites, "telegram_k", FEE)
    shown = chat_pages.wait(browser)
    hosts = f"[...document.querySelectorAll({json.dumps(f'{STRIP}, {MARKS}')})]"
    assert browser.evaluate(f"{hosts}.length") == 2
    assert browser.evaluate(f"{hosts}.every(el => el.shadowRoot === null && el.textContent === '')")
    assert shown.headline not in browser.evaluate("document.documentElement.innerText")
    browser.press_by_script(sentences.message("banner_hide"), STRIP)
    browser.evaluate(f"({hosts}.forEach(el => el.click()), true)")
    chat_pages.judged(browser)
    assert chat_pages.look(browser).level == shown.level
    assert chat_pages.state(browser)["now"]["hidden"] is False  # type: ignore[index]


def test_strip_that_the_page_removes_or_hides_comes_back(browser: Driver, sites: SiteMap) -> None:
    chat_pages.show(browser, sites, "telegram_k")
    chat_pages.wait(browser)
    for harm in ("el.remove()", "el.hidePopover()", "el.style.cssText = 'display: none !important; opacity: 0'"):
        browser.evaluate(f"(el => {{ {harm}; return true; }})(document.querySelector({json.dumps(STRIP)}))")
        assert browser.wait_for(
            lambda: browser.evaluate(
                f"(el => !!el && el.matches(':popover-open') && !el.hasAttribute('style'))(document.querySelector({json.dumps(STRIP)}))"
            )
        ), harm


def test_real_channels_open_on_demand(browser: Driver, sites: SiteMap, sentences: Sentences) -> None:
    chat_pages.show(browser, sites, "x_chat")
    shown = chat_pages.wait(browser)
    assert shown.channels
    assert shown.channels[0] not in shown.text
    chat_pages.press(browser, sentences.message("banner_show_contacts"))
    assert browser.wait_for(lambda: shown.channels[0] in chat_pages.look(browser).text)


def test_popup_says_who_what_and_where_the_real_ones_are(browser: Driver, sites: SiteMap, sentences: Sentences) -> None:
    chat_pages.show(browser, sites, "x_chat")
    shown = chat_pages.wait(browser)
    popup = browser.popup()
    assert sentences.message("chat_title") in popup.text
    assert "Ledgerly Support" in popup.text
    # Firefox leaves out the marks of direction around a name.
    plain = [re.sub("[\u2068\u2069]", "", text) for text in (popup.text, *shown.reasons)]
    assert [reason for reason in plain[1:] if reason not in plain[0]] == []
    assert any(channel.split("/")[-1] in popup.text for channel in shown.channels)


COMPOSER = "document.querySelector('.chat.active:not(.chat-preview) .input-message-input:not(.input-field-input-fake)')"


def test_one_time_code_is_held_back_in_a_suspicious_chat_alone(browser: Driver, sites: SiteMap) -> None:
    hands = Hands(browser)
    for name, is_held in (("telegram_k-benign", False), ("telegram_k", True)):
        chat_pages.show(browser, sites, name)
        if is_held:
            chat_pages.wait(browser)
        else:
            chat_pages.judged(browser)
        browser.evaluate(f"({COMPOSER}.textContent = '', true)")
        hands.focus(COMPOSER)
        hands.write("482913")
        hands.keys("Enter")
        assert (browser.wait_for(hands.dialog, 6 if is_held else 1) is not None) == is_held


def test_update_of_the_extension_leaves_the_page_clean(browser: Driver, sites: SiteMap) -> None:
    chat_pages.show(browser, sites, "telegram_k")
    chat_pages.wait(browser)
    browser.reload_extension()
    # Firefox runs the new scripts in pages that were open: there is one strip again, not two.
    assert browser.wait_for(
        lambda: (
            browser.evaluate(f"document.querySelectorAll({json.dumps(STRIP)}).length") == (browser.name == "firefox")
        ),
        replicas.SECONDS,
    )
    chat_pages.show(browser, sites, "telegram_k")
    assert chat_pages.wait(browser).level is not None


def test_other_page_takes_the_strip_away(browser: Driver, sites: SiteMap) -> None:
    chat_pages.show(browser, sites, "telegram_k")
    chat_pages.wait(browser)
    browser.open("https://blank.realdesk.example/")
    assert browser.host_node(STRIP) is None
    browser.back()
    assert chat_pages.wait(browser).level is not None


def test_tag_of_a_message_as_wide_as_the_window_stands_behind_its_last_word_and_on_no_words(
    browser: Driver, sites: SiteMap
) -> None:
    wide = f"{SCAM}, or all funds in it are lost. " * 3
    chat_pages.show(browser, sites, "x_posts", {"Send us your recovery phrase": f"{wide}Send us your recovery phrase"})

    def place() -> list[float]:
        (mark,) = chat_pages.wait(browser, strip=False, marks=1).of_messages()
        return [float(number) for number in re.findall(r"-?[0-9.]+(?=px)", mark.node.attributes["style"])]

    lines = """(range => {
      range.selectNodeContents([...document.querySelectorAll('[data-testid="tweetText"]')].at(-1));
      return [...range.getClientRects()].map(({left, right, top, bottom}) => ({left, right, top, bottom}));
    })(document.createRange())"""

    def free() -> bool:
        rects = browser.evaluate(lines)
        bottom = max(rect["bottom"] for rect in rects)
        end = max(rect["right"] for rect in rects if rect["bottom"] > bottom - 8)
        left, top = place()[:2]
        above = [rect for rect in rects if rect["bottom"] <= bottom - 8]
        return bool(above) and end < left < end + 20 and top >= max(rect["bottom"] for rect in above) - 2

    assert browser.wait_for(free), (place(), browser.evaluate(lines))
