"""Regular expressions that are compiled when they are first used: compiling them is most of what loading a module costs."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache


def lazily(pattern: str) -> Callable[[], re.Pattern[str]]:
    """Return a function that returns ``pattern`` compiled, always the same one."""
    return cache(lambda: re.compile(pattern))


def lazily_in_bytes(pattern: bytes) -> Callable[[], re.Pattern[bytes]]:
    """Return the same for a pattern of bytes."""
    return cache(lambda: re.compile(pattern, re.DOTALL))
