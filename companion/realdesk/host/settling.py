"""Takes what the host keeps for good out of garbage collection, collects between answers, and gives back what is left over.

An index is some hundred thousand objects. The collector goes through all of them now and then, within whatever answer that
falls into; they are never garbage while they are in use. The automata over its phrases take several megabytes more while they
are made than afterwards, which the allocator of glibc would keep.

Answers leave next to nothing behind that only the collector finds. It would run within answers nevertheless, for everything they
make; so it runs when an answer has gone out, now and then.
"""

from __future__ import annotations

import gc
import sys

from realdesk.host.generation import Generation
from realdesk.index.reader import Index

_EACH = 128
"""Answers between two collections."""
_ANSWERS = 12
"""Answers after which what is made when it is first needed has been made."""


class Settling:
    """Called after each answer; acts once for every index in use, and when more of it was made later (the first chat)."""

    def __init__(self, generation: Generation) -> None:
        """Watch the index of ``generation``."""
        self._generation = generation
        self._index: Index | None = None
        self._answers = 0
        self._made = 0

    def __call__(self) -> None:
        """Count an answer."""
        if self._generation.index is not self._index:
            self._index, self._answers = self._generation.index, 0
        self._answers += 1
        if self._index is None or self._answers < _ANSWERS:
            return
        if self._answers % _EACH == 0:
            gc.collect()
        if self._answers == _ANSWERS:
            # What an index before this one left behind is let go first.
            gc.unfreeze()
            gc.collect()
        elif len(vars(self._index)) == self._made:
            return
        self._made = len(vars(self._index))
        gc.disable()
        gc.freeze()
        _give_back()


def _give_back() -> None:
    """Return free memory to the system, where the C library can."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes  # noqa: PLC0415 - 3 ms, and nothing else needs it

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
