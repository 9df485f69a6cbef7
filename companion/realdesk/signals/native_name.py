"""A platform's name in its own script in a host, as internationalised names carry it (``币安客服.com``).

Latin labels are compared letter by letter (``lookalike_host``); names in Chinese, Korean, Japanese or Cyrillic are looked
for as text, since nobody misspells them to deceive.
"""

from __future__ import annotations

from collections.abc import Iterable

from realdesk.entities.hosts import Host, to_unicode
from realdesk.index.reader import Index
from realdesk.signals.interface import Context, Finding
from realdesk.text.phrases import NAME, Hit

_PREFIX = "xn--"


def find(context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
    """Yield one finding for each platform whose name stands in a label that is not Latin, but for ``suspects``."""
    if context.owners or context.host.is_ip:
        return
    hits = hits_in(context.host, context.index)
    code = "host_brand_and_support" if any(hit.kind == "support" for hit in hits) else "host_brand_in_name"
    named = {hit.platform for hit in hits if hit.kind == NAME and not hit.ambiguous}
    for platform in sorted(named - suspects):
        yield Finding(code, platform, (("host", context.host.shown),))


def hits_in(host: Host, index: Index) -> tuple[Hit, ...]:
    """Return names and phrases in the labels of ``host`` that are not Latin, beside Latin letters too."""
    if _PREFIX not in host.ascii:
        return ()
    return tuple(
        hit
        for label in host.labels
        if label.startswith(_PREFIX)
        for hit in index.matcher.find(index.folding(to_unicode(label)).replace("-", " "))
    )
