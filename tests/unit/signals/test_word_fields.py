"""Forms for a recovery phrase by their build alone: as many numbered fields as a phrase has words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from realdesk.index.reader import Index
from realdesk.protocol import Field
from unit.signals.saying import WARNED, codes, verdict

LABELS: dict[str, Callable[[int], str]] = {
    "en": lambda number: f"Word {number}",
    "de": lambda number: f"Wort {number}",
    "zh-Hans": lambda number: f"第{number}个单词",
    "zh-Hant": lambda number: f"第 {number} 個單字",
    "es": lambda number: f"Palabra {number}",
}


def fields(label: Callable[[int], str], count: int) -> tuple[Field, ...]:
    """Return ``count`` fields for a word each."""
    return tuple(Field("text", label(number)) for number in range(1, count + 1))


@pytest.mark.parametrize("language", LABELS)
@pytest.mark.parametrize("count", [12, 24])
def test_numbered_words_under_a_wallets_name_are_a_phrase(index: Index, language: str, count: int) -> None:
    found = verdict(index, title="Ledger", headings=("Ledger",), fields=fields(LABELS[language], count))
    assert found.level in WARNED
    assert "asks_seed_phrase" in codes(found)


@pytest.mark.parametrize("label", [lambda n: f"{n}.", lambda n: f"{n}", lambda n: f"#{n}", lambda n: f"({n})"])
def test_numbers_alone_are_a_phrase_where_a_wallet_is_named_as_such(index: Index, label: Callable[[int], str]) -> None:
    found = verdict(index, title="Wallet restore", headings=("Import wallet",), fields=fields(label, 24))
    assert found.level in WARNED


@pytest.mark.parametrize(
    ("title", "label", "count"),
    [
        ("Vocabulary quiz", lambda n: f"Word {n}", 24),
        ("Daily crossword", lambda n: f"{n}.", 24),
        ("Ledger of donations", lambda n: f"{n}.", 12),
        ("Ledger", lambda n: f"Word {n}", 13),
        ("Phantom memory game", lambda n: f"Word {n}", 20),
    ],
)
def test_quizzes_ledgers_and_other_counts_are_no_phrase(
    index: Index, title: str, label: Callable[[int], str], count: int
) -> None:
    assert verdict(index, title=title, headings=(title,), fields=fields(label, count)).level == "none"


def test_numbered_words_among_an_address_are_an_order(index: Index) -> None:
    order = (*fields(LABELS["en"], 12), Field("text", "Street"), Field("text", "City"))
    assert verdict(index, title="Ledger engraving", headings=("Ledger",), fields=order).level == "none"
