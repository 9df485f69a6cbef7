"""CRCs of n-grams made all at once are those of the n-grams cut out one by one."""

from __future__ import annotations

import re
from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from realdesk.text import ngrams
from realdesk.text.model import grams


def cut(text: str, length: int) -> set[int]:
    data = text.encode("utf-16-le", "replace")
    return {crc32(data[at : at + 2 * length]) for at in range(0, len(data) - 2 * length + 2, 2)}


@given(st.text(st.characters(max_codepoint=127), max_size=80))
def test_ascii_texts_have_the_crcs_of_their_ngrams_of_four(text: str) -> None:
    assert ngrams.narrow(text) == cut(text, 4)


@given(st.text(max_size=60))
def test_other_texts_have_the_crcs_of_their_ngrams_of_one_to_three(text: str) -> None:
    assert ngrams.wide(text) == (cut(text, 1), cut(text, 2), cut(text, 3))


@given(st.text(st.characters(max_codepoint=127), min_size=6, max_size=80))
def test_no_two_ngrams_of_an_ascii_text_are_taken_for_one(text: str) -> None:
    # The model takes all digits for one.
    assert len(ngrams.narrow(f" {re.sub('[0-9]', '0', text)} ")) == len(grams(text))
