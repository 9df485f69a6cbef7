"""What the companion finds for what somebody typed."""

from __future__ import annotations

import pytest

from realdesk.index.reader import Index
from realdesk.lookup.countries import names_of
from realdesk.lookup.search import everything, search
from realdesk.ruleset.model import Platform, Regulator, Ruleset


def ids(text: str, index: Index) -> list[str]:
    return [record.id for record, _ in search(text, index)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("binance", "binance"),
        ("Ｂｉｎａｎｃｅ", "binance"),
        ("币安", "binance"),
        ("bian", "binance"),
        ("meta mask", "metamask"),
        ("uni", "uniswap"),
        ("germany", "de_bafin"),
        ("德国", "de_bafin"),
        ("deutschland", "de_bafin"),
        ("consob", "it_consob"),
    ],
)
def test_the_best_fit_comes_first(index: Index, typed: str, first: str) -> None:
    assert ids(typed, index)[0] == first


def test_names_go_before_pinyin_and_before_the_code_of_a_country(index: Index) -> None:
    assert ids("tr", index).index("trezor") < ids("tr", index).index("tr_spk")
    assert ids("gate", index)[0] == "gate"
    assert ids("zhengquan", index)


@pytest.mark.parametrize("typed", ["", "  ", "?!", "zzzqq", "no such desk", "x" * 5000])
def test_nothing_is_found_for_nothing_and_for_something_else(index: Index, typed: str) -> None:
    assert ids(typed, index) == []


def test_everybody_is_found_by_every_name(ruleset: Ruleset, index: Index) -> None:
    entries: list[Platform | Regulator] = [*ruleset.platforms, *ruleset.regulators]
    for entry in entries:
        for name in (entry.id, *entry.former_names, *(n for found in entry.names.values() for n in found)):
            assert entry.id in ids(name, index), (entry.id, name)
    for regulator in ruleset.regulators:
        for place in names_of(regulator.country):
            assert regulator.id in ids(place, index), (regulator.id, place)


def test_everything_is_platforms_and_then_regulators_by_id(ruleset: Ruleset, index: Index) -> None:
    expected = sorted(p.id for p in ruleset.platforms) + sorted(r.id for r in ruleset.regulators)
    assert [record.id for record in everything(index)] == expected
