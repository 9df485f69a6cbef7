"""The verdict on a conversation: peer, page, and what its incoming messages asked for so far."""

from __future__ import annotations

import time
from collections.abc import Iterator

from realdesk.chats.courses import Courses
from realdesk.chats.links import ContactReader, Judged
from realdesk.chats.peer import Listed, PeerJudge, Seen, network_of
from realdesk.chats.reading import Reading, read, unread
from realdesk.chats.slots import Slots
from realdesk.chats.state import MAX_MARKS, MAX_NAMED, MOST_CALMING, Conversation, Kept
from realdesk.chats.weighing import Weighed, Weighing
from realdesk.entities.hosts import parse
from realdesk.index.reader import Index
from realdesk.protocol import Chat, ChatPeer, ChatVerdict, Level, Mark, Page, Reason
from realdesk.scoring import urgency
from realdesk.signals.interface import Context, Finding
from realdesk.text.model import TOO_SHORT
from realdesk.text.phrases import NAME
from realdesk.verdict import channels_of, findings_of, judge

_MOST_REASONS = 12
_WORDING = "chat_wording"
_WORDING_WEAK = "chat_wording_weak"
_TOGETHER = "chat_wording_together"
_LEANS = "chat_leans"
_PEER = -1
_WARNED = frozenset({"caution", "danger"})
_BY_ITSELF = frozenset(
    {"host_confusable", "host_address_inside", "blocklisted", "contact_name_confusable", "contact_blocklisted"}
)


class ChatJudge:
    """Verdicts on conversations over one index."""

    def __init__(self, index: Index) -> None:
        """Judge by ``index``."""
        self._index = index
        self._peers = PeerJudge(index)
        self._contacts = ContactReader(index)
        self._slots = Slots(index.core.chat_slots)
        self._courses = Courses(index.core.chat_slots)
        policy = index.core.policy
        self._parts = frozenset(code for code in self._courses.parts if code in policy and not policy[code].weight)
        """Codes that are only parts of a course: once is enough."""
        self._weigh = Weighing(index)

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
        listed = seen.listed is not None and seen.listed.official
        if state.alarm is None and self._warns(about, listed=listed):
            state.alarm = 0
        readings = unread(chat.messages, state, self._index)
        for place, message in enumerate(chat.messages):
            at = state.place(message.id, message.text)
            if at is None or message.sender == "me":
                continue
            # Not among them is what was changed and changed back within one request.
            reading = readings.get(place) or read([message.text], self._index)[0]
            said = self._of_message(reading, message.links, asked, contacts, state)
            found = [self._kept(finding, at, message.id or str(at)) for finding in said]
            state.keep(found)
            if found and state.alarm is None and self._warns(self._together(about, state), listed=listed):
                state.alarm = at
        found = self._together(about, state)
        return self._verdict(self._weigh(found, listed=listed), found, seen, state, stale=stale)

    def _together(self, about: list[Kept], state: Conversation) -> list[Kept]:
        """Return all findings, and what they come to as a whole."""
        found = [*about, *state.found]
        return [*found, *self._courses.of(found)]

    def _warns(self, found: list[Kept], *, listed: bool) -> bool:
        return self._weigh(found, listed=listed).level in _WARNED

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
        self, reading: Reading, links: tuple[str, ...], asked: frozenset[int], judged: Judged, state: Conversation
    ) -> Iterator[Finding]:
        message = reading.message
        named = frozenset([hit.platform for hit in message.plain(NAME) if not hit.ambiguous])
        contacts = self._contacts.read(message.raw, links, asked | named, judged)
        known = [code for code in self._parts if state.codes.get(code)]
        codes = [*self._slots.find(message, contacts, known), *self._wording(reading.wording, state)]
        if message.is_quotation:
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

    def _wording(self, score: float | None, state: Conversation) -> Iterator[str]:
        """Yield what the model says of a message, ``None`` for one that warns of fraud or quotes, and of those before it."""
        if score is None:
            state.lean(-MOST_CALMING)
            return
        bounds = self._index.core.chat_model
        if score >= bounds.sure:
            yield _WORDING
        elif score >= bounds.likely:
            yield _WORDING_WEAK
        if score >= self._index.core.chat_slots.leans and not state.codes.get(_LEANS):
            yield _LEANS
        if score > TOO_SHORT and state.lean(score) >= bounds.together:
            yield _TOGETHER

    def _kept(self, finding: Finding, at: int, message: str) -> Kept:
        platform = self._index.core.platforms[finding.platform] if finding.platform >= 0 else ""
        params = finding.params if at == _PEER else (*finding.params, ("message", message))
        return Kept(finding.code, platform, params, at, message)

    def _verdict(
        self, weighed: Weighed, found: list[Kept], seen: Seen, state: Conversation, *, stale: bool
    ) -> ChatVerdict:
        warned = weighed.level in _WARNED
        if seen.listed is not None and not warned:
            return self._of_listed(seen.listed, stale=stale)
        # What weighs nothing is part of a course, and said by it.
        policy = self._index.core.policy
        counted = [kept for kept in weighed.counted(found) if policy[kept.code].weight] if warned else []
        first = list({kept.code: kept for kept in reversed(counted)}.values())
        first.sort(key=lambda kept: urgency(self._index.core.policy[kept.code]))
        reasons = tuple([self._reason(kept) for kept in first[:_MOST_REASONS]])
        about = tuple([self._reason(kept) for kept in first[:_MOST_REASONS] if kept.at == _PEER])
        record = self._index.platform(weighed.platform) if warned and weighed.platform >= 0 else None
        return ChatVerdict(
            weighed.level,
            weighed.score,
            record.id if record else None,
            record.names if record else {},
            reasons,
            channels_of(record) if record else (),
            state.alarm if warned else None,
            _marks(counted),
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


def _marks(counted: list[Kept]) -> tuple[Mark, ...]:
    """Return the messages that speak against the peer, in their order, each with its codes."""
    codes: dict[int, tuple[str, dict[str, None]]] = {}
    for kept in counted:
        known = codes.get(kept.at)
        if known is not None:
            known[1][kept.code] = None
        elif kept.at != _PEER:
            codes[kept.at] = kept.message, {kept.code: None}
    return tuple(Mark(message, tuple(found)) for _, (message, found) in sorted(codes.items())[:MAX_MARKS])
