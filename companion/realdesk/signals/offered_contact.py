"""Contacts that a page offers as a platform's and the platform does not list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from realdesk.entities import emails, handles, phones
from realdesk.entities.hosts import parse
from realdesk.index.reader import Index
from realdesk.signals.brand_match import tokens_of
from realdesk.signals.interface import HELPER_HEADS, Context, Finding
from realdesk.signals.zone import Zone
from realdesk.text.lazily import lazily
from realdesk.text.phrases import NAME, Hit

_NEAR = 90
"""Characters between a number and the word that says it is to be called."""
_WIDE = 160
_RIGHT_BEFORE = 5
"""Characters between "hotline" and a short number."""
_DATE = lazily(r"(?:19|20)[0-9]{2}[-./][01]?[0-9][-./][0-3]?[0-9](?![0-9])")
_STORY = 2
"""Words of what somebody said that make a page the story of a call."""
_APART = 1
"""Sentences that end between a contact and the word that calls it a fake."""
_BY_VOICE = frozenset({"phone", "handle", "whatsapp", "line", "kakao", "zalo", "viber"})
_ID = lazily(r"\s*(?:id|号|號|账号|帳號|number)?\s*[:=]\s*@?([a-z0-9][a-z0-9_.\-]{4,31})(?![a-z0-9@])")


def find(context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
    """Yield a finding for each kind of contact offered next to a platform and not on its list."""
    # A common word in a heading is nobody's name; where anybody may publish, whoever writes goes by another name.
    named = context.named if context.index.shared(context.host) else context.named_clearly
    platforms = suspects | named
    written = _written(context) if platforms else ()
    for platform in platforms:
        if context.sells and not _is_desk(context, platform):
            continue  # a shop's own number, for its own orders
        offered = list(_first_of_each(context, platform, written))
        yield from offered
        if any(finding.params[0][1] in _BY_VOICE for finding in offered) and _promises(context, platform):
            yield Finding("claims_contact", platform)


def _promises(context: Context, platform: int) -> bool:
    """Tell whether the page promises a way to reach the platform, and is no story and no question to others."""
    told = sum(len(zone.of("reported")) for zone in context.bodies)
    asked = any(zone.has("forum_question") for zone in context.heads[:HELPER_HEADS])
    doubted = told or any(zone.has("fake") for zone in context.bodies)
    return _tells_number(context, platform) and told < _STORY and not (asked and doubted)


def _tells_number(context: Context, platform: int) -> bool:
    """Tell whether title or first headings promise a way to reach the platform: its name and "phone" or "WhatsApp"."""
    return any(
        any(hit.platform == platform for hit in zone.of(NAME))
        and (zone.has("call") or zone.has("messenger"))
        and not zone.has("fake")
        for zone in context.heads[:HELPER_HEADS]
    )


def _is_desk(context: Context, platform: int) -> bool:
    """Tell whether title or headings name the platform together with a help desk."""
    return any(
        zone.has("support") and any(hit.kind == NAME and hit.platform == platform for hit in zone.hits)
        for zone in context.heads
    )


def _first_of_each(context: Context, platform: int, written: tuple[_Written, ...]) -> Iterator[Finding]:
    seen: set[str] = set()
    own = context.account.value if context.account else ""  # a profile's own name offers nothing
    for kind, key, shown in _offered(context, platform, written):
        if kind in seen or key in seen or key == own or _listed(context.index, kind, key):
            continue
        seen |= {kind, key}
        yield Finding(_code(context.index, platform, kind), platform, (("type", kind), ("value", shown[:80])))


def _code(index: Index, platform: int, kind: str) -> str:
    if index.core.coverage[platform].get(kind) == "none":
        return "contradicts_no_phone" if kind == "phone" else "contradicts_no_contact"
    return "contact_not_listed"


def _listed(index: Index, kind: str, key: str) -> bool:
    """Tell whether any platform lists the contact; a bare handle may be on any network.

    A value given up counts for nothing: somebody else may hold it now.
    """
    if kind == "handle":
        found = [values.get(key, ()) for values in index.core.contacts.values()]
    elif kind == "phone" and phones.MIN_HOTLINE <= len(key) < phones.MIN_DIGITS:
        # Listed with its country in front.
        found = [owners for number, owners in index.core.contacts.get(kind, {}).items() if number.endswith(key)]
    else:
        found = [index.core.contacts.get(kind, {}).get(key, ())]
    return any(owner.use != "former" for owners in found for owner in owners)


def _offered(context: Context, platform: int, written: tuple[_Written, ...]) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, key in the index, as shown) of contacts offered for ``platform``."""
    brands = [brand for brand in context.index.core.brands if brand.platform == platform]
    labels = tuple(brand.label for brand in brands)

    def carried(address: str) -> bool:
        # An ordinary word inside another ("krakentools") is nobody's name.
        return any(b.label in (tokens_of(address) if b.ambiguous else address) for b in brands)

    for link in context.links:
        yield from _of_link(context, link.href, labels)
    # So few digits are any shop's number where only the address resembles the platform's name.
    named = any(hit.kind == NAME and hit.platform == platform for zone in context.heads for hit in zone.hits)
    for found in written:
        zone = found.zone
        for number in (*found.phones, *(found.hotlines if named else ())):
            yield "phone", phones.key(number.digits), zone.text[number.start : number.end]
        for at, address in found.emails:
            free = address.rpartition("@")[2] in context.index.free_mail and _wanted(zone, at)
            if (free or carried(address)) and not _own_host(context, address):
                yield "email", emails.canonical(address), address
        for name in found.ids:
            yield "handle", name, name
        for handle in found.handles:
            if any(label in handle.name for label in labels) or _messenger(zone, handle.at):
                yield "handle", handle.name, "@" + handle.name


