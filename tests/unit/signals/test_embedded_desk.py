"""Support chats and forms built into pages: their accounts are compared like any other contact."""

from __future__ import annotations

import msgspec
import pytest

from conftest import NOW, index_bytes
from realdesk.index.reader import Index
from realdesk.lookup.answer import look_up
from realdesk.protocol import Field, Frame, Link, Page, Verdict, Widget
from realdesk.ruleset.model import Brand, Channel, Coverage, Domain, Evidence, Platform, Ruleset
from realdesk.verdict import judge

OWN = Evidence("own_page", "https://www.exampay.example/contact", None, NOW.date())
TAWK = Widget("tawk", "5a0000000000000000000001")
OTHER = Widget("tawk", "5a00000000000000000000ff")
URL = "https://desk.example.com/"
FORM = "https://tally.so/r/AbC123"


def _index(ruleset: Ruleset, coverage: Coverage = "partial") -> Index:
    platform = Platform(
        schema=1, id="exampay", kind="exchange", status="active", checked=NOW.date(), names={"en": ("Exampay",)},
        brands=(Brand("exampay"),), domains=(Domain("exampay.example", (OWN,)),),
        channels=(
            Channel("chat_widget", "tawk/5a0000000000000000000001", "support", (OWN,)),
            Channel("ticket", FORM, "support", (OWN,)),
        ),
        coverage={"chat_widget": coverage},
    )  # fmt: skip
    return Index(index_bytes(msgspec.structs.replace(ruleset, platforms=(platform,))))


@pytest.fixture(scope="module")
def listing(ruleset: Ruleset) -> Index:
    return _index(ruleset)


@pytest.fixture(scope="module")
def full(ruleset: Ruleset) -> Index:
    return _index(ruleset, "complete")


def verdict(index: Index, url: str, *widgets: Widget, **facts: object) -> Verdict:
    return judge(Page(url, (Frame(url=url, **facts),), widgets), index, now=index.header.issued)  # type: ignore[arg-type]


def codes(found: Verdict) -> set[str]:
    return {reason.code for reason in found.reasons}


def test_a_posing_desk_with_somebody_elses_chat_warns(listing: Index) -> None:
    found = verdict(listing, URL, OTHER, title="Exampay live support")
    assert found.level == "caution"
    assert codes(found) == {"claims_support", "widget_not_listed"}


def test_the_platforms_own_chat_is_no_evidence(listing: Index) -> None:
    found = verdict(listing, URL, TAWK, title="Exampay live support")
    assert (found.level, codes(found)) == ("unknown", {"claims_support"})


@pytest.mark.parametrize("title", ["Garden centre", "Exampay", "How to pay with Exampay"])
def test_a_chat_on_a_page_that_claims_no_desk_says_nothing(listing: Index, title: str) -> None:
    assert verdict(listing, URL, OTHER, title=title).level == "none"


def test_a_floating_button_is_a_contact_and_not_a_second_one(listing: Index) -> None:
    link = Link("https://wa.me/447911123456")
    found = verdict(listing, URL, Widget("whatsapp_float", "447911123456"), title="Exampay support", links=(link,))
    assert codes(found) == {"claims_support", "contact_not_listed"}


def test_a_foreign_chat_in_the_platforms_own_page_changes_nothing_while_its_list_may_have_gaps(listing: Index) -> None:
    found = verdict(listing, "https://exampay.example/help", OTHER)
    assert (found.level, codes(found)) == ("official", {"listed"})


def test_a_foreign_chat_in_the_platforms_own_page_is_not_called_official_where_it_lists_all_its_chats(
    full: Index,
) -> None:
    found = verdict(full, "https://exampay.example/help", OTHER)
    assert (found.level, codes(found)) == ("unknown", {"listed", "widget_foreign"})
    assert verdict(full, "https://exampay.example/help", TAWK).level == "official"
    assert verdict(full, "https://exampay.example/help").level == "official"


def test_a_listed_form_is_the_platforms_page_and_its_neighbour_is_not(listing: Index) -> None:
    fields = (Field("text", "Your e-mail"),)
    own = verdict(listing, FORM, title="Exampay support", fields=fields)
    assert (own.level, own.platform) == ("official", "exampay")
    assert own.reasons[0].params == {"host": "tally.so/r/AbC123"}
    assert verdict(listing, "https://tally.so/r/AbC124", title="Exampay support", fields=fields).level != "official"


def test_a_form_for_secrets_names_its_id(listing: Index) -> None:
    url = "https://docs.google.com/forms/d/e/1FAIpQLSx/viewform"
    found = verdict(
        listing,
        url,
        title="Exampay support",
        headings=("Recovery phrase of your crypto wallet",),
        fields=(Field("text", ""),),
    )
    assert found.level == "danger"
    assert {"form_not_listed", "asks_seed_phrase"} <= codes(found)
    assert [reason.params["value"] for reason in found.reasons if reason.code == "form_not_listed"] == [
        "google/1FAIpQLSx"
    ]


def test_a_form_in_a_frame_of_a_posing_desk_counts(listing: Index) -> None:
    frames = ("https://form.typeform.com/to/Zz99",)
    assert "form_not_listed" in codes(verdict(listing, URL, title="Exampay support", frame_urls=frames))
    assert "form_not_listed" not in codes(verdict(listing, URL, title="Exampay support", frame_urls=(FORM,)))


@pytest.mark.parametrize(
    ("query", "kind", "canonical"),
    [
        ("https://embed.tawk.to/5a0000000000000000000001/default", "chat_widget", "tawk/5a0000000000000000000001"),
        ("//embed.tawk.to/5a0000000000000000000001/1abc", "chat_widget", "tawk/5a0000000000000000000001"),
        ("tally.so/r/AbC123", "form", "tally/AbC123"),
        ("https://tally.so/embed/AbC123?transparent=1", "form", "tally/AbC123"),
    ],
)
def test_the_look_up_knows_listed_chats_and_forms_by_every_address(
    listing: Index, query: str, kind: str, canonical: str
) -> None:
    (found,) = look_up(query, listing)
    assert (found.answer.type, found.answer.canonical) == (kind, canonical)
    assert (found.answer.listed, found.answer.platform, found.answer.assurance) == (True, "exampay", "confirmed")


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("https://embed.tawk.to/5a00000000000000000000ff/default", "tawk/5a00000000000000000000ff"),
        (
            'window.CRISP_WEBSITE_ID = "00000000-0000-0000-0000-00000000000a"',
            "crisp/00000000-0000-0000-0000-00000000000a",
        ),
        ("_MEIQIA('entId', 12345);", "meiqia/12345"),
        ("https://forms.gle/Zz9abc", "google_short/Zz9abc"),
    ],
)
def test_the_look_up_names_unlisted_chats_and_forms(listing: Index, query: str, canonical: str) -> None:
    (found,) = look_up(query, listing)
    assert (found.answer.canonical, found.answer.listed) == (canonical, False)
