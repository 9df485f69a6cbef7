"""The directory that the extension carries: the contacts of every platform and authority, for when there is no companion.

It is made from the rules alone, so the same rules give the same bytes. One of them stands on one line, so that a
change of one is a change of one line. ``extension/types/directory.d.ts`` describes the same fields for the extension.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from realdesk import paths
from realdesk.errors import RulesError
from realdesk.files import write_atomically
from realdesk.index.compile_records import platform_record, regulator_record
from realdesk.index.format import ChannelRecord, PlatformRecord, RegulatorRecord
from realdesk.ruleset.model import Ruleset

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
    pinyin: tuple[str, ...] = ()
    channels: tuple[Contact, ...] = ()
    statements: tuple[str, ...] = ()
    coverage: dict[str, str] = {}
    steps: dict[str, tuple[str, ...]] = {}


class Authority(msgspec.Struct, frozen=True, omit_defaults=True):
    """One regulator, complaint body, police office or helpline."""

    id: str
    kind: str
    status: str
    checked: str
    country: str
    names: dict[str, str]
    takes: dict[str, str]
    """Language tag to one sentence on what it takes on."""
    aliases: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    pinyin: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    """Names of its country, and the code."""
    channels: tuple[Contact, ...] = ()
    """Its web sites (type ``website``) first."""


def build_directory(ruleset: Ruleset) -> bytes:
    """Return ``directory.json`` for ``ruleset``: UTF-8 JSON, platforms and regulators by id."""
    platforms = sorted(ruleset.platforms, key=lambda platform: platform.id)
    regulators = sorted(ruleset.regulators, key=lambda regulator: regulator.id)
    # The day of the newest check and not today's: time alone must not change the file.
    days = [*(platform.checked for platform in platforms), *(regulator.checked for regulator in regulators)]
    checked = max(days, default=date.min)
    sections = {
        "platforms": [msgspec.json.encode(_entry(platform_record(platform, checked))) for platform in platforms],
        "regulators": [msgspec.json.encode(_authority(regulator_record(one, checked))) for one in regulators],
    }
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


def _entry(record: PlatformRecord) -> Entry:
    return Entry(
        id=record.id,
        status=record.status,
        checked=record.checked,
        names=record.names,
        aliases=record.spoken.aliases,
        former=record.spoken.former,
        tickers=record.spoken.tickers,
        pinyin=record.spoken.pinyin,
        channels=tuple(_contact(channel) for channel in record.channels),
        statements=record.statements,
        coverage={kind: said for kind, said in record.coverage.items() if said != "partial"},
        steps=record.steps,
    )


def _authority(record: RegulatorRecord) -> Authority:
    return Authority(
        id=record.id,
        kind=record.kind,
        status=record.status,
        checked=record.checked,
        country=record.country,
        names=record.names,
        takes=record.takes,
        aliases=record.spoken.aliases,
        former=record.spoken.former,
        pinyin=record.spoken.pinyin,
        places=record.spoken.places,
        channels=tuple(_contact(channel) for channel in (*record.sites, *record.channels)),
    )


def _contact(channel: ChannelRecord) -> Contact:
    return Contact(**{name: getattr(channel, name) for name in Contact.__struct_fields__})
