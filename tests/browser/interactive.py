"""A browser for the user: no automation in sight, fresh profile, the sample pages, open until it is closed."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from browser import companion
from browser.driver import DriverError, Setup
from browser.firefox import Firefox
from browser.samples import START_URL


class _Pipe:
    """The DevTools protocol over two pipes, which is how a branded Chrome lets an unpacked extension in."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands = commands
        self._answers = os.fdopen(answers, "rb", buffering=0)
        self._number = 0

    def send(self, method: str, **params: object) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        for raw in self._messages():
            answer: dict[str, Any] = json.loads(raw)
            if answer.get("id") == self._number:
                return answer
        raise DriverError("The browser closed before it was ready. Is it already running with this profile?")

    def _messages(self) -> Iterator[bytes]:
        kept = b""
        while piece := self._answers.read(65536):
            *whole, kept = (kept + piece).split(b"\0")
            yield from whole


def open_chromium(executable: Path, setup: Setup) -> None:
    """Open a browser of the Chromium family on the start page and wait until the user closes it."""
    profile = setup.home / "profile"
    assert setup.state is not None
    companion.register(
        profile / "NativeMessagingHosts", "chromium", extension=setup.extension, home=setup.home, state=setup.state
    )
    command = [str(executable), *_arguments(setup, profile)]
    if sys.platform == "win32":
        # Windows hands no pipes to a child this way; a Chromium without a brand still takes the flag.
        _wait(subprocess.Popen([*command, f"--load-extension={setup.extension}", START_URL]))
        return
    process, pipe = _start_with_pipe(command)
    try:
        answer = pipe.send("Extensions.loadUnpacked", path=str(setup.extension))
        if "error" in answer:
            raise DriverError(f"{executable.name} does not load the extension: {answer['error']['message']}")
        _show_start_page(pipe)
        _wait(process)
    finally:
        _end(process)


def _show_start_page(pipe: _Pipe) -> None:
    """Open the sample pages' list in front and close the empty tab the browser began with."""
    opened = pipe.send("Target.createTarget", url=START_URL)["result"]["targetId"]
    for target in pipe.send("Target.getTargets")["result"]["targetInfos"]:
        if target["type"] == "page" and target["url"].startswith(("chrome://new", "about:blank", "edge://new")):
            pipe.send("Target.closeTarget", targetId=target["targetId"])
    pipe.send("Target.activateTarget", targetId=opened)


def _arguments(setup: Setup, profile: Path) -> list[str]:
    arguments = [
        f"--user-data-dir={profile}",
        f"--proxy-server=http://127.0.0.1:{setup.proxy_port}",
        "--ignore-certificate-errors",
        # Keeps the browser from complaining about the flag above in a bar over every page.
        "--test-type",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return arguments


def _start_with_pipe(command: list[str]) -> tuple[subprocess.Popen[bytes], _Pipe]:
    command_read, command_write = os.pipe()
    answer_read, answer_write = os.pipe()
    # The browser reads descriptor 3 and writes descriptor 4; a shell puts the pipes there without a fork of our own.
    script = f'exec "$@" 3<&{command_read} 4>&{answer_write}'
    process = subprocess.Popen(
        ["/bin/sh", "-c", script, "sh", *command, "--remote-debugging-pipe", "--enable-unsafe-extension-debugging"],
        pass_fds=(command_read, answer_write),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    os.close(command_read)
    os.close(answer_write)
    return process, _Pipe(command_write, answer_read)


def open_firefox(executable: Path, setup: Setup) -> None:
    """Open Firefox on the start page and wait until the user closes it."""
    with Firefox(setup, executable=executable) as driver:
        driver.open(START_URL)
        driver.wait_until_closed()


def _wait(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(KeyboardInterrupt):
        process.wait()


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)
