"""Addresses that hide where a page stands: a name before the ``@``, a number for a host, no host at all."""

from __future__ import annotations

from collections.abc import Iterable

from realdesk.entities.hosts import parse
from realdesk.signals.interface import Context, Finding


def find(context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
    """Yield ``host_user_info`` for a platform's address before an ``@``, ``host_is_number``, ``host_missing``."""
    del suspects
    host = context.host
    if host.user and not context.owners:
        shown = parse(host.user.partition("/")[0], context.index.suffixes)
        for owner in context.index.owners(shown) if shown else ():
            yield Finding("host_user_info", owner.platform, (("host", host.shown), ("like", host.user[:80])))
    if host.is_ip:
        yield Finding("host_is_number", params=(("host", host.ascii),))
    elif not host.ascii:
        yield Finding("host_missing")
