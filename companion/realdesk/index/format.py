"""The index file: what is in it and how it is laid out.

    4 bytes   magic ``RDIX``
    2 bytes   format version, big endian
    4 bytes   length of the header, big endian
    header    msgpack ``Header``
    payload   ``Core`` (msgpack), one msgpack ``PlatformRecord`` a platform, one ``RegulatorRecord`` a regulator,
              one record of surfaces and widgets (JSON)

The header's digest covers the payload: it finds damage, not malice (whoever may write the state folder may write
any index; signatures are checked before compiling).
"""

import hashlib
import struct

import msgspec

MAGIC = b"RDIX"
FORMAT = 15
PREFIX = struct.Struct(">4sHI")
OFFICIAL = frozenset({"confirmed", "corroborated"})
"""The assurances on which a value counts as official."""
CHAT_KINDS = frozenset(
    {
        "seed_phrase",
        "private_key",
        "password",
        "one_time_code",
        "remote_access",
        "support",
        "official",
        "crypto",
        "doubling",
    }
)
"""Classes of phrases that count in pages and messages alike; those of messages alone begin with ``chat_``."""
RANK = {"confirmed": 0, "corroborated": 1, "listed": 2, "reported": 3}
"""Assurances, the best first."""


class Header(msgspec.Struct, frozen=True, array_like=True):
    """What the file holds and from which bundle it was made. Times are seconds since 1970, UTC."""

    digest: bytes
    bundle_sha256: str
    schema: int
    version: int
    issued: int
    expires: int
    label: str
    core_length: int
    platform_spans: tuple[tuple[int, int], ...]
    """Offset in the payload and length of each platform's record."""
    regulator_spans: tuple[tuple[int, int], ...]
    surfaces_span: tuple[int, int]
    """The record with all surfaces and widgets, as JSON: handed to the extension as it is."""


