"""Who holds which host and contact: tables in which every look-up is one access."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from realdesk.entities import dialling, phones
from realdesk.entities.accounts import PAGES, key, of_url, page_keys
from realdesk.index import format as fmt
from realdesk.index.compile_records import is_former, ordered
from realdesk.ruleset.assurance import assurance_of
from realdesk.ruleset.model import Channel, Platform, Regulator

Entry = Platform | Regulator
Owners = dict[str, tuple[fmt.Owner, ...]]


class Phones(NamedTuple):
    """``forms``: digits as dialled to E.164. ``regions``: countries of the listed numbers."""

    forms: dict[str, tuple[str, ...]]
    regions: tuple[str, ...]


def host_owners(entries: Sequence[Entry]) -> Owners:
    """Return host to owners; an owner's ``platform`` is the position in ``entries``."""
    owners: dict[str, list[fmt.Owner]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for domain in entry.domains:
            owner = fmt.Owner(number, assurance_of(domain.evidence), domain.use, domain.scope == "exact")
            owners[domain.host].append(owner)
    return {host: tuple(found) for host, found in sorted(owners.items())}


def contact_owners(entries: Sequence[Entry], today: date) -> dict[str, Owners]:
    """Return contact type to key to owners, as ``Core.contacts`` holds them."""
    contacts: dict[str, dict[str, list[fmt.Owner]]] = defaultdict(lambda: defaultdict(list))
    for number, entry in enumerate(entries):
        shown, others = ordered(entry.channels, today)
        for position, channel in enumerate((*shown, *others)):
            use = "former" if is_former(channel, today) else channel.purpose
            owner = fmt.Owner(number, assurance_of(channel.evidence), use, channel=position)
            for kind, name in dict.fromkeys(_keys(channel)):
                contacts[kind][name].append(owner)
    return {
        kind: {value: tuple(owners) for value, owners in sorted(values.items())}
        for kind, values in sorted(contacts.items())
    }


def _keys(channel: Channel) -> Iterator[tuple[str, str]]:
    """Yield (table, key) under which a channel is found."""
    kind, value = channel.type, channel.value
    if kind == "in_app":
        return
    if kind in PAGES:
        parts = urlsplit(value)
        yield "url", page_keys(parts.netloc, unquote(parts.path), parts.query)[0]
        account = of_url(value)
        if account is not None and account.type in _WHOLE:
            yield account.type, account.value
        return
    if kind == "phone":
        yield "e164", key(kind, value)
        yield kind, phones.key(value)
        return
    yield kind, key(kind, value)
    if kind == "whatsapp":
        yield kind, key(kind, value).lstrip("+")
    if channel.numeric_id is not None:
        yield kind, "id:" + channel.numeric_id


_WHOLE = frozenset({"discord", "telegram", "telegram_invite", "line", "line_invite", "kakao", "kakao_invite", "whatsapp"}
                   | {"whatsapp_channel", "whatsapp_invite", "whatsapp_code", "wecom_kf", "form", "qq"})  # fmt: skip
"""Networks of which a page in the rules stands for the account itself; a repository's page is not its owner."""


def phone_table(entries: Iterable[Entry]) -> Phones:
    """Return how the listed numbers are dialled."""
    numbers = sorted({c.value for entry in entries for c in entry.channels if c.type == "phone"})
    forms: dict[str, list[str]] = defaultdict(list)
    for number in numbers:
        for form in dialling.national_forms(number):
            forms[form].append(number)
    regions = {dialling.region_of(number) for number in numbers if number.startswith("+")}
    return Phones(
        {form: tuple(found) for form, found in sorted(forms.items())},
        tuple(sorted(region for region in regions if region)),
    )
