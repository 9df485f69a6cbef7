"""Who writes: by stable id, then handle, display name, description and badge. A genuine-looking name proves nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from realdesk.entities import accounts
from realdesk.feeds.accounts import covering_account
from realdesk.index.format import OFFICIAL
from realdesk.index.reader import Index
from realdesk.protocol import ChatPeer
from realdesk.signals.account_names import AccountNames
from realdesk.signals.interface import Finding
from realdesk.text.phrases import NAME, Hit

_NETWORKS = {
    "messenger": "facebook",
    "element": "matrix",
    "twitter": "x",
}
NO_NETWORK = frozenset({"", "site", "widget", "google", "sms", "form"})
"""First words of surfaces on which nobody has an account of a network."""
_SEALS = re.compile("[✅☑✔✓✪✯⭐🔰🛡🏅🎖🔵💠🌟☆★®™🆗]")
"""Marks that stand in a name where a network would show its badge."""
_SHOWN = 120
_BESIDE = 40
"""Characters between "support" and "wallet" in a description that speaks of one desk."""
_ACRONYM = 4
"""Letters; longer names in capitals are no acronyms but shouted."""
_CARRIED = "contact_name_carried"
"""A name inside a longer word (a "coin basement"): says nothing of somebody who describes another business."""
_DESK = frozenset({"support", "chat_role", "chat_guard"})
_NAMELESS = _DESK | {"official"}
"""Classes of words that are nobody's name."""
_UNSUPPORTED = {
    "telegram": "no_telegram_support",
    "whatsapp": "no_whatsapp_support",
    "discord": "no_discord_support",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """Whose account the peer is: position of the platform, how sure that is, and the account as type and value."""

    platform: int
    assurance: str
    params: tuple[tuple[str, str], ...]

    @property
    def official(self) -> bool:
        """Tell whether the listing is sure enough to be called official."""
        return self.assurance in OFFICIAL


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a peer: a listing, or what speaks against it."""

    listed: Listed | None = None
    findings: tuple[Finding, ...] = ()


@lru_cache(maxsize=64)
def network_of(surface: str) -> str:
    """Return the network of a surface (``telegram_k`` is on telegram), empty where there are no accounts."""
    first = re.split(r"[_\-/ ]", surface.lower().strip(), maxsplit=1)[0]
    return "" if first in NO_NETWORK else _NETWORKS.get(first, first)


class PeerJudge:
    """Judges peers over one index."""

    def __init__(self, index: Index) -> None:
        """Judge by ``index``."""
        self._index = index
        self._names = AccountNames(index)

    def judge(self, peer: ChatPeer, surface: str) -> Seen:
        """Return what is known of ``peer``, met on ``surface``."""
        network = network_of(surface)
        handle = (peer.handle or "").strip().lstrip("@")
        listed = self._listed(network, (peer.id or "").strip(), handle)
        if listed is not None:
            return Seen(listed)
        return Seen(None, tuple(self._findings(peer, network, handle)))

    def _listed(self, network: str, number: str, handle: str) -> Listed | None:
        found: list[Listed] = []
        for kind, value in ((network, f"id:{number}" if number else ""), (network, handle)):
            if kind and value and value != "id:":
                found += self._owned(kind, value)
        return max(found, key=lambda listed: listed.official, default=None)

    def _owned(self, kind: str, value: str) -> Iterator[Listed]:
        keys = [value] if value.startswith("id:") else [accounts.key(kind, form) for form in _forms(kind, value)]
        for key in keys:
            for owner in self._index.contact(kind, key):
                if owner.use not in {"former", "lost"}:
                    yield Listed(owner.platform, owner.assurance, (("type", kind), ("value", value[:_SHOWN])))

    def _findings(self, peer: ChatPeer, network: str, handle: str) -> Iterator[Finding]:
        name = peer.display_name or ""
        claimed = self._claims(name, peer.bio or "", handle)
        shown = _SEALS.sub(" ", handle or name)[:_SHOWN].strip()
        params = (("type", network or "name"), ("value", shown))
        against: dict[int, Finding] = {}
        if handle:
            for platform, seen in self._names.resembling(handle, frozenset(claimed)).items():
                if seen.code != _CARRIED or platform in claimed or self._about_crypto(peer.bio or "", ""):
                    against[platform] = Finding(seen.code, platform, (*params, ("like", seen.like)))
            for platform in self._elsewhere(handle, network) - against.keys():
                against[platform] = Finding("chat_peer_other_network", platform, params)
        yield from against.values()
        yield from self._on_blocklists(peer, network, handle, params)
        for platform, code in claimed.items():
            yield Finding(code, platform, params)
        suspects = set(claimed) | set(against)
        desk = any(code == "chat_peer_claims_support" for code in claimed.values())
        yield from self._beside(peer, network, suspects, params, desk=desk)

    def _on_blocklists(
        self, peer: ChatPeer, network: str, handle: str, params: tuple[tuple[str, str], ...]
    ) -> Iterator[Finding]:
        """Yield one finding for each public blocklist that has the account; its number decides where both know it."""
        blocklist = self._index.blocklist
        if blocklist is None or not network:
            return
        number = (peer.id or "").strip()
        names = [accounts.key(network, form) for form in _forms(network, handle)] if handle else []
        entries = covering_account(network, names, number if number.isascii() and number.isdecimal() else "")
        for hit in {hit.feed: hit for hit in blocklist.look_up(entries)}.values():
            yield Finding("contact_blocklisted", -1, (*params, *hit.params))

    def _beside(
        self, peer: ChatPeer, network: str, suspects: set[int], params: tuple[tuple[str, str], ...], *, desk: bool
    ) -> Iterator[Finding]:
        """Yield what weighs beside a name: badges, and what the platform says of itself."""
        name = peer.display_name or ""
        yield from self._contradicted(peer, network, suspects, params)
        if _SEALS.search(name) and (suspects or self._is_desk(name)):
            yield Finding("chat_peer_seal_in_name", -1, params)
        kinds = self._kinds(name)
        if "official" in kinds and kinds & _DESK:
            yield Finding("chat_peer_official_name", -1, params)
        if "chat_recovery" in kinds | self._kinds(peer.bio or ""):
            yield Finding("chat_peer_recovers", -1, params)
        if not desk and (
            self._is_desk(name) or self._names.calls_itself_support(peer.handle or "") or _is_network(name, network)
        ):
            yield Finding("chat_peer_desk_name", -1, params)
        if not suspects and self._is_anybodys_desk(name, peer.bio or ""):
            yield Finding("chat_peer_unnamed_desk", -1, params)

    def _contradicted(
        self, peer: ChatPeer, network: str, suspects: set[int], params: tuple[tuple[str, str], ...]
    ) -> Iterator[Finding]:
        """Yield a badge that no list explains, and what the platforms say of desks on the network."""
        for platform in sorted(suspects):
            record = self._index.platform(platform)
            if peer.verified:
                yield Finding("chat_peer_badge_unlisted", platform, params)
            coverage = self._index.core.coverage[platform].get(network)
            if coverage == "none" or _UNSUPPORTED.get(network) in record.statements:
                yield Finding("chat_peer_no_support_here", platform, (*params, ("network", network)))
            elif coverage == "complete":
                yield Finding("contact_not_on_full_list", platform, params)
            if "never_contacts_first" in record.statements:
                yield Finding("chat_peer_never_first", platform, params)

    def _is_anybodys_desk(self, name: str, bio: str) -> bool:
        """Tell whether somebody is called "support" without a firm's name, and for wallets: no firm has such a desk."""
        name = self._index.folding(_apart(name))
        desks = [hit for hit in self._index.chat_matcher.find(name) if hit.kind in _NAMELESS]
        if not any(hit.kind in _DESK for hit in desks):
            return False
        words = (*desks, *self._index.wallet_matcher.find(name))
        covered = {position for hit in words for position in range(hit.start, hit.end)}
        if any(letter.isalpha() and at not in covered for at, letter in enumerate(name)):
            return False
        return any(self._speaks_of_wallets(text) for text in (name, self._index.folding(_apart(bio))))

    def _speaks_of_wallets(self, folded: str) -> bool:
        """Tell whether a help desk and a word such as "wallet" stand side by side, and no firm's name or fraud."""
        hits = self._index.chat_matcher.find(folded)
        if any(hit.kind in {NAME, "chat_fraud"} for hit in hits):
            return False
        desks = [hit for hit in hits if hit.kind in _DESK]
        return any(
            -_BESIDE <= w.start - desk.end <= _BESIDE for desk in desks for w in self._index.wallet_matcher.find(folded)
        )

    def _claims(self, name: str, bio: str, handle: str) -> dict[int, str]:
        """Return the platforms that the name says it is of, with the code."""
        # As it is, too: a platform may be called like its address.
        hits = [hit for text in dict.fromkeys((_apart(name), name)) for hit in self._hits(text)]
        desk = any(hit.kind in {"support", "chat_role", "official", "chat_payout"} for hit in hits)
        desk = desk or self._names.calls_itself_support(name)
        found: dict[int, str] = {}
        for hit in hits:
            if hit.kind == NAME and (
                not hit.ambiguous or (desk and self._about_crypto(bio, handle) and not self._is_person(hit, name))
            ):
                found[hit.platform] = "chat_peer_claims_support" if desk else "chat_peer_claims_brand"
        for hit in self._hits(_apart(bio)):
            if hit.kind == NAME and not hit.ambiguous and desk:
                found.setdefault(hit.platform, "chat_peer_claims_support")
        return found

    def _is_person(self, hit: Hit, name: str) -> bool:
        """Tell whether an acronym ("MAX") stands in ``name`` as somebody's own name is written ("Max")."""
        names = self._index.platform(hit.platform).names.values()
        acronyms = {word for shown in names for word in shown.split() if len(word) <= _ACRONYM and word.isupper()}
        return any(word.istitle() and word.upper() in acronyms for word in _apart(name).split())

    def _about_crypto(self, bio: str, handle: str) -> bool:
        # A shop may be called like a wallet: the rest of it tells.
        if not bio.strip():
            return True
        return any(hit.kind in {"crypto", NAME, "support", "official"} for hit in self._hits(_apart(f"{bio} {handle}")))

    def _is_desk(self, name: str) -> bool:
        return bool(self._kinds(name) & _DESK)

    def _kinds(self, text: str) -> set[str]:
        """Return the classes of the phrases in a name or description."""
        return {hit.kind for hit in self._hits(_apart(text))}

    def _hits(self, text: str) -> tuple[Hit, ...]:
        return self._index.chat_matcher.find(self._index.folding(text))

    def _elsewhere(self, handle: str, network: str) -> set[int]:
        """Return who lists the same name, on other networks only."""
        name = handle.lower()
        if len(name) < 5 or not network:
            return set()
        return {
            owner.platform
            for kind, values in self._index.core.contacts.items()
            if kind != network and kind not in {"email", "phone", "e164", "url", "host"}
            for owner in values.get(name, ())
            if owner.use != "former"
        }


def _is_network(name: str, network: str) -> bool:
    """Tell whether somebody goes by the name of the network itself: nobody but the operator's notices would."""
    return bool(network) and _apart(name).strip().casefold() == network


def _forms(kind: str, handle: str) -> tuple[str, ...]:
    """Return how an account of ``handle`` may be listed on a network."""
    if kind == "reddit":
        return (f"u/{handle.removeprefix('u/')}", f"r/{handle.removeprefix('r/')}")
    if kind == "youtube":
        return (f"@{handle}", handle)
    if kind == "linkedin":
        return (handle, f"company/{handle}", f"in/{handle}")
    return (handle,)


def _apart(name: str) -> str:
    """Return a name with its words apart, so that phrases are found in it."""
    return re.sub(r"[_.|·•/\\\-–—@()\[\]（）【】]+", " ", _SEALS.sub(" ", name))
