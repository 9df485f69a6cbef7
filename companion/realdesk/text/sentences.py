"""Sentences for codes, from the extension's ``_locales``: the command line says what the extension says."""

from __future__ import annotations

import json
import os
import re
from functools import lru_cache
from pathlib import Path

_PLACEHOLDER = re.compile(r"\$([A-Za-z0-9_@]+)\$")


class Sentences:
    """The messages of one language, English where one is missing."""

    def __init__(self, folder: Path, language: str) -> None:
        """Read ``folder/<language>/messages.json`` (``en``, ``zh_CN``, ``zh_TW``)."""
        self._messages = _load(folder, "en")
        if language != "en":
            self._messages = {**self._messages, **_load(folder, language)}

    def render(self, key: str, params: dict[str, str]) -> str:
        """Return the sentence for ``key`` with named placeholders filled from ``params``; the key when unknown."""
        message = self._messages.get(key)
        if message is None:
            return key
        return _PLACEHOLDER.sub(lambda match: params.get(match.group(1).lower(), ""), message)

    def has(self, key: str) -> bool:
        """Tell whether there is a sentence for ``key``."""
        return key in self._messages


@lru_cache(maxsize=8)
def _load(folder: Path, language: str) -> dict[str, str]:
    path = folder / language / "messages.json"
    if not path.is_file():
        return {}
    return {key: entry["message"] for key, entry in json.loads(path.read_text("utf-8")).items()}


def language_of_environment() -> str:
    """Return ``en``, ``zh_CN`` or ``zh_TW`` from the locale variables."""
    value = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    value = value.replace("-", "_").lower()
    if not value.startswith("zh"):
        return "en"
    return "zh_TW" if any(mark in value for mark in ("_tw", "_hk", "_mo", "hant")) else "zh_CN"


def name_in(names: dict[str, str], language: str) -> str:
    """Return the name of a platform in ``language``, in English where it has none."""
    tag = {"zh_CN": "zh-Hans", "zh_TW": "zh-Hant"}.get(language, "en")
    return names.get(tag) or names.get("en") or next(iter(names.values()), "")
