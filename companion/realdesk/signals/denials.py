"""What turns the naming of a secret into advice: a denial behind it, or the device as the place where it belongs."""

from __future__ import annotations

from realdesk.signals.interface import Context
from realdesk.signals.zone import Zone
from realdesk.text.phrases import Hit

_REACH = 70
"""Characters behind a secret in which the rest of its clause stands."""
_TOLD = 90
"""Characters around a request in which its sentence may say who made it."""
_BEFORE = 40
"""Characters before it."""


def denied_behind(zone: Zone, secret: Hit) -> bool:
    """Tell whether a denial closes the clause of ``secret``: "Geben Sie Ihre 24 Wörter niemals weiter."

    What follows a word that begins another clause ("…, damit Ihr Konto nicht gesperrt wird") denies something else.
    """
    return any(
        other.kind == "negation_after" and _is_one_clause(zone, secret, other)
        for other in zone.near(secret.end, secret.end + _REACH)
    )


def belongs_on_device(zone: Zone, secret: Hit) -> bool:
    """Tell whether the clause of ``secret`` names the device as the place to enter it ("only on the device itself").

    "The words shown on your device" names where they come from.
    """
    near = list(zone.near(secret.start - _BEFORE, secret.end + _REACH))
    sources = [(hit.start, hit.end) for hit in near if hit.kind == "from_device"]
    return any(
        hit.kind == "on_device"
        and not any(start < hit.end and hit.start < end for start, end in sources)
        and _is_one_clause(zone, secret, hit)
        for hit in near
    )


def is_said(context: Context, kind: str, *, quoted: bool = False) -> bool:
    """Tell whether the page itself says a phrase of ``kind``: not denied, called a fake, or told of somebody else.

    ``quoted``: as for ``Context.body_has``.
    """
    return context.body_has(kind, quoted=quoted) and any(
        zone.asserted(hit) and not zone.called_fake(hit, far=not quoted) and not is_told(zone, hit)
        for zone in context.bodies
        for hit in zone.of(kind)
    )


def is_told(zone: Zone, hit: Hit) -> bool:
    """Tell whether ``hit`` is what somebody else said: in quotation marks, or told of him."""
    return zone.quoted(hit) or _is_reported(zone, hit)


def _is_reported(zone: Zone, hit: Hit) -> bool:
    """Tell whether the sentence of ``hit`` tells what somebody said, or the one before it, which a story goes on from.

    "A man who called himself an agent told me to …"
    """
    if not zone.has("reported"):
        return False
    for other in zone.near(hit.start - _TOLD, hit.end + _TOLD):
        before = 1 if other.end <= hit.start else 0
        if other.kind == "reported" and zone.ends_between(hit, other.start, other.end) <= before:
            return True
    return False


def _is_one_clause(zone: Zone, one: Hit, other: Hit) -> bool:
    """Tell whether no sentence ends and no other clause begins between two hits."""
    first, second = sorted((one, other))
    if zone.ends_between(first, second.start, second.end):
        return False
    return not any(
        hit.kind == "clause" and hit.start >= first.end and hit.end <= second.start
        for hit in zone.near(first.end, second.start)
    )
