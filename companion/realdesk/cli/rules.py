"""``realdesk rules``: check, build, verify and activate the ruleset."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from realdesk import paths
from realdesk.cli.words import error_headline
from realdesk.errors import RealdeskError, StateError
from realdesk.ruleset.problems import RulesProblemsError

if TYPE_CHECKING:
    from realdesk.ruleset.store import Activation
    from realdesk.ruleset.trusted import TrustedRuleset

app = typer.Typer(no_args_is_help=True, help="Check, build, verify and activate the ruleset.")

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Rules = Annotated[Path | None, typer.Argument(metavar="[DIR]", help="Rules folder; default: the one in use.")]
InUse = Annotated[Path | None, typer.Option("--rules", help="Rules folder; default: the one in use.")]
Out = Annotated[Path | None, typer.Option(help="The file; default: the one in the extension's folder data.")]
Check = Annotated[bool, typer.Option("--check", help="Write nothing; fail when the file is out of date.")]


@app.command()
def lint(folder: Rules = None, *, as_json: Json = False) -> None:
    """Check every file of the rules and list all problems with file, line and what to do."""
    from realdesk.ruleset.secret_words import cue_problems  # noqa: PLC0415
    from realdesk.ruleset.source import examine  # noqa: PLC0415 - keeps `--help` fast

    folder = paths.rules_dir() if folder is None else folder
    if not folder.is_dir():
        _fail(StateError(f"There is no folder {folder}.", hint="Name the rules folder."), as_json=as_json)
    ruleset, problems = examine(folder)
    problems = tuple(sorted((*problems, *cue_problems(folder))))
    if as_json:
        found = [{key: getattr(item, key) for key in ("file", "line", "field", "message", "hint")} for item in problems]
        _print_json({"ok": not problems, "problems": found})
    for problem in () if as_json else problems:
        typer.echo(f"{folder.as_posix()}/{problem}")
    if ruleset is None or problems:
        if not as_json:
            typer.echo(f"{len(problems)} problem{'s' if len(problems) != 1 else ''}", err=True)
        raise typer.Exit(1)
    if not as_json:
        typer.echo(f"{len(ruleset.platforms)} platforms, no problems")


@app.command()
def build(
    out: Annotated[Path | None, typer.Option(help="Where to write; default: build/ruleset.bundle.json.")] = None,
    rules: Annotated[Path | None, typer.Option("--rules", help="Rules folder; default: the checkout's.")] = None,
    *,
    as_json: Json = False,
) -> None:
    """Check the rules, sign them and write the bundle."""
    from realdesk.ruleset.make import make_bundle  # noqa: PLC0415 - keeps `--help` fast

    with _errors(as_json=as_json):
        made = make_bundle(rules, out)
    if as_json:
        _print_json(
            {
                "ok": True,
                "file": str(made.path),
                "version": made.version,
                "label": made.label,
                "platforms": made.platforms,
                "bytes": made.size,
            }
        )
    else:
        typer.echo(
            f"{made.path}: version {made.version}, {made.platforms} platforms, {made.size:,} bytes, {made.label} keys"
        )


@app.command()
def directory(out: Out = None, rules: InUse = None, *, check: Check = False, as_json: Json = False) -> None:
    """Write the directory of contacts that the extension carries."""
    from realdesk.ruleset.directory import check_directory, default_path, write_directory  # noqa: PLC0415
    from realdesk.ruleset.source import load  # noqa: PLC0415 - keeps `--help` fast

    path = out or default_path()
    with _errors(as_json=as_json):
        ruleset = load(rules or paths.rules_dir())
        if check:
            check_directory(ruleset, path)
        changed = False if check else write_directory(ruleset, path)
    _renewed(path, changed=changed, as_json=as_json, platforms=len(ruleset.platforms))


@app.command()
def secrets(out: Out = None, rules: InUse = None, *, check: Check = False, as_json: Json = False) -> None:
    """Write the word lists by which seed phrases and keys are recognised."""
    from realdesk.ruleset.secret_words import build_words, check_words, default_path, write_words  # noqa: PLC0415

    path = out or default_path()
    with _errors(as_json=as_json):
        data = build_words(rules or paths.rules_dir())
        if check:
            check_words(data, path)
        changed = False if check else write_words(data, path)
    _renewed(path, changed=changed, as_json=as_json)


def _renewed(path: Path, *, changed: bool, as_json: bool, **counts: int) -> None:
    """Say what became of a file that the extension carries, and how much is in it."""
    size = path.stat().st_size
    if as_json:
        _print_json({"ok": True, "file": str(path), **counts, "bytes": size, "changed": changed})
        return
    said = [f"{count:,} {what}" for what, count in {**counts, "bytes": size}.items()]
    typer.echo(f"{path}: {', '.join(said)}, {'written' if changed else 'up to date'}")


@app.command()
def activate(
    bundle: Annotated[Path | None, typer.Argument(help="Default: the newest on this computer.")] = None,
    *,
    as_json: Json = False,
) -> None:
    """Verify a bundle, compile it and put it to use."""
    from realdesk.ruleset.store import activate as put_to_use  # noqa: PLC0415 - keeps `--help` fast

    with _errors(as_json=as_json):
        done = put_to_use(bundle, state=paths.state_dir(), now=datetime.now(UTC))
    _describe(done, {"platforms": done.platforms}, as_json=as_json)


@app.command()
def verify(bundle: Path, *, as_json: Json = False) -> None:
    """Tell whether a bundle is signed as it should be; nothing is changed."""
    from realdesk.ruleset.keys import anchor  # noqa: PLC0415 - keeps `--help` fast
    from realdesk.ruleset.store import read_bundle  # noqa: PLC0415
    from realdesk.ruleset.trusted import HighWater  # noqa: PLC0415
    from realdesk.ruleset.trusted import verify as verified  # noqa: PLC0415

    with _errors(as_json=as_json):
        found = verified(read_bundle(bundle), anchor().root, now=datetime.now(UTC), floor=HighWater())
    if not as_json:
        typer.echo("The bundle is signed as it should be.")
    _describe(found, {}, as_json=as_json)


def _describe(found: Activation | TrustedRuleset, extra: dict[str, int], *, as_json: bool) -> None:
    if as_json:
        dates = {"issued": found.issued.isoformat(), "expires": found.expires.isoformat()}
        about = {"version": found.version, "label": found.label, "stale": found.stale}
        _print_json({"ok": True, **about, **dates, **extra})
        return
    rows: dict[str, object] = {
        "version": found.version,
        "issued": f"{found.issued:%Y-%m-%d %H:%M} UTC",
        "expires": f"{found.expires:%Y-%m-%d %H:%M} UTC" + (" (stale: get a newer one)" if found.stale else ""),
        "label": found.label,
        **extra,
    }
    for name, value in rows.items():
        typer.echo(f"{name + ':':<11}{value}")


@contextlib.contextmanager
def _errors(*, as_json: bool) -> Iterator[None]:
    try:
        yield
    except RealdeskError as error:
        _fail(error, as_json=as_json)


def _fail(error: RealdeskError, *, as_json: bool) -> NoReturn:
    if as_json:
        _print_json({"ok": False, "code": error.code, "message": error.message, "hint": error.hint})
    else:
        for problem in error.problems if isinstance(error, RulesProblemsError) else ():
            typer.echo(str(problem), err=True)
        if said := error_headline(error):
            typer.echo(said, err=True)
        typer.echo(f"{error.message}\n{error.hint}", err=True)
    raise typer.Exit(1)


def _print_json(content: dict[str, Any]) -> None:
    typer.echo(json.dumps(content, ensure_ascii=False, sort_keys=True))
