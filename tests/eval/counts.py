"""Counts over judged rows: recall and false alarms per file, brand, language and signal."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from eval.data import Row
from eval.judging import Outcome
from realdesk.index.reader import Index
from realdesk.scoring import counted, score_of

Judged = tuple[Row, Outcome]


@dataclass(slots=True)
class Tally:
    """Levels of a group of rows. ``own``: benign rows on a host that a brand lists, which do not count."""

    rows: int = 0
    none: int = 0
    official: int = 0
    unknown: int = 0
    caution: int = 0
    danger: int = 0
    own: int = 0

    def add(self, row: Row, outcome: Outcome) -> None:
        """Count a row."""
        if is_own(row, outcome):
            self.own += 1
            return
        self.rows += 1
        setattr(self, outcome.level, getattr(self, outcome.level) + 1)

    @property
    def warned(self) -> int:
        """Rows with a warning."""
        return self.caution + self.danger

    def share(self, count: int) -> float:
        """Return ``count`` as percentage of the rows that count."""
        return 100 * count / self.rows if self.rows else 0.0

    def as_dict(self) -> dict[str, float]:
        """Return the counts and shares for JSON."""
        shares = {"warned_percent": self.share(self.warned), "unknown_percent": self.share(self.unknown)}
        return asdict(self) | shares | {"official_percent": self.share(self.official)}


def is_own(row: Row, outcome: Outcome) -> bool:
    """Tell whether a host called benign is a brand's own: whatever is said of it is no false alarm."""
    return row.part == "hosts" and row.label == "benign" and bool(outcome.owners)


def is_right(label: str, outcome: Outcome) -> bool:
    """Tell whether a row got what its label asks for; grey on a benign page is a false alarm."""
    if label == "scam":
        return outcome.warned
    return outcome.level == "none" or (label == "official" and outcome.level == "official")


def tallies(judged: Iterable[Judged], key: Callable[[Row], str]) -> dict[str, Tally]:
    """Return a tally for each value of ``key``; rows with an empty one are left out."""
    found: dict[str, Tally] = defaultdict(Tally)
    for row, outcome in judged:
        group = key(row)
        if group:
            found[group].add(row, outcome)
    return dict(sorted(found.items()))


def by_file(row: Row) -> str:
    """Group by file; texts and pages also by label."""
    return f"{row.file}, {row.label}" if row.part in {"texts", "pages"} else row.file


def by_brand(row: Row) -> str:
    """Group by brand."""
    return row.brand if row.label == "scam" else ""


def by_language(row: Row) -> str:
    """Group by part, language and label."""
    return f"{row.part}, {row.lang}, {row.label}" if row.lang else ""


@dataclass(slots=True)
class SignalTally:
    """How often a code fires on rows by label, counts there (its gate open), and decides alone.

    A code decides alone where the row is warned of with it and would not be without.
    """

    weight: float
    scam_fired: int = 0
    benign_fired: int = 0
    scam_alone: int = 0
    benign_alone: int = 0

    def as_dict(self) -> dict[str, float]:
        """Return the counts for JSON."""
        return asdict(self)


def signals(judged: Iterable[Judged], index: Index) -> dict[str, SignalTally]:
    """Return a tally for each code of the policy."""
    policy = index.core.policy
    found = {code: SignalTally(entry.weight) for code, entry in policy.items()}
    for row, outcome in judged:
        if row.label == "other" or is_own(row, outcome):
            continue
        scam = row.label == "scam"
        for code in frozenset().union(*(counted(codes, policy) for codes in outcome.candidates)):
            alone = outcome.warned and not _warned_without(code, outcome.candidates, index)
            tally = found[code]
            if scam:
                tally.scam_fired += 1
                tally.scam_alone += alone
            else:
                tally.benign_fired += 1
                tally.benign_alone += alone
    return found


def _warned_without(code: str, candidates: Sequence[frozenset[str]], index: Index) -> bool:
    policy = index.core.policy
    return any(score_of(counted(codes - {code}, policy), policy) >= index.core.caution for codes in candidates)


def confusion(judged: Iterable[Judged]) -> dict[str, Counter[str]]:
    """Return levels by label of the pages."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row, outcome in judged:
        if row.part == "pages":
            found[row.label][outcome.level] += 1
    return dict(sorted(found.items()))


def risk(outcome: Outcome, index: Index) -> float:
    """Return the unrounded score, also below every level; 0 where nothing was found or the host is listed."""
    policy = index.core.policy
    return max((float(score_of(counted(codes, policy), policy)) for codes in outcome.candidates), default=0.0)


def curve(judged: Sequence[Judged], index: Index) -> list[tuple[float, float, float]]:
    """Return (threshold, precision, recall) from the strictest threshold to the laxest, empty without scam rows."""
    scored = [(risk(o, index), r.label == "scam") for r, o in judged if r.label != "other" and not is_own(r, o)]
    positives = sum(scam for _, scam in scored)
    points, hits, seen = [], 0, 0
    scored.sort(key=lambda pair: -pair[0])
    for number, (score, scam) in enumerate(scored):
        hits, seen = hits + scam, seen + 1
        last = number + 1 == len(scored) or scored[number + 1][0] != score
        if last and positives:
            points.append((score, hits / seen, hits / positives))
    return points


def errors(judged: Iterable[Judged], index: Index) -> tuple[list[Judged], list[Judged]]:
    """Return (misses, false alarms), the worst first: the least and the most suspected.

    Where many misses are equally far off, brands take turns, so that a list cut short shows each of them.
    """
    misses, alarms = [], []
    turns: Counter[tuple[str, str]] = Counter()
    for row, outcome in judged:
        if row.label == "other" or is_own(row, outcome) or is_right(row.label, outcome):
            continue
        if row.label == "scam":
            turns[row.file, row.brand] += 1
            misses.append(((round(risk(outcome, index)), turns[row.file, row.brand], row.name), (row, outcome)))
        else:
            alarms.append(((-outcome.score, row.name), (row, outcome)))
    misses.sort(key=lambda pair: pair[0])
    alarms.sort(key=lambda pair: pair[0])
    return [found for _, found in misses], [found for _, found in alarms]


def described(row: Row, outcome: Outcome, index: Index) -> dict[str, Any]:
    """Return an error for JSON and the table."""
    hidden = sorted(frozenset().union(*outcome.candidates)) if not outcome.reasons else []
    return {
        "part": row.part,
        "file": row.file,
        "name": row.name,
        "brand": row.brand,
        "match": row.match,
        "level": outcome.level,
        "score": outcome.score or round(risk(outcome, index)),
        "platform": outcome.platform,
        "reasons": list(outcome.reasons) or [f"{code} (not enough)" for code in hidden],
    }
