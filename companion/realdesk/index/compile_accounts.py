"""Accounts that others pose as, in the form of platforms: all that is shown and looked up is made for those."""

from __future__ import annotations

from realdesk.ruleset.model import SCHEMA, Account, Accounts, Platform


def platforms_of(accounts: Accounts) -> list[Platform]:
    """Return each account as a platform that has no hosts, no protected labels and this one channel, by id."""
    return [_platform(account, accounts) for account in sorted(accounts.accounts, key=lambda account: account.id)]


def _platform(account: Account, accounts: Accounts) -> Platform:
    return Platform(
        schema=SCHEMA,
        id=account.id,
        kind=account.kind,
        status="active",
        checked=accounts.checked,
        names={"en": (account.name,)},
        brands=(),
        domains=(),
        channels=(account.channel(),),
    )
