"""Contacts of fake desks: numbers under every obfuscation, and handles of accounts that pose as a platform's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from rich.console import Console
from rich.table import Table

from eval import chat_judge, lists
from eval.carrying import RULE, carried
from eval.conversations import ChatOutcome
from eval.counts import Tally
from eval.data import TEXT_ADDRESS, cells, files, json_lines
from eval.judging import WARNED, Outcome, outcome
from eval.obfuscate import VARIANTS, groups, noted
from realdesk.cli.extract import page_of_html
from realdesk.feeds.reader import Blocklist
from realdesk.index.reader import Index
from realdesk.lookup.answer import look_up
from realdesk.lookup.detect import detect
from realdesk.protocol import Frame, Page, Verdict

HANDLES = Path(__file__).resolve().parent / "corpus" / "benign_handles.tsv"
"""Accounts made up for the project: kind and handle."""
PROFILES = HANDLES.parent / "profiles.tsv"
"""Profiles made up for the project: label, address, name and what their holders say of themselves."""
_NETWORKS = {"x": "https://x.com/{}", "telegram": "https://t.me/{}"}
_SURFACES = {"x": "x_dm"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a fake desk, whom it claims to be, and how its digits were written."""

    digits: str
    claims: str
    writings: tuple[str, ...]


def numbers(path: Path) -> list[Number]:
    """Return the numbers of a file: number, claimed platform, day, place, how it was obfuscated."""
    return [
        Number(_digits(row[0]), row[1].replace('"', "").split(",")[0], noted(" ".join(row[3:]))) for row in cells(path)
    ]


ContactVerdict = Callable[[str, str | None], Verdict]


def contact_judge(index: Index) -> ContactVerdict | None:
    """Return the judgement of a contact and whose it is said to be, or ``None`` where this version has none."""
    try:
        judge = import_module("realdesk.contact").ContactJudge(index).judge
    except (ImportError, AttributeError):
        return None
    return cast("ContactVerdict", judge)


def codes_of(verdict: Verdict, index: Index) -> tuple[frozenset[str], ...]:
    """Return the weighed codes of a verdict on a contact, as candidates for the fit."""
    codes = frozenset(reason.code for reason in verdict.reasons) & index.core.policy.keys()
    return (codes,) if codes else ()


def recognised(text: str, number: Number, index: Index, judge: ContactVerdict | None) -> bool | None:
    """Tell whether the number in ``text`` is read and said to be nobody's; ``None`` when it is not read at all."""
    if judge is not None:
        verdict = judge(text, number.claims)
        read = any(_digits(reason.params.get("value", "")).endswith(number.digits[-10:]) for reason in verdict.reasons)
        return verdict.level != "official" if read else None
    for result in look_up(text, index):
        answer = result.answer
        if answer.type in {"phone", "whatsapp"} and _digits(answer.canonical).endswith(number.digits[-10:]):
            return not answer.listed
    return None


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def desk_page(claims: str, writing: str) -> Page:
    """Return a page that offers a number as the support line of ``claims``."""
    shown = f'<a href="{escape(writing)}">Call now</a>' if writing.startswith("tel:") else escape(writing)
    title = escape(f"{claims} Support Number")
    return page_of_html(
        TEXT_ADDRESS,
        f"<!doctype html><title>{title}</title><h1>{title}</h1><p>Call {claims} customer support: {shown}</p>",
    )


def _phones(path: Path, index: Index, console: Console) -> dict[str, Any]:
    found, judge = numbers(path), contact_judge(index)
    heads = ("writing", "rows", "read, not official", "said official", "not read", "page warned")
    table = Table(*heads, title="Fake phones")
    report: dict[str, Any] = {"total": len(found), "writings": {}, "failed": {}}
    for name, write in VARIANTS.items():
        said: Counter[bool | None] = Counter()
        warned = 0
        for number in found:
            writing = write(groups(number.digits))
            said[recognised(writing, number, index, judge)] += 1
            warned += outcome(desk_page(number.claims, writing), index).warned
        table.add_row(name, *map(str, (len(found), said[True], said[False], said[None], warned)))
        counts = {"not_official": said[True], "official": said[False], "unread": said[None], "page_warned": warned}
        report["writings"][name] = counts
    for number in found:
        writings = {name: VARIANTS[name](groups(number.digits)) for name in number.writings}
        failed = [name for name, text in writings.items() if recognised(text, number, index, judge) is not True]
        if failed:
            report["failed"][number.digits] = failed
    report["right"] = len(found) - len(report["failed"])
    table.caption = f"{report['right']} of {len(found)} recognised as not official under their own writings"
    console.print(table)
    return report


