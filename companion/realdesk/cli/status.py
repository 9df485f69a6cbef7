"""``realdesk status``: versions, the list in use, and which browsers know of the companion."""

from __future__ import annotations

from typing import Any

import msgspec
import typer
from rich.markup import escape
from rich.table import Table

from realdesk.cli.installed import Json, Lang, ruleset_line
from realdesk.cli.words import Words, console_of
from realdesk.installation.machine import Machine
from realdesk.installation.recognise import recognised
from realdesk.installation.status import status_of
from realdesk.paths import state_dir


def status(lang: Lang = "", *, as_json: Json = False) -> None:
    """Show versions, the state folder, the list of contacts in use, and the registered browsers."""
    machine = Machine.here()
    state = state_dir().absolute()
    content = status_of(recognised(machine, state), machine, state)
    if as_json:
        typer.echo(msgspec.json.encode(content).decode())
    else:
        _show(content, Words(lang))


def _show(content: dict[str, Any], words: Words) -> None:
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")

    def row(key: str, value: str) -> None:
        table.add_row(escape(words(key)), escape(value))

    row("status_companion", f"{content['version']} ({words('status_protocol', version=content['protocol'])})")
    row("status_extension", f"{content['extension']['version']}  {content['extension']['path']}")
    row("status_state", content["state"])
    row("status_ruleset", ruleset_line(content["ruleset"], words))
    row("status_update", content["update_address"] or words("status_update_none"))
    for browser in content["browsers"]:
        packages = [*browser["snaps"], *browser["flatpaks"]]
        name = f"{browser['name']} ({words('list_separator').join(packages)})" if packages else browser["name"]
        table.add_row(escape(name), escape("\n".join(_registrations(browser, words))))
    console_of().print(table)


def _registrations(browser: dict[str, Any], words: Words) -> list[str]:
    lines = [
        words("status_registered" if item["own"] else "status_registered_other", path=item["launcher"])
        for item in browser["registered"]
    ]
    return list(dict.fromkeys(lines)) or [words("status_not_registered")]
