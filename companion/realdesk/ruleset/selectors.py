"""The plain selectors that surfaces may use: enough for any page, and nothing that reads what somebody typed.

    selector   alternatives, separated by ", "
    alternative  compounds, joined by " " or " > "
    compound   tag, #id, .class, [attribute], [attribute="text"] with = ^= $= *= ~=, and :not(one of these)

``extension/background/surface_words.js`` has the same rules; ``tests/protocol/selectors.json`` holds both equal.
"""

from __future__ import annotations

import re

MAX_LENGTH = 400
MAX_ALTERNATIVES = 8
MAX_COMPOUNDS = 6
FORBIDDEN_ATTRIBUTES = frozenset({"value", "style", "srcdoc", "nonce"})
READABLE = re.compile(r"data-[a-z0-9-]{1,40}|href|id|src|title|content|alt|mu")
"""Attributes that may be read as a value."""

_IDENT = r"-?[A-Za-z_][A-Za-z0-9_-]*"
_ATTRIBUTE = r'\[([a-z][a-z0-9-]*)(?:[\^$*~]?="[^"\\\n<>]{1,100}")?\]'
_SIMPLE = rf"(?:#{_IDENT}|\.{_IDENT}|{_ATTRIBUTE})"
_COMPOUND = re.compile(rf"(?:[a-z][a-z0-9-]*)?(?:{_SIMPLE}|:not\({_SIMPLE}\))*")
_NAMES = re.compile(r"\[([a-z][a-z0-9-]*)")


def fault(selector: str) -> str | None:
    """Return what is wrong with ``selector``, or ``None``."""
    if not selector or len(selector) > MAX_LENGTH:
        return f"is empty or longer than {MAX_LENGTH} characters"
    alternatives = _split(selector, ", ")
    if len(alternatives) > MAX_ALTERNATIVES:
        return f"has more than {MAX_ALTERNATIVES} alternatives"
    for alternative in alternatives:
        compounds = _split(alternative.replace(" > ", " "), " ")
        if len(compounds) > MAX_COMPOUNDS:
            return f"has more than {MAX_COMPOUNDS} steps"
        for compound in compounds:
            if not compound or not _COMPOUND.fullmatch(compound):
                return f"{compound!r} is not a plain selector"
    for name in _NAMES.findall(selector):
        if name in FORBIDDEN_ATTRIBUTES or name.startswith("on"):
            return f"asks for the attribute {name!r}"
    return None


def _split(text: str, separator: str) -> list[str]:
    """Split outside of quotation marks."""
    parts = [""]
    quoted = False
    at = 0
    while at < len(text):
        if not quoted and text.startswith(separator, at):
            parts.append("")
            at += len(separator)
            continue
        quoted ^= text[at] == '"'
        parts[-1] += text[at]
        at += 1
    return parts
