"""Desks of an exchange, wallet or messenger that no sheet describes: recognised by what they are and what they ask for.

A page that calls itself a help desk, or says that the reader's account is locked, is nothing special. One that beside it
wants money before anything is released, or password and code, or the reader's screen, is no desk that anybody should trust.
"""

from __future__ import annotations

from collections.abc import Iterable

from realdesk.signals.denials import is_said
from realdesk.signals.interface import Context, Finding
from realdesk.signals.pretexts import code_is_told
from realdesk.signals.zone import Zone
from realdesk.text.phrases import Hit

_OF_FRAUD = ("fake", "mention", "victim", "reported")
_BEYOND_RECALL = frozenset({"untraceable", "deposit"})
_TOGETHER = 120
"""Characters between two demands of one sentence."""
_REACH = 40
"""Characters around a statement in which its sentence may make a question or a condition of it."""
_QUOTES = frozenset("\"'\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d\u300e\u300f")
_STOPS = frozenset(".!?;。")


def find(context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
    """Yield ``claims_unnamed_desk``, at most once, where no platform is being posed as."""
    if suspects or context.about_fraud or context.sells or _tells_of_fraud(context):
        return
    troubled = any(_states_trouble(zone) for zone in (*context.heads, *context.bodies))
    if (troubled or any(zone.has("support") for zone in context.heads)) and _demands(context, troubled=troubled):
        yield Finding("claims_unnamed_desk")


def _tells_of_fraud(context: Context) -> bool:
    """Tell whether title, headings or, twice, the text have a word of frauds, victims or what others said.

    No desk frightens off its callers.
    """
    if any(zone.has(kind) for zone in context.heads for kind in _OF_FRAUD):
        return True
    if any(_in_quotes(zone, hit) for zone in context.heads for hit in zone.of("support")):
        return True
    return sum(len(zone.of(kind)) for zone in context.bodies for kind in _OF_FRAUD) > 1


def _in_quotes(zone: Zone, hit: Hit) -> bool:
    """Tell whether a heading has the desk in quotation marks, as lessons have it: “support” is none."""
    return zone.text[hit.start - 1 : hit.start] in _QUOTES and zone.text[hit.end : hit.end + 1] in _QUOTES


def _states_trouble(zone: Zone) -> bool:
    """Tell whether it is said that the account is locked; "account locked?" and "if it is" stand in any help centre."""
    return any(
        zone.asserted(hit) and not zone.called_fake(hit) and not _is_supposed(zone, hit)
        for hit in zone.of("account_trouble")
    )


def _is_supposed(zone: Zone, hit: Hit) -> bool:
    stop = next((c for c in zone.text[hit.end : hit.end + _REACH] if c in _STOPS), "")
    return stop == "?" or any(
        other.kind == "supposed" and not zone.ends_between(hit, other.start, other.end)
        for other in zone.near(hit.start - _REACH, hit.end + _REACH)
    )


def _demands(context: Context, *, troubled: bool) -> bool:
    """Tell whether the page asks for what no real desk wants, and is about money that can be stolen in this way."""
    released = is_said(context, "ransom") or (troubled and is_said(context, "pay_first"))
    if released and (context.about_crypto or (troubled and context.crypto_words)):
        return True
    login = _wants_login(context)
    if (login and troubled) or _demands_gravely(context):
        return True
    told = any(code_is_told(zone) for zone in context.bodies)
    if is_said(context, "remote_access"):
        money = context.about_crypto
        return (troubled and money) or ((login or told) and (money or troubled))
    return told and troubled and (context.about_crypto or context.gives_messenger)


def _demands_gravely(context: Context) -> bool:
    """Tell whether the reader is to let somebody in and, in the same sentence, to pay or move money beyond recall.

    Whatever the desk, that is none. An IT firm may have a page that speaks of its remote support and of gift cards.
    """
    return (is_said(context, "untraceable") or is_said(context, "deposit")) and any(
        zone.asserted(hit) and not zone.ends_between(hit, other.start, other.end)
        for zone in context.bodies
        for hit in zone.of("remote_access")
        for other in zone.near(hit.start - _TOGETHER, hit.end + _TOGETHER)
        if other.kind in _BEYOND_RECALL
    )


def _wants_login(context: Context) -> bool:
    """Tell whether a form has both a password and a code: a log-in by itself, a trap beside a locked account."""
    password = any(field.type == "password" or zone.has("password") for field, zone in context.fields)
    return password and any(zone.has("one_time_code") for _, zone in context.fields)
