"""The word lists of seed phrases and the words beside keys, and the one form in which both are compared.

They come with the extension (``data/secrets.json``, written by ``realdesk rules secrets``), so that both detectors
read the same bytes. Nothing is read before a text has passed a cheap look.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from realdesk import paths
from realdesk.errors import StateError

SCHEMA = 2
"""Version of the file's format; both detectors refuse any other."""
NAME = "data/secrets.json"
"""Place of the file in the extension."""
PREFIX_LETTERS = 4
"""A word of a Latin list is determined by so many letters, and some people write no more of it."""
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_SQUEEZED = re.compile("[ \t\r\n\u00a0\u3000_-]+")


@dataclass(frozen=True)
class Lists:
    """The word lists, ready for look-ups."""

    known: dict[str, int]
    """A word to the lists that have it: bit n for ``words[n]``."""
    words: tuple[dict[str, int], ...]
    """Each list: a word to its number, 0 to 2047. After the lists themselves come those of abbreviated words."""
    cues: dict[str, tuple[str, ...]]
    """``private_key``, ``public_value`` and ``one_time_code`` to squeezed words."""
    correctable: int
    """Bit n for each of ``words`` in which a word written wrongly is recognised: full words of several letters."""
    ordinals: tuple[tuple[str, ...], ...]
    """Stems of first, second and so on, at least to the twelfth; a row for each language."""
    common: frozenset[str]
    """Frequent words that are in no list and are never corrected into one."""
    published: frozenset[str]
    """Digests of phrases, keys and key files that stand in public documentation; see ``secrets_published``."""
    cut: dict[int, dict[str, list[str]]] = field(default_factory=dict)
    """For corrections, made when first needed; see ``secrets_near``."""


def normal(word: str) -> str:
    """Return the form in which words are compared: lower case, half width, without Latin accents."""
    if word.isascii():
        return word.lower()
    plain = _LATIN_MARKS.sub("", unicodedata.normalize("NFKD", word))
    return unicodedata.normalize("NFC", plain).lower()


def squeeze(text: str) -> str:
    """Return ``text`` in the form in which cues are looked for: normal, without white space, ``_`` and ``-``."""
    return _SQUEEZED.sub("", normal(text))


def flat(text: str) -> str:
    """Return ``text`` in lower case and without accents on Latin letters, character by character."""
    low = text.lower()
    # A few capital letters have a small one of two characters.
    return _ACCENTED.sub(lambda match: _FLAT[match[0]], low if len(low) == len(text) else text)


_FLAT = {
    letter: plain for letter in map(chr, range(0xC0, 0x250)) if len(plain := normal(letter)) == 1 and plain.isascii()
}
_ACCENTED = re.compile(f"[{''.join(_FLAT)}]")


@cache
def load() -> Lists:
    """Return the lists that came with this installation.

    Raises:
        StateError: the file is missing or of another version.
    """
    path = paths.extension_dir() / NAME
    hint = "Reinstall realdesk, or restore the file from the repository."
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise StateError(f"The word lists {path} cannot be read.", hint=hint) from error
    if data.get("schema") != SCHEMA:
        raise StateError(f"The word lists {path} are of another version.", hint=hint)
    return ready(data)


def ready(data: dict[str, Any]) -> Lists:
    """Return the content of the file, ready for look-ups."""
    lists = [text.split(" ") for text in data["lists"].values()]
    short = [[word[:PREFIX_LETTERS] for word in words] for words in lists if words[0].isascii()]
    words = tuple({word: number for number, word in enumerate(words)} for words in (*lists, *short))
    known: dict[str, int] = {}
    for position, numbers in enumerate(words):
        for word in numbers:
            known[word] = known.get(word, 0) | 1 << position
    return Lists(
        known=known,
        words=words,
        cues={name: tuple(cues) for name, cues in data["cues"].items()},
        correctable=sum(1 << at for at, numbers in enumerate(lists) if len(numbers[0]) > 1),
        ordinals=tuple(tuple(row.split(" ")) for row in data["ordinals"]),
        common=frozenset(data["common"].split(" ")),
        published=frozenset(data["published"]),
    )
