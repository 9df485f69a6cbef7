"""Whether 64 bytes are an Ed25519 key pair: 32 secret bytes followed by the public key they give.

Transaction signatures have 64 bytes too; only this arithmetic tells them apart. It works on whatever stands on a page,
so that its running time does not depend on a secret does not matter here.
"""

from __future__ import annotations

from hashlib import sha512

_P = 2**255 - 19
_D = -121665 * pow(121666, -1, _P) % _P
_BASE_Y = 4 * pow(5, -1, _P) % _P
_BASE_X = 15112221349535400772501151409588531511454012693041857206046113283949847762202
_HIGHEST_OF_SIGNATURE = 0x10
"""The second half of a signature is below 2^252 + 2^125, so its last byte is no higher."""

_Point = tuple[int, int, int, int]
"""Extended homogeneous coordinates X, Y, Z, T."""


def may_be_signature(raw: bytes) -> bool:
    """Tell whether 64 bytes could be a signature; of key pairs one in fifteen could, too."""
    return raw[63] <= _HIGHEST_OF_SIGNATURE


def is_key_pair(raw: bytes) -> bool:
    """Tell whether the last 32 of 64 bytes are the public key of the first 32."""
    digest = sha512(raw[:32]).digest()
    scalar = int.from_bytes(digest[:32], "little") & ((1 << 254) - 8) | 1 << 254
    x, y, z, _ = _times_base(scalar)
    inverse = pow(z, -1, _P)
    public = (y * inverse % _P) | ((x * inverse % _P) & 1) << 255
    return public == int.from_bytes(raw[32:], "little")


def _times_base(scalar: int) -> _Point:
    result: _Point = (0, 1, 1, 0)
    point: _Point = (_BASE_X, _BASE_Y, 1, _BASE_X * _BASE_Y % _P)
    while scalar:
        if scalar & 1:
            result = _add(result, point)
        point = _add(point, point)
        scalar >>= 1
    return result


def _add(one: _Point, two: _Point) -> _Point:
    x1, y1, z1, t1 = one
    x2, y2, z2, t2 = two
    a = (y1 - x1) * (y2 - x2) % _P
    b = (y1 + x1) * (y2 + x2) % _P
    c = 2 * t1 * t2 * _D % _P
    d = 2 * z1 * z2 % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P
