"""Answers on what the ruleset lists: platforms, regulators and their contacts."""

from __future__ import annotations

from realdesk.errors import ProtocolError
from realdesk.index.format import PlatformRecord, RegulatorRecord
from realdesk.index.reader import Index
from realdesk.lookup.search import everything, search
from realdesk.protocol import ContactsResult, Found, PlatformsResult, RegulatorResult
from realdesk.verdict import to_message


def contacts(platform: str, index: Index) -> ContactsResult:
    """Return the contacts of ``platform``.

    Raises:
        ProtocolError: ``unknown_platform``.
    """
    number = index.number.get(platform)
    if number is None:
        raise ProtocolError(
            "unknown_platform",
            f"No platform {platform[:40]!r} in the ruleset.",
            hint="Use the id of a file in rules/platforms.",
        )
    record = index.platform(number)
    return ContactsResult(
        platform=record.id,
        names=record.names,
        status=record.status,
        channels=tuple(to_message(channel) for channel in record.channels),
        statements=record.statements,
        coverage=record.coverage,
        checked=record.checked,
        stale=index.stale(),
        former=record.spoken.former,
        steps=record.steps,
    )


def regulator(name: str, index: Index) -> RegulatorResult:
    """Return whom to turn to at the regulator with the id ``name``.

    Raises:
        ProtocolError: ``unknown_regulator``.
    """
    if name not in index.core.regulators:
        raise ProtocolError(
            "unknown_regulator",
            f"No regulator {name[:40]!r} in the ruleset.",
            hint="Use the id of a file in rules/regulators.",
        )
    record = index.regulator(index.core.regulators.index(name))
    return RegulatorResult(
        regulator=record.id,
        kind=record.kind,
        names=record.names,
        status=record.status,
        country=record.country,
        takes=record.takes,
        channels=tuple(to_message(channel) for channel in (*record.sites, *record.channels)),
        checked=record.checked,
        stale=index.stale(),
        former=record.spoken.former,
    )


def platforms(text: str, index: Index) -> PlatformsResult:
    """Return the platforms and regulators that fit ``text``, or all of them for an empty one."""
    records = [record for record, _ in search(text, index)] if text.strip() else everything(index)
    return PlatformsResult(tuple(_found(record) for record in records), index.stale())


def _found(record: PlatformRecord | RegulatorRecord) -> Found:
    spoken = record.spoken
    return Found(
        id=record.id,
        status=record.status,
        names=record.names,
        aliases=spoken.aliases,
        former=spoken.former,
        tickers=spoken.tickers,
        pinyin=spoken.pinyin,
        country=record.country if isinstance(record, RegulatorRecord) else None,
        places=spoken.places,
    )
