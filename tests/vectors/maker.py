"""What vectors of secrets are made of: chance, word lists, and the row of a text."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from mnemonic import Mnemonic

LANGUAGES = (
    "english", "japanese", "korean", "spanish", "chinese_simplified", "chinese_traditional", "french", "italian", "czech",
    "portuguese",
)  # fmt: skip
ABBREVIATED = ("english", "spanish", "french", "italian", "czech", "portuguese")
SIZES = (12, 15, 18, 21, 24)
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
Row = dict[str, Any]
Words = list[str]


@dataclass
class Maker:
    """The source of all chance, and the word lists."""

    random: random.Random
    lists: dict[str, Mnemonic]

    def bytes(self, count: int) -> bytes:
        return self.random.randbytes(count)

    def phrase(self, language: str, size: int) -> Words:
        text = self.lists[language].to_mnemonic(self.bytes(size * 4 // 3))
        return unicodedata.normalize("NFC", text).split()

    def wrong(self, language: str, size: int) -> Words:
        """Return words of a list that are no phrase, whichever of them are taken."""
        while True:
            words = self.random.sample(self.lists[language].wordlist, size)
            if not self.has_phrase(words):
                return [unicodedata.normalize("NFC", word) for word in words]

    def has_phrase(self, words: Words) -> bool:
        # In so long a row nobody looks for a phrase in reversed order.
        orders = (words, words[::-1]) if len(words) <= max(SIZES) else (words,)
        windows = (part[at : at + size] for part in orders for size in SIZES for at in range(len(part) - size + 1))
        return any(checker.check(" ".join(part)) for part in windows for checker in self.lists.values())


def base58(raw: bytes) -> str:
    value, text = int.from_bytes(raw, "big"), ""
    while value:
        value, digit = divmod(value, 58)
        text = BASE58[digit] + text
    return "1" * (len(raw) - len(raw.lstrip(b"\0"))) + text


def base58check(body: bytes) -> str:
    return base58(body + sha256(sha256(body).digest()).digest()[:4])


def row(name: str, text: str, kind: str | None = None, secret: str | None = None, count: int = 1, **about: Any) -> Row:
    """Return a row; ``secret`` is the part of ``text`` to be found, by default all of it."""
    found = []
    if kind is not None:
        part = text if secret is None else secret
        start = text.index(part)
        found = [[kind, start, start + len(part), count]]
    return {"name": name, "text": text, **about, "found": found}


def plain(word: str) -> str:
    marks = unicodedata.normalize("NFKD", word)
    return unicodedata.normalize("NFC", "".join(char for char in marks if not "\u0300" <= char <= "\u036f"))
