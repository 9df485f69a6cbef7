"""Chats, mailboxes, profiles and forms are read as they are, in real browsers, under their real addresses."""

from __future__ import annotations

import json

import pytest

from browser import replicas
from browser.driver import Driver
from browser.server import SiteMap

pytestmark = pytest.mark.browser


# name of a replica: text to replace everywhere before the expected block, replacement, states that are right
RENAMINGS = {
    "telegram_k": [
        ("class=\"bubbles-inner\"", "class=\"renamed\"", {"unknown"}),
        ("data-peer-id", "data-renamed", {"unknown"}),
        ("is-in", "renamed", {"unknown"}),
        ("verified-icon\"", "renamed\"", {"unknown"}),
        ("\"time\"", "\"renamed\"", {"unknown"}),
        ("grouped-item", "renamed", {"ok"}),
    ],
    "telegram_a": [
        ("text-content", "renamed", {"unknown"}),
        (" own ", " renamed ", {"ok"}),
        ("MessageOutgoingStatus", "renamed", {"ok"}),
        ("id=\"MiddleColumn\"", "id=\"renamed\"", {"unknown"}),
    ],
    "x_chat": [
        ("data-testid=\"xchatEmbedRoute\"", "data-testid=\"renamed\"", {"unknown"}),
        ("justify-start", "renamed", {"unknown"}),
        ("data-dm-message-row", "data-renamed", {"unknown"}),
    ],
    "whatsapp": [
        ("data-icon", "data-renamed", {"ok"}),
        ("id=\"main\"", "id=\"renamed\"", {"unknown"}),
        ("data-testid=\"msg-container\"", "data-testid=\"renamed\"", {"unknown"}),
    ],
    "discord": [
        ("groupStart_", "renamed_", {"ok", "unknown"}),
        ("nameTag_", "renamed_", {"unknown"}),
        ("message-content-", "renamed-", {"unknown"}),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", RENAMINGS)
def test_a_renamed_part_makes_a_surface_unreadable_or_changes_nothing(
    browser: Driver, sites: SiteMap, name: str
) -> None:
    replica = replicas.load(name)
    start = replica.html.index('<script type="application/json" id="expected">')
    for old, new, states in RENAMINGS[name]:
        assert old in replica.html[:start], old
        changed = replica.html[:start].replace(old, new) + replica.html[start:]
        replicas.show(browser, sites, replica, changed)
        read = browser.wait_for(lambda: replicas.reading(browser, replica), replicas.SECONDS)
        assert read is not None, f"{old}: nothing was said"
        assert read["state"] in states, f"{old}: {read}"
        if read["state"] == "ok":
            browser.wait_for(lambda: replicas.reading(browser, replica) == replica.expected, replicas.SECONDS)
            assert replicas.reading(browser, replica) == replica.expected, old
        else:
            assert read["peer"] in (None, replica.expected["peer"]), old
            wanted = replica.expected["messages"]
            wanted = wanted + [{**message, "from": "unknown"} for message in wanted]
            assert all(message in wanted for message in read["messages"]), f"{old}: {read}"


@pytest.mark.parametrize("variant", ["dom=light", "late=1500"])
def test_the_same_chat_is_read_without_a_shadow_root_and_with_a_late_one(
    browser: Driver, sites: SiteMap, variant: str
) -> None:
    replica = replicas.load("x_chat")
    replicas.show(browser, sites, replica, url=f"{replica.url}?{variant}")
    browser.wait_for(lambda: replicas.reading(browser, replica) == replica.expected, replicas.SECONDS)
    assert replicas.reading(browser, replica) == replica.expected


ADD = """(() => {
  const group = [...document.querySelectorAll(".chat.active:not(.chat-preview) .bubbles-group")].at(-1);
  for (let i = 0; i < COUNT; i += 1) {
    const row = group.lastElementChild.previousElementSibling?.cloneNode(true) ?? group.lastElementChild.cloneNode(true);
    row.className = "bubble is-in";
    row.dataset.mid = String(FIRST + i);
    row.querySelector(".message").firstChild.data = `later message ${FIRST + i}`;
    group.append(row);
  }
  return true;
})()"""


def _add(browser: Driver, first: int, count: int) -> None:
    browser.evaluate(ADD.replace("FIRST", str(first)).replace("COUNT", str(count)))


def _texts(browser: Driver) -> list[str]:
    return [item["text"] for chat in replicas.chats(browser)["conversations"] for item in chat["messages"]]


def test_messages_that_come_later_are_reported_once_each(browser: Driver, sites: SiteMap) -> None:
    replica = replicas.load("telegram_k")
    replicas.show(browser, sites, replica)
    browser.wait_for(lambda: len(_texts(browser)) == 3, replicas.SECONDS)
    _add(browser, 900, 5)
    browser.wait_for(lambda: len(_texts(browser)) >= 8, replicas.SECONDS)
    _add(browser, 905, 1)
    browser.wait_for(lambda: len(_texts(browser)) >= 9, replicas.SECONDS)
    assert _texts(browser)[3:] == [f"later message {number}" for number in range(900, 906)]
    assert replicas.chats(browser)["now"]["messages"] == [
        {"id": "905", "from": "peer", "text": "later message 905", "links": []}
    ]


def test_leaving_and_switching_a_conversation_is_noticed_without_a_page_load(browser: Driver, sites: SiteMap) -> None:
    replica = replicas.load("telegram_k")
    friend = replicas.load("telegram_k-benign")
    replicas.show(browser, sites, replica)
    browser.wait_for(lambda: replicas.reading(browser, replica) == replica.expected, replicas.SECONDS)
    body = json.dumps(friend.html)
    browser.evaluate(
        f"(() => {{ const page = new DOMParser().parseFromString({body}, 'text/html');"
        " location.hash = '#500600'; document.body.replaceChildren(...page.body.children); return true; })()"
    )
    browser.wait_for(lambda: replicas.reading(browser, friend) == friend.expected, replicas.SECONDS)
    assert replicas.reading(browser, friend) == friend.expected
    browser.evaluate("(() => { document.body.replaceChildren(); location.hash = ''; return true; })()")
    browser.wait_for(lambda: replicas.chats(browser)["now"]["state"] == "none", replicas.SECONDS)
    assert replicas.chats(browser)["now"]["state"] == "none"


def test_typing_into_the_composer_reaches_nobody(browser: Driver, sites: SiteMap) -> None:
    replica = replicas.load("telegram_k")
    replicas.show(browser, sites, replica)
    browser.wait_for(lambda: replicas.reading(browser, replica) == replica.expected, replicas.SECONDS)
    browser.evaluate(
        "(() => { const box = document.querySelector('.chat.active .input-message-input:not(.input-field-input-fake)');"
        " box.textContent = 'abandon ability able'; box.dispatchEvent(new InputEvent('input', {bubbles: true}));"
        " return true; })()"
    )
    _add(browser, 950, 1)
    browser.wait_for(lambda: len(_texts(browser)) == 4, replicas.SECONDS)
    assert "abandon" not in json.dumps(replicas.chats(browser))


def test_support_chat_of_a_site_is_named_with_its_tenant(browser: Driver, sites: SiteMap) -> None:
    url = "https://quiet-garden-notes.com/widgets"
    sites.add(
        url,
        "<!doctype html><title>Help</title><p>Chat with us</p>"
        '<script>var Tawk_API = {}; window.CRISP_WEBSITE_ID = "0000aaaa-0000-0000-0000-00000000000a";</script>'
        '<script async src="https://embed.tawk.to/5000000000000000000000aa/default"></script>',
    )
    browser.open(url)
    browser.wait_for(lambda: replicas.chats(browser)["widgets"], replicas.SECONDS)
    assert replicas.chats(browser)["widgets"] == [
        {"vendor": "tawk", "tenant": "5000000000000000000000aa"},
        {"vendor": "crisp", "tenant": "0000aaaa-0000-0000-0000-00000000000a"},
    ]


def test_page_without_a_surface_says_nothing(browser: Driver) -> None:
    browser.open("https://blank.realdesk.example/")
    browser.settled()
    assert replicas.chats(browser) == {"now": None, "conversations": [], "widgets": []}


def test_without_a_companion_nothing_is_read(lonely_browser: Driver, sites: SiteMap) -> None:
    replica = replicas.load("telegram_k")
    replicas.show(lonely_browser, sites, replica)
    lonely_browser.wait_for(lambda: replicas.reading(lonely_browser, replica), 3)
    assert replicas.chats(lonely_browser)["now"] is None
