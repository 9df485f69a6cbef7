"""Every contact of the rules is recognised, however it is written; what is not official never is called so."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from conftest import NOW
from realdesk.index.format import OFFICIAL
from realdesk.index.reader import Index
from realdesk.lookup.answer import Answer, look_up
from realdesk.ruleset.model import Channel, Platform, Regulator, Ruleset
from unit.lookup.forms import written_forms

NEGATIVES = tomllib.loads((Path(__file__).parent / "negatives.toml").read_text("utf-8"))
TODAY: date = NOW.date()


def entries(ruleset: Ruleset) -> list[Platform | Regulator]:
    return [*ruleset.platforms, *ruleset.regulators]


def current(entry: Platform | Regulator) -> list[Channel]:
    return [c for c in entry.channels if not c.former and (c.valid_until is None or c.valid_until >= TODAY)]


def short(channel: Channel) -> bool:
    """Tell whether a number is short: in another country it is another desk's."""
    return channel.type == "phone" and not channel.value.startswith("+")


def one(text: str, index: Index) -> Answer:
    results = look_up(text, index)
    assert len(results) == 1, text
    return results[0].answer


def holders(text: str, index: Index) -> set[str]:
    return {holder.record.id for result in look_up(text, index) for holder in result.holders}


def test_every_channel_is_recognised_in_three_forms_with_its_platform(ruleset: Ruleset, index: Index) -> None:
    wrong = []
    seen: Counter[str] = Counter()
    for entry in entries(ruleset):
        for channel in current(entry):
            forms = written_forms(channel)
            assert len(set(forms)) >= 3 or channel.type == "in_app", channel
            seen[channel.type] += bool(forms)
            wrong += [
                (entry.id, channel.type, form)
                for form in forms
                if (one(form, index).platform not in {entry.id, *entry.shares_with} and not short(channel))
                or entry.id not in holders(form, index)
            ]
    assert not wrong
    assert min(seen["x"], seen["help_center"], seen["email"], seen["phone"]) > 0


def test_every_host_is_recognised_in_three_forms_with_its_platform(ruleset: Ruleset, index: Index) -> None:
    wrong = [
        (entry.id, form)
        for entry in entries(ruleset)
        for domain in entry.domains
        if domain.use != "former"
        for form in (domain.host, f"https://{domain.host.upper()}/", f"http://user@{domain.host}:8443/a/b?c=d#e")
        if not one(form, index).listed or entry.id not in holders(form, index)
    ]
    assert not wrong


def test_a_short_number_is_that_of_the_country_it_is_dialled_in(ruleset: Ruleset, index: Index) -> None:
    for regulator in ruleset.regulators:
        for channel in current(regulator):
            if short(channel):
                (result,) = look_up(channel.value, index, (regulator.country,))
                found = next(r for r in ruleset.regulators if r.id == result.answer.platform)
                assert found.country == regulator.country


def test_accounts_known_by_number_are_recognised(ruleset: Ruleset, index: Index) -> None:
    urls = {
        "x": "https://x.com/i/user/{}",
        "telegram": "tg://user?id={}",
        "discord": "https://discord.com/channels/{}/1",
    }
    numbered = [
        (platform.id, urls[channel.type].format(channel.numeric_id))
        for platform in ruleset.platforms
        for channel in current(platform)
        if channel.numeric_id and channel.type in urls
    ]
    assert [(name, url) for name, url in numbered if name not in holders(url, index)] == []


def test_what_was_given_up_is_not_listed(ruleset: Ruleset, index: Index) -> None:
    kept = {(c.type, c.value.lower()) for p in ruleset.platforms for c in current(p)}
    for platform in ruleset.platforms:
        for channel in platform.channels:
            if (
                channel.former
                and (channel.type, channel.value.lower()) not in kept
                and channel.type in {"x", "telegram"}
            ):
                answer = one(written_forms(channel)[0], index)
                assert (answer.listed, answer.platform, answer.assurance) == (False, None, None), channel
        for domain in platform.domains:
            if domain.use == "former":
                assert not one(f"https://{domain.host}/", index).listed


@pytest.mark.parametrize("host", NEGATIVES["hosts"])
def test_hosts_that_are_not_official_are_never_called_so(index: Index, host: str) -> None:
    for form in (host, f"https://{host}/", f"https://www.{host}/support?x=1"):
        for result in look_up(form, index):
            assert result.answer.assurance not in OFFICIAL, result.answer


@pytest.mark.parametrize("text", [*NEGATIVES["phones"], *NEGATIVES["contacts"], *NEGATIVES["own"]])
def test_numbers_and_chats_that_are_not_official_are_never_called_so(index: Index, text: str) -> None:
    for result in look_up(text, index):
        assert not result.answer.listed, result.answer
