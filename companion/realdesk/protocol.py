"""Messages between the extension and the host: the only place where raw messages are read.

PROTOCOL.md describes every message; ``tests/protocol/golden`` holds an example of each. Append-only: a field may be
added with a default, none may change its meaning.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

PROTOCOL_VERSION = "1.1"
"""major.minor: another major is refused, a higher minor is accepted."""

Level = Literal["official", "none", "unknown", "caution", "danger"]


class Field(msgspec.Struct, frozen=True):
    """A form field of a page. ``label`` joins label text, aria-label and placeholder. Values are never read."""

    type: str
    label: str = ""
    name: str = ""
    max_length: int = -1
    autocomplete: str = ""
    visible: bool = True
    """False for a field that nobody can see: a trap for robots, or a later step of a form."""


class Link(msgspec.Struct, frozen=True):
    """A link: absolute ``href`` and its text."""

    href: str
    text: str = ""


class Frame(msgspec.Struct, frozen=True):
    """What one document shows. Limits: PROTOCOL.md."""

    url: str
    title: str = ""
    site_name: str = ""
    lang: str = ""
    headings: tuple[str, ...] = ()
    text: str = ""
    links: tuple[Link, ...] = ()
    fields: tuple[Field, ...] = ()
    buttons: tuple[str, ...] = ()
    truncated: bool = False
    description: str = ""
    alts: tuple[str, ...] = ()
    """What pictures say (``alt``)."""
    generated: tuple[str, ...] = ()
    """Words that style sheets add (``::before``, ``::after``)."""
    hidden: str = ""
    """Text that is in the document and not to be seen; it is not in ``text``."""
    frame_urls: tuple[str, ...] = ()
    """Addresses of the documents in it."""
    actions: tuple[str, ...] = ()
    """Where forms are sent."""


class Widget(msgspec.Struct, frozen=True):
    """A support chat built into the page: the vendor (``rules/widgets.toml``) and whose account it is. Since 1.1."""

    vendor: str
    tenant: str


class Page(msgspec.Struct, frozen=True):
    """A tab: its address and its documents, the top one first."""

    url: str
    frames: tuple[Frame, ...] = ()
    widgets: tuple[Widget, ...] = ()
    """Those whose account is known."""


class Hello(msgspec.Struct, frozen=True, tag="hello", tag_field="type"):
    """First message on a port."""

    id: int
    protocol: str
    version: str = ""


class CheckPage(msgspec.Struct, frozen=True, tag="check_page", tag_field="type"):
    """Ask for a verdict on a page."""

    id: int
    page: Page


class Surfaces(msgspec.Struct, frozen=True, tag="surfaces", tag_field="type"):
    """Ask how chats and widgets are read. ``known`` is the digest of the list the sender has, or empty."""

    id: int
    known: str = ""


class Contacts(msgspec.Struct, frozen=True, tag="contacts", tag_field="type"):
    """Ask for the verified contacts of a platform by id."""

    id: int
    platform: str


class Platforms(msgspec.Struct, frozen=True, tag="platforms", tag_field="type"):
    """Ask which platforms and regulators there are, or which fit a text that somebody typed. Since 1.1."""

    id: int
    text: str = ""


class Regulator(msgspec.Struct, frozen=True, tag="regulator", tag_field="type"):
    """Ask for the contacts of a regulator by id. Since 1.1."""

    id: int
    regulator: str


class ChatPeer(msgspec.Struct, frozen=True):
    """The other side of a conversation as the surface shows it; empty where it shows nothing. Since 1.1."""

    id: str | None = None
    """The number or key that stays when names change."""
    display_name: str | None = None
    handle: str | None = None
    bio: str | None = None
    verified: bool | None = None
    """``None`` where the surface shows no badges."""


class ChatMessage(msgspec.Struct, frozen=True, rename={"sender": "from"}):
    """One message. An unknown direction counts as incoming. Since 1.1."""

    text: str
    sender: Literal["peer", "me", "unknown"] = "unknown"
    id: str = ""
    links: tuple[str, ...] = ()
    """Addresses the message leads to, whatever its text says."""


class Chat(msgspec.Struct, frozen=True):
    """A conversation: the messages that were not sent before, oldest first. Since 1.1."""

    messages: tuple[ChatMessage, ...] = ()
    surface: str = ""
    page_url: str = ""
    conversation: str = ""
    """What the host keeps its state under; empty keeps none."""
    peer: ChatPeer | None = None
    more: bool = False
    """Whether further messages that are there already follow in another request."""


class CheckChat(msgspec.Struct, frozen=True, tag="check_chat", tag_field="type"):
    """Ask for a verdict on a conversation. Since 1.1."""

    id: int
    chat: Chat


class ForgetChat(msgspec.Struct, frozen=True, tag="forget_chat", tag_field="type"):
    """Forget a conversation: its tab was closed. Without ``surface`` on every surface. Since 1.1."""

    id: int
    conversation: str
    surface: str = ""


Request = Hello | CheckPage | CheckChat | ForgetChat | Contacts | Platforms | Regulator | Surfaces


class Reason(msgspec.Struct, frozen=True):
    """Why: a code and its parameters; the sentence is in ``_locales`` under ``reason_<code>``."""

    code: str
    params: dict[str, str] = {}
    insistent: bool = False
    """True for a request for secrets or control: nothing that a user allows a site may silence it. Since 1.1."""
    share: int = 0
    """Part of the score that it brings, in percent; 0 where nothing is weighed. Since 1.1."""


class OfficialChannel(msgspec.Struct, frozen=True, omit_defaults=True):
    """A channel to use instead."""

    type: str
    value: str
    purpose: str
    assurance: str
    url: str | None = None
    """What a click opens, when there is something to open."""
    evidence_url: str | None = None
    evidence_date: str | None = None
    region: str | None = None
    languages: tuple[str, ...] = ()
    hours: str | None = None
    dm: str | None = None


class Verdict(msgspec.Struct, frozen=True):
    """The answer on a page."""

    level: Level
    score: int
    """Risk only, 0 to 100."""
    platform: str | None
    platform_names: dict[str, str]
    """Language tag to display name of ``platform``; empty without a platform."""
    reasons: tuple[Reason, ...]
    official: tuple[OfficialChannel, ...]
    stale: bool = False
    scope: str = ""
    """What trust in this page covers: its host or, where anyone may publish, host and the author's part of the path.
    Two pages belong together when it is equal; empty where there is nothing to trust. Since 1.1."""


class Mark(msgspec.Struct, frozen=True):
    """A message that speaks against the peer. ``message``: its id, or its position in the conversation as digits."""

    message: str
    codes: tuple[str, ...]


class ChatVerdict(msgspec.Struct, frozen=True):
    """The answer on a conversation, over all messages sent of it so far. Since 1.1."""

    level: Level
    score: int
    """Risk only, 0 to 100."""
    platform: str | None
    platform_names: dict[str, str]
    reasons: tuple[Reason, ...]
    """The weightiest first; those that speak of a message have the parameter ``message`` (as in ``marks``)."""
    official: tuple[OfficialChannel, ...]
    alarm_index: int | None
    """Position, from 0, of the message at which the level first reached caution, or null. 0 for the peer alone."""
    marks: tuple[Mark, ...]
    """In the order of the conversation."""
    peer_reasons: tuple[Reason, ...]
    """Those of ``reasons`` that speak of the peer."""
    stale: bool = False


class ForgetChatResult(msgspec.Struct, frozen=True):
    """Whether anything was kept of the conversation. Since 1.1."""

    forgotten: bool


class RulesetInfo(msgspec.Struct, frozen=True):
    """Which ruleset is in use."""

    schema: int
    version: int
    date: str
    expires: str
    stale: bool
    label: str
    """``release`` or ``local development``."""
    platforms: int


class HelloResult(msgspec.Struct, frozen=True):
    """Answer to hello."""

    protocol: str
    companion: str
    ruleset: RulesetInfo | None


class ContactsResult(msgspec.Struct, frozen=True):
    """The verified contacts of a platform. ``statements`` are codes (``statement_<code>`` in ``_locales``)."""

    platform: str
    names: dict[str, str]
    status: str
    channels: tuple[OfficialChannel, ...]
    statements: tuple[str, ...]
    coverage: dict[str, str]
    checked: str
    stale: bool
    former: tuple[str, ...] = ()
    """Names it had before. Since 1.1, as the next."""
    steps: dict[str, tuple[str, ...]] = {}
    """Language tag to the way to support inside the app, one step an item."""


class Found(msgspec.Struct, frozen=True, omit_defaults=True):
    """A platform, or a regulator: these have a ``country``. Everything but ``id`` and ``status`` is for searching."""

    id: str
    status: str
    names: dict[str, str]
    """Language tag to the name shown."""
    aliases: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    tickers: tuple[str, ...] = ()
    pinyin: tuple[str, ...] = ()
    country: str | None = None
    """ISO 3166-1 alpha-2, or ``EU``."""
    places: tuple[str, ...] = ()
    """Names of the country."""


class PlatformsResult(msgspec.Struct, frozen=True):
    """What fits the text, best first; without a text all platforms and then all regulators, by id."""

    found: tuple[Found, ...]
    stale: bool


class RegulatorResult(msgspec.Struct, frozen=True):
    """Whom to turn to. ``channels`` begin with its web sites (type ``website``)."""

    regulator: str
    kind: str
    names: dict[str, str]
    status: str
    country: str
    takes: dict[str, str]
    """Language tag to one sentence on what it takes on."""
    channels: tuple[OfficialChannel, ...]
    checked: str
    stale: bool
    former: tuple[str, ...] = ()


class SurfacesResult(msgspec.Struct, frozen=True):
    """How chats and widgets are read."""

    version: int
    """Of the ruleset."""
    digest: str
    rules: msgspec.Raw | None
    """``surfaces`` and ``widgets`` as rules/README.md describes them; null when ``known`` is the digest."""


class ErrorBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """What went wrong and what to do next; ``code`` is stable (PROTOCOL.md), ``message`` is for logs."""

    code: str
    message: str
    hint: str = ""


class Reply(msgspec.Struct, frozen=True, omit_defaults=True):
    """One answer. ``id`` repeats the request's, or is null when it could not be read."""

    id: int | None
    result: Any = None
    error: ErrorBody | None = None
