"""Addresses on a public blocklist that the user turned on."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from realdesk.entities import accounts
from realdesk.feeds.accounts import covering_account
from realdesk.feeds.names import covering_hosts, covering_pages, query_of
from realdesk.signals.interface import Context, Finding

_MOST = 3
"""Lists named; more of them say no more."""


def find(context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
    """Yield ``blocklisted`` or ``blocklisted_page`` once for each list that has the page's address.

    Where anybody may publish, only the page can be listed, and by the policy that counts beside a second sign alone.
    """
    del suspects
    blocklist, host = context.index.blocklist, context.host
    if blocklist is None:
        return
    public = context.index.public_hosts
    code = "blocklisted_page" if host.ascii in public else "blocklisted"
    query = query_of(context.page.url)
    account = accounts.of_parts(host.ascii, host.path, query)
    entries = [*covering_hosts(host, public), *covering_pages(host, query)]
    entries += covering_account(account.type, (account.value,)) if account is not None else ()
    named: dict[str, Finding] = {}
    for hit in blocklist.look_up(entries):
        named.setdefault(hit.feed, Finding(code, params=hit.params))
    yield from islice(named.values(), _MOST)
