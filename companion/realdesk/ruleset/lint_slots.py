"""Checks of ``rules/chat_slots.toml``, and that its classes and codes are known to the other rules."""

from __future__ import annotations

from collections.abc import Iterable

from realdesk.ruleset.lint_records import schema
from realdesk.ruleset.lint_structure import Checks
from realdesk.ruleset.model import ChatReason, ChatSlots, Phrases, Policy
from realdesk.ruleset.problems import Path, Report

MOST_APART = 400
"""Characters; phrases further apart than that have nothing to do with each other."""


def _reason(reason: ChatReason, path: Path, report: Report) -> None:
    if not reason.groups or not all(reason.groups):
        report.add((*path, "groups"), "has a group without classes", "name the classes of phrases of each group")
    if not 0 <= reason.reach <= MOST_APART:
        report.add((*path, "reach"), f"{reason.reach} is out of range", f"write 0 to {MOST_APART} characters")
    if reason.code in reason.unless:
        report.add((*path, "unless"), f"{reason.code!r} rules itself out", "name stronger reasons only")


def _slots(slots: ChatSlots, _path: Path, report: Report) -> None:
    schema(slots.schema, report)
    if not 0 <= slots.address_reach <= MOST_APART:
        hint = f"write 0 to {MOST_APART} characters"
        report.add(("address_reach",), f"{slots.address_reach} is out of range", hint)
    before: set[str] = set()
    for at, reason in enumerate(slots.reasons):
        for number, other in enumerate(reason.unless):
            if other not in before:
                hint = "name a reason that stands further up: only those are known by then"
                report.add(("reasons", at, "unless", number), f"{other!r} is not above", hint)
        before.add(reason.code)


def check_slots(slots: object, report: Report, phrases: Iterable[object], policy: object) -> None:
    """Report classes of phrases that no language has, and codes without a weight."""
    if not isinstance(slots, ChatSlots):
        return
    classes = {name for item in phrases if isinstance(item, Phrases) for name in item.classes}
    for at, reason in enumerate(slots.reasons):
        for place, group in enumerate(reason.groups):
            for number, kind in enumerate(group):
                if classes and kind not in classes:
                    where = ("reasons", at, "groups", place, number)
                    report.add(where, f"no phrases of class {kind!r}", "add the class to phrases/, or correct the name")
        for key, code in (("code", reason.code), ("at_address", reason.at_address)):
            if isinstance(policy, Policy) and code is not None and code not in policy.signals:
                hint = f"add [signals.{code}] to policy.toml, or correct the code"
                report.add(("reasons", at, key), f"{code!r} has no weight", hint)
    if isinstance(policy, Policy):
        _courses(slots, report, policy)


def _courses(slots: ChatSlots, report: Report, policy: Policy) -> None:
    """Report codes in courses that the policy does not know, and courses that cannot or need not be met."""
    for at, course in enumerate(slots.courses):
        hint = f"write 0 to {len(course.sides)}"
        if not 0 <= course.least <= len(course.sides):
            report.add(("courses", at, "least"), f"{course.least} is out of range", hint)
        if not course.must:
            report.add(("courses", at, "must"), "is empty", "name what has to be found in any case")
        for code in {course.code, *(code for codes in (*course.must, *course.sides) for code in codes)}:
            if code not in policy.signals:
                hint = f"add [signals.{code}] to policy.toml, or correct the code"
                report.add(("courses", at), f"{code!r} has no weight", hint)


SLOT_CHECKS: Checks = {ChatReason: _reason, ChatSlots: _slots}
"""Run on the table as soon as it is complete."""
