"""Writer of the index: a verified ruleset becomes one file that the host only has to map.

Everything slow or large happens here, once an update: the Public Suffix List is read from tldextract's snapshot,
phrases are folded, look-alike tables are spread out.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.resources
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from realdesk.index import compile_names
from realdesk.index import format as fmt
from realdesk.index.compile_accounts import platforms_of
from realdesk.index.compile_contacts import contact_owners, host_owners, phone_table
from realdesk.index.compile_records import platform_record, regulator_record
from realdesk.index.compile_surfaces import surfaces_record
from realdesk.ruleset.model import SCHEMA, ChatModel, ChatSlots, Platform, Regulator, Ruleset
from realdesk.text.folding import Folding
from realdesk.text.normalise import fold


def compile_index(
    ruleset: Ruleset, *, version: int, issued: datetime, expires: datetime, label: str, bundle_sha256: str
) -> bytes:
    """Return the bytes of the index file for ``ruleset``; the same input gives the same bytes."""
    today = issued.astimezone(UTC).date()
    desks = sorted(ruleset.platforms, key=lambda platform: platform.id)
    platforms = [*desks, *platforms_of(ruleset.accounts)]
    regulators = sorted(ruleset.regulators, key=lambda regulator: regulator.id)
    core = msgspec.msgpack.encode(_core(ruleset, platforms, len(desks), regulators, today))
    records = [msgspec.msgpack.encode(platform_record(platform, today)) for platform in platforms]
    records += [msgspec.msgpack.encode(regulator_record(regulator, today)) for regulator in regulators]
    records.append(surfaces_record(ruleset))
    spans = _spans(records, len(core))
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
            platform_spans=spans[: len(platforms)],
            regulator_spans=spans[len(platforms) : -1],
            surfaces_span=spans[-1],
        )
    )
    return fmt.PREFIX.pack(fmt.MAGIC, fmt.FORMAT, len(header)) + header + payload


def _spans(records: Iterable[bytes], offset: int) -> tuple[tuple[int, int], ...]:
    spans = []
    for record in records:
        spans.append((offset, len(record)))
        offset += len(record)
    return tuple(spans)


def _core(
    ruleset: Ruleset, platforms: list[Platform], desks: int, regulators: list[Regulator], today: date
) -> fmt.Core:
    suffixes = _suffix_rules(private=True)
    simplified = _simplified()
    simplify = Folding({}, simplified, ()).simplify
    brands = compile_names.brand_entries(platforms, ruleset.confusables)
    phones = phone_table([*platforms, *regulators])
    policy = {
        code: fmt.PolicyEntry(signal.weight, signal.requires, signal.level, signal.always)
        for code, signal in ruleset.policy.signals.items()
    }
    words = ruleset.host_words
    return fmt.Core(
        suffixes="\n".join(suffixes),
        free_suffixes=tuple(sorted(set(suffixes) - set(_suffix_rules(private=False)))),
        platforms=tuple(platform.id for platform in platforms),
        hosts=host_owners(platforms),
        contacts=contact_owners(platforms, today),
        phone_forms=phones.forms,
        phone_regions=phones.regions,
        aliases=compile_names.aliases(platforms),
        coverage=tuple({k: v for k, v in platform.coverage.items() if v != "partial"} for platform in platforms),
        brands=brands,
        # People are spoken of wherever there is news: only names of desks are looked for in texts.
        names=tuple(compile_names.names(platforms[:desks], simplify)),
        phrases=_phrases(ruleset, simplify),
        host_words={name: getattr(words, name) for name in compile_names.HOST_WORDS},
        risky_suffixes=words.risky_suffixes,
        delivery=words.delivery,
        code_hosting=words.code_hosting,
        free_mail=words.free_mail,
        shared_hosts={shared.host: shared.path for shared in ruleset.shared_hosts.hosts},
        confusables={char: letter for letter, chars in ruleset.confusables.letters.items() for char in chars},
        confusable_pairs=dict(ruleset.confusables.pairs),
        simplified=simplified,
        words=compile_names.disguised_words(ruleset.phrases),
        policy=policy,
        caution=ruleset.policy.levels.caution,
        danger=ruleset.policy.levels.danger,
        regulators=tuple(regulator.id for regulator in regulators),
        countries=_countries(regulators),
        regulator_aliases=compile_names.regulator_aliases(regulators),
        regulator_hosts=host_owners(regulators),
        regulator_contacts=contact_owners(regulators, today),
        chat_model=_chat_model(ruleset.chat_model),
        chat_slots=_chat_slots(ruleset.chat_slots),
        desks=desks,
        feeds=tuple(fmt.FeedRecord(**msgspec.structs.asdict(feed)) for feed in ruleset.feeds.feeds),
    )


def _chat_model(model: ChatModel) -> fmt.ChatModel:
    fields: dict[str, Any] = msgspec.structs.asdict(model)
    del fields["schema"]
    return fmt.ChatModel(**fields | {"weights": base64.b85decode(model.weights)})


def _chat_slots(slots: ChatSlots) -> fmt.ChatSlots:
    reasons = tuple(fmt.ChatReason(**msgspec.structs.asdict(reason)) for reason in slots.reasons)
    courses = tuple(fmt.ChatCourse(**msgspec.structs.asdict(course)) for course in slots.courses)
    return fmt.ChatSlots(slots.address_reach, reasons, courses, slots.leans)


def _suffix_rules(*, private: bool) -> list[str]:
    import tldextract  # noqa: PLC0415 - 0.3 s, and only needed to compile

    rules = set()
    extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=private)
    for rule in extract.tlds:
        mark = "!" if rule.startswith("!") else "*." if rule.startswith("*.") else ""
        rules.add(mark + _a_label(rule[len(mark) :]))
    return sorted(rules)


def _simplified() -> dict[str, str]:
    """Return traditional characters to simplified ones, from OpenCC's table."""
    table = importlib.resources.files("opencc") / "dictionary" / "TSCharacters.txt"
    pairs = (line.split("\t") for line in table.read_text("utf-8").splitlines() if "\t" in line)
    choices = ((old, new.split()[0]) for old, new in pairs)
    return {old: new for old, new in choices if len(old) == len(new) == 1 and old != new}


def _a_label(name: str) -> str:
    if name.isascii():
        return name
    return ".".join(
        label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii") for label in name.split(".")
    )


def _countries(regulators: list[Regulator]) -> dict[str, tuple[int, ...]]:
    countries: dict[str, list[int]] = defaultdict(list)
    for number, regulator in enumerate(regulators):
        countries[regulator.country].append(number)
    return {country: tuple(numbers) for country, numbers in sorted(countries.items())}


def _phrases(ruleset: Ruleset, simplify: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    classes: dict[str, set[str]] = defaultdict(set)
    for language in ruleset.phrases:
        for name, phrases in language.classes.items():
            classes[name].update(simplify(fold(phrase)) for phrase in phrases)
    return {name: tuple(sorted(phrases)) for name, phrases in sorted(classes.items())}


def bundle_digest(bundle: bytes) -> str:
    """Return the hash by which an index names the bundle it was made from."""
    return hashlib.sha256(bundle).hexdigest()
