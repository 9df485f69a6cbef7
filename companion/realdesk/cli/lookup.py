"""``realdesk lookup``: whose contact is this?"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from realdesk.cli.check import open_index, with_blocklist
from realdesk.cli.words import JSON_HELP, LANG_HELP, Words
from realdesk.index.format import OFFICIAL
from realdesk.index.reader import Index
from realdesk.lookup.answer import Holder, Result, look_up
from realdesk.lookup.detect import MAX_TEXT

_FORGEABLE = frozenset({"phone", "email", "whatsapp", "name", "handle"})
"""Types that a caller or sender can show without holding them."""


def lookup(
    text: Annotated[
        list[str],
        typer.Argument(
            help="An address, number, handle, link or invite, or a whole message; - reads standard input.",
            metavar="TEXT",
        ),
    ],
    lang: Annotated[str, typer.Option("--lang", help=LANG_HELP)] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help=JSON_HELP)] = False,
) -> None:
    """Say who lists a contact, and how sure that is. Exit status 0 whenever there is an answer."""
    index = with_blocklist(open_index())
    asked = sys.stdin.read(MAX_TEXT) if text == ["-"] else " ".join(text)
    results = look_up(asked, index, _regions())
    if as_json:
        answers = [result.answer for result in results]
        typer.echo(msgspec.json.encode(answers[0] if len(answers) == 1 else answers).decode())
        return
    show(results, index, Words(lang))


def _regions() -> tuple[str, ...]:
    """Return the country of the locale (``de_CH.UTF-8``), in which bare telephone numbers are read."""
    value = os.environ.get("LC_ALL") or os.environ.get("LC_TELEPHONE") or os.environ.get("LANG") or ""
    country = value.partition(".")[0].partition("_")[2]
    return (country.upper(),) if len(country) == 2 and country.isalpha() else ()


def show(results: tuple[Result, ...], index: Index, words: Words) -> None:
    """Print a row for each contact: as written, what it is, who lists it."""
    console = Console()
    table = Table(show_header=len(results) > 1, box=None, pad_edge=False)
    for key in ("lookup_contact", "lookup_type", "lookup_result"):
        table.add_column(escape(words(key)), overflow="fold")
    for result in results:
        style, lines = _verdict(result, index, words)
        answer = result.answer
        shown = answer.query if answer.type in {"name", "text"} else answer.canonical
        table.add_row(
            escape(shown[:200]), escape(words.kind(answer.type)), f"[{style}]{escape(chr(10).join(lines))}[/{style}]"
        )
    console.print(table)
    if any(result.answer.type in _FORGEABLE or result.bare for result in results):
        console.print(words("lookup_not_proof"), markup=False)
    if index.stale():
        console.print(words("ruleset_stale_short"), markup=False)


def _verdict(result: Result, index: Index, words: Words) -> tuple[str, list[str]]:
    """Return style and sentences for a result."""
    if result.holders:
        style = "green" if result.holders[0].assurance in OFFICIAL and not index.stale() else "default"
        lines = [line for holder in result.holders for line in _listed(holder, words)]
        if result.bare:
            lines.append(words("lookup_only_there", network=words.kind(result.answer.type)))
        return style, lines
    if result.given_up:
        return "red", [words("lookup_former", platform=words.name(h.record.names)) for h in result.given_up]
    if result.named:
        names = words("list_separator").join(words.name(index.platform(n).names) for n in result.named)
        return "default", [words("lookup_name", platform=names)]
    if result.answer.type == "text":
        return "default", [words("lookup_no_contact")]
    lines = [words("lookup_not_listed")]
    on = result.answer.blocklisted or ()
    kind, value = result.answer.type, result.answer.canonical
    for found in on:
        about = {"feed": found.feed, "date": found.date}
        if kind in {"host", "url"}:
            lines.append(words("reason_blocklisted", **about))
        else:
            lines.append(words("reason_contact_blocklisted", type=words.kind(kind), value=value[:200], **about))
    if result.same_domain:
        lines.append(words("lookup_same_domain", platform=words.name(result.same_domain[0].record.names)))
    return "red" if on else "yellow", lines


def _listed(holder: Holder, words: Words) -> list[str]:
    name = words.name(holder.record.names)
    channel = holder.channel
    if channel is None:
        use = words(f"use_{holder.use}")
        return [
            words("lookup_listed", platform=name, purpose=use),
            words(f"assurance_{holder.assurance}", platform=name),
        ]
    lines = [words("lookup_listed", platform=name, purpose=words.purpose(channel))]
    lines.append(words(f"assurance_{holder.assurance}", platform=name))
    if channel.dm:
        lines.append(words(f"channel_dm_{channel.dm}"))
    return lines
