"""The line on which each value of a TOML file stands.

``tomllib`` gives values without positions. This reads the same text once more for the positions alone. It expects
text that ``tomllib`` has accepted: it does not check, it only skips strings and counts brackets.
"""

from __future__ import annotations

import bisect
import re
import tomllib

from realdesk.ruleset.problems import Path

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\n]+")


class Locator:
    """Answers ``line(path)`` for one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._lines: dict[Path, int] = {(): 1}
        self._lengths: dict[Path, int] = {}
        self._document()

    def line(self, path: Path) -> int:
        """Return the line of ``path``; if it is not in the text, of the nearest value around it."""
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]

    def _document(self) -> None:
        table: Path = ()
        self._skip(_BLANK)
        while self._at < len(self._text):
            if self._text.startswith("[", self._at):
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)

    def _header(self) -> Path:
        start = self._at
        is_array = self._text.startswith("[[", start)
        self._at += 2 if is_array else 1
        keys = self._key()
        self._at += 2 if is_array else 1
        path: Path = ()
        for key in keys[:-1]:
            path = self._newest((*path, key))
            self._note(path, start)
        path = (*path, keys[-1])
        if not is_array:
            path = self._newest(path)
        else:
            self._note(path, start)
            index = self._lengths.get(path, 0)
            self._lengths[path] = index + 1
            path = (*path, index)
        self._note(path, start)
        return path

    def _newest(self, path: Path) -> Path:
        length = self._lengths.get(path)
        return path if length is None else (*path, length - 1)

    def _pair(self, table: Path) -> None:
        start = self._at
        path = table
        for key in self._key():
            path = (*path, key)
            self._note(path, start)
        self._at += 1  # the equals sign
        self._value(path)

    def _key(self) -> tuple[str, ...]:
        parts: list[str] = []
        while True:
            self._skip(_SPACE)
            quoted = _STRING.match(self._text, self._at)
            bare = quoted or _BARE_KEY.match(self._text, self._at)
            if bare is None:
                return tuple(parts)
            parts.append(tomllib.loads(f"key = {quoted[0]}")["key"] if quoted else bare[0])
            self._at = bare.end()
            self._skip(_SPACE)
            if not self._text.startswith(".", self._at):
                return tuple(parts)
            self._at += 1

    def _value(self, path: Path) -> None:
        self._skip(_SPACE)
        first = self._text[self._at : self._at + 1]
        if first == "[":
            self._items(path, "]")
        elif first == "{":
            self._items(path, "}")
        else:
            self._skip(_STRING if first in {'"', "'"} else _SCALAR)

    def _items(self, path: Path, end: str) -> None:
        self._at += 1
        index = 0
        self._skip(_BLANK)
        while self._at < len(self._text) and not self._text.startswith(end, self._at):
            if end == "}":
                self._pair(path)
            else:
                self._note((*path, index), self._at)
                self._value((*path, index))
            index += 1
            self._skip(_BLANK)
            if self._text.startswith(",", self._at):
                self._at += 1
                self._skip(_BLANK)
        self._at += 1

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self._text, self._at)
        if match is not None:
            self._at = match.end()

    def _note(self, path: Path, offset: int) -> None:
        self._lines.setdefault(path, bisect.bisect_right(self._starts, offset))
