"""Folding: different spellings of the same text become one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Set

from realdesk.text.lazily import lazily

_INVISIBLE = frozenset(
    map(
        chr,
        (0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF),
    )
)
_ASCII_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f"
_SPACES = frozenset(_ASCII_SPACES + "\x85\u1680\u2028\u2029")
"""White space other than the space itself; what is missing has the space as its compatibility form."""
_ASCII = bytes(range(0x80))
_SHORT = 100
"""Shorter texts are split faster than looked through."""
_MOST_DIFFERENT = 3_000
"""No text that anybody would read has more different characters; one that has is not looked at one by one."""
_MOST_REPLACED = 64
"""So many different characters are replaced one by one faster than a large text is normalised."""
_NO_IDEOGRAPHS = lazily("[^\u3400-\u9fff]+")


def fold(text: str) -> str:
    """Return ``text`` in compatibility form and lower case, apostrophes straight, no invisible characters or runs of space."""
    return fold_and_list(text)[0]


def fold_and_list(text: str) -> tuple[str, Set[str]]:
    """Return ``text`` folded, and the characters outside ASCII that it is made of: all of them and perhaps more.

    What to look for in a large text is decided by its few different characters, so these are found only once.
    """
    spaced = len(text) < _SHORT or any(space in text for space in _ASCII_SPACES)
    if text.isascii():
        return _single_spaced(text.lower(), spaced=spaced), frozenset()
    chars = _outside_ascii(text)
    if len(chars) > _MOST_DIFFERENT:
        text, chars = _of_many(text, chars)
    else:
        text, chars = _compatible(text, chars)
        text = text.casefold()
        each = "".join(chars)
        folded = each.casefold()
        chars = chars if folded == each else set(folded)
    for char in chars & _INVISIBLE:
        text = text.replace(char, "")
    text = text.replace("\u2019", "'")
    return _single_spaced(text, spaced=spaced or not chars.isdisjoint(_SPACES)), chars


def _outside_ascii(text: str) -> set[str]:
    """Return the different characters of ``text`` that are not ASCII; bytes are sorted out faster than characters."""
    return set(text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass"))


def _of_many(text: str, chars: set[str]) -> tuple[str, set[str]]:
    """Return a text of very many different ``chars`` in compatibility form and lower case, and its characters or more."""
    runs: list[str] = []

    def folded(match: re.Match[str]) -> str:
        runs.append(unicodedata.normalize("NFKC", match[0]).casefold())
        return runs[-1]

    # Ideographs are what they are, and nothing joins them; normalising takes longest for those.
    return _NO_IDEOGRAPHS().sub(folded, text), chars.union(*runs)


def _compatible(text: str, chars: set[str]) -> tuple[str, set[str]]:
    """Return ``text``, made of ``chars``, in compatibility form (NFKC), and its characters or more."""
    signs = [
        char for char in chars if char > "\x7f" and not "\u3400" <= char <= "\u9fff"
    ]  # ideographs are what they are
    forms = {char: unicodedata.normalize("NFKC", char) for char in signs}
    changed = {char: form for char, form in forms.items() if form != char}
    if len(changed) <= _MOST_REPLACED:
        # Full-width punctuation makes the slow way the usual one for Chinese; what this leaves undone is done below.
        for char, form in changed.items():
            text = text.replace(char, form)
    found = unicodedata.normalize("NFKC", text)
    return found, chars.union(*changed.values()) if found == text else set(found)


def _single_spaced(text: str, *, spaced: bool) -> str:
    """Return ``text`` without runs of white space; ``spaced``: whether any of it is not the space itself."""
    return " ".join(text.split()) if spaced or "  " in text or text[:1] == " " or text[-1:] == " " else text


def skeleton(label: str, letters: Mapping[int, str], pairs: Mapping[str, str]) -> str:
    """Return what a reader takes a host label for: marks off, look-alike characters and pairs replaced."""
    if not label.isascii():
        decomposed = unicodedata.normalize("NFKD", label)
        label = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    label = label.translate(letters)
    for pair, letter in pairs.items():
        label = label.replace(pair, letter)
    return label
