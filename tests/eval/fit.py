"""``make fit``: weights for rules/policy.toml from labelled data, cross-validated. ``--write`` puts them in place."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import tomlkit
from rich.console import Console
from rich.table import Table

from eval import contacts, conversations, tables
from eval.counts import is_own
from eval.data import cells, files, json_lines, read
from eval.fitting import (
    Example,
    Limits,
    Problem,
    Weights,
    costs,
    fit,
    gather,
    hard_cost,
    present,
    to_weight,
    warned_shares,
)
from eval.judging import judge_all, make_index, outcome
from eval.obfuscate import VARIANTS, groups
from eval.run import data_folder
from realdesk.entities.hosts import parse
from realdesk.index.reader import Index
from realdesk.paths import rules_dir


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options of the command line."""
    usual = Limits()
    parser = argparse.ArgumentParser(prog="make fit", description="Fit the weights of rules/policy.toml.")
    parser.add_argument("--folds", type=int, default=5, help="parts for cross-validation")
    parser.add_argument("--span", type=float, default=usual.span, help="furthest change of a weight")
    parser.add_argument("--level-span", type=float, default=usual.level_span, help="furthest change of a level, points")
    parser.add_argument("--pull", type=float, default=usual.pull, help="how strongly weights keep their value")
    parser.add_argument("--alarm", type=float, default=usual.alarm, help="price of false alarms beyond the targets")
    parser.add_argument("--sample", type=int, default=0, help="at most this many rows of each file")
    parser.add_argument("--write", action="store_true", help="write the weights into rules/policy.toml")
    found = parser.parse_args(arguments)
    if found.folds < 2:
        parser.error("--folds must be 2 or more")
    return found


def examples(folder: Path, index: Index, sample: int = 0) -> list[Example]:
    """Return what was found on every row, before weighing. Of the texts only the benign ones are used."""
    rows = [
        row
        for row in read(folder, frozenset({"hosts", "urls", "pages", "texts"}), sample)
        if row.label != "other" and not (row.part == "texts" and row.label == "scam")
    ]
    found = []
    for row, judged in zip(rows, judge_all(rows), strict=True):
        if not is_own(row, judged) and not judged.owners:
            file = row.file if row.part in {"hosts", "urls"} else f"{row.part}, {row.label}"
            # Hosts of one domain stay together: a fold that has been trained on its neighbours is not held out.
            host = parse(row.page.url, index.suffixes) if row.part == "hosts" else None
            name = host.registrable if host is not None and host.registrable else row.name
            found.append(Example(file, name, row.label == "scam", judged.candidates))
    return found + _contact_examples(folder, index) + _chat_examples(folder, index)


def _contact_examples(folder: Path, index: Index) -> list[Example]:
    """Return pages that offer fake numbers in each writing, and impersonators as profile and as contact; ordinary contacts."""
    found, judge = [], contacts.contact_judge(index)
    for path in files(folder, "contacts"):
        if path.stem == "fake_support_phones":
            for number in contacts.numbers(path):
                for writing, write in VARIANTS.items():
                    page = contacts.desk_page(number.claims, write(groups(number.digits)))
                    found.append(Example(path.stem, number.digits + writing, True, outcome(page, index).candidates))
        else:
            for network, handle, *notes in cells(path):
                brand = contacts.claimed(handle, " ".join(notes), index)
                profile = contacts.profile_page(network, handle, brand)
                found.append(Example(path.stem, handle, True, outcome(profile, index).candidates))
                if judge is not None:
                    verdict = judge(profile.url, brand or None)
                    found.append(Example(path.stem, handle, True, contacts.codes_of(verdict, index)))
    for contact, verdict in contacts.ordinary(folder, index).items():
        if contacts.is_anyones(verdict):
            found.append(Example("contacts, benign", contact, False, contacts.codes_of(verdict, index)))
    return found


def _chat_examples(folder: Path, index: Index) -> list[Example]:
    judge = conversations.chat_judge()
    if judge is None:
        return []
    rows = [row for path in files(folder, "conversations") for row in json_lines(path)]
    return [
        Example(f"conversations, {row['label']}", row["id"], row["label"] == "scam", judge(row, index).candidates)
        for row in rows
    ]


def allowances() -> dict[str, float]:
    """Return the share of errors that each file's target leaves."""
    least, most = tables.targets()
    return {file: 1 - percent / 100 for file, percent in least.items()} | {f: p / 100 for f, p in most.items()}


def cross_validate(
    problem: Problem, start: Weights, price: np.ndarray[tuple[int], np.dtype[np.float64]], folds: int, limits: Limits
) -> tuple[list[tuple[float, float]], list[tuple[dict[str, float], dict[str, float]]]]:
    """Return for each held-out fold (cost before, after) and the shares warned of by file (before, after)."""
    held, shares = [], []
    for fold in range(folds):
        found = fit(problem, start, price, [other for other in range(folds) if other != fold], limits)
        held.append((hard_cost(problem, start, price, [fold]), hard_cost(problem, found, price, [fold])))
        shares.append((warned_shares(problem, start, fold), warned_shares(problem, found, fold)))
    return held, shares


