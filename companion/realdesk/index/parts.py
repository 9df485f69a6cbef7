"""The core of an index, each part of it decoded when it is first asked for.

A verdict on an address needs a tenth of it: decoding the rest would be a good part of the host's start.
"""

from __future__ import annotations

from typing import Any

import msgspec

from realdesk.index.format import Core


class Parts:
    """A ``Core`` to all who read it: the same attributes, none of which changes."""

    def __init__(self, data: bytes | memoryview) -> None:
        """Find the parts in ``data``, an encoded ``Core``, which must stay as it is.

        Raises:
            msgspec.DecodeError: no msgpack, or another number of parts.
        """
        found = msgspec.msgpack.decode(data, type=tuple[msgspec.Raw, ...])
        names = Core.__struct_fields__
        if len(found) != len(names):
            raise msgspec.ValidationError("Another number of parts")
        self._encoded = dict(zip(names, found, strict=True))

    def __getattr__(self, name: str) -> Any:
        """Decode a part, once."""
        try:
            encoded = self._encoded.pop(name)
        except KeyError:
            raise AttributeError(name) from None
        value = msgspec.msgpack.decode(encoded, type=Core.__annotations__[name])
        setattr(self, name, value)
        return value
