"""The commands as a user runs them."""

from __future__ import annotations

import ast
import json
import re
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from conftest import ROOT
from realdesk.cli.app import app
from realdesk.errors import RealdeskError
from realdesk.paths import INDEX_NAME
from realdesk.ruleset.model import ChannelType, Kind

KEYS = ["query", "type", "canonical", "listed", "platform", "assurance", "channel", "looks"]


@pytest.fixture(autouse=True)
def state(tmp_path: Path, index_data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / INDEX_NAME).write_bytes(index_data)
    monkeypatch.setenv("REALDESK_HOME", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("COLUMNS", "200")


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, (done.output, done.exception)
    return done.output


def run_json(*arguments: str) -> Any:
    return json.loads(run(*arguments, "--json"))


def refused(*arguments: str) -> RealdeskError:
    done = CliRunner().invoke(app, arguments)
    assert isinstance(done.exception, RealdeskError)
    return done.exception


def test_a_contact_gives_one_object_with_exactly_these_keys() -> None:
    found = run_json("lookup", "https://www.kraken.com/")
    assert list(found) == KEYS
    assert (found["listed"], found["platform"], found["type"]) == (True, "kraken", "host")
    unlisted = run_json("lookup", "@nobody_at_all_123")
    assert list(unlisted) == KEYS
    assert [unlisted[key] for key in KEYS[3:]] == [False, None, None, None, None]


def test_a_look_up_says_what_an_unlisted_account_passes_itself_off_as() -> None:
    looks = run_json("lookup", "@Keplr_Hellp")["looks"]
    assert (looks["level"], looks["platform"]) == ("caution", "keplr")
    assert looks["reasons"][0]["code"] == "contact_name_and_support"
    said = CliRunner().invoke(app, ["lookup", "@Keplr_Hellp"], env={"COLUMNS": "200"}).output
    assert "joins Keplr’s name with a word such as “support”" in said


def test_a_message_gives_a_row_for_each_contact() -> None:
    found = run_json("lookup", "write to help@kraken-desk.example.com", "or see kraken.com")
    assert [(row["type"], row["listed"]) for row in found] == [("email", False), ("host", True)]


def test_a_message_may_come_from_standard_input() -> None:
    done = CliRunner().invoke(app, ["lookup", "-", "--json"], input="see\nkraken.com or\n@nobody_at_all_123")
    assert [row["listed"] for row in json.loads(done.output)] == [True, False]


def test_a_text_without_contact_is_answered_too() -> None:
    assert run_json("lookup", "good morning to you")["type"] == "text"


def test_words_say_that_a_listed_name_is_no_proof() -> None:
    assert "kraken" in run("lookup", "kraken.com").lower()
    name = run("lookup", "Kraken Support")
    assert name.strip()


@pytest.mark.parametrize("called", ["okx", "OKX", "欧易", "歐易"])
def test_a_platform_is_found_by_any_of_its_names(called: str) -> None:
    assert run_json("contacts", called)["id"] == "okx"


def test_contacts_carry_assurance_source_steps_and_statements() -> None:
    found = run_json("contacts", "kraken")
    assert {"channels", "statements", "coverage", "steps", "escalation", "checked", "given_up"} <= found.keys()
    assert all(channel["assurance"] and "evidence_url" in channel for channel in found["channels"])
    for language in ("en", "zh_CN", "zh_TW"):
        assert found["channels"][0]["value"] in run("contacts", "kraken", "--lang", language)


def test_a_misspelt_platform_gets_suggestions() -> None:
    error = refused("contacts", "krakken")
    assert "kraken" in error.hint
    assert "realdesk platforms" in error.hint


def test_platforms_are_listed() -> None:
    listed = {row["id"] for row in run_json("platforms")}
    assert {"binance", "metamask"} <= listed
    assert all(name in run("platforms") for name in listed)


@pytest.mark.parametrize("country", ["GB", "uk", "United Kingdom", "英国", "英國", "Royaume-Uni"])
def test_regulators_are_found_by_code_and_name_of_the_country(country: str) -> None:
    assert {row["country"] for row in run_json("regulators", country)} == {"GB"}


def test_a_country_without_regulators_names_those_that_have_some() -> None:
    assert "GB" in refused("regulators", "Atlantis").hint


def keys_used() -> Iterator[str]:
    beginnings = ("lookup_", "directory_", "entity_", "popup_", "contacts_title")
    for name in ("words", "lookup", "directory"):
        tree = ast.parse((ROOT / "companion/realdesk/cli" / f"{name}.py").read_text("utf-8"))
        texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
        yield from (text for text in texts if isinstance(text, str) and text.startswith(beginnings))


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_every_sentence_has_a_translation(language: str) -> None:
    messages = json.loads((ROOT / "extension/_locales" / language / "messages.json").read_text("utf-8"))
    uses = {f"use_{use}" for use in ("visit", "infrastructure", "mail", "defensive")}
    entities = {f"entity_{kind}" for kind in ("host", "url", "handle", "name", "text")}
    kinds = {f"kind_{kind}" for kind in typing.get_args(Kind)} | {
        f"channel_{kind}" for kind in typing.get_args(ChannelType)
    }
    needed = {key for key in (*keys_used(), *uses, *entities, *kinds) if not key.endswith("_")}
    assert needed - messages.keys() == set()


def test_a_contact_that_a_message_repeats_is_answered_once() -> None:
    message = "Call +1 888 908 7930 now! " * 60 + "or 1-888-908-7930, +18889087930"
    assert run_json("lookup", message)["canonical"] == "+18889087930"


@pytest.mark.parametrize(
    ("asked", "platform"),
    [
        ("bіnance.com", "Binance"),
        ("binance.com.evil.top", "Binance"),
        ("https://binance.com@evil.com", "Binance"),
        ("coinbase-help-desk.com", "Coinbase"),
        ("support@coinbase-help.com", "Coinbase"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_an_unlisted_address_that_imitates_is_called_so(asked: str, platform: str, language: str) -> None:
    said = run("lookup", asked, "--lang", language)
    assert "realdesk check" in said
    if language == "en":
        assert re.search(rf"(Red|Amber): .*{platform}", said)


def test_an_unlisted_address_that_imitates_nobody_is_just_unlisted() -> None:
    assert "realdesk check" not in run("lookup", "some-garden-club.example.com")


def test_the_nearest_name_is_called_the_nearest() -> None:
    assert "exactly “BTC”" in run("contacts", "BTC")
    assert "exactly" not in run("contacts", "btcturk")
    assert {"coinbase", "coinex"} <= set(re.findall(r"\w+", refused("contacts", "COIN").hint))


def test_a_country_in_place_of_a_platform_leads_to_its_authorities() -> None:
    assert "realdesk regulators HK" in refused("contacts", "HK").hint


def test_several_countries_are_listed_together() -> None:
    assert {row["country"] for row in run_json("regulators", "DE", "Hong", "Kong", "FR", "de")} == {"DE", "HK", "FR"}
    error = refused("regulators", "DE", "Atlantis")
    assert "'Atlantis'" in error.message


@pytest.mark.parametrize("columns", ["40", "80"])
def test_no_address_is_broken_by_a_narrow_terminal(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    found = run_json("contacts", "coinbase")
    shown = run("contacts", "coinbase").splitlines()
    urls = [channel["url"] for channel in found["channels"] if (channel["url"] or "").startswith("https://")]
    assert urls
    for url in urls:
        assert any(line.strip() == url for line in shown), url
    forms = [
        c["value"] for row in run_json("regulators", "DE") for c in row["channels"] if c["type"] == "complaint_form"
    ]
    assert forms
    assert all(any(line.strip() == form for line in run("regulators", "DE").splitlines()) for form in forms)


@pytest.mark.parametrize("language", ["zh_CN", "zh-Hant"])
@pytest.mark.parametrize("asked", [("contacts", "krakken"), ("contacts", "HK"), ("regulators", "Atlantis")])
def test_a_name_that_is_not_found_is_said_in_the_language_asked_for(asked: tuple[str, str], language: str) -> None:
    error = refused(*asked, "--lang", language)
    assert re.search(r"[\u4e00-\u9fff]", error.message)
    assert re.search(r"[\u4e00-\u9fff]", error.hint)