def validation_table(shares: Sequence[tuple[Mapping[str, float], Mapping[str, float]]]) -> Table:
    """Return mean and spread over the held-out folds, with the weights in use and with fitted ones."""
    title = "Warned of on held-out folds, percent: mean ± spread (worst fold)"
    table = Table("file", "present weights", "fitted weights", "target", title=title)
    for file in sorted({file for before, _ in shares for file in before}):
        target = tables.target_of(file)
        worst = min if target is None or target[0] == ">=" else max
        columns = []
        for side in (0, 1):
            values = [100 * pair[side][file] for pair in shares if file in pair[side]]
            columns.append(f"{np.mean(values):.2f} ± {np.std(values):.2f} ({worst(values):.2f})")
        table.add_row(file, *columns, f"{target[0]} {target[1]:g}" if target else "")
    return table


def weight_table(problem: Problem, start: Weights, found: Weights) -> Table:
    """Return each code's weight before and after, how many rows speak on it, and its share of the score there.

    The share is over warned rows that are fake: 100 % means that the code decides alone.
    """
    heads = ("signal", "present", "fitted", "change", "scam rows", "benign rows", "share of the score")
    table = Table(*heads, title="Weights")
    rows = problem.counts.sum(axis=1)
    sums, best = problem.weight_of(found)
    has = problem.sets[best] > 0
    hit = problem.scam & (sums >= found.caution)
    for at, code in enumerate(problem.codes):
        old, new = to_weight(float(start.a[at])), to_weight(float(found.a[at]))
        scam, benign = rows[has[:, at] & problem.scam].sum(), rows[has[:, at] & ~problem.scam].sum()
        mine = hit & has[:, at]
        share = (rows[mine] @ (found.a[at] / sums[mine])) / rows[mine].sum() if rows[mine].sum() else 0.0
        change = f"{new - old:+.2f}" if abs(new - old) >= 0.005 else ""
        table.add_row(code, f"{old:.2f}", f"{new:.2f}", change, f"{scam:.0f}", f"{benign:.0f}", f"{100 * share:.0f} %")
    return table


def level_points(weights: Weights) -> tuple[int, int]:
    """Return the scores from which caution and danger begin."""
    return round(100 * to_weight(weights.caution) + 0.5), round(100 * to_weight(weights.danger) + 0.5)


def write_policy(path: Path, codes: Sequence[str], start: Weights, found: Weights) -> None:
    """Put changed weights and levels into a policy file; comments, order and all other fields stay."""
    document = tomlkit.parse(path.read_text("utf-8"))
    signals, levels = document["signals"], document["levels"]
    for at, code in enumerate(codes):
        if found.a[at] != start.a[at]:
            signals[code]["weight"] = round(to_weight(float(found.a[at])), 2)
    for name, old, new in zip(("caution", "danger"), level_points(start), level_points(found), strict=True):
        if old != new:
            levels[name] = new
    path.write_text(tomlkit.dumps(document), "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, cross-validate, print, and write if asked to; without data say so and succeed."""
    chosen = options(arguments)
    console = Console(width=None if sys.stdout.isatty() else 160)
    folder = data_folder()
    if folder is None:
        console.print("No evaluation data: set REALDESK_EVAL_DATA (or make fit EVAL_DATA=…) to its folder.")
        return 0
    index = make_index()
    limits = Limits(chosen.span, chosen.level_span, chosen.pull, chosen.alarm)
    problem = gather(examples(folder, index, chosen.sample), index.core.policy, chosen.folds)
    if not problem.files:
        console.print("Nothing was found on any row: there is nothing to fit.")
        return 0
    start = present(problem.codes, index.core.policy, index.core.caution, index.core.danger)
    price = costs(problem, allowances(), limits.alarm)
    held, shares = cross_validate(problem, start, price, chosen.folds, limits)
    everything = list(range(chosen.folds))
    found = fit(problem, start, price, everything, limits)
    console.print(weight_table(problem, start, found))
    console.print(validation_table(shares))
    console.print(f"Levels: caution {level_points(start)[0]} -> {level_points(found)[0]}, "
                  f"danger {level_points(start)[1]} -> {level_points(found)[1]}")  # fmt: skip
    before, after = (np.array([pair[side] for pair in held]) for side in (0, 1))
    console.print(f"Cost on held-out folds: present {before.mean():.3f} ± {before.std():.3f}, "
                  f"fitted {after.mean():.3f} ± {after.std():.3f}; lower in {int((after < before).sum())} "
                  f"of {chosen.folds} folds, higher in {int((after > before).sum())}")  # fmt: skip
    if chosen.write:
        path = rules_dir() / "policy.toml"
        write_policy(path, problem.codes, start, found)
        console.print(f"Written: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
