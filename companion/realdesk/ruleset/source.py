"""Reads ``rules/`` into a ``Ruleset``, or says all that is wrong with it."""

from __future__ import annotations

import re
import tomllib
import typing
from pathlib import Path
from typing import Any

import msgspec

from realdesk.ruleset import model
from realdesk.ruleset.lint_accounts import ACCOUNT_CHECKS, check_strangers
from realdesk.ruleset.lint_feeds import FEED_CHECKS
from realdesk.ruleset.lint_owners import check_escalation, check_ids, check_owners, check_shared
from realdesk.ruleset.lint_platform import PLATFORM_CHECKS
from realdesk.ruleset.lint_records import RECORD_CHECKS
from realdesk.ruleset.lint_regulator import REGULATOR_CHECKS
from realdesk.ruleset.lint_slots import SLOT_CHECKS, check_slots
from realdesk.ruleset.lint_structure import BROKEN, convert
from realdesk.ruleset.lint_surface import SURFACE_CHECKS, check_names
from realdesk.ruleset.locate import Locator
from realdesk.ruleset.problems import Problem, Report, RulesProblemsError
from realdesk.ruleset.surface_model import Surface

_CHECKS = {
    **RECORD_CHECKS,
    **PLATFORM_CHECKS,
    **REGULATOR_CHECKS,
    **FEED_CHECKS,
    **SURFACE_CHECKS,
    **SLOT_CHECKS,
    **ACCOUNT_CHECKS,
}
_SINGLE: dict[str, type[msgspec.Struct]] = {
    name: kind for name, kind in typing.get_type_hints(model.Ruleset).items() if hasattr(kind, "__struct_fields__")
}
"""The parts of a ruleset that have one file each, ``<name>.toml``."""


def load(rules_dir: Path) -> model.Ruleset:
    """Return the rules in ``rules_dir``.

    Raises:
        RulesProblemsError: something is wrong; ``problems`` lists all of it.
    """
    ruleset, problems = examine(rules_dir)
    if ruleset is None:
        raise RulesProblemsError(problems)
    return ruleset


def examine(rules_dir: Path) -> tuple[model.Ruleset | None, tuple[Problem, ...]]:
    """Return the rules in ``rules_dir``, or ``None`` and what is wrong with them, sorted by file and line."""
    reader = _Reader(rules_dir)
    platforms = {path.stem: reader.record(path, model.Platform) for path in reader.folder("platforms")}
    regulators = {
        path.stem: reader.record(path, model.Regulator) for path in reader.folder("regulators", required=False)
    }
    phrases = [reader.record(path, model.Phrases) for path in reader.folder("phrases")]
    surfaces = {path.stem: reader.record(path, Surface) for path in reader.folder("surfaces", required=False)}
    check_names(surfaces)
    single = {name: reader.record(rules_dir / f"{name}.toml", kind) for name, kind in _SINGLE.items()}
    _check_languages(phrases, reader)
    check_slots(*single["chat_slots"], [item for item, _ in phrases], single["policy"][0])
    check_ids(platforms, regulators)
    found = [*platforms.values(), *regulators.values()]
    complete = {item.id: (item, report) for item, report in found if item is not BROKEN}
    check_owners(complete, frozenset({*platforms, *regulators}))
    check_escalation(complete, frozenset(regulators))
    accounts, report = single["accounts"]
    if accounts is not BROKEN:
        check_strangers(accounts, report, complete)
    shared = single["shared_hosts"][0]
    if shared is not BROKEN:
        check_shared(complete, {item.host for item in shared.hosts})
    problems = reader.problems()
    if problems:
        return None, problems
    return model.Ruleset(
        schema=model.SCHEMA,
        platforms=tuple(item for item, _ in platforms.values()),
        regulators=tuple(item for item, _ in regulators.values()),
        phrases=tuple(item for item, _ in phrases),
        surfaces=tuple(item for item, _ in surfaces.values()),
        **{name: item for name, (item, _) in single.items()},
    ), ()


def _check_languages(phrases: list[tuple[Any, Report]], reader: _Reader) -> None:
    complete = [(item, report) for item, report in phrases if item is not BROKEN]
    known = {name for item, _ in complete if item.lang == "en" for name in item.classes}
    for item, report in complete:
        if item.lang != reader.stem(report):
            hint = f"write lang = {reader.stem(report)!r}, or rename the file"
            report.add(("lang",), f"{item.lang!r} is not the name of the file", hint)
        for name in item.classes if known else ():
            if name not in known:
                report.add(
                    ("classes", name), f"en.toml has no class {name!r}", f"use one of: {', '.join(sorted(known))}"
                )


class _Reader:
    """Reads files below one folder and keeps a report for each."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._reports: list[Report] = []

    def problems(self) -> tuple[Problem, ...]:
        return tuple(sorted(problem for report in self._reports for problem in report.problems))

    def stem(self, report: Report) -> str:
        return Path(report.file).stem

    def folder(self, name: str, *, required: bool = True) -> list[Path]:
        """Return the TOML files of a folder in order; anything else in it is reported."""
        files = sorted(path for path in (self._root / name).glob("*") if not path.name.startswith("."))
        if not files and required:
            self._report(self._root / name, "").add((), "the folder has no files", "add a .toml file")
        for path in files:
            if path.suffix != ".toml" or not path.is_file():
                self._report(path, "").add((), "is not a .toml file", "rename it to end in .toml, or move it away")
        return [path for path in files if path.suffix == ".toml" and path.is_file()]

    def record(self, path: Path, kind: type[msgspec.Struct]) -> tuple[Any, Report]:
        """Return the file as a record of ``kind``, or ``BROKEN``, and its report."""
        try:
            text = path.read_bytes().decode("utf-8-sig")
            data = tomllib.loads(text)
        except OSError as error:
            report = self._report(path, "")
            report.add((), f"cannot be read: {error.strerror}", "add the file; rules/README.md says what it holds")
        except UnicodeDecodeError as error:
            report = self._report(path, error.object[: error.start].decode("utf-8", "replace"), at_end=True)
            report.add((), "is not UTF-8", "save the file as UTF-8")
        except tomllib.TOMLDecodeError as error:
            # tomllib names the line in its message only.
            found = re.search(r"\(at line (\d+),", str(error))
            head = "\n".join(text.split("\n")[: int(found[1])]) if found else text.rstrip()
            report = self._report(path, head, at_end=True)
            report.add((), f"is not TOML: {error}", "correct the line; strings need quotes, tables [brackets]")
        except (ValueError, RecursionError):
            # Numbers of thousands of digits, arrays in arrays in arrays.
            report = self._report(path, "")
            report.add(
                (), "has a number too long or brackets too deep to read", "restore the file; no rule needs such a value"
            )
        else:
            report = self._report(path, text)
            return convert(data, kind, (), report, _CHECKS), report
        return BROKEN, report

    def _report(self, path: Path, text: str, *, at_end: bool = False) -> Report:
        last = text.count("\n") + 1
        line_of = (lambda _: last) if at_end else Locator(text).line
        report = Report(path.relative_to(self._root).as_posix(), line_of)
        self._reports.append(report)
        return report
