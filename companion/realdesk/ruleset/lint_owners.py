"""Checks across platforms: each host and handle has one owner, or owners that name each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from realdesk.ruleset.lint_values import identity
from realdesk.ruleset.model import Platform
from realdesk.ruleset.problems import Path, Report


class _Claim(NamedTuple):
    platform: Platform
    path: Path
    text: str


Files = Mapping[str, tuple[Platform, Report]]
"""Platforms by id, each with the report of its file."""


def check_owners(files: Files, known: frozenset[str]) -> None:
    """Report values with two owners, and ``shares_with`` that does not hold.

    ``known`` has the ids of all platform files, also of those too broken to be in ``files``.
    """
    _sharing(files, known)
    claims: dict[tuple[str, str], list[_Claim]] = defaultdict(list)
    for platform, _ in files.values():
        for kind, name, claim in _claims(platform):
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
    """Report platforms that claim a host on which anyone may publish; ``shared`` has such hosts."""
    for platform, report in files.values():
        for at, domain in enumerate(platform.domains):
            if domain.host in shared and domain.use not in {"former", "lost"}:
                hint = "list the platform's own subdomain or page, or remove the host from shared_hosts.toml"
                report.add(("domains", at, "host"), f"anyone may publish on {domain.host!r} (shared_hosts.toml)", hint)


def _claims(platform: Platform) -> Iterator[tuple[str, str, _Claim]]:
    for at, domain in enumerate(platform.domains):
        if domain.use not in {"former", "lost"}:
            yield "host", domain.host, _Claim(platform, ("domains", at, "host"), domain.host)
    for at, channel in enumerate(platform.channels):
        if not channel.former and channel.type != "in_app":
            name = identity(channel.type, channel.value)
            yield channel.type, name, _Claim(platform, ("channels", at, "value"), channel.value)


def _covers(claim: _Claim) -> bool:
    at = claim.path[1]
    return isinstance(at, int) and claim.platform.domains[at].scope == "registrable"


def _parents(host: str) -> Iterator[str]:
    while "." in host:
        host = host.partition(".")[2]
        yield host


def _one_owner(first: _Claim, second: _Claim, files: Files) -> None:
    one, other = first.platform, second.platform
    if one.id == other.id or (other.id in one.shares_with and one.id in other.shares_with):
        return
    message = f"{second.text!r} belongs to {one.id!r} too" + (f" ({first.text})" if first.text != second.text else "")
    hint = f"correct the one that is wrong, or add shares_with = [{one.id!r}] here and [{other.id!r}] there"
    files[other.id][1].add(second.path, message, hint)


def _sharing(files: Files, known: frozenset[str]) -> None:
    for platform, report in files.values():
        for at, other in enumerate(platform.shares_with):
            path: Path = ("shares_with", at)
            if other not in known:
                report.add(path, f"there is no platform {other!r}", f"add platforms/{other}.toml, or correct the id")
            elif other in files and platform.id not in files[other][0].shares_with:
                report.add(path, f"{other!r} does not name {platform.id!r}", "add it to shares_with there too")
