"""Fits the weights of ``rules/policy.toml`` in the product's own form.

The score of a set of codes is 100 * (1 - product of (1 - weight)), so with a = -log(1 - weight) a row is warned of
where the sum of its a reaches -log(1 - caution / 100): a linear model whose coefficients are never negative, one a reason.
A row that may pose as several platforms counts with the heaviest. Gates (``requires``) do not depend on weights and
are applied before. The loss is logistic on both sides of a threshold, an error costs what the file's target says,
and every change of a weight costs its square, the more the fewer rows have its code: what is hardly seen stays as it was.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from realdesk.index.format import PolicyEntry
from realdesk.scoring import counted

Array = NDArray[np.float64]
Bools = NDArray[np.bool_]

SHARPNESS = 14.0
"""How steep the loss is: one point of score beside a threshold is already a clear decision."""
RARE = 20.0
"""Rows on which a code must have been found for the fit to believe them half as much as it would any number."""
DANGER_REWARD = 0.1
"""What a fake that is only yellow costs, against one that is missed."""


@dataclass(frozen=True, slots=True)
class Example:
    """A row for the fit: its file, label and what was found before weighing; ``name`` decides its fold."""

    file: str
    name: str
    scam: bool
    candidates: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """A policy as numbers: ``a`` is -log(1 - weight) by code; the thresholds are in the same unit."""

    a: Array
    caution: float
    danger: float


@dataclass(frozen=True, slots=True)
class Limits:
    """How far the fit may go.

    ``span``: change of a weight; ``level_span``: change of a threshold in points; ``pull``: cost of a change by 1
    in ``a``, squared; ``alarm``: how much dearer false alarms are than the targets alone say, by which one
    on a top site already costs as much as some sixty misses.
    """

    span: float = 0.15
    level_span: float = 0.0
    pull: float = 5.0
    alarm: float = 1.0


@dataclass(frozen=True, slots=True)
class Problem:
    """Examples gathered by what they have in common.

    ``sets``: different sets of codes, one a row, a column a code. ``red``: whether a set may be red at all.
    ``members`` and ``starts``: positions in ``sets`` of each pattern's candidates, one pattern after another.
    ``counts``: a row a pattern, a column a fold.
    """

    codes: tuple[str, ...]
    grey: Bools
    sets: Array
    red: Bools
    members: NDArray[np.intp]
    starts: NDArray[np.intp]
    scam: Bools
    files: tuple[str, ...]
    counts: Array
    totals: Mapping[str, Array]

    def support(self, folds: Sequence[int]) -> Array:
        """Return for each code on how many rows of ``folds`` it was found."""
        pattern = np.repeat(np.arange(len(self.starts)), np.diff(self.starts, append=len(self.members)))
        found = np.zeros((len(self.starts), len(self.codes)))
        np.maximum.at(found, pattern, self.sets[self.members])
        rows: Array = self.counts[:, list(folds)].sum(axis=1) @ found
        return rows

    def weight_of(self, weights: Weights, *, red: bool = False) -> tuple[Array, NDArray[np.intp]]:
        """Return for each pattern its largest sum and which set has it; with ``red`` over sets that may be red."""
        sums = self.sets @ weights.a
        if red:
            sums = np.where(self.red, sums, 0.0)
        values = sums[self.members]
        pattern = np.repeat(np.arange(len(self.starts)), np.diff(self.starts, append=len(self.members)))
        first = np.lexsort((-values, pattern))[self.starts]
        return values[first], self.members[first]


def to_a(weight: float) -> float:
    """Return -log(1 - weight)."""
    return -math.log1p(-weight)


def to_weight(a: float) -> float:
    """Return the weight of ``a``."""
    return -math.expm1(-a)


def present(codes: Sequence[str], policy: Mapping[str, PolicyEntry], caution: int, danger: int) -> Weights:
    """Return the policy in use as numbers."""
    return Weights(np.array([to_a(min(policy[code].weight, 0.99)) for code in codes]), *_thresholds(caution, danger))


def _thresholds(caution: float, danger: float) -> tuple[float, float]:
    # Scores are rounded: a level begins half a point below its number.
    return to_a((caution - 0.5) / 100), to_a((danger - 0.5) / 100)


def fold_of(name: str, folds: int) -> int:
    """Return the fold of a row, the same in every run."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest()) % folds


