"""The host process: one message in, one reply out, until the browser closes the pipe."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from typing import BinaryIO

from realdesk.errors import ProtocolError, RealdeskError
from realdesk.host import framing
from realdesk.host.generation import Generation
from realdesk.host.service import Service
from realdesk.host.updates import Updates
from realdesk.paths import INDEX_NAME, state_dir


def serve(source: BinaryIO, sink: BinaryIO, service: Service, after: Callable[[], None] = lambda: None) -> None:
    """Answer messages from ``source`` on ``sink`` until ``source`` ends; ``after`` is called after each answer."""
    while True:
        try:
            message = framing.read(source)
        except ProtocolError as error:
            framing.write(sink, service.refuse(error))
            continue
        if message is None:
            return
        reply = service.answer(message)
        if len(reply) > framing.MAX_OUT:
            reply = service.refuse(ProtocolError("internal", "The answer is too long.", hint="Report this."))
        framing.write(sink, reply)
        after()


_SETTLED = frozenset({1, 10, 100})
"""Answers after which most of what will stay is there."""


class Settling:
    """What happens after each answer: updates are started, and what is loaded is left out of garbage collection.

    Tables and automata stay as long as the process does. Looking through them for garbage again and again would take longer
    than a verdict on a page.
    """

    def __init__(self, updates: Updates) -> None:
        """Start ``updates`` that are due."""
        self._updates = updates
        self._answers = 0

    def __call__(self) -> None:
        """Do what is due after an answer."""
        self._answers += 1
        if self._answers in _SETTLED:
            gc.freeze()
        self._updates.start_if_due()


def main() -> int:
    """Run the host on the process's own pipes; return the exit status."""
    # A stray print would corrupt the framing: the pipe is kept aside, file descriptor 1 becomes the error stream.
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        state = state_dir()
        service = Service(Generation(state / INDEX_NAME))
    except RealdeskError as error:
        sys.stderr.write(f"{error.message} {error.hint}\n")
        return 1
    try:
        serve(sys.stdin.buffer, sink, service, Settling(Updates(state)))
    except (BrokenPipeError, KeyboardInterrupt):
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
