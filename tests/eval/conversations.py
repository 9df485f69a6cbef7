"""Whole conversations: is a fake desk called one before it asks, and are real ones left alone?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from eval.counts import Tally
from eval.data import files, json_lines
from eval.judging import WARNED
from realdesk.index.reader import Index


@dataclass(frozen=True, slots=True)
class ChatOutcome:
    """What was said of a conversation: the highest level, its reasons, and at which message the warning began.

    ``alarm_index`` counts messages from 0; ``None`` without a warning. ``candidates`` as in ``judging.Outcome``.
    """

    level: str
    alarm_index: int | None = None
    reasons: tuple[str, ...] = ()
    candidates: tuple[frozenset[str], ...] = ()


IN_TIME = "conversations, scam, in time"
"""Of the fakes that are warned of: the warning began no later than the message at which it had to."""

ChatJudge = Callable[[dict[str, Any], Index], ChatOutcome]


def is_right(row: dict[str, Any], found: ChatOutcome) -> bool:
    """Tell whether a conversation got what its label asks for; a warning that comes too late is a miss."""
    if row["label"] == "scam":
        return found.level in WARNED and not is_late(row, found)
    return found.level == "none" or (row["label"] == "official" and found.level == "official")


def is_late(row: dict[str, Any], found: ChatOutcome) -> bool:
    """Tell whether the warning came after the message at which the reader had to be warned."""
    first = row.get("first_alarm")
    return first is not None and (found.alarm_index is None or found.alarm_index > first)


def score(judged: Iterable[tuple[dict[str, Any], ChatOutcome]]) -> dict[str, Any]:
    """Return counts by label and language, how many warnings were late, and the errors."""
    levels: Counter[tuple[str, str]] = Counter()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    late, errors = 0, []
    for row, found in judged:
        good = is_right(row, found)
        for group in (row["label"], f"{row['label']}, {row['lang']}"):
            total[group] += 1
            right[group] += good
        levels[row["label"], found.level] += 1
        late += row["label"] == "scam" and found.level in WARNED and is_late(row, found)
        if not good:
            at = f"warned at {found.alarm_index}, wanted at {row.get('first_alarm')}" if found.level in WARNED else ""
            errors.append({"id": row["id"], "label": row["label"], "lang": row["lang"], "surface": row["surface"],
                           "level": found.level, "reasons": list(found.reasons), "when": at})  # fmt: skip
    return {
        "right": {group: [right[group], total[group]] for group in sorted(total)},
        "levels": {f"{label}: {level}": count for (label, level), count in sorted(levels.items())},
        "late": late,
        "errors": errors,
    }


def tallies(report: dict[str, Any]) -> dict[str, Tally]:
    """Return lines for the headline: each label as it was judged, and of the warned fakes those warned of in time."""
    found: dict[str, Tally] = {}
    for key, count in report.get("levels", {}).items():
        label, _, level = key.partition(": ")
        tally = found.setdefault(f"conversations, {label}", Tally())
        tally.rows += count
        setattr(tally, level, getattr(tally, level) + count)
    scam = found.get("conversations, scam")
    if scam is not None and scam.warned:
        late = report.get("late", 0)
        found[IN_TIME] = Tally(rows=scam.warned, caution=scam.warned - late, none=late)
    return found


def chat_judge() -> ChatJudge | None:
    """Return ``eval.chat_judge.judge``, which puts a conversation to the product, or ``None`` where there is none."""
    try:
        return getattr(import_module("eval.chat_judge"), "judge", None)
    except ImportError:
        return None


def measure(folder: Path, index: Index, console: Console) -> dict[str, Any]:
    """Judge the conversations of ``folder``, print the table and return the scores for JSON."""
    judge = chat_judge()
    rows = [row for path in files(folder, "conversations") for row in json_lines(path)]
    if judge is None or not rows:
        console.print(f"Conversations ({len(rows)}): " + ("none in the data" if judge else "not supported yet") + "\n")
        return {}
    found = score((row, judge(row, index)) for row in rows)
    table = Table("label", "right", "of", title=f"Conversations ({len(rows)}), {found['late']} warned too late")
    for group, (right, total) in found["right"].items():
        table.add_row(group, str(right), str(total))
    console.print(table)
    errors = Table("id", "label", "surface", "level", "when", "reasons", title="Conversations judged wrong")
    for error in found["errors"]:
        cells = (error[key] for key in ("id", "label", "surface", "level", "when"))
        errors.add_row(*cells, "; ".join(error["reasons"]))
    console.print(errors)
    return found
