"""From parsed TOML to the records of ``model``, with every misfit reported and not only the first."""

from __future__ import annotations

import difflib
import functools
import typing
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from realdesk.ruleset.problems import Path, Report

BROKEN: Any = object()
"""Stands for a value that could not be made into a record."""

Checks = Mapping[type[msgspec.Struct], Callable[[Any, Path, Report], None]]
"""What else to check in each kind of record once it is complete."""


def convert(value: object, kind: Any, path: Path, report: Report, checks: Checks) -> Any:
    """Return ``value`` as ``kind``, or ``BROKEN`` after the reasons were reported.

    ``kind`` is a record of ``model``, ``tuple[X, ...]``, ``dict[K, V]`` or anything msgspec converts.
    """
    kind = _record_in(kind)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return _record(value, kind, path, report, checks)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple and isinstance(value, list):
        items = [convert(item, arguments[0], (*path, at), report, checks) for at, item in enumerate(value)]
        return BROKEN if any(item is BROKEN for item in items) else tuple(items)
    if origin is dict and isinstance(value, dict):
        return _mapping(value, arguments, path, report, checks)
    return _leaf(value, kind, path, report)


def _record_in(kind: Any) -> Any:
    """Return the record of an optional one (``X | None``), any other kind as it is: TOML has no null."""
    records = [part for part in typing.get_args(kind) if isinstance(part, type) and issubclass(part, msgspec.Struct)]
    is_optional = type(None) in typing.get_args(kind)
    return records[0] if is_optional and len(records) == 1 else kind


def _record(value: object, kind: type[msgspec.Struct], path: Path, report: Report, checks: Checks) -> Any:
    if not isinstance(value, dict):
        report.add(path, f"is {_name(value)}, a table is expected", f"write its keys: {', '.join(_kinds(kind))}")
        return BROKEN
    kinds = _kinds(kind)
    complete = True
    for key in value:
        if key not in kinds:
            complete = False
            report.add((*path, key), f"unknown key {key!r}", _near(key, list(kinds)))
    fields = {}
    for field in msgspec.structs.fields(kind):
        if field.name in value:
            fields[field.name] = convert(value[field.name], kinds[field.name], (*path, field.name), report, checks)
        elif field.required:
            complete = False
            report.add((*path, field.name), "is missing", f"add {field.name}; see rules/README.md for its meaning")
    if not complete or any(item is BROKEN for item in fields.values()):
        return BROKEN
    record = kind(**fields)
    check = checks.get(kind)
    if check is not None:
        check(record, path, report)
    return record


def _mapping(value: dict[str, Any], kinds: tuple[Any, ...], path: Path, report: Report, checks: Checks) -> Any:
    result = {}
    for key, item in value.items():
        place = (*path, key)
        result[_leaf(key, kinds[0], place, report)] = convert(item, kinds[1], place, report, checks)
    return BROKEN if BROKEN in result or any(item is BROKEN for item in result.values()) else result


def _leaf(value: object, kind: Any, path: Path, report: Report) -> Any:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        options = _options(kind)
        if options:
            hint = _near(value, options) if isinstance(value, str) else f"use one of: {', '.join(options)}"
            report.add(path, f"{value!r} is not a known value", hint)
        else:
            report.add(path, str(error).replace("`", "'"), "correct the type of this value; see rules/README.md")
        return BROKEN


def _options(kind: Any) -> list[str]:
    if typing.get_origin(kind) is typing.Literal:
        return [str(option) for option in typing.get_args(kind)]
    return [option for part in typing.get_args(kind) for option in _options(part)]


def _near(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f"did you mean {close[0]!r}?" if close else f"use one of: {', '.join(known)}"


def _name(value: object) -> str:
    names = {str: "a text", bool: "true or false", int: "a number", float: "a number", list: "a list"}
    return names.get(type(value), f"a {type(value).__name__}")


@functools.cache
def _kinds(kind: type[msgspec.Struct]) -> dict[str, Any]:
    return typing.get_type_hints(kind)
