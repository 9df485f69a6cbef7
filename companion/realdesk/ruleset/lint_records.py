"""Checks of one record by itself: evidence, host, channel, brand, policy and the small files."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable

from realdesk.ruleset import lint_values
from realdesk.ruleset.assurance import INDEPENDENT_LISTS
from realdesk.ruleset.lint_structure import Checks
from realdesk.ruleset.model import (
    SCHEMA,
    Brand,
    Channel,
    ChatModel,
    Confusables,
    Domain,
    Evidence,
    HostWords,
    Phrases,
    Policy,
    SharedHosts,
    SignalPolicy,
    Statement,
)
from realdesk.ruleset.problems import Path, Report

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")
_REGION = re.compile(r"[A-Z]{2}")


def fault(found: lint_values.Fault | None, path: Path, report: Report) -> None:
    """Report ``found``, if it is anything, at ``path``."""
    if found is not None:
        report.add(path, *found)


def schema(found: int, report: Report) -> None:
    """Check the version of a file's format."""
    if found != SCHEMA:
        report.add(("schema",), f"schema {found} is not known", f"write schema = {SCHEMA}")


def repeated(values: Iterable[str], path: Path, report: Report) -> None:
    """Report empty texts, and those that stand in a list twice."""
    seen: set[str] = set()
    for at, value in enumerate(values):
        if not value.strip() or value != value.strip():
            report.add((*path, at), f"{value!r} is empty or has spaces around it", "write the text alone")
        if value in seen:
            report.add((*path, at), f"{value!r} is listed twice", "remove one of the two")
        seen.add(value)


def languages(tags: Iterable[str], path: Path, report: Report) -> None:
    """Check language tags."""
    for tag in tags:
        if not LANGUAGE.fullmatch(tag):
            report.add(path, f"{tag!r} is not a language tag", "write it like 'en', 'zh-Hans' or 'pt-BR'")


def _evidence(item: Evidence, path: Path, report: Report) -> None:
    if item.kind == "unpublished":
        if item.at is not None:
            report.add((*path, "at"), "'unpublished' has an address", "remove 'at', or choose the kind it proves")
    elif item.at is None:
        report.add((*path, "at"), f"{item.kind!r} has no address", "add 'at', an address that anyone can open")
    else:
        fault(lint_values.evidence_url(item.at), (*path, "at"), report)
    known = ", ".join(sorted(INDEPENDENT_LISTS))
    if item.kind == "maintained_list" and item.list not in INDEPENDENT_LISTS:
        named = "no list is named" if item.list is None else f"{item.list!r} is not a known list"
        report.add((*path, "list"), named, f'use one of: {known}; any other list is kind = "third_party"')
    if item.kind != "maintained_list" and item.list is not None:
        report.add((*path, "list"), f"{item.kind!r} names a list", "remove 'list', or write kind = \"maintained_list\"")


def _has_evidence(evidence: tuple[Evidence, ...], path: Path, report: Report) -> None:
    if not evidence:
        report.add((*path, "evidence"), "there is no evidence", 'name a source, or write kind = "unpublished"')


def _brand(brand: Brand, path: Path, report: Report) -> None:
    if not re.fullmatch(r"[a-z0-9]+", brand.label):
        hint = "write lower-case letters and digits only, as the name appears in a host name"
        report.add((*path, "label"), f"{brand.label!r} is not a label", hint)


def _domain(domain: Domain, path: Path, report: Report) -> None:
    _has_evidence(domain.evidence, path, report)
    found = lint_values.host(domain.host)
    if found is None and domain.scope == "registrable":
        found = lint_values.registrable(domain.host)
    fault(found, (*path, "host"), report)


def check_channel(channel: Channel, path: Path, report: Report) -> None:
    """Check one contact point."""
    _has_evidence(channel.evidence, path, report)
    fault(lint_values.channel(channel.type, channel.value), (*path, "value"), report)
    languages(channel.languages, (*path, "languages"), report)
    if channel.region is not None and not _REGION.fullmatch(channel.region):
        hint = "write two capitals, as in 'US' or 'EU'; anything else belongs into 'note'"
        report.add((*path, "region"), f"{channel.region!r} is not a region", hint)
    if channel.numeric_id is not None and not re.fullmatch(r"-?[0-9]{1,20}", channel.numeric_id):
        report.add((*path, "numeric_id"), f"{channel.numeric_id!r} is not a number", "write the digits in quotes")
    if channel.valid_from and channel.valid_until and channel.valid_from > channel.valid_until:
        report.add((*path, "valid_until"), "lies before 'valid_from'", "exchange the two dates")


def _statement(statement: Statement, path: Path, report: Report) -> None:
    _has_evidence(statement.evidence, path, report)


