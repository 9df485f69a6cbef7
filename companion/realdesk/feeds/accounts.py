"""Accounts on networks as entries of a blocklist: one form for what lists name and for what is looked up.

    @x/name      an account by its name
    @x/name=     the same, where the list gives the account's number as well
    @x/id:123    an account by its number

A number stays when a name is given up. Where both are known the number decides: whoever took the name later is not the
one that was listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from realdesk.entities import accounts
from realdesk.entities.canonical import Canonical
from realdesk.entities.hosts import Host
from realdesk.index.reader import Index

NETWORKS = frozenset({"x", "telegram", "instagram", "facebook", "tiktok", "medium"})
"""Networks of which a list of bare names can be read."""
NUMBER = "id:"
_PAIRED = "="


def canonical_account(line: str, network: str, index: Index) -> tuple[str, str]:
    """Return (entry, "") or ("", reason) for ``name``, ``@name``, ``name=`` or ``id:123`` on ``network``.

    Reasons: ``malformed`` (no account there can be called that), ``listed`` (an account that the rules list).
    """
    name = line.strip()
    paired = name.endswith(_PAIRED)
    name = name.removesuffix(_PAIRED)
    if name.startswith(NUMBER):
        found = accounts.numbered(network, name.removeprefix(NUMBER))
    else:
        found = accounts.named(network, name) if name.isascii() else None
    if found is None:
        return "", "malformed"
    if is_listed(found, index):
        return "", "listed"
    return entry_of(found) + (_PAIRED if paired else ""), ""


def account_at(host: Host, query: str, index: Index) -> tuple[str, str] | None:
    """Return (entry, "") or ("", "listed") for an address that is an account and nothing below it, else ``None``."""
    if host.ascii not in index.public_hosts:
        return None
    found = accounts.of_parts(host.ascii, host.path, query)
    above = "/".join(host.path.rstrip("/").split("/")[:-1])
    if found is None or accounts.of_parts(host.ascii, above, query) == found:
        return None
    return ("", "listed") if is_listed(found, index) else (entry_of(found), "")


def is_listed(account: Canonical, index: Index) -> bool:
    """Tell whether a platform or a regulator lists the account now."""
    kind, key = account.type, account.value
    owners = (*index.contact(kind, key), *index.regulator_contact(kind, key))
    return any(owner.use not in {"former", "lost"} for owner in owners)


def entry_of(account: Canonical) -> str:
    """Return the entry of an account in its canonical form."""
    return f"@{account.type}/{account.value}"


def covering_account(network: str, names: Iterable[str], number: str = "") -> Iterator[str]:
    """Yield the entries that speak of an account: its number, where it is known, and ``names`` as they are compared."""
    if number:
        yield f"@{network}/{NUMBER}{number}"
    for name in names:
        yield f"@{network}/{name}"
        if not number and not name.startswith(NUMBER):
            yield f"@{network}/{name}{_PAIRED}"
