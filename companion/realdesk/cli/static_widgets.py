"""Support chats in HTML, as far as no script has to run: what ``content/surfaces_widgets.js`` finds in addresses and code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import ada_url
from selectolax.lexbor import LexborHTMLParser

from realdesk.entities import widgets
from realdesk.host import bounds
from realdesk.protocol import Widget

MAX_ADDRESSES, MAX_INLINE, MAX_SCRIPT, MAX_OF_VENDOR = 400, 60, 20_000, 3


def collect(tree: LexborHTMLParser, url: str, vendors: Iterable[widgets.Vendor]) -> tuple[Widget, ...]:
    """Return the support chats of a document served at ``url`` that name an account."""
    scripts = tuple(_addresses(tree, "script[src], iframe[src]", "src", url))
    links = tuple(_addresses(tree, "a[href]", "href", url))
    code = [(node.text() or "")[:MAX_SCRIPT] for node in tree.css("script:not([src])")[:MAX_INLINE]]
    found: list[Widget] = []
    for vendor in vendors:
        tenants = dict.fromkeys(
            (
                *widgets.tenants(vendor.scripts, scripts),
                *widgets.tenants(vendor.links, links),
                *(tenant for text in code for tenant in widgets.inline_tenants(vendor, text)),
            )
        )
        found += [Widget(vendor.id, tenant) for tenant in [t for t in tenants if t][:MAX_OF_VENDOR]]
    return tuple(found[: bounds.MAX_WIDGETS])


def _addresses(tree: LexborHTMLParser, css: str, attribute: str, base: str) -> Iterator[str]:
    for node in tree.css(css)[:MAX_ADDRESSES]:
        try:
            yield ada_url.join_url(base, (node.attributes.get(attribute) or "")[:2000])
        except ValueError:
            continue
