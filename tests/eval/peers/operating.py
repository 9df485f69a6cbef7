"""The fair comparison with a peer that flags little: ours at the peer's recall, and ours at the peer's false alarms.

A pair is a file of fakes and all benign hosts together. The threshold on our score is moved until we find as many fakes as
the peer does: what are our false alarms then? And until we raise no more false alarms than the peer: how many fakes do we
find then? Rows with the same score are taken or left together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

Scores = Sequence[tuple[float, bool]]
"""Our score of a row and whether the peer flags it."""


@dataclass(frozen=True, slots=True)
class Operating:
    """A peer's point and ours beside it, in percent. ``threshold_at_*``: the lowest score that still counts there."""

    peer: str
    file: str
    fakes: int
    benign: int
    peer_recall: float
    peer_alarms: float
    our_alarms_at_its_recall: float
    our_recall_at_its_alarms: float
    threshold_at_its_recall: float
    threshold_at_its_alarms: float

    @property
    def verdict(self) -> str:
        """Say whether we are better on both axes; with no false alarm on either side that axis is a tie."""
        fewer = self.our_alarms_at_its_recall < self.peer_alarms
        more = self.our_recall_at_its_alarms > self.peer_recall
        if fewer and more:
            return "better on both"
        if more and self.our_alarms_at_its_recall == self.peer_alarms == 0:
            return "more recall, both without false alarms"
        return "NOT better on " + " and ".join(
            name for name, good in (("false alarms", fewer), ("recall", more)) if not good
        )

    def as_dict(self) -> dict[str, Any]:
        """Return it for JSON."""
        return asdict(self) | {"verdict": self.verdict}


def curve(fakes: Iterable[float], benign: Iterable[float]) -> list[tuple[float, float, float]]:
    """Return (threshold, recall, false alarms), shares from 0 to 1, from the strictest threshold to the laxest.

    The first point flags nothing. Scores of 0 mean that nothing was found: no threshold takes them.
    """
    marked = [(score, True) for score in fakes] + [(score, False) for score in benign]
    positives = sum(fake for _, fake in marked)
    negatives = len(marked) - positives
    points = [(float("inf"), 0.0, 0.0)]
    hits = alarms = 0
    ordered = sorted(marked, key=lambda pair: -pair[0])
    for at, (score, fake) in enumerate(ordered):
        if score <= 0:
            break
        hits, alarms = hits + fake, alarms + (not fake)
        if at + 1 == len(ordered) or ordered[at + 1][0] != score:
            points.append((score, hits / max(positives, 1), alarms / max(negatives, 1)))
    return points


def operating(peer: str, file: str, fakes: Scores, benign: Scores) -> Operating:
    """Return the peer's point on a pair and ours at its recall and at its false alarms.

    Where no threshold reaches the peer's recall, our false alarms there are all benign rows (100 %).
    """
    recall = sum(flagged for _, flagged in fakes) / max(len(fakes), 1)
    alarms = sum(flagged for _, flagged in benign) / max(len(benign), 1)
    points = curve((score for score, _ in fakes), (score for score, _ in benign))
    at_recall = next((point for point in points if point[1] >= recall), (0.0, 1.0, 1.0))
    at_alarms = [point for point in points if point[2] <= alarms][-1]
    return Operating(
        peer, file, len(fakes), len(benign), 100 * recall, 100 * alarms, 100 * at_recall[2], 100 * at_alarms[1],
        _finite(at_recall[0]), _finite(at_alarms[0]),
    )  # fmt: skip


def _finite(threshold: float) -> float:
    """Return a threshold for JSON; 101 is above every score."""
    return min(threshold, 101.0)


def table(found: Sequence[Operating]) -> str:
    """Return one line a peer and file in Markdown, both axes side by side."""
    heads = "| fakes (with all benign hosts) | peer | peer: recall % | peer: false alarms % | ours at its recall: false alarms % | ours at its false alarms: recall % | |"
    lines = [heads, "|---|---|--:|--:|--:|--:|---|"]
    for point in sorted(found, key=lambda item: (item.file, item.peer)):
        shares = (point.peer_recall, point.peer_alarms, point.our_alarms_at_its_recall, point.our_recall_at_its_alarms)
        numbers = " | ".join(f"{share:.{3 if at in {1, 2} else 2}f}" for at, share in enumerate(shares))
        lines.append(f"| {point.file} | {point.peer} | {numbers} | {point.verdict} |")
    return "\n".join(lines)
