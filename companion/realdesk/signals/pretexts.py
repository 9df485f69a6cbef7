"""Requests that no real desk makes: password with code, remote access, a deposit to unlock."""

from __future__ import annotations

from collections.abc import Iterable

from realdesk.signals.interface import Context, Finding


def find(context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
    """Yield requests; they count only where a platform is being posed as, which the policy requires."""
    if not suspects:
        return
    password = any(field.type == "password" or zone.has("password") for field, zone in context.fields)
    codes = sum(zone.has("one_time_code") for _, zone in context.fields)
    if codes and (password or codes >= 2):
        yield Finding("asks_password_and_code")
    if context.body_has("remote_access"):
        yield Finding("asks_remote_access")
    if context.body_has("deposit"):
        yield Finding("asks_deposit")
