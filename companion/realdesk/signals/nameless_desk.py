"""Desks of an exchange, wallet or messenger that no sheet describes: recognised by what they are and what they ask for.

A page that calls itself a help desk, or says that the reader's account is locked, is nothing special. One that beside it
wants money before anything is released, or password and code, or the reader's screen, is no desk that anybody should trust.
"""

from __future__ import annotations

from collections.abc import Iterable

from realdesk.signals.interface import Context, Finding
from realdesk.signals.pretexts import code_is_told

_OF_FRAUD = ("fake", "mention", "victim")


def find(context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
    """Yield ``claims_unnamed_desk``, at most once, where no platform is being posed as."""
    if suspects or context.about_fraud or context.sells or _tells_of_fraud(context):
        return
    troubled = _has(context, "account_trouble")
    if not (troubled or any(zone.has("support") for zone in context.heads)):
        return
    if _demands(context, troubled=troubled):
        yield Finding("claims_unnamed_desk")


def _tells_of_fraud(context: Context) -> bool:
    """Tell whether title, headings or, twice, the text have a word of frauds or their victims: no desk frightens off its callers."""
    if any(zone.has(kind) for zone in context.heads for kind in _OF_FRAUD):
        return True
    return sum(len(zone.of(kind)) for zone in context.bodies for kind in _OF_FRAUD) > 1


def _has(context: Context, kind: str) -> bool:
    return any(zone.has(kind) for zone in context.heads) or context.body_has(kind)


def _demands(context: Context, *, troubled: bool) -> bool:
    """Tell whether the page asks for what no real desk wants, with a pretext or a subject that explains whom it is after."""
    money = context.about_crypto
    released = context.body_has("ransom") or context.body_has("pay_first")
    if released and (money or troubled):
        return True
    login = _wants_login(context)
    if login and troubled:
        return True
    told = any(code_is_told(zone) for zone in context.bodies)
    if context.body_has("remote_access"):
        return (troubled and money) or ((login or told) and (money or troubled))
    return told and troubled and (money or context.gives_messenger)


def _wants_login(context: Context) -> bool:
    """Tell whether a form has both a password and a code: a log-in by itself, a trap beside a locked account."""
    password = any(field.type == "password" or zone.has("password") for field, zone in context.fields)
    return password and any(zone.has("one_time_code") for _, zone in context.fields)
