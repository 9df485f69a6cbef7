"""``make eval``: recall and false alarms on a folder of labelled data that is not part of the project.

The folder's layout: ``domains`` (one host a line, first column; files named ``benign_*`` are benign), ``urls``,
``pages`` (``pages.jsonl`` with the HTML beside it), ``texts``, ``contacts`` and ``conversations``. Levels caution and danger
warn; on benign rows ``unknown`` is a false alarm too. Hosts called benign that a brand lists are named and not counted.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from eval import contacts, conversations, counts, tables
from eval.data import Row, pages, read
from eval.judging import judge_all, make_index
from realdesk.index.reader import Index

PARTS = ("hosts", "urls", "pages", "texts", "contacts", "conversations")
BUILD = Path("build/eval")
CORPUS = Path(__file__).resolve().parent / "corpus"
"""Pages written for the project: each ``*_pages*.jsonl`` is an index of some."""


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(prog="make eval", description="Recall and false alarms on labelled data.")
    parser.add_argument("--only", default=",".join(PARTS), help="parts to judge, with commas: " + ", ".join(PARTS))
    parser.add_argument("--sample", type=int, default=0, help="at most this many rows of each file")
    parser.add_argument("--worst", type=int, default=15, help="how many misses and false alarms to show")
    parser.add_argument("--json", type=Path, default=BUILD / "eval.json", help="where to write everything")
    parser.add_argument("--plots", type=Path, default=BUILD, help="folder for the pictures")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder of further pages")
    parser.add_argument("--peers", action="store_true", help="run the public peers on the same rows (make eval-peers)")
    found = parser.parse_args(arguments)
    unknown = set(found.only.split(",")) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    return found


def data_folder() -> Path | None:
    """Return the folder of labelled data, or ``None`` where there is none."""
    name = os.environ.get("REALDESK_EVAL_DATA", "")
    return Path(name) if name and Path(name).is_dir() else None


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, write JSON and pictures; without data say so and succeed."""
    chosen = options(arguments)
    console = Console(width=None if sys.stdout.isatty() else 180)
    folder = data_folder()
    if folder is None:
        console.print("No evaluation data: set REALDESK_EVAL_DATA (or make eval EVAL_DATA=…) to its folder.")
        return 0
    only = frozenset(chosen.only.split(","))
    index = make_index()
    start = time.perf_counter()
    rows = read(folder, only, chosen.sample)
    if "pages" in only:
        rows += [row for path in sorted(chosen.corpus.glob("*_pages*.jsonl")) for row in pages(path, index.vendors)]
    judged = list(zip(rows, judge_all(rows), strict=True))
    taken = time.perf_counter() - start
    report = _report(judged, index)
    _show(console, judged, report, index, chosen.worst)
    lines = counts.tallies(judged, _headline_group)
    if "contacts" in only:
        report["contacts"] = contacts.measure(folder, index, console)
        lines |= contacts.tallies(report["contacts"])
    if "conversations" in only:
        report["conversations"] = conversations.measure(folder, index, console)
        lines |= conversations.tallies(report["conversations"])
    if chosen.peers:
        from eval.peers.compare import PeersMissing, compare  # noqa: PLC0415 - only where they are asked for

        try:
            report["peers"] = compare(judged, index, console)
        except PeersMissing as error:
            console.print(str(error))
            return 1
    _write(chosen, report, judged, index)
    console.print(f"{len(rows)} rows in {taken:.1f} s; everything in {chosen.json}, pictures in {chosen.plots}\n")
    console.print(tables.headline(lines), markup=False, soft_wrap=True)
    return 0


def _headline_group(row: Row) -> str:
    """Return the line of the headline: a file; texts together by label, since one target holds for all of them."""
    return f"texts, {row.label}" if row.part == "texts" else counts.by_file(row)


def _ruled(index: Index) -> Callable[[Row], str]:
    """Return a grouping of scam hosts by whether their brand is one of the ruleset's."""
    known = tables.ruled_brands(index)
    return lambda row: (
        f"{row.file}, {'yes' if row.brand in known else 'no'}" if row.label == "scam" and row.brand else ""
    )


def _report(judged: Sequence[counts.Judged], index: Index) -> dict[str, Any]:
    groups = {"files": counts.by_file, "brands": counts.by_brand, "languages": counts.by_language}
    report: dict[str, Any] = {
        name: {group: tally.as_dict() for group, tally in counts.tallies(judged, key).items()}
        for name, key in groups.items()
    }
    misses, alarms = counts.errors(judged, index)
    report["signals"] = {code: tally.as_dict() for code, tally in counts.signals(judged, index).items()}
    report["pages"] = counts.confusion(judged)
    report["own"] = [f"{row.file}: {row.name}" for row, outcome in judged if counts.is_own(row, outcome)]
    report["misses"] = [counts.described(row, outcome, index) for row, outcome in misses]
    report["false_alarms"] = [counts.described(row, outcome, index) for row, outcome in alarms]
    report["levels"] = {"caution": index.core.caution, "danger": index.core.danger}
    return report


def _show(console: Console, judged: Sequence[counts.Judged], report: dict[str, Any], index: Index, worst: int) -> None:
    console.print(tables.level_table("Levels per file", counts.tallies(judged, counts.by_file)))
    console.print(tables.level_table("Recall per brand", counts.tallies(judged, counts.by_brand), most=25))
    languages = counts.tallies(judged, counts.by_language)
    if languages:
        console.print(tables.level_table("Levels per language", languages))
    console.print(tables.signal_table(counts.signals(judged, index)))
    if report["pages"]:
        console.print(tables.confusion_table(report["pages"]))
    console.print(tables.level_table("Recall by whether the brand has rules", counts.tallies(judged, _ruled(index))))
    for file in dict.fromkeys(error["file"] for error in report["misses"] if error["part"] != "texts"):
        missed = [error for error in report["misses"] if error["file"] == file and error["part"] != "texts"]
        console.print(tables.error_table(f"Misses of {file}", missed, worst))
    console.print(tables.misses_by_match(report["misses"], index, worst))
    console.print(tables.error_table("False alarms", report["false_alarms"], worst))
    own = report["own"]
    if own:
        named = ", ".join(name.partition(": ")[2] for name in own)
        console.print(f"Not counted, since a brand lists them ({len(own)}): {named}\n")


def _write(chosen: argparse.Namespace, report: dict[str, Any], judged: Sequence[counts.Judged], index: Index) -> None:
    from eval.plots import draw, draw_peers  # noqa: PLC0415 - takes a second to load

    chosen.json.parent.mkdir(parents=True, exist_ok=True)
    chosen.json.write_text(json.dumps(report, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    draw(judged, index, chosen.plots)
    if report.get("peers", {}).get("operating"):
        draw_peers(judged, report["peers"]["operating"], index, chosen.plots)


if __name__ == "__main__":
    sys.exit(main())
