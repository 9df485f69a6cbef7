"""Requests that no real desk makes: password with code, remote access, a fee before the money, silence towards the bank."""

from __future__ import annotations

from collections.abc import Iterable

from realdesk.signals.interface import Context, Finding

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
    if suspects:
        password = any(field.type == "password" or zone.has("password") for field, zone in context.fields)
        codes = sum(zone.has("one_time_code") for _, zone in context.fields)
        if codes and (password or codes >= 2):
            yield Finding("asks_password_and_code")
        elif password:
            yield Finding("asks_login")
    # Whoever offers to recover what was stolen speaks of fraud; a lesson that does so has no form for a case.
    quoted = context.presents_as_helper and context.has_case_form
    if not suspects and (context.warns or (context.about_fraud and not context.has_case_form)):
        return
    for kind, code in _IN_TEXT.items():
        if context.body_has(kind, quoted=quoted) and (kind != "doubling" or context.about_crypto):
            yield Finding(code)
