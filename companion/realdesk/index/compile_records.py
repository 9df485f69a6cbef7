"""The records of single platforms and regulators: what is shown of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from realdesk.index import format as fmt
from realdesk.index.compile_names import chinese
from realdesk.index.links import channel_url
from realdesk.index.pinyin import spellings
from realdesk.lookup.countries import names_of
from realdesk.ruleset.assurance import assurance_of
from realdesk.ruleset.model import Channel, Domain, Evidence, Platform, Regulator

_SHOWN_PURPOSES = frozenset(
    {
        "support",
        "phishing_report",
        "complaint",
        "verification",
        "status",
        "community",
        "announcements",
        "general",
        "app",
    }
)
"""Purposes that help somebody who looks for support; press, legal and the like are recognised but not shown."""


def is_former(channel: Channel, today: date) -> bool:
    """Tell whether a channel was given up, as it says itself or by its last day."""
    return channel.former or (channel.valid_until is not None and channel.valid_until < today)


def ordered(channels: Iterable[Channel], today: date) -> tuple[list[Channel], list[Channel]]:
    """Return the channels that are shown and the others, in the order in which records and owners number them."""
    shown: list[Channel] = []
    others: list[Channel] = []
    for channel in channels:
        helps = channel.purpose in _SHOWN_PURPOSES and not is_former(channel, today)
        (shown if helps else others).append(channel)
    return shown, others


def platform_record(platform: Platform, today: date) -> fmt.PlatformRecord:
    """Return the record of ``platform`` as of ``today``."""
    shown, others = ordered(platform.channels, today)
    return fmt.PlatformRecord(
        id=platform.id,
        status=platform.status,
        names=_first_names(platform.names),
        channels=tuple(_channel(channel, today) for channel in shown),
        statements=tuple(
            dict.fromkeys(s.code for s in platform.statements if assurance_of(s.evidence) in fmt.OFFICIAL | {"listed"})
        ),
        coverage=dict(sorted(platform.coverage.items())),
        checked=platform.checked.isoformat(),
        kind=platform.kind,
        others=tuple(_channel(channel, today) for channel in others),
        steps=dict(sorted(platform.steps.items())),
        escalation=platform.escalation,
        spoken=_spoken(platform, labels=tuple(brand.label for brand in platform.brands), tickers=platform.tickers),
    )


def regulator_record(regulator: Regulator, today: date) -> fmt.RegulatorRecord:
    """Return the record of ``regulator`` as of ``today``."""
    shown, others = ordered(regulator.channels, today)
    return fmt.RegulatorRecord(
        id=regulator.id,
        kind=regulator.kind,
        status=regulator.status,
        country=regulator.country,
        names=_first_names(regulator.names),
        takes=dict(sorted(regulator.takes.items())),
        domains=tuple(domain.host for domain in _visited(regulator.domains)),
        channels=tuple(_channel(channel, today) for channel in shown),
        others=tuple(_channel(channel, today) for channel in others),
        checked=regulator.checked.isoformat(),
        sites=tuple(_site(domain, _addresses(regulator)) for domain in _visited(regulator.domains)),
        spoken=_spoken(regulator, places=names_of(regulator.country, regulator.names)),
    )


def _first_names(names: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {language: found[0] for language, found in sorted(names.items()) if found}


def _spoken(
    entry: Platform | Regulator,
    *,
    labels: tuple[str, ...] = (),
    tickers: tuple[str, ...] = (),
    places: tuple[str, ...] = (),
) -> fmt.Spoken:
    shown = {entry.id, *_first_names(entry.names).values()}
    known = [*(name for names in entry.names.values() for name in names), *labels]
    return fmt.Spoken(
        aliases=tuple(dict.fromkeys(name for name in known if name not in shown)),
        former=entry.former_names,
        tickers=tickers,
        pinyin=spellings(chinese(entry)),
        places=places,
    )


def _visited(domains: Iterable[Domain]) -> list[Domain]:
    visited = [domain for domain in domains if domain.use == "visit"]
    return sorted(visited, key=lambda domain: fmt.RANK[assurance_of(domain.evidence)])


def _addresses(regulator: Regulator) -> str:
    """Return every address that the file names, one after the other."""
    evidence = [item.evidence for item in regulator.domains] + [item.evidence for item in regulator.channels]
    sources = [source.at or "" for found in evidence for source in found]
    return " ".join((*sources, *(channel.value for channel in regulator.channels), ""))


def _site(domain: Domain, known: str) -> fmt.ChannelRecord:
    """Return a host as a contact; ``known`` addresses tell whether its pages need ``www.``, without which some fail."""
    host = f"www.{domain.host}" if f"://www.{domain.host}" in known else domain.host
    address = f"https://{host}"
    where, day = _source(domain.evidence)
    return fmt.ChannelRecord(
        "website", address, "general", assurance_of(domain.evidence), address, where, day, None, (), None, None
    )


def _channel(channel: Channel, today: date) -> fmt.ChannelRecord:
    where, day = _source(channel.evidence)
    return fmt.ChannelRecord(
        type=channel.type,
        value=channel.value,
        purpose=channel.purpose,
        assurance=assurance_of(channel.evidence),
        url=channel_url(channel.type, channel.value),
        evidence_url=where,
        evidence_date=day,
        region=channel.region,
        languages=channel.languages,
        hours=channel.hours,
        dm=channel.dm,
        former=is_former(channel, today),
    )


def _source(evidence: Iterable[Evidence]) -> tuple[str | None, str | None]:
    """Return address and day of the best source, as far as there are any."""
    best = _best(evidence)
    if best is None:
        return None, None
    return best.at if (best.at or "").startswith("https://") else None, best.seen.isoformat() if best.seen else None


def _best(evidence: Iterable[Evidence]) -> Evidence | None:
    order = ("own_page", "own_repository", "own_scope", "maintained_list", "footer_copy", "third_party")
    ranked = sorted((e for e in evidence if e.kind in order), key=lambda e: order.index(e.kind))
    return ranked[0] if ranked else None
