"""Accounts that a page offers and that are on a public blocklist which the user turned on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from realdesk.entities import accounts, handles
from realdesk.entities.canonical import Canonical
from realdesk.feeds.accounts import NETWORKS, covering_account, is_listed
from realdesk.signals.interface import Context, Finding
from realdesk.signals.zone import Zone

_NEAR = 90
"""Characters between an account and the word that says what it is for."""
_OFFERED = frozenset({"support", "call", "messenger"})
_DENIED = frozenset({"fake", "negation"})
_MOST = 3
_MOST_LOOKED_AT = 200


def find(context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
    """Yield ``offers_blocklisted_contact`` once for each list; by the policy it counts beside a second sign alone.

    Lists of impostors, warnings and news name such accounts as well: a page that speaks about fraud offers none.
    """
    del suspects
    blocklist = context.index.blocklist
    if blocklist is None or context.about_fraud:
        return
    named: dict[str, Finding] = {}
    for account in islice(dict.fromkeys(_offered(context)), _MOST_LOOKED_AT):
        if is_listed(account, context.index):
            continue
        params = (("type", account.type), ("value", account.value[:80]))
        for hit in blocklist.look_up(covering_account(account.type, (account.value,))):
            named.setdefault(hit.feed, Finding("offers_blocklisted_contact", params=(*params, *hit.params)))
    yield from islice(named.values(), _MOST)


def _offered(context: Context) -> Iterator[Canonical]:
    for link in context.links:
        account = accounts.of_url(link.href)
        if account is not None:
            yield account
    for zone in (*context.heads, *context.bodies):
        for handle in handles.find(zone.text):
            if _is_offered(zone, handle.at):
                # Without its network it may be on any of those that lists speak of.
                found = (accounts.named(network, handle.name) for network in sorted(NETWORKS))
                yield from (account for account in found if account is not None)


def _is_offered(zone: Zone, at: int) -> bool:
    near = {hit.kind for hit in zone.near(at - _NEAR, at + _NEAR)}
    return not near.isdisjoint(_OFFERED) and near.isdisjoint(_DENIED)
