"""Judges rows with the product, on all processors, and keeps what it found before weighing."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from eval.data import Row
from realdesk.entities.hosts import parse
from realdesk.index.compile import compile_index
from realdesk.index.reader import Index
from realdesk.paths import rules_dir
from realdesk.protocol import Level, Page
from realdesk.ruleset.source import load
from realdesk.signals.interface import Context
from realdesk.verdict import findings_of, judge

WARNED = frozenset({"caution", "danger"})
_CHUNK = 256


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the product said of a row.

    ``reasons`` are shown with their parameters; ``candidates`` are the codes found for each platform that the row
    may pose as, before anything is weighed; ``owners`` the platforms that list the row's host.
    """

    level: Level
    score: int
    platform: str | None
    reasons: tuple[str, ...]
    candidates: tuple[frozenset[str], ...] = ()
    owners: tuple[str, ...] = field(default=())

    @property
    def warned(self) -> bool:
        """Tell whether somebody would see a warning."""
        return self.level in WARNED


@lru_cache(maxsize=1)
def make_index() -> Index:
    """Compile the rules of this checkout."""
    now = datetime.now(UTC)
    data = compile_index(
        load(rules_dir()), version=1, issued=now, expires=now + timedelta(days=1), label="evaluation", bundle_sha256=""
    )
    return Index(data)


def outcome(page: Page, index: Index) -> Outcome:
    """Judge one page."""
    verdict = judge(page, index)
    reasons = tuple(_shown(reason.code, reason.params) for reason in verdict.reasons)
    host = parse(page.url, index.suffixes)
    if host is None:
        return Outcome(verdict.level, verdict.score, verdict.platform, reasons)
    context = Context(page, host, index)
    owners = tuple(sorted({index.core.platforms[o.platform] for o in context.owners if o.use != "former"}))
    candidates = () if owners else candidates_of(context)
    return Outcome(verdict.level, verdict.score, verdict.platform, reasons, candidates, owners)


def candidates_of(context: Context) -> tuple[frozenset[str], ...]:
    """Return for each platform in the findings the codes that speak of it or of none; different sets only."""
    found = findings_of(context)
    policy = context.index.core.policy
    platforms = sorted({finding.platform for finding in found if finding.platform >= 0}) or [-1]
    sets = (
        frozenset(finding.code for finding in found if finding.platform in {platform, -1} and finding.code in policy)
        for platform in platforms
    )
    return tuple(dict.fromkeys(codes for codes in sets if codes))


def _shown(code: str, params: dict[str, str]) -> str:
    values = ", ".join(value for value in params.values() if value)[:80]
    return f"{code} ({values})" if values else code


_ROWS: Sequence[Row] = ()
"""The rows of the run: forked processes inherit them, so that only positions and answers are sent."""


def _outcomes(span: range) -> list[Outcome]:
    index = make_index()
    return [outcome(_ROWS[number].page, index) for number in span]


def judge_all(rows: Sequence[Row]) -> list[Outcome]:
    """Return the outcome of each row, in order."""
    global _ROWS  # noqa: PLW0603 - see there
    _ROWS = rows
    make_index()
    spans = [range(start, min(start + _CHUNK, len(rows))) for start in range(0, len(rows), _CHUNK)]
    workers = min(os.cpu_count() or 1, len(spans))
    if workers < 2:
        return [found for span in spans for found in _outcomes(span)]
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        return [found for part in pool.imap(_outcomes, spans) for found in part]
