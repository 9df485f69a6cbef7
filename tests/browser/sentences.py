"""From a sentence on the screen back to the reason code it stands for, by the extension's own messages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

_PLACEHOLDER = re.compile(r"\$[A-Za-z0-9_@]+\$|\$[0-9]")


class Sentences:
    """The messages of one language."""

    def __init__(self, extension: Path, locale: str) -> None:
        path = extension / "_locales" / locale / "messages.json"
        self._messages: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        self._reasons = {
            key.removeprefix("reason_"): _pattern(entry["message"])
            for key, entry in self._messages.items()
            if key.startswith("reason_")
        }

    def message(self, key: str) -> str:
        """Return the message ``key`` as it is written."""
        return str(self._messages[key]["message"])

    def code(self, sentence: str) -> str | None:
        """Return the reason code whose message gives ``sentence``, or ``None``.

        The message with the most fixed text wins where several fit.
        """
        fitting = [
            (len(pattern.pattern), code) for code, pattern in self._reasons.items() if pattern.fullmatch(sentence)
        ]
        return max(fitting)[1] if fitting else None

    def codes(self, sentences: tuple[str, ...]) -> tuple[str, ...]:
        """Return the codes of those of ``sentences`` that are reasons."""
        return tuple(code for sentence in sentences if (code := self.code(sentence)) is not None)


def _pattern(message: str) -> re.Pattern[str]:
    pieces = (re.escape(" ".join(piece.split(" "))) for piece in _PLACEHOLDER.split(message))
    return re.compile(".*?".join(pieces), re.DOTALL)
