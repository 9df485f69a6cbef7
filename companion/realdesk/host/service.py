"""Answers one message: bytes in, bytes out, and never an exception."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from realdesk import __version__
from realdesk.errors import ProtocolError, RealdeskError
from realdesk.host.bounds import clip, clip_chat
from realdesk.host.generation import Generation
from realdesk.index.format import digest_of
from realdesk.index.reader import Index
from realdesk.protocol import (
    PROTOCOL_VERSION,
    CheckChat,
    CheckPage,
    Contacts,
    ErrorBody,
    ForgetChat,
    Hello,
    HelloResult,
    Platforms,
    Regulator,
    Reply,
    Request,
    RulesetInfo,
    Surfaces,
    SurfacesResult,
)
from realdesk.verdict import judge

if TYPE_CHECKING:
    from realdesk.host.chats import Chats

# What most messages do not need is imported where it is used: the first verdict on an address waits for the rest alone.

_UPDATE = "Update the browser extension and the companion to the same version."
_WAIT = "The ruleset is being compiled: ask again in a second. If this stays, run `realdesk rules activate`."


class _Envelope(msgspec.Struct):
    """As much of a broken message as an error reply needs."""

    id: int | None = None
    type: str | None = None


class Service:
    """The host's knowledge: which ruleset is in use, and what was asked in open chats. It keeps nothing of pages."""

    def __init__(self, generation: Generation) -> None:
        """Answer from the rulesets of ``generation``."""
        self._generation = generation
        self._chats: Chats | None = None
        self._decoder = msgspec.json.Decoder(Request)
        self._encoder = msgspec.json.Encoder()

    def answer(self, message: bytes) -> bytes:
        """Return the reply to ``message``; every failure is an error reply."""
        try:
            request = self._decoder.decode(message)
        except Exception as error:
            return self._encoder.encode(self._refusal(message, error))
        try:
            reply = Reply(request.id, result=self._result(request))
        except RealdeskError as error:
            reply = Reply(request.id, error=ErrorBody(error.code, error.message, error.hint))
        except Exception as error:
            body = ErrorBody(
                "internal", f"The companion failed ({type(error).__name__}).", "Report this; go on browsing."
            )
            reply = Reply(request.id, error=body)
        return self._encoder.encode(reply)

    def refuse(self, error: ProtocolError) -> bytes:
        """Return the reply to a frame that held no message."""
        return self._encoder.encode(Reply(None, error=ErrorBody(error.code, error.message, error.hint)))

    def _refusal(self, message: bytes, error: Exception) -> Reply:
        try:
            envelope = msgspec.json.decode(message, type=_Envelope)
        except Exception:
            envelope = _Envelope()
        known = {Hello, CheckPage, CheckChat, ForgetChat, Contacts, Platforms, Regulator, Surfaces}
        if envelope.type is not None and envelope.type not in {kind.__struct_config__.tag for kind in known}:
            return Reply(
                envelope.id, error=ErrorBody("unknown_type", f"Unknown message type {envelope.type[:40]!r}.", _UPDATE)
            )
        # Only msgspec's own validation errors are safe to quote: they name fields and types, never values.
        detail = str(error) if isinstance(error, msgspec.ValidationError) else "it is not JSON of this protocol"
        return Reply(envelope.id, error=ErrorBody("bad_message", f"The message cannot be read: {detail}.", _UPDATE))

    def _result(self, request: Request) -> object:
        if isinstance(request, Hello):
            return self._hello(request)
        if isinstance(request, ForgetChat):
            return self.chats.forget(request)
        index = self._generation.current()
        if index is None:
            raise ProtocolError("no_ruleset", "There is no ruleset yet.", hint=_WAIT)
        if isinstance(request, CheckPage):
            return judge(clip(request.page), index)
        if isinstance(request, CheckChat):
            return self.chats.judge(clip_chat(request.chat), index)
        if isinstance(request, Surfaces):
            return surfaces(request.known, index)
        from realdesk.host import directory  # noqa: PLC0415

        if isinstance(request, Platforms):
            return directory.platforms(request.text, index)
        if isinstance(request, Regulator):
            return directory.regulator(request.regulator, index)
        return directory.contacts(request.platform, index)

    @property
    def chats(self) -> Chats:
        """The judge of chats, and what is kept of open conversations."""
        if self._chats is None:
            from realdesk.host.chats import Chats  # noqa: PLC0415

            self._chats = Chats()
        return self._chats

    def _hello(self, request: Hello) -> HelloResult:
        major = PROTOCOL_VERSION.partition(".")[0]
        if request.protocol.partition(".")[0] != major:
            raise ProtocolError(
                "protocol_version",
                f"Protocol {request.protocol[:20]!r} is not spoken here; this is {PROTOCOL_VERSION}.",
                hint=_UPDATE,
            )
        index = self._generation.current()
        return HelloResult(PROTOCOL_VERSION, __version__, _info(index) if index is not None else None)


def surfaces(known: str, index: Index) -> SurfacesResult:
    """Return the surfaces of the ruleset, or their digest alone when it is ``known``."""
    record = index.surfaces()
    digest = digest_of(record).hex()
    return SurfacesResult(index.header.version, digest, None if known == digest else msgspec.Raw(record))


def _info(index: Index) -> RulesetInfo:
    header = index.header
    return RulesetInfo(
        schema=header.schema,
        version=header.version,
        date=datetime.fromtimestamp(header.issued, UTC).date().isoformat(),
        expires=datetime.fromtimestamp(header.expires, UTC).date().isoformat(),
        stale=index.stale(),
        label=header.label,
        platforms=index.core.desks,
    )