class Owner(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A hold on a host or contact.

    ``platform`` is a position in ``Core.platforms`` or, in the tables of regulators, in ``Core.regulators``.
    """

    platform: int
    assurance: str
    use: str
    """For hosts the use, for contacts the purpose; ``former`` for values given up."""
    exact: bool = False
    channel: int = -1
    """Position among the record's ``channels`` and then its ``others``; -1 for a host."""


class BrandEntry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A protected label."""

    label: str
    platform: int
    ambiguous: bool
    skeleton: str
    support_suffices: bool
    """For an ambiguous label: whether a support word beside it is second sign enough."""


class NameEntry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A folded name of a platform as it may stand in text."""

    name: str
    platform: int
    ambiguous: bool


class PolicyEntry(msgspec.Struct, frozen=True, array_like=True):
    """Weight of one reason code."""

    weight: float
    requires: tuple[str, ...]
    level: str | None
    always: bool = False
    """Whether nothing the user allows a site may silence it."""


class FeedRecord(msgspec.Struct, frozen=True, array_like=True):
    """A public blocklist that the user may turn on; fields as in ``rules/feeds.toml``."""

    id: str
    name: str
    address: str
    format: str
    licence: str
    homepage: str
    refresh: int
    max_bytes: int
    max_entries: int
    column: str | None
    network: str | None = None


class ChatModel(msgspec.Struct, frozen=True, array_like=True):
    """The linear model of messages; fields as in ``rules/chat_model.toml``."""

    weights: bytes
    """One signed byte a bucket, no longer in base 85: decoding that takes longer than the rest of the index."""
    scale: float
    bias: float
    sure: float
    likely: float
    together: float


class ChatReason(msgspec.Struct, frozen=True, array_like=True):
    """Which phrases of a message make a reason; fields as in ``rules/chat_slots.toml``."""

    code: str
    groups: tuple[tuple[str, ...], ...]
    reach: int
    needs: str | None
    unless: tuple[str, ...]
    at_address: str | None
    denied_too: bool
    ordinary: bool


class ChatCourse(msgspec.Struct, frozen=True, array_like=True):
    """Which reasons make one together, in whatever message; fields as in ``rules/chat_slots.toml``."""

    code: str
    must: tuple[tuple[str, ...], ...]
    sides: tuple[tuple[str, ...], ...]
    least: int


class ChatSlots(msgspec.Struct, frozen=True, array_like=True):
    """The table of reasons in messages, and of those that a conversation gives as a whole."""

    address_reach: int
    reasons: tuple[ChatReason, ...]
    courses: tuple[ChatCourse, ...]
    leans: float


class Core(msgspec.Struct, frozen=True, array_like=True):
    """Everything a verdict needs except the records of single platforms."""

    suffixes: str
    """Public suffix rules, one a line, A-labels, ``*.`` and ``!`` as in the list."""
    free_suffixes: tuple[str, ...]
    """Those of them that somebody gives names away under (the private section of the list)."""
    platforms: tuple[str, ...]
    """Ids of the platforms and, behind the first ``desks``, of the people and projects that have only an account here."""
    hosts: dict[str, tuple[Owner, ...]]
    contacts: dict[str, dict[str, tuple[Owner, ...]]]
    """Contact type to key to owners; ``entities.accounts.key`` makes keys. ``phone`` holds numbers by their last nine
    digits, ``e164`` whole; accounts are held by handle and by ``id:`` and number, pages (``url``) without scheme.
    """
    phone_forms: dict[str, tuple[str, ...]]
    """Digits as dialled to listed numbers in E.164."""
    phone_regions: tuple[str, ...]
    """Countries that listed numbers belong to."""
    aliases: dict[str, tuple[int, ...]]
    """Folded name, id, former name, brand label, ticker or pinyin to platforms; spaces are left out as well."""
    coverage: tuple[dict[str, str], ...]
    """Contact type to complete or none, one a platform."""
    brands: tuple[BrandEntry, ...]
    names: tuple[NameEntry, ...]
    phrases: dict[str, tuple[str, ...]]
    """Phrase class to folded phrases of all languages."""
    host_words: dict[str, tuple[str, ...]]
    risky_suffixes: tuple[str, ...]
    delivery: tuple[str, ...]
    code_hosting: tuple[str, ...]
    free_mail: tuple[str, ...]
    shared_hosts: dict[str, str]
    """Host to how much of the path names the author: none, first, all, post."""
    confusables: dict[str, str]
    """One character to the Latin letter it is taken for."""
    confusable_pairs: dict[str, str]
    simplified: dict[str, str]
    """Traditional characters to simplified ones, one for one."""
    words: tuple[str, ...]
    """Words of the phrases that fakes disguise (``s33d phr4se``)."""
    policy: dict[str, PolicyEntry]
    caution: int
    danger: int
    regulators: tuple[str, ...]
    countries: dict[str, tuple[int, ...]]
    """Country code to positions in ``regulators``."""
    regulator_aliases: dict[str, tuple[int, ...]]
    """The same for regulators, which have no labels and tickers."""
    regulator_hosts: dict[str, tuple[Owner, ...]]
    regulator_contacts: dict[str, dict[str, tuple[Owner, ...]]]
    chat_model: ChatModel
    chat_slots: ChatSlots
    desks: int
    feeds: tuple[FeedRecord, ...] = ()


class Spoken(msgspec.Struct, frozen=True, array_like=True):
    """What people call a platform or regulator besides its id and the names shown; for searching."""

    aliases: tuple[str, ...]
    """Further names and protected labels."""
    former: tuple[str, ...]
    tickers: tuple[str, ...]
    pinyin: tuple[str, ...]
    """Chinese names as syllables without tones, apart: ``bi an``."""
    places: tuple[str, ...] = ()
    """For a regulator: code and names of its country."""


class ChannelRecord(msgspec.Struct, frozen=True, array_like=True):
    """A current channel with its computed assurance."""

    type: str
    value: str
    purpose: str
    assurance: str
    url: str | None
    evidence_url: str | None
    evidence_date: str | None
    region: str | None
    languages: tuple[str, ...]
    hours: str | None
    dm: str | None
    former: bool = False


class PlatformRecord(msgspec.Struct, frozen=True, array_like=True):
    """What is shown of a platform."""

    id: str
    status: str
    names: dict[str, str]
    """Language tag to the name shown."""
    channels: tuple[ChannelRecord, ...]
    """Current channels that help somebody who looks for support."""
    statements: tuple[str, ...]
    coverage: dict[str, str]
    checked: str
    kind: str
    others: tuple[ChannelRecord, ...]
    """Channels that are recognised but not shown as help: press, legal, senders; and those given up (``former``)."""
    steps: dict[str, tuple[str, ...]]
    """Language tag to the way to support inside the app."""
    escalation: tuple[str, ...]
    """Ids of regulators or addresses, in order."""
    spoken: Spoken


class RegulatorRecord(msgspec.Struct, frozen=True, array_like=True):
    """What is shown of an authority or complaint body. ``country`` is ISO 3166-1 alpha-2, or ``EU``."""

    id: str
    kind: str
    status: str
    country: str
    names: dict[str, str]
    takes: dict[str, str]
    domains: tuple[str, ...]
    """Hosts to visit, official ones first."""
    channels: tuple[ChannelRecord, ...]
    others: tuple[ChannelRecord, ...]
    checked: str
    sites: tuple[ChannelRecord, ...]
    """``domains`` as contacts of type ``website``, so that each shows how sure it is."""
    spoken: Spoken


def digest_of(payload: bytes | memoryview) -> bytes:
    """Return the 32-byte digest kept in the header."""
    return hashlib.blake2b(payload, digest_size=32).digest()
