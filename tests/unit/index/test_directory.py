"""What the index knows beyond verdicts: names, regulators, contacts given up."""

from __future__ import annotations

import datetime

import msgspec
import pytest

from conftest import NOW, index_bytes
from realdesk.index.compile_names import is_ambiguous
from realdesk.index.reader import Index
from realdesk.ruleset.model import Channel, Evidence, Ruleset
from realdesk.text.normalise import fold

EVIDENCE = (Evidence("own_page", "https://www.kraken.com/"),)


def with_channels(ruleset: Ruleset, *channels: Channel) -> Ruleset:
    platform = next(p for p in ruleset.platforms if p.id == "kraken")
    changed = msgspec.structs.replace(platform, channels=(*platform.channels, *channels))
    others = tuple(p for p in ruleset.platforms if p.id != "kraken")
    return msgspec.structs.replace(ruleset, platforms=(*others, changed))


def test_every_name_leads_to_its_platform(ruleset: Ruleset, index: Index) -> None:
    for platform in ruleset.platforms:
        assert index.core.aliases[platform.id] == (index.number[platform.id],)
        for names in platform.names.values():
            for name in names:
                # The id of one platform may be the name of another: ids win.
                assert (
                    index.number[platform.id] in index.core.aliases[fold(name)]
                    or fold(name).replace(" ", "_") in index.number
                )


def test_regulators_are_found_by_country_with_their_records(ruleset: Ruleset, index: Index) -> None:
    assert ruleset.regulators
    for regulator in ruleset.regulators:
        records = [index.regulator(number) for number in index.core.countries[regulator.country]]
        record = next(record for record in records if record.id == regulator.id)
        assert record.takes == regulator.takes
        assert len(record.channels) + len(record.others) == len(regulator.channels)


def test_steps_and_escalation_are_in_the_record(ruleset: Ruleset, index: Index) -> None:
    for platform in ruleset.platforms:
        record = index.platform(index.number[platform.id])
        assert (record.steps, record.escalation) == (platform.steps, platform.escalation)


def test_a_channel_past_its_last_day_counts_as_given_up(ruleset: Ruleset) -> None:
    yesterday = NOW.date() - datetime.timedelta(days=1)
    over = Channel("x", "KrakenOldHelp", "support", EVIDENCE, valid_until=yesterday)
    index = Index(index_bytes(with_channels(ruleset, over)))
    (owner,) = index.contact("x", "krakenoldhelp")
    assert owner.use == "former"
    assert all(c.value != "KrakenOldHelp" for c in index.platform(owner.platform).channels)


def test_owners_point_at_their_channel(ruleset: Ruleset) -> None:
    numbered = Channel("x", "KrakenNumbered", "press", EVIDENCE, numeric_id="4242424242")
    index = Index(index_bytes(with_channels(ruleset, numbered)))
    for key in ("krakennumbered", "id:4242424242"):
        (owner,) = index.contact("x", key)
        record = index.platform(owner.platform)
        assert (*record.channels, *record.others)[owner.channel].value == "KrakenNumbered"


@pytest.mark.parametrize(
    ("name", "labels", "ambiguous"),
    [
        ("sui", {"sui"}, True),
        ("sui wallet", {"sui"}, True),
        ("cash app", {"cashapp"}, True),
        ("cash app", {"cash"}, True),
        ("mercado bitcoin", {"mercadobitcoin"}, True),
        ("base app", {"base"}, True),
        ("base 钱包", {"base"}, True),
        ("sui wallet app", {"sui"}, True),
        ("suite", {"sui"}, False),
        ("curve finance", {"curve"}, False),
        ("trust wallet", set(), False),
    ],
)
def test_names_made_of_ordinary_words_are_ambiguous(name: str, labels: set[str], ambiguous: bool) -> None:
    assert is_ambiguous(name, frozenset(labels)) is ambiguous
