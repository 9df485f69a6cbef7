"""Pages that present themselves as an authority or as somebody who recovers lost funds, without a platform's name.

Neither is suspicious by itself: the policy counts it only beside a fee, a secret or another request that a real
authority never makes. Listed regulators and government domains are left alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from realdesk.signals.interface import HELPER_HEADS, Context, Finding

_GOVERNMENT = frozenset({"gov", "go", "gob", "gouv", "govt", "gc", "gub", "mil", "europa"})


def find(context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
    """Yield ``claims_authority``, ``claims_recovery`` and ``offers_hackers``, at most one of each."""
    del suspects
    heads = context.heads[:HELPER_HEADS]
    offers = context.offers_recovery
    # Who takes victims on may speak of fraud in the title as well; only what is asked for tells the two apart.
    if (context.warns and not offers) or _is_authority(context):
        return
    hackers = any(zone.has("recovery") for zone in heads) and _offers_hackers(context)
    if not (hackers or context.has_case_form or context.gives_messenger or _wants_clients(context)):
        return
    if hackers:
        yield Finding("offers_hackers")
    for kind, code in (("authority", "claims_authority"), ("recovery", "claims_recovery")):
        if any(zone.has(kind) for zone in heads) or (kind == "recovery" and offers):
            yield Finding(code)


def _wants_clients(context: Context) -> bool:
    """Tell whether a page that does not speak of fraud names a messenger or telephone, or says what is to be paid or done.

    Without that or a form for a case nobody could become a client.
    """
    named = any(zone.has("messenger") or zone.has("call") for zone in context.bodies)
    return not context.about_fraud and (named or context.body_has("pay_first") or context.asks_gravely)


def _offers_hackers(context: Context) -> bool:
    """Tell whether title, headings or text offer hackers, and not as a question or a warning."""
    said = (zone.has("hackers") and not zone.text.endswith("?") for zone in context.heads[:HELPER_HEADS])
    return any(said) or context.body_has("hackers", quoted=True)


def _is_authority(context: Context) -> bool:
    labels = context.host.ascii.split(".")
    return bool(context.index.regulator_owners(context.host)) or not _GOVERNMENT.isdisjoint(labels[-3:])
