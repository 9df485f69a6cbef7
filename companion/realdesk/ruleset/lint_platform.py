"""Checks of a whole platform file: what its parts say about each other."""

from __future__ import annotations

import typing

from realdesk.ruleset import lint_values
from realdesk.ruleset.lint_entry import ID, Records, check_entry, no_duplicates
from realdesk.ruleset.lint_records import fault, languages, repeated
from realdesk.ruleset.lint_structure import Checks
from realdesk.ruleset.model import AccountKind, Platform
from realdesk.ruleset.problems import Path, Report


def _platform(platform: Platform, _path: Path, report: Report) -> None:
    records: Records = {"domains": platform.domains, "channels": platform.channels, "statements": platform.statements}
    check_entry(platform, records, report)
    if platform.kind in typing.get_args(AccountKind):
        report.add(("kind",), f"{platform.kind!r} has no file of its own", "move the account to accounts.toml")
    if not platform.brands:
        report.add(("brands",), "is empty", "add the label to protect in host names")
    no_duplicates("brands", "label", [(brand.label,) for brand in platform.brands], report)
    no_duplicates("statements", "code", [(statement.code,) for statement in platform.statements], report)
    repeated(platform.tickers, ("tickers",), report)
    repeated(platform.ordinary_names, ("ordinary_names",), report)
    names = {name for found in platform.names.values() for name in found}
    for at, name in enumerate(platform.ordinary_names):
        if name not in names:
            report.add(("ordinary_names", at), f"{name!r} is none of its names", "add it under [names] too")
    _coverage(platform, report)
    _phones(platform, report)
    for language, steps in platform.steps.items():
        languages([language], ("steps", language), report)
        repeated(steps, ("steps", language), report)
    repeated(platform.escalation, ("escalation",), report)
    for at, way in enumerate(platform.escalation):
        if not ID.fullmatch(way):
            fault(lint_values.url(way), ("escalation", at), report)


PLATFORM_CHECKS: Checks = {Platform: _platform}


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


def _phones(platform: Platform, report: Report) -> None:
    for at, channel in enumerate(platform.channels):
        if channel.type == "phone" and lint_values.is_short(channel.value):
            hint = "write '+', country code and digits: +442012345678; short numbers are for rules/regulators"
            report.add(("channels", at, "value"), f"{channel.value!r} is not an international number", hint)
