"""Entry point of ``realdesk``."""

from __future__ import annotations

import os
import sys
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from realdesk import __version__
from realdesk.cli import check, directory, doctor, feeds, install, lookup, rules, status, streams, uninstall, update
from realdesk.cli.words import error_headline
from realdesk.errors import RealdeskError

app = typer.Typer(
    name="realdesk",
    help="Tells whether the customer-support desk in front of you is the real one.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("check")(check.check)
app.command("install")(install.install)
app.command("uninstall")(uninstall.uninstall)
app.command("status")(status.status)
app.command("doctor")(doctor.doctor)
app.command("lookup")(lookup.lookup)
app.command("contacts")(directory.contacts)
app.command("platforms")(directory.platforms)
app.command("regulators")(directory.regulators)
app.command("update")(update.update)
app.add_typer(feeds.app, name="feeds")
app.add_typer(rules.app, name="rules")


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - the shape of a Typer callback
    if wanted:
        typer.echo(f"realdesk {__version__}")
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Tells whether the customer-support desk in front of you is the real one."""
    del version


def main() -> None:
    """Run the command; an error the user can act on is shown in two lines, without a traceback."""
    try:
        streams.need_output()
        try:
            app()
        finally:
            sys.stdout.flush()
    except RealdeskError as error:
        _give_up(error)
    except OSError as error:
        # What is still in the buffer cannot be written either; Python would complain once more at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            sys.exit(1)
        _give_up(streams.failed(error))


def _give_up(error: RealdeskError) -> NoReturn:
    console = Console(stderr=True)
    if said := error_headline(error):
        console.print(said, style="bold red", markup=False, highlight=False, soft_wrap=True)
    console.print(error.message, style="bold red", markup=False, highlight=False, soft_wrap=True)
    console.print(error.hint, markup=False, highlight=False, soft_wrap=True)
    sys.exit(1)


if __name__ == "__main__":
    main()
