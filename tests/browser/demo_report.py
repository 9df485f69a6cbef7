"""What was seen on the sample pages, as a table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from browser.checks import visit
from browser.driver import Driver
from browser.samples import Sample
from browser.sentences import Sentences

_STYLES = {"danger": "bold red", "caution": "yellow", "unknown": "cyan", "official": "green", "none": "dim"}
_ISOLATES = str.maketrans("", "", "\u2068\u2069")
_SHOWN = 2
"""Reasons and contacts per row of the table; the pictures show all."""


@dataclass(frozen=True)
class Row:
    """One visited page."""

    browser: str
    name: str
    kind: str
    url: str
    expected: tuple[str, ...]
    level: str
    reasons: tuple[str, ...]
    """Sentences as the user reads them."""
    channels: tuple[str, ...]
    problems: tuple[str, ...]


def visit_all(driver: Driver, samples: tuple[Sample, ...], sentences: Sentences, pictures: Path) -> list[Row]:
    """Open every sample, compare, and keep pictures in ``pictures``: of every page, and of one popup of each kind."""
    rows: list[Row] = []
    for sample in samples:
        seen = visit(driver, sample, sentences)
        driver.screenshot(pictures / f"{sample.name}.png")
        if sample.kind not in {row.kind for row in rows}:
            driver.popup_screenshot(pictures / f"{sample.name}-popup.png")
        rows.append(
            Row(
                browser=driver.name,
                name=sample.name,
                kind=sample.kind,
                url=sample.url,
                expected=sample.levels,
                level=seen.verdict.level or seen.verdict.state,
                reasons=tuple(text.translate(_ISOLATES) for text in seen.banner.reasons) if seen.banner else (),
                channels=seen.banner.channels if seen.banner else seen.verdict.channels,
                problems=seen.problems,
            )
        )
    return rows


def show(console: Console, browser: str, rows: list[Row]) -> None:
    """Print ``rows`` as a table."""
    table = Table(title=f"Sample pages in {browser}", show_lines=True)
    for heading in ("sample", "address", "expected", "shown", "reasons", "official contacts", "ok"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(
            row.name,
            row.url.removeprefix("https://"),
            " or ".join(row.expected),
            f"[{_STYLES.get(row.level, 'bold')}]{row.level}[/]",
            "\n".join(row.reasons[:_SHOWN]) or "–",
            "\n".join(row.channels[:_SHOWN]) or "–",
            "[bold red]no[/]" if row.problems else "[green]yes[/]",
        )
    console.print(table)
