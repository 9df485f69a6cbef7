"""What speaks against a contact that nobody lists, from the contact alone and who it is said to belong to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from realdesk.entities.canonical import Canonical
from realdesk.entities.hosts import parse
from realdesk.index.reader import Index
from realdesk.lookup.answer import Held, domain_holders
from realdesk.lookup.blocklists import hits_of
from realdesk.lookup.found import Found
from realdesk.protocol import Page
from realdesk.signals import lookalike_host
from realdesk.signals.account_names import AccountNames
from realdesk.signals.interface import Context, Finding

BLOCKLISTED = "contact_blocklisted"
_SHOWN = 200
_NAMELESS = frozenset(
    {"phone", "whatsapp", "qq", "host", "url", "form", "chat_widget", "wecom_kf", "ios_app", "chrome_extension"}
)
"""Types whose value is no name that somebody chose to be read."""


class Alone:
    """Findings on single contacts, over one index; chats use it for every contact they contain."""

    def __init__(self, index: Index) -> None:
        """Judge by ``index``."""
        self._index = index
        self._names = AccountNames(index)

    def find(self, found: Found, held: Held, asked: frozenset[int]) -> Iterator[Finding]:
        """Yield what speaks against ``found``, which nobody lists now (``held`` says who did).

        ``asked``: positions of the platforms it is said to belong to; empty where nobody says so.
        """
        candidate = held.candidate
        yield from self._given_up(candidate, held, asked)
        at_home = domain_holders(candidate, self._index)
        homes = {self._index.number.get(holder.record.id, -1) for holder in at_home}
        if not (homes & asked or (homes and not asked)):
            yield from self._not_on_list(candidate, asked)
            yield from self._by_name(found, candidate, asked)
            yield from self._by_domain(candidate)
        yield from self._on_blocklists(found)
        yield Finding("contact_unlisted", -1, _params(candidate))

    def _on_blocklists(self, found: Found) -> Iterator[Finding]:
        """Yield one finding for each list; pages are judged as pages are, where one author's says nothing of the host."""
        if found.host is None:
            for candidate, hit in hits_of(found, self._index):
                yield Finding(BLOCKLISTED, -1, (*_params(candidate), *hit.params))

    def _given_up(self, candidate: Canonical, held: Held, asked: frozenset[int]) -> Iterator[Finding]:
        for holder in held.given_up:
            number = self._index.number.get(holder.record.id, -1)
            if not asked or number in asked:
                yield Finding("contact_given_up", number, _params(candidate))

    def _not_on_list(self, candidate: Canonical, asked: frozenset[int]) -> Iterator[Finding]:
        kind, network = candidate.type, candidate.type.partition("_")[0]  # an invite is a contact on its network
        for platform in asked:
            kinds = self._index.core.coverage[platform]
            coverage = kinds.get(kind) or kinds.get(network)
            if coverage == "none":
                yield Finding("contact_way_not_offered", platform, _params(candidate))
            elif coverage == "complete":
                yield Finding("contact_not_on_full_list", platform, _params(candidate))

    def _by_name(self, found: Found, candidate: Canonical, asked: frozenset[int]) -> Iterator[Finding]:
        if candidate.type in _NAMELESS:
            return
        name = _name_of(found, candidate)
        resembling = self._names.resembling(name, asked)
        for platform, seen in resembling.items():
            yield Finding(seen.code, platform, (*_params(candidate), ("like", seen.like)))
        for platform, network in self._elsewhere(candidate).items():
            if not asked or platform in asked:
                yield Finding("contact_other_network", platform, (*_params(candidate), ("network", network)))
        if self._names.calls_itself_support(name):
            for platform in asked - resembling.keys():
                yield Finding("contact_support_word", platform, _params(candidate))

    @cached_property
    def _ambiguous(self) -> frozenset[str]:
        return frozenset(brand.label for brand in self._index.core.brands if brand.ambiguous)

    def _elsewhere(self, candidate: Canonical) -> dict[int, str]:
        """Return who lists the same name on another network, with that network."""
        name = candidate.value.rpartition("/")[2].lstrip("@").lower()
        if candidate.type == "email" or candidate.value.startswith("id:") or len(name) < 4 or name in self._ambiguous:
            return {}
        return {
            owner.platform: network
            for network, values in self._index.core.contacts.items()
            if network != candidate.type and network not in _NAMELESS
            for owner in values.get(name, ())
            if owner.use != "former"
        }

    def _by_domain(self, candidate: Canonical) -> Iterator[Finding]:
        if candidate.type != "email":
            return
        url = "https://" + candidate.value.rpartition("@")[2] + "/"
        host = parse(url, self._index.suffixes)
        if host is not None:
            yield from lookalike_host.find(Context(Page(url), host, self._index), frozenset())


def _params(candidate: Canonical) -> tuple[tuple[str, str], ...]:
    return (("type", candidate.type), ("value", candidate.value[:_SHOWN]))


def _name_of(found: Found, candidate: Canonical) -> str:
    """Return the name of the account as it was written: its capitals separate words and disguise letters."""
    value = candidate.value.partition("@")[0] if candidate.type == "email" else candidate.value
    name = value.rpartition("/")[2].lstrip("@")
    at = found.written.lower().rfind(name.lower())
    return found.written[at : at + len(name)] if at >= 0 else name
