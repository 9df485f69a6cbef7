"""The native messaging host: sees pages, has no network code and writes nothing about them."""

from __future__ import annotations

import sys


def _load_msgspec() -> None:
    """Load msgspec without ``typing_extensions``.

    All that it takes from there is in ``typing`` since Python 3.11. Loading it takes as long as msgspec itself, with
    modules that nothing in the host uses; a browser waits for both.
    """
    if "msgspec" in sys.modules or "typing_extensions" in sys.modules:
        return
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]
    try:
        import msgspec  # noqa: F401, PLC0415
    finally:
        del sys.modules["typing_extensions"]


_load_msgspec()
