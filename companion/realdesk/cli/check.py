"""``realdesk check``: the verdict on one address, with the page's HTML if there is any."""

from __future__ import annotations

import contextlib
import os
import shlex
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from realdesk.cli.streams import input_bytes
from realdesk.cli.words import LANG_HELP, Words, console_of, language_of, shortened
from realdesk.entities.accounts import profile_of
from realdesk.entities.hosts import parse
from realdesk.errors import FeedError, IndexFileError, RealdeskError
from realdesk.feeds.format import FEEDS_NAME
from realdesk.feeds.reader import Blocklist
from realdesk.index.reader import Index
from realdesk.lookup.directory import called
from realdesk.lookup.fanging import whole
from realdesk.paths import INDEX_NAME, extension_dir, state_dir
from realdesk.protocol import OfficialChannel, Page, Verdict
from realdesk.text.sentences import Sentences
from realdesk.verdict import judge

_STYLES = {"official": "green", "none": "", "unknown": "bright_black", "caution": "yellow", "danger": "bold red"}
MAX_HTML = 64 * 1024 * 1024


_JSONL_HELP = (
    'Read one JSON object a line from standard input and answer one a line, in order: {"url": …, "html": …?}, '
    '{"contact": …, "platform": …?}, {"draft": …, "url": …?} or {"chat": …}. Empty lines are skipped. A line that '
    "cannot be read is answered with an error object that has its number, and the next one goes on. Exit status 0 if "
    "every line was answered."
)


class CheckError(RealdeskError):
    """What was asked cannot be checked; ``check_<key>`` says why and ``check_<key>_fix`` what to do."""

    code = "check_failed"

    def __init__(self, key: str, language: str = "en", **params: str) -> None:
        sentences = Sentences(extension_dir() / "_locales", language)
        super().__init__(sentences.render(f"check_{key}", params), hint=sentences.render(f"check_{key}_fix", params))
        self._key, self._params = key, params

    def said_in(self, language: str) -> CheckError:
        """Return the same error in another language."""
        return CheckError(self._key, language, **self._params)


def check(
    url: Annotated[str, typer.Argument(help="Address of the page, as the address bar shows it.")] = "",
    html: Annotated[
        Path | None, typer.Option("--html", help="File with the page's HTML. Nothing is fetched from the network.")
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help=LANG_HELP)] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the verdict as JSON.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help=_JSONL_HELP)] = False,
) -> None:
    """Say whether a page is the real support desk. Exit status 0; 1 if it could not be checked."""
    if jsonl:
        _run_batch()
        return
    language = language_of(lang)
    index = with_blocklist(open_index())
    try:
        verdict = _judged(_page(url, html, index), index, alone=html is None)
    except CheckError as error:
        raise error.said_in(language) from None
    if as_json:
        typer.echo(msgspec.json.encode(verdict).decode())
        return
    show(verdict, language)
    if html is None:
        typer.echo(Words(language)("check_address_alone"))


def _judged(page: Page, index: Index, *, alone: bool) -> Verdict:
    """Return the verdict on a page; of an account's profile by its address ``alone`` that on the account, if it warns."""
    verdict = judge(page, index)
    if not alone or verdict.level != "none" or profile_of(page.url) is None:
        return verdict
    from realdesk.contact import ContactJudge  # noqa: PLC0415 - most addresses are no accounts

    account = ContactJudge(index).judge(page.url)
    return account if account.level in {"caution", "danger"} else verdict


def _run_batch() -> None:
    from realdesk.cli.batch import Batch  # noqa: PLC0415 - one address needs none of it

    try:
        Batch(with_blocklist(open_index())).run(input_bytes(), sys.stdout.buffer)
    except BrokenPipeError as error:
        # Nobody reads on: without this Python would complain once more when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(1) from error


def open_index() -> Index:
    """Return the index in use; compile it first where there is none that this version reads.

    Raises:
        RealdeskError: there is none and none can be made.
    """
    path = state_dir() / INDEX_NAME
    try:
        return Index.open(path)
    except IndexFileError:
        # Missing, or of an earlier version: the signed bundle it was made from is still there.
        from realdesk.ruleset.store import activate  # noqa: PLC0415 - loads tuf, needed once

        activate(None, state=state_dir(), now=datetime.now(UTC))
    return Index.open(path)


