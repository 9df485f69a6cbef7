"""Chats in the host: one judge for the ruleset in use, and the state of the open conversations."""

from __future__ import annotations

from realdesk.chats.judge import ChatJudge
from realdesk.chats.state import Conversations
from realdesk.host.bounds import MAX_CONVERSATION, MAX_SURFACE
from realdesk.index.reader import Index
from realdesk.protocol import Chat, ChatVerdict, ForgetChat, ForgetChatResult


class Chats:
    """Judges chats; what is kept of them outlasts a new ruleset, not the process."""

    def __init__(self) -> None:
        """Begin without any."""
        self._conversations = Conversations()
        self._index: Index | None = None
        self._judge: ChatJudge | None = None

    def judge(self, chat: Chat, index: Index) -> ChatVerdict:
        """Return the verdict on ``chat``."""
        if self._judge is None or self._index is not index:
            self._index, self._judge = index, ChatJudge(index)
        return self._judge.judge(chat, self._conversations.of(chat.surface, chat.conversation))

    def forget(self, request: ForgetChat) -> ForgetChatResult:
        """Forget a conversation."""
        conversation, surface = request.conversation[:MAX_CONVERSATION], request.surface[:MAX_SURFACE]
        return ForgetChatResult(self._conversations.forget(conversation, surface))
