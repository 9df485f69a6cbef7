"""``realdesk uninstall``: takes back what ``realdesk install`` wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from realdesk.cli.installed import Json, Lang
from realdesk.cli.words import Words, console_of
from realdesk.installation.machine import Machine
from realdesk.installation.register import remove_state, unregister
from realdesk.paths import state_dir


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
    words = Words(lang)
    if state_too and not yes and not typer.confirm(words("uninstall_ask", path=str(state)), err=as_json):
        # Who takes the question back takes the command back: nothing was removed yet.
        typer.echo(words("uninstall_kept"), err=True)
        raise typer.Exit(1)
    removed = unregister(machine, state=state)
    left: list[Path] = []
    if state_too:
        gone, left = remove_state(state)
        removed += [str(path) for path in gone]
    if as_json:
        typer.echo(msgspec.json.encode({"removed": removed, "left": [str(path) for path in left]}).decode())
        return
    console = console_of()
    lines = [words("uninstall_removed", path=path) for path in removed] or [words("uninstall_nothing")]
    lines += [words("uninstall_left", path=str(path)) for path in left]
    lines.append(words("uninstall_extension"))
    for line in lines:
        console.print(line, markup=False, soft_wrap=True, highlight=False)
