"""The pages that the browsers are shown: our own samples and, when present, a folder of development pages."""

from __future__ import annotations

import html
import json
import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from browser.server import SiteMap

REPOSITORY = Path(__file__).resolve().parents[2]
PAGES = REPOSITORY / "tests" / "pages"
START_URL = "https://start.realdesk.example/"
BLANK_URL = "https://blank.realdesk.example/"
EVAL_VARIABLE = "REALDESK_EVAL_DATA"

_GROUPS = (
    ("scam", "Imposters", "冒充者"),
    ("official", "The real desks", "官方客服"),
    ("benign", "Innocent pages", "无害页面 · 無害頁面"),
)


@dataclass(frozen=True)
class Sample:
    """One page and what must be shown on it."""

    file: Path
    url: str
    kind: str
    """scam, benign or official."""
    levels: tuple[str, ...]
    """Levels that are right."""
    platform: str | None
    reasons: tuple[str, ...]
    """At least one of these codes must be shown; empty for no demand."""
    lang: str
    about: dict[str, str]

    @property
    def name(self) -> str:
        """Short name for tables and test ids."""
        return self.file.stem


def load_samples() -> tuple[Sample, ...]:
    """Return our own samples in the order of ``tests/pages/samples.toml``."""
    rows = tomllib.loads((PAGES / "samples.toml").read_text(encoding="utf-8"))["sample"]
    return tuple(
        Sample(
            file=PAGES / row["file"],
            url=row["url"],
            kind=row["kind"],
            levels=tuple(row["levels"]),
            platform=row["platform"] or None,
            reasons=tuple(row["reasons"]),
            lang=row["lang"],
            about=row["about"],
        )
        for row in rows
    )


def eval_folder() -> Path | None:
    """Return the folder of development data: the environment's, else the usual neighbour, else ``None``."""
    named = os.environ.get(EVAL_VARIABLE)
    folder = Path(named) if named else REPOSITORY.parent / "shared" / "eval" / "dev"
    return folder if (folder / "pages" / "pages.jsonl").is_file() else None


def load_eval_pages() -> tuple[Sample, ...]:
    """Return the development pages; none when the folder does not exist."""
    folder = eval_folder()
    if folder is None:
        return ()
    lines = (folder / "pages" / "pages.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_eval_sample(folder / "pages", json.loads(line)) for line in lines if line.strip())


def _eval_sample(folder: Path, row: dict[str, str | None]) -> Sample:
    right = {"scam": ("caution", "danger"), "benign": ("none",), "official": ("official", "none")}
    kind = str(row["label"])
    return Sample(
        file=folder / str(row["file"]),
        url=str(row["url"]),
        kind=kind,
        levels=right[kind],
        platform=row["platform"],
        reasons=(),
        lang=str(row["lang"]),
        about={"en": str(row["why"])},
    )


def site_map() -> SiteMap:
    """Return every page under its address, with the start page and a blank one."""
    sites = SiteMap()
    own = load_samples()
    for sample in (*load_eval_pages(), *own):
        # An own sample wins where both sets use one address.
        sites.add(sample.url, sample.file.read_bytes())
    sites.add(START_URL, start_page(own))
    sites.add(BLANK_URL, "<!doctype html><title>Blank</title><p>Nothing here.</p>")
    return sites


def start_page(samples: tuple[Sample, ...]) -> str:
    """Return the page that lists ``samples`` as links, one line per language each."""
    template = (PAGES / "start.html").read_text(encoding="utf-8")
    parts = []
    for kind, title, chinese in _GROUPS:
        rows = "\n".join(_row(sample) for sample in samples if sample.kind == kind)
        parts.append(f'<h2>{title}<small lang="zh">{chinese}</small></h2>\n<ul>\n{rows}\n</ul>')
    return template.replace("<!-- samples -->", "\n".join(parts))


def _row(sample: Sample) -> str:
    address = html.escape(sample.url.removeprefix("https://"))
    about = {lang: html.escape(text) for lang, text in sample.about.items()}
    return (
        f'<li><a href="{html.escape(sample.url)}"><span class="address">{address}</span>'
        f'<span class="about">{about["en"]}</span><span class="more" lang="zh-CN">{about["zh_CN"]}</span>'
        f'<span class="more" lang="zh-TW">{about["zh_TW"]}</span></a></li>'
    )
