"""From signals to a verdict: level, score, reasons and the official channels to use instead."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime

import msgspec

from realdesk.entities.hosts import Host, parse
from realdesk.index.format import OFFICIAL, ChannelRecord, Owner, PlatformRecord, PolicyEntry
from realdesk.index.reader import Index
from realdesk.protocol import Level, OfficialChannel, Page, Reason, Verdict
from realdesk.scope import scope_of
from realdesk.scoring import counted, level_of, score_of, shares, urgency
from realdesk.signals import (
    account_page,
    address_tricks,
    authority,
    blocklisted,
    claim,
    embedded_desk,
    form_target,
    lookalike_host,
    nameless_desk,
    offered_blocklisted,
    offered_contact,
    pretexts,
    secrets,
    shared_host,
    verification_trap,
    wallet_repair,
)
from realdesk.signals.interface import Context, Finding, Signal

POSING: tuple[Signal, ...] = (lookalike_host.find, address_tricks.find, claim.find)
"""Signals that say which platform a page may be posing as."""
ASKING: tuple[Signal, ...] = (
    offered_contact.find,
    secrets.find,
    pretexts.find,
    nameless_desk.find,
    account_page.find,
    form_target.find,
    embedded_desk.find,
    authority.find,
    wallet_repair.find,
    verification_trap.find,
    shared_host.find,
    blocklisted.find,
    offered_blocklisted.find,
)
"""Signals that say what such a page wants."""

_HELPFUL = ("support", "verification", "phishing_report", "complaint")
_TYPES = ("help_center", "ticket", "in_app", "live_chat", "verify_page", "email", "phone", "x", "telegram")
_MOST_CHANNELS = 6
_MOST_OF_A_TYPE = 2
_NOWHERE = ("data:", "file:")
"""Pages that stand nowhere on the web: a file that was mailed, a document inside an address."""
_RANK: dict[Level, int] = {"official": 0, "none": 0, "unknown": 1, "caution": 2, "danger": 3}


def judge(page: Page, index: Index, *, now: float | None = None) -> Verdict:
    """Return the verdict on ``page`` at ``now`` (seconds since 1970; default: the clock)."""
    host = parse(page.url, index.suffixes)
    if host is None and page.url.startswith(_NOWHERE):
        host = Host("", "", "", "/")
    if host is None:
        return _nothing()
    stale = index.stale(time.time() if now is None else now)
    verdict = _judge(Context(page, host, index), stale=stale)
    return msgspec.structs.replace(verdict, scope=scope_of(page.url, host, index) if host.ascii else "")


def _judge(context: Context, *, stale: bool) -> Verdict:
    if any(owner.use != "former" for owner in context.owners):
        return _listed(context, context.host.unicode, context.owners, stale=stale)
    if context.form_owners:
        return _listed(context, context.host.unicode + context.host.path, context.form_owners, stale=stale)
    if context.account is not None and context.account_owners:
        place = context.host.unicode + context.host.path
        return _listed(context, place, context.account_owners, stale=stale)
    return _weigh(findings_of(context), context, stale=stale)


def findings_of(context: Context) -> list[Finding]:
    """Return what the signals say of a page that nobody lists, before anything is weighed."""
    if not context.page.frames:
        # An address alone: what needs text has nothing to look at.
        alone = (lookalike_host.find, address_tricks.find, shared_host.find, blocklisted.find)
        return [finding for signal in alone for finding in signal(context, frozenset())]
    posing = [finding for signal in POSING for finding in signal(context, frozenset())]
    # An address that hides where a page stands points to nobody.
    suspects = frozenset(finding.platform for finding in posing if finding.platform >= 0)
    return posing + [finding for signal in ASKING for finding in signal(context, suspects)]


def _nothing() -> Verdict:
    return Verdict("none", 0, None, {}, (), ())


def _listed(context: Context, place: str, owners: tuple[Owner, ...], *, stale: bool) -> Verdict:
    """Judge a page at a listed ``place`` (host, or the address of a form or account) by what the listing says; its content is not scored.

    A retired host (``former``) may be anybody's by now: its content is scored, only its name is no look-alike.
    """
    index = context.index
    owner = max(owners, key=lambda item: (item.use == "visit", item.assurance in OFFICIAL))
    record = index.platform(owner.platform)
    params = {"host": place}
    official = channels_of(record)
    if owner.use == "lost":
        return Verdict(
            "caution", index.core.caution, record.id, record.names, (Reason("former_domain", params),), official, stale
        )
    if owner.use == "mirror":
        return Verdict("unknown", 0, record.id, record.names, (Reason("mirror_seen", params),), official, stale)
    # A form has a purpose where a host has a use.
    if (owner.use != "visit" and owner.channel < 0) or owner.assurance == "reported":
        return _nothing()
    if owner.assurance not in OFFICIAL:
        reasons = (Reason("listed_by_third_parties", params),)
        return Verdict("none", 0, record.id, record.names, reasons, official, stale)
    reasons = (Reason("listed", params),)
    if stale:
        date = datetime.fromtimestamp(index.header.expires, UTC).date().isoformat()
        return Verdict(
            "unknown", 0, record.id, record.names, (*reasons, Reason("ruleset_stale", {"date": date})), official, stale
        )
    widget = embedded_desk.foreign(context, owner.platform)
    if widget is not None:
        # The page is the platform's, the chat in it may be anybody's: neither is to be called the official desk.
        said = Reason("widget_foreign", {"vendor": widget.vendor, "value": widget.tenant})
        return Verdict("unknown", 0, record.id, record.names, (*reasons, said), official, stale)
    return Verdict("official", 0, record.id, record.names, reasons, official, stale)


def _weigh(findings: list[Finding], context: Context, *, stale: bool) -> Verdict:
    """Choose the platform with the highest score and explain it."""
    if not findings:
        return Verdict("none", 0, None, {}, (), (), stale)
    platforms = {finding.platform for finding in findings if finding.platform >= 0} or {-1}
    verdicts = [_of_platform(findings, platform, context, stale=stale) for platform in sorted(platforms)]
    return max(verdicts, key=lambda verdict: (_RANK[verdict.level], verdict.score))


def _of_platform(findings: list[Finding], platform: int, context: Context, *, stale: bool) -> Verdict:
    index = context.index
    policy = index.core.policy
    relevant = [finding for finding in findings if finding.platform in {platform, -1}]
    codes = counted((finding.code for finding in relevant), policy)
    score = score_of(codes, policy)
    level = level_of(score, codes, index.core)
    if level == "none":
        return Verdict("none", score, None, {}, (), (), stale)
    # What speaks of a platform may have been too weak to count: then it is not named either.
    spoken_of = platform >= 0 and any(f.platform == platform and f.code in codes for f in relevant)
    record = index.platform(platform) if spoken_of else None
    return Verdict(
        level,
        score,
        record.id if record else None,
        record.names if record else {},
        reasons_of([finding for finding in relevant if finding.code in codes], policy),
        channels_of(record) if record else (),
        stale,
    )


def reasons_of(findings: list[Finding], policy: Mapping[str, PolicyEntry]) -> tuple[Reason, ...]:
    """Return ``findings`` as reasons with their share of the score, the most urgent first."""
    part = shares((finding.code for finding in findings), policy)
    ordered = sorted(findings, key=lambda finding: urgency(policy[finding.code]))
    return tuple(
        Reason(finding.code, dict(finding.params), policy[finding.code].always, part[finding.code])
        for finding in ordered
    )


def channels_of(record: PlatformRecord) -> tuple[OfficialChannel, ...]:
    """Return the official channels to use instead, most helpful first, each address once, two of a type at most."""
    useful = [c for c in record.channels if c.assurance in OFFICIAL and c.purpose in _HELPFUL]
    useful.sort(key=_helpfulness)
    chosen: dict[str, ChannelRecord] = {}
    for channel in useful:
        if sum(other.type == channel.type for other in chosen.values()) < _MOST_OF_A_TYPE:
            chosen.setdefault(channel.url or channel.value, channel)
    return tuple(to_message(channel) for channel in list(chosen.values())[:_MOST_CHANNELS])


def _helpfulness(channel: ChannelRecord) -> tuple[int, bool, int]:
    kind = _TYPES.index(channel.type) if channel.type in _TYPES else len(_TYPES)
    return _HELPFUL.index(channel.purpose), channel.region is not None, kind


def to_message(channel: ChannelRecord) -> OfficialChannel:
    """Return a channel as the protocol shows it."""
    return OfficialChannel(
        type=channel.type,
        value=channel.value,
        purpose=channel.purpose,
        assurance=channel.assurance,
        url=channel.url,
        evidence_url=channel.evidence_url,
        evidence_date=channel.evidence_date,
        region=channel.region,
        languages=channel.languages,
        hours=channel.hours,
        dm=channel.dm,
    )
