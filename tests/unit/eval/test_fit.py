"""The fit lowers the cost, keeps what it cannot know, and changes nothing in the policy but numbers."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path

import numpy as np
import pytest

from conftest import ROOT
from eval import fit as command
from eval.fitting import (
    Example,
    Limits,
    Problem,
    Weights,
    costs,
    fit,
    fold_of,
    gather,
    hard_cost,
    present,
    to_weight,
    warned_shares,
)
from realdesk.index.format import PolicyEntry

POLICY = {
    "weak": PolicyEntry(0.35, (), None),
    "noisy": PolicyEntry(0.45, (), None),
    "rare": PolicyEntry(0.3, (), "danger"),
    "never": PolicyEntry(0.2, (), None),
    "gated": PolicyEntry(0.6, ("weak",), None),
    "claim": PolicyEntry(0.3, (), "unknown"),
}
FOLDS = 4


def examples() -> list[Example]:
    """Fakes that the weak sign misses, benign rows that the noisy one flags, a gated sign without its companion."""
    found = [Example("fake", f"f{n}", True, (frozenset({"weak"}),)) for n in range(80)]
    found += [Example("fake", f"c{n}", True, (frozenset({"claim"}),)) for n in range(40)]
    found += [Example("plain", f"b{n}", False, (frozenset({"noisy"}),)) for n in range(60)]
    found += [Example("plain", f"g{n}", False, (frozenset({"gated"}),)) for n in range(60)]
    found += [Example("plain", f"n{n}", False, ()) for n in range(300)]
    return [*found, Example("fake", "r", True, (frozenset({"rare", "weak"}), frozenset({"noisy"})))]


def problem() -> tuple[Problem, Weights, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    gathered = gather(examples(), POLICY, FOLDS)
    price = costs(gathered, {"fake": 0.05, "plain": 0.01}, alarm=2.0)
    return gathered, present(gathered.codes, POLICY, 40, 70), price


def weights_of(gathered: Problem, weights: Weights) -> dict[str, float]:
    return {code: to_weight(float(a)) for code, a in zip(gathered.codes, weights.a, strict=True)}


def test_the_cost_falls_also_on_rows_that_were_held_out() -> None:
    gathered, start, price = problem()
    found = fit(gathered, start, price, [0, 1, 2], Limits())
    assert hard_cost(gathered, found, price, [0, 1, 2]) < hard_cost(gathered, start, price, [0, 1, 2])
    assert hard_cost(gathered, found, price, [3]) < hard_cost(gathered, start, price, [3])
    assert warned_shares(gathered, start, 3)["plain"] > 0
    assert warned_shares(gathered, found, 3)["plain"] == 0
    assert warned_shares(gathered, found, 3)["fake"] > warned_shares(gathered, start, 3)["fake"]


def test_weights_stay_in_bounds_and_a_claim_never_warns_alone() -> None:
    gathered, start, price = problem()
    before = weights_of(gathered, start)
    after = weights_of(gathered, fit(gathered, start, price, range(FOLDS), Limits(span=0.1)))
    assert all(0 <= weight <= 0.95 and abs(weight - before[code]) < 0.106 for code, weight in after.items())
    assert after["weak"] > before["weak"]
    assert after["noisy"] < before["noisy"]
    assert round(100 * after["claim"]) < 40


def test_a_code_without_rows_keeps_its_weight() -> None:
    gathered, start, price = problem()
    after = weights_of(gathered, fit(gathered, start, price, range(FOLDS), Limits()))
    assert after["never"] == pytest.approx(0.2)
    assert after["gated"] == pytest.approx(0.6), "its gate was never open"


def test_what_is_seen_on_one_row_moves_less_than_what_is_seen_on_many() -> None:
    policy = {"many": PolicyEntry(0.3, (), None), "once": PolicyEntry(0.3, (), None)}
    rows = [Example("fake", f"m{n}", True, (frozenset({"many"}),)) for n in range(50)]
    gathered = gather([*rows, Example("fake", "p", True, (frozenset({"once"}),))], policy, 2)
    price = costs(gathered, {"fake": 0.05}, alarm=2.0)
    start = present(gathered.codes, policy, 40, 70)
    after = weights_of(gathered, fit(gathered, start, price, [0, 1], Limits()))
    assert gathered.support([0, 1]).tolist() == [50, 1]
    assert after["many"] - 0.3 > 2 * (after["once"] - 0.3) >= 0


def test_an_error_costs_its_part_of_what_the_target_leaves() -> None:
    rows = [Example("top", f"t{n}", False, (frozenset({"noisy"}),)) for n in range(1000)]
    rows += [Example("pages", f"p{n}", True, (frozenset({"noisy"}),)) for n in range(10)]
    gathered = gather(rows, POLICY, 2)
    price = dict(zip(gathered.files, costs(gathered, {"top": 0.002, "pages": 0.0}, alarm=2.0), strict=True))
    assert price == {"top": pytest.approx(1.0), "pages": pytest.approx(1.0)}


def test_gates_are_applied_before_anything_is_weighed() -> None:
    gathered, _, _ = problem()
    column = gathered.codes.index("gated")
    assert not gathered.sets[:, column].any()
    assert gathered.totals["plain"].sum() == 420


def test_the_heaviest_platform_of_a_row_decides() -> None:
    gathered = gather([Example("fake", "r", True, (frozenset({"weak"}), frozenset({"noisy"})))], POLICY, 2)
    start = present(gathered.codes, POLICY, 40, 70)
    assert to_weight(float(gathered.weight_of(start)[0][0])) == pytest.approx(0.45)


def test_two_runs_give_the_same_weights() -> None:
    first = problem()
    second = problem()
    assert (
        fit(*first, range(FOLDS), Limits(level_span=5)).a.tolist()
        == fit(*second, range(FOLDS), Limits(level_span=5)).a.tolist()
    )
    assert {fold_of(str(n), FOLDS) for n in range(40)} == set(range(FOLDS))


def test_without_something_better_the_present_weights_stay() -> None:
    rows = [Example("fake", f"f{n}", True, (frozenset({"noisy"}),)) for n in range(20)]
    gathered = gather(rows, {"noisy": PolicyEntry(0.9, (), "danger")}, 2)
    start = present(gathered.codes, {"noisy": PolicyEntry(0.9, (), "danger")}, 40, 70)
    assert fit(gathered, start, costs(gathered, {}, 2.0), [0, 1], Limits()) is start


def test_writing_changes_numbers_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    text = (ROOT / "rules" / "policy.toml").read_text("utf-8")
    path.write_text(text, "utf-8")
    signals = tomllib.loads(text)["signals"]
    policy = {
        code: PolicyEntry(entry["weight"], tuple(entry.get("requires", ())), entry.get("level"))
        for code, entry in signals.items()
    }
    codes = tuple(sorted(policy))
    levels = tomllib.loads(text)["levels"]
    start = present(codes, policy, levels["caution"], levels["danger"])
    moved = start.a.copy()
    moved[codes.index("host_near_name")] = present(["x"], {"x": PolicyEntry(0.33, (), None)}, 40, 70).a[0]
    later = present(codes, policy, levels["caution"] + 2, levels["danger"])
    command.write_policy(path, codes, start, start)
    assert path.read_text("utf-8") == text
    command.write_policy(path, codes, start, Weights(moved, later.caution, later.danger))
    changed = [
        line for line in difflib.ndiff(text.splitlines(), path.read_text("utf-8").splitlines()) if line[0] in "+-"
    ]
    assert sorted(changed) == sorted(
        [
            f"- weight = {signals['host_near_name']['weight']}",
            "+ weight = 0.33",
            f"- caution = {levels['caution']}",
            f"+ caution = {levels['caution'] + 2}",
        ]
    )


def test_without_data_the_command_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("REALDESK_EVAL_DATA", "")
    assert command.main([]) == 0
    assert "No evaluation data" in capsys.readouterr().out


def test_the_command_prints_weights_and_held_out_folds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "domains").mkdir()
    hosts = "".join(f"binance-support-{n}.example{n}.com\tbinance:exact\n" for n in range(12))
    (tmp_path / "domains" / "fake_support_with_brand.tsv").write_text(hosts, "utf-8")
    (tmp_path / "domains" / "benign_top_sites.txt").write_text("garden-tools.net\nmetamsk.net\n", "utf-8")
    monkeypatch.setenv("REALDESK_EVAL_DATA", str(tmp_path))
    before = (ROOT / "rules" / "policy.toml").read_bytes()
    assert command.main(["--folds", "3"]) == 0
    out = capsys.readouterr().out
    assert "host_brand_and_support" in out
    assert "Cost on held-out folds" in out
    assert (ROOT / "rules" / "policy.toml").read_bytes() == before
