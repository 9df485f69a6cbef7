"""Which entries can speak of an address, and on which hosts only a page can be bad and never the host."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from realdesk.entities.hosts import Host
from realdesk.entities.networks import FORMS, VARIANTS

_NETWORKS = frozenset(host for _, hosts, _, _ in FORMS for host in hosts.split() if not host.endswith(":"))
"""Hosts of networks on which everybody has an account."""
_MOST_LABELS = 8
_MOST_SEGMENTS = 8


class PublicHosts:
    """Hosts on which anybody may publish, so that a whole host says nothing of one page.

    To these belong shared hosts, networks, their variants (``m.facebook.com``), the domains above them
    (``google.com``, above ``sites.google.com``) and what else lies below those (``drive.google.com``).
    """

    def __init__(self, shared: Mapping[str, str]) -> None:
        """Take shared hosts to how much of the path names the author."""
        self._names = _NETWORKS | shared.keys()
        self._by_path = _NETWORKS | {host for host, path in shared.items() if path != "none"}
        self._above = {parent for name in self._names for parent in _parents(name)}

    def __contains__(self, name: str) -> bool:
        """Tell whether ``name`` (A-labels) is such a host."""
        if name in self._names or name in self._above:
            return True
        if any(parent in self._above for parent in _parents(name)):
            return True
        first, _, rest = name.partition(".")
        return (first == "www" and rest in self._names) or (first in VARIANTS and rest in self._by_path)


def _parents(name: str) -> Iterator[str]:
    labels = name.split(".")
    for start in range(1, len(labels) - 1):
        yield ".".join(labels[start:])


def covering_hosts(host: Host, public: PublicHosts) -> Iterator[str]:
    """Yield ``host`` and its parents down to the registrable domain, never a public suffix or a public host.

    A domain is asked for with ``www.`` as well: lists name either.
    """
    if host.is_ip:
        yield host.ascii
        return
    if not host.registrable or host.ascii in public:
        return
    labels = host.ascii.split(".")
    last = len(labels) - host.registrable.count(".") - 1
    for start in range(max(0, last - _MOST_LABELS), last + 1):
        name = ".".join(labels[start:])
        if name not in public:
            yield name
    if last == 0:
        yield "www." + host.ascii


def page_entry(host: Host, query: str = "") -> str:
    """Return the entry of one page; empty for a start page without a query."""
    path = "/".join(part for part in host.path.split("/") if part)
    if query:
        return f"{host.ascii}/{path}?{query}"
    return f"{host.ascii}/{path}" if path else ""


def covering_pages(host: Host, query: str) -> Iterator[str]:
    """Yield the entries for a page, from exact to general: with its query, its path, the folders above."""
    if query:
        yield page_entry(host, query)
    entry = page_entry(host)
    segments = entry.split("/")
    if len(segments) > _MOST_SEGMENTS:
        yield entry
    for end in range(min(len(segments), _MOST_SEGMENTS), 1, -1):
        yield "/".join(segments[:end])


def query_of(url: str) -> str:
    """Return the query of an address, or nothing."""
    try:
        return urlsplit(url).query
    except ValueError:
        return ""
