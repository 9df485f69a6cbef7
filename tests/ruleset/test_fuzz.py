"""Whatever the bytes are, they are verified or refused; nothing else happens, and nothing forged passes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realdesk.errors import BundleError, BundleUnreadable
from realdesk.ruleset.trusted import HighWater, verify
from ruleset.simulator import NOW, Simulator, joined, parts

REPOSITORY = Simulator()
BUNDLE = REPOSITORY.bundle()
CONTENT = REPOSITORY.content
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("9" * 5000),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def outcome(bundle: bytes) -> bytes | None:
    """Return the verified ruleset, or ``None`` if it was refused with message and hint."""
    found = attempt(bundle, REPOSITORY.roots[1])
    return found if isinstance(found, bytes) else None


def attempt(bundle: bytes, root: bytes) -> bytes | BundleError:
    try:
        return verify(bundle, root, now=NOW, floor=HighWater()).ruleset
    except BundleError as error:
        refusal = error
    assert refusal.message
    assert refusal.hint
    return refusal


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way, *(place for key, item in inner for place in places(item, (*way, key)))]


def put(value: Any, way: tuple[Any, ...], junk: Any) -> Any:
    if not way:
        return junk
    value[way[0]] = put(value[way[0]], way[1:], junk)
    return value


@given(st.integers(0, len(BUNDLE) - 2))
def test_truncated_bundle(length: int) -> None:
    assert outcome(BUNDLE[:length]) is None


@settings(max_examples=600)
@given(st.integers(0, len(BUNDLE) * 8 - 1))
def test_flipped_bit_is_refused_or_changes_nothing(bit: int) -> None:
    data = bytearray(BUNDLE)
    data[bit // 8] ^= 1 << bit % 8
    # White space and the like are not signed: such a bundle may pass, with the signed content and no other.
    assert outcome(bytes(data)) in {None, CONTENT}


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    assert outcome(data) is None


@given(JUNK)
def test_any_json(junk: Any) -> None:
    assert outcome(json.dumps(junk).encode()) is None


@settings(max_examples=300)
@given(st.sampled_from(["timestamp.json", "snapshot.json", "targets.json", "1.root.json", "2.root.json"]), st.data())
def test_wrong_types_anywhere_in_metadata(name: str, data: st.DataObject) -> None:
    bundle = parts(BUNDLE)
    metadata = json.loads(bundle["metadata"].get(name, bundle["metadata"]["1.root.json"]))
    bent = put(metadata, data.draw(st.sampled_from(places(metadata))), data.draw(JUNK))
    bundle["metadata"][name] = json.dumps(bent)
    assert outcome(joined(bundle)) in {None, CONTENT}


@settings(max_examples=200)
@given(st.data())
def test_wrong_types_in_a_root_that_is_trusted(data: st.DataObject) -> None:
    root = json.loads(REPOSITORY.roots[1])
    bent = put(root, data.draw(st.sampled_from(places(root))), data.draw(JUNK))
    found = attempt(BUNDLE, json.dumps(bent).encode())
    assert found == CONTENT or isinstance(found, BundleError)


@pytest.mark.parametrize("version", [1.5, 1e300])
def test_root_with_an_odd_version(version: float) -> None:
    root = json.loads(REPOSITORY.roots[1])
    root["signed"]["version"] = version
    assert isinstance(attempt(BUNDLE, json.dumps(root).encode()), BundleError)


def test_deep_nesting() -> None:
    for opening in (b"[", b'{"metadata":'):
        assert outcome(opening * 200_000) is None
    bundle = parts(BUNDLE)
    bundle["metadata"]["timestamp.json"] = "[" * 200_000
    with pytest.raises(BundleUnreadable, match="timestamp"):
        verify(joined(bundle), REPOSITORY.roots[1], now=NOW, floor=HighWater())
