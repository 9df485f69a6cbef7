"""What trust in a page covers: never more than its author holds."""

from __future__ import annotations

import pytest

from conftest import NOW
from realdesk.index.reader import Index
from realdesk.protocol import Page
from realdesk.scope import LONGEST
from realdesk.verdict import judge


def scope(index: Index, url: str) -> str:
    return judge(Page(url), index, now=NOW.timestamp()).scope


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.Desk-Notes.example./help?a=1#top", "www.desk-notes.example"),
        ("https://desk-notes.example:443/", "desk-notes.example"),
        ("https://desk-notes.example:8443/", "desk-notes.example:8443"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("http://192.168.0.7:8080/", "192.168.0.7:8080"),
        ("http://[::1]/", "[::1]"),
        ("https://someone.github.io/wallet/help", "someone.github.io"),
        ("https://sites.google.com/view/desk/", "sites.google.com/view/desk"),
        ("https://github.com/someone/wallet/issues/7?x=1", "github.com/someone/wallet/issues/7"),
        ("https://intercom.help/desk/en/articles/1", "intercom.help/desk"),
        ("https://medium.com/", "medium.com/"),
        ("about:blank", ""),
        ("file:///home/user/desk.html", ""),
    ],
)
def test_scope_is_the_host_and_on_shared_hosts_the_author_too(index: Index, url: str, expected: str) -> None:
    assert scope(index, url) == expected


@pytest.mark.parametrize(
    ("trusted", "other"),
    [
        ("https://desk-notes.example/", "https://www.desk-notes.example/"),
        ("https://desk-notes.example/", "https://desk-notes.example.evil.example/"),
        ("https://sites.google.com/view/desk", "https://sites.google.com/view/desk-2"),
        ("https://github.com/", "https://github.com/someone"),
        ("https://github.com/someone/wallet", "https://github.com/someone/wallet/issues/7"),
        ("https://telegra.ph/a/b", "https://telegra.ph/a%2Fb"),
    ],
)
def test_trust_in_one_page_does_not_reach_another_author(index: Index, trusted: str, other: str) -> None:
    assert scope(index, trusted) != scope(index, other)


def test_host_of_endless_length_has_nothing_to_trust(index: Index) -> None:
    assert scope(index, "https://telegra.ph/" + "a" * LONGEST) == ""


def test_requests_for_secrets_and_control_are_insistent_and_nothing_else_is(index: Index) -> None:
    insistent = {code for code, policy in index.core.policy.items() if policy.always and code.startswith("asks_")}
    assert insistent == {
        "asks_seed_phrase",
        "asks_private_key",
        "asks_password_and_code",
        "asks_code_in_text",
        "asks_seed_phrase_in_text",
        "asks_private_key_in_text",
        "asks_remote_access",
        "asks_messenger_code",
    }
