"""One line of a feed to one canonical entry, or to the reason why it does not count.

The address is read by the same function that reads the address of a page (``entities.hosts.parse``), so that both have
one form: A-labels, lower-case host, no port, no user, decoded path.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from realdesk.entities.hosts import Host, parse
from realdesk.feeds.accounts import account_at, canonical_account
from realdesk.feeds.compile import Kept
from realdesk.feeds.names import page_entry, query_of
from realdesk.index.reader import Index

MAX_ENTRY = 2_000
"""Longest line, in characters, that can be an address."""


@dataclass
class Sorted:
    """The entries of one list. ``refused`` counts the others by reason."""

    kept: Kept = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)

    @property
    def lines(self) -> int:
        """How many lines there were, repetitions of a kept entry left out."""
        return len(self.kept) + sum(self.refused.values())


class TooManyEntries(Exception):
    """More entries than the rules allow for this feed."""


def sort_entries(
    lines: Iterable[str], index: Index, *, today: date, known: Kept, most: int, network: str | None = None
) -> Sorted:
    """Return the entries of a list; an entry in ``known`` keeps its day, a new one gets ``today``.

    With a ``network`` the lines are accounts there (``feeds.accounts``), otherwise hosts and addresses.

    Raises:
        TooManyEntries: more than ``most`` lines.
    """
    found = Sorted()
    for number, line in enumerate(lines):
        if number >= most:
            raise TooManyEntries
        entry, reason = canonical(line, index) if network is None else canonical_account(line, network, index)
        if reason:
            found.refused[reason] = found.refused.get(reason, 0) + 1
        else:
            found.kept[entry] = known.get(entry, today)
    return found


def canonical(line: str, index: Index) -> tuple[str, str]:
    """Return (entry, "") or ("", reason).

    Reasons: ``malformed``, ``address`` (private or reserved IP), ``suffix`` (a public suffix), ``shared`` (a whole
    host on which anybody may publish), ``listed`` (a host or an account that the rules list), ``query`` (the start page
    with a query).
    """
    text = line.strip().removeprefix("*.")
    if not text or len(text) > MAX_ENTRY or not text.isprintable() or " " in text or "\\" in text:
        return "", "malformed"
    host = parse(text, index.suffixes)
    if host is None or not host.ascii.isascii():
        return "", "malformed"
    reason = _bad_address(host) if host.is_ip else _bad_name(host, index)
    if reason:
        return "", reason
    query = query_of(text if "://" in text else "https://" + text)
    account = account_at(host, query, index)
    if account is not None:
        return account
    entry = page_entry(host, query)
    if not entry:
        return ("", "shared") if host.ascii in index.public_hosts else (host.ascii, "")
    # The start page of a good host with a search or a redirect behind it is not the page that was meant.
    return ("", "query") if query and not page_entry(host) else (entry, "")


def _bad_address(host: Host) -> str:
    try:
        address = ipaddress.ip_address(host.ascii)
    except ValueError:
        return "malformed"
    return "" if address.is_global and str(address) == host.ascii else "address"


def _bad_name(host: Host, index: Index) -> str:
    if not host.registrable:
        return "suffix" if index.suffixes.known(host.ascii) else "malformed"
    if not index.suffixes.known(host.suffix):
        return "malformed"
    owners = (*index.owners(host), *index.regulator_owners(host))
    return "listed" if any(owner.use not in {"former", "lost"} for owner in owners) else ""
