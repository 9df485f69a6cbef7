"""Which public blocklists, of those that the user turned on, have a contact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from realdesk.entities.canonical import Canonical
from realdesk.feeds.accounts import covering_account
from realdesk.feeds.names import covering_hosts, covering_pages, query_of
from realdesk.feeds.reader import Hit
from realdesk.index.reader import Index
from realdesk.lookup.found import Found

MOST = 3
"""Lists named; more of them say no more."""


def hits_of(found: Found, index: Index) -> tuple[tuple[Canonical, Hit], ...]:
    """Return each list that has what ``found`` may be, with the reading that it has; nothing where no list is on.

    Who lists the contact officially has to be asked before: a listing is stronger than any blocklist.
    """
    if index.blocklist is None:
        return ()
    pairs: list[tuple[Canonical, Iterable[str]]] = [(found.candidates[0], _page_entries(found, index))]
    if found.host is None:
        pairs = [(candidate, _account_entries(candidate)) for candidate in found.candidates]
    named: dict[str, tuple[Canonical, Hit]] = {}
    for candidate, entries in pairs:
        for hit in index.blocklist.look_up(entries):
            named.setdefault(hit.feed, (candidate, hit))
    return tuple(islice(named.values(), MOST))


def _account_entries(candidate: Canonical) -> Iterable[str]:
    """Return the entries of one reading; an address that leads to an account may be listed as a page, too."""
    if candidate.type == "url":
        return (candidate.value,)
    return covering_account(candidate.type, (candidate.value,))


def _page_entries(found: Found, index: Index) -> Iterator[str]:
    host = found.host
    if host is not None:
        url = next((candidate.value for candidate in found.candidates if candidate.type == "url"), "")
        yield from covering_hosts(host, index.public_hosts)
        yield from covering_pages(host, query_of("https://" + url))
