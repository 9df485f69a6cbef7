"""Takes what the host keeps for good out of garbage collection.

An index is some hundred thousand objects. The collector goes through all of them now and then, within whatever answer that
falls into; they are never garbage while they are in use.
"""

from __future__ import annotations

import gc

from realdesk.host.generation import Generation
from realdesk.index.reader import Index

_ANSWERS = 12
"""Answers after which what is made when it is first needed has been made."""


class Settling:
    """Called after each answer; acts once for every index in use."""

    def __init__(self, generation: Generation) -> None:
        """Watch the index of ``generation``."""
        self._generation = generation
        self._index: Index | None = None
        self._answers = 0

    def __call__(self) -> None:
        """Count an answer."""
        if self._generation.index is not self._index:
            self._index, self._answers = self._generation.index, 0
        self._answers += 1
        if self._answers == _ANSWERS and self._index is not None:
            # What an index before this one left behind is let go first.
            gc.unfreeze()
            gc.collect()
            gc.freeze()
