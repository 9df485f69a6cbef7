"""The rules as typed records: what a file in ``rules/`` may say.

Every record refuses unknown fields, so a misspelt key in a TOML file is an error and not a silent loss. The
same records are written to and read from the signed ``ruleset.json``. Meaning of each field: ``rules/README.md``.
"""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from realdesk.ruleset.surface_model import Surface, Widgets

SCHEMA = 1
"""Version of the source and ruleset format; a reader refuses any other."""

Assurance = Literal["confirmed", "corroborated", "listed", "reported"]
EvidenceKind = Literal[
    "own_page", "own_repository", "own_scope", "maintained_list", "footer_copy", "third_party", "unpublished"
]
DomainScope = Literal["registrable", "exact"]
DomainUse = Literal["visit", "infrastructure", "mail", "defensive", "former", "lost", "mirror"]
Coverage = Literal["complete", "none", "partial"]
Status = Literal["active", "renamed", "closed"]
RegulatorKind = Literal["regulator", "complaint_body", "police", "helpline"]
Kind = Literal["exchange", "payment", "wallet", "hardware_wallet", "protocol", "explorer", "person", "project"]
AccountKind = Literal["person", "project"]

ChannelType = Literal[
    "help_center", "ticket", "faq", "live_chat", "in_app", "phone", "email", "x", "telegram", "discord", "reddit",
    "facebook", "instagram", "youtube", "linkedin", "tiktok", "medium", "weibo", "wechat", "line", "whatsapp",
    "kakao", "forum", "blog", "github", "status_page", "verify_page", "android_app", "ios_app", "chrome_extension",
    "firefox_addon", "complaint_form", "warning_list", "register", "lens", "bitcointalk", "slack", "sms_sender", "chat_widget",
]  # fmt: skip
Purpose = Literal[
    "support", "announcements", "community", "developer", "phishing_report", "security_report", "complaint", "sender",
    "privacy", "press", "legal", "app", "status", "verification", "general",
]  # fmt: skip
StatementCode = Literal[
    "never_asks_seed", "never_asks_password", "never_asks_code", "never_asks_transfer", "never_asks_remote_access",
    "never_contacts_first", "never_calls", "no_phone_support", "no_telegram_support", "no_whatsapp_support",
    "no_discord_support", "no_social_support", "support_only_in_app",
]  # fmt: skip

FeedFormat = Literal["eth_phishing_detect", "polkadot_phishing", "host_list", "hosts_file", "url_list", "csv",
                     "json_array", "yaml_urls", "handle_list", "handle_numbers"]  # fmt: skip


class Evidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where a value was read."""

    kind: EvidenceKind
    at: str | None = None
    """An address a stranger can open. ``None`` only for ``unpublished``."""
    list: str | None = None
    """For ``maintained_list``: the id of the list, see ``assurance.INDEPENDENT_LISTS``."""
    seen: datetime.date | None = None


class Brand(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A label to protect in host names: lower-case ASCII letters and digits."""

    label: str
    ambiguous: bool = False
    """True for dictionary words and short names: by itself such a label in a host proves nothing."""
    support_suffices: bool = False
    """For an ambiguous label: a support word beside it is the second sign, because such hosts pose as the platform."""


