"""Puts a labelled conversation to the product, message by message as it would arrive."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from eval.conversations import ChatOutcome
from realdesk.chats.judge import ChatJudge
from realdesk.chats.state import Conversation
from realdesk.index.reader import Index
from realdesk.protocol import Chat, ChatMessage, ChatPeer


@lru_cache(maxsize=1)
def _judge(index: Index) -> ChatJudge:
    return ChatJudge(index)


def chat_of(row: dict[str, Any]) -> Chat:
    """Return the conversation of a row; labels and notes are no input."""
    peer = row.get("peer") or {}
    messages = tuple(ChatMessage(message["text"], message["from"]) for message in row.get("messages") or ())
    known = {name: peer.get(name) for name in ("id", "display_name", "handle", "bio", "verified")}
    return Chat(messages, row.get("surface") or "", row.get("page_url") or "", "", ChatPeer(**known))


def judge(row: dict[str, Any], index: Index) -> ChatOutcome:
    """Return what was said of the conversation of ``row``."""
    state = Conversation()
    verdict = _judge(index).judge(chat_of(row), state)
    reasons = tuple(
        f"{reason.code} ({reason.params['message']})" if "message" in reason.params else reason.code
        for reason in verdict.reasons
    )
    return ChatOutcome(verdict.level, verdict.alarm_index, reasons, candidates_of(row, state, index))


def candidates_of(row: dict[str, Any], state: Conversation, index: Index) -> tuple[frozenset[str], ...]:
    """Return for each platform that the peer may pose as the codes that were found, before anything is weighed.

    A peer that is listed as official is judged by requests that no desk makes alone, which no weight decides.
    """
    if state.peer is None:
        return ()
    seen = state.peer[1]
    if seen.listed is not None and seen.listed.official:
        return ()
    names = index.core.platforms
    found = [(names[f.platform] if f.platform >= 0 else "", f.code) for f in seen.findings]
    found += [(kept.platform, kept.code) for kept in state.found]
    policy = index.core.policy
    platforms = sorted({platform for platform, _ in found if platform}) or [""]
    sets = (frozenset(code for of, code in found if of in {platform, ""} and code in policy) for platform in platforms)
    return tuple(dict.fromkeys(codes for codes in sets if codes))
