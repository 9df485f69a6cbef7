"""The line locator: for any TOML document, each value is found on the line where it was written."""

from __future__ import annotations

import json
import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from realdesk.ruleset.locate import Locator
from realdesk.ruleset.problems import Path

KEYS = st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True) | st.text(
    st.characters(codec="ascii", categories=["L", "P", "Zs"]), max_size=5
)
TRICKY = st.sampled_from(["[[x]]", "a = 1", "# no comment", '"', "'", "\\", "]", "}", ",", "{", '\\"', "x\ny = 2"])
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8) | TRICKY
SCALARS = TEXTS | st.integers(-99, 99) | st.booleans() | st.dates()
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
TABLES = st.dictionaries(KEYS, VALUES, max_size=4)
DOCUMENTS = st.dictionaries(KEYS, VALUES | st.lists(TABLES, min_size=1, max_size=3).map(tuple), max_size=5)


class Writer:
    """Writes TOML and keeps the line of each value. Layout is drawn at random."""

    def __init__(self, draw: st.DataObject) -> None:
        self.text = ""
        self.lines: dict[Path, int] = {}
        self._draw = draw

    def document(self, data: dict[str, Any]) -> None:
        for key, value in data.items():
            if not isinstance(value, tuple):
                self._pair((key,), value)
        for key, value in data.items():
            for index, table in enumerate(value if isinstance(value, tuple) else ()):
                self._gap()
                self.lines.setdefault((key,), self._line())
                self.lines[key, index] = self._line()
                self.text += f"[[ {json.dumps(key)} ]] # [[no]]\n"
                for inner, item in table.items():
                    self._pair((key, index, inner), item)

    def _pair(self, path: Path, value: Any) -> None:
        self._gap()
        self._assign(path, value, may_break=True)
        self.text += self._draw.draw(st.sampled_from(["\n", "  # x = [1\n", "\r\n"]))

    def _assign(self, path: Path, value: Any, *, may_break: bool) -> None:
        self.lines[path] = self._line()
        self.text += f"{json.dumps(path[-1])} = "
        self._value(path, value, may_break=may_break)

    def _value(self, path: Path, value: Any, *, may_break: bool) -> None:
        if isinstance(value, dict):
            self._bracket("{", [((*path, key), item) for key, item in value.items()], may_break=False)
        elif isinstance(value, list):
            self._bracket("[", [((*path, index), item) for index, item in enumerate(value)], may_break=may_break)
        elif isinstance(value, str):
            self._string(value, may_break=may_break)
        else:
            self.text += str(value).lower() if isinstance(value, bool) else str(value)

    def _bracket(self, mark: str, items: list[tuple[Path, Any]], *, may_break: bool) -> None:
        self.text += mark
        for number, (path, item) in enumerate(items):
            self.text += ", " if number else " "
            if may_break:
                self.text += self._draw.draw(st.sampled_from(["", "\n", "\n  # ] }\n"]))
            if mark == "{":
                self._assign(path, item, may_break=False)
            else:
                self.lines[path] = self._line()
                self._value(path, item, may_break=may_break)
        self.text += "}" if mark == "{" else "]"

    def _string(self, value: str, *, may_break: bool) -> None:
        form = self._draw.draw(st.sampled_from(["basic", "literal", "long", "long literal"]))
        if form == "literal" and not {"'", "\n"} & set(value):
            self.text += f"'{value}'"
        elif form == "long" and may_break:
            self.text += '"""\n' + json.dumps(value, ensure_ascii=False)[1:-1].replace("\\n", "\n") + '"""'
        elif form == "long literal" and may_break and "'" not in value:
            self.text += f"'''\n{value}'''"
        else:
            self.text += json.dumps(value, ensure_ascii=False)

    def _gap(self) -> None:
        self.text += self._draw.draw(st.sampled_from(["", "\n", "# [x]\n", "\t\n\n"]))

    def _line(self) -> int:
        return self.text.count("\n") + 1


@given(DOCUMENTS, st.data())
def test_every_value_is_found_on_its_line(data: dict[str, Any], draw: st.DataObject) -> None:
    writer = Writer(draw)
    writer.document(data)
    assert tomllib.loads(writer.text) or not data
    locator = Locator(writer.text)
    assert {path: locator.line(path) for path in writer.lines} == writer.lines


def test_missing_value_is_placed_at_what_is_around_it() -> None:
    locator = Locator('a = 1\n\n[[channels]]\ntype = "x"\n\n[[channels]]\ntype = "y"\n')
    assert locator.line(("channels", 1, "value")) == 6
    assert locator.line(("nothing", "at", "all")) == 1


def test_tables_below_an_array_belong_to_its_newest_item() -> None:
    locator = Locator("[[a]]\n[[a.b]]\nx = 1\n[[a]]\n[a.c]\ny = 1\n[[a.b]]\n[[a.b]]\nx = 2\n")
    assert locator.line(("a", 0, "b", 0, "x")) == 3
    assert locator.line(("a", 1, "c", "y")) == 6
    assert locator.line(("a", 1, "b", 1, "x")) == 9


def test_dotted_keys_are_ways() -> None:
    assert Locator('[t]\na."b c".d = 1\na.e = 2\n').line(("t", "a", "b c", "d")) == 2
