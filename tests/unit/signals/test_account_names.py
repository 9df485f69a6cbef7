"""Accounts that resemble a platform's name or a listed account are found; people, fans and news are left alone."""

from __future__ import annotations

import pytest

from conftest import NOW
from eval.contacts import HANDLES
from eval.data import cells
from realdesk.contact import ContactJudge
from realdesk.index.reader import Index

HARMLESS = [handle for kind, handle in cells(HANDLES) if kind == "word"]


@pytest.fixture(scope="module")
def judged(index: Index) -> ContactJudge:
    return ContactJudge(index, now=NOW.timestamp())


@pytest.mark.parametrize(
    ("handle", "code"),
    [
        ("osmosuszone", "contact_name_near"),
        ("0smosiszone", "contact_name_confusable"),
        ("KAVA_CHAlIN", "contact_name_near"),
        ("lKAVA_CHAIN", "contact_name_confusable"),
        ("Leap_cosmosDev", "contact_name_carried"),
        ("OfficialLeap_cosmos", "contact_name_carried"),
        ("leap_c0smos_team", "contact_name_carried"),
        ("Leap_cosmos_helpdesk", "contact_name_and_support"),
        ("VitalikButeirn", "contact_name_near"),  # "rn" and "m" look alike: compared as written as well
        ("Vltalik_Buterin", "contact_name_confusable"),
        ("rogerkver_help", "contact_name_and_support"),
        ("elonmusk_support", "contact_name_and_support"),  # both halves are words
        ("dymnsion", "contact_name_near"),
    ],
)
def test_a_listed_account_with_words_letters_or_marks_changed_is_recognised(
    judged: ContactJudge, handle: str, code: str
) -> None:
    verdict = judged.judge(f"https://t.me/{handle}")
    assert verdict.level in {"caution", "danger"}
    assert code in [reason.code for reason in verdict.reasons]


@pytest.mark.parametrize("handle", ["leap_cosmonaut", "leap_cosmosixty", "blockchain_news_team"])
def test_other_letters_around_a_listed_account_make_another_name(judged: ContactJudge, handle: str) -> None:
    assert judged.judge(f"https://t.me/{handle}").level == "unknown"


@pytest.mark.parametrize("handle", ["VitalikButerin_fans", "injective_korea", "JunoNetworkNews", "cz_binance"])
def test_fans_and_groups_may_carry_the_name_of_a_person_or_project(judged: ContactJudge, handle: str) -> None:
    assert judged.judge(f"https://x.com/{handle}").level == "unknown"


@pytest.mark.parametrize("handle", HARMLESS)
def test_people_fans_and_news_with_ordinary_words_in_their_names_are_left_alone(
    judged: ContactJudge, handle: str
) -> None:
    for form in (f"@{handle}", f"https://x.com/{handle}", f"https://t.me/{handle}"):
        assert judged.judge(form).level == "unknown", form
