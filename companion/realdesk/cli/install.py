"""``realdesk install`` and ``realdesk uninstall``: tells this user's browsers where the companion is, or takes it back."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from realdesk.cli.check import console_of, language_of
from realdesk.cli.installed import Browsers, Json, Lang, fix_of, message_of, ruleset_line, said
from realdesk.cli.words import Words
from realdesk.errors import RegistrationError
from realdesk.installation.browsers import chosen
from realdesk.installation.confinement import confinement_faults
from realdesk.installation.extension import extension_ids
from realdesk.installation.faults import Fault
from realdesk.installation.launcher_checks import check_program
from realdesk.installation.machine import Machine
from realdesk.installation.recognise import Found, look_at, recognised
from realdesk.installation.register import Written, own_launcher, register_browser, remove_state, unregister
from realdesk.installation.status import ruleset_of
from realdesk.paths import extension_dir, state_dir


def install(browser: Browsers = None, lang: Lang = "", *, as_json: Json = False) -> None:
    """Register the companion in your browsers, and put the list of official contacts to use.

    Repeating it changes nothing. Exit status 1 if no browser could be registered.
    """
    machine = Machine.here()
    state = state_dir().absolute()
    wanted = wanted_browsers(browser, machine)
    able = [found for found in wanted if browser or not cannot_start_programs(found)]
    ids = extension_ids()
    written = [item for found in able for item in register_browser(found.browser, machine, state=state, ids=ids)]
    faults = [fault for found in wanted for fault in confinement_faults(found, machine.variables)]
    faults += (
        check_program(own_launcher(state, machine), machine, own=own_launcher(state, machine), state=state)
        if (written)
        else []
    )
    ruleset = _activate(state) if written else None
    if as_json:
        content = _as_json(written, faults, ruleset, Words(language_of(lang)), own_launcher(state, machine))
        typer.echo(msgspec.json.encode(content).decode())
    else:
        _show(written, faults, ruleset, wanted, machine, Words(language_of(lang)))
    if not written:
        raise typer.Exit(1)


def wanted_browsers(names: list[str] | None, machine: Machine) -> list[Found]:
    """Return the browsers asked for, or all that are here.

    Raises:
        RegistrationError: an unknown name, or no browser is here.
    """
    if names:
        return [look_at(item, machine) for item in chosen(names, machine.system)]
    found = recognised(machine)
    if not found:
        raise RegistrationError(
            "No browser was found for this user.",
            hint="Start your browser once, or name it: realdesk install --browser firefox",
        )
    return found


def cannot_start_programs(found: Found) -> bool:
    """Tell whether a browser is here only in a sandbox that it cannot leave."""
    return found.confined and found.browser.family == "chromium"


def _activate(state: Path) -> dict[str, Any] | None:
    from realdesk.ruleset.store import activate  # noqa: PLC0415 - loads tuf, which other commands do not need

    activate(None, state=state, now=datetime.now(UTC))
    return ruleset_of(state)


def _as_json(
    written: list[Written], faults: list[Fault], ruleset: dict[str, Any] | None, words: Words, launcher: Path
) -> dict[str, Any]:
    return {
        "launcher": str(launcher) if written else None,
        "browsers": [
            {
                "id": item.browser.id,
                "name": item.browser.name,
                "manifest": str(item.place.manifest),
                "registry_key": item.place.key,
                "changed": item.changed,
            }
            for item in written
        ],
        "faults": [said(fault, words) for fault in faults],
        "ruleset": ruleset,
        "extension": str(extension_dir()),
    }


def _show(
    written: list[Written],
    faults: list[Fault],
    ruleset: dict[str, Any] | None,
    wanted: list[Found],
    machine: Machine,
    words: Words,
) -> None:
    console = console_of()

    def say(text: str) -> None:
        console.print(text, markup=False, soft_wrap=True, highlight=False)

    for item in written:
        place = rf"HKEY_CURRENT_USER\{item.place.key}" if item.place.key else str(item.place.manifest)
        key = "install_registered" if item.changed else "install_unchanged"
        say(words(key, browser=item.browser.name, path=place))
    for fault in faults:
        say(message_of(fault, words))
        say("  → " + fix_of(fault, words))
    _show_portals(written, faults, wanted, words, say)
    if machine.variables.get("SUDO_USER") and hasattr(os, "geteuid") and os.geteuid() == 0:
        say(words("install_sudo", user=machine.variables["SUDO_USER"]))
    if ruleset is not None:
        say(ruleset_line(ruleset, words))
        say(words("install_load", path=str(extension_dir())))
        families = {item.browser.family for item in written}
        for family in sorted(families):
            say("  " + words("install_load_chromium" if family == "chromium" else "install_load_firefox"))
        say(words("install_next"))


def _show_portals(written: list[Written], faults: list[Fault], wanted: list[Found], words: Words, say: Any) -> None:
    """Say that the desktop will ask, for sandboxed browsers that have a portal."""
    lacking = {fault.params.get("name") for fault in faults}
    registered = {item.browser for item in written}
    for found in wanted:
        for name in (*found.snaps, *found.flatpaks):
            if found.browser in registered and name not in lacking:
                say(words("install_portal", browser=found.browser.name, name=name))


def uninstall(
    lang: Lang = "",
    *,
    state_too: Annotated[bool, typer.Option("--state", help="Also remove the state folder, after asking.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: Json = False,
) -> None:
    """Remove what install wrote: registrations that start this companion, and its launcher. Nothing else."""
    machine = Machine.here()
    state = state_dir().absolute()
    words = Words(language_of(lang))
    confirmed = state_too and (yes or typer.confirm(words("uninstall_ask", path=str(state)), err=as_json))
    removed = unregister(machine, state=state)
    left: list[Path] = []
    if confirmed:
        left = remove_state(state)
        removed += [] if left else [str(state)]
    if as_json:
        typer.echo(msgspec.json.encode({"removed": removed, "left": [str(path) for path in left]}).decode())
        return
    console = console_of()
    lines = [words("uninstall_removed", path=path) for path in removed] or [words("uninstall_nothing")]
    lines += [words("uninstall_left", path=str(path)) for path in left]
    lines.append(words("uninstall_extension"))
    for line in lines:
        console.print(line, markup=False, soft_wrap=True, highlight=False)
