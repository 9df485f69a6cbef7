"""The word lists that the extension carries are made from the package of BIP-39 lists and from the rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from mnemonic import Mnemonic
from typer.testing import CliRunner

from conftest import ROOT
from realdesk.cli.rules import app
from realdesk.entities.secrets_words import normal, ready
from realdesk.errors import RulesError
from realdesk.ruleset.secret_words import LANGUAGES, build_words, check_words, default_path, write_words

RULES = ROOT / "rules"


def test_committed_file_fits_the_rules() -> None:
    check_words(build_words(RULES), default_path())


def test_lists_are_the_reference_lists_in_their_order() -> None:
    data = json.loads(build_words(RULES))
    assert tuple(data["lists"]) == LANGUAGES
    for language in LANGUAGES:
        assert data["lists"][language].split(" ") == [normal(word) for word in Mnemonic(language).wordlist]


def test_every_word_is_known_to_its_list_and_shortened_words_too() -> None:
    lists = ready(json.loads(build_words(RULES)))
    assert len(lists.words) == len(LANGUAGES) + 6
    assert all(sorted(words.values()) == list(range(2048)) for words in lists.words)
    assert lists.known["abandon"] & 1
    assert lists.known["aban"] >> len(LANGUAGES) & 1


def test_a_file_from_other_words_is_noticed_and_rewritten(tmp_path: Path) -> None:
    data, path = build_words(RULES), tmp_path / "data" / "secrets.json"
    with pytest.raises(RulesError, match="does not fit") as caught:
        check_words(data, path)
    assert "realdesk rules secrets" in caught.value.hint
    assert write_words(data, path)
    assert not write_words(data, path)
    path.write_bytes(data + b" ")
    with pytest.raises(RulesError):
        check_words(data, path)
    assert write_words(data, path)
    check_words(data, path)


@pytest.mark.parametrize(
    "text", ["", "private_key = 'x'", "private_key = [1]\npublic_value = ['a']\none_time_code = ['b']", "["]
)
def test_cues_that_make_no_sense_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "secrets.toml").write_text(text)
    with pytest.raises(RulesError):
        build_words(tmp_path)


def test_command_says_whether_the_file_is_fresh(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    assert CliRunner().invoke(app, ["secrets", "--check", "--out", str(path)]).exit_code == 1
    assert CliRunner().invoke(app, ["secrets", "--out", str(path)]).exit_code == 0
    assert CliRunner().invoke(app, ["secrets", "--check", "--out", str(path), "--json"]).exit_code == 0
