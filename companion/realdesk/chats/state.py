"""What is kept of conversations, in memory only: kinds of request and pretext by message, never texts."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from realdesk.chats.links import Judged
from realdesk.chats.peer import Seen

MAX_CONVERSATIONS = 200
MAX_KEPT = 400
"""Findings kept of one conversation: the first ones of each code stay."""
MAX_IDS = 3_000
MAX_MARKS = 200
MAX_OF_A_CODE = 25
MAX_NAMED = 20
"""Platforms named in a conversation beyond which no more are remembered."""
MOST_CALMING = 0.5
"""What one ordinary message takes from the sum of log-odds: small talk shall not wash a request away."""
LEAST_LEANING = 0.2
"""Log-odds from which a message counts as one that leans."""


class Kept(msgspec.Struct, frozen=True, gc=False):
    """A finding on a message: ``platform`` is an id or empty, ``at`` the position of the message."""

    code: str
    platform: str
    params: tuple[tuple[str, str], ...]
    at: int
    message: str


@dataclass(slots=True)
class Conversation:
    """What was found so far. ``count``: messages seen; ``alarm``: position at which the level reached caution."""

    count: int = 0
    alarm: int | None = None
    found: list[Kept] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=dict)
    """Code to how often it was kept."""
    named: set[str] = field(default_factory=set)
    """Ids of the platforms that the peer named."""
    peer: tuple[object, Seen] | None = None
    """What is known of the peer, under what it was judged by."""
    page: tuple[object, tuple[Kept, ...]] | None = None
    """What is known of the page that a widget stands in, under what it was judged by."""
    contacts: tuple[object, Judged] = (None, {})
    """What is known of contacts in it, under what they were judged by."""
    leaning: float = 0.0
    """How much the wording of the last messages leans towards a fake desk's: log-odds, added up, never below 0."""
    leant: int = 0
    """How many messages that is made of."""
    ids: OrderedDict[str, tuple[int, int]] = field(default_factory=OrderedDict)
    """Message id to its position and the hash of its text."""

    def knows(self, identity: str, text: str) -> bool:
        """Tell whether a message was seen before with the same text."""
        known = self.ids.get(identity) if identity else None
        return known is not None and known[1] == hash(text)

    def place(self, identity: str, text: str) -> int | None:
        """Return the position of a message, or ``None`` for one that was seen before with the same text."""
        if not identity:
            self.count += 1
            return self.count - 1
        mark = hash(text)
        known = self.ids.get(identity)
        if known is not None:
            if known[1] == mark:
                return None
            self.ids[identity] = (known[0], mark)
            self.drop(known[0])
            return known[0]
        self.ids[identity] = (self.count, mark)
        if len(self.ids) > MAX_IDS:
            self.ids.popitem(last=False)
        self.count += 1
        return self.count - 1

    def lean(self, log_odds: float) -> float:
        """Add the wording of the next message and return the sum; it is 0 unless two messages lean the same way.

        Ordinary messages pull it back to nothing, so that a long conversation is not suspicious for its length.
        """
        self.leaning = max(0.0, self.leaning + max(log_odds, -MOST_CALMING))
        if self.leaning == 0.0:
            self.leant = 0
        elif log_odds > LEAST_LEANING:
            self.leant += 1
        return self.leaning if self.leant > 1 else 0.0

    def keep(self, found: Iterable[Kept]) -> None:
        """Add findings, while there is room; a code that is there often enough adds nothing."""
        for kept in found:
            if len(self.found) < MAX_KEPT and self.codes.get(kept.code, 0) < MAX_OF_A_CODE:
                self.codes[kept.code] = self.codes.get(kept.code, 0) + 1
                self.found.append(kept)

    def drop(self, at: int) -> None:
        """Take back what was found in the message at ``at``: its text was changed."""
        for kept in self.found:
            if kept.at == at:
                self.codes[kept.code] -= 1
        self.found = [kept for kept in self.found if kept.at != at]


class Conversations:
    """The conversations that are open, the least recently used forgotten first."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: OrderedDict[tuple[str, str], Conversation] = OrderedDict()

    def __len__(self) -> int:
        """Return how many are kept."""
        return len(self._kept)

    def of(self, surface: str, conversation: str) -> Conversation:
        """Return what is kept; a new one that is not kept for an empty name."""
        if not conversation:
            return Conversation()
        key = (surface, conversation)
        found = self._kept.setdefault(key, Conversation())
        self._kept.move_to_end(key)
        if len(self._kept) > MAX_CONVERSATIONS:
            self._kept.popitem(last=False)
        return found

    def forget(self, conversation: str, surface: str = "") -> bool:
        """Forget a conversation, without ``surface`` on every one; tell whether there was any."""
        keys = [key for key in self._kept if key[1] == conversation and surface in {"", key[0]}]
        for key in keys:
            del self._kept[key]
        return bool(keys)