def profile_page(network: str, handle: str, brand: str) -> Page:
    """Return the profile of an account that says it is the support of ``brand``, or a support without a name."""
    name = f"{brand} Support".strip()
    url = _NETWORKS.get(network, "https://example.org/{}").format(handle)
    text = f"{name} @{handle} Official customer support of {brand or 'your wallet'}. Send us a direct message for help."
    return Page(url, (Frame(url, title=f"{name} (@{handle})", headings=(name,), text=text),))


def own_profiles(index: Index) -> list[tuple[str, str, Outcome]]:
    """Return label, address and outcome of the project's made-up profiles."""
    return [(label, url, outcome(_page_of(url, name, said), index)) for label, url, name, said in cells(PROFILES)]


def _page_of(url: str, name: str, said: str) -> Page:
    """Return a profile as networks show it: the name as title and heading, then what its holder says."""
    handle = url.rstrip("/").rpartition("/")[2]
    text = f"{name} {said} 12 Following 90 Followers Posts Replies Media"
    return Page(url, (Frame(url, title=f"{name} (@{handle})", headings=(name,), text=text, description=said),))


def peer_of(network: str, handle: str, brand: str, index: Index) -> ChatOutcome:
    """Return what is said of an account that opens a chat as the support of ``brand``, or as one without a name."""
    said = f"Official customer support of {brand or 'your wallet'}."
    peer = {"display_name": f"{brand} Support".strip(), "handle": handle, "bio": said}
    opening = [{"from": "peer", "text": "Hello, how can I help you?"}]
    return chat_judge.judge({"surface": _SURFACES.get(network, network), "peer": peer, "messages": opening}, index)


def claimed(handle: str, note: str, index: Index) -> str:
    """Return whom an account claims to be: the brand in the handle, otherwise the first that the note names.

    An ordinary word in the handle is the brand that it carries where the note names that brand, too.
    """
    label = carried(handle, index)
    if label and label in note.lower():
        return label
    for text in (handle, note):
        low = text.lower().translate(str.maketrans("0il", "oll"))
        for brand in index.core.brands:
            if brand.label.translate(str.maketrans("0il", "oll")) in low and not brand.ambiguous:
                return index.platform(brand.platform).names.get("en", brand.label)
    return ""


def levels_of(network: str, handle: str, brand: str, index: Index) -> dict[str, str]:
    """Return the levels of an account's profile that claims to be ``brand`` and of the account as a contact."""
    judge, url = contact_judge(index), _NETWORKS.get(network, "{}").format(handle)
    levels: dict[str, str] = {"profile": outcome(profile_page(network, handle, brand), index).level}
    return levels if judge is None else levels | {"contact": judge(url, brand or None).level}


def _handles(path: Path, index: Index, console: Console) -> dict[str, Any]:
    counts: Counter[str] = Counter()
    missed: dict[str, str] = {}
    alone = peers = 0
    rows = [(network, handle, claimed(handle, " ".join(notes), index)) for network, handle, *notes in cells(path)]
    names = {handle: label for _, handle, _ in rows if (label := carried(handle, index))}
    for network, handle, brand in rows:
        url = _NETWORKS.get(network, "{}").format(handle)
        listed = any(result.answer.listed for result in look_up(url, index))
        counts["look-up: " + ("official" if listed else "not official")] += 1
        levels = levels_of(network, handle, brand, index)
        for what, level in levels.items():
            counts[f"{what}: {level}"] += 1
        alone += levels.get("contact") in WARNED
        peers += peer_of(network, handle, brand, index).level in WARNED
        if WARNED.isdisjoint(levels.values()):
            missed[handle] = f"{network}:{handle} as {brand or 'nobody'} ({', '.join(levels.values())})"
    table = Table("what", "rows", title=f"Impersonators' handles ({len(rows)})")
    for what, count in sorted(counts.items()):
        table.add_row(what, str(count))
    console.print(table)
    if missed:
        console.print(
            f"Neither as profile nor as contact warned of ({len(missed)}): " + ", ".join(missed.values()), markup=False
        )
    lost = {handle: label for handle, label in names.items() if handle in missed}
    console.print(
        f"{len(rows) - len(missed)} of {len(rows)} warned of, without feeds; {len(names) - len(lost)} of the {len(names)}"
        f" that carry a platform's name. Missed of those: "
        + (", ".join(f"{handle} ({label})" for handle, label in lost.items()) or "none")
        + f".\nRule: {RULE}.",
        markup=False,
    )
    carrying = {"total": len(names), "right": len(names) - len(lost), "missed": lost, "rule": RULE}
    counted = {"total": len(rows), "right": len(rows) - len(missed), "counts": dict(counts)}
    counted |= {"missed": list(missed.values()), "carrying": carrying}
    counted |= {"alone": {"total": len(rows), "right": alone}, "peers": {"total": len(rows), "right": peers}}
    blocklist = lists.given(index)
    return counted if blocklist is None else counted | {"with lists": _with_lists(rows, blocklist, index, console)}


