"""``realdesk doctor``: tries every browser's link to the companion, and says what to do where it is broken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import msgspec
import typer

from realdesk.cli.installed import Browsers, Json, Lang, fix_of, message_of, said
from realdesk.cli.words import Words, console_of
from realdesk.installation.browsers import chosen
from realdesk.installation.doctor import PATIENCE, BrowserReport, Doctor, Report
from realdesk.installation.extension import extension_ids
from realdesk.installation.faults import Fault
from realdesk.installation.machine import Machine


def doctor(
    browser: Browsers = None,
    lang: Lang = "",
    timeout: Annotated[float, typer.Option("--timeout", help="Seconds to wait for each answer.", min=0.1)] = PATIENCE,
    *,
    as_json: Json = False,
) -> None:
    """Start the companion as each browser would and see whether it answers. Exit status 1 if there is a fault."""
    machine = Machine.here()
    report = Doctor(machine, extension_ids(), timeout).examine(chosen(browser or [], machine.system))
    words = Words(lang)
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

    def say(text: str, style: str = "") -> None:
        console.print(text, style=style, markup=False, soft_wrap=True, highlight=False)

    if report.state is not None and not report.general:
        say(words("doctor_state_ok", path=str(report.state)), "green")
    for fault in report.general:
        _say_fault(fault, "", words, say)
    for item in report.browsers:
        name = item.found.browser.name
        # A browser that reads two registrations of the same program has each fault twice.
        for fault in {(fault.code, str(fault.params)): fault for fault in item.all_faults()}.values():
            _say_fault(fault, name, words, say)
        for examined in [one for one in item.examined if not one.faults and one.milliseconds is not None][:1]:
            params = {"version": examined.companion or "", "ms": str(examined.milliseconds)}
            say(words("doctor_browser_ok", browser=name, **params), "green")
    count = len(report.faults())
    say(words("doctor_faults", count=str(count)) if count else words("doctor_ok"), "bold")


def _say_fault(fault: Fault, name: str, words: Words, say: Callable[..., None]) -> None:
    text = message_of(fault, words)
    # Some sentences begin with the browser's name.
    told = words("doctor_of_browser", browser=name, detail=text) if name and "browser" not in fault.params else text
    say(told, "red")
    say("  → " + fix_of(fault, words))
