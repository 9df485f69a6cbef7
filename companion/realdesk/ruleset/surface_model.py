"""Surfaces as typed records: where people are talked to, and how a page of that kind is read.

``rules/surfaces/<id>.toml`` describes a chat, mailbox, profile, form or feed, ``rules/widgets.toml`` the support chats
embedded in other sites. The words are a closed vocabulary: plain selectors (``selectors.py``), addresses with
placeholders (``places.py``) and the operations named here. The extension knows the same words and runs nothing else.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Grade = Literal["A", "B", "C", "D"]
"""How well a value is known (rules/README.md). What has D is kept in the file and not delivered."""
SurfaceKind = Literal["chat", "mail", "profile", "form", "feed", "search"]
Network = Literal[
    "telegram", "x", "discord", "whatsapp", "messenger", "instagram", "reddit", "linkedin", "matrix", "bitcointalk",
    "wechat", "google_form", "web",
]  # fmt: skip
PeerField = Literal["id", "handle", "name", "bio", "verified"]
Side = Literal["me", "peer"]
ValueKind = Literal[
    "text", "digits", "number", "name", "token", "slug", "hex", "label", "room", "phone", "pair", "host", "url",
    "url_escaped", "url_base64",
]  # fmt: skip
AddressKind = Literal["host", "url", "url_escaped", "url_base64"]
"""Kinds that lead somewhere: as such, with percent signs, or in base 64."""


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where one value stands: in an element (``css``) or in the address (``place``)."""

    grade: Grade
    css: str | None = None
    attr: str | None = None
    """An attribute to read instead of the text."""
    strip: tuple[str, ...] = ()
    """Selectors of what is left out of the text."""
    after: str | None = None
    """The value begins behind the last such text."""
    kind: ValueKind = "text"
    place: str | None = None
    among: str | None = None
    """For ``pair``: elements whose ``attr`` ends in other pairs; the number in all of them is the reader's own."""


class Flag(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value that is true when an element is there."""

    grade: Grade
    css: str


class Open(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Signs that a conversation is open. None of them: nothing to read; some but not all: it cannot be read."""

    places: tuple[str, ...] = ()
    """Addresses, of which one has to match; together they are one sign."""
    elements: tuple[str, ...] = ()
    """Each is a sign of its own."""
    maybe: tuple[str, ...] = ()
    """Addresses that are a sign when one matches, and none when the conversation is open elsewhere."""
    never: tuple[str, ...] = ()
    """Addresses at which there is nothing to read, whatever else matches."""


class Peer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who is on the other side; of each list the first source with a value counts, and all ids must agree."""

    required: tuple[PeerField, ...]
    id: tuple[Source, ...] = ()
    handle: tuple[Source, ...] = ()
    name: tuple[Source, ...] = ()
    bio: tuple[Source, ...] = ()
    verified: tuple[Flag, ...] = ()
    witness: dict[PeerField, tuple[str, ...]] = {}
    """Elements that stand beside a value: there without the value, the surface cannot be read."""


class Sign(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One sign of who wrote a message; exactly one of the ways is given. Signs that contradict each other: unknown."""

    side: Side
    css: str | None = None
    """The message matches it."""
    has: str | None = None
    """The message contains it."""
    sender: Literal["own", "peer", "other"] | None = None
    """Its sender's name is that of ``own``, or the peer's, or (``other``) not that of ``own``, which is known."""
    right: str | None = None
    """This part of it stands right (``me``) or left (``peer``) of the middle."""
    place: str | None = None
    """The page's address is this."""


class Messages(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The list of messages and how one is read."""

    grade: Grade
    item: str
    text: str
    list: str | None = None
    cover: str | None = None
    """A second sign of messages: such an element outside all items means that items are missed."""
    exclude: tuple[str, ...] = ()
    id: Source | None = None
    text_id: str | None = None
    """The text's element has this and the message's id as its own id."""
    strip: tuple[str, ...] = ()
    stamp: str | None = None
    """Is in every message; where it is missing the strip list no longer fits."""
    plain_links: str | None = None
    """Links that rightly have no address."""
    blocks: bool = False
    """Whether the text may contain blocks (paragraph-like divisions)."""
    around: str | None = None
    """The nearest such element around a message belongs to it."""
    shadow: bool = False
    """Each message keeps its content in an open shadow root."""
    sender: Source | None = None
    group: str | None = None
    """Messages that are (or contain) this carry their sender; the others have the previous one's."""
    own: str | None = None
    """Element with the reader's own name."""
    target: tuple[Source, ...] = ()
    """Where a result of a search leads, past the service's own redirects; kinds of addresses only."""
    author: Source | None = None
    """Handle or id of the author of a message, where a page has several; without one in a group the sender."""
    author_name: Source | None = None
    """The name the author goes by."""
    author_head: str | None = None
    """The first such element in a message is its author's, and not that of somebody quoted."""
    badge: str | None = None
    """In ``author_head``: the author has a badge."""
    badge_sign: str | None = None
    """A second sign of it: there without the badge, it is not known whether the author has one."""
    ad: str | None = None
    """An item that matches it is an advertisement: where it leads is what it says of itself, and vouches for nothing."""
    signs: tuple[Sign, ...] = ()
    otherwise: Side | None = None
    """Who wrote it when no sign matches."""


class Surface(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One ``rules/surfaces/<id>.toml``."""

    schema: int
    id: str
    name: str
    kind: SurfaceKind
    network: Network
    pages: tuple[Source, ...]
    """Addresses (``place``) on which it is looked for."""
    open: Open
    self_check: tuple[str, ...]
    root: str | None = None
    """What holds the conversation; without it all of the document or shadow tree."""
    shadow: tuple[str, ...] = ()
    """Ways through open shadow roots, from the outside in."""
    confirm_ms: int = 300
    """Two looks this far apart must agree."""
    conversation: tuple[Source, ...] = ()
    """What names the conversation; without it the peer's id does."""
    unique_handles: bool = False
    """No two accounts of the network have the same handle at one time."""
    peer: Peer | None = None
    messages: Messages | None = None
    composer: tuple[str, ...] = ()
    note: str | None = None


class Widget(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A vendor of support chats. The last placeholder of an address is the tenant: whose chat it is."""

    id: str
    grade: Grade
    scripts: tuple[str, ...] = ()
    """Addresses of scripts and frames."""
    links: tuple[str, ...] = ()
    """Addresses of links."""
    inline: tuple[Inline, ...] = ()
    elements: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    """Addresses or inline code with the tenant ``expect``; read by the tests."""
    expect: str | None = None


class Inline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tenant stands in inline code behind ``after``."""

    after: str
    kind: ValueKind


class Widgets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``rules/widgets.toml``."""

    schema: int
    widgets: tuple[Widget, ...]
