"""Base58, the alphabet of Bitcoin and Solana, with and without a checksum."""

from __future__ import annotations

from hashlib import sha256

_DIGITS = {char: value for value, char in enumerate("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")}
_CHECK = 4
"""Bytes of a checksum."""


def decode(text: str) -> bytes | None:
    """Return the bytes that ``text`` stands for, or ``None`` if it has other characters."""
    value = 0
    for char in text:
        digit = _DIGITS.get(char)
        if digit is None:
            return None
        value = value * 58 + digit
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + value.to_bytes((value.bit_length() + 7) // 8, "big")


def decode_check(text: str) -> bytes | None:
    """Return the bytes before the checksum, or ``None`` if it does not hold."""
    raw = decode(text)
    if raw is None or len(raw) <= _CHECK:
        return None
    body = raw[:-_CHECK]
    return body if sha256(sha256(body).digest()).digest()[:_CHECK] == raw[-_CHECK:] else None
