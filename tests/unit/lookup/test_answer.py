"""Who lists what: the cases where a near match must not pass for a match."""

from __future__ import annotations

import msgspec
import pytest

from conftest import index_bytes
from realdesk.index.reader import Index
from realdesk.lookup.answer import Answer, look_up
from realdesk.ruleset.model import Channel, Domain, Evidence, Ruleset

OWN = (Evidence("own_page", "https://www.kraken.com/"),)
CHANNELS = (
    Channel("phone", "+18885550114", "support", OWN, region="US"),
    Channel("phone", "+442079460958", "support", OWN),
    Channel("whatsapp", "+18885550115", "support", OWN),
    Channel("telegram", "KrakenDesk", "support", OWN, numeric_id="1234567890"),
    Channel("discord", "AbCdEf", "community", OWN),
    Channel("x", "KrakenGone", "support", OWN, former=True),
    Channel("help_center", "https://kraken-desk.notion.site/help", "support", OWN),
)


@pytest.fixture(scope="module")
def planted(ruleset: Ruleset) -> Index:
    kraken = next(p for p in ruleset.platforms if p.id == "kraken")
    domains = (*kraken.domains, Domain("kraken-gone.com", OWN, use="former"))
    changed = msgspec.structs.replace(kraken, channels=(*kraken.channels, *CHANNELS), domains=domains)
    others = tuple(p for p in ruleset.platforms if p.id != "kraken")
    return Index(index_bytes(msgspec.structs.replace(ruleset, platforms=(*others, changed))))


def one(text: str, index: Index) -> Answer:
    (result,) = look_up(text, index)
    return result.answer


@pytest.mark.parametrize(
    "text",
    [
        "+1 888 555 0114", "(888) 555-0114", "1.888.555.0114", "001 888 555 0114", "020 7946 0958", "+44 (0)20 7946 0958",
        "+44 020 7946 0958", "https://wa.me/18885550115", "tg://user?id=1234567890", "https://t.me/c/1234567890/5",
        "https://web.telegram.org/k/#@krakendesk", "@KrakenDesk", "discord.gg/AbCdEf", "kraken-desk.notion.site/help/",
        "http://www.kraken.com.:8080/x", "https://user:password@kraken.com/",
    ],
)  # fmt: skip
def test_every_writing_of_a_listed_contact_is_listed(planted: Index, text: str) -> None:
    answer = one(text, planted)
    assert (answer.listed, answer.platform, answer.assurance) == (True, "kraken", "confirmed")


@pytest.mark.parametrize(
    "text",
    [
        "885550114",  # the last nine digits alone
        "+7 888 555 0114", "+885550114", "+8885550114", "1-888-555-01145",
        "https://wa.me/18885550114",  # listed for calls, not for WhatsApp
        "+1 888 555 0115",  # and the other way round
        "https://x.com/KrakenDesk",  # listed on another network
        "https://t.me/+KrakenDesk", "https://t.me/KrakenDesk_", "discord.gg/abcdef", "https://x.com/KrakenGone",
        "kraken-gone.com", "help.kraken-gone.com", "kraken-desk.notion.site", "kraken-desk.notion.site/help2",
        "https://www.kraken.com@evil.example.com/", "kraken.com.evil.example.com", "krаken.com", "kraken.com@example.com",
    ],
)  # fmt: skip
def test_what_only_resembles_a_listed_contact_is_not(planted: Index, text: str) -> None:
    assert not one(text, planted).listed


def test_a_contact_given_up_says_by_whom(planted: Index) -> None:
    for text in ("https://x.com/KrakenGone", "kraken-gone.com"):
        (result,) = look_up(text, planted)
        assert [holder.record.id for holder in result.given_up] == ["kraken"]


def test_an_unlisted_address_at_a_listed_domain_is_not_listed(planted: Index) -> None:
    (result,) = look_up("somebody-new@kraken.com", planted)
    assert not result.answer.listed
    assert {holder.record.id for holder in result.same_domain} == {"kraken"}


def test_a_name_is_nobodys_contact(planted: Index) -> None:
    (result,) = look_up("Kraken Support", planted)
    assert (result.answer.type, result.answer.listed) == ("name", False)
    assert [planted.core.platforms[number] for number in result.named] == ["kraken"]


def test_a_page_on_its_own_host_is_answered_once(planted: Index) -> None:
    (result,) = look_up("https://support.kraken.com/hc/en-us", planted)
    assert [holder.record.id for holder in result.holders] == ["kraken"]


def test_an_unlisted_number_is_shown_in_international_form(planted: Index) -> None:
    assert one("0808 157 0192", planted).canonical.startswith("+")
    (result,) = look_up("030 901820", planted, ("DE",))
    assert result.answer.canonical == "+4930901820"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("400-888-1234", "+864008881234"),
        ("客服电话400-888-1234", "+864008881234"),
        ("(833) 555-0119", "+18335550119"),
        ("客服電話 02-2555-0100", "+886225550100"),
        ("電話 03-3214-1234 まで", "+81332141234"),
        ("고객센터 02-2114-1234", "+82221141234"),
    ],
)
def test_a_national_number_is_read_in_the_country_of_the_words_around_it(index: Index, text: str, number: str) -> None:
    (result,) = look_up(text, index)
    assert (result.answer.type, result.answer.canonical) == ("phone", number)


@pytest.mark.parametrize("text", ["127.0.0.1", "127.0.0.1:8080", "203.0.113.7/login"])
def test_four_numbers_with_dots_are_a_host_and_no_telephone_number(index: Index, text: str) -> None:
    (result,) = look_up(text, index)
    assert result.answer.type in {"host", "url"}


def test_the_number_of_a_version_among_words_is_no_contact(index: Index) -> None:
    assert look_up("Update to 192.168.100.200 now", index)[0].answer.type == "text"
