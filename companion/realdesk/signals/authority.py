"""Pages that present themselves as an authority or as somebody who recovers lost funds, without a platform's name.

Neither is suspicious by itself: the policy counts it only beside a fee, a secret or another request that a real
authority never makes. Listed regulators and government domains are left alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from realdesk.signals.interface import HELPER_HEADS, Context, Finding

_GOVERNMENT = frozenset({"gov", "go", "gob", "gouv", "govt", "gc", "gub", "mil", "europa"})


def find(context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
    """Yield ``claims_authority`` or ``claims_recovery``, at most one of each."""
    del suspects
    if (
        context.warns
        or _is_authority(context)
        or not (context.has_case_form or (not context.about_fraud and _offers_chat(context)))
    ):
        return
    heads = context.heads[:HELPER_HEADS]
    for kind, code in (("authority", "claims_authority"), ("recovery", "claims_recovery")):
        if any(zone.has(kind) for zone in heads):
            yield Finding(code)


def _offers_chat(context: Context) -> bool:
    """Tell whether a messenger or telephone is named: without it or a form for a case nobody could become a client."""
    return any(zone.has("messenger") or zone.has("call") for zone in context.bodies)


def _is_authority(context: Context) -> bool:
    labels = context.host.ascii.split(".")
    return bool(context.index.regulator_owners(context.host)) or not _GOVERNMENT.isdisjoint(labels[-3:])
