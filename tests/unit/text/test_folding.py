from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realdesk.index.reader import Index


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Enter your s e e d  p h r a s e now", "enter your seed phrase now"),
        ("S-E-E-D P.H.R.A.S.E", "seed phrase"),
        ("your s33d phr4se", "your seed phrase"),
        ("your p@$$word", "your password"),
        ("ｓｅｅｄ　ｐｈｒａｓｅ", "seed phrase"),
        ("se\u200bed phr\u00adase", "seed phrase"),
        ("sееd рhrаsе", "seed phrase"),  # Cyrillic е, р and а
        ("助 记 词", "助记词"),
        ("助*记*词", "助记词"),
        ("助記詞與私鑰", "助记词与私钥"),
        ("聯繫客服", "联系客服"),
    ],
)
def test_a_disguised_phrase_is_read_as_what_it_says(index: Index, written: str, read: str) -> None:
    assert index.folding(written) == read


@pytest.mark.parametrize(
    "text",
    [
        "call 1-888-555-0114 or 24/7",
        "order b2b4ever from r2d2",
        "plan a b or c",
        "привет, как дела",
        "συγγνώμη",
        "安全 指南 与 官方 渠道",
    ],
)
def test_ordinary_text_stays_as_it_is(index: Index, text: str) -> None:
    assert index.folding(text) == text


@given(st.text(max_size=300))
def test_folding_twice_changes_nothing_more_than_space(index: Index, text: str) -> None:
    once = index.folding(text)
    assert "  " not in once
    assert len(once) <= 20 * len(text) + 20


@pytest.mark.parametrize("piece", ["х", "a", "1", "o", "a.", "aа", "助 ", "a ", "$a", "_", "a1", "s e e d ", "@"])
def test_no_run_of_one_piece_makes_folding_look_at_it_again_and_again(index: Index, piece: str) -> None:
    # Regular expressions that start anew at each character would not end here.
    assert index.folding(piece * 200_000) is not None


PIECES = (
    *(
        "s",
        "e",
        "d ",
        " s e e d",
        "s33d",
        "phr4se",
        "p@$$word",
        ".",
        "-",
        " ",
        "  ",
        "\n",
        "\t",
        "\x1f",
        "\x85",
        "\u3000",
        "\0",
    ),
    *(
        "助",
        " 助 记",
        "詞",
        "聯",
        "、",
        "，",
        "\U000229af",
        "е",
        "р",
        "seеd",
        "İ",
        "ſ",
        "Σς",
        "¨",
        "\u0301",
        "\u200b",
        "\u2019",
        "각",
        "ᄀ",
    ),
)


@given(st.lists(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12).map("".join), max_size=5))
def test_texts_folded_together_are_folded_as_they_are_alone(index: Index, texts: list[str]) -> None:
    assert index.folding.each(texts) == [index.folding(text) for text in texts]
