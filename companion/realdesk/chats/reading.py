"""The new messages of a request, read together: to fold and to weigh several at once costs less than one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from realdesk.chats.clauses import Message, fold_each
from realdesk.chats.state import Conversation
from realdesk.index.reader import Index
from realdesk.protocol import ChatMessage


@dataclass(frozen=True, slots=True)
class Reading:
    """A message, and the log-odds of its wording: ``None`` where that says nothing of the writer."""

    message: Message
    wording: float | None


def read(texts: Sequence[str], index: Index) -> list[Reading]:
    """Return each of ``texts`` read."""
    folded = zip(texts, fold_each(texts, index), strict=True)
    messages = [Message(text, index, known) for text, known in folded]
    own = [message for message in messages if not message.asks_nothing]
    scores = index.chat_model.scores([(message.wording, message.kinds) for message in own])
    found = dict(zip(map(id, own), scores, strict=True))
    return [Reading(message, found.get(id(message))) for message in messages]


def unread(messages: Sequence[ChatMessage], state: Conversation, index: Index) -> Mapping[int, Reading]:
    """Return by position those of ``messages`` that are the peer's and that ``state`` does not know, read."""
    places = [
        place
        for place, message in enumerate(messages)
        if message.sender != "me" and not state.knows(message.id, message.text)
    ]
    return dict(zip(places, read([messages[place].text for place in places], index), strict=True))