def gather(examples: Iterable[Example], policy: Mapping[str, PolicyEntry], folds: int) -> Problem:
    """Return the problem of ``examples``. Rows on which nothing was found count in the totals alone."""
    codes = tuple(sorted(policy))
    patterns: Counter[tuple[str, bool, tuple[frozenset[str], ...], int]] = Counter()
    totals: dict[str, Array] = {}
    for example in examples:
        fold = fold_of(example.name, folds)
        totals.setdefault(example.file, np.zeros(folds))[fold] += 1
        found = {counted(candidate, policy) for candidate in example.candidates} - {frozenset()}
        if found:
            patterns[example.file, example.scam, tuple(sorted(found, key=sorted)), fold] += 1
    return _matrices(patterns, codes, policy, folds, totals)


def _matrices(
    patterns: Mapping[tuple[str, bool, tuple[frozenset[str], ...], int], int],
    codes: tuple[str, ...],
    policy: Mapping[str, PolicyEntry],
    folds: int,
    totals: Mapping[str, Array],
) -> Problem:
    keys = sorted({key[:3] for key in patterns}, key=lambda key: (key[0], key[1], [sorted(codes) for codes in key[2]]))
    number = {key: at for at, key in enumerate(keys)}
    unique = sorted({codes for key in keys for codes in key[2]}, key=sorted)
    place = {found: at for at, found in enumerate(unique)}
    counts = np.zeros((len(keys), folds))
    for (file, scam, found, fold), count in patterns.items():
        counts[number[file, scam, found], fold] += count
    lengths = [len(key[2]) for key in keys]
    return Problem(
        codes=codes,
        grey=np.array([policy[code].level == "unknown" for code in codes]),
        sets=np.array([[float(code in found) for code in codes] for found in unique]).reshape(len(unique), len(codes)),
        red=np.array([any(policy[code].level == "danger" for code in found) for found in unique], dtype=np.bool_),
        members=np.array([place[found] for key in keys for found in key[2]], dtype=np.intp),
        starts=np.array([sum(lengths[:at]) for at in range(len(keys))], dtype=np.intp),
        scam=np.array([key[1] for key in keys], dtype=np.bool_),
        files=tuple(key[0] for key in keys),
        counts=counts,
        totals=totals,
    )


def costs(problem: Problem, allowed: Mapping[str, float], alarm: float) -> Array:
    """Return what one error costs in each pattern: 1 is the whole of a file's allowance, which is one row at least.

    ``allowed``: share of errors by file that its target leaves; without an entry a file may be wrong on every row.
    """
    found = []
    for file, scam in zip(problem.files, problem.scam, strict=True):
        left = float(problem.totals[file].sum()) * allowed.get(file, 1.0)
        found.append((1.0 if scam else alarm) / max(left, 1.0))
    return np.array(found)


def hard_cost(problem: Problem, weights: Weights, price: Array, folds: Sequence[int]) -> float:
    """Return the cost of the errors that ``weights`` make on ``folds``, as the product decides."""
    rows = problem.counts[:, folds].sum(axis=1) * price
    warned = problem.weight_of(weights)[0] >= weights.caution
    red = problem.weight_of(weights, red=True)[0] >= weights.danger
    wrong = np.where(problem.scam, ~warned, warned).astype(np.float64)
    wrong += np.where(problem.scam, DANGER_REWARD * ~red, 1.0 * red)
    return float(rows @ wrong)


def _side(problem: Problem, weights: Weights, rows: Array, *, red: bool) -> tuple[float, Array, float]:
    """Return loss, its slope by ``a`` and by the threshold, for one of the two thresholds."""
    threshold = weights.danger if red else weights.caution
    values, best = problem.weight_of(weights, red=red)
    sign = np.where(problem.scam, 1.0, -1.0)
    scale = np.where(problem.scam, DANGER_REWARD, 1.0) if red else np.ones(len(rows))
    if red:
        scale = np.where(values > 0, scale, 0.0)  # what may never be red has no say on where red begins
    margin = SHARPNESS * sign * (values - threshold)
    loss = rows * scale * np.logaddexp(0.0, -margin)
    slope = -rows * scale * SHARPNESS * sign * np.exp(-np.logaddexp(0.0, margin))
    return float(loss.sum()), problem.sets[best].T @ slope, -float(slope.sum())


