"""Contacts of fake desks: numbers under every obfuscation, and handles of accounts that pose as a platform's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from eval.data import TEXT_ADDRESS, cells, files
from eval.judging import Outcome, outcome
from eval.obfuscate import VARIANTS, groups, noted
from realdesk.cli.extract import page_of_html
from realdesk.index.reader import Index
from realdesk.lookup.answer import look_up
from realdesk.protocol import Frame, Page

_NETWORKS = {"x": "https://x.com/{}", "telegram": "https://t.me/{}"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a fake desk, whom it claims to be, and how its digits were written."""

    digits: str
    claims: str
    writings: tuple[str, ...]


def numbers(path: Path) -> list[Number]:
    """Return the numbers of a file: number, claimed platform, day, place, how it was obfuscated."""
    found = []
    for row in cells(path):
        digits = "".join(c for c in row[0] if c.isdigit())
        found.append(Number(digits, row[1].replace('"', "").split(",")[0], noted(" ".join(row[3:]))))
    return found


def recognised(text: str, digits: str, index: Index) -> bool | None:
    """Tell whether the number in ``text`` is read and said to be nobody's; ``None`` when it is not read at all."""
    for result in look_up(text, index):
        answer = result.answer
        read = "".join(c for c in answer.canonical if c.isdigit())
        if answer.type in {"phone", "whatsapp"} and read.endswith(digits[-10:]):
            return not answer.listed
    return None


def desk_page(claims: str, writing: str) -> Page:
    """Return a page that offers a number as the support line of ``claims``."""
    shown = f'<a href="{escape(writing)}">Call now</a>' if writing.startswith("tel:") else escape(writing)
    title = escape(f"{claims} Support Number")
    return page_of_html(
        TEXT_ADDRESS,
        f"<!doctype html><title>{title}</title><h1>{title}</h1><p>Call {claims} customer support: {shown}</p>",
    )


def _phones(path: Path, index: Index, console: Console) -> dict[str, Any]:
    found = numbers(path)
    table = Table(
        "writing", "rows", "read, not official", "said official", "not read", "page warned", title="Fake phones"
    )
    report: dict[str, Any] = {"writings": {}, "rows": {}}
    for name, write in VARIANTS.items():
        said: Counter[bool | None] = Counter()
        warned = 0
        for number in found:
            writing = write(groups(number.digits))
            said[recognised(f"{number.claims} support number: {writing}", number.digits, index)] += 1
            warned += outcome(desk_page(number.claims, writing), index).warned
        table.add_row(name, *map(str, (len(found), said[True], said[False], said[None], warned)))
        report["writings"][name] = {
            "not_official": said[True],
            "official": said[False],
            "unread": said[None],
            "warned": warned,
        }
    for number in found:
        writings = {w: VARIANTS[w](groups(number.digits)) for w in number.writings}
        failed = [w for w, text in writings.items() if recognised(text, number.digits, index) is not True]
        report["rows"][number.digits] = {"claims": number.claims, "writings": list(writings), "failed": failed}
    right = sum(not row["failed"] for row in report["rows"].values())
    table.caption = f"{right} of {len(found)} recognised as not official under their own writings"
    report["right"], report["total"] = right, len(found)
    console.print(table)
    return report


def contact_judge() -> Callable[..., Any] | None:
    """Return the judgement of a contact by itself, or ``None`` where this version has none."""
    try:
        found = import_module("realdesk.signals.contact_alone").judge_contact
    except (ImportError, AttributeError):
        return None
    return found if callable(found) else None


def profile_page(network: str, handle: str, brand: str) -> Page:
    """Return the profile of an account that says it is the support of ``brand``, or a support without a name."""
    name = f"{brand} Support".strip()
    url = _NETWORKS.get(network, "https://example.org/{}").format(handle)
    text = f"{name} @{handle} Official customer support of {brand or 'your wallet'}. Send us a direct message for help."
    return Page(url, (Frame(url, title=f"{name} (@{handle})", headings=(name,), text=text),))


def claimed(handle: str, note: str, index: Index) -> str:
    """Return whom an account claims to be: the brand in the handle, otherwise the first that the note names."""
    for text in (handle, note):
        low = text.lower().translate(str.maketrans("0il", "oll"))
        for brand in index.core.brands:
            if brand.label.translate(str.maketrans("0il", "oll")) in low and not brand.ambiguous:
                return index.platform(brand.platform).names.get("en", brand.label)
    return ""


def _handles(path: Path, index: Index, console: Console) -> dict[str, Any]:
    judge = contact_judge()
    counts: Counter[str] = Counter()
    missed: list[str] = []
    rows = list(cells(path))
    for network, handle, *notes in rows:
        url = _NETWORKS.get(network, "{}").format(handle)
        listed = any(result.answer.listed for result in look_up(url, index))
        counts["said official" if listed else "not official"] += 1
        profile = outcome(profile_page(network, handle, claimed(handle, " ".join(notes), index)), index)
        counts["profile warned"] += profile.warned
        counts["profile grey"] += profile.level == "unknown"
        if judge is not None:
            alone: Outcome = judge(url, index)
            counts["contact warned"] += alone.level in {"caution", "danger"}
        if not profile.warned:
            missed.append(f"{network}:{handle} ({profile.level})")
    table = Table("what", "rows", title=f"Impersonators' handles ({len(rows)})")
    for what, count in sorted(counts.items()):
        table.add_row(what, f"{count}")
    if judge is None:
        table.caption = "judgement of a contact by itself: not supported yet"
    console.print(table)
    if missed:
        console.print("Profiles without a warning: " + ", ".join(missed), markup=False)
    return {"total": len(rows), **counts, "missed": missed}


_READERS: dict[str, Callable[[Path, Index, Console], dict[str, Any]]] = {
    "fake_support_phones": _phones,
    "impersonator_handles": _handles,
}


def measure(folder: Path, index: Index, console: Console) -> dict[str, Any]:
    """Judge the contacts of ``folder``, print the tables and return them for JSON."""
    paths: Sequence[Path] = files(folder, "contacts")
    return {path.stem: _READERS[path.stem](path, index, console) for path in paths if path.stem in _READERS}
