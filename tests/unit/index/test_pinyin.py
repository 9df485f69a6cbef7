"""Chinese names by their sounds."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from conftest import NOW
from realdesk.index.compile_names import aliases, chinese, regulator_aliases
from realdesk.index.pinyin import spellings
from realdesk.index.reader import Index
from realdesk.lookup.directory import records_of
from realdesk.ruleset.model import Brand, Domain, Evidence, Platform, Regulator, Ruleset
from realdesk.text.normalise import fold

DOMAIN = Domain("x.example", (Evidence("unpublished"),))


def platform(name: str, **more: object) -> Platform:
    about: dict[str, object] = {"names": {"en": (name,)}, "brands": (Brand(name),), **more}
    return Platform(schema=1, id=name, kind="exchange", status="active", checked=NOW.date(), domains=(DOMAIN,), **about)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "sounds"),
    [
        ("币安", "bi an"),
        ("幣安", "bi an"),
        ("欧易", "ou yi"),
        ("歐易", "ou yi"),
        ("火币", "huo bi"),
        ("火幣", "huo bi"),
        ("库币", "ku bi"),
        ("抹茶", "mo cha"),
        ("薄饼", "bao bing"),
        ("波场", "bo chang"),
        ("小狐狸钱包", "xiao hu li qian bao"),
        ("以太坊", "yi tai fang"),
        ("贝宝", "bei bao"),
        ("中央银行", "zhong yang yin hang"),
        ("中央銀行", "zhong yang yin hang"),
        ("反诈骗协调中心", "fan zha pian xie tiao zhong xin"),
        ("反詐騙協調中心", "fan zha pian xie tiao zhong xin"),
        ("金融行为监管局", "jin rong xing wei jian guan ju"),
        ("犯罪调查", "fan zui diao cha"),
        ("欧易OKX", "ou yi okx"),
        ("OKX Web3 钱包", "okx web3 qian bao"),
    ],
)
def test_names_sound_as_they_are_said(name: str, sounds: str) -> None:
    assert spellings([name]) == (sounds,)


def test_a_name_with_u_umlaut_is_found_in_both_ways_of_typing_it() -> None:
    assert spellings(["安大略省"]) == ("an da lve sheng", "an da lue sheng")


def test_latin_and_japanese_names_have_no_pinyin(ruleset: Ruleset) -> None:
    assert spellings(["Binance", "1inch"]) == ()
    japanese = next(one for one in ruleset.regulators if one.id == "jp_fsa")
    assert "ja" in japanese.names
    assert not set(japanese.names["ja"]) & set(chinese(japanese))


def test_pinyin_never_takes_a_name_label_or_ticker_from_anybody() -> None:
    spoken = platform("spoken", names={"en": ("Spoken",), "zh-Hans": ("币安",)})
    for rival in (
        platform("bian"),
        platform("rival", names={"en": ("Bi An",)}),
        platform("rival", former_names=("Bian",)),
        platform("rival", brands=(Brand("bian"),)),
        platform("rival", tickers=("BIAN",)),
    ):
        assert aliases([spoken, rival])["bian"] == (1,)
    assert aliases([spoken])["bian"] == aliases([spoken])["bi an"] == (0,)


def test_in_the_rules_no_real_name_was_lost_to_pinyin(ruleset: Ruleset, index: Index) -> None:
    platforms = sorted(ruleset.platforms, key=lambda one: one.id)
    regulators = sorted(ruleset.regulators, key=lambda one: one.id)
    for table, real in (
        (aliases(platforms), [_real(one) for one in platforms]),
        (regulator_aliases(regulators), [_real(one) for one in regulators]),
    ):
        for name, numbers in table.items():
            owners = {number for number, names in enumerate(real) if name in names}
            assert not owners or set(numbers) <= owners, name


def _real(entry: Platform | Regulator) -> set[str]:
    names = [entry.id, *entry.former_names, *(name for found in entry.names.values() for name in found)]
    if isinstance(entry, Platform):
        names += [*entry.tickers, *(brand.label for brand in entry.brands)]
    return set(_forms(names))


def _forms(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        folded = fold(name)
        yield from (folded, folded.replace(" ", ""), re.sub("_", " ", folded), folded.replace("_", ""))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bian", "binance"),
        ("bi an", "binance"),
        ("ouyi", "okx"),
        ("huobi", "htx"),
        ("xiaohuli", "metamask"),
        ("maizi qianbao", "math_wallet"),
        ("maizi", "math_wallet"),
        ("BaFin", "de_bafin"),
        ("金管局", "hk_hkma"),
        ("FCA", "uk_fca"),
        ("Action Fraud", "uk_action_fraud"),
        ("OKB", "okx"),
        ("TRX", "tron"),
    ],
)
def test_people_find_whom_they_mean(index: Index, typed: str, found: str) -> None:
    assert [record.id for record in records_of(typed, index)] == [found]
