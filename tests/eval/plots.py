"""Pictures of the evaluation: precision against recall, how scores are spread, and the peers beside our curve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")  # there is no screen

from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from eval.counts import Judged, curve, is_own, risk
from eval.peers import operating
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


def draw_peers(judged: Sequence[Judged], points: Sequence[Mapping[str, Any]], index: Index, folder: Path) -> Path:
    """Draw our recall against our false alarms for each file of fakes, with each peer's point (``Operating.as_dict``)."""
    files = sorted({point["file"] for point in points})
    figure, grid = plt.subplots(1, len(files), figsize=(5 * len(files), 5), layout="constrained", squeeze=False)
    counted = [(row, risk(o, index)) for row, o in judged if row.part in {"hosts", "urls"} and not is_own(row, o)]
    benign = [score for row, score in counted if row.label == "benign"]
    for axes, file in zip(grid[0], files, strict=True):
        ours = operating.curve([score for row, score in counted if row.file == file], benign)
        axes.step([100 * p[2] for p in ours], [100 * p[1] for p in ours], where="post", label="realdesk")
        at = [point for point in ours if point[0] >= index.core.caution - 0.5][-1]
        axes.plot(100 * at[2], 100 * at[1], "ko", label="realdesk, from caution on")
        for number, point in enumerate(point for point in points if point["file"] == file):
            axes.plot(point["peer_alarms"], point["peer_recall"], "sD^vP*X"[number % 7], label=point["peer"])
        axes.set_xscale("symlog", linthresh=0.01)
        axes.set(xlabel="false alarms on benign hosts, %", ylabel="recall, %", title=file, ylim=(-2, 102))
        axes.grid(alpha=0.3)
    if files:
        grid[0][0].legend(fontsize="small", loc="center right")
    return _saved(figure, folder / "peers_roc.png")


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
