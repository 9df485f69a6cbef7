"""What a signal gets and gives."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from realdesk.entities.hosts import Host, parse
from realdesk.index.format import Owner
from realdesk.index.reader import Index
from realdesk.protocol import Field, Frame, Link, Page
from realdesk.text.phrases import NAME, Hit

MAX_HEADINGS = 12
"""Headings that may present the page; later ones are sections of an article."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of evidence: a reason code, the platform it speaks of (-1 for none) and its parameters."""

    code: str
    platform: int = -1
    params: tuple[tuple[str, str], ...] = ()


class Zone:
    """A folded piece of text and the phrases in it, sorted by where they start.

    ``place``: title, site_name, heading, text or form. Look-ups near a position are by bisection: a page made of
    nothing but phrases must not cost the square of its length.
    """

    def __init__(self, place: str, text: str, hits: tuple[Hit, ...]) -> None:
        """Take a folded text and its hits in any order."""
        self.place = place
        self.text = text
        self.hits = tuple(sorted(hits, key=lambda hit: (hit.start, hit.end)))
        self._starts = [hit.start for hit in self.hits]

    def has(self, kind: str) -> bool:
        """Tell whether a phrase of class ``kind`` stands here."""
        return kind in self._kinds

    @cached_property
    def _kinds(self) -> frozenset[str]:
        return frozenset(hit.kind for hit in self.hits)

    def near(self, start: int, end: int) -> Iterator[Hit]:
        """Yield at most ``MAX_NEAR`` hits that begin in ``start`` to ``end``."""
        first = bisect_left(self._starts, start)
        return iter(self.hits[first : min(bisect_left(self._starts, end), first + MAX_NEAR)])

    def asserted(self, hit: Hit) -> bool:
        """Tell whether ``hit`` is not inside a warning: no negation shortly before it in the same sentence."""
        for other in self.near(hit.start - NEGATION_REACH, hit.start + 1):
            if other.kind == "negation" and other.end <= hit.start + 1:
                between = self.text[other.end : hit.start]
                if not any(stop in between for stop in SENTENCE_ENDS):
                    return False
        return True


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
    def bodies(self) -> tuple[Zone, ...]:
        """The text of each document."""
        return tuple(self._zone("text", frame.text) for frame in self.frames if frame.text)

    @cached_property
    def fields(self) -> tuple[tuple[Field, Zone], ...]:
        """Form fields with their folded labels."""
        return tuple((field, self._zone("form", field.label)) for frame in self.frames for field in frame.fields)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Links of all documents."""
        return tuple(link for frame in self.frames for link in frame.links)

    @cached_property
    def named(self) -> frozenset[int]:
        """Platforms named in the title, site name or headings; a common word counts only on pages about crypto."""
        return frozenset(
            hit.platform
            for zone in self.heads
            for hit in zone.hits
            if hit.kind == NAME and (not hit.ambiguous or self.about_crypto)
        )

    @cached_property
    def about_crypto(self) -> bool:
        """Tell whether the page is about crypto assets at all: two different words of that field.

        A platform's name in the title or a heading is such a word, also where it is an ordinary word as well.
        """
        zones = (*self.heads, *self.bodies, *(zone for _, zone in self.fields))
        words = {zone.text[hit.start : hit.end] for zone in zones for hit in zone.hits if hit.kind == "crypto"}
        names = {hit.platform for zone in self.heads for hit in zone.hits if hit.kind == NAME}
        return len(words) + bool(names) >= 2

    @cached_property
    def about_fraud(self) -> bool:
        """Tell whether the page speaks about fraud: in its title or headings, or again and again in its text.

        Warnings, news and lessons use the words of the fakes; whoever runs a fake seldom calls it one.
        """
        if any(zone.has("mention") or zone.has("fake") for zone in self.heads):
            return True
        return sum(hit.kind == "fake" for zone in self.bodies for hit in zone.hits) >= _FRAUD_WORDS

    def body_has(self, kind: str) -> bool:
        """Tell whether a phrase of class ``kind`` stands anywhere and is not negated."""
        return any(zone.asserted(hit) for zone in self.bodies for hit in zone.hits if hit.kind == kind)

    def _zone(self, place: str, text: str) -> Zone:
        folded = self.index.folding(text)
        return Zone(place, folded, self.index.matcher.find(folded))


_FRAUD_WORDS = 3
MAX_NEAR = 64
"""Hits looked at around one position; more phrases than this in two lines is no text."""
NEGATION_REACH = 90
"""Characters over which "never" or "不要" still governs a list of things."""
SENTENCE_ENDS = (". ", "! ", "? ", "。", "!", "?", "; ")


class Signal(Protocol):
    """A function that looks for one kind of evidence."""

    def __call__(self, context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
        """Yield findings. ``suspects``: platforms that the page may be posing as."""
        ...
