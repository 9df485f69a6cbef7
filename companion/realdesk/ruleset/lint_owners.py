"""Checks across files: each host and handle has one owner, or owners that name each other; ids lead somewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from realdesk.ruleset.lint_entry import ID, Entry
from realdesk.ruleset.lint_values import identity, is_short
from realdesk.ruleset.model import Channel, Platform, Regulator
from realdesk.ruleset.problems import Path, Report


class _Claim(NamedTuple):
    owner: Entry
    path: Path
    text: str


Files = Mapping[str, tuple[Entry, Report]]
"""Platforms and regulators by id, each with the report of its file."""


def check_ids(platforms: Mapping[str, tuple[object, Report]], regulators: Mapping[str, tuple[object, Report]]) -> None:
    """Report regulators whose file is named like a platform's."""
    for name, (_, report) in regulators.items():
        if name in platforms:
            report.add(("id",), f"there is a platform {name!r} too", "give the file and the id another name")


def check_escalation(files: Files, regulators: frozenset[str]) -> None:
    """Report platforms that name a regulator which has no file; ``regulators`` has the ids of all files."""
    for entry, report in files.values():
        for at, way in enumerate(entry.escalation if isinstance(entry, Platform) else ()):
            if ID.fullmatch(way) and way not in regulators:
                hint = f"add regulators/{way}.toml, or correct the id"
                report.add(("escalation", at), f"there is no regulator {way!r}", hint)


def check_owners(files: Files, known: frozenset[str]) -> None:
    """Report values with two owners, and ``shares_with`` that does not hold.

    ``known`` has the ids of all these files, also of those too broken to be in ``files``.
    """
    _sharing(files, known)
    claims: dict[tuple[str, str], list[_Claim]] = defaultdict(list)
    for entry, _ in files.values():
        for kind, name, claim in _claims(entry):
            claims[kind, name].append(claim)
    for group in claims.values():
        for first, second in combinations(group, 2):
            _one_owner(first, second, files)
    for (kind, name), group in claims.items():
        for parent in _parents(name) if kind == "host" else ():
            for outer in claims.get(("host", parent), ()):
                for inner in group:
                    if _covers(outer):
                        _one_owner(outer, inner, files)


def check_shared(files: Files, shared: Collection[str]) -> None:
    """Report entries that claim a host on which anyone may publish; ``shared`` has such hosts."""
    for entry, report in files.values():
        for at, domain in enumerate(entry.domains):
            if domain.host in shared and domain.use not in {"former", "lost"}:
                hint = "list the platform's own subdomain or page, or remove the host from shared_hosts.toml"
                report.add(("domains", at, "host"), f"anyone may publish on {domain.host!r} (shared_hosts.toml)", hint)


def _claims(entry: Entry) -> Iterator[tuple[str, str, _Claim]]:
    for at, brand in enumerate(entry.brands if isinstance(entry, Platform) else ()):
        yield "brand", brand.label, _Claim(entry, ("brands", at, "label"), brand.label)
    for at, domain in enumerate(entry.domains):
        if domain.use not in {"former", "lost"}:
            yield "host", domain.host, _Claim(entry, ("domains", at, "host"), domain.host)
    for at, channel in enumerate(entry.channels):
        if not channel.former and channel.type != "in_app":
            yield channel.type, _name(entry, channel), _Claim(entry, ("channels", at, "value"), channel.value)


def _name(entry: Entry, channel: Channel) -> str:
    # A short number is another telephone in each country.
    if isinstance(entry, Regulator) and channel.type == "phone" and is_short(channel.value):
        return f"{entry.country} {channel.value}"
    return identity(channel.type, channel.value)


def _covers(claim: _Claim) -> bool:
    at = claim.path[1]
    return isinstance(at, int) and claim.owner.domains[at].scope == "registrable"


def _parents(host: str) -> Iterator[str]:
    while "." in host:
        host = host.partition(".")[2]
        yield host


def _one_owner(first: _Claim, second: _Claim, files: Files) -> None:
    one, other = first.owner, second.owner
    if one.id == other.id or (other.id in one.shares_with and one.id in other.shares_with):
        return
    message = f"{second.text!r} belongs to {one.id!r} too" + (f" ({first.text})" if first.text != second.text else "")
    hint = f"correct the one that is wrong, or add shares_with = [{one.id!r}] here and [{other.id!r}] there"
    files[other.id][1].add(second.path, message, hint)


def _sharing(files: Files, known: frozenset[str]) -> None:
    for entry, report in files.values():
        kind = "platform" if isinstance(entry, Platform) else "regulator"
        for at, other in enumerate(entry.shares_with):
            path: Path = ("shares_with", at)
            if other not in known:
                report.add(path, f"there is no {kind} {other!r}", f"add {kind}s/{other}.toml, or correct the id")
            elif other in files and entry.id not in files[other][0].shares_with:
                report.add(path, f"{other!r} does not name {entry.id!r}", "add it to shares_with there too")
