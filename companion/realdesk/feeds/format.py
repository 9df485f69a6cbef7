"""The file ``feeds.bin``: what is in it and how it is laid out. Written by ``compile``, mapped by ``reader``.

    4 bytes   magic ``RDFB``
    2 bytes   format version, big endian
    4 bytes   length of the header, big endian
    header    msgpack ``Header``, then zeros up to a multiple of 8
    payload   ``count`` sorted 64-bit keys, then ``count`` 16-bit feed numbers, then ``count`` 16-bit days since 1970,
              all in the byte order of this machine

A key is the keyed blake2b of an entry: ``host``, ``host/path`` or ``host/path?query``. The secret is drawn on this computer, so
nobody can craft an entry that collides with a good host; a random host that is on no list is taken for a listed one
with a probability of ``count`` / 2**64 a look-up (300,000 entries: 1.6e-14).
"""

from __future__ import annotations

import hashlib
import struct
import sys

import msgspec

MAGIC = b"RDFB"
FORMAT = 1
PREFIX = struct.Struct(">4sHI")
SECRET_BYTES = 16
FEEDS_NAME = "feeds.bin"
BYTE_ORDER = sys.byteorder


class Header(msgspec.Struct, frozen=True, array_like=True):
    """What the file holds."""

    digest: bytes
    secret: bytes
    byte_order: str
    made: int
    """Seconds since 1970."""
    count: int
    feeds: tuple[tuple[str, str], ...]
    """Id and name of each feed; entries name them by position."""


def key_of(entry: str, secret: bytes) -> int:
    """Return the key of a canonical entry."""
    digest = hashlib.blake2b(entry.encode("utf-8", "surrogatepass"), digest_size=8, key=secret).digest()
    return int.from_bytes(digest, "big")


def digest_of(payload: bytes | memoryview) -> bytes:
    """Return the digest kept in the header. It finds damage, not malice: who may write here may write anything.

    SHA-256, because processors have instructions for it and the host waits for this.
    """
    return hashlib.sha256(payload).digest()


def pack(header: Header, payload: bytes) -> bytes:
    """Return the bytes of the file."""
    body = msgspec.msgpack.encode(header)
    head = PREFIX.pack(MAGIC, FORMAT, len(body)) + body
    return head + b"\0" * (payload_at(len(body)) - len(head)) + payload


def payload_at(header_length: int) -> int:
    """Return where the payload begins."""
    end = PREFIX.size + header_length
    return end + -end % 8