class _Written(msgspec.Struct, frozen=True):
    """The contacts in a zone, whosever they are said to be."""

    zone: Zone
    hotlines: tuple[phones.Phone, ...]
    phones: tuple[phones.Phone, ...]
    emails: list[tuple[int, str]]
    ids: tuple[str, ...]
    handles: list[handles.Handle]


def _written(context: Context) -> tuple[_Written, ...]:
    titles = tuple(zone for zone in context.heads if zone.place == "title")
    return tuple(
        _Written(
            zone,
            tuple(number for number in phones.hotlines(zone.text) if _is_called_there(zone, number)),
            tuple(number for number in phones.find(zone.text) if _called(zone, number)),
            emails.find(zone.text),
            tuple(_messenger_ids(zone)),
            handles.find(zone.text),
        )
        for zone in (*titles, *context.bodies)
    )


def _of_link(context: Context, href: str, labels: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    if href.startswith("tel:"):
        digits = "".join(c for c in href if c.isdigit())
        if len(digits) >= phones.MIN_DIGITS:
            yield "phone", phones.key(digits), href[4:]
        return
    if not href.startswith(("https://", "http://")):
        return
    host = parse(href, context.index.suffixes)
    handle = handles.of_link(host.ascii, host.path) if host else None
    if handle and (handle.network in handles.MESSENGERS or any(label in handle.name for label in labels)):
        yield handle.network, handle.name, "@" + handle.name


def _called(zone: Zone, number: phones.Phone) -> bool:
    """Tell whether the text says to call the number and nothing calls it a fake."""
    near = list(zone.near(number.start - _WIDE, number.end + _NEAR))
    if _DATE().match(zone.text, number.start) or _denied(zone, near, number.start, number.end):
        return False
    return any(hit.kind == "call" and hit.end > number.start - _NEAR for hit in near)


def _is_called_there(zone: Zone, number: phones.Phone) -> bool:
    """Tell whether a word such as "hotline" stands right before a short number: so few digits may be anything."""
    near = zone.near(number.start - _WIDE, number.start)
    words = any(hit.kind == "call" and 0 <= number.start - hit.end <= _RIGHT_BEFORE for hit in near)
    return words and _called(zone, number)


def _denied(zone: Zone, near: Iterable[Hit], start: int, end: int) -> bool:
    """Tell whether a hit in ``near`` calls what stands from ``start`` to ``end`` a fake, in its sentence or the next."""
    return any(hit.kind in {"fake", "negation"} and zone.ends_between(hit, start, end) <= _APART for hit in near)


def _messenger_ids(zone: Zone) -> Iterator[str]:
    """Yield the ids that stand behind the name of a messenger and a colon (``LINE ID: …``)."""
    for hit in zone.of("messenger"):
        match = _ID().match(zone.text, hit.end, hit.end + 60)
        if match and _messenger(zone, hit.start):
            yield match[1]


def _wanted(zone: Zone, at: int) -> bool:
    """Tell whether a desk or a way to reach it is named near an address, and nothing calls it a fake."""
    near = list(zone.near(at - _NEAR, at + _NEAR))
    return any(hit.kind in {"support", "call"} for hit in near) and not any(hit.kind == "fake" for hit in near)


def _messenger(zone: Zone, at: int) -> bool:
    near = list(zone.near(at - _NEAR, at + _NEAR))
    return any(hit.kind == "messenger" for hit in near) and not _denied(zone, near, at, at)


def _own_host(context: Context, address: str) -> bool:
    """Tell whether the address is at a domain that some platform lists."""
    host = parse(address.partition("@")[2], context.index.suffixes)
    return host is not None and bool(context.index.owners(host))
