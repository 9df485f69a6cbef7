"""Profiles of accounts that present themselves as a help desk: only the account's own name and description count.

Whoever opens an account chooses its name; which accounts a platform has is on its list. What others write below a
profile, a post and a community's page say nothing of whose the account is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from realdesk.signals import claim
from realdesk.signals.interface import Context, Finding
from realdesk.signals.zone import Zone
from realdesk.text.phrases import NAME

_OWN_HEADINGS = 2
"""Headings of a profile that the account's owner wrote: the name, perhaps with the network's before it."""
_OWN_TEXT = 600
"""Characters at the beginning of a profile without a description that may be the owner's."""
_NEAR = 40
_WALLET = frozenset({"wallet_word"})


def find(context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
    """Yield ``account_claims_support`` for a platform whose accounts are known, or ``account_unnamed_desk``, once."""
    account = context.account
    if account is None or context.account_owners or context.about_fraud:
        return
    posed = [finding.platform for finding in claim.find(context, suspects) if finding.code == "claims_support"]
    params = (("type", account.type), ("value", account.value))
    for platform in posed:
        if _accounts_are_known(context, platform, account.type):
            yield Finding("account_claims_support", platform, params)
    if not posed and _is_anybodys_desk(context):
        yield Finding("account_unnamed_desk", -1, params)


def _accounts_are_known(context: Context, platform: int, network: str) -> bool:
    """Tell whether the rules list an account of the platform on the network, or say that it has none there."""
    if context.index.core.coverage[platform].get(network) in {"none", "complete"}:
        return True
    return any(channel.type == network for channel in context.index.platform(platform).channels)


def _is_anybodys_desk(context: Context) -> bool:
    """Tell whether the account is called "support" without a firm's name, and for wallets: no firm has such a desk."""
    named = any(zone.has("support") and claim.is_desk(zone, _WALLET) for zone in _names(context))
    return named and any(
        _desk_of_wallets(zone, context) for zone in (*_names(context), *context.description, *_own_text(context))
    )


def _names(context: Context) -> Iterator[Zone]:
    headings = 0
    for zone in context.heads:
        headings += zone.place == "heading"
        if zone.place == "title" or (zone.place == "heading" and headings <= _OWN_HEADINGS):
            yield zone


def _own_text(context: Context) -> Iterator[Zone]:
    """Yield the beginning of the text where the network gives no description: there the owner's stands first."""
    if not context.description:
        yield from (zone for zone in context.bodies[:1] if zone.place == "text")


def _desk_of_wallets(zone: Zone, context: Context) -> bool:
    """Tell whether a help desk and a word of crypto assets stand side by side, and no name that might be a firm's."""
    if zone.has(NAME) or zone.speaks_of_fraud():
        return False
    wallets = context.index.wallet_matcher.find(zone.text[:_OWN_TEXT])
    return any(
        -_NEAR <= word.start - hit.end <= _NEAR
        and not zone.ends_between(hit, word.start, word.end)
        and zone.asserted(hit)
        for hit in zone.of("support")
        for word in wallets
    )
