"""The directory in the extension: the same contacts as the companion's, fresh, small and the same on every machine."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner

from conftest import ROOT
from realdesk import paths, protocol
from realdesk.cli.rules import app
from realdesk.errors import RulesError
from realdesk.host.directory import contacts, regulator
from realdesk.index.reader import Index
from realdesk.ruleset.directory import NAME, Contact, build_directory, check_directory
from realdesk.ruleset.model import Channel, Evidence, Platform, Ruleset
from unit.ruleset.sample import BOLT, write

COMMITTED = ROOT / "extension" / NAME
LARGEST = 400_000
"""Bytes that a popup reads without a noticeable wait."""
RUN = CliRunner()


def decoded(ruleset: Ruleset) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(build_directory(ruleset))
    return found


def with_channels(platform: Platform, *channels: Channel) -> Platform:
    return msgspec.structs.replace(platform, channels=channels)


def channel(value: str, **more: Any) -> Channel:
    about: dict[str, Any] = {"type": "email", "purpose": "support", **more}
    return Channel(value=value, evidence=(Evidence("unpublished"),), **about)


def test_the_committed_file_is_fresh_and_small(ruleset: Ruleset) -> None:
    check_directory(ruleset, COMMITTED)
    assert COMMITTED.stat().st_size < LARGEST


def test_the_order_of_the_files_does_not_change_a_byte(ruleset: Ruleset) -> None:
    turned = msgspec.structs.replace(ruleset, platforms=tuple(reversed(ruleset.platforms)))
    assert build_directory(turned) == build_directory(ruleset)


def test_each_stands_on_one_line(ruleset: Ruleset) -> None:
    lines = build_directory(ruleset).decode().splitlines()
    ids = [json.loads(line.rstrip(","))["id"] for line in lines if line.startswith('{"id"')]
    assert ids == sorted(p.id for p in ruleset.platforms) + sorted(r.id for r in ruleset.regulators)


def test_a_contact_has_the_fields_of_the_protocol() -> None:
    assert Contact.__struct_fields__ == protocol.OfficialChannel.__struct_fields__
    assert Contact.__struct_defaults__ == protocol.OfficialChannel.__struct_defaults__


def test_every_platform_says_what_the_companion_would_say(ruleset: Ruleset, index: Index) -> None:
    entries = decoded(ruleset)["platforms"]
    assert len(entries) == len(ruleset.platforms)
    for entry in entries:
        said = json.loads(msgspec.json.encode(contacts(entry["id"], index)))
        for field in ("names", "status", "checked"):
            assert entry[field] == said[field]
        assert entry.get("channels", []) == said["channels"]
        assert entry.get("statements", []) == said["statements"]
        assert entry.get("coverage", {}) == {k: v for k, v in said["coverage"].items() if v != "partial"}


def test_every_authority_says_what_the_companion_would_say(ruleset: Ruleset, index: Index) -> None:
    entries = decoded(ruleset)["regulators"]
    assert len(entries) == len(ruleset.regulators)
    for entry in entries:
        said = json.loads(msgspec.json.encode(regulator(entry["id"], index)))
        for field in ("names", "status", "checked", "kind", "country", "takes"):
            assert entry[field] == said[field]
        assert entry.get("channels", []) == said["channels"]
        assert entry.get("former", []) == said["former"]


def test_an_authority_without_a_contact_shows_its_web_site_with_its_assurance(ruleset: Ruleset) -> None:
    entries = {entry["id"]: entry for entry in decoded(ruleset)["regulators"]}
    for one in ruleset.regulators:
        sites = [item for item in entries[one.id]["channels"] if item["type"] == "website"]
        assert sorted(item["value"].replace("://www.", "://") for item in sites) == sorted(
            f"https://{domain.host}" for domain in one.domains if domain.use == "visit"
        )
        assert all(item["assurance"] for item in sites)


def test_a_renamed_platform_says_how_it_was_called(ruleset: Ruleset) -> None:
    for platform in ruleset.platforms:
        assert platform.status != "renamed" or platform.former_names, platform.id


@pytest.mark.parametrize("purpose", ["press", "legal", "privacy", "developer", "sender", "security_report"])
def test_what_does_not_help_somebody_who_looks_for_support_stays_out(ruleset: Ruleset, purpose: str) -> None:
    one = with_channels(
        ruleset.platforms[0], channel("help@bank.example"), channel("other@bank.example", purpose=purpose)
    )
    (entry,) = decoded(msgspec.structs.replace(ruleset, platforms=(one,)))["platforms"]
    assert [item["value"] for item in entry["channels"]] == ["help@bank.example"]


def test_former_channels_stay_out_and_time_alone_removes_none(ruleset: Ruleset) -> None:
    platform = ruleset.platforms[0]
    day = datetime.timedelta(days=1)
    one = with_channels(
        platform,
        channel("old@bank.example", former=True),
        channel("ended@bank.example", valid_until=platform.checked - day),
        channel("ending@bank.example", valid_until=platform.checked),
    )
    (entry,) = decoded(msgspec.structs.replace(ruleset, platforms=(one,)))["platforms"]
    assert [item["value"] for item in entry["channels"]] == ["ending@bank.example"]


def test_every_name_can_be_searched_for(ruleset: Ruleset) -> None:
    platforms = sorted(ruleset.platforms, key=lambda platform: platform.id)
    for platform, entry in zip(platforms, decoded(ruleset)["platforms"], strict=True):
        known = {*entry["names"].values(), *entry.get("aliases", ()), entry["id"]}
        assert {name for names in platform.names.values() for name in names} <= known
        assert {brand.label for brand in platform.brands} <= known
        assert (*entry.get("former", ()), *entry.get("tickers", ())) == (*platform.former_names, *platform.tickers)


def test_an_older_file_is_refused_with_what_to_run(ruleset: Ruleset, tmp_path: Path) -> None:
    with pytest.raises(RulesError) as caught:
        check_directory(ruleset, tmp_path / "directory.json")
    assert "realdesk rules directory" in caught.value.hint


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path / "rules")
    monkeypatch.setattr(paths, "source_root", lambda: tmp_path)
    return tmp_path


def test_the_command_writes_and_then_checks(checkout: Path) -> None:
    assert "written" in RUN.invoke(app, ["directory"]).stdout
    file = checkout / "extension" / NAME
    before = file.stat().st_mtime_ns
    again = json.loads(RUN.invoke(app, ["directory", "--json"]).stdout)
    assert again == {"ok": True, "file": str(file), "platforms": 2, "bytes": file.stat().st_size, "changed": False}
    assert file.stat().st_mtime_ns == before
    assert RUN.invoke(app, ["directory", "--check"]).exit_code == 0


def test_the_check_fails_after_a_change_of_the_rules_and_writes_nothing(checkout: Path) -> None:
    RUN.invoke(app, ["directory"])
    file = checkout / "extension" / NAME
    old = file.read_bytes()
    (checkout / "rules" / "platforms" / "bolt.toml").write_text(BOLT.replace("2026", "2025", 1))
    result = RUN.invoke(app, ["directory", "--check"])
    assert (result.exit_code, file.read_bytes()) == (1, old)
    assert "realdesk rules directory" in result.stderr


def test_a_web_site_is_opened_under_the_name_its_pages_are_known_by(ruleset: Ruleset) -> None:
    entries = {entry["id"]: entry for entry in decoded(ruleset)["regulators"]}
    with_www = {item["value"] for entry in entries.values() for item in entry["channels"] if item["type"] == "website"}
    assert {"https://www.sfc.hk", "https://www.fca.org.uk"} <= with_www
    plain = [value for value in with_www if not value.startswith("https://www.")]
    text = json.dumps(entries)
    assert plain
    assert not [value for value in plain if f"https://www.{value.removeprefix('https://')}" in text]
