"""``realdesk feeds``: public blocklists, and which of them are on."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.table import Table

from realdesk.cli.check import open_index
from realdesk.cli.words import LANG_HELP, Words, console_of
from realdesk.errors import FeedError
from realdesk.paths import state_dir

if TYPE_CHECKING:
    from realdesk.feeds.store import FeedStatus, Store
    from realdesk.index.format import FeedRecord

app = typer.Typer(help="Public blocklists, an optional source. All are off until you turn one on.")

Feed = Annotated[str, typer.Argument(metavar="ID", help="See the table of `realdesk feeds`.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Lang = Annotated[str, typer.Option("--lang", help=LANG_HELP)]
_WAIT = 10.0
"""Seconds to wait for an update that is running."""


@app.callback(invoke_without_command=True)
def show(context: typer.Context, lang: Lang = "", *, as_json: Json = False) -> None:
    """Show the feeds: which are on, how many entries they have, when they were fetched, what went wrong."""
    if context.invoked_subcommand is not None:
        return
    words = Words(lang)
    store, feeds = _open()
    enabled, statuses = store.choices().enabled, store.statuses()
    gone = sorted({*enabled, *statuses} - {feed.id for feed in feeds})
    problem = _problem(enabled)
    if as_json:
        rows = [_row(feed, feed.id in enabled, statuses) for feed in feeds]
        typer.echo(json.dumps({"feeds": rows, "gone": gone, "problem": problem}))
        return
    console = console_of()
    console.print(_table(feeds, enabled, statuses, words))
    for feed in feeds:
        if feed.id in enabled and statuses.get(feed.id) and statuses[feed.id].error:
            console.print(f"{feed.name}: {statuses[feed.id].error} {statuses[feed.id].hint}", markup=False)
    for name in gone:
        console.print(words("feeds_gone", name=name), markup=False)
    if problem:
        console.print(problem, markup=False)


@app.command()
def enable(feed: Feed, lang: Lang = "") -> None:
    """Turn a feed on. Nothing about pages is sent, but its server sees this computer's address."""
    words = Words(lang)
    store, feeds = _open()
    found = _find(feed, feeds)
    with store.exclusive(_WAIT):
        choices = store.choices()
        if feed not in choices.enabled:
            choices.enabled.append(feed)
            store.save_choices(choices)
        store.rebuild(feeds, _now())
        store.plan(feeds)
    typer.echo(words("feeds_on", name=found.name, licence=found.licence, homepage=found.homepage))
    typer.echo(words("feeds_fetched", hours=str(found.refresh), address=found.address))
    typer.echo(words("feeds_fetch_now"))


@app.command()
def disable(feed: Feed, lang: Lang = "") -> None:
    """Turn a feed off and keep its data for when it is turned on again."""
    words = Words(lang)
    _off(feed, delete=False)
    typer.echo(words("feeds_off", name=feed))


@app.command()
def remove(feed: Feed, lang: Lang = "") -> None:
    """Turn a feed off and delete its data."""
    words = Words(lang)
    _off(feed, delete=True)
    typer.echo(words("feeds_removed", name=feed))


def _off(feed: str, *, delete: bool) -> None:
    store, feeds = _open()
    choices = store.choices()
    if feed not in choices.enabled and feed not in store.statuses():
        _find(feed, feeds)
    with store.exclusive(_WAIT):
        choices = store.choices()
        choices.enabled = [other for other in choices.enabled if other != feed]
        store.save_choices(choices)
        if delete:
            store.remove(feed)
        store.rebuild(feeds, _now())
        store.plan(feeds)


def _open() -> tuple[Store, tuple[FeedRecord, ...]]:
    from realdesk.feeds.store import Store  # noqa: PLC0415 - keeps `--help` fast

    return Store(state_dir()), open_index().core.feeds


def _find(feed: str, feeds: tuple[FeedRecord, ...]) -> FeedRecord:
    for found in feeds:
        if found.id == feed:
            return found
    raise FeedError(
        f"There is no feed {feed[:40]!r}.", hint=f"Use one of: {', '.join(sorted(found.id for found in feeds))}."
    )


def _problem(enabled: list[str]) -> str:
    """Return what is wrong with the file that the host reads, or nothing."""
    from realdesk.feeds.format import FEEDS_NAME  # noqa: PLC0415
    from realdesk.feeds.reader import Blocklist  # noqa: PLC0415

    if not enabled:
        return ""
    try:
        Blocklist.open(state_dir() / FEEDS_NAME)
    except FeedError as error:
        return f"{error.message} {error.hint}"
    return ""


def _row(feed: FeedRecord, on: bool, statuses: dict[str, FeedStatus]) -> dict[str, object]:  # noqa: FBT001 - private
    status = statuses.get(feed.id)
    about: dict[str, object] = {
        "id": feed.id,
        "name": feed.name,
        "licence": feed.licence,
        "homepage": feed.homepage,
        "address": feed.address,
        "on": on,
    }
    return about | {
        "entries": status.entries if status else 0,
        "refused": status.refused if status else {},
        "fetched": _day(status.fetched) if status else "",
        "checked": _day(status.checked) if status else "",
        "error": status.error if status else "",
        "hint": status.hint if status else "",
    }


def _table(feeds: tuple[FeedRecord, ...], enabled: list[str], statuses: dict[str, FeedStatus], words: Words) -> Table:
    table = Table(box=None, pad_edge=False)
    for title in ("id", "name", "licence", "state", "entries", "fetched", "attempt"):
        justify: Literal["right", "left"] = "right" if title == "entries" else "left"
        table.add_column(words(f"feeds_column_{title}"), justify=justify, overflow="fold")
    for feed in feeds:
        status = statuses.get(feed.id)
        result = "" if status is None or not status.tried else ("failed" if status.error else "good")
        table.add_row(
            feed.id,
            feed.name,
            feed.licence,
            words("feeds_state_on" if feed.id in enabled else "feeds_state_off"),
            f"{status.entries:,}" if status and status.entries else "",
            _day(status.fetched) if status else "",
            words(f"feeds_attempt_{result}") if result else "",
        )
    return table


def _day(moment: int) -> str:
    return f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%d %H:%M}" if moment else ""


def _now() -> int:
    return int(datetime.now(UTC).timestamp())
