"""Pages on hosts where anyone may publish: the good name of the host says nothing of the page."""

from __future__ import annotations

from collections.abc import Iterable

from realdesk.signals.interface import Context, Finding


def find(context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
    """Yield ``shared_host``; by the policy it counts only beside a claim, a contact or a request for secrets."""
    del suspects
    shared = context.index.shared(context.host)
    if shared is not None:
        yield Finding("shared_host", params=(("host", shared[0]),))
