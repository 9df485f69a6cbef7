"""What the extension really sends: the native messages, copied on their way to the real host."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from browser import companion
from browser.driver import Driver, DriverError

_LENGTH = struct.Struct("=I")


class Recorder:
    """Copies the messages of one browser from now on."""

    def __init__(self, driver: Driver) -> None:
        if driver.state is None:
            raise DriverError("a browser without a companion sends nothing")
        folder = driver.state.parent
        self._driver = driver
        self._log = folder / "messages.bin"
        (launcher,) = [path for path in (folder / "bin").iterdir() if path.is_file() and path.suffix != ".real"]
        real = launcher.with_suffix(".real")
        if not real.exists():
            launcher.rename(real)
            launcher.write_text(f'#!/bin/sh\ntee -a "{self._log}" | "{real}" "$@"\n', "utf-8")
            launcher.chmod(0o700)
            # The next request starts the host anew, by way of the copy.
            companion.kill_hosts(driver.state)

    def bytes_of(self, url: str, timeout: float = 20.0) -> bytes:
        """Open ``url`` and return the last message about it once the worker has its verdict.

        Raises:
            DriverError: none was sent.
        """
        self._driver.open(url)
        self._driver.settled(timeout)
        sent = self._driver.wait_for(lambda: self._last(url), timeout)
        if sent is None:
            raise DriverError(f"{self._driver.name}: nothing was sent about {url}")
        return sent

    def page(self, url: str) -> Any:
        """Open ``url`` and return the page facts that were sent about it."""
        return json.loads(self.bytes_of(url))["page"]

    def _last(self, url: str) -> bytes | None:
        about = [
            sent for sent in messages_in(self._log) if f'"{url}"'.encode() in sent and b'"check_page"' in sent[:200]
        ]
        return about[-1] if about else None


def messages_in(log: Path) -> Iterator[bytes]:
    """Yield the native messages that were copied into ``log``."""
    data = log.read_bytes() if log.exists() else b""
    at = 0
    while at + _LENGTH.size <= len(data):
        (length,) = _LENGTH.unpack_from(data, at)
        at += _LENGTH.size
        if at + length <= len(data):
            yield data[at : at + length]
        at += length
