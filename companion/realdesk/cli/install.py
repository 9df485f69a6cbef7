"""``realdesk install``: tells this user's browsers where the companion is."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import typer

from realdesk.cli.installed import Browsers, Json, Lang, fix_of, message_of, ruleset_line, said
from realdesk.cli.words import Words, console_of
from realdesk.errors import RegistrationError
from realdesk.installation.browsers import chosen
from realdesk.installation.extension import extension_ids
from realdesk.installation.install import Outcome, install_in
from realdesk.installation.machine import Machine
from realdesk.installation.recognise import Found, look_at, recognised
from realdesk.installation.status import ruleset_of
from realdesk.paths import extension_dir, state_dir


def install(browser: Browsers = None, lang: Lang = "", *, as_json: Json = False) -> None:
    """Register the companion in your browsers, and put the list of official contacts to use.

    Repeating it changes nothing. Exit status 1 if a browser could not be registered.
    """
    machine = Machine.here()
    words = Words(lang)
    state = state_dir().absolute()
    wanted = _wanted(browser, machine, state)
    ruleset = None if all(found.helpless for found in wanted) else _activate(state)
    outcome = install_in(wanted, machine, state=state, ids=extension_ids())
    if as_json:
        typer.echo(msgspec.json.encode(_as_json(outcome, ruleset, words)).decode())
    else:
        _show(outcome, ruleset, machine, words)
    if outcome.failed or not outcome.written:
        raise typer.Exit(1)


def _wanted(names: list[str] | None, machine: Machine, state: Path) -> list[Found]:
    """Return the browsers asked for, or all that are here.

    Raises:
        RegistrationError: an unknown name, or no browser is here.
    """
    if names:
        return [look_at(item, machine, state) for item in chosen(names, machine.system)]
    found = recognised(machine, state)
    if not found:
        raise RegistrationError(
            "No browser was found for this user.",
            hint="Start your browser once, or name it: realdesk install --browser firefox",
        )
    return found


def _activate(state: Path) -> dict[str, Any] | None:
    from realdesk.ruleset.store import activate  # noqa: PLC0415 - loads tuf, which other commands do not need

    activate(None, state=state, now=datetime.now(UTC))
    return ruleset_of(state)


def _as_json(outcome: Outcome, ruleset: dict[str, Any] | None, words: Words) -> dict[str, Any]:
    return {
        "launcher": str(outcome.launcher) if outcome.written else None,
        "browsers": [
            {
                "id": item.browser.id,
                "name": item.browser.name,
                "manifest": str(item.place.manifest),
                "registry_key": item.place.key,
                "changed": item.changed,
            }
            for item in outcome.written
        ],
        "failed": [
            {"id": found.browser.id, "message": error.message, "fix": error.hint} for found, error in outcome.failed
        ],
        "faults": [said(fault, words) for fault in outcome.faults],
        "ruleset": ruleset,
        "extension": str(extension_dir()),
    }


def _show(outcome: Outcome, ruleset: dict[str, Any] | None, machine: Machine, words: Words) -> None:
    console = console_of()

    def say(text: str) -> None:
        console.print(text, markup=False, soft_wrap=True, highlight=False)

    for item in outcome.written:
        place = rf"HKEY_CURRENT_USER\{item.place.key}" if item.place.key else str(item.place.manifest)
        say(words("install_registered" if item.changed else "install_unchanged", browser=item.browser.name, path=place))
    for found, error in outcome.failed:
        say(words("doctor_of_browser", browser=found.browser.name, detail=error.message))
        say("  → " + error.hint)
    for fault in outcome.faults:
        say(message_of(fault, words))
        say("  → " + fix_of(fault, words))
    for name, package in outcome.portals:
        say(words("install_portal", browser=name, name=package))
    if machine.variables.get("SUDO_USER") and hasattr(os, "geteuid") and os.geteuid() == 0:
        say(words("install_sudo", user=machine.variables["SUDO_USER"]))
    if outcome.written:
        _show_next(outcome, ruleset, words, say)


def _show_next(outcome: Outcome, ruleset: dict[str, Any] | None, words: Words, say: Callable[[str], None]) -> None:
    """Say which list is in use, and how to load the extension."""
    say(ruleset_line(ruleset, words))
    say(words("install_load", path=str(extension_dir())))
    for family in sorted({item.browser.family for item in outcome.written}):
        say("  " + words("install_load_chromium" if family == "chromium" else "install_load_firefox"))
    say(words("install_next"))
