"""``realdesk contacts``, ``platforms`` and ``regulators``: what the ruleset says of each."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from realdesk.cli.check import open_index
from realdesk.cli.words import JSON_HELP, LANG_HELP, Words, console_of, shortened
from realdesk.errors import RealdeskError
from realdesk.index.format import OFFICIAL, RANK, ChannelRecord, PlatformRecord, RegulatorRecord
from realdesk.index.reader import Index
from realdesk.lookup.directory import UnknownNameError, called, records_of, regulators_of

Lang = Annotated[str, typer.Option("--lang", help=LANG_HELP)]
Json = Annotated[bool, typer.Option("--json", help=JSON_HELP)]
Record = PlatformRecord | RegulatorRecord
_ORDER = ("in_app", "help_center", "ticket", "complaint_form", "live_chat", "faq", "verify_page", "phone", "email")
"""Types that lead to help come first; the others follow by name."""


def contacts(
    platform: Annotated[list[str], typer.Argument(help="Name in any language, id, former name, ticker, or regulator.")],
    lang: Lang = "",
    *,
    as_json: Json = False,
) -> None:
    """Show the contacts of a platform: by type, with how sure each is and where that can be read."""
    index = open_index()
    name = " ".join(platform)
    words = Words(lang)
    with _errors_in(words):
        records = records_of(name, index)
    if not called(name, index):
        nearest = words("contacts_nearest", name=shortened(name), platform=words.name(records[0].names))
        typer.echo(nearest, err=as_json)
    if as_json:
        found = [_as_json(record, index) for record in records]
        _print_json(found[0] if len(found) == 1 else found)
        return
    console = console_of()
    for record in records:
        _show(record, index, words, console)


def platforms(lang: Lang = "", *, as_json: Json = False) -> None:
    """List the platforms of the ruleset."""
    index = open_index()
    records = [index.platform(number) for number in range(index.core.desks)]
    if as_json:
        keys = ("id", "kind", "status", "names", "checked")
        _print_json([{key: getattr(record, key) for key in keys} | _counts(record) for record in records])
        return
    words = Words(lang)
    table = Table(box=None, pad_edge=False)
    for key in ("directory_id", "directory_name", "directory_kind", "directory_official", "directory_checked"):
        table.add_column(escape(words(key)))
    for record in records:
        count = _counts(record)
        table.add_row(
            record.id,
            escape(words.name(record.names)),
            escape(words(f"kind_{record.kind}")),
            f"{count['official']}/{count['channels']}",
            record.checked,
        )
    console_of().print(table)


def regulators(
    country: Annotated[
        list[str] | None, typer.Argument(help="ISO codes or names of countries; all when left out.")
    ] = None,
    lang: Lang = "",
    *,
    as_json: Json = False,
) -> None:
    """List authorities and complaint bodies to turn to, by country."""
    index = open_index()
    words = Words(lang)
    with _errors_in(words):
        records = regulators_of(country or (), index)
    if as_json:
        _print_json([_as_json(record, index) for record in records])
        return
    console = console_of()
    for record in records:
        console.print(
            f"[bold]{record.country}  {escape(words.name(record.names))}[/bold] ({record.id})", highlight=False
        )
        takes = str(words.in_language(record.takes) or "")
        if takes:
            console.print(escape(f"  {takes}"), highlight=False)
        for way in (*(c.value for c in record.channels if c.type in {"complaint_form", "phone"}), *record.domains[:1]):
            _line(console, f"    {way}")


@contextlib.contextmanager
def _errors_in(words: Words) -> Iterator[None]:
    """Say errors of names in the language asked for."""
    try:
        yield
    except UnknownNameError as error:
        message, *hints = (words(key, **params) for key, params in error.sentences)
        raise NameNotFoundError(message, hint=" ".join(hints)) from None


class NameNotFoundError(RealdeskError):
    """Nothing is called that, in the language of the user."""

    code = UnknownNameError.code


def _counts(record: PlatformRecord) -> dict[str, int]:
    channels = [*record.channels, *(c for c in record.others if not c.former)]
    return {"channels": len(channels), "official": sum(c.assurance in OFFICIAL for c in channels)}


def _as_json(record: Record, index: Index) -> dict[str, Any]:
    content = msgspec.structs.asdict(record)
    current = (*record.channels, *(c for c in record.others if not c.former))
    content["channels"] = [_channel(channel) for channel in current]
    content["given_up"] = [_channel(channel) for channel in record.others if channel.former]
    del content["others"]
    return {
        "type": "regulator" if isinstance(record, RegulatorRecord) else "platform",
        **content,
        "stale": index.stale(),
    }


def _channel(channel: ChannelRecord) -> dict[str, Any]:
    return {key: value for key, value in msgspec.structs.asdict(channel).items() if key != "former"}


def _print_json(content: object) -> None:
    typer.echo(msgspec.json.encode(content).decode())


def _show(record: Record, index: Index, words: Words, console: Console) -> None:
    name = words.name(record.names)
    console.print(f"[bold]{escape(words('contacts_title_platform', platform=name))}[/bold] ({record.id})")
    if isinstance(record, RegulatorRecord):
        console.print(escape(str(words.in_language(record.takes) or "")))
    channels = [*record.channels, *(c for c in record.others if not c.former)]
    if channels:
        _show_channels(channels, name, words, console)
    else:
        console.print(escape(words("directory_no_channels")))
    if any(channel.type in {"phone", "email", "whatsapp"} for channel in channels):
        console.print(escape(words("popup_not_proof")))
    if isinstance(record, PlatformRecord):
        _show_platform(record, name, index, words, console)
    console.print(escape(words("popup_checked", date=record.checked)))
    if index.stale():
        console.print(escape(words("ruleset_stale_short")))


def _show_channels(channels: list[ChannelRecord], name: str, words: Words, console: Console) -> None:
    """Print a contact a block: what may be copied stands on a line of its own, which nothing breaks."""
    last = ""
    for channel in sorted(channels, key=_position):
        if channel.type != last:
            console.print(f"  [bold]{escape(words.kind(channel.type))}[/bold]", highlight=False)
        last = channel.type
        style = "" if channel.assurance in OFFICIAL else "bright_black"
        shown = channel.url if channel.url and channel.url.startswith("https://") else channel.value
        _line(console, f"    {words('channel_in_app_way') if channel.type == 'in_app' else shown}", style)
        details = [words.purpose(channel), *([channel.hours] if channel.hours else [])]
        details += [words(f"channel_dm_{channel.dm}")] if channel.dm else []
        details.append(words(f"assurance_{channel.assurance}", platform=name))
        console.print(escape(f"      {' · '.join(details)}"), style=style, highlight=False)
        if channel.evidence_url:
            date = channel.evidence_date
            label = words("popup_evidence_date", date=date) if date else words("popup_evidence")
            _line(console, f"      {label}: {channel.evidence_url}", style)


def _line(console: Console, text: str, style: str = "") -> None:
    """Print ``text`` as it is: no line break is put into an address, however narrow the terminal."""
    console.print(text, style=style, markup=False, highlight=False, soft_wrap=True)


def _position(channel: ChannelRecord) -> tuple[int, str, int]:
    """Sort by type, and within a type by how sure a contact is."""
    order = _ORDER.index(channel.type) if channel.type in _ORDER else len(_ORDER)
    return (order, channel.type, RANK[channel.assurance])


def _show_platform(record: PlatformRecord, name: str, index: Index, words: Words, console: Console) -> None:
    lines = [words(f"statement_{code}", platform=name) for code in record.statements]
    for kind, coverage in record.coverage.items():
        if coverage in {"none", "complete"}:
            lines.append(words(f"coverage_{coverage}", type=words.kind(kind), platform=name))
    _show_list(words("popup_statements", platform=name), lines, console)
    steps = words.in_language(record.steps)
    _show_list(words("directory_steps"), list(steps) if isinstance(steps, tuple) else [], console, numbered=True)
    ways = []
    for way in record.escalation:
        regulator = index.core.regulators.index(way) if way in index.core.regulators else -1
        ways.append(f"{words.name(index.regulator(regulator).names)} ({way})" if regulator >= 0 else way)
    _show_list(words("directory_escalation"), ways, console)


def _show_list(title: str, lines: list[str], console: Console, *, numbered: bool = False) -> None:
    if lines:
        console.print(f"[bold]{escape(title)}[/bold]")
    for number, line in enumerate(lines, 1):
        console.print(escape(f"  {f'{number}.' if numbered else '•'} {line}"))
