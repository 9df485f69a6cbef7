"""What is found by the kinds of characters is what patterns find in the text itself."""

from __future__ import annotations

import random
import re

import pytest

from realdesk.entities import phones
from realdesk.text import folding
from realdesk.text.folding import Folding
from realdesk.text.shapes import shaper

_PIECES = (
    "a",
    "s",
    "seed",
    "x",
    " ",
    " ",
    ".",
    "-",
    "_",
    "·",
    "•",
    "/",
    "|",
    "1",
    "0",
    "@",
    "?",
    "\n",
    "助",
    "记",
    "é",
    "o",
    "(",
    "—",
)


LONE_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff](?<![^ .\-_*·•/|].)[ .\-_*·•/|]")


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Texts of few different pieces, so that all that the patterns look for stands in some of them."""
    chance = random.Random(7)
    return [
        "".join(chance.choices(chance.sample(_PIECES, chance.randint(3, 12)), k=chance.randint(1, 120)))
        for _ in range(3000)
    ]


def test_a_shape_has_one_byte_a_character_whatever_the_characters_are() -> None:
    shape = shaper({"a": "ab", "?": "?"}, (("•", "a"),))
    assert shape("ab•\U0001f600\ud800助é!") == b"aaa???xx"


def test_letters_and_characters_set_apart_are_joined_where_the_patterns_alone_would_join_them(texts: list[str]) -> None:
    fold = Folding({}, {}, ("seed",))
    joined = 0
    for text in texts:
        shape = folding._shape(text)
        wanted = folding._SPACED().sub(fold._joined, text)
        assert folding._replace(folding._SPACED(), folding._LETTERS_APART(), shape, text, fold._joined) == wanted
        lone = LONE_IDEOGRAPH.search(text)
        apart = folding._APART().sub(folding._together, text) if lone else text
        assert folding._joined_ideographs(text) == apart
        joined += (wanted != text) + (apart != text)
    assert joined > 100


def test_letters_among_digits_are_read_where_the_patterns_alone_would_read_them(texts: list[str]) -> None:
    read = 0
    for text in texts:
        wanted = phones._DISGUISED().sub(phones._digits, text)
        wanted = phones._LONE().sub("1", wanted)
        wanted = phones._AMONG().sub(lambda match: match[0].translate(phones._AS_DIGITS), wanted)
        assert phones._undisguised(text) == wanted
        read += wanted != text
    assert read > 100
