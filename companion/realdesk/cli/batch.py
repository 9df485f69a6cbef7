"""``realdesk check --jsonl``: one JSON object a line in, one a line out, in order, each flushed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from realdesk.chats.drafts import judge_draft
from realdesk.chats.judge import ChatJudge
from realdesk.chats.state import Conversation
from realdesk.contact import ContactJudge
from realdesk.errors import RealdeskError
from realdesk.host.bounds import MAX_MESSAGES, clip_chat
from realdesk.index.reader import Index
from realdesk.protocol import Chat, ChatMessage, ChatPeer, ChatVerdict, ErrorBody, OfficialChannel, Page, Verdict
from realdesk.verdict import judge

MAX_LINE = 80 * 1024 * 1024
"""Bytes of one line: a saved page of 64 MiB and its escapes."""
_BOM = b"\xef\xbb\xbf"
_SHAPE = 'Give {"url": …}, {"url": …, "html": …}, {"contact": …}, {"draft": …} or {"chat": …} on one line.'


class _Chat(msgspec.Struct, frozen=True):
    """A conversation as in the protocol; what is not known may be null."""

    messages: tuple[ChatMessage, ...] = ()
    surface: str | None = None
    page_url: str | None = None
    peer: ChatPeer | None = None

    def pieces(self) -> Iterator[Chat]:
        """Yield it in pieces of the size that one request has."""
        for start in range(0, max(len(self.messages), 1), MAX_MESSAGES):
            piece = self.messages[start : start + MAX_MESSAGES]
            yield clip_chat(Chat(piece, self.surface or "", self.page_url or "", "", self.peer))


class _Line(msgspec.Struct, frozen=True):
    """One question. ``contact``, ``draft`` and ``chat`` exclude each other; ``url`` alone asks about a page."""

    url: str | None = None
    html: str | None = None
    contact: str | None = None
    platform: str | None = None
    draft: str | None = None
    chat: _Chat | None = None


class Said(msgspec.Struct, frozen=True):
    """One reason: a code, its parameters and the part of the score that it brings, in percent."""

    code: str
    params: dict[str, str]
    share: int = 0


class Answered(msgspec.Struct, frozen=True):
    """The answer to a page, contact or draft."""

    level: str
    score: int
    platform: str | None
    reasons: tuple[Said, ...]
    official: tuple[OfficialChannel, ...]


class AnsweredChat(Answered, frozen=True):
    """The answer to a chat. ``alarm_index``: the first message at which the level reaches caution, or null."""

    alarm_index: int | None = None


class LineError(msgspec.Struct, frozen=True):
    """The answer to a line that cannot be read. ``line`` counts from 1, empty lines too."""

    error: ErrorBody
    line: int


class BadLine(RealdeskError):
    """A line is not a question."""

    code = "bad_line"


class Batch:
    """Answers lines over one index."""

    def __init__(self, index: Index) -> None:
        """Judge by ``index``."""
        self._index = index
        self._contacts = ContactJudge(index)
        self._chats = ChatJudge(index)
        self._decoder = msgspec.json.Decoder(_Line)

    def run(self, source: BinaryIO, sink: BinaryIO) -> None:
        """Answer every line of ``source`` that is not empty on ``sink``.

        Raises:
            BrokenPipeError: nobody reads the answers any more.
        """
        for number, line in _lines(source):
            if line is None or line.strip():
                sink.write(msgspec.json.encode(self.answer(line, number)) + b"\n")
                sink.flush()

    def answer(self, line: bytes | None, number: int = 1) -> Answered | LineError:
        """Return the answer to one line (``None``: it was too long); every failure is an error object."""
        try:
            return self._of(self._read(line))
        except RealdeskError as error:
            return LineError(ErrorBody(error.code, error.message, error.hint), number)
        except Exception as error:
            # One line never ends the others.
            body = ErrorBody(
                "internal", f"The line failed ({type(error).__name__}).", "Report this; the next lines go on."
            )
            return LineError(body, number)

    def _read(self, line: bytes | None) -> _Line:
        if line is None:
            raise BadLine(f"The line is longer than {MAX_LINE} bytes.", hint="Leave out what the page embeds.")
        try:
            asked = self._decoder.decode(line)
        except msgspec.ValidationError as error:
            raise BadLine(f"The line has another shape: {error}.", hint=_SHAPE) from error
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise BadLine("The line is not JSON in UTF-8.", hint=_SHAPE) from error
        kinds = [asked.contact, asked.draft, asked.chat, asked.html]
        if sum(kind is not None for kind in kinds) > 1 or (asked.html is not None and asked.url is None):
            raise BadLine("The line asks for more than one thing, or has html without url.", hint=_SHAPE)
        return asked

    def _of(self, asked: _Line) -> Answered:
        if asked.contact is not None:
            return _answered(self._contacts.judge(asked.contact, asked.platform))
        if asked.chat is not None:
            return self._chat(asked.chat)
        if asked.draft is not None:
            return _answered(judge_draft(asked.draft, asked.url, self._index))
        if asked.url is None:
            raise BadLine("The line asks for nothing.", hint=_SHAPE)
        return _answered(judge(self._page(asked.url, asked.html), self._index))

    def _chat(self, asked: _Chat) -> AnsweredChat:
        """Judge a whole conversation, as if its messages had come one after the other; each line stands alone."""
        state = Conversation()
        *_, verdict = (self._chats.judge(piece, state) for piece in asked.pieces())
        said = _answered(verdict)
        return AnsweredChat(said.level, said.score, said.platform, said.reasons, said.official, verdict.alarm_index)

    def _page(self, url: str, html: str | None) -> Page:
        from realdesk.cli.check import address_of  # noqa: PLC0415 - it imports this module

        url = address_of(url, self._index)
        if html is None:
            return Page(url)
        from realdesk.cli.extract import page_of_html  # noqa: PLC0415 - the HTML parser is not needed for an address

        return page_of_html(url, html, self._index.vendors)


def _answered(verdict: Verdict | ChatVerdict) -> Answered:
    reasons = tuple(Said(reason.code, reason.params, reason.share) for reason in verdict.reasons)
    return Answered(verdict.level, verdict.score, verdict.platform, reasons, verdict.official)


def _lines(source: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Yield (number, line) of ``source``; ``None`` for one that is too long, which is skipped without being kept."""
    number = 0
    while True:
        line = source.readline(MAX_LINE + 1)
        if not line:
            return
        number += 1
        if len(line) > MAX_LINE and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = source.readline(io.DEFAULT_BUFFER_SIZE)
            yield number, None
            continue
        yield number, line.removeprefix(_BOM) if number == 1 else line
