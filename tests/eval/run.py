"""``make eval``: recall and false alarms on a folder of labelled data that is not part of the project.

The folder's layout: ``domains/*.txt|tsv`` (one host a line, first column), ``pages/pages.jsonl`` with the HTML beside it.
Files named ``benign_*`` count false alarms, the others recall. Levels caution and danger warn; on a benign page
``unknown`` is a false alarm too. Rows that name a brand are split into brands with rules and others.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from realdesk.cli.extract import page_of_html
from realdesk.index.compile import compile_index
from realdesk.index.reader import Index
from realdesk.paths import rules_dir
from realdesk.protocol import Page, Verdict
from realdesk.ruleset.source import load
from realdesk.verdict import judge

WARNED = frozenset({"caution", "danger"})
CONSOLE = Console()


def make_index() -> Index:
    """Compile the rules of this checkout."""
    now = datetime.now(UTC)
    data = compile_index(
        load(rules_dir()), version=1, issued=now, expires=now + timedelta(days=1), label="evaluation", bundle_sha256=""
    )
    return Index(data)


def rows(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (host, brand or empty) of a file of hosts."""
    for line in path.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if cells[0].strip():
            yield cells[0].strip(), cells[1].split(":")[0] if len(cells) > 1 else ""


def hosts_table(folder: Path, index: Index) -> Table:
    """Return levels per file of hosts; files that name brands are split by whether the brand has rules."""
    ours = {brand.label for brand in index.core.brands} | {entry.name for entry in index.core.names}
    table = Table("hosts", "rows", "none", "official", "unknown", "caution", "danger", "warned", title="Hosts alone")
    for path in sorted(folder.glob("domains/*.t?v")) + sorted(folder.glob("domains/*.txt")):
        groups: dict[str, Counter[str]] = {}
        for host, brand in rows(path):
            group = path.stem if not brand else f"{path.stem}, brand {'with' if brand in ours else 'without'} rules"
            groups.setdefault(group, Counter())[judge(Page(f"https://{host}/"), index).level] += 1
        for group, levels in sorted(groups.items()):
            total = sum(levels.values())
            warned = sum(levels[level] for level in WARNED)
            counts = [str(levels[level]) for level in ("none", "official", "unknown", "caution", "danger")]
            table.add_row(group, str(total), *counts, f"{100 * warned / total:.2f} %")
    return table


def is_right(label: str, verdict: Verdict) -> bool:
    """Tell whether a page got what its label asks for."""
    if label == "scam":
        return verdict.level in WARNED
    return verdict.level == "none" or (label == "official" and verdict.level == "official")


def pages_table(folder: Path, index: Index) -> Table:
    """Return the verdict on each labelled page."""
    table = Table("page", "label", "platform", "level", "score", "right", "reasons", title="Pages (static facts)")
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for line in (folder / "pages" / "pages.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        html = (folder / "pages" / row["file"]).read_text("utf-8")
        verdict = judge(page_of_html(row["url"], html), index)
        good = is_right(row["label"], verdict)
        right[row["label"]] += good
        total[row["label"]] += 1
        reasons = ", ".join(reason.code for reason in verdict.reasons)
        table.add_row(
            Path(row["file"]).stem,
            row["label"],
            row["platform"] or "",
            verdict.level,
            str(verdict.score),
            "yes" if good else "NO",
            reasons,
        )
    table.caption = "; ".join(f"{label}: {right[label]} of {total[label]} right" for label in sorted(total))
    return table


def main() -> int:
    """Print the tables; without data say so and succeed."""
    name = os.environ.get("REALDESK_EVAL_DATA", "")
    folder = Path(name)
    if not name or not (folder / "domains").is_dir():
        CONSOLE.print("No evaluation data: set REALDESK_EVAL_DATA (or make eval EVAL_DATA=…) to its folder.")
        return 0
    index = make_index()
    CONSOLE.print(hosts_table(folder, index))
    CONSOLE.print(pages_table(folder, index))
    return 0


if __name__ == "__main__":
    sys.exit(main())
