"""The ways in which numbers are dressed up so that filters miss them and people still dial them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_BOLD = str.maketrans("0123456789", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
_CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_LETTERS = str.maketrans("01", "OI")


def groups(digits: str) -> list[str]:
    """Return the country code if there is one, then groups of three and a last one of four."""
    head = digits[:-10]
    return [part for part in (head, digits[-10:-7], digits[-7:-4], digits[-4:]) if part]


def _brackets(parts: list[str]) -> str:
    forms = ("+{}", "(({}))", "[{}]", "{{{}}}")
    return "".join(form.format(part) for form, part in zip(forms[-len(parts) :], parts, strict=True))


VARIANTS: Mapping[str, Callable[[list[str]], str]] = {
    "plain": lambda parts: "+" + "".join(parts) if len(parts) > 3 else "".join(parts),
    "spaces": " ".join,
    "dots": ".".join,
    "stars": "*".join,
    "brackets": _brackets,
    "arrows": "➔".join,
    "letters": lambda parts: "-".join(parts).translate(_LETTERS),
    "bold": lambda parts: "-".join(parts).translate(_BOLD),
    "circled": lambda parts: " ".join(parts).translate(_CIRCLED),
    "full-width": lambda parts: "－".join(parts).translate(_WIDE),
    "zero-width": lambda parts: "\u200b".join("-".join(parts)),
    "tel link": lambda parts: "tel:+" + "".join(parts) if len(parts) > 3 else "tel:" + "".join(parts),
}
"""Name of a writing to how it writes the groups of a number."""
_NOTED = {
    "dots": ("dots",),
    "stars": ("stars",),
    "bracket": ("brackets",),
    "arrow": ("arrows",),
    "tel:": ("tel link",),
    "letter": ("letters",),
    "fraktur": ("bold",),
}


def noted(note: str) -> tuple[str, ...]:
    """Return the writings that a note on a number tells of; always the plain ones as well."""
    return ("plain", "spaces", *(name for word, names in _NOTED.items() if word in note.lower() for name in names))
