"""The labelled data: what each file holds, read into rows. Labels and notes are for scoring, never input."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Literal

from realdesk.cli.extract import page_of_html
from realdesk.entities.widgets import Vendor
from realdesk.protocol import Page

Label = Literal["scam", "benign", "official", "other"]

TEXT_ADDRESS = "https://example.org/post"
"""Where the texts are served: an address that says nothing itself."""
_EXACT = frozenset({"exact", "intoken"})
_DISGUISED = frozenset({"homoglyph"})


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to judge.

    ``part``: hosts, urls, pages or texts; ``file``: name without extension; ``name``: what a reader recognises it
    by; ``match``: how a host was said to carry the brand (typo, contains or other).
    """

    part: str
    file: str
    name: str
    label: Label
    page: Page
    brand: str = ""
    match: str = ""
    lang: str = ""


def read(folder: Path, parts: frozenset[str], sample: int = 0) -> list[Row]:
    """Return the rows of the chosen ``parts`` of ``folder``; at most ``sample`` of each file where it is not 0.

    A sample is the same in every run.
    """
    readers = {"hosts": hosts, "urls": urls, "pages": pages, "texts": texts}
    rows: list[Row] = []
    for part, reader in readers.items():
        if part in parts:
            for path in files(folder, part):
                found = list(reader(path))
                rows += random.Random(path.name).sample(found, sample) if 0 < sample < len(found) else found
    return rows


def files(folder: Path, part: str) -> list[Path]:
    """Return the files of a part, sorted by name; none where the data has no such part."""
    patterns = {
        "hosts": ("domains/*.tsv", "domains/*.txt"),
        "urls": ("urls/*.tsv",),
        "pages": ("pages/pages.jsonl",),
        "texts": ("texts/*.jsonl",),
        "contacts": ("contacts/*.tsv",),
        "conversations": ("conversations/*.jsonl",),
    }
    return [path for pattern in patterns[part] for path in sorted(folder.glob(pattern))]


def cells(path: Path) -> Iterator[list[str]]:
    """Yield the cells of each line that is not empty."""
    for line in path.read_text("utf-8").splitlines():
        found = [cell.strip() for cell in line.split("\t")]
        if found[0]:
            yield found


def hosts(path: Path) -> Iterator[Row]:
    """Yield hosts: first column the host, second ``brand:match``. Files named ``benign_*`` are benign."""
    label: Label = "benign" if path.stem.startswith("benign") else "scam"
    for found in cells(path):
        brand, _, match = (found[1] if len(found) > 1 else "").partition(":")
        yield Row("hosts", path.stem, found[0], label, Page(f"https://{found[0]}/"), brand, _kind(match))


def _kind(match: str) -> str:
    if not match:
        return ""
    return "contains" if match in _EXACT else "other" if match in _DISGUISED else "typo"


def urls(path: Path) -> Iterator[Row]:
    """Yield addresses with a path: address, day, brand."""
    for found in cells(path):
        yield Row("urls", path.stem, found[0], "scam", Page(found[0]), found[2] if len(found) > 2 else "")


def pages(path: Path, vendors: Sequence[Vendor] = ()) -> Iterator[Row]:
    """Yield whole pages with the address they are served under, and the support chats of ``vendors`` in them."""
    for row in json_lines(path):
        page = page_of_html(row["url"], (path.parent / row["file"]).read_text("utf-8"), vendors)
        name = Path(row["file"]).stem
        yield Row("pages", path.stem, name, row["label"], page, row.get("platform") or "", lang=row.get("lang") or "")


def texts(path: Path) -> Iterator[Row]:
    """Yield texts as the only content of a plain page."""
    for row in json_lines(path):
        html = f"<!doctype html><title>Post</title><p>{escape(row['text'])}</p>".replace("\n", "<br>")
        label: Label = row["label"] if row["label"] in {"scam", "benign"} else "other"
        name = " ".join(row["text"].split())[:100]
        yield Row("texts", path.stem, name, label, page_of_html(TEXT_ADDRESS, html), lang=row.get("lang") or "")


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON lines."""
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)
