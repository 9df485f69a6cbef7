"""What the host keeps is taken out of garbage collection once, and again for a newer ruleset or what is made of it later."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from realdesk.host.generation import Generation
from realdesk.host.settling import Settling


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def _answers(generation: Generation, settling: Settling, count: int) -> None:
    for _ in range(count):
        generation.current()
        settling()


def test_the_index_is_frozen_after_some_answers_and_not_again(tmp_path: Path, index_data: bytes) -> None:
    path = tmp_path / "index.bin"
    path.write_bytes(index_data)
    generation = Generation(path)
    settling = Settling(generation)
    gc.unfreeze()
    _answers(generation, settling, 1)
    assert gc.get_freeze_count() == 0
    _answers(generation, settling, 40)
    assert gc.get_freeze_count() > 1000
    gc.unfreeze()
    _answers(generation, settling, 40)
    assert gc.get_freeze_count() == 0


def test_a_newer_index_is_frozen_too(tmp_path: Path, index_data: bytes) -> None:
    path = tmp_path / "index.bin"
    path.write_bytes(index_data)
    generation = Generation(path)
    settling = Settling(generation)
    _answers(generation, settling, 40)
    gc.unfreeze()
    (tmp_path / "newer.bin").write_bytes(index_data)
    (tmp_path / "newer.bin").replace(path)
    _answers(generation, settling, 40)
    assert gc.get_freeze_count() > 1000


def test_what_the_first_chat_has_made_later_is_frozen_as_well(tmp_path: Path, index_data: bytes) -> None:
    path = tmp_path / "index.bin"
    path.write_bytes(index_data)
    generation = Generation(path)
    settling = Settling(generation)
    _answers(generation, settling, 40)
    gc.unfreeze()
    index = generation.index
    assert index is not None
    assert index.chat_matcher.find("seed phrase")
    _answers(generation, settling, 1)
    assert gc.get_freeze_count() > 1000


def test_nothing_is_collected_within_answers_once_settled_and_what_is_left_goes_between_them(
    tmp_path: Path, index_data: bytes
) -> None:
    path = tmp_path / "index.bin"
    path.write_bytes(index_data)
    generation = Generation(path)
    settling = Settling(generation)
    _answers(generation, settling, 40)
    assert not gc.isenabled()

    class Knot:
        """Refers to itself, so only the collector frees it."""

        def __init__(self) -> None:
            self.end = self

    left = weakref.ref(Knot())
    assert left() is not None
    _answers(generation, settling, 128)
    assert left() is None