def with_blocklist(index: Index) -> Index:
    """Return ``index`` with the public blocklists that the user turned on; a file that cannot be used is left out."""
    with contextlib.suppress(FeedError):
        index.blocklist = Blocklist.open(state_dir() / FEEDS_NAME)
    return index


def address_of(url: str, index: Index) -> str:
    """Return ``url`` with its scheme.

    Raises:
        CheckError: it is no address of a web page.
    """
    url = whole(url)
    bare = url.strip().partition("://")[2] or url.strip()
    if ("@" in bare and "/" not in bare and "://" not in url) or bare[:1] in {"@", "+"}:
        raise CheckError(
            "is_contact", text=repr(shortened(url)), command=f"realdesk lookup {shlex.quote(shortened(url))}"
        )
    host = parse(url, index.suffixes)
    if host is None or ("." not in host.ascii and not host.is_ip and host.ascii != "localhost"):
        text = shortened(url)
        if called(url.strip(), index):
            raise CheckError("is_name", text=repr(text), command=f"realdesk contacts {shlex.quote(text)}")
        raise CheckError("no_page", text=repr(text))
    return url if "://" in url else "https://" + url


def _page(url: str, html: Path | None, index: Index) -> Page:
    if not url:
        raise CheckError("no_address")
    url = address_of(url, index)
    if html is None:
        return Page(url)
    # The HTML parser is not needed for an address.
    from realdesk.cli.decoding import decode  # noqa: PLC0415
    from realdesk.cli.extract import page_of_html  # noqa: PLC0415

    try:
        if html.stat().st_size > MAX_HTML:
            raise CheckError("file_large", file=repr(str(html)))
        text = decode(html.read_bytes())
    except OSError as error:
        raise CheckError("file_unread", file=repr(str(html)), detail=error.strerror or "") from error
    return page_of_html(url, text, index.vendors)


def headline(verdict: Verdict, words: Words) -> str:
    """Return a verdict in one sentence, as the banner's first line."""
    key = f"headline_{verdict.level}" + ("_platform" if verdict.platform else "")
    return words(key, platform=words.name(verdict.platform_names))


def _kind(channel: OfficialChannel, words: Words) -> str:
    kind = words.kind(channel.type)
    if channel.region:
        kind = f"{kind} ({channel.region})"
    if channel.purpose == "support":
        return kind
    return f"{kind} · {words(f'purpose_{channel.purpose}')}"


def _show_reasons(verdict: Verdict, words: Words, params: dict[str, str], console: Console) -> None:
    """Print the reasons, the share of the score before each where several weigh; a code's share once."""
    shares = {reason.code: reason.share for reason in reversed(verdict.reasons) if reason.share}
    table = Table(show_header=False, box=None, pad_edge=False, padding=(0, 1))
    table.add_column()
    if len(shares) > 1:
        table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for reason in verdict.reasons:
        share = f"{shares.pop(reason.code)}%" if reason.code in shares else ""
        said = words(f"reason_{reason.code}", **params | words.params(reason.params))
        table.add_row(" •", *([share] if len(table.columns) > 2 else []), escape(said))
    console.print(table)


def show(verdict: Verdict, language: str) -> None:
    """Print a verdict in words."""
    words = Words(language)
    console = console_of()
    params = {"platform": words.name(verdict.platform_names)}
    said = words("level_with_headline", level=words(f"level_{verdict.level}"), headline=headline(verdict, words))
    console.print(said, style=_STYLES[verdict.level], markup=False)
    _show_reasons(verdict, words, params, console)
    if verdict.official:
        table = Table(show_header=False, box=None, pad_edge=False)
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        table.add_column()
        for channel in verdict.official:
            table.add_row(
                escape(_kind(channel, words)),
                escape(words("channel_in_app_way") if channel.type == "in_app" else channel.value),
                escape(words(f"assurance_{channel.assurance}", **params)),
            )
        console.print(table)
