"""What a message asks for and under which pretext: which phrases stand together, whatever their exact wording.

The table is a rule (``rules/chat_slots.toml``); here it is only applied.
"""

from __future__ import annotations

from collections.abc import Iterator

from realdesk.chats.clauses import Message, near
from realdesk.chats.links import Contacts
from realdesk.index.format import ChatReason, ChatSlots
from realdesk.text.phrases import Hit


class Slots:
    """Applies one table of reasons to messages."""

    def __init__(self, table: ChatSlots) -> None:
        """Apply ``table``."""
        self._reach = table.address_reach
        self._reasons = tuple((reason, tuple(map(frozenset, reason.groups))) for reason in table.reasons)
        self.ordinary = frozenset(reason.code for reason in table.reasons if reason.ordinary)
        """Requests that any instructions make; beside them a name that only resembles another says nothing."""

    def find(self, message: Message, contacts: Contacts) -> Iterator[str]:
        """Yield the reason codes of a message with these ``contacts``, each once."""
        given: set[str] = set()
        at_address: list[str] = []
        kinds = message.by_kind.keys()
        for reason, groups in self._reasons:
            if any(kinds.isdisjoint(group) for group in groups) or not _has_needed(reason, contacts):
                continue
            if reason.code in given or not given.isdisjoint(reason.unless) or not _holds(reason, message):
                continue
            given.add(reason.code)
            yield reason.code
            if reason.at_address is not None and self._after(message, contacts.hosts, reason.groups[0]):
                at_address.append(reason.at_address)
        yield from at_address

    def _after(self, message: Message, hosts: tuple[str, ...], kinds: tuple[str, ...]) -> bool:
        """Tell whether one of ``hosts`` stands before a phrase of ``kinds``: "go to … and enter …"."""
        places = [place for place in (message.text.find(host) for host in hosts) if place >= 0]
        return any(0 < hit.start - place <= self._reach for hit in message.of(*kinds) for place in places)


def _has_needed(reason: ChatReason, contacts: Contacts) -> bool:
    if reason.needs == "contact":
        return contacts.unlisted
    return reason.needs is None or contacts.phone


def _holds(reason: ChatReason, message: Message) -> bool:
    read = message.plain if reason.denied_too else message.of
    first, *others = (read(*group) for group in reason.groups)
    return bool(first) and any(_beside(hit, others, reason.reach) for hit in first)


def _beside(hit: Hit, others: list[list[Hit]], reach: int) -> bool:
    # One word in two classes ("deposit") is not two things said, unless the table asks for the word alone.
    return all(near([hit], _other_words(hit, group) if reach else group, reach) for group in others)


def _other_words(hit: Hit, group: list[Hit]) -> list[Hit]:
    return [other for other in group if other.start != hit.start or other.end != hit.end]
