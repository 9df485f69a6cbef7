"""The directory that the extension carries: the contacts of every platform, for when there is no companion.

It is made from the rules alone, so the same rules give the same bytes. One platform stands on one line, so that a
change of one is a change of one line. ``extension/types/directory.d.ts`` describes the same fields for the extension.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from realdesk import paths
from realdesk.errors import RulesError
from realdesk.files import write_atomically
from realdesk.index.compile_records import platform_record
from realdesk.index.format import ChannelRecord
from realdesk.ruleset.model import Platform, Ruleset

SCHEMA = 1
"""Version of the file's format; the extension refuses any other."""
NAME = "data/directory.json"
"""Place of the file in the extension."""


class Contact(msgspec.Struct, frozen=True, omit_defaults=True):
    """A channel as the protocol's ``OfficialChannel`` has it; ``test_directory`` holds both to the same fields."""

    type: str
    value: str
    purpose: str
    assurance: str
    url: str | None = None
    evidence_url: str | None = None
    evidence_date: str | None = None
    region: str | None = None
    languages: tuple[str, ...] = ()
    hours: str | None = None
    dm: str | None = None


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One platform."""

    id: str
    status: str
    checked: str
    names: dict[str, str]
    """Language tag to the name that is shown."""
    aliases: tuple[str, ...] = ()
    """Further names and protected labels, which the search knows."""
    former: tuple[str, ...] = ()
    tickers: tuple[str, ...] = ()
    channels: tuple[Contact, ...] = ()
    statements: tuple[str, ...] = ()
    coverage: dict[str, str] = {}
    steps: dict[str, tuple[str, ...]] = {}


def build_directory(ruleset: Ruleset) -> bytes:
    """Return ``directory.json`` for ``ruleset``: UTF-8 JSON, platforms by id."""
    platforms = sorted(ruleset.platforms, key=lambda platform: platform.id)
    # The day of the newest check and not today's: time alone must not change the file.
    checked = max((platform.checked for platform in platforms), default=date.min)
    sections = {"platforms": [msgspec.json.encode(_entry(platform, checked)) for platform in platforms]}
    head = f'{{"schema":{SCHEMA},"checked":"{checked.isoformat()}"'.encode()
    body = b"".join(
        b',\n"' + name.encode() + b'":[\n' + b",\n".join(lines) + b"\n]" for name, lines in sections.items()
    )
    return head + body + b"}\n"


def write_directory(ruleset: Ruleset, path: Path) -> bool:
    """Bring the file at ``path`` up to date and tell whether it changed."""
    data = build_directory(ruleset)
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, data, mode=0o644)
    return True


def check_directory(ruleset: Ruleset, path: Path) -> None:
    """Make sure that the file at ``path`` is what ``ruleset`` gives.

    Raises:
        RulesError: it is missing or from other rules.
    """
    if not path.is_file() or path.read_bytes() != build_directory(ruleset):
        raise RulesError(
            f"{path} does not fit the rules.", hint="Run `realdesk rules directory` and commit the file it writes."
        )


def default_path() -> Path:
    """Return where the extension in use has its directory."""
    return paths.extension_dir() / NAME


def _entry(platform: Platform, today: date) -> Entry:
    record = platform_record(platform, today)
    shown = set(record.names.values())
    known = [name for names in platform.names.values() for name in names] + [brand.label for brand in platform.brands]
    return Entry(
        id=record.id,
        status=record.status,
        checked=record.checked,
        names=record.names,
        aliases=tuple(dict.fromkeys(name for name in known if name not in shown | {platform.id})),
        former=platform.former_names,
        tickers=platform.tickers,
        channels=tuple(_contact(channel) for channel in record.channels),
        statements=record.statements,
        coverage={kind: said for kind, said in record.coverage.items() if said != "partial"},
        steps=dict(sorted(platform.steps.items())),
    )


def _contact(channel: ChannelRecord) -> Contact:
    return Contact(**{name: getattr(channel, name) for name in Contact.__struct_fields__})
