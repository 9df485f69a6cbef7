"""Every surface, page by page: read in full, a fake desk marked, its twin left alone, a pasted phrase held back.

Each page is loaded once, and all of it is asked of that one load: the names are changed in the page itself.
"""

from __future__ import annotations

import json

import pytest

from browser import chat_pages, guard_pages, replicas
from browser.chat_pages import MARKS, STRIP
from browser.driver import Driver
from browser.hands import Hands
from browser.renaming import rename_each
from browser.server import SiteMap

pytestmark = pytest.mark.browser

BENIGN = [name for name in replicas.names() if name.endswith(("-benign", "-sent"))]
SCAM = [name for name in replicas.names() if name not in BENIGN]
FORMS = {"google_forms", "google_forms-benign"}
"""Judged as pages: their warning is the banner."""
SEARCHES = {name for name in SCAM if name.startswith("search_")}
FEEDS = {"telegram_channel", "x_posts", "discord_server", *SEARCHES}
"""Of many people or sites: what is wrong is marked where it stands, and there is no strip."""
UNNAMED = {"bitcointalk", "reddit_messages", "reddit_chat", "instagram", "x_posts", "discord_server", *SEARCHES}
"""There is no name that all messages belong to, or none that is known."""
PROFILES = {"telegram_page", "x_account"}
"""There are no messages."""
COMPOSER = """(() => {
  const css = '[contenteditable="true"]:not(.input-field-input-fake), textarea:not(#source)';
  const find = tree => tree.querySelector(css) ??
    [...tree.querySelectorAll("*")].reduce((found, el) => found ?? (el.shadowRoot && find(el.shadowRoot)), null);
  return find(document.querySelector(".chat.active:not(.chat-preview)") ?? document);
})()"""


def read(browser: Driver, sites: SiteMap, name: str) -> replicas.Replica:
    """Open the replica ``name`` and see that every expected value is read, and stays right when names change."""
    replica = chat_pages.show(browser, sites, name)
    browser.wait_for(lambda: replicas.reading(browser, replica) == replica.expected, replicas.SECONDS)
    assert replicas.reading(browser, replica) == replica.expected
    assert "draft" not in json.dumps(replicas.chats(browser), ensure_ascii=False)
    return replica


def unharmed(browser: Driver, replica: replicas.Replica) -> None:
    """See that no change of one name in the page makes a wrong answer of the right one."""
    renamed = rename_each(browser, replica)
    assert renamed.problems == ()
    assert renamed.changes >= 3
    assert renamed.unknown > 0, "the changes do not reach what is read"


def guarded(browser: Driver) -> None:
    """See that a seed phrase pasted where one writes is held back."""
    hands = Hands(browser)
    browser.evaluate("void document.body.append(Object.assign(document.createElement('textarea'), {id: 'source'}))")
    hands.paste(guard_pages.PHRASE, COMPOSER)
    view = hands.wait_dialog()
    assert view.attributes["role"] == "alertdialog"
    written = str(browser.evaluate(f"(el => el.value ?? el.innerText)({COMPOSER})"))
    assert guard_pages.PHRASE.split()[0] not in written


@pytest.mark.parametrize("name", SCAM)
def test_fake_desk_is_read_marked_and_gets_no_phrase(browser: Driver, sites: SiteMap, name: str) -> None:
    replica = read(browser, sites, name)
    if name in FORMS:
        assert browser.wait_banner().level in {"caution", "danger"}
    else:
        shown = chat_pages.wait(browser, strip=name not in FEEDS, marks=0 if name in PROFILES else 1)
        warned = [mark for mark in shown.marks if mark.level != "official"]
        assert all(mark.level in {"caution", "danger"} for mark in warned)
        assert any(not mark.boxed for mark in warned) == (name not in UNNAMED)
        assert (len(shown.marks) - len(warned) == 1) == (name in SEARCHES), "the platform's own site is named"
        assert shown.closed
        if name not in FEEDS:
            assert (shown.level in {"caution", "danger"}, shown.role) == (True, "alert")
            assert 1 <= len(shown.reasons) <= 2
        assert browser.evaluate("document.activeElement === document.body || document.activeElement === null")
    assert browser.badge() in {"?", "!"}
    unharmed(browser, replica)
    if replica.expected["composer"]:
        guarded(browser)


@pytest.mark.parametrize("name", BENIGN)
def test_benign_twin_is_read_and_nothing_is_shown(browser: Driver, sites: SiteMap, name: str) -> None:
    replica = read(browser, sites, name)
    if name not in FORMS and any(message["from"] == "peer" for message in replica.expected["messages"]):
        assert chat_pages.judged(browser)["now"]["verdict"]["level"] == "none"
    unharmed(browser, replica)
    assert browser.settled().level == "none"
    assert browser.banner() is None
    assert browser.host_node(STRIP) is None
    assert browser.host_node(MARKS) is None
    assert browser.badge() == ""
