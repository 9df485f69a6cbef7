"""Reader of the index: mapped, immutable, with the records of single platforms decoded on demand."""

from __future__ import annotations

import mmap
import time
from functools import cached_property
from pathlib import Path
from typing import NoReturn, cast

import msgspec

from realdesk.entities.hosts import Host, Suffixes
from realdesk.entities.widgets import Vendor, vendors_of
from realdesk.errors import IndexFileError
from realdesk.feeds.names import PublicHosts
from realdesk.feeds.reader import Blocklist
from realdesk.index import format as fmt
from realdesk.index.parts import Parts
from realdesk.text.folding import Folding
from realdesk.text.model import Model
from realdesk.text.phrases import HEADS_ONLY, Matcher

_SKEW = 86_400
"""Seconds a clock may be behind the ruleset's time of issue."""
_REBUILD = "Run `realdesk rules activate` to compile the ruleset again."


_NOBODY: dict[str, tuple[fmt.Owner, ...]] = {}


class Index:
    """A compiled ruleset. Look-ups only; a newer ruleset is a new ``Index``."""

    blocklist: Blocklist | None = None
    """Public blocklists that the user turned on; set by who has them."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        """Read the header and core of ``data``.

        Raises:
            IndexFileError: not an index, damaged, or of another format.
        """
        self._data = view = memoryview(data)
        try:
            magic, version, length = fmt.PREFIX.unpack_from(view)
        except Exception:
            _refuse("is too short")
        if magic != fmt.MAGIC:
            _refuse("is not an index")
        if version != fmt.FORMAT:
            _refuse(f"has format {version}, this version reads {fmt.FORMAT}")
        start = fmt.PREFIX.size
        self._payload = start + length
        try:
            self.header = msgspec.msgpack.decode(view[start : self._payload], type=fmt.Header)
            if fmt.digest_of(view[self._payload :]) != self.header.digest:
                _refuse("is damaged")
            core = view[self._payload : self._payload + self.header.core_length]
            self.core = cast("fmt.Core", Parts(core))
        except (msgspec.DecodeError, UnicodeDecodeError):
            _refuse("is damaged")
        self.suffixes = Suffixes(self.core.suffixes)
        self._platforms: dict[int, fmt.PlatformRecord] = {}
        self.number = {platform: number for number, platform in enumerate(self.core.platforms)}

    @classmethod
    def open(cls, path: Path) -> Index:
        """Map the file at ``path``.

        Raises:
            IndexFileError: missing, unreadable or damaged.
        """
        try:
            with path.open("rb") as file:
                data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise IndexFileError(f"The index {path.name} cannot be read.", hint=_REBUILD) from error
        return cls(data)

    @cached_property
    def public_hosts(self) -> PublicHosts:
        """Hosts on which anybody may publish."""
        return PublicHosts(self.core.shared_hosts)

    @cached_property
    def letters(self) -> dict[int, str]:
        """Confusable characters as a translation table."""
        return str.maketrans(self.core.confusables)

    @cached_property
    def free_suffixes(self) -> frozenset[str]:
        """Public suffixes under which somebody gives names away."""
        return frozenset(self.core.free_suffixes)

    @cached_property
    def risky_suffixes(self) -> frozenset[str]:
        """Last labels that fakes prefer."""
        return frozenset(self.core.risky_suffixes)

    @cached_property
    def delivery(self) -> tuple[str, ...]:
        """What hosts end in that deliver the sites of others."""
        return tuple("." + suffix for suffix in self.core.delivery)

    @cached_property
    def free_mail(self) -> frozenset[str]:
        """Mail providers on which anyone has an address."""
        return frozenset(self.core.free_mail)

    @cached_property
    def folding(self) -> Folding:
        """How page text is folded before it is searched."""
        return Folding(self.core.confusables, self.core.simplified, self.core.words)

    @cached_property
    def matcher(self) -> Matcher:
        """The automaton over the phrases of pages and platform names."""
        return Matcher(self._page_phrases, self.core.names)

    @cached_property
    def _page_phrases(self) -> dict[str, tuple[str, ...]]:
        return {kind: texts for kind, texts in self.core.phrases.items() if not kind.startswith("chat_")}

    @cached_property
    def chat_matcher(self) -> Matcher:
        """The automaton over what counts in messages."""
        kinds = fmt.CHAT_KINDS
        chats = {kind: texts for kind, texts in self.core.phrases.items() if kind.startswith("chat_") or kind in kinds}
        return Matcher(chats, self.core.names)

    @cached_property
    def wallet_matcher(self) -> Matcher:
        """The automaton over words for wallets and crypto assets as such; only names of accounts are looked at with it."""
        return Matcher({"wallet_word": self.core.phrases.get("wallet_word", ())}, ())

    @cached_property
    def chat_model(self) -> Model:
        """The linear model of messages."""
        return Model(self.core.chat_model)

    @cached_property
    def body_matcher(self) -> Matcher:
        """The automaton over what means something in running text."""
        return Matcher(self._page_phrases, self.core.names, HEADS_ONLY)

    def stale(self, now: float | None = None) -> bool:
        """Tell whether the ruleset's signatures have expired at ``now`` (seconds since 1970).

        A clock that stands before the ruleset was issued cannot vouch for its freshness either.
        """
        clock = time.time() if now is None else now
        return clock >= self.header.expires or clock < self.header.issued - _SKEW

    def owners(self, host: Host) -> tuple[fmt.Owner, ...]:
        """Return which platforms hold ``host``: the most exact entry that covers it."""
        return _covering(self.core.hosts, host.ascii)

    def regulator_owners(self, host: Host) -> tuple[fmt.Owner, ...]:
        """Return which regulators hold ``host``."""
        return _covering(self.core.regulator_hosts, host.ascii)

    def shared(self, host: Host) -> tuple[str, str] | None:
        """Return the listed shared host that ``host`` is or stands below, and how much of a path names the author."""
        for name in (host.ascii, host.registrable, host.suffix):
            if name in self.core.shared_hosts:
                return name, self.core.shared_hosts[name]
        return None

    def contact(self, kind: str, key: str) -> tuple[fmt.Owner, ...]:
        """Return the platforms that list a contact; ``key`` as ``entities.accounts.key`` makes it."""
        return self.core.contacts.get(kind, _NOBODY).get(key, ())

    def regulator_contact(self, kind: str, key: str) -> tuple[fmt.Owner, ...]:
        """Return the regulators that list a contact."""
        return self.core.regulator_contacts.get(kind, _NOBODY).get(key, ())

    def platform(self, number: int) -> fmt.PlatformRecord:
        """Return the record of a platform by its position in ``core.platforms``."""
        record = self._platforms.get(number)
        if record is None:
            record = msgspec.msgpack.decode(self._record(self.header.platform_spans[number]), type=fmt.PlatformRecord)
            self._platforms[number] = record
        return record

    def regulator(self, number: int) -> fmt.RegulatorRecord:
        """Return the record of a regulator by its position in ``core.regulators``."""
        return msgspec.msgpack.decode(self._record(self.header.regulator_spans[number]), type=fmt.RegulatorRecord)

    def surfaces(self) -> bytes:
        """Return the surfaces and widgets as the JSON that the extension reads."""
        return bytes(self._record(self.header.surfaces_span))

    @cached_property
    def vendors(self) -> tuple[Vendor, ...]:
        """The vendors of support chats that pages build in."""
        return vendors_of(self.surfaces())

    def _record(self, span: tuple[int, int]) -> memoryview:
        start = self._payload + span[0]
        return self._data[start : start + span[1]]


def _covering(hosts: dict[str, tuple[fmt.Owner, ...]], host: str) -> tuple[fmt.Owner, ...]:
    exact = hosts.get(host)
    if exact:
        return exact
    parent = host.partition(".")[2]
    while "." in parent:
        found = hosts.get(parent)
        if found:
            covering = tuple(owner for owner in found if not owner.exact)
            if covering:
                return covering
        parent = parent.partition(".")[2]
    return ()


def _refuse(why: str) -> NoReturn:
    raise IndexFileError(f"The compiled ruleset {why}.", hint=_REBUILD)
