"""Sentences for codes, from the extension's ``_locales``: the command line says what the extension says."""

from __future__ import annotations

import json
import os
import re
from functools import lru_cache
from pathlib import Path

# Sentences have a space around a name, because most names are Latin; between two Han characters it is wrong.
_BETWEEN_HAN = re.compile(r"([\u3400-\u9fff]) (?=[\u3400-\u9fff])")
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
        said = _PLACEHOLDER.sub(lambda match: params.get(match.group(1).lower(), ""), message)
        return _BETWEEN_HAN.sub(r"\1", said)

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
    return language_of_tag(value) or "en"


def language_of_tag(tag: str) -> str | None:
    """Return ``en``, ``zh_CN`` or ``zh_TW`` for a tag or locale (``zh-Hant``, ``zh_HK.UTF-8``), else ``None``."""
    value = re.split(r"[.@]", tag.replace("-", "_").lower())[0]
    language, *rest = value.split("_")
    if language == "en":
        return "en"
    if language != "zh":
        return None
    return "zh_TW" if {"tw", "hk", "mo", "hant"}.intersection(rest) and "hans" not in rest else "zh_CN"


def name_in(names: dict[str, str], language: str) -> str:
    """Return the name of a platform in ``language``, in English where it has none."""
    tag = {"zh_CN": "zh-Hans", "zh_TW": "zh-Hant"}.get(language, "en")
    return names.get(tag) or names.get("en") or next(iter(names.values()), "")
