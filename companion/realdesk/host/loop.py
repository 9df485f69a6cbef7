"""The host process: one message in, one reply out, until the browser closes the pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import BinaryIO

from realdesk.errors import ProtocolError, RealdeskError
from realdesk.host import framing
from realdesk.host.generation import Generation
from realdesk.host.service import Service
from realdesk.host.settling import Settling
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


def main() -> int:
    """Run the host on the process's own pipes; return the exit status."""
    # A stray print would corrupt the framing: the pipe is kept aside, file descriptor 1 becomes the error stream.
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        state = state_dir()
        generation = Generation(state / INDEX_NAME)
    except RealdeskError as error:
        sys.stderr.write(f"{error.message} {error.hint}\n")
        return 1
    updates, settling = Updates(state), Settling(generation)

    def after() -> None:
        updates.start_if_due()
        settling()

    try:
        serve(sys.stdin.buffer, sink, Service(generation), after)
    except (BrokenPipeError, KeyboardInterrupt):
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
