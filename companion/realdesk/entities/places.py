"""Addresses with placeholders (rules/README.md) matched against real ones, as ``content/surfaces_places.js`` does it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

_KINDS = {
    "digits": r"[0-9]{1,25}",
    "number": r"-?[0-9]{1,21}",
    "name": r"[A-Za-z0-9_.]{1,64}",
    "token": r"[A-Za-z0-9_-]{1,200}",
    "slug": r"[A-Za-z0-9_%.-]{1,200}",
    "hex": r"[0-9a-fA-F-]{6,64}",
    "label": r"[a-z0-9-]{1,63}",
    "room": r"[A-Za-z0-9!#@:._=+-]{1,255}",
    "phone": r"\+[0-9][0-9 ().-]{5,22}[0-9]",
    "pair": r"[0-9]{1,25}[:-][0-9]{1,25}",
}
_LONGEST = 4000
_HOLE = re.compile(r"\{(-?)([a-z]+)\}")
_SEPARATORS = re.compile("[&;]")
_MOST_PAIRS = 64


class _Place(NamedTuple):
    below: str
    host: re.Pattern[str] | None
    path: re.Pattern[str] | None
    name: str
    query: re.Pattern[str] | None
    hash: re.Pattern[str] | None


def run(kind: str, text: str, at: int) -> str:
    """Return the run of ``kind`` that begins at ``at``, or an empty string."""
    pattern = _KINDS.get(kind)
    found = re.compile(pattern).match(text, at) if pattern else None
    return found[0] if found else ""


def match(place: str, url: str) -> str | None:
    """Return the value that the last placeholder of ``place`` takes from ``url``: ``None`` where it does not fit.

    A place without placeholders gives an empty string.
    """
    try:
        parts = urlsplit(url[:_LONGEST])
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    known = _parsed(place)
    if known.below and not (host.endswith(known.below) or "." + host == known.below):
        return None
    found = list(_found(known, host, parts))
    if any(part is None for part in found):
        return None
    return next((value for part in reversed(found) if part and (value := part.groupdict().get("value"))), "")


def _found(known: _Place, host: str, parts: SplitResult) -> Iterator[re.Match[str] | None]:
    if known.host is not None:
        yield known.host.fullmatch(host)
    if known.path is not None:
        yield known.path.fullmatch(parts.path or "/")
    if known.query is not None:
        yield _parameter(known.name, known.query, parts.query)
    if known.hash is not None:
        yield known.hash.fullmatch("#" + parts.fragment if parts.fragment else "")


def _parameter(name: str, pattern: re.Pattern[str], query: str) -> re.Match[str] | None:
    for pair in _SEPARATORS.split(query)[:_MOST_PAIRS]:
        key, _, value = pair.partition("=")
        found = pattern.fullmatch(unquote(value)) if key == name else None
        if found:
            return found
    return None


@lru_cache(maxsize=512)
def _parsed(place: str) -> _Place:
    before, hashed, fragment = place.partition("#")
    before, asked, query = before.partition("?")
    slash = before.find("/", 2 if before.startswith("//") else 0)
    host = before[2 : slash if slash >= 0 else None] if before.startswith("//") else ""
    path = before[slash:] if slash >= 0 else ""
    name, _, value = query.partition("=")
    return _Place(
        host[1:] if host.startswith("*.") else "",
        _pattern(host) if host and not host.startswith("*.") else None,
        _pattern(path, "/?") if path else None,
        name,
        _pattern(value) if asked else None,
        _pattern("#" + fragment) if hashed else None,
    )


def _pattern(template: str, spare: str = "") -> re.Pattern[str]:
    """Return ``template`` as a pattern. Runs are possessive: what was taken is not given back."""
    whole = template.endswith("*")
    text = template.removesuffix("*")
    last = [hole.start() for hole in _HOLE.finditer(text) if not hole[1]][-1:]
    pieces, at = [], 0
    for hole in _HOLE.finditer(text):
        name = "?P<value>" if [hole.start()] == last else "?:"
        pieces += [re.escape(text[at : hole.start()]), f"({name}(?>{_KINDS[hole[2]]}))"]
        at = hole.end()
    pieces.append(re.escape(text[at:]) + ("(?s:.*)" if whole else spare))
    return re.compile("".join(pieces))
