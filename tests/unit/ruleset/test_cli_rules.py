"""``realdesk rules`` as a user meets it: output, exit code, and what to do after a refusal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import ROOT
from realdesk import paths
from realdesk.cli.rules import app
from realdesk.index.reader import Index
from unit.ruleset.sample import BOLT, write

RUN = CliRunner()


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of its own, with its own keys and state."""
    write(tmp_path / "rules")
    (tmp_path / "state").mkdir()
    monkeypatch.setattr(paths, "source_root", lambda: tmp_path)
    monkeypatch.setenv("REALDESK_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.delenv("REALDESK_SIGNING_KEYS", raising=False)
    return tmp_path


def break_bolt(checkout: Path) -> None:
    (checkout / "rules" / "platforms" / "bolt.toml").write_text(BOLT.replace("boltwallet.com", "bolt_wallet", 1))


def test_lint_of_good_rules(checkout: Path) -> None:
    result = RUN.invoke(app, ["lint"])
    assert (result.exit_code, result.stdout) == (0, "2 platforms, no problems\n")


def test_lint_prints_file_line_field_message_and_hint(checkout: Path) -> None:
    break_bolt(checkout)
    result = RUN.invoke(app, ["lint", str(checkout / "rules")])
    assert result.exit_code == 1
    assert result.stdout == (
        f"{(checkout / 'rules').as_posix()}/platforms/bolt.toml:14: domains[0].host: 'bolt_wallet' is not a host name"
        " -> write labels of letters, digits and hyphens joined by dots\n"
    )
    assert result.stderr == "1 problem\n"


def test_lint_as_json(checkout: Path) -> None:
    break_bolt(checkout)
    result = RUN.invoke(app, ["lint", "--json"])
    content = json.loads(result.stdout)
    assert (result.exit_code, content["ok"]) == (1, False)
    assert [(item["file"], item["line"], item["field"]) for item in content["problems"]] == [
        ("platforms/bolt.toml", 14, "domains[0].host")
    ]


def test_lint_of_a_folder_that_is_not_there(checkout: Path) -> None:
    result = RUN.invoke(app, ["lint", str(checkout / "none")])
    assert result.exit_code == 1
    assert "Name the rules folder" in result.stderr


def test_build_verify_activate(checkout: Path) -> None:
    built = RUN.invoke(app, ["build", "--json"])
    assert built.exit_code == 0, built.output
    made = json.loads(built.stdout)
    assert (made["platforms"], made["label"]) == (2, "local development")
    bundle = checkout / "build" / "ruleset.bundle.json"
    assert bundle.stat().st_size == made["bytes"]
    verified = json.loads(RUN.invoke(app, ["verify", str(bundle), "--json"]).stdout)
    assert (verified["version"], verified["stale"]) == (made["version"], False)
    activated = json.loads(RUN.invoke(app, ["activate", "--json"]).stdout)
    assert (activated["version"], activated["platforms"]) == (made["version"], 2)
    assert Index.open(checkout / "state" / paths.INDEX_NAME).header.version == made["version"]


def test_texts_for_people(checkout: Path) -> None:
    assert "2 platforms" in RUN.invoke(app, ["build"]).stdout
    shown = RUN.invoke(app, ["activate"]).stdout
    assert [line.split(":")[0] for line in shown.splitlines()] == ["version", "issued", "expires", "label", "platforms"]
    assert "UTC" in RUN.invoke(app, ["verify", str(checkout / "build" / "ruleset.bundle.json")]).stdout


def test_build_of_broken_rules_writes_nothing(checkout: Path) -> None:
    break_bolt(checkout)
    result = RUN.invoke(app, ["build"])
    assert result.exit_code == 1
    assert "platforms/bolt.toml:14: domains[0].host" in result.stderr
    assert "realdesk rules lint" in result.stderr
    assert not (checkout / "build").exists()


def test_build_is_reproducible(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1788000000")
    first, second = checkout / "1.json", checkout / "2.json"
    for path in (first, second):
        assert RUN.invoke(app, ["build", "--out", str(path)]).exit_code == 0
    assert first.read_bytes() == second.read_bytes()
    assert json.loads(RUN.invoke(app, ["verify", str(first), "--json"]).stdout)["version"] == 1788000000


def test_source_date_epoch_that_is_no_time(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    result = RUN.invoke(app, ["build"])
    assert result.exit_code == 1
    assert "seconds since 1970" in result.stderr


def test_refused_bundle_says_why_and_what_to_do(checkout: Path) -> None:
    RUN.invoke(app, ["build"])
    bundle = checkout / "build" / "ruleset.bundle.json"
    bundle.write_bytes(bundle.read_bytes().replace(b"boltwallet", b"evilwallet"))
    for command in ("verify", "activate"):
        result = RUN.invoke(app, [command, str(bundle)])
        assert result.exit_code == 1
        assert result.stderr.splitlines()[0] == "ruleset.json is not the one that was signed."
        assert "Do not use this file" in result.stderr.splitlines()[1]
    answer = json.loads(RUN.invoke(app, ["activate", str(bundle), "--json"]).stdout)
    assert (answer["ok"], answer["code"]) == (False, "bundle_tampered")


def test_activate_before_the_first_build(checkout: Path) -> None:
    result = RUN.invoke(app, ["activate"])
    assert result.exit_code == 1
    assert "realdesk rules build" in result.stderr


def test_build_outside_a_checkout(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "source_root", lambda: None)
    result = RUN.invoke(app, ["build"])
    assert result.exit_code == 1
    assert "checkout" in result.stderr


def test_lint_of_an_empty_folder_names_every_file_that_is_missing(checkout: Path) -> None:
    (checkout / "empty").mkdir()
    result = RUN.invoke(app, ["lint", str(checkout / "empty")])
    assert result.exit_code == 1
    needed = {path.name for path in (ROOT / "rules").glob("*.toml")} | {"platforms", "phrases"}
    assert {name for name in needed if f"/empty/{name}:" not in result.stdout} == set()


def test_verify_says_that_the_signature_is_good(checkout: Path) -> None:
    RUN.invoke(app, ["build"])
    result = RUN.invoke(app, ["verify", str(checkout / "build" / "ruleset.bundle.json")])
    assert (result.exit_code, "signed as it should be" in result.stdout) == (0, True)
