"""Checks of ``rules/accounts.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from realdesk.ruleset import lint_values
from realdesk.ruleset.lint_entry import ID
from realdesk.ruleset.lint_owners import Files
from realdesk.ruleset.lint_records import check_channel, schema
from realdesk.ruleset.lint_structure import Checks
from realdesk.ruleset.model import Account, Accounts
from realdesk.ruleset.problems import Path, Report

_LONGEST = 60


def _account(account: Account, path: Path, report: Report) -> None:
    if not ID.fullmatch(account.id):
        report.add((*path, "id"), f"{account.id!r} is not an id", "write lower-case letters and digits joined by '_'")
    if not re.fullmatch(rf"\S(?:.{{0,{_LONGEST - 2}}}\S)?", account.name):
        report.add((*path, "name"), f"{account.name[:100]!r} is empty, too long or padded", "write one short name")
    check_channel(account.channel(), path, report)


def _accounts(accounts: Accounts, _path: Path, report: Report) -> None:
    schema(accounts.schema, report)
    for name in ("id", "value"):
        seen: set[str] = set()
        for at, account in enumerate(accounts.accounts):
            value = getattr(account, name).lower()
            if value in seen:
                report.add(("accounts", at, name), f"{value!r} is listed twice", "remove one of the two")
            seen.add(value)


def check_strangers(accounts: Accounts, report: Report, files: Files) -> None:
    """Report accounts that a platform or regulator holds already, and ids that are those of one."""
    held: Mapping[tuple[str, str], str] = {
        (channel.type, lint_values.identity(channel.type, channel.value)): entry.id
        for entry, _ in files.values()
        for channel in entry.channels
    }
    for at, account in enumerate(accounts.accounts):
        if account.id in files:
            report.add(("accounts", at, "id"), f"{account.id!r} has a file of its own", "add the account there")
        owner = held.get((account.type, lint_values.identity(account.type, account.value)))
        if owner is not None:
            report.add(("accounts", at, "value"), f"{account.value!r} belongs to {owner!r}", "remove it here")


ACCOUNT_CHECKS: Checks = {Account: _account, Accounts: _accounts}
"""Run on the accounts as soon as they are complete."""
