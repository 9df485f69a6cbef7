"""Addresses of pages: host, registrable domain and the labels before it."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

import msgspec

MAX_URL = 8192
"""Longer addresses are cut before parsing; a browser shows no more either."""


_LONGEST_LABEL = 63
_LONGEST_USER = 200
_PLAIN = re.compile(r"https?://((?:[a-z0-9_-]{1,63}\.)*[a-z_-][a-z0-9_-]{0,62})(/[!-\"$->@-~]*|)(?:[?#][!-~]*)?")
"""An address as nearly all are, and what of it counts: all else, also ports and numbers, is taken apart with more care."""


class Host(msgspec.Struct, frozen=True, gc=False):
    """A parsed address.

    ``ascii`` is the host in A-labels, lower case, without trailing dot; ``registrable`` is empty for IP addresses,
    bare public suffixes and hosts without a dot. ``path`` is percent-decoded.
    """

    ascii: str
    registrable: str
    suffix: str
    path: str
    is_ip: bool = False
    user: str = ""
    """What stands before an ``@`` in the address: a name that is no part of the host."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels left of the public suffix, leftmost first."""
        if not self.registrable:
            return ()
        return tuple(self.ascii[: -len(self.suffix) - 1].split("."))

    @property
    def unicode(self) -> str:
        """The host as a reader sees it: ``xn--`` labels decoded where they can be."""
        return ".".join(to_unicode(label) for label in self.ascii.split("."))

    @property
    def shown(self) -> str:
        """The host for a warning: with its A-labels behind it, where disguised letters would look like the real one."""
        return self.ascii if self.ascii == self.unicode else f"{self.unicode} ({self.ascii})"


@lru_cache(maxsize=4096)
def to_unicode(label: str) -> str:
    """Return a host label as shown: punycode decoded, anything undecodable as it is."""
    if not label.startswith("xn--"):
        return label
    try:
        decoded = label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label
    # Characters without a shape of their own (direction marks, controls) would disguise the warning as well.
    return decoded if decoded.isprintable() else label


@lru_cache(maxsize=4096)
def to_ascii(label: str) -> str:
    """Return the A-label of ``label``; what cannot be encoded stays, and so matches nothing."""
    if label.isascii():
        return label
    try:
        return label.casefold().encode("idna").decode("ascii")
    except UnicodeError:
        return label


class Suffixes:
    """The Public Suffix List (private section included), as sets of A-label rules."""

    def __init__(self, rules: str) -> None:
        """Take rules, one a line: ``com``, ``*.ck``, ``!www.ck``."""
        self._exact = set(rules.split("\n"))
        self._excepted = frozenset(rule[1:] for rule in self._exact if rule.startswith("!"))
        self._above = frozenset(rule[2:] for rule in self._exact if rule.startswith("*."))

    def split(self, host: str) -> tuple[str, str]:
        """Return (registrable domain, public suffix) of an A-label host; registrable is empty on a bare suffix."""
        before, name = "", host
        while True:
            at = name.find(".")
            parent = name[at + 1 :]
            if name in self._excepted:
                return name, parent
            if at < 0 or name in self._exact or parent in self._above:
                return before, name
            before, name = name, parent

    def known(self, suffix: str) -> bool:
        """Tell whether ``suffix`` follows from a rule of the list, and not only from being the last label."""
        return suffix in self._exact or suffix.partition(".")[2] in self._above


def parse(url: str, suffixes: Suffixes) -> Host | None:
    """Return the host of ``url``, or ``None`` for an address that no web page has (``about:``, ``file:``, …).

    A bare host (``example.com/path``) is accepted as well.
    """
    plain = _PLAIN.fullmatch(url) if len(url) <= MAX_URL else None
    if plain is not None:
        host, path = plain.groups()
        if "%" in path:
            path = unquote(path)
        return Host(host, *(suffixes.split(host) if "." in host else ("", "")), path or "/")
    url = url.strip()[:MAX_URL]
    if url.startswith("blob:"):
        url = url[5:]
    if "://" not in url:
        if url.startswith(("about:", "javascript:", "chrome:", "view-source:")):
            return None
        url = "https://" + url
    try:
        parts = urlsplit(url)
        name = parts.hostname
        _ = parts.port  # raises for a port that no browser would open
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not name:
        return None
    host = ".".join(to_ascii(label) for label in name.rstrip(".").lower().split("."))
    if not _is_ip(host) and not all(_is_label(label) for label in host.split(".")):
        return None
    path = unquote(parts.path or "/")
    user = unquote(parts.username or "")[:_LONGEST_USER]
    if _is_ip(host):
        return Host(host, "", "", path, is_ip=True, user=user)
    registrable, suffix = suffixes.split(host) if "." in host else ("", "")
    return Host(host, registrable, suffix, path, user=user)


def is_plain(url: str) -> bool:
    """Tell whether ``url`` is a web address of the usual kind: no port, no user, nothing to be decoded in its host."""
    return len(url) <= MAX_URL and _PLAIN.fullmatch(url) is not None


def _is_label(label: str) -> bool:
    return 0 < len(label) <= _LONGEST_LABEL and all(c.isalnum() or c in "-_" for c in label)


def _is_ip(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdigit()
