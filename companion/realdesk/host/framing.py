"""Native messaging frames: a 4-byte length in the machine's byte order, then JSON in UTF-8."""

from __future__ import annotations

import struct
from typing import BinaryIO

from realdesk.errors import ProtocolError

MAX_IN = 8 * 1024 * 1024
"""Largest message read. Browsers may send 64 MiB; the extension bounds its facts to far less than this."""
MAX_OUT = 1024 * 1024
"""Largest message a browser accepts from a host; one byte more closes the port."""
_LENGTH = struct.Struct("=I")
_CHUNK = 65536


def read(stream: BinaryIO) -> bytes | None:
    """Return the next message, or ``None`` at the end of the stream (also in the middle of a message).

    Raises:
        ProtocolError: ``bad_frame``, the message was too long. It has been skipped; the stream is in step.
    """
    head = _exactly(stream, _LENGTH.size)
    if head is None:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > MAX_IN:
        if not _skip(stream, length):
            return None
        raise ProtocolError(
            "bad_frame",
            f"A message of {length} bytes is longer than {MAX_IN}.",
            hint="Send less of the page; PROTOCOL.md has the limits.",
        )
    return _exactly(stream, length)


def write(stream: BinaryIO, message: bytes) -> None:
    """Write one message and flush it.

    Raises:
        ProtocolError: ``internal``, the message is longer than a browser accepts. Nothing was written.
    """
    if len(message) > MAX_OUT:
        raise ProtocolError("internal", "The answer is too long.", hint="Report this with the platform's name.")
    stream.write(_LENGTH.pack(len(message)) + message)
    stream.flush()


def _exactly(stream: BinaryIO, count: int) -> bytes | None:
    data = b""
    while len(data) < count:
        piece = stream.read(count - len(data))
        if not piece:
            return None
        data += piece
    return data


def _skip(stream: BinaryIO, count: int) -> bool:
    while count:
        piece = stream.read(min(count, _CHUNK))
        if not piece:
            return False
        count -= len(piece)
    return True
