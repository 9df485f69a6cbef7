"""Decompression with a limit: what would grow beyond it is never made."""

from __future__ import annotations

import zlib
from typing import Protocol

import brotli  # type: ignore[import-untyped]

from realdesk.errors import FeedError

ENCODINGS = "gzip, deflate, br"
_STEP = 256 * 1024
_DAMAGED = "Try again with `realdesk update --force`; if it stays, the server is at fault."


class Decoder(Protocol):
    """Turns pieces of a body into pieces of content."""

    def feed(self, piece: bytes, room: int) -> bytes:
        """Return the content of ``piece``; more than ``room`` bytes of it are cut off at a little over ``room``."""
        ...

    def complete(self) -> bool:
        """Tell whether the body ended where it should."""
        ...


def decoder(encoding: str) -> Decoder:
    """Return the decoder for a ``Content-Encoding``.

    Raises:
        FeedError: it was not asked for.
    """
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        return _Plain()
    if name in {"gzip", "x-gzip"}:
        return _Zlib(31)
    if name == "deflate":
        return _Zlib(15)
    if name == "br":
        return _Brotli()
    raise FeedError(f"The server compressed the list as {name[:40]!r}, which was not asked for.", hint=_DAMAGED)


class _Plain:
    def feed(self, piece: bytes, room: int) -> bytes:
        return piece[: room + 1]

    def complete(self) -> bool:
        return True


class _Zlib:
    def __init__(self, window: int) -> None:
        self._window = window
        self._inner = zlib.decompressobj(window)
        self._begun = False

    def feed(self, piece: bytes, room: int) -> bytes:
        out = bytearray()
        while piece and len(out) <= room:
            if self._inner.eof:  # a further member of a gzip file
                self._inner = zlib.decompressobj(self._window)
            try:
                out += self._inner.decompress(piece, room + 1 - len(out))
            except zlib.error:
                piece = self._raw(piece)
                continue
            self._begun = True
            piece = self._inner.unused_data if self._inner.eof else self._inner.unconsumed_tail
        return bytes(out)

    def _raw(self, piece: bytes) -> bytes:
        """Take the body as ``deflate`` without its header, as some servers send it, if this is its first piece."""
        if self._begun or self._window != 15:
            raise FeedError("The list is damaged: it cannot be decompressed.", hint=_DAMAGED) from None
        self._window, self._begun = -15, True
        self._inner = zlib.decompressobj(-15)
        return piece

    def complete(self) -> bool:
        return self._inner.eof


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Decompressor()

    def feed(self, piece: bytes, room: int) -> bytes:
        out = bytearray()
        try:
            out += self._inner.process(piece, output_buffer_limit=_STEP)
            while not self._inner.can_accept_more_data() and len(out) <= room:
                out += self._inner.process(b"", output_buffer_limit=_STEP)
        except brotli.error as error:
            raise FeedError("The list is damaged: it cannot be decompressed.", hint=_DAMAGED) from error
        return bytes(out)

    def complete(self) -> bool:
        return bool(self._inner.is_finished())