def _with_lists(
    rows: Sequence[tuple[str, str, str]], blocklist: Blocklist, index: Index, console: Console
) -> dict[str, Any]:
    """Judge the accounts once more, as for a user who turned the given lists on."""
    with lists.turned_on(index, blocklist):
        missed = [row[1] for row in rows if WARNED.isdisjoint(levels_of(*row, index).values())]
    console.print(
        f"With {len(blocklist)} entries of public lists turned on: {len(rows) - len(missed)} of {len(rows)} warned of."
        f" Missed: {', '.join(missed) or 'none'}.",
        markup=False,
    )
    return {"total": len(rows), "right": len(rows) - len(missed), "missed": missed}


_READERS: dict[str, Callable[[Path, Index, Console], dict[str, Any]]] = {
    "fake_support_phones": _phones,
    "impersonator_handles": _handles,
}


def ordinary(folder: Path, index: Index) -> dict[str, Verdict]:
    """Return the verdicts on accounts, numbers and addresses that stand in benign texts; web pages are judged as hosts."""
    judge = contact_judge(index)
    if judge is None:
        return {}
    texts = (row["text"] for path in files(folder, "texts") for row in json_lines(path) if row["label"] == "benign")
    written = {found.written for text in texts for found in detect(text, index.suffixes) if found.host is None}
    return {contact: judge(contact, None) for contact in sorted(written)}


def is_anyones(verdict: Verdict) -> bool:
    """Tell whether a contact has nothing of a platform: one that has may be an account of its own that nobody lists."""
    return verdict.platform is None


def _ordinary(folder: Path, index: Index, console: Console) -> dict[str, Any]:
    verdicts = ordinary(folder, index)
    if not verdicts:
        return {}
    warned = [contact for contact, verdict in verdicts.items() if verdict.level in WARNED]
    alarms = [contact for contact in warned if is_anyones(verdicts[contact])]
    named = [contact for contact in warned if not is_anyones(verdicts[contact])]
    console.print(
        f"Contacts in benign texts: {len(verdicts)}, warned of {len(alarms)}: " + ", ".join(alarms), markup=False
    )
    console.print(f"Warned of for a platform's name, not counted ({len(named)}): " + ", ".join(named), markup=False)
    counted = sum(map(is_anyones, verdicts.values()))
    return {"contacts, benign": {"total": counted, "warned": len(alarms), "alarms": alarms, "named": named}}


def own_handles(index: Index) -> dict[str, Verdict]:
    """Return the verdicts on the project's made-up accounts that do no harm and whose names are ordinary words."""
    judge = contact_judge(index)
    rows = [handle for kind, handle in cells(HANDLES) if kind == "word"]
    return {} if judge is None else {handle: judge(f"@{handle}", None) for handle in rows}


def _own(index: Index, console: Console) -> dict[str, Any]:
    verdicts = own_handles(index)
    warned = [handle for handle, verdict in verdicts.items() if verdict.level in WARNED]
    console.print(f"Made-up handles of people, fans and news: {len(verdicts)}, warned of {len(warned)}: {warned}")
    if not verdicts:
        return {}
    found: dict[str, Any] = {"own handles, benign": {"total": len(verdicts), "warned": len(warned), "alarms": warned}}
    profiles = own_profiles(index)
    for wanted in ("scam", "benign"):
        of = [(url, seen) for label, url, seen in profiles if label == wanted]
        # A harmless profile is right only where nothing is said.
        hit = [url for url, seen in of if (seen.warned if wanted == "scam" else seen.level != "none")]
        found[f"own profiles, {wanted}"] = {"total": len(of), "warned": len(hit), "alarms": hit}
        console.print(f"Made-up profiles, {wanted}: {len(of)}, warned of {len(hit)}")
    return found


_PARTS = (
    ("alone", "the account alone"),
    ("peers", "as peer of a chat"),
    ("carrying", "carrying a name"),
    ("with lists", "public lists turned on"),
)


def tallies(report: dict[str, Any]) -> dict[str, Tally]:
    """Return lines for the headline: numbers read as not official, accounts and ordinary contacts warned of."""
    counted = {name: (found["total"], found.get("right", found.get("warned", 0))) for name, found in report.items()}
    for name, found in report.items():
        for part, title in _PARTS:
            if part in found:
                counted[f"{name}, {title}"] = found[part]["total"], found[part]["right"]
    return {name: Tally(rows=rows, caution=hit, none=rows - hit) for name, (rows, hit) in counted.items()}


def measure(folder: Path, index: Index, console: Console) -> dict[str, Any]:
    """Judge the contacts of ``folder``, print the tables and return them for JSON."""
    paths: Sequence[Path] = files(folder, "contacts")
    found = {path.stem: _READERS[path.stem](path, index, console) for path in paths if path.stem in _READERS}
    return found | _ordinary(folder, index, console) | _own(index, console)
