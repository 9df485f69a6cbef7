"""Talks to a host process as a browser does, with every wait bounded."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from realdesk.host.framing import MAX_OUT
from realdesk.installation.faults import Fault, FaultCode

_LENGTH = struct.Struct("=I")
_STDERR_BYTES = 4000
_SHOWN = 120
"""Characters shown of what a program printed."""


class ConversationError(Exception):
    """The host did not do what a browser needs; ``fault`` says what."""

    def __init__(self, code: FaultCode, **params: str) -> None:
        super().__init__(code)
        self.fault = Fault(code, params)


class Conversation:
    """A running host. Use it as a context manager: whatever happens, the process is gone at the end."""

    def __init__(self, command: list[str], *, folder: Path, variables: Mapping[str, str], patience: float) -> None:
        """Start ``command`` in ``folder``; each answer may take ``patience`` seconds.

        Raises:
            ConversationError: it cannot be started.
        """
        self._path = command[0]
        self._patience = patience
        self._data = bytearray()
        self._errors = bytearray()
        self._ended = False
        self._changed = threading.Condition()
        try:
            self._process = subprocess.Popen(  # noqa: S603 - what the browser would start
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=folder,
                env=dict(variables),
                start_new_session=True,
                bufsize=0,
            )
        except OSError as error:
            raise ConversationError(
                "host_cannot_start", path=self._path, detail=error.strerror or type(error).__name__
            ) from error
        self._readers = [threading.Thread(target=work, daemon=True) for work in (self._read, self._read_errors)]
        for reader in self._readers:
            reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._kill()

    def ask(self, message: dict[str, object]) -> dict[str, Any]:
        """Send a message and return the answer.

        Raises:
            ConversationError: the host died, hangs, or wrote something that is no answer.
        """
        data = json.dumps(message).encode()
        stdin = self._process.stdin
        assert stdin is not None  # noqa: S101 - a pipe was asked for
        # A host that has died is found by its missing answer.
        with contextlib.suppress(OSError):
            stdin.write(_LENGTH.pack(len(data)) + data)
        try:
            answer = json.loads(self._frame())
        except ValueError as error:
            raise ConversationError("host_wrong_answer", path=self._path) from error
        if not isinstance(answer, dict) or answer.get("id") != message["id"]:
            raise ConversationError("host_wrong_answer", path=self._path)
        return answer

    def end(self) -> None:
        """Close the host's input, as a browser does when it closes, and wait for the host to end.

        Raises:
            ConversationError: it goes on running.
        """
        stdin = self._process.stdin
        assert stdin is not None  # noqa: S101 - a pipe was asked for
        with contextlib.suppress(OSError):
            stdin.close()
        try:
            self._process.wait(self._patience)
        except subprocess.TimeoutExpired as error:
            raise ConversationError("host_does_not_end", path=self._path) from error

    def _frame(self) -> bytes:
        """Return the body of the next frame."""
        deadline = time.monotonic() + self._patience
        with self._changed:
            while True:
                if len(self._data) >= _LENGTH.size:
                    (length,) = _LENGTH.unpack_from(self._data)
                    if length > MAX_OUT:
                        raise self._prints()
                    end = _LENGTH.size + length
                    if len(self._data) >= end:
                        body = bytes(self._data[_LENGTH.size : end])
                        del self._data[:end]
                        return body
                left = deadline - time.monotonic()
                if self._ended or left <= 0:
                    break
                self._changed.wait(left)
        raise self._silence()

    def _silence(self) -> ConversationError:
        """Say why no frame came: it printed something else, it ended, or it hangs."""
        if self._data:
            return self._prints()
        if not self._ended:
            return ConversationError("host_hangs", path=self._path, seconds=f"{self._patience:g}")
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(self._patience)
        self._readers[1].join(1)
        lines = [line for line in _printable(self._errors).splitlines() if line.strip()]
        detail = lines[-1].strip()[:_SHOWN] if lines else f"exit {self._process.poll()}"
        return ConversationError("host_died", path=self._path, detail=detail)

    def _prints(self) -> ConversationError:
        # What follows the first character that cannot be printed may be an answer.
        pieces = [piece.strip() for piece in _printable(self._data).split("\n")]
        text = next((piece for piece in pieces if piece), "")
        return ConversationError("host_prints", path=self._path, detail=text[:_SHOWN])

    def _read(self) -> None:
        stdout = self._process.stdout
        assert stdout is not None  # noqa: S101 - a pipe was asked for
        while piece := self._piece(stdout.fileno()):
            with self._changed:
                self._data += piece
                self._changed.notify_all()
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def _read_errors(self) -> None:
        stderr = self._process.stderr
        assert stderr is not None  # noqa: S101 - a pipe was asked for
        while piece := self._piece(stderr.fileno()):
            self._errors = (self._errors + piece)[-_STDERR_BYTES:]

    @staticmethod
    def _piece(handle: int) -> bytes:
        try:
            return os.read(handle, 65536)
        except OSError:
            return b""

    def _kill(self) -> None:
        if sys.platform == "win32":
            self._process.kill()
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        for reader in self._readers:
            reader.join(1)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _printable(data: bytes | bytearray) -> str:
    """Return text in which a line break stands for whatever cannot be printed."""
    text = bytes(data).decode("utf-8", errors="replace")
    return "".join(char if char.isprintable() and char != "\ufffd" else "\n" for char in text)
