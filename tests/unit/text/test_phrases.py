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


LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
PHRASES = ("help", "客服", "us", "é", "помощь", "?", "a?")


def is_word(char: str) -> bool:
    """Tell by the characters themselves whether one belongs to a word with borders."""
    foreign = char > "\x7f" and char.isalpha() and not "\u2e80" <= char <= "\u9fff" and not "\uac00" <= char <= "\ud7af"
    return char in LETTERS or foreign


@given(st.text(alphabet="help us客服éß×·помщь?a 1한ı\U0001f600", max_size=60))
def test_borders_of_words_are_those_of_the_characters_themselves(text: str) -> None:
    matcher = Matcher({"any": PHRASES}, [])
    wanted = {
        (start, start + len(phrase))
        for phrase in PHRASES
        for start in range(len(text))
        if text.startswith(phrase, start)
        and not (is_word(phrase[0]) and start and is_word(text[start - 1]))
        and not (is_word(phrase[-1]) and text[start + len(phrase) :] and is_word(text[start + len(phrase)]))
    }
    assert {(hit.start, hit.end) for hit in matcher.find(text)} == wanted
