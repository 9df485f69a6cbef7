"""Writer of the index: a verified ruleset becomes one file that the host only has to map.

Everything slow or large happens here, once an update: the Public Suffix List is read from tldextract's snapshot,
phrases are folded, look-alike tables are spread out.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

import msgspec

from realdesk.index import format as fmt
from realdesk.index.links import channel_url
from realdesk.ruleset.assurance import assurance_of
from realdesk.ruleset.model import SCHEMA, Channel, Evidence, Platform, Ruleset
from realdesk.text.normalise import fold, skeleton

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
_NEAR_MIN = 6
"""Labels shorter than this have too many ordinary neighbours for near-name matching."""
_COMPARED_DIGITS = 9


def compile_index(
    ruleset: Ruleset, *, version: int, issued: datetime, expires: datetime, label: str, bundle_sha256: str
) -> bytes:
    """Return the bytes of the index file for ``ruleset``; the same input gives the same bytes."""
    platforms = sorted(ruleset.platforms, key=lambda platform: platform.id)
    core = msgspec.msgpack.encode(_core(ruleset, platforms))
    records = [msgspec.msgpack.encode(_record(platform)) for platform in platforms]
    spans = []
    offset = len(core)
    for record in records:
        spans.append((offset, len(record)))
        offset += len(record)
    payload = core + b"".join(records)
    header = msgspec.msgpack.encode(
        fmt.Header(
            digest=fmt.digest_of(payload),
            bundle_sha256=bundle_sha256,
            schema=SCHEMA,
            version=version,
            issued=int(issued.timestamp()),
            expires=int(expires.timestamp()),
            label=label,
            core_length=len(core),
            platform_spans=tuple(spans),
        )
    )
    return fmt.PREFIX.pack(fmt.MAGIC, fmt.FORMAT, len(header)) + header + payload


def _core(ruleset: Ruleset, platforms: list[Platform]) -> fmt.Core:
    letters = {char: letter for letter, chars in ruleset.confusables.letters.items() for char in chars}
    table = str.maketrans(letters)
    brands = [
        fmt.BrandEntry(
            brand.label,
            number,
            brand.ambiguous,
            skeleton(brand.label, table, ruleset.confusables.pairs),
            brand.support_suffices,
        )
        for number, platform in enumerate(platforms)
        for brand in platform.brands
    ]
    policy = {
        code: fmt.PolicyEntry(signal.weight, signal.requires, signal.level)
        for code, signal in ruleset.policy.signals.items()
    }
    words = ruleset.host_words
    return fmt.Core(
        suffixes="\n".join(_suffix_rules()),
        platforms=tuple(platform.id for platform in platforms),
        hosts=_hosts(platforms),
        contacts=_contacts(platforms),
        coverage=tuple({k: v for k, v in platform.coverage.items() if v != "partial"} for platform in platforms),
        brands=tuple(brands),
        deletions=_deletions(brands),
        names=tuple(_names(platforms)),
        phrases=_phrases(ruleset),
        host_words={"support": words.support, "account": words.account, "neutral": words.neutral},
        shared_hosts={shared.host: shared.path for shared in ruleset.shared_hosts.hosts},
        confusables=letters,
        confusable_pairs=dict(ruleset.confusables.pairs),
        policy=policy,
        caution=ruleset.policy.levels.caution,
        danger=ruleset.policy.levels.danger,
    )


def _suffix_rules() -> list[str]:
    import tldextract  # noqa: PLC0415 - 0.3 s, and only needed to compile

    rules = set()
    extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
    for rule in extract.tlds:
        mark = "!" if rule.startswith("!") else "*." if rule.startswith("*.") else ""
        rules.add(mark + _a_label(rule[len(mark) :]))
    return sorted(rules)


def _a_label(name: str) -> str:
    if name.isascii():
        return name
    return ".".join(
        label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii") for label in name.split(".")
    )


def _hosts(platforms: list[Platform]) -> dict[str, tuple[fmt.Owner, ...]]:
    owners: dict[str, list[fmt.Owner]] = defaultdict(list)
    for number, platform in enumerate(platforms):
        for domain in platform.domains:
            owner = fmt.Owner(number, assurance_of(domain.evidence), domain.use, domain.scope == "exact")
            owners[domain.host].append(owner)
    return {host: tuple(found) for host, found in sorted(owners.items())}


def _contacts(platforms: list[Platform]) -> dict[str, dict[str, tuple[fmt.Owner, ...]]]:
    contacts: dict[str, dict[str, list[fmt.Owner]]] = defaultdict(lambda: defaultdict(list))
    for number, platform in enumerate(platforms):
        for channel in platform.channels:
            use = "former" if channel.former else channel.purpose
            owner = fmt.Owner(number, assurance_of(channel.evidence), use)
            contacts[channel.type][contact_key(channel.type, channel.value)].append(owner)
    return {
        kind: {value: tuple(owners) for value, owners in sorted(values.items())}
        for kind, values in sorted(contacts.items())
    }


def contact_key(kind: str, value: str) -> str:
    """Return the form of a contact under which the index holds it."""
    if kind == "phone":
        return "".join(c for c in value if c.isdigit())[-_COMPARED_DIGITS:]
    return value.lower().removeprefix("r/") if kind == "reddit" else value.lower()


def _deletions(brands: list[fmt.BrandEntry]) -> dict[str, tuple[int, ...]]:
    table: dict[str, set[int]] = defaultdict(set)
    for number, brand in enumerate(brands):
        if len(brand.label) < _NEAR_MIN:
            continue
        for form in {brand.label, brand.skeleton}:
            table[form].add(number)
            for cut in range(len(form)):
                table[form[:cut] + form[cut + 1 :]].add(number)
    return {form: tuple(sorted(numbers)) for form, numbers in sorted(table.items())}


def _names(platforms: list[Platform]) -> Iterable[fmt.NameEntry]:
    for number, platform in enumerate(platforms):
        ambiguous = {brand.label for brand in platform.brands if brand.ambiguous}
        names = {fold(name) for names in platform.names.values() for name in names}
        names |= {fold(name) for name in platform.former_names}
        for name in sorted(names):
            yield fmt.NameEntry(name, number, name in ambiguous)


def _phrases(ruleset: Ruleset) -> dict[str, tuple[str, ...]]:
    classes: dict[str, set[str]] = defaultdict(set)
    for language in ruleset.phrases:
        for name, phrases in language.classes.items():
            classes[name].update(fold(phrase) for phrase in phrases)
    return {name: tuple(sorted(phrases)) for name, phrases in sorted(classes.items())}


def _record(platform: Platform) -> fmt.PlatformRecord:
    channels = [
        _channel(channel) for channel in platform.channels if not channel.former and channel.purpose in _SHOWN_PURPOSES
    ]
    return fmt.PlatformRecord(
        id=platform.id,
        status=platform.status,
        names={language: names[0] for language, names in sorted(platform.names.items()) if names},
        channels=tuple(channels),
        statements=tuple(
            dict.fromkeys(s.code for s in platform.statements if assurance_of(s.evidence) in fmt.OFFICIAL | {"listed"})
        ),
        coverage=dict(sorted(platform.coverage.items())),
        checked=platform.checked.isoformat(),
    )


def _channel(channel: Channel) -> fmt.ChannelRecord:
    shown = _best(channel.evidence)
    return fmt.ChannelRecord(
        type=channel.type,
        value=channel.value,
        purpose=channel.purpose,
        assurance=assurance_of(channel.evidence),
        url=channel_url(channel.type, channel.value),
        evidence_url=shown.at if shown and (shown.at or "").startswith("https://") else None,
        evidence_date=shown.seen.isoformat() if shown and shown.seen else None,
        region=channel.region,
        languages=channel.languages,
        hours=channel.hours,
        dm=channel.dm,
    )


def _best(evidence: Iterable[Evidence]) -> Evidence | None:
    order = ("own_page", "own_repository", "own_scope", "maintained_list", "footer_copy", "third_party")
    ranked = sorted((e for e in evidence if e.kind in order), key=lambda e: order.index(e.kind))
    return ranked[0] if ranked else None


def bundle_digest(bundle: bytes) -> str:
    """Return the hash by which an index names the bundle it was made from."""
    return hashlib.sha256(bundle).hexdigest()