def _phrases(phrases: Phrases, _path: Path, report: Report) -> None:
    schema(phrases.schema, report)
    languages([phrases.lang], ("lang",), report)
    for name, items in phrases.classes.items():
        repeated(items, ("classes", name), report)


def _host_words(words: HostWords, _path: Path, report: Report) -> None:
    schema(words.schema, report)
    owner: dict[str, str] = {}
    for name in ("support", "account", "bait", "address", "neutral", "infrastructure", "ordinary"):
        for at, word in enumerate(getattr(words, name)):
            if not re.fullmatch(r"[a-z0-9]+", word):
                report.add((name, at), f"{word!r} is not a host word", "write lower-case letters and digits only")
            if word in owner:
                report.add((name, at), f"{word!r} is listed twice (in {owner[word]!r} too)", "remove one of the two")
            owner[word] = name
    for name in ("delivery", "code_hosting", "free_mail", "collectors"):
        for at, host in enumerate(getattr(words, name)):
            fault(lint_values.host(host), (name, at), report)
    for at, suffix in enumerate(words.risky_suffixes):
        if not re.fullmatch(r"[a-z0-9-]+", suffix):
            report.add(
                ("risky_suffixes", at), f"{suffix!r} is not a last label", "write it in lower case, without dots"
            )
    repeated(words.risky_suffixes, ("risky_suffixes",), report)


def _shared_hosts(shared: SharedHosts, _path: Path, report: Report) -> None:
    schema(shared.schema, report)
    seen = set()
    for at, item in enumerate(shared.hosts):
        fault(lint_values.host(item.host), ("hosts", at, "host"), report)
        if item.host in seen:
            report.add(("hosts", at, "host"), f"{item.host!r} is listed twice", "remove one of the two")
        seen.add(item.host)


def _signal(signal: SignalPolicy, path: Path, report: Report) -> None:
    if not 0 <= signal.weight <= 1:
        report.add((*path, "weight"), f"{signal.weight} is not between 0 and 1", "write a weight from 0 to 1")
    if signal.always and signal.level != "danger":
        hint = 'add level = "danger", or remove always: what is only not listed may be silenced'
        report.add((*path, "always"), "is set for a code that contradicts nothing", hint)


def _policy(policy: Policy, _path: Path, report: Report) -> None:
    schema(policy.schema, report)
    levels = policy.levels
    if not 0 < levels.caution < levels.danger <= 100:
        hint = "write 0 < caution < danger <= 100"
        report.add(("levels",), f"caution {levels.caution} and danger {levels.danger} are not in order", hint)
    for code, signal in policy.signals.items():
        for at, needed in enumerate(signal.requires):
            if needed not in policy.signals:
                hint = f"write a code that has its own [signals.{needed}], or remove it"
                report.add(("signals", code, "requires", at), f"{needed!r} is not a known code", hint)


def _confusables(table: Confusables, _path: Path, report: Report) -> None:
    schema(table.schema, report)
    for name, length in (("letters", 1), ("pairs", 2)):
        for key in getattr(table, name):
            if len(key) != length or not re.fullmatch(r"[a-z0-9]+", key):
                what = "one letter" if length == 1 else "two letters"
                report.add((name, key), f"{key!r} is not {what}", f"write {what} of a-z or 0-9 as the key")


def _chat_model(model: ChatModel, _path: Path, report: Report) -> None:
    schema(model.schema, report)
    again = "make the file again with tests/eval/train_chat.py"
    try:
        size = len(base64.b85decode(model.weights))
    except ValueError:
        report.add(("weights",), "is not base 85", again)
        return
    if not 2 <= size <= MAX_BUCKETS or size & (size - 1):
        report.add(("weights",), f"holds {size} weights, not a power of two up to {MAX_BUCKETS}", again)
    if not 0 < model.likely < model.sure:
        report.add(
            ("sure",), f"likely {model.likely} and sure {model.sure} are not in order", "write 0 < likely < sure"
        )
    elif model.together < model.likely:
        report.add(("together",), f"{model.together} is below likely", "write at least as much as likely")
    if not 0 < model.scale <= 1:
        report.add(("scale",), f"{model.scale} is not between 0 and 1", again)


MAX_BUCKETS = 65_536
"""Weights of the model of messages: 80 KB of text."""

RECORD_CHECKS: Checks = {
    ChatModel: _chat_model,
    Evidence: _evidence,
    Brand: _brand,
    Domain: _domain,
    Channel: check_channel,
    Statement: _statement,
    Phrases: _phrases,
    HostWords: _host_words,
    SharedHosts: _shared_hosts,
    SignalPolicy: _signal,
    Policy: _policy,
    Confusables: _confusables,
}
"""Run on every record of these kinds as soon as it is complete."""
