"""Requests that no real desk makes: password with code, remote access, a fee before the money, silence towards the bank."""

from __future__ import annotations

from collections.abc import Iterable

from realdesk.signals.denials import is_said
from realdesk.signals.interface import Context, Finding
from realdesk.signals.zone import Zone

_REACH = 40
"""Characters between "tell our agent" and the name of a code."""
_SECRETS = frozenset({"seed_phrase", "private_key", "password", "one_time_code"})
_IN_TEXT = {
    "remote_access": "asks_remote_access",
    "deposit": "asks_deposit",
    "untraceable": "asks_untraceable_payment",
    "secrecy": "asks_secrecy",
    "payout": "promises_payout",
    "doubling": "promises_doubling",
}


def find(context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
    """Yield requests; by the policy they count only beside a claim to be somebody, or beside each other.

    A page that speaks about fraud uses the same words; there only what its forms ask for counts.
    """
    password = any(field.type == "password" or zone.has("password") for field, zone in context.fields)
    codes = sum(zone.has("one_time_code") for _, zone in context.fields)
    if codes and (password or codes >= 2):
        yield Finding("asks_password_and_code")
    elif password and suspects:
        yield Finding("asks_login")
    if not context.about_fraud and any(code_is_told(zone) for zone in context.bodies):
        yield Finding("asks_code_in_text")
    # Whoever offers to recover what was stolen speaks of fraud; a lesson that does so has no form for a case and
    # nobody to write to.
    clients = context.has_case_form or (context.presents_as_helper and context.gives_messenger)
    quoted = context.presents_as_helper and clients
    if not suspects and context.about_fraud and not (clients and (context.offers_recovery or not context.warns)):
        return
    for kind, code in _IN_TEXT.items():
        if kind == "deposit" and not _is_about_money(context):
            continue
        if _said(context, kind, quoted=quoted) and (kind != "doubling" or context.about_crypto):
            yield Finding(code)


def _is_about_money(context: Context) -> bool:
    """Tell whether a deposit may be the kind that is meant: any shop that goes by an ordinary word takes some."""
    if context.about_crypto or context.named_clearly or context.presents_as_helper or context.asks_gravely:
        return True
    return context.body_has("ransom") or context.body_has("account_trouble")


def _said(context: Context, kind: str, *, quoted: bool) -> bool:
    if kind == "secrecy":
        return context.body_has(kind, quoted=quoted) and any(_silences(zone) for zone in context.bodies)
    kinds = ("deposit", "pay_first", "ransom") if kind == "deposit" else (kind,)
    return any(is_said(context, each, quoted=quoted) for each in kinds)


def _silences(zone: Zone) -> bool:
    """Tell whether something else than a secret is to be told to nobody: "tell nobody your recovery phrase" is advice."""
    return any(
        hit.kind == "secrecy"
        and zone.asserted(hit)
        and not any(
            other.kind in _SECRETS and not zone.ends_between(hit, other.start, other.end)
            for other in zone.near(hit.start - _REACH, hit.end + _REACH)
        )
        for hit in zone.hits
    )


def code_is_told(zone: Zone) -> bool:
    """Tell whether somebody is to be told a one-time code: every login has one entered, no real desk has it told."""
    if not zone.has("hand_over"):
        return False
    for code in zone.of("one_time_code"):
        if not zone.asserted(code) or zone.called_fake(code):
            continue
        for other in zone.near(code.start - 2 * _REACH, code.end + _REACH):
            apart = max(code.start - other.end, other.start - code.end)
            if other.kind == "hand_over" and apart <= _REACH and zone.asserted(other):
                return not zone.ends_between(code, other.start, other.end)
    return False
