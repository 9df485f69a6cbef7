from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realdesk.index.reader import Index
from realdesk.text.normalise import fold, skeleton


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("  Seed \n\t PHRASE ", "seed phrase"),
        ("Ｓｅｅｄ phrase", "seed phrase"),
        ("se\u200bed\u2060 phr\u00adase", "seed phrase"),
        ("𝟮𝟒/𝟕", "24/7"),
        ("Straße", "strasse"),
        ("don\u2019t", "don't"),
    ],
)
def test_spellings_of_one_text_fold_to_one(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing_that_matters(text: str) -> None:
    once = fold(text)
    assert fold(once).split() == fold(fold(once)).split()
    assert "  " not in once


@pytest.mark.parametrize(
    ("label", "seen_as"),
    [
        ("c0inbase", "coinbase"),
        ("соinbase", "coinbase"),
        ("bìnance", "binance"),
        ("b1nance", "binance"),
        ("rnetamask", "metamask"),
        ("trezοr", "trezor"),
        ("кraken", "kraken"),
    ],
)
def test_lookalike_labels_have_the_skeleton_of_the_brand(index: Index, label: str, seen_as: str) -> None:
    assert skeleton(label, index.letters, index.core.confusable_pairs) == seen_as
