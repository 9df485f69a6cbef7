"""What a platform file and a regulator file have in common: identity, names, lists without repetition, dates."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from realdesk.ruleset import lint_values
from realdesk.ruleset.lint_records import languages, repeated, schema
from realdesk.ruleset.model import Channel, Domain, Evidence, Platform, Regulator, Statement
from realdesk.ruleset.problems import Path, Report

ID = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")

Entry = Platform | Regulator
"""Whoever has hosts and channels of its own."""

Records = Mapping[str, Sequence[Domain | Channel | Statement]]
"""The parts of an entry that carry evidence, by key."""


def check_entry(entry: Entry, records: Records, report: Report) -> None:
    """Check what every entry must fulfil; ``records`` has all its parts with evidence."""
    schema(entry.schema, report)
    _identity(entry, report)
    _names(entry, report)
    _dates(entry, records, report)
    no_duplicates("domains", "host", [(domain.host,) for domain in entry.domains], report)
    channels = [
        (lint_values.identity(channel.type, channel.value), channel.type, channel.purpose, channel.region)
        for channel in entry.channels
    ]
    no_duplicates("channels", "value", channels, report)


def no_duplicates(kind: str, name: str, keys: Sequence[tuple[str | None, ...]], report: Report) -> None:
    """Report records of the list ``kind`` that have the same key; ``name`` is the field to point at."""
    seen: dict[tuple[str | None, ...], int] = {}
    for at, key in enumerate(keys):
        if key in seen:
            message = f"{key[0]!r} is listed already in {kind}[{seen[key]}]"
            report.add((kind, at, name), message, "remove one of the two, and keep the evidence of both")
        seen.setdefault(key, at)


def _identity(entry: Entry, report: Report) -> None:
    expected = PurePosixPath(report.file).stem
    if entry.id != expected:
        report.add(("id",), f"{entry.id!r} is not the name of the file", f"write id = {expected!r}, or rename the file")
    if not ID.fullmatch(entry.id):
        report.add(("id",), f"{entry.id!r} is not an id", "write lower-case letters and digits joined by '_'")
    if entry.id in entry.shares_with:
        report.add(("shares_with",), "names the entry itself", "name the other owner")
    if not entry.domains:
        report.add(("domains",), "is empty", "add at least the main host")


def _names(entry: Entry, report: Report) -> None:
    if not entry.names.get("en"):
        report.add(("names", "en"), "is missing", "add the English name; it is shown where no other language fits")
    for language, names in entry.names.items():
        languages([language], ("names", language), report)
        repeated(names, ("names", language), report)
        if not names and language != "en":
            report.add(("names", language), "is empty", "add a name, or remove the language")
    repeated(entry.former_names, ("former_names",), report)
    repeated(entry.shares_with, ("shares_with",), report)


def _evidence(records: Records) -> Iterator[tuple[Path, Evidence]]:
    for kind, items in records.items():
        for at, record in enumerate(items):
            for number, item in enumerate(record.evidence):
                yield (kind, at, "evidence", number), item


def _dates(entry: Entry, records: Records, report: Report) -> None:
    for path, item in _evidence(records):
        if item.seen is not None and item.seen > entry.checked:
            report.add(
                (*path, "seen"), f"{item.seen} lies after 'checked'", f"write checked = {item.seen}, or correct it"
            )
    if entry.checked < datetime.date(2020, 1, 1):
        report.add(("checked",), f"{entry.checked} lies before the project began", "write the day you looked")
    # A day of grace: somewhere on Earth it is tomorrow already.
    if entry.checked > datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1):
        report.add(("checked",), f"{entry.checked} lies in the future", "write the day you looked")
