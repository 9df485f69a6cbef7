"""What a message asks for and under which pretext: which phrases stand together, whatever their exact wording.

The table is a rule (``rules/chat_slots.toml``); here it is only applied.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from functools import lru_cache

from realdesk.chats.clauses import Message
from realdesk.chats.links import Contacts
from realdesk.index.format import ChatReason, ChatSlots
from realdesk.text.phrases import Hit

_KEPT = 1_024
"""Sets of classes of which is kept what they may be a reason for: most messages have a set that others had before."""


class Slots:
    """Applies one table of reasons to messages."""

    def __init__(self, table: ChatSlots) -> None:
        """Apply ``table``."""
        self._reach = table.address_reach
        self._reasons = tuple((reason, tuple(map(frozenset, reason.groups))) for reason in table.reasons)
        self._classes = frozenset(kind for reason in table.reasons for group in reason.groups for kind in group)
        self._possible = lru_cache(_KEPT)(self._with_phrases)
        self.ordinary = frozenset(reason.code for reason in table.reasons if reason.ordinary)
        """Requests that any instructions make; beside them a name that only resembles another says nothing."""

    def find(self, message: Message, contacts: Contacts, known: Collection[str] = ()) -> Iterator[str]:
        """Yield the reason codes of a message with these ``contacts``, each once, without those that are ``known``."""
        given: set[str] = set(known)
        at_address: list[str] = []
        for reason in self._possible(self._classes.intersection(message.by_kind)):
            if reason.code in given or not given.isdisjoint(reason.unless) or not _has_needed(reason, contacts):
                continue
            if not _holds(reason, message):
                continue
            given.add(reason.code)
            yield reason.code
            if reason.at_address is not None and self._after(message, contacts.hosts, reason.groups[0]):
                at_address.append(reason.at_address)
        yield from at_address

    def _with_phrases(self, kinds: frozenset[str]) -> tuple[ChatReason, ...]:
        """Return the reasons that have a phrase of each group where phrases of ``kinds`` are."""
        return tuple(reason for reason, groups in self._reasons if not any(map(kinds.isdisjoint, groups)))

    def _after(self, message: Message, hosts: tuple[str, ...], kinds: tuple[str, ...]) -> bool:
        """Tell whether one of ``hosts`` stands before a phrase of ``kinds``: "go to … and enter …"."""
        places = [place for place in (message.text.find(host) for host in hosts) if place >= 0]
        return any(0 < hit.start - place <= self._reach for hit in message.of(*kinds) for place in places)


def _has_needed(reason: ChatReason, contacts: Contacts) -> bool:
    if reason.needs == "contact":
        return contacts.unlisted
    return reason.needs is None or contacts.phone


def _holds(reason: ChatReason, message: Message) -> bool:
    read = message.untold if reason.denied_too else message.of
    groups = [read(*group) for group in reason.groups]
    if not all(groups):
        return False
    first, *others = groups
    return not others or _together(first, others, reason.reach)


def _together(first: list[Hit], others: list[list[Hit]], reach: int) -> bool:
    """Tell whether a hit of ``first`` lies within ``reach`` characters of a hit of each of ``others``."""
    places = [_Places(hits) for hits in others]
    return any(all(place.has_near(hit, reach) for place in places) for hit in first)


class _Places:
    """Where the phrases of a group stand."""

    def __init__(self, hits: list[Hit]) -> None:
        self._starts = sorted(hit.start for hit in hits)
        self._longest = max(hit.end - hit.start for hit in hits)
        self._hits = hits

    def has_near(self, hit: Hit, reach: int) -> bool:
        """Tell whether a phrase stands within ``reach`` characters of ``hit``."""
        first = bisect_left(self._starts, hit.start - reach - self._longest)
        found = bisect_right(self._starts, hit.end + reach) - first
        if found > 0 and reach:
            # One word in two classes ("deposit") is not two things said, unless the table asks for the word alone.
            found -= sum(other.start == hit.start and other.end == hit.end for other in self._hits)
        return found > 0
