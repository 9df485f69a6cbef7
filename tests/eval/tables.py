"""The tables of the evaluation, as text for a terminal and for a commit message."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from rich.table import Table

from eval.counts import SignalTally, Tally
from realdesk.index.reader import Index

LEVELS = ("none", "official", "unknown", "caution", "danger")


@cache
def targets() -> tuple[dict[str, float], dict[str, float]]:
    """Return (least share warned, largest share warned or grey) in percent, by file."""
    data = tomllib.loads(Path(__file__).with_name("targets.toml").read_text("utf-8"))
    return data["at_least"], data["at_most"]


def target_of(group: str) -> tuple[str, float] | None:
    """Return (``>=`` or ``<=``, percent) for a file, or ``None`` where it is only measured."""
    least, most = targets()
    if group in least:
        return ">=", least[group]
    return ("<=", most[group]) if group in most else None


def met(tally: Tally, target: tuple[str, float]) -> bool:
    """Tell whether a file reaches its target."""
    if target[0] == ">=":
        return tally.share(tally.warned) >= target[1]
    return tally.share(tally.warned + tally.unknown) <= target[1]


def headline(groups: Mapping[str, Tally]) -> str:
    """Return one line a file, in Markdown that fits a commit message."""
    lines = ["| file | rows | warned % | unknown % | official % | own | target |", "|---|--:|--:|--:|--:|--:|---|"]
    for group, tally in groups.items():
        shares = (tally.share(count) for count in (tally.warned, tally.unknown, tally.official))
        target = target_of(group)
        said = f"{target[0]} {target[1]:g} {'ok' if met(tally, target) else 'MISSED'}" if target else ""
        lines.append(
            f"| {group} | {tally.rows} | {' | '.join(f'{share:.2f}' for share in shares)} | {tally.own or ''} | {said} |"
        )
    return "\n".join(lines)


def level_table(title: str, groups: Mapping[str, Tally], most: int = 0) -> Table:
    """Return levels per group; only the ``most`` largest groups where that is not 0."""
    table = Table(title.rsplit(maxsplit=1)[-1], "rows", *LEVELS, "warned", title=title, caption_justify="left")
    shown = list(groups.items())
    if most and len(shown) > most:
        shown = sorted(shown, key=lambda item: -item[1].rows)[:most]
        table.caption = f"the {most} largest of {len(groups)}; all in the JSON file"
    for group, tally in shown:
        counts = (str(getattr(tally, level)) for level in LEVELS)
        table.add_row(group, str(tally.rows), *counts, f"{tally.share(tally.warned):.2f} %")
    return table


def signal_table(found: Mapping[str, SignalTally]) -> Table:
    """Return how often each code fires and decides alone."""
    heads = ("signal", "weight", "scam rows", "benign rows", "alone on scam", "alone on benign")
    table = Table(*heads, title="Signals that count, per signal")
    for code, tally in sorted(found.items(), key=lambda item: -item[1].scam_fired):
        numbers = (tally.scam_fired, tally.benign_fired, tally.scam_alone, tally.benign_alone)
        table.add_row(code, f"{tally.weight:g}", *map(str, numbers))
    return table


def confusion_table(found: Mapping[str, Mapping[str, int]]) -> Table:
    """Return levels by label."""
    table = Table("label", *LEVELS, title="Pages: label and level")
    for label, levels in found.items():
        table.add_row(label, *(str(levels.get(level, 0)) for level in LEVELS))
    return table


def error_table(title: str, found: Sequence[Mapping[str, Any]], most: int) -> Table:
    """Return the first ``most`` errors with their reasons."""
    table = Table("file", "row", "brand", "level", "score", "reasons", title=f"{title}: {len(found)}")
    for error in found[:most]:
        reasons = "; ".join(error["reasons"]) or "nothing found"
        table.add_row(error["file"], error["name"], error["brand"], error["level"], str(error["score"]), reasons)
    if len(found) > most:
        table.caption = f"the worst {most}; all in the JSON file"
    return table


def ruled_brands(index: Index) -> frozenset[str]:
    """Return labels, names and ids of the platforms of the ruleset: a brand among them can be found."""
    core = index.core
    return frozenset(core.platforms) | {b.label for b in core.brands} | {n.name for n in core.names}


def misses_by_match(found: Sequence[Mapping[str, Any]], index: Index, most: int) -> Table:
    """Return the missed hosts of ``impersonates_brand`` by how they carry the brand, to be read by eye."""
    known = ruled_brands(index)
    groups: dict[str, list[str]] = {}
    for error in found:
        if error["file"] == "impersonates_brand":
            kind = error["match"] if error["brand"] in known else "brand without rules"
            groups.setdefault(kind, []).append(f"{error['name']} ({error['brand']})")
    table = Table("how", "missed", "hosts", title="impersonates_brand: misses by how the brand stands in the host")
    for kind, names in sorted(groups.items()):
        table.add_row(kind, str(len(names)), "  ".join(names[:most]) + (" …" if len(names) > most else ""))
    return table
