"""Standard input and output where they may be closed, full or of any bytes."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO

from realdesk.errors import RealdeskError


class StreamError(RealdeskError):
    """Standard input or output cannot be used."""

    code = "stream_failed"


def need_output() -> None:
    """Make sure that answers and errors have somewhere to go.

    Raises:
        StreamError: standard output is closed.
    """
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - stands until the process ends
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
        raise StreamError("Standard output is closed.", hint="Run it without >&-.")


def input_bytes() -> BinaryIO:
    """Return standard input.

    Raises:
        StreamError: it is closed.
    """
    if sys.stdin is None:
        raise StreamError("Standard input is closed.", hint="Give the text in a pipe or a file: realdesk … < FILE")
    return sys.stdin.buffer


def input_text(most: int) -> str:
    """Return up to ``most`` characters of standard input; bytes that are not UTF-8 are replaced.

    Raises:
        StreamError: it is closed.
    """
    return input_bytes().read(most * 4).decode("utf-8", errors="replace")[:most]


def failed(error: OSError) -> StreamError:
    """Return what to say of an error of the system that no command expects: a full disk, a device that fails."""
    about = f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or type(error).__name__)
    return StreamError(f"Reading or writing failed: {about}.", hint="Check the space there, and where the output goes.")
