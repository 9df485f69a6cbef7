"""Checks of a whole regulator file: country, and what it takes on."""

from __future__ import annotations

from realdesk.ruleset import lint_values
from realdesk.ruleset.lint_entry import check_entry
from realdesk.ruleset.lint_records import fault, languages
from realdesk.ruleset.lint_structure import Checks
from realdesk.ruleset.model import Regulator
from realdesk.ruleset.problems import Path, Report

_TAKES_IN = ("en", "zh-Hans", "zh-Hant")
_LONGEST = 200


def _regulator(regulator: Regulator, _path: Path, report: Report) -> None:
    check_entry(regulator, {"domains": regulator.domains, "channels": regulator.channels}, report)
    _takes(regulator, report)
    fault(lint_values.country(regulator.country), ("country",), report)


REGULATOR_CHECKS: Checks = {Regulator: _regulator}


def _takes(regulator: Regulator, report: Report) -> None:
    for language in _TAKES_IN:
        if language not in regulator.takes:
            report.add(("takes", language), "is missing", "say in one short sentence what the authority takes on")
    for language, text in regulator.takes.items():
        languages([language], ("takes", language), report)
        if not text.strip() or text != text.strip() or "\n" in text or len(text) > _LONGEST:
            hint = f"write one short sentence, at most {_LONGEST} characters, without line breaks and spaces around it"
            report.add(("takes", language), "is empty, too long or not one line", hint)
