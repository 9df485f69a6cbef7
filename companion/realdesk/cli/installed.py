"""What ``install``, ``status`` and ``doctor`` share: options, and sentences of faults and of the list in use."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from realdesk.cli.words import JSON_HELP, LANG_HELP, Words
from realdesk.installation.faults import Fault

Lang = Annotated[str, typer.Option("--lang", help=LANG_HELP)]
Json = Annotated[bool, typer.Option("--json", help=JSON_HELP)]
Browsers = Annotated[
    list[str] | None, typer.Option("--browser", help="Only this browser, such as firefox or edge; may be repeated.")
]


def said(fault: Fault, words: Words) -> dict[str, Any]:
    """Return a fault with its sentences."""
    return {
        "code": fault.code,
        "params": fault.params,
        "message": message_of(fault, words),
        "fix": fix_of(fault, words),
    }


def message_of(fault: Fault, words: Words) -> str:
    """Return what is wrong."""
    return words(f"fault_{fault.code}", **fault.params)


def fix_of(fault: Fault, words: Words) -> str:
    """Return what to do about it."""
    return words(f"fix_{fault.code}", **fault.params)


def ruleset_line(ruleset: dict[str, Any] | None, words: Words) -> str:
    """Return a line on the list in use, from ``installation.status.ruleset_of``."""
    if ruleset is None:
        return words("ruleset_none")
    signed = "ruleset_signed_release" if ruleset["label"] == "release" else "ruleset_signed_local"
    parts = [
        words("ruleset_line", version=str(ruleset["version"]), date=ruleset["date"]),
        words("status_platforms", count=str(ruleset["platforms"])),
        words("status_expires", date=ruleset["expires"]),
        words(signed),
    ]
    return " · ".join([*parts, words("ruleset_stale_short")] if ruleset["stale"] else parts)
