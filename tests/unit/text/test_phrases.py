from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from realdesk.index.format import NameEntry
from realdesk.text.phrases import NAME, Hit, Matcher

MATCHER = Matcher({"support": ["help", "客服"], "ask": ["enter your"]}, [NameEntry("kraken", 3, True)])


def test_latin_phrases_match_whole_words_only() -> None:
    assert MATCHER.find("helpful whelp") == ()
    assert [hit.kind for hit in MATCHER.find("get help, enter your words")] == ["support", "ask"]


def test_chinese_phrases_match_without_word_boundaries() -> None:
    assert [hit.kind for hit in MATCHER.find("联系客服人员")] == ["support"]


def test_names_carry_their_platform() -> None:
    assert MATCHER.find("kraken") == (Hit(0, 6, NAME, 3, True),)


@given(st.text(alphabet="help 客服kraken", max_size=60))
def test_every_hit_is_where_it_says(text: str) -> None:
    for hit in MATCHER.find(text):
        assert text[hit.start : hit.end] in {"help", "客服", "kraken"}