class Domain(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A host name that the platform controls."""

    host: str
    evidence: tuple[Evidence, ...]
    scope: DomainScope = "registrable"
    use: DomainUse = "visit"
    note: str | None = None


class Channel(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One contact point. ``value`` is in the normal form of its type (rules/README.md)."""

    type: ChannelType
    value: str
    purpose: Purpose
    evidence: tuple[Evidence, ...]
    numeric_id: str | None = None
    region: str | None = None
    languages: tuple[str, ...] = ()
    hours: str | None = None
    dm: Literal["never", "replies_only", "yes"] | None = None
    former: bool = False
    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None
    note: str | None = None


class Account(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An account that others pose as, of a person or of a project whose desk is in no file of its own."""

    id: str
    name: str
    kind: AccountKind
    type: ChannelType
    value: str
    evidence: tuple[Evidence, ...]
    numeric_id: str | None = None

    def channel(self) -> Channel:
        """Return the account as a contact point."""
        return Channel(self.type, self.value, "general", self.evidence, numeric_id=self.numeric_id)


class Accounts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``rules/accounts.toml``."""

    schema: int
    checked: datetime.date
    accounts: tuple[Account, ...] = ()


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a platform says of itself, as a code; the sentence is the extension's."""

    code: StatementCode
    evidence: tuple[Evidence, ...]


class Platform(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One ``rules/platforms/<id>.toml``."""

    schema: int
    id: str
    kind: Kind
    status: Status
    checked: datetime.date
    names: dict[str, tuple[str, ...]]
    """Language tag (``en``, ``zh-Hans``, ``zh-Hant``, …) to names; the first is shown, all are recognised."""
    brands: tuple[Brand, ...]
    domains: tuple[Domain, ...]
    channels: tuple[Channel, ...] = ()
    coverage: dict[ChannelType, Coverage] = {}
    statements: tuple[Statement, ...] = ()
    tickers: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    ordinary_names: tuple[str, ...] = ()
    """Those of its names that are ordinary words, too, in a script that no brand label is written in."""
    shares_with: tuple[str, ...] = ()
    steps: dict[str, tuple[str, ...]] = {}
    """In-app way to support, per language, one short step an item."""
    escalation: tuple[str, ...] = ()
    """Ids of regulators or addresses of complaint pages, in order."""


class Regulator(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One ``rules/regulators/<id>.toml``: an authority or complaint body to escalate to."""

    schema: int
    id: str
    kind: RegulatorKind
    status: Status
    checked: datetime.date
    country: str
    """ISO 3166-1 alpha-2, or ``EU``."""
    names: dict[str, tuple[str, ...]]
    """As for platforms; the authority's own language too."""
    takes: dict[str, str]
    """What it takes on, one short sentence a language (``en``, ``zh-Hans``, ``zh-Hant``), in our words."""
    domains: tuple[Domain, ...]
    channels: tuple[Channel, ...] = ()
    former_names: tuple[str, ...] = ()
    shares_with: tuple[str, ...] = ()


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One ``rules/phrases/<lang>.toml``: phrase class to phrases."""

    schema: int
    lang: str
    classes: dict[str, tuple[str, ...]]


class HostWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``rules/host_words.toml``: words met in host names, by what they do to a brand beside them."""

    schema: int
    support: tuple[str, ...]
    account: tuple[str, ...]
    bait: tuple[str, ...]
    address: tuple[str, ...]
    neutral: tuple[str, ...]
    infrastructure: tuple[str, ...]
    ordinary: tuple[str, ...]
    """Dictionary words that contain a protected name or stand one letter away from it: no sign of that name."""
    delivery: tuple[str, ...]
    """Hosts of networks that deliver a site under its own address and theirs (``name.com.cdn.cloudflare.net``)."""
    free_mail: tuple[str, ...]
    """Mail providers on which anyone has an address."""
    risky_suffixes: tuple[str, ...]
    """Last labels under which fakes are far more frequent than other sites."""
    collectors: tuple[str, ...] = ()
    """Services that mail on or keep what any form sends them; no login is sent there."""
    code_hosting: tuple[str, ...] = ()
    """Hosts that give names away to projects of programmers: a name there that is an ordinary word is mostly a tool's."""


class SharedHost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A host on which anyone may publish."""

    host: str
    path: Literal["none", "first", "all", "post"]
    """How much of the path names the author: none (the subdomain does), the first segment, or all of it. ``post``: it
    names a text or a file, whose words say less than the name of a site."""


class SharedHosts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``rules/shared_hosts.toml``."""

    schema: int
    hosts: tuple[SharedHost, ...]


class SignalPolicy(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """``[signals.<code>]``: how much one reason code weighs."""

    weight: float
    """Probability-like, 0 to 1; weights combine as 1 - product(1 - weight)."""
    requires: tuple[str, ...] = ()
    """Codes of which one must be present for this code to count at all."""
    level: Literal["unknown", "danger"] | None = None
    """``danger``: only such codes can make a page danger, because they contradict the platform; the others can only
    say that it is not listed. ``unknown``: a claim that is shown in grey when the score alone would show nothing."""
    always: bool = False
    """True for a request that is shown also where the user trusts the site or hid its warnings."""


class Levels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lowest score, 0 to 100, of a level."""

    caution: int
    danger: int


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``rules/policy.toml``."""

    schema: int
    levels: Levels
    signals: dict[str, SignalPolicy]


class Confusables(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``rules/confusables.toml``: what a reader takes for what, for host names."""

    schema: int
    letters: dict[str, str]
    """A Latin letter to the characters that look like it."""
    pairs: dict[str, str]
    """Two letters to the one they look like when set close (``rn`` to ``m``)."""


class Feed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A public blocklist that a user may turn on. No rule can turn one on."""

    id: str
    name: str
    address: str
    format: FeedFormat
    licence: str
    """SPDX id, or in words where there is none."""
    homepage: str
    refresh: int
    """Hours between two requests."""
    max_bytes: int
    """Largest size after decompression."""
    max_entries: int
    column: str | None = None
    """For ``csv``: name of the column that holds the address."""
    network: str | None = None
    """For lists of accounts: the network they are on."""


class Feeds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``rules/feeds.toml``."""

    schema: int
    feeds: tuple[Feed, ...] = ()


class ChatModel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``rules/chat_model.toml``: a linear model over hashed n-grams of characters, made by ``tests/eval/train_chat.py``."""

    schema: int
    weights: str
    """One signed byte a bucket, in base 85; as many as a power of two."""
    scale: float
    """What one unit of a weight is worth."""
    bias: float
    sure: float
    """Log-odds from which the wording is a reason by itself."""
    likely: float
    """Log-odds from which it is one beside others."""
    together: float
    """Sum of the log-odds of messages in a row from which their wording together is a reason."""


class ChatReason(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A reason that holds where a phrase of each group stands within ``reach`` characters of one of the first."""

    code: str
    groups: tuple[tuple[str, ...], ...]
    """Each a list of phrase classes, any of which will do."""
    reach: int = 60
    needs: Literal["contact", "phone"] | None = None
    """Only where the message has a link or an account (``contact``) or a number (``phone``) that nobody lists."""
    unless: tuple[str, ...] = ()
    """Stronger reasons further up that make this one needless."""
    at_address: str | None = None
    """The code that is added where an unlisted address stands before a phrase of the first group."""
    denied_too: bool = False
    """The phrases are denials themselves, so one before them takes nothing back."""
    ordinary: bool = False
    """Any instructions ask for this; beside it a name that only resembles another says nothing."""


class ChatCourse(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A reason that a conversation as a whole gives: ``must``, and ``least`` of ``sides``, from the same peer."""

    code: str
    must: tuple[tuple[str, ...], ...]
    """Each a list of codes, one of which was found."""
    sides: tuple[tuple[str, ...], ...]
    """As ``must``, but only ``least`` of them are needed."""
    least: int = 1


class ChatSlots(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``rules/chat_slots.toml``: which phrases of a message make a reason together."""

    schema: int
    address_reach: int
    """Characters between an address and what is to be entered there."""
    reasons: tuple[ChatReason, ...]
    courses: tuple[ChatCourse, ...] = ()
    leans: float = 99.0
    """Log-odds of the wording from which a message has the code ``chat_leans``."""


class Ruleset(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``ruleset.json``, the one signed target."""

    schema: int
    platforms: tuple[Platform, ...]
    phrases: tuple[Phrases, ...]
    host_words: HostWords
    shared_hosts: SharedHosts
    policy: Policy
    confusables: Confusables
    regulators: tuple[Regulator, ...] = ()
    feeds: Feeds = Feeds(SCHEMA)
    accounts: Accounts = Accounts(SCHEMA, datetime.date(2026, 11, 25))
    surfaces: tuple[Surface, ...] = ()
    widgets: Widgets = Widgets(SCHEMA, ())
    chat_model: ChatModel = ChatModel(SCHEMA, "00000", 0.0, 0.0, 99.0, 99.0, 99.0)
    chat_slots: ChatSlots = ChatSlots(SCHEMA, 0, ())
