"""``realdesk update``: fetches the public blocklists that are on. The one command that uses the network."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from realdesk.cli.check import open_index
from realdesk.cli.words import LANG_HELP, Words
from realdesk.errors import RealdeskError
from realdesk.paths import state_dir

if TYPE_CHECKING:
    from realdesk.feeds.update import Outcome


def update(
    lang: Annotated[str, typer.Option("--lang", help=LANG_HELP)] = "",
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Fetch all feeds that are on, due or not, and take lists that shrank.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Fetch the public blocklists that are on and due. Exit status 1 if one could not be fetched."""
    from realdesk.feeds.update import update as run  # noqa: PLC0415 - loads aiohttp, which no other command needs

    words = Words(lang)
    try:
        outcomes = run(state_dir(), open_index(), force=force)
    except RealdeskError as error:
        if not as_json:
            raise
        about = {"ok": False, "code": error.code, "message": error.message, "hint": error.hint}
        typer.echo(json.dumps(about))
        raise typer.Exit(1) from error
    failed = any(outcome.result == "failed" for outcome in outcomes)
    if as_json:
        ruleset = {"address": None, "updated": False}
        typer.echo(
            json.dumps({"ok": not failed, "feeds": [asdict(outcome) for outcome in outcomes], "ruleset": ruleset})
        )
    else:
        typer.echo(words("update_ruleset"))
        if not outcomes:
            typer.echo(words("update_none_on"))
        for outcome in outcomes:
            typer.echo(_line(outcome, words), err=outcome.result == "failed")
    if failed:
        raise typer.Exit(1)


def _line(outcome: Outcome, words: Words) -> str:
    """Return what became of a feed, in words."""
    if outcome.result == "failed":
        return f"{outcome.name}: {outcome.error}\n  {outcome.hint}"
    due = f"{datetime.fromtimestamp(outcome.due, UTC):%Y-%m-%d %H:%M}" if outcome.due else ""
    result = words(f"update_result_{outcome.result}", due=due)
    kept = words("update_entries", name=outcome.name, count=f"{outcome.entries:,}", result=result)
    refused = ", ".join(f"{count:,} {reason}" for reason, count in sorted(outcome.refused.items()))
    return f"{kept}; {words('update_left_out', refused=refused)}" if refused and outcome.result != "not_due" else kept
