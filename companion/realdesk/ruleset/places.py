"""Addresses with placeholders: the only patterns a surface may use. They are matched from left to right, never back.

    //host/path?name=value#hash   each part optional, in this order; a part that is not named may be anything
    {kind}                        a run of the kind's characters, taken as the value (the last one counts)
    {-kind}                       the same, not taken
    *                             at the end of path, query or hash: anything; ``//*.`` before a host: any names below it

A path also matches with one ``/`` more at its end. ``extension/background/surface_words.js`` has the same rules.
"""

from __future__ import annotations

import re
import typing

from realdesk.ruleset.surface_model import AddressKind, ValueKind

MAX_LENGTH = 200
ADDRESSES = frozenset(typing.get_args(AddressKind))
KINDS = frozenset(typing.get_args(ValueKind)) - ADDRESSES - {"text"}
"""``text`` has no end, so it is no placeholder; an address is none either."""

_PART = r"(?:[A-Za-z0-9_.~!$&'()+,;:@%=/-]|\{-?[a-z]+\})"
_PLACE = re.compile(
    rf"(?://(?P<host>(?:\*\.)?(?:[a-z0-9.-]|\{{-?[a-z]+\}})+))?"
    rf"(?P<path>/(?!/){_PART}*\*?)?(?P<query>\?{_PART}+\*?)?(?P<hash>#{_PART}*\*?)?"
)
_PLACEHOLDER = re.compile(r"\{-?([a-z]+)\}")
_TOUCHING = re.compile(r"\}\{")


def fault(place: str, *, needs_host: bool = False, needs_value: bool = False) -> str | None:
    """Return what is wrong with ``place``, or ``None``."""
    if not place or len(place) > MAX_LENGTH:
        return f"is empty or longer than {MAX_LENGTH} characters"
    found = _PLACE.fullmatch(place)
    if found is None or _TOUCHING.search(place):
        return "is not an address with placeholders"
    query = found["query"]
    if query is not None and "=" not in query:
        return "has a query without '='"
    for kind in _PLACEHOLDER.findall(place):
        if kind not in KINDS:
            return f"has the placeholder {kind!r}"
    if needs_host and found["host"] is None:
        return "does not begin with '//' and a host"
    if needs_value and not re.search(r"\{[a-z]", place):
        return "has no placeholder to take a value from"
    return None
