"""Pictures of the evaluation: precision against recall, and how scores are spread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")  # there is no screen

from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from eval.counts import Judged, curve, is_own, risk
from realdesk.index.reader import Index


def draw(judged: Sequence[Judged], index: Index, folder: Path) -> list[Path]:
    """Write the pictures into ``folder`` and return their paths."""
    parts = [part for part in ("hosts", "pages", "texts") if any(row.part == part for row, _ in judged)]
    return [_curves(judged, parts, index, folder), *(_spread(judged, part, index, folder) for part in parts)]


def _curves(judged: Sequence[Judged], parts: Sequence[str], index: Index, folder: Path) -> Path:
    figure, axes = plt.subplots(figsize=(7, 5), layout="constrained")
    for part in parts:
        points = curve([(row, outcome) for row, outcome in judged if row.part == part], index)
        if points:
            recall, precision = [point[2] for point in points], [point[1] for point in points]
            axes.step(recall, precision, where="pre", label=part)  # a recall between two points costs the later one
            at = [point for point in points if point[0] >= index.core.caution - 0.5][-1:]
            axes.plot([point[2] for point in at], [point[1] for point in at], "ko")
    axes.set(xlabel="recall", ylabel="precision", title="Precision and recall (dot: from caution on)", ylim=(0, 1.02))
    axes.grid(alpha=0.3)
    if parts:
        axes.legend()
    return _saved(figure, folder / "precision_recall.png")


def _spread(judged: Sequence[Judged], part: str, index: Index, folder: Path) -> Path:
    figure, axes = plt.subplots(figsize=(7, 4), layout="constrained")
    bins = [float(edge) for edge in range(0, 101, 5)]
    for label, colour in (("scam", "tab:red"), ("benign", "tab:blue"), ("official", "tab:green")):
        scores = [risk(o, index) for r, o in judged if r.part == part and r.label == label and not is_own(r, o)]
        if scores:
            axes.hist(scores, bins=bins, histtype="step", color=colour, label=f"{label} ({len(scores)})", log=True)
    for limit in (index.core.caution, index.core.danger):
        axes.axvline(limit, color="grey", linestyle="--")
    axes.set(xlabel="score", ylabel="rows", title=f"{part}: scores by label (dashed: caution, danger)")
    axes.legend()
    return _saved(figure, folder / f"scores_{part}.png")


def _saved(figure: Figure, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110, metadata={"Software": None})
    plt.close(figure)
    return path
