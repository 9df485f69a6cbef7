"""``realdesk lookup``: whose contact is this?"""

from __future__ import annotations

import os
import shlex
from typing import Annotated, Any

import msgspec
import typer
from rich.markup import escape
from rich.table import Table

from realdesk.cli.check import CheckError, address_of, headline, open_index, with_blocklist
from realdesk.cli.streams import input_text
from realdesk.cli.words import JSON_HELP, LANG_HELP, Words, console_of, shortened
from realdesk.contact import ContactJudge
from realdesk.index.format import OFFICIAL
from realdesk.index.reader import Index
from realdesk.lookup.answer import Holder, Result, look_up
from realdesk.lookup.detect import MAX_TEXT
from realdesk.protocol import Page, Verdict
from realdesk.verdict import judge

_FORGEABLE = frozenset({"phone", "email", "whatsapp", "name", "handle"})
"""Types that a caller or sender can show without holding them."""
_WARNED = frozenset({"caution", "danger"})


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
    asked = input_text(MAX_TEXT) if text == ["-"] else " ".join(text)
    results = look_up(asked, index, _regions())
    if as_json:
        contacts = ContactJudge(index)
        answers = [_as_json(result, index, contacts) for result in results]
        typer.echo(msgspec.json.encode(answers[0] if len(answers) == 1 else answers).decode())
        return
    show(results, index, Words(lang))


def _regions() -> tuple[str, ...]:
    """Return the country of the locale (``de_CH.UTF-8``), in which bare telephone numbers are read."""
    value = os.environ.get("LC_ALL") or os.environ.get("LC_TELEPHONE") or os.environ.get("LANG") or ""
    country = value.partition(".")[0].partition("_")[2]
    return (country.upper(),) if len(country) == 2 and country.isalpha() else ()


def _as_json(result: Result, index: Index, contacts: ContactJudge) -> dict[str, Any]:
    alike = _alike(result, index, contacts)
    looks = {"level": alike.level, "platform": alike.platform, "reasons": alike.reasons} if alike is not None else None
    fields: dict[str, Any] = msgspec.to_builtins(result.answer)
    return fields | {"looks": looks}


def show(results: tuple[Result, ...], index: Index, words: Words) -> None:
    """Print a row for each contact: as written, what it is, who lists it."""
    console, contacts = console_of(), ContactJudge(index)
    table = Table(show_header=len(results) > 1, box=None, pad_edge=False)
    for key in ("lookup_contact", "lookup_type", "lookup_result"):
        table.add_column(escape(words(key)), overflow="fold")
    for result in results:
        style, lines = _verdict(result, index, words, contacts)
        answer = result.answer
        shown = answer.query if answer.type in {"name", "text"} else answer.canonical
        table.add_row(
            escape(shortened(shown)),
            escape(words.kind(answer.type)),
            f"[{style}]{escape(chr(10).join(lines))}[/{style}]",
        )
    console.print(table)
    if any(result.answer.type in _FORGEABLE or result.bare for result in results):
        console.print(words("lookup_not_proof"), markup=False)
    if index.stale():
        console.print(words("ruleset_stale_short"), markup=False)


def _verdict(result: Result, index: Index, words: Words, contacts: ContactJudge) -> tuple[str, list[str]]:
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
            lines.append(words("reason_contact_blocklisted", type=words.kind(kind), value=shortened(value), **about))
    if result.same_domain:
        lines.append(words("lookup_same_domain", platform=words.name(result.same_domain[0].record.names)))
    alike = _alike(result, index, contacts)
    style = "red" if on or (alike is not None and alike.level == "danger") else "yellow"
    return style, lines + (_looks(alike, result, words) if alike is not None else [])


def _alike(result: Result, index: Index, contacts: ContactJudge) -> Verdict | None:
    """Return the verdict on an unlisted contact that imitates a platform or one of its contacts."""
    if result.holders or result.given_up or result.named or result.answer.type == "text":
        return None
    kind, value = result.answer.type, result.answer.canonical
    if kind not in {"host", "url", "email"}:
        verdict = contacts.judge(result.answer.query)
    elif result.same_domain:
        return None
    else:
        try:
            url = f"https://{value.rpartition('@')[2]}/" if kind == "email" else address_of(result.answer.query, index)
        except CheckError:
            return None
        verdict = judge(Page(url), index)
        if kind == "email" and verdict.level not in _WARNED:
            verdict = contacts.judge(result.answer.query)
    # What stands on a blocklist is said of every contact in its own words.
    reasons = tuple(reason for reason in verdict.reasons if "blocklisted" not in reason.code)
    return msgspec.structs.replace(verdict, reasons=reasons) if verdict.level in _WARNED and reasons else None


def _looks(verdict: Verdict, result: Result, words: Words) -> list[str]:
    """Return sentences on what a contact imitates."""
    names = {"platform": words.name(verdict.platform_names)}
    lines = [words("lookup_looks", level=words(f"level_{verdict.level}"), headline=headline(verdict, words))]
    lines += [words(f"reason_{r.code}", **names | words.params(r.params)) for r in verdict.reasons[:1]]
    if result.answer.type in {"host", "url", "email"} and verdict.scope:
        command = f"realdesk check {shlex.quote(shortened(f'https://{verdict.scope}/'))}"
        lines.append(words("lookup_more", command=command))
    return lines


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