def fit(problem: Problem, start: Weights, price: Array, folds: Sequence[int], limits: Limits) -> Weights:
    """Return weights fitted on ``folds``, rounded as they are written; ``start`` where nothing better is found."""
    rows = problem.counts[:, list(folds)].sum(axis=1) * price
    origin = np.append(start.a, [start.caution, start.danger])
    pull = limits.pull * np.append(1 + RARE / np.maximum(problem.support(folds), 1), [1.0, 1.0])

    def objective(point: Array) -> tuple[float, Array]:
        weights = Weights(point[:-2], float(point[-2]), float(point[-1]))
        loss, by_a, by_caution = _side(problem, weights, rows, red=False)
        more, by_a_red, by_danger = _side(problem, weights, rows, red=True)
        away = point - origin
        slope = np.append(by_a + by_a_red, [by_caution, by_danger]) + 2 * pull * away
        return loss + more + float(pull @ away**2), slope

    result = minimize(objective, origin, jac=True, method="L-BFGS-B", bounds=_bounds(problem, start, limits))
    found = rounded(Weights(result.x[:-2], float(result.x[-2]), float(result.x[-1])), start)
    found = needed(problem, found, start, price, folds)
    better = hard_cost(problem, found, price, folds) < hard_cost(problem, start, price, folds)
    return found if better else start


def needed(problem: Problem, found: Weights, start: Weights, price: Array, folds: Sequence[int]) -> Weights:
    """Take back each change of a weight, the smallest first, without which no decision would be worse."""
    least = hard_cost(problem, found, price, folds)
    for at in np.argsort(np.abs(found.a - start.a), kind="stable"):
        a = found.a.copy()
        a[at] = start.a[at]
        without = replace(found, a=a)
        cost = hard_cost(problem, without, price, folds)
        if cost <= least:
            found, least = without, cost
    return found


def _bounds(problem: Problem, start: Weights, limits: Limits) -> list[tuple[float, float]]:
    """Return the range of each number; a claim that is only shown in grey never reaches yellow by itself."""
    lowest = to_a(to_weight(start.caution) - limits.level_span / 100)
    bounds = []
    for a, grey in zip(start.a, problem.grey, strict=True):
        weight = to_weight(float(a))
        high = min(max(0.95, weight), weight + limits.span)
        if grey:
            high = max(weight, min(high, to_weight(lowest) - 0.01))
        bounds.append((to_a(max(0.0, min(weight, max(0.02, weight - limits.span)))), to_a(high)))
    for threshold in (start.caution, start.danger):
        share = to_weight(threshold)
        bounds.append((to_a(share - limits.level_span / 100), to_a(share + limits.level_span / 100)))
    return bounds


def rounded(weights: Weights, start: Weights) -> Weights:
    """Return ``weights`` as they are written: two digits, whole points; what hardly moved stays as it was."""
    a = np.array(
        [
            old if abs(to_weight(float(new)) - to_weight(float(old))) < 0.005 else to_a(round(to_weight(float(new)), 2))
            for new, old in zip(weights.a, start.a, strict=True)
        ]
    )
    points = (round(100 * to_weight(threshold) + 0.5) for threshold in (weights.caution, weights.danger))
    return replace(weights, a=a, caution=(levels := _thresholds(*points))[0], danger=levels[1])


def warned_shares(problem: Problem, weights: Weights, fold: int) -> dict[str, float]:
    """Return the share of warned rows by file in a fold that has rows of it."""
    warned = problem.weight_of(weights)[0] >= weights.caution
    found = {}
    for file, totals in sorted(problem.totals.items()):
        if totals[fold]:
            of_file = np.array([name == file for name in problem.files], dtype=np.bool_)
            found[file] = float(problem.counts[of_file & warned, fold].sum() / totals[fold])
    return found
