"""Checks of a whole platform file: what its parts say about each other."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from realdesk.ruleset import lint_values
from realdesk.ruleset.lint_records import fault, languages, repeated, schema
from realdesk.ruleset.lint_structure import Checks
from realdesk.ruleset.model import Channel, Domain, Evidence, Platform, Statement
from realdesk.ruleset.problems import Path, Report

_ID = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")


def _platform(platform: Platform, _path: Path, report: Report) -> None:
    schema(platform.schema, report)
    _identity(platform, report)
    _names(platform, report)
    _duplicates(platform, report)
    _dates(platform, report)
    _coverage(platform, report)
    for language, steps in platform.steps.items():
        languages([language], ("steps", language), report)
        repeated(steps, ("steps", language), report)
    for at, way in enumerate(platform.escalation):
        if not _ID.fullmatch(way):
            fault(lint_values.url(way), ("escalation", at), report)


PLATFORM_CHECKS: Checks = {Platform: _platform}


def _identity(platform: Platform, report: Report) -> None:
    expected = PurePosixPath(report.file).stem
    if platform.id != expected:
        report.add(
            ("id",), f"{platform.id!r} is not the name of the file", f"write id = {expected!r}, or rename the file"
        )
    if not _ID.fullmatch(platform.id):
        report.add(("id",), f"{platform.id!r} is not an id", "write lower-case letters and digits joined by '_'")
    if platform.id in platform.shares_with:
        report.add(("shares_with",), "names the platform itself", "name the other owner")
    if not platform.brands:
        report.add(("brands",), "is empty", "add the label to protect in host names")
    if not platform.domains:
        report.add(("domains",), "is empty", "add at least the platform's main host")


def _names(platform: Platform, report: Report) -> None:
    if not platform.names.get("en"):
        report.add(("names", "en"), "is missing", "add the English name; it is shown where no other language fits")
    for language, names in platform.names.items():
        languages([language], ("names", language), report)
        repeated(names, ("names", language), report)
        if not names and language != "en":
            report.add(("names", language), "is empty", "add a name, or remove the language")
    repeated(platform.tickers, ("tickers",), report)
    repeated(platform.former_names, ("former_names",), report)
    repeated(platform.shares_with, ("shares_with",), report)


def _duplicates(platform: Platform, report: Report) -> None:
    keys: dict[str, list[tuple[str | None, ...]]] = {
        "brands": [(brand.label,) for brand in platform.brands],
        "domains": [(domain.host,) for domain in platform.domains],
        "statements": [(statement.code,) for statement in platform.statements],
        "channels": [
            (lint_values.identity(channel.type, channel.value), channel.type, channel.purpose, channel.region)
            for channel in platform.channels
        ],
    }
    name = {"brands": "label", "domains": "host", "statements": "code", "channels": "value"}
    for kind, found in keys.items():
        seen: dict[tuple[str | None, ...], int] = {}
        for at, key in enumerate(found):
            if key in seen:
                message = f"{key[0]!r} is listed already in {kind}[{seen[key]}]"
                report.add((kind, at, name[kind]), message, "remove one of the two, and keep the evidence of both")
            seen.setdefault(key, at)


def _evidence(platform: Platform) -> Iterator[tuple[Path, Evidence]]:
    groups: tuple[tuple[str, Sequence[Domain | Channel | Statement]], ...] = (
        ("domains", platform.domains),
        ("channels", platform.channels),
        ("statements", platform.statements),
    )
    for kind, records in groups:
        for at, record in enumerate(records):
            for number, item in enumerate(record.evidence):
                yield (kind, at, "evidence", number), item


def _dates(platform: Platform, report: Report) -> None:
    for path, item in _evidence(platform):
        if item.seen is not None and item.seen > platform.checked:
            report.add(
                (*path, "seen"), f"{item.seen} lies after 'checked'", f"write checked = {item.seen}, or correct it"
            )
    if platform.checked < datetime.date(2020, 1, 1):
        report.add(("checked",), f"{platform.checked} lies before the project began", "write the day you looked")


def _coverage(platform: Platform, report: Report) -> None:
    current = {channel.type for channel in platform.channels if not channel.former}
    for kind, coverage in platform.coverage.items():
        if coverage == "complete" and kind not in current:
            hint = 'write "none" if the platform says it has none, else list them'
            report.add(("coverage", kind), "is 'complete' but no channel of this type is listed", hint)
    for at, channel in enumerate(platform.channels):
        if not channel.former and platform.coverage.get(channel.type) == "none":
            hint = f"correct coverage.{channel.type}, or mark the channel former = true"
            report.add(("channels", at, "type"), f"coverage says there is no {channel.type}", hint)
