"""``realdesk doctor``: tries every browser's link to the companion, and says what to do where it is broken."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console

from realdesk.cli.check import console_of, language_of
from realdesk.cli.installed import Browsers, Json, Lang, fix_of, message_of, said
from realdesk.cli.words import Words
from realdesk.installation.browsers import chosen
from realdesk.installation.doctor import PATIENCE, BrowserReport, Doctor, Report
from realdesk.installation.extension import extension_ids
from realdesk.installation.faults import Fault
from realdesk.installation.machine import Machine
from realdesk.installation.recognise import look_at, recognised


def doctor(
    browser: Browsers = None,
    lang: Lang = "",
    timeout: Annotated[float, typer.Option("--timeout", help="Seconds to wait for each answer.", min=0.1)] = PATIENCE,
    *,
    as_json: Json = False,
) -> None:
    """Start the companion as each browser would and see whether it answers. Exit status 1 if there is a fault."""
    machine = Machine.here()
    wanted = [look_at(item, machine) for item in chosen(browser, machine.system)] if browser else recognised(machine)
    report = Doctor(machine, extension_ids(), timeout).examine(wanted)
    words = Words(language_of(lang))
    if as_json:
        typer.echo(msgspec.json.encode(_as_json(report, words)).decode())
    else:
        _show(report, words)
    if report.faults():
        raise typer.Exit(1)


def _as_json(report: Report, words: Words) -> dict[str, Any]:
    return {
        "ok": not report.faults(),
        "codes": sorted({fault.code for fault in report.faults()}),
        "state": str(report.state) if report.state else None,
        "faults": [said(fault, words) for fault in report.general],
        "browsers": [_browser(item, words) for item in report.browsers],
    }


def _browser(report: BrowserReport, words: Words) -> dict[str, Any]:
    return {
        "id": report.found.browser.id,
        "name": report.found.browser.name,
        "snaps": list(report.found.snaps),
        "flatpaks": list(report.found.flatpaks),
        "faults": [said(fault, words) for fault in report.faults],
        "registrations": [
            {
                "manifest": str(item.manifest),
                "program": str(item.program) if item.program else None,
                "companion": item.companion,
                "milliseconds": item.milliseconds,
                "faults": [said(fault, words) for fault in item.faults],
            }
            for item in report.examined
        ],
    }


def _show(report: Report, words: Words) -> None:
    console = console_of()
    if report.state is not None and not report.general:
        _say(console, words("doctor_state_ok", path=str(report.state)), "green")
    _show_faults(console, report.general, "", words)
    for item in report.browsers:
        name = item.found.browser.name
        _show_faults(console, item.faults, name, words)
        for examined in item.examined:
            _show_faults(console, examined.faults, name, words)
            if not examined.faults and examined.milliseconds is not None:
                params = {"version": examined.companion or "", "ms": str(examined.milliseconds)}
                _say(console, words("doctor_browser_ok", browser=name, **params), "green")
    count = len(report.faults())
    _say(console, words("doctor_faults", count=str(count)) if count else words("doctor_ok"), "bold")


def _show_faults(console: Console, faults: tuple[Fault, ...], name: str, words: Words) -> None:
    for fault in faults:
        text = message_of(fault, words)
        # Some sentences begin with the browser's name.
        told = words("doctor_of_browser", browser=name, detail=text) if name and "browser" not in fault.params else text
        _say(console, told, "red")
        _say(console, "  → " + fix_of(fault, words))


def _say(console: Console, text: str, style: str = "") -> None:
    console.print(text, style=style, markup=False, soft_wrap=True, highlight=False)
