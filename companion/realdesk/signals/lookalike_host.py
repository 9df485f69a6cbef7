"""Hosts that look like, or carry the name of, a platform that does not list them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from realdesk.entities import accounts
from realdesk.entities.hosts import Host
from realdesk.index.reader import Index
from realdesk.signals.brand_match import FREE_MIN, Match, Namer
from realdesk.signals.interface import Context, Finding


def find(context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
    """Yield at most one finding a platform, the strongest, for the page's host."""
    del suspects
    if context.owners or context.host.is_ip or _is_listed_account(context):
        return
    namer = Namer(context.index)
    best: dict[int, Finding] = {}
    for label in names_of_author(context.host, context.index):
        words = namer.words_beside(context.host, label)
        for match in namer.matches(label):
            finding = _finding(context.host, match, namer, words)
            if finding.code == "host_brand_in_name" and _is_tenant(context.host, label, context.index):
                finding = replace(finding, code="host_common_word")
            known = best.get(match.brand.platform)
            if known is None or _RANK[finding.code] < _RANK[known.code]:
                best[match.brand.platform] = finding
    yield from best.values()


def _is_listed_account(context: Context) -> bool:
    """Tell whether the page stands under an account that a platform lists (``github.com/MetaMask/…``)."""
    account = accounts.of_parts(context.host.ascii, context.host.path)
    if account is None:
        return False
    held = context.index.core.contacts.get(account.type, {}).get(accounts.key(account.type, account.value), ())
    return any(owner.use != "former" for owner in held)


def names_of_author(host: Host, index: Index) -> tuple[str, ...]:
    """Return the labels and path parts that whoever made the page chose.

    On a shared host (``sites.google.com/view/name``) the registrable domain is somebody else's good name: only the
    subdomain or the path is the author's.
    """
    shared = index.core.shared_hosts.get(host.ascii) or index.core.shared_hosts.get(host.registrable)
    if shared is None:
        return host.labels
    parts = [part for part in host.path.lower().replace("_", "-").split("/") if part]
    if shared == "none":
        return host.labels[:-1] if host.registrable in index.core.shared_hosts else host.labels
    return tuple(parts[:1] if shared == "first" else parts[:6])


_RANK = {"host_confusable": 0, "host_brand_and_support": 1, "host_near_name": 2, "host_brand_in_name": 3, "host_common_word": 4}  # fmt: skip


def _finding(host: Host, match: Match, namer: Namer, words: bool) -> Finding:  # noqa: FBT001 - private
    brand = match.brand
    support = words or namer.is_support(match.rest)
    weak = brand.ambiguous and not (support and brand.support_suffices)
    if match.how == "near":
        # Short names have neighbours among ordinary words: the support word must stand in the same label.
        weak = weak or (len(brand.label) < FREE_MIN and not namer.is_support(match.rest))
    shown = host.unicode + host.path if _on_path(host, namer.index) else host.shown
    params: tuple[tuple[str, str], ...] = (("host", shown[:200]),)
    if weak:
        return Finding("host_common_word", brand.platform, params)
    if match.how == "exact":
        return Finding("host_brand_and_support" if support else "host_brand_in_name", brand.platform, params)
    code = "host_confusable" if match.how == "confusable" else "host_near_name"
    return Finding(code, brand.platform, (*params, ("like", brand.label)))


def _is_tenant(host: Host, label: str, index: Index) -> bool:
    """Tell whether a bare brand is only a subdomain of somebody's domain (``binance.nodereal.io``), as partners do.

    ``binance.com.example.org`` is no such case: there the subdomain imitates a whole address.
    """
    labels = host.labels
    if host.registrable in index.core.shared_hosts:
        return False
    return label in labels[:-1] and not any(part in {"com", "io", "net", "org"} for part in labels[:-1])


def _on_path(host: Host, index: Index) -> bool:
    return index.core.shared_hosts.get(host.ascii, "none") != "none"
