from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import NOW, index_bytes
from realdesk.entities.hosts import parse
from realdesk.errors import IndexFileError
from realdesk.index.format import Core
from realdesk.index.reader import Index
from realdesk.ruleset.model import Ruleset


def test_the_same_ruleset_compiles_to_the_same_bytes(ruleset: Ruleset) -> None:
    assert index_bytes(ruleset) == index_bytes(ruleset)


def test_every_platform_and_host_can_be_looked_up(ruleset: Ruleset, index: Index) -> None:
    for platform in ruleset.platforms:
        assert index.platform(index.number[platform.id]).id == platform.id
        for domain in platform.domains:
            host = parse("https://" + domain.host, index.suffixes)
            assert host is not None
            assert index.number[platform.id] in {owner.platform for owner in index.owners(host)}


def test_subdomains_of_a_registrable_entry_are_covered_and_neighbours_are_not(index: Index) -> None:
    for host, covered in (("www.binance.com", True), ("a.b.binance.com", True), ("xbinance.com", False)):
        found = parse(host, index.suffixes)
        assert found is not None
        assert bool(index.owners(found)) is covered


def test_an_expired_ruleset_is_stale(ruleset: Ruleset) -> None:
    index = Index(index_bytes(ruleset, expires=NOW + timedelta(days=1)))
    assert not index.stale(NOW.timestamp())
    assert index.stale((NOW + timedelta(days=1)).timestamp())


def test_a_missing_file_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(IndexFileError) as caught:
        Index.open(tmp_path / "index.bin")
    assert "realdesk rules activate" in caught.value.hint


@given(position=st.integers(min_value=0), flip=st.integers(min_value=1, max_value=255))
def test_a_flipped_bit_is_never_read_as_a_ruleset(index_data: bytes, index: Index, position: int, flip: int) -> None:
    data = bytearray(index_data)
    data[position % len(data)] ^= flip
    try:
        found = Index(bytes(data))
    except IndexFileError:
        return
    # Only the header's own facts (dates, label) are outside the digest; the rules themselves are not.
    assert all(getattr(found.core, name) == getattr(index.core, name) for name in Core.__struct_fields__)


@given(length=st.integers(min_value=0))
def test_a_truncated_index_is_refused(index_data: bytes, length: int) -> None:
    with pytest.raises(IndexFileError):
        Index(index_data[: length % len(index_data)])
