"""How far a value may be trusted, computed from its evidence alone."""

from __future__ import annotations

from collections.abc import Iterable

from realdesk.ruleset.model import Assurance, Evidence

INDEPENDENT_LISTS = frozenset({"ccxt", "bug_bounty_programs", "2factorauth", "datenanfragen", "ethereum_org_wallets"})
"""Maintained lists whose entries were checked by somebody; two of them corroborate a value."""

OWN_KINDS = frozenset({"own_page", "own_repository", "own_scope"})

OFFICIAL: frozenset[Assurance] = frozenset({"confirmed", "corroborated"})
"""The assurances on which a value counts as official."""


def assurance_of(evidence: Iterable[Evidence]) -> Assurance:
    """Return the best assurance that ``evidence`` supports.

    ``confirmed``: the platform's own page, repository or published scope. ``corroborated``: two or more
    independent maintained lists. ``listed``: one of them, or a copy of the platform's footer. ``reported``: the rest.
    """
    kinds = set()
    lists = set()
    for item in evidence:
        kinds.add(item.kind)
        if item.kind == "maintained_list" and item.list in INDEPENDENT_LISTS:
            lists.add(item.list)
    if kinds & OWN_KINDS:
        return "confirmed"
    if len(lists) >= 2:
        return "corroborated"
    return "listed" if lists or "footer_copy" in kinds else "reported"
