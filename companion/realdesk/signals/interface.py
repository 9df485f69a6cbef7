"""What a signal gets and gives."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Protocol

import msgspec

from realdesk.entities import accounts, phones
from realdesk.entities.canonical import Canonical
from realdesk.entities.hosts import Host, parse
from realdesk.index.format import Owner
from realdesk.index.reader import Index
from realdesk.protocol import Field, Frame, Link, Page
from realdesk.signals.zone import FAKE_REACH, Zone
from realdesk.text.lazily import lazily
from realdesk.text.phrases import NAME, Hit, Matcher

MAX_HEADINGS = 12
"""Headings that may present the page; later ones are sections of an article."""


class Finding(msgspec.Struct, frozen=True):
    """One piece of evidence: a reason code, the platform it speaks of (-1 for none) and its parameters."""

    code: str
    platform: int = -1
    params: tuple[tuple[str, str], ...] = ()


class Context:
    """A page prepared for the signals; everything is computed at most once."""

    def __init__(self, page: Page, host: Host, index: Index) -> None:
        """Prepare ``page``, whose top document stands at ``host``."""
        self.page = page
        self.host = host
        self.index = index

    @cached_property
    def owners(self) -> tuple[Owner, ...]:
        """Who is listed as holding the page's host."""
        return self.index.owners(self.host)

    @cached_property
    def form(self) -> Canonical | None:
        """The form at a form service that the page is, or ``None``."""
        account = accounts.of_url(self.page.url) if self.index.shared(self.host) else None
        return account if account is not None and account.type == "form" else None

    @cached_property
    def form_owners(self) -> tuple[Owner, ...]:
        """Who is listed as holding that form now."""
        owners = self.index.contact("form", accounts.key("form", self.form.value)) if self.form else ()
        return tuple(owner for owner in owners if owner.use != "former")

    @cached_property
    def account(self) -> Canonical | None:
        """The account whose profile the page is, or ``None``: also for its posts, communities and invites."""
        return accounts.profile_of(self.page.url) if accounts.on_network(self.host.ascii) else None

    @cached_property
    def is_post(self) -> bool:
        """Tell whether the page stands on a network of accounts and is no profile: a post, a community, a search."""
        return self.account is None and accounts.on_network(self.host.ascii)

    @cached_property
    def account_owners(self) -> tuple[Owner, ...]:
        """Who is listed as holding that account now."""
        account = self.account
        owners = self.index.contact(account.type, accounts.key(account.type, account.value)) if account else ()
        return tuple(owner for owner in owners if owner.use != "former")

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """The documents whose content counts: those not served by a listed owner themselves."""
        kept = []
        for number, frame in enumerate(self.page.frames):
            host = parse(frame.url, self.index.suffixes)
            if number == 0 or host is None or not self.index.owners(host):
                kept.append(frame)
        return tuple(kept)

    @cached_property
    def heads(self) -> tuple[Zone, ...]:
        """Title, site name and first headings of the top document: what the page presents itself as."""
        if not self.page.frames:
            return ()
        top = self.page.frames[0]
        pieces = [("title", top.title), ("site_name", top.site_name)]
        pieces += [("heading", heading) for heading in top.headings[:MAX_HEADINGS]]
        return tuple(self._zone(place, text) for place, text in pieces if text)

    @cached_property
    def description(self) -> tuple[Zone, ...]:
        """What the top document tells search engines that it is, if anything."""
        text = self.page.frames[0].description if self.page.frames else ""
        return (self._zone("description", text),) if text else ()

    @cached_property
    def bodies(self) -> tuple[Zone, ...]:
        """The text of each document, and what its pictures and style sheets say."""
        texts = [("text", frame.text) for frame in self.frames]
        texts += [("drawn", " | ".join((*frame.alts, *frame.generated))) for frame in self.frames]
        return tuple(self._zone(place, text, self.index.body_matcher) for place, text in texts if text)

    @cached_property
    def fields(self) -> tuple[tuple[Field, Zone], ...]:
        """Form fields that can be seen, with their folded labels."""
        seen = (field for frame in self.frames for field in frame.fields if field.visible)
        return tuple((field, self._zone("form", field.label)) for field in seen)

    @cached_property
    def later_fields(self) -> tuple[tuple[Field, Zone], ...]:
        """Form fields that cannot be seen: traps for robots, and later steps of a form."""
        unseen = (field for frame in self.frames for field in frame.fields if not field.visible)
        return tuple((field, self._zone("form", field.label)) for field in unseen)

    @cached_property
    def later_texts(self) -> tuple[Zone, ...]:
        """Text that is not shown; what it says is no claim and no warning, only what a later step may ask for."""
        texts = (frame.hidden for frame in self.frames if frame.hidden)
        return tuple(self._zone("hidden", text, self.index.body_matcher) for text in texts)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Links of all documents."""
        return tuple(link for frame in self.frames for link in frame.links)

    @cached_property
    def named(self) -> frozenset[int]:
        """Platforms named in the title, site name or headings; a common word counts only on pages about crypto."""
        return frozenset(hit.platform for zone in self.heads for hit in zone.of(NAME) if self.is_name(hit))

    @cached_property
    def named_clearly(self) -> frozenset[int]:
        """Those of ``named`` that go by a name which is no common word."""
        return frozenset(hit.platform for zone in self.heads for hit in zone.of(NAME) if not hit.ambiguous)

    def is_name(self, hit: Hit) -> bool:
        """Tell whether a hit on a name is the platform's: a common word is so only beside a second sign."""
        return (
            not hit.ambiguous or (self.about_crypto and not self.is_namesake) or self.hides_number or self.asks_gravely
        )

    @cached_property
    def is_namesake(self) -> bool:
        """Tell whether the page says to be another firm than the platform, and speaks of crypto hardly anywhere else."""
        if not any(zone.has("namesake") for zone in self.bodies):
            return False
        words = {
            zone.text[hit.start : hit.end]
            for zone in self.bodies
            for hit in zone.of("crypto")
            if not any(other.kind == "namesake" for other in zone.near(hit.start - FAKE_REACH, hit.end + FAKE_REACH))
        }
        return len(words) < _ABOUT_CRYPTO

    @cached_property
    def hides_number(self) -> bool:
        """Tell whether a telephone number is written with letters for digits, which only those do who evade filters."""
        return any(
            any(hit.kind == "call" for hit in zone.near(number.start - FAKE_REACH, number.end))
            and not _PLAIN_NUMBER.issuperset(zone.text[number.start : number.end])
            for zone in self.bodies
            if zone.has("call")
            for number in phones.find(zone.text)
        )

    @cached_property
    def asks_gravely(self) -> bool:
        """Tell whether the text asks for two different things that only fakes ask for."""
        return sum(self.body_has(kind) for kind in _GRAVE) >= 2

    @cached_property
    def about_crypto(self) -> bool:
        """Tell whether the page is about crypto assets at all: two different words of that field.

        A platform's name in the title or a heading is such a word; one that is an ordinary word as well is so only
        where the page names a wallet's secret.
        """
        if self.crypto_words >= 2:
            return True
        secret = any(zone.has("seed_phrase") or zone.has("private_key") for _, zone in self.fields)
        return (secret or self.names_phrase) and any(zone.has(NAME) for zone in self.heads)

    @cached_property
    def names_phrase(self) -> bool:
        """Tell whether the page names a recovery phrase as such; "12 words" may be anybody's."""
        for zone in (*self.heads, *self.bodies):
            counted = {(hit.start, hit.end) for hit in zone.hits if hit.kind == "word_count"}
            if any(hit.kind == "seed_phrase" and (hit.start, hit.end) not in counted for hit in zone.hits):
                return True
        return False

    @cached_property
    def gives_messenger(self) -> bool:
        """Tell whether an account or number on a messenger is given to write to; naming a messenger is not enough."""
        return any(
            _ACCOUNT().match(zone.text, hit.end) is not None for zone in self.bodies for hit in zone.of("messenger")
        )

    @cached_property
    def locks_out(self) -> bool:
        """Tell whether the text says that the reader's account is locked and how to reach somebody."""
        reached = any(zone.has("call") or zone.has("messenger") for zone in self.bodies)
        return reached and self.body_has("account_trouble")

    @cached_property
    def sells(self) -> bool:
        """Tell whether the page calls itself a shop or reseller."""
        return any(zone.has("seller") for zone in (*self.heads, *self.bodies))

    @cached_property
    def crypto_words(self) -> int:
        """How many different words of that field the page has; plurals are the same word."""
        zones = (*self.heads, *self.bodies, *(zone for _, zone in self.fields))
        said = {zone.text[hit.start : hit.end] for zone in zones for hit in zone.of("crypto")}
        words = {word.removesuffix("s") for word in said}
        secrets = {
            zone.text[hit.start : hit.end]
            for zone in self.bodies
            for kind in ("seed_phrase", "private_key")
            for hit in zone.of(kind)
        }
        # Whoever speaks of a wallet's secret speaks of crypto, once: "recovery phrase" is a word of that field itself.
        secret = any(not any(word in text for word in words) for text in secrets)
        names = ((zone, hit) for zone in self.heads for hit in zone.of(NAME))
        # "Phantom" may be anything, "Phantom wallet" is not.
        called = any(not hit.ambiguous or " " in zone.text[hit.start : hit.end] for zone, hit in names)
        return len(words) + called + secret

    @cached_property
    def speaks(self) -> bool:
        """Tell whether there is enough text to say what the page is about."""
        return sum(len(zone.text) for zone in self.bodies) >= _SPEAKING

    @cached_property
    def has_case_form(self) -> bool:
        """Tell whether a form asks for particulars: two fields that are neither a search box nor a newsletter."""
        typed = {"text", "tel", "textarea", "number", "password", "email", "file"}
        return sum(field.type in typed and not zone.has("search") for field, zone in self.fields) >= 2

    @cached_property
    def warns(self) -> bool:
        """Tell whether title or headings speak of fraud."""
        return any(zone.speaks_of_fraud() for zone in self.heads)

    @cached_property
    def about_fraud(self) -> bool:
        """Tell whether the page speaks about fraud: in its title or headings, or again and again in its text.

        Warnings, news and lessons use the words of the fakes; whoever runs a fake seldom calls it one.
        """
        if self.warns:
            return True
        return sum(len(zone.of("fake")) for zone in self.bodies) >= _FRAUD_WORDS

    @cached_property
    def presents_as_helper(self) -> bool:
        """Tell whether title, site name or first headings call the page an authority or somebody who recovers funds."""
        heads = self.heads[:HELPER_HEADS]
        return any(zone.has("authority") or zone.has("recovery") for zone in heads) or self.offers_recovery

    @cached_property
    def offers_recovery(self) -> bool:
        """Tell whether title, headings and text say in two ways that lost money will be brought back, one of them a boast."""
        zones = (*self.heads, *self.bodies)
        if not any(zone.has("recovery_boast") for zone in zones):
            return False
        said: dict[str, str] = {}
        for zone in zones:
            end = 0
            for hit in zone.hits:
                if hit.kind in _OFFERING and hit.start >= end and zone.asserted(hit):
                    if not zone.called_fake(hit, far=False):
                        said[zone.text[hit.start : hit.end]] = hit.kind
                    end = hit.end
        return len(said) >= _OFFERS and "recovery_boast" in said.values()

    def body_has(self, kind: str, *, quoted: bool = False) -> bool:
        """Tell whether a phrase of class ``kind`` stands anywhere, not negated and not called a fake.

        ``quoted``: the page speaks of fraud anyhow; only a word of it in the same sentence calls the phrase a fake.
        """
        return any(
            zone.asserted(hit) and not zone.called_fake(hit, far=not quoted)
            for zone in self.bodies
            for hit in zone.of(kind)
        )

    def _zone(self, place: str, text: str, matcher: Matcher | None = None) -> Zone:
        folded = self.index.folding(text)
        return Zone(place, folded, (matcher or self.index.matcher).find(folded))


_FRAUD_WORDS = 3
_OFFERING = frozenset({"recovery", "recovery_boast"})
_OFFERS = 3
"""Different promises to bring money back."""
HELPER_HEADS = 4
"""Title, site name and the first headings: what the page calls itself."""
_PLAIN_NUMBER = frozenset("0123456789 ()+-./\u2010\u2011\u2012\u2013\u2014\u2015\u00b7~")
_ACCOUNT = lazily(
    r"[^.!?。]{0,20}?(?:\+?[0-9][0-9 ().\-]{6,}|@[a-z0-9_]{4,}|(?:id|号|號)?\s*[:：]\s*[a-z0-9_][a-z0-9_.\-]{3,})"
)
"""A number, a handle or an id behind the name of a messenger."""
_ABOUT_CRYPTO = 2
_SPEAKING = 200
"""Characters of text."""
_GRAVE = ("deposit", "secrecy", "untraceable", "remote_access")
"""What a fake desk asks for; two of them show what kind of page it is."""


class Signal(Protocol):
    """A function that looks for one kind of evidence."""

    def __call__(self, context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
        """Yield findings. ``suspects``: platforms that the page may be posing as."""
        ...
