"""Secrets in texts: every row of the vectors, prose and code without any, and results that do not repeat a secret."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import sysconfig
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from mnemonic import Mnemonic

from conftest import ROOT
from realdesk.entities import secrets_ed25519, secrets_words
from realdesk.entities.secrets_detect import Secret, find, redact
from vectors import make_secrets, maker

ROWS: list[dict[str, Any]] = json.loads((ROOT / "tests" / "vectors" / "secrets.json").read_text("utf-8"))
KINDS = {"seed_phrase", "private_key", "wif", "bip38", "extended_key", "solana_key", "keystore", "one_time_code"}


def found_in(row: dict[str, Any]) -> tuple[Secret, ...]:
    return find(row["text"], context=row.get("context", ""), codes=row.get("codes", False))


@pytest.mark.parametrize("kind", [*sorted(KINDS), "nothing"])
def test_every_row_of_the_vectors_gives_what_it_says(kind: str) -> None:
    rows = [row for row in ROWS if kind in ([item[0] for item in row["found"]] or ["nothing"])]
    assert len(rows) >= 3
    for row in rows:
        got = [[item.kind, item.start, item.end, item.count] for item in found_in(row)]
        assert got == row["found"], row["name"]
        assert [item.published for item in found_in(row)] == [row.get("published", False)] * len(got), row["name"]


def test_vectors_are_what_their_script_writes() -> None:
    assert make_secrets.content() == make_secrets.FILE.read_text("utf-8")


def test_results_and_redacted_texts_do_not_repeat_the_secret() -> None:
    for row in ROWS:
        redacted = redact(row["text"], context=row.get("context", ""), codes=row.get("codes", False))
        for secret, (kind, start, end, _) in zip(found_in(row), row["found"], strict=True):
            assert row["text"][start:end] not in repr(secret)
            assert row["text"][start:end] not in redacted
            assert f"[{kind}]" in redacted
        if not row["found"]:
            assert redacted == row["text"]


def test_what_was_redacted_has_no_secret_left() -> None:
    for row in ROWS:
        again = redact(row["text"], context=row.get("context", ""), codes=row.get("codes", False))
        assert not find(again, context=row.get("context", "")), row["name"]


@given(st.binary(min_size=16, max_size=16), st.sampled_from(maker.LANGUAGES))
def test_every_phrase_of_twelve_words_is_found(entropy: bytes, language: str) -> None:
    text = Mnemonic(language).to_mnemonic(entropy)
    assert [(item.kind, item.count) for item in find(text)] == [("seed_phrase", 12)]


LABELS = st.sampled_from(
    ["word {}: ", "{}. word - ", "#{}=", "第{}个词：", "{}号词 ", "mot n° {} : ", "{}番目: ", "단어 {} "]
)


@given(st.binary(min_size=16, max_size=16), st.sampled_from(maker.LANGUAGES), LABELS, st.randoms())
def test_every_phrase_beside_labels_is_found_in_any_order(
    entropy: bytes, language: str, label: str, chance: random.Random
) -> None:
    lines = [
        f"{label.format(number)}{word}"
        for number, word in enumerate(Mnemonic(language).to_mnemonic(entropy).split(), 1)
    ]
    chance.shuffle(lines)
    found = find("\n".join(lines))
    assume(len(set(Mnemonic(language).to_mnemonic(entropy).split())) > 4)
    # A label that is a word of the list itself (단어, word) may make a longer phrase with them by chance.
    assert {item.kind for item in found} == {"seed_phrase"}
    assert max(item.count for item in found) >= 12


@given(st.binary(min_size=16, max_size=32), st.sampled_from(maker.ABBREVIATED), st.randoms())
def test_every_phrase_with_one_slip_is_found(entropy: bytes, language: str, chance: random.Random) -> None:
    entropy = entropy[: len(entropy) // 4 * 4]
    words = [maker.plain(word) for word in Mnemonic(language).to_mnemonic(entropy).split()]
    at = chance.randrange(len(words))
    assume(len(words[at]) > 4 and len(set(words)) > 8)
    place = chance.randrange(1, len(words[at]) - 1)
    wrong = words[at][:place] + words[at][place + 1 :]
    lists = secrets_words.load()
    assume(wrong not in lists.known and wrong not in lists.common)
    words[at] = wrong
    found = find(" ".join(words))
    assert [(item.kind, item.count) for item in found] == [("seed_phrase", len(words))]


@given(st.text())
def test_any_text_can_be_examined(text: str) -> None:
    for secret in find(text, context=text, codes=True):
        assert 0 <= secret.start < secret.end <= len(text)


def test_code_of_the_standard_library_has_no_secret() -> None:
    paths = sorted(Path(sysconfig.get_path("stdlib")).glob("*.py"))
    assert len(paths) > 150
    for path in paths:
        assert not find(path.read_text("utf-8", "replace")), path


def test_no_word_list_is_taken_for_phrases() -> None:
    for language in maker.LANGUAGES:
        words = Mnemonic(language).wordlist
        for text in ("\n".join(words), " ".join(words), " ".join(reversed(words)), ", ".join(sorted(words, key=len))):
            assert not find(text), language


def test_only_true_key_pairs_pass_the_arithmetic() -> None:
    # RFC 8032, 7.1, tests 1 and 2.
    one = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
    public_one = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    public_two = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    assert secrets_ed25519.is_key_pair(bytes.fromhex(one + public_one))
    assert not secrets_ed25519.is_key_pair(bytes.fromhex(one + public_two))


def test_work_on_a_page_of_signatures_and_key_like_values_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    derived: list[bytes] = []

    def refuse(raw: bytes) -> bool:
        derived.append(raw)
        return False

    monkeypatch.setattr(secrets_ed25519, "is_key_pair", refuse)
    text = " ".join(maker.base58(bytes([at % 250 + 1] * 64)) for at in range(500))
    assert not find(text)
    assert 0 < len(derived) <= 4


def test_unspaced_chinese_is_not_looked_up_character_by_character(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = []
    lists = secrets_words.load()

    class Counting(dict[str, int]):
        def get(self, key: str, default: int = 0) -> int:  # type: ignore[override]
            looked_up.append(key)
            return super().get(key, default)

    counting = replace(lists, known=Counting(lists.known))
    monkeypatch.setattr("realdesk.entities.secrets_phrase.load", lambda: counting)
    text = (
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经，"
        * 700
    )
    assert not find(text)
    assert len(looked_up) <= text.count("，") // 12 + 1


def test_the_detector_reads_no_list_until_a_text_could_have_a_phrase() -> None:
    code = (
        "from realdesk.entities import secrets_words; from realdesk.entities.secrets_detect import find\n"
        "find('Hello, how can I help you today?'); assert secrets_words.load.cache_info().currsize == 0\n"
        "find('one two three four five six seven eight nine ten eleven twelve'); "
        "assert secrets_words.load.cache_info().currsize == 1\n"
        "import sys; assert 'mnemonic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
