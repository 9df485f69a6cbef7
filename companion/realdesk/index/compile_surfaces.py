"""Surfaces and widgets as the one record that the host hands to the extension unread."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from realdesk.ruleset.model import Ruleset
from realdesk.ruleset.surface_model import Source, Surface


def surfaces_record(ruleset: Ruleset) -> bytes:
    """Return the enabled surfaces and widgets as JSON: members that are absent have their default."""
    surfaces = sorted(enabled(ruleset.surfaces), key=lambda surface: surface.id)
    widgets = [
        msgspec.structs.replace(widget, samples=(), expect=None)
        for widget in ruleset.widgets.widgets
        if widget.grade != "D"
    ]
    return msgspec.json.encode({"surfaces": surfaces, "widgets": widgets})


def enabled(surfaces: Iterable[Surface]) -> tuple[Surface, ...]:
    """Return the surfaces as they are delivered: without what is graded D, and without what has no page left."""
    pruned = (_prune(surface) for surface in surfaces)
    return tuple(surface for surface in pruned if surface.pages)


def _prune(surface: Surface) -> Surface:
    def keep(sources: tuple[Source, ...]) -> tuple[Source, ...]:
        return tuple(source for source in sources if source.grade != "D")

    peer = surface.peer
    if peer is not None:
        peer = msgspec.structs.replace(
            peer,
            id=keep(peer.id),
            handle=keep(peer.handle),
            name=keep(peer.name),
            bio=keep(peer.bio),
            verified=tuple(flag for flag in peer.verified if flag.grade != "D"),
        )
    messages = surface.messages
    if messages is not None and messages.grade == "D":
        messages = None
    if messages is not None:
        messages = msgspec.structs.replace(messages, target=keep(messages.target))
    return msgspec.structs.replace(
        surface,
        pages=keep(surface.pages),
        conversation=keep(surface.conversation),
        peer=peer,
        messages=messages,
        note=None,
    )
