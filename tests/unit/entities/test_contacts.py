from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realdesk.entities import emails, handles, phones
from realdesk.text.normalise import fold


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("call +1 (888) 555-0114 now", "18885550114"),
        ("1`888`555`0188", "18885550188"),
        ("dial 1-901(279)^6578", "19012796578"),
        ("863⇝658⇝0130", "8636580130"),
        ("𝟴𝟴𝟴-𝟱𝟱𝟱-𝟬𝟭𝟭𝟰", "8885550114"),
        ("＋８６ ４００ ８２０ ８８２０", "864008208820"),
        ("4 4 2 0 7 9 4 6 0 9 5 8", "442079460958"),
    ],
)
def test_numbers_are_found_under_their_obfuscation(written: str, digits: str) -> None:
    assert [phone.digits for phone in phones.find(fold(written))] == [digits]


@pytest.mark.parametrize(
    "text", ["12:30 to 18:45", "price $1,234,567.89", "2024-05-27", "order 123", "0x1234567890abcdef12"]
)
def test_other_numbers_are_no_phones(text: str) -> None:
    assert phones.find(fold(text)) == []


def test_two_writings_of_a_number_compare_equal() -> None:
    assert phones.key("+1 888 908 7930") == phones.key("(888) 908-7930")


@given(st.text(alphabet="0123456789+-. a", max_size=400))
def test_phone_search_is_bounded_and_within_the_text(text: str) -> None:
    for phone in phones.find(text):
        assert 9 <= len(phone.digits) <= 15
        assert text[phone.start].isdigit()


def test_email_addresses_are_found_without_their_punctuation() -> None:
    assert [found for _, found in emails.find("(write to help.desk+1@mail.example.com.) or a@b")] == [
        "help.desk+1@mail.example.com"
    ]
    assert emails.canonical("Help+X@Mail.com") == "help@mail.com"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("加入客服 line id:482xkfnm 專人", "482xkfnm"),
        ("line: help_max24", "help_max24"),
        ("微信号: maxkefu01.", "maxkefu01"),
        ("telegram 客服: maxhelp", "maxhelp"),
    ],
)
def test_a_name_after_a_messenger_is_a_handle(text: str, name: str) -> None:
    assert [handle.name for handle in handles.find(text)] == [name]


@pytest.mark.parametrize(
    "text",
    ["on the line: this is it", "telegram: https://t.me/x1", "online id:12345", "the deadline: 2026_01", "line id"],
)
def test_prose_after_a_messenger_is_no_handle(text: str) -> None:
    assert handles.find(text) == []


def test_handles_are_not_parts_of_addresses() -> None:
    assert [handle.name for handle in handles.find("ask @okx_help99, not bob@okx.com or @x")] == ["okx_help99"]


@pytest.mark.parametrize(
    ("host", "path", "network", "name"),
    [
        ("t.me", "/OKX_Help", "telegram", "okx_help"),
        ("twitter.com", "/binance/status/1", "x", "binance"),
        ("www.x.com", "/@Kraken", "x", "kraken"),
        ("wa.me", "/18885550114", "whatsapp", "18885550114"),
    ],
)
def test_profile_links_give_their_account(host: str, path: str, network: str, name: str) -> None:
    found = handles.of_link(host, path)
    assert found is not None
    assert (found.network, found.name) == (network, name)


@pytest.mark.parametrize(
    ("host", "path"), [("x.com", "/intent/post"), ("t.me", "/"), ("example.com", "/a"), ("t.me", "/s/x")]
)
def test_links_that_lead_to_no_account_give_none(host: str, path: str) -> None:
    assert handles.of_link(host, path) is None
