"""Starts other commands of this package: in a session of their own, with no share in the host's pipes."""

from __future__ import annotations

import sys


def start(*arguments: str) -> None:
    """Start ``realdesk ARGUMENTS`` and do not wait for it; where that fails, nothing happens."""
    import subprocess  # noqa: PLC0415 - 7 ms, and only where there is something to start

    try:
        subprocess.Popen(  # noqa: S603 - our own interpreter and words of our own
            [sys.executable, "-m", "realdesk.cli.app", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return
