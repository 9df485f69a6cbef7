"""Support chats built into pages: whose account at the vendor they are. The vendors are rules (``widgets.toml``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from realdesk.entities import places
from realdesk.entities.canonical import Canonical

_FILLER = " \t\r\n=:,('\""
"""What may stand between the name of a setting and its value."""
_MAX_FILLER = 12


class Inline(msgspec.Struct, frozen=True):
    """The tenant stands in inline code behind ``after``."""

    after: str
    kind: str


class Vendor(msgspec.Struct, frozen=True):
    """A vendor as the index holds it for the extension; see ``rules/README.md``."""

    id: str
    scripts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    inline: tuple[Inline, ...] = ()


class _Record(msgspec.Struct, frozen=True):
    widgets: tuple[Vendor, ...] = ()


def vendors_of(record: bytes) -> tuple[Vendor, ...]:
    """Return the vendors in the record of surfaces and widgets (``Index.surfaces``)."""
    return msgspec.json.decode(record, type=_Record).widgets


def of_url(url: str, vendors: Iterable[Vendor]) -> Canonical | None:
    """Return the account whose chat the address ``url`` loads or opens, or ``None``."""
    if "://" not in url:
        return None
    for vendor in vendors:
        tenant = next(filter(None, tenants((*vendor.scripts, *vendor.links), (url,))), "")
        if tenant:
            return account(vendor.id, tenant)
    return None


def of_code(code: str, vendors: Iterable[Vendor]) -> Canonical | None:
    """Return the account that a snippet of code names, as vendors give it out, or ``None``."""
    for vendor in vendors:
        tenant = next(inline_tenants(vendor, code), "")
        if tenant:
            return account(vendor.id, tenant)
    return None


def account(vendor: str, tenant: str) -> Canonical:
    """Return the canonical form of a tenant."""
    return Canonical("chat_widget", f"{vendor}/{tenant}")


def tenants(templates: Iterable[str], urls: Iterable[str]) -> Iterator[str]:
    """Yield the values that ``templates`` take from ``urls``; an empty one for a vendor's address without one."""
    urls = tuple(urls)
    for template in templates:
        for url in urls:
            found = places.match(template, url)
            if found is not None:
                yield found


def inline_tenants(vendor: Vendor, code: str) -> Iterator[str]:
    """Yield the tenants that inline ``code`` names."""
    for inline in vendor.inline:
        at = code.find(inline.after)
        if at < 0:
            continue
        at += len(inline.after)
        end = at + _MAX_FILLER
        while at < min(end, len(code)) and code[at] in _FILLER:
            at += 1
        value = places.run(inline.kind, code, at)
        if value:
            yield value
