"""Native messaging hosts on pipes, for measuring."""

from __future__ import annotations

import os
import struct
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from types import TracebackType
from typing import Self


class Process:
    """A native messaging host on pipes."""

    def __init__(self, command: list[str], home: Path) -> None:
        """Start ``command`` with its state in ``home``."""
        environment = {**os.environ, "REALDESK_HOME": str(home)}
        # Whoever has installed it has its modules compiled; without them a start would measure the compiler.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )

    def ask(self, message: bytes) -> bytes:
        """Send a message and return the reply."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(struct.pack("=I", len(message)) + message)
        self._process.stdin.flush()
        (length,) = struct.unpack("=I", self._process.stdout.read(4))
        return self._process.stdout.read(length)

    def resident(self) -> int:
        """Return the bytes of memory that the process has resident, those of mapped files included (Linux only)."""
        status = Path(f"/proc/{self._process.pid}/status").read_text("ascii").splitlines()
        return next(int(line.split()[1]) << 10 for line in status if line.startswith("VmRSS:"))

    def pin(self, cpus: set[int]) -> None:
        """Keep the process on ``cpus``."""
        os.sched_setaffinity(self._process.pid, cpus)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(10)


@contextmanager
def placed(*processes: Process, apart: bool) -> Iterator[None]:
    """Keep this process on one CPU and ``processes`` on another one (``apart``) or on the same one.

    Left alone, the scheduler puts one host beside whoever asks it and the next one on another CPU, where each message has to
    wake it up: that costs some 40 microseconds each way, more than many an answer, and a ratio of the two would measure it.
    Where the system cannot pin, or has one CPU, nothing is done.
    """
    cpus = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_setaffinity") else []
    if len(cpus) < 2:
        yield
        return
    os.sched_setaffinity(0, {cpus[0]})
    for process in processes:
        process.pin({cpus[1 if apart else 0]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, set(cpus))


def times(process: Process, messages: Sequence[bytes], rounds: int) -> list[float]:
    """Return the seconds that each of ``rounds`` replies took, sorted; the messages are sent in turn."""
    found = []
    for message in islice(cycle(messages), rounds):
        started = time.perf_counter()
        process.ask(message)
        found.append(time.perf_counter() - started)
    return sorted(found)


def start_times(command: list[str], home: Path, message: bytes, rounds: int = 15) -> list[float]:
    """Return the seconds from start to first reply, sorted."""
    found = []
    for _ in range(rounds):
        started = time.perf_counter()
        with Process(command, home) as process:
            process.ask(message)
            found.append(time.perf_counter() - started)
    return sorted(found)
