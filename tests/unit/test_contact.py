"""The verdict on one contact: nothing listed is ever called suspicious, and what only resembles it is."""

from __future__ import annotations

import pytest

from conftest import NOW, index_bytes
from realdesk.contact import ContactJudge
from realdesk.index.format import OFFICIAL
from realdesk.index.reader import Index
from realdesk.lookup.answer import look_up
from realdesk.protocol import Verdict
from realdesk.ruleset.model import Channel, Platform, Regulator, Ruleset
from unit.lookup.forms import written_forms


@pytest.fixture(scope="module")
def judged(index: Index) -> ContactJudge:
    return ContactJudge(index, now=NOW.timestamp())


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]


def current(entry: Platform | Regulator) -> list[Channel]:
    return [c for c in entry.channels if not c.former and (c.valid_until is None or c.valid_until >= NOW.date())]


def test_no_listed_contact_is_ever_caution_in_any_form(ruleset: Ruleset, index: Index, judged: ContactJudge) -> None:
    wrong = []
    official = 0
    entries: list[Platform | Regulator] = [*ruleset.platforms, *ruleset.regulators]
    for entry in entries:
        for channel in current(entry):
            for form in written_forms(channel):
                for platform in (None, entry.id):
                    verdict = judged.judge(form, platform)
                    best = look_up(form, index)[0].holders[0].assurance
                    right = {"official", "unknown"} if platform or best in OFFICIAL else {"unknown"}
                    official += verdict.level == "official"
                    if verdict.level not in right:
                        wrong.append((entry.id, platform, form, verdict.level, codes(verdict)))
    assert not wrong
    assert official > 1000


def test_a_contact_confirmed_for_the_platform_named_is_official_with_the_warning_that_senders_are_forged(
    judged: ContactJudge,
) -> None:
    verdict = judged.judge("+1 (888) 908-7930", "Coinbase")
    assert (verdict.level, verdict.platform, verdict.score) == ("official", "coinbase", 0)
    assert codes(verdict) == ["listed_contact", "listed_not_proof"]
    assert "listed_not_proof" not in codes(judged.judge("https://help.coinbase.com/", "coinbase"))


@pytest.mark.parametrize(
    ("text", "platform", "code"),
    [
        ("+1 888 908 7930", "Kraken", "contact_of_another"),
        ("https://help.coinbase.com/", "Kraken", "contact_of_another"),
        ("+1 863 555 0130", "Trezor", "contact_way_not_offered"),
        ("+1 863 555 0130", "币安", "contact_way_not_offered"),
        ("@KrakenHelpDesk", "", "contact_name_and_support"),
        ("https://t.me/Coinbase_Supp0rt", "", "contact_name_confusable"),
        ("https://t.me/Kraken_Supp0rt_Desk", "", "contact_name_and_support"),
        ("https://t.me/Coinbase_Hellp", "", "contact_name_and_support"),
        ("t.me/c0inbase_team", "", "contact_name_confusable"),
        ("https://x.com/kepIrwaIlet", "", "contact_name_confusable"),
        ("https://x.com/blinance9", "", "contact_name_near"),
        ("https://x.com/keplrwallet_", "", "contact_name_near"),
        ("https://x.com/keplrwallet77", "", "contact_name_near"),
        ("https://t.me/CoinbaseSupport", "", "contact_other_network"),
        ("https://t.me/ledger_care_team", "Ledger", "contact_name_and_support"),
        ("https://t.me/helpdesk_agent_4", "Uniswap", "contact_support_word"),
        ("coinbase.support@gmail.com", "", "contact_name_and_support"),
        ("help@coinbase-desk.com", "", "host_brand_and_support"),
        ("https://coinbase-help-desk.com/start", "", "host_brand_and_support"),
    ],
)
def test_what_contradicts_or_resembles_a_platform_is_caution(
    judged: ContactJudge, text: str, platform: str, code: str
) -> None:
    verdict = judged.judge(text, platform)
    assert verdict.level in {"caution", "danger"}
    assert code in codes(verdict)
    assert verdict.official


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        ("+1 863 555 0130", ""),
        ("+1 863 555 0130", "Coinbase"),
        ("+1 863 555 0130", "Moon Bank"),
        ("@gardener_anna", ""),
        ("@gardener_anna", "Coinbase"),
        ("agent77@coinbase.com", "Coinbase"),
        ("https://x.com/cosmos_gardens", ""),
        ("@ledger_of_trees", ""),
        ("anna@gardens.example", "Kraken"),
        ("nothing here", "Kraken"),
    ],
)
def test_what_is_only_not_listed_is_unknown_and_never_more(judged: ContactJudge, text: str, platform: str) -> None:
    assert judged.judge(text, platform).level == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "+1 (8O5) 8I8-I933",
        "𝟏-𝟖𝟎𝟓-𝟖𝟏𝟖-𝟏𝟗𝟑𝟑",
        "⟦1⟧⟦8⟧[0]{5}(8)(1)[8]1*9*3*3",
        "1→805→818→1933",
        "1★805★818★1933",
        "①⑧⓪⑤⑧①⑧①⑨③③",
        "1️⃣8️⃣0️⃣5️⃣8️⃣1️⃣8️⃣1️⃣9️⃣3️⃣3️⃣",
        "１－８０５－８１８－１９３３",
        "+1\u200b805\u200b818\u200b1933",
    ],
)
def test_a_number_in_disguise_is_read_and_is_not_official(judged: ContactJudge, text: str) -> None:
    verdict = judged.judge(text, "Trezor")
    assert verdict.level == "caution"
    assert codes(verdict)[0] == "contact_way_not_offered"
    assert verdict.reasons[0].params["type"] == "phone"


def test_an_official_number_in_disguise_is_still_the_official_number(judged: ContactJudge) -> None:
    assert judged.judge("I★888★9O8★793O", "Coinbase").level == "official"


def test_words_are_no_number_in_disguise(judged: ContactJudge) -> None:
    assert codes(judged.judge("order 123456 of 2026 shipped")) == ["not_a_contact"]


def test_of_several_contacts_the_worst_decides(judged: ContactJudge) -> None:
    text = "Call +1 888 908 7930 or write to https://t.me/coinbase_help_desk"
    assert "contact_name_and_support" in codes(judged.judge(text, "Coinbase"))


def test_several_platforms_may_be_named(judged: ContactJudge) -> None:
    assert judged.judge("+1 863 555 0130", "Binance, Coinbase").platform == "binance"


def test_a_stale_ruleset_confirms_nothing_and_still_warns(ruleset: Ruleset) -> None:
    index = Index(index_bytes(ruleset, expires=NOW))
    late = ContactJudge(index, now=NOW.timestamp() + 86_400 * 3)
    assert late.judge("+1 888 908 7930", "Coinbase").level == "unknown"
    assert "ruleset_stale" in codes(late.judge("+1 888 908 7930", "Coinbase"))
    assert late.judge("https://t.me/coinbase_help_desk").level == "caution"


def test_what_was_given_up_is_said(ruleset: Ruleset, judged: ContactJudge) -> None:
    kept = {(c.type, c.value.lower()) for p in ruleset.platforms for c in current(p)}
    former = [
        (platform.id, channel)
        for platform in ruleset.platforms
        for channel in platform.channels
        if channel.former and channel.type in {"x", "telegram"} and (channel.type, channel.value.lower()) not in kept
    ]
    assert former
    for platform_id, channel in former:
        verdict = judged.judge(written_forms(channel)[0], platform_id)
        assert verdict.level in {"caution", "danger"}, channel
        assert "contact_given_up" in codes(verdict)
