from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realdesk.index.reader import Index
from realdesk.text.normalise import fold, fold_and_list, skeleton


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


INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
TRICKY = st.sampled_from(
    "e\u0301\u0327\u1100\u1161\uac00\u11a8か\u3099\u3000\xa0\x85\u1680\u2028 \t\n\u200b\u00ad\u2019İŉſßﬁ㋿，Ａｱﾞ"
)


@given(st.text(st.one_of(TRICKY, st.characters())))
def test_folding_is_what_doing_each_step_to_all_of_the_text_gives(text: str) -> None:
    plain = text if text.isascii() else INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).replace("\u2019", "'")
    folded, chars = fold_and_list(text)
    assert folded == " ".join(plain.casefold().split())
    assert text.isascii() or {char for char in folded if not char.isascii()} <= chars


def test_a_text_of_very_many_different_characters_is_folded_alike() -> None:
    text = "".join(map(chr, (*range(0x3400, 0x4400), *range(0xF900, 0xFA00), *range(0xFF01, 0xFF60))))
    assert fold(text) == unicodedata.normalize("NFKC", text).casefold()


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
