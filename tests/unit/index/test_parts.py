from __future__ import annotations

import msgspec
import pytest

from realdesk.index.format import Core
from realdesk.index.parts import Parts
from realdesk.index.reader import Index


def test_each_part_is_what_decoding_all_at_once_gives(index: Index) -> None:
    whole = {name: getattr(index.core, name) for name in Core.__struct_fields__}
    data = msgspec.msgpack.encode(Core(**whole))
    parts, decoded = Parts(data), msgspec.msgpack.decode(data, type=Core)
    assert all(getattr(parts, name) == getattr(decoded, name) for name in Core.__struct_fields__)


def test_a_part_is_decoded_once(index: Index) -> None:
    assert index.core.phrases is index.core.phrases


def test_a_core_with_another_number_of_parts_is_refused() -> None:
    with pytest.raises(msgspec.DecodeError):
        Parts(msgspec.msgpack.encode(["com", 1, 2]))


def test_what_is_no_part_is_no_attribute(index: Index) -> None:
    assert not hasattr(index.core, "nothing")
