"""The comparison at a peer's operating point: thresholds fall between scores, and no axis is flattered."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.counts import Judged
from eval.data import Row
from eval.judging import Outcome
from eval.peers.operating import Operating, curve, operating, table
from eval.plots import draw_peers
from realdesk.index.reader import Index
from realdesk.protocol import Page

FAKES = [(90.0, True), (80.0, False), (60.0, True), (60.0, False), (0.0, True)]
BENIGN = [(70.0, False), (60.0, True), (0.0, True), (0.0, False)]


def test_ours_stands_at_the_peers_recall_and_at_its_false_alarms() -> None:
    found = operating("peer", "fakes", FAKES, BENIGN)
    assert (found.peer_recall, found.peer_alarms) == (60.0, 50.0)
    # Three of five fakes need the score 60, which four of them and two benign rows have.
    assert (found.our_alarms_at_its_recall, found.threshold_at_its_recall) == (50.0, 60.0)
    assert (found.our_recall_at_its_alarms, found.threshold_at_its_alarms) == (80.0, 60.0)
    assert found.verdict == "NOT better on false alarms"


def test_a_peer_that_flags_nothing_is_met_without_false_alarms() -> None:
    found = operating("peer", "fakes", [(90.0, False), (10.0, False)], [(50.0, False)])
    assert (found.peer_recall, found.our_alarms_at_its_recall) == (0.0, 0.0)
    assert (found.our_recall_at_its_alarms, found.threshold_at_its_recall) == (50.0, 101.0)
    assert found.verdict == "more recall, both without false alarms"


def test_a_recall_that_no_threshold_reaches_costs_every_benign_row() -> None:
    found = operating("peer", "fakes", [(0.0, True), (90.0, True)], [(0.0, False)])
    assert found.our_alarms_at_its_recall == 100.0
    assert found.verdict == "NOT better on false alarms and recall"


def test_the_table_names_both_axes_and_says_where_we_are_not_better() -> None:
    good = Operating("a", "fakes", 1, 1, 5.0, 1.0, 0.5, 90.0, 40.0, 40.0)
    bad = Operating("b", "fakes", 1, 1, 95.0, 0.001, 0.5, 90.0, 40.0, 40.0)
    lines = table([bad, good]).splitlines()[2:]
    assert lines[0] == "| fakes | a | 5.00 | 1.000 | 0.500 | 90.00 | better on both |"
    assert lines[1].endswith("| NOT better on false alarms and recall |")
    assert json.loads(json.dumps(good.as_dict()))["verdict"] == "better on both"


SCORES = st.lists(st.integers(0, 100).map(float), min_size=1, max_size=30)


@given(SCORES, SCORES)
def test_a_curve_only_rises_and_never_takes_what_has_no_score(fakes: list[float], benign: list[float]) -> None:
    points = curve(fakes, benign)
    assert points[0][1:] == (0.0, 0.0)
    assert all(a[0] > b[0] and a[1] <= b[1] and a[2] <= b[2] for a, b in pairwise(points))
    assert points[-1][1] == pytest.approx(sum(score > 0 for score in fakes) / len(fakes))


def test_the_picture_has_a_panel_for_each_file(index: Index, tmp_path: Path) -> None:
    def judged(file: str, label: str, *codes: str) -> Judged:
        row = Row("hosts", file, "h", label, Page("https://example.org/"))  # type: ignore[arg-type]
        return row, Outcome("none", 0, None, (), (frozenset(codes),) if codes else ())

    rows = [judged("one", "scam", "host_confusable"), judged("two", "scam", "host_near_name"), judged("b", "benign")]
    points = [operating("peer", file, [(50.0, True)], [(0.0, False)]).as_dict() for file in ("one", "two")]
    assert draw_peers(rows, points, index, tmp_path).read_bytes().startswith(b"\x89PNG")
