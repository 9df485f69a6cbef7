"""Where a form for secrets is sent: to a mailbox or bot anybody may have, or to another site than the page's."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from realdesk.entities.hosts import Host, parse
from realdesk.index.reader import Index
from realdesk.protocol import Field
from realdesk.signals.interface import Context, Finding
from realdesk.signals.zone import Zone

_SECRETS = frozenset({"password", "one_time_code", "seed_phrase", "private_key"})


def find(context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
    """Yield ``form_to_collector``, or ``form_to_other_site`` where the page poses as somebody.

    Only the forms of documents that ask for a secret count: a newsletter goes elsewhere, too.
    """
    collectors = _collectors(context.index)
    start = 0
    for frame in context.frames:
        end = start + sum(field.visible for field in frame.fields)
        asks = any(_is_secret(field, zone) for field, zone in context.fields[start:end]) if frame.actions else False
        start = end
        if not asks:
            continue
        own = parse(frame.url, context.index.suffixes) or context.host
        targets = [host for action in frame.actions if (host := parse(action, context.index.suffixes))]
        for host in targets:
            if _is_elsewhere(host, own) and (host.ascii in collectors or host.registrable in collectors):
                yield Finding("form_to_collector", params=(("host", host.shown),))
                return
        other = next((host for host in targets if _is_elsewhere(host, own)), None)
        if suspects and other is not None and not context.index.owners(other):
            yield Finding("form_to_other_site", params=(("host", other.shown),))
            return


def _is_secret(field: Field, zone: Zone) -> bool:
    return field.type == "password" or any(zone.has(kind) for kind in _SECRETS)


def _is_elsewhere(target: Host, own: Host) -> bool:
    return bool(own.registrable) and target.registrable != own.registrable


@lru_cache(maxsize=4)
def _collectors(index: Index) -> frozenset[str]:
    return frozenset(index.core.host_words["collectors"])
