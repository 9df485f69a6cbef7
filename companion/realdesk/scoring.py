"""Which reason codes count, and what they add up to (``rules/policy.toml``)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from realdesk.index.format import Core, PolicyEntry
from realdesk.protocol import Level

_SURE = 0.999


def counted(codes: Iterable[str], policy: Mapping[str, PolicyEntry]) -> frozenset[str]:
    """Return the codes that count: known, and beside one of those they require that counts as well."""
    left = frozenset(code for code in codes if code in policy)
    while True:
        kept = frozenset(
            code for code in left if not policy[code].requires or not left.isdisjoint(_others(code, policy))
        )
        if kept == left:
            return kept
        left = kept


def score_of(codes: Iterable[str], policy: Mapping[str, PolicyEntry]) -> int:
    """Return 100 * (1 - product of (1 - weight)) over the different ``codes``."""
    calm = 1.0
    # In one order, so that rounding is the same on every computer and in every run.
    for code in sorted(set(codes)):
        calm *= 1.0 - policy[code].weight
    return round(100 * (1.0 - calm))


def shares(codes: Iterable[str], policy: Mapping[str, PolicyEntry]) -> dict[str, int]:
    """Return what part of the score each code brings, in whole percent: weights add up as -log(1 - weight)."""
    parts = {code: -math.log1p(-min(policy[code].weight, _SURE)) for code in set(codes)}
    total = sum(parts.values())
    return {code: round(100 * part / total) if total else 0 for code, part in parts.items()}


def level_of(score: int, codes: Iterable[str], core: Core) -> Level:
    """Return the level of ``score``; red is kept for codes that contradict the platform, however high the score."""
    allowed = {core.policy[code].level for code in codes}
    if score >= core.danger and "danger" in allowed:
        return "danger"
    if score >= core.caution:
        return "caution"
    return "unknown" if "unknown" in allowed else "none"


def urgency(policy: PolicyEntry) -> tuple[bool, float]:
    """Sort key: what contradicts the platform before what is only not listed, the heavier first."""
    return policy.level != "danger", -policy.weight


def _others(code: str, policy: Mapping[str, PolicyEntry]) -> frozenset[str]:
    return frozenset(policy[code].requires) - {code}
