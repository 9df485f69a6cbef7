"""The verdict on a conversation: peer, page, and what its incoming messages asked for so far."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from realdesk.chats.clauses import Message
from realdesk.chats.links import ContactReader, Judged
from realdesk.chats.peer import Listed, PeerJudge, Seen, network_of
from realdesk.chats.slots import Slots
from realdesk.chats.state import MAX_MARKS, MAX_NAMED, MOST_CALMING, Conversation, Kept
from realdesk.entities.hosts import parse
from realdesk.index.reader import Index
from realdesk.protocol import Chat, ChatMessage, ChatPeer, ChatVerdict, Level, Mark, Page, Reason
from realdesk.scoring import counted, level_of, score_of, urgency
from realdesk.signals.interface import Context, Finding
from realdesk.text.model import TOO_SHORT
from realdesk.text.phrases import NAME
from realdesk.verdict import channels_of, findings_of, judge

_MOST_REASONS = 12
_WORDING = "chat_wording"
_WORDING_WEAK = "chat_wording_weak"
_TOGETHER = "chat_wording_together"
_PEER = -1
_WARNED = frozenset({"caution", "danger"})
_BY_ITSELF = frozenset(
    {"host_confusable", "host_address_inside", "blocklisted", "contact_name_confusable", "contact_blocklisted"}
)


@dataclass(frozen=True, slots=True)
class _Weighed:
    level: Level
    score: int
    platform: int
    counted: tuple[Kept, ...]


class ChatJudge:
    """Verdicts on conversations over one index."""

    def __init__(self, index: Index) -> None:
        """Judge by ``index``."""
        self._index = index
        self._peers = PeerJudge(index)
        self._contacts = ContactReader(index)
        self._slots = Slots(index.core.chat_slots)

    def judge(self, chat: Chat, state: Conversation, *, now: float | None = None) -> ChatVerdict:
        """Return the verdict on ``chat``, and keep in ``state`` what its messages add."""
        stale = self._index.stale(time.time() if now is None else now)
        official = self._at_home(chat, stale=stale)
        if official is not None:
            state.count += len(chat.messages)
            return official
        seen = self._seen(chat, state)
        about = [*(self._kept(finding, _PEER, "") for finding in seen.findings), *self._of_page(chat, state)]
        contacts = self._judged(state)
        asked = frozenset(finding.platform for finding in seen.findings if finding.platform >= 0)
        if state.alarm is None and self._weigh(about, seen).level in _WARNED:
            state.alarm = 0
        for message in chat.messages:
            at = state.place(message.id, message.text)
            if at is None or message.sender == "me":
                continue
            said = self._of_message(message, asked, contacts, state)
            found = [self._kept(finding, at, message.id or str(at)) for finding in said]
            state.keep(found)
            if found and state.alarm is None and self._weigh([*about, *state.found], seen).level in _WARNED:
                state.alarm = at
        return self._verdict(self._weigh([*about, *state.found], seen), seen, state, stale=stale)

    def _seen(self, chat: Chat, state: Conversation) -> Seen:
        """Return what is known of the peer, judged once a conversation and ruleset."""
        key = (self._index.header.digest, self._index.blocklist, chat.surface, chat.peer)
        if state.peer is None or state.peer[0] != key:
            state.peer = key, self._peers.judge(chat.peer or ChatPeer(), chat.surface)
        return state.peer[1]

    def _at_home(self, chat: Chat, *, stale: bool) -> ChatVerdict | None:
        """Return the verdict for a desk in a page of the platform itself: nobody else writes there."""
        if not chat.page_url or network_of(chat.surface):
            return None
        verdict = judge(Page(chat.page_url), self._index)
        if verdict.level != "official":
            return None
        return ChatVerdict(
            "official",
            0,
            verdict.platform,
            verdict.platform_names,
            verdict.reasons,
            verdict.official,
            None,
            (),
            (),
            stale,
        )

    def _of_page(self, chat: Chat, state: Conversation) -> tuple[Kept, ...]:
        """Return what the address says that a widget stands at; networks' own pages say nothing."""
        if not chat.page_url or network_of(chat.surface):
            return ()
        key = (*self._judged_by, chat.page_url)
        if state.page is None or state.page[0] != key:
            host = parse(chat.page_url, self._index.suffixes)
            found = findings_of(Context(Page(chat.page_url), host, self._index)) if host is not None else []
            state.page = key, tuple(self._kept(finding, _PEER, "") for finding in found)
        return state.page[1]

    def _judged(self, state: Conversation) -> Judged:
        """Return what is known of the conversation's contacts, nothing under another ruleset or other blocklists."""
        key = self._judged_by
        if state.contacts[0] != key:
            state.contacts = key, {}
        return state.contacts[1]

    @property
    def _judged_by(self) -> tuple[object, ...]:
        return self._index.header.digest, self._index.blocklist

    def _of_message(
        self, message: ChatMessage, asked: frozenset[int], judged: Judged, state: Conversation
    ) -> Iterator[Finding]:
        read = Message(message.text, self._index)
        named = frozenset(hit.platform for hit in read.plain(NAME) if not hit.ambiguous)
        contacts = self._contacts.read(read.raw, message.links, asked | named, judged)
        codes = [*self._slots.find(read, contacts), *self._wording(read, state)]
        if read.is_quotation:
            codes = [code for code in codes if self._index.core.policy[code].always]
        for code in codes:
            if code == "chat_claims_role" and named:
                yield from (Finding("chat_claims_support", platform) for platform in sorted(named))
            yield Finding(code)
        asks = any(code.startswith("chat_asks_") and code not in self._slots.ordinary for code in codes)
        # Trouble with the account at a platform that is named is its desk's affair, whoever says he is writing.
        spoken = self._spoken_of(named, state)
        trouble = "chat_pretext_account" in codes or "chat_pretext_account" in state.codes
        if trouble and any(self._index.core.policy[code].always for code in codes):
            yield from (Finding("chat_about_account", platform) for platform in spoken)
        # Names of accounts and hosts are everywhere: what only resembles one counts beside a request or a doubtful peer.
        yield from (found for found in contacts.findings if asks or asked or found.code in _BY_ITSELF)

    def _spoken_of(self, named: frozenset[int], state: Conversation) -> list[int]:
        """Add what a message names to the platforms that the peer named so far, and return them all."""
        if named and len(state.named) < MAX_NAMED:
            state.named.update(self._index.core.platforms[platform] for platform in named)
        return sorted(self._index.number[name] for name in state.named if name in self._index.number)

    def _wording(self, read: Message, state: Conversation) -> Iterator[str]:
        """Yield what the model says of a message that does not warn of fraud, and of those before it."""
        if read.warns or read.is_quotation:
            state.lean(-MOST_CALMING)
            return
        score, bounds = self._index.chat_model.score(read.wording, read.kinds), self._index.core.chat_model
        if score >= bounds.sure:
            yield _WORDING
        elif score >= bounds.likely:
            yield _WORDING_WEAK
        if score > TOO_SHORT and state.lean(score) >= bounds.together:
            yield _TOGETHER

    def _kept(self, finding: Finding, at: int, message: str) -> Kept:
        platform = self._index.core.platforms[finding.platform] if finding.platform >= 0 else ""
        params = finding.params if at == _PEER else (*finding.params, ("message", message))
        return Kept(finding.code, platform, params, at, message)

    def _weigh(self, found: Iterable[Kept], seen: Seen) -> _Weighed:
        """Choose the platform with the highest score."""
        found = list(found)
        if seen.listed is not None and seen.listed.official:
            # A desk that is listed may be taken over: only what no desk ever asks for counts.
            found = [kept for kept in found if kept.code in self._index.core.policy]
            found = [kept for kept in found if self._index.core.policy[kept.code].always]
        platforms = {kept.platform for kept in found if kept.platform} or {""}
        return max(
            (self._of_platform(found, platform) for platform in sorted(platforms)),
            key=lambda item: (item.score, item.platform),
        )

    def _of_platform(self, found: list[Kept], platform: str) -> _Weighed:
        core = self._index.core
        relevant = [kept for kept in found if kept.platform in {platform, ""}]
        codes = counted((kept.code for kept in relevant), core.policy)
        score = score_of(codes, core.policy)
        level = level_of(score, codes, core)
        number = self._index.number.get(platform, -1)
        return _Weighed(level, score, number, tuple(kept for kept in relevant if kept.code in codes))

    def _verdict(self, weighed: _Weighed, seen: Seen, state: Conversation, *, stale: bool) -> ChatVerdict:
        warned = weighed.level in _WARNED
        if seen.listed is not None and not warned:
            return self._of_listed(seen.listed, stale=stale)
        first = list({kept.code: kept for kept in reversed(weighed.counted)}.values()) if warned else []
        first.sort(key=lambda kept: urgency(self._index.core.policy[kept.code]))
        reasons = tuple(self._reason(kept) for kept in first[:_MOST_REASONS])
        about = tuple(self._reason(kept) for kept in first[:_MOST_REASONS] if kept.at == _PEER)
        record = self._index.platform(weighed.platform) if warned and weighed.platform >= 0 else None
        return ChatVerdict(
            weighed.level,
            weighed.score,
            record.id if record else None,
            record.names if record else {},
            reasons,
            channels_of(record) if record else (),
            state.alarm if warned else None,
            _marks(weighed.counted) if warned else (),
            about,
            stale,
        )

    def _of_listed(self, listed: Listed, *, stale: bool) -> ChatVerdict:
        record = self._index.platform(listed.platform)
        sure = listed.official
        reason = Reason("listed_contact" if sure else "listed_contact_by_others", dict(listed.params))
        level: Level = "none" if not sure else "unknown" if stale else "official"
        return ChatVerdict(
            level, 0, record.id, record.names, (reason,), channels_of(record), None, (), (reason,), stale
        )

    def _reason(self, kept: Kept) -> Reason:
        return Reason(kept.code, dict(kept.params), self._index.core.policy[kept.code].always)


def _marks(counted: tuple[Kept, ...]) -> tuple[Mark, ...]:
    """Return the messages that speak against the peer, in their order, each with its codes."""
    codes: dict[int, tuple[str, dict[str, None]]] = {}
    for kept in counted:
        known = codes.get(kept.at)
        if known is not None:
            known[1][kept.code] = None
        elif kept.at != _PEER:
            codes[kept.at] = kept.message, {kept.code: None}
    return tuple(Mark(message, tuple(found)) for _, (message, found) in sorted(codes.items())[:MAX_MARKS])
