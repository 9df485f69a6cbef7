"""Who lists a contact, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from realdesk.entities import widgets
from realdesk.entities.canonical import Canonical
from realdesk.entities.hosts import parse
from realdesk.index.format import RANK, ChannelRecord, Owner, PlatformRecord, RegulatorRecord
from realdesk.index.reader import Index
from realdesk.lookup.blocklists import hits_of
from realdesk.lookup.countries import regions_written
from realdesk.lookup.detect import MAX_TEXT, detect
from realdesk.lookup.found import Found
from realdesk.text.normalise import fold
from realdesk.text.phrases import NAME

_MAX_CODE = 20_000


class ChannelFound(msgspec.Struct, frozen=True, omit_defaults=True):
    """The listed channel. For a host ``type`` is ``host`` and ``purpose`` what the host is used for."""

    type: str
    value: str
    purpose: str
    url: str | None = None
    region: str | None = None
    evidence_url: str | None = None
    evidence_date: str | None = None


class Blocklisted(msgspec.Struct, frozen=True):
    """A public blocklist that has the contact: its name and the day on which the entry was first seen there."""

    feed: str
    date: str


class Answer(msgspec.Struct, frozen=True):
    """The answer for programs. Without ``listed`` the last three are null.

    ``listed`` counts every assurance; only ``confirmed`` and ``corroborated`` are official. ``platform`` may be the
    id of a regulator. ``query`` is the contact as written. ``blocklisted`` is there for what is on a public blocklist
    that the user turned on, and on nobody's list.
    """

    query: str
    type: str
    canonical: str
    listed: bool
    platform: str | None = None
    assurance: str | None = None
    channel: ChannelFound | None = None
    blocklisted: tuple[Blocklisted, ...] | msgspec.UnsetType = msgspec.UNSET


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who lists a contact, or did."""

    record: PlatformRecord | RegulatorRecord
    assurance: str
    use: str
    channel: ChannelRecord | None

    @property
    def former(self) -> bool:
        """Tell whether the contact was given up and may be anybody's now."""
        return self.use == "former"


@dataclass(frozen=True, slots=True)
class Result:
    """An answer with all who list the contact, the best first. ``named``: platforms whose name is the query."""

    answer: Answer
    holders: tuple[Holder, ...] = ()
    given_up: tuple[Holder, ...] = ()
    named: tuple[int, ...] = ()
    same_domain: tuple[Holder, ...] = ()
    """For an unlisted e-mail address: who holds the domain it is at."""
    bare: bool = False
    """A name without its network was asked for; the answer holds for the network that lists it."""


@dataclass(frozen=True, slots=True)
class Held:
    """Who lists a contact: ``candidate`` is the reading that is listed, or the likeliest one."""

    candidate: Canonical
    current: tuple[Holder, ...] = ()
    given_up: tuple[Holder, ...] = ()


def look_up(text: str, index: Index, regions: Iterable[str] = ()) -> tuple[Result, ...]:
    """Return one result for each contact in ``text``; one of type ``name`` or ``text`` when there is none.

    ``regions``: countries in which a telephone number without country code is read when no list has it.
    """
    found = _with_widgets(text, detect(text, index.suffixes), index)
    regions = (*regions, *regions_written(text[:MAX_TEXT]))
    if len(found) == 1 and found[0].candidates[0].type == "handle" and not text.lstrip().startswith("@"):
        result = resolve(found[0], index, regions)
        known = result.answer.listed or result.given_up or result.answer.blocklisted
        return (result,) if known else (_name(text, index) or result,)
    if found:
        return _once(resolve(contact, index, regions) for contact in found)
    return (_name(text, index) or Result(Answer(text, "text", fold(text)[:200], listed=False)),)


def _once(results: Iterable[Result]) -> tuple[Result, ...]:
    """Return ``results`` without those that another writing of the same contact has given."""
    first: dict[tuple[str, str], Result] = {}
    for result in results:
        first.setdefault((result.answer.type, result.answer.canonical), result)
    return tuple(first.values())


def _with_widgets(text: str, found: tuple[Found, ...], index: Index) -> tuple[Found, ...]:
    """Return ``found`` with the support chats that addresses load or a pasted snippet of code names."""
    code = widgets.of_code(text[:_MAX_CODE], index.vendors)
    if code is not None:
        return (Found(text.strip(), (code,)),)
    return tuple(_as_widget(item, index) for item in found)


def _as_widget(found: Found, index: Index) -> Found:
    if found.host is None:
        return found
    url = found.written if "://" in found.written else "https://" + found.written.removeprefix("//")
    account = widgets.of_url(url, index.vendors)
    return Found(found.written, (account, *found.candidates), found.host) if account is not None else found


def resolve(found: Found, index: Index, regions: Iterable[str] = ()) -> Result:
    """Return who lists ``found``: the first of its candidates that anybody lists decides what it is."""
    regions = tuple(regions)
    held = holders_of(found, index, regions)
    if held.current:
        bare = found.candidates[0].type == "handle"
        return Result(_answer(found, held.candidate, held.current[0]), held.current, bare=bare)
    hits = hits_of(found, index)
    # A name without its network is on the network on which a list has it.
    first = hits[0][0] if hits and hits[0][0].type != "url" else _shown(found.candidates[0], regions, index)
    named = tuple(Blocklisted(hit.feed, hit.since.isoformat()) for _, hit in hits)
    answer = Answer(found.written, first.type, _written(first), listed=False, blocklisted=named or msgspec.UNSET)
    return Result(answer, given_up=held.given_up, same_domain=domain_holders(first, index))


def holders_of(found: Found, index: Index, regions: Iterable[str] = ()) -> Held:
    """Return who lists ``found`` or did, without anything that is slow to load."""
    given_up: tuple[Holder, ...] = ()
    regions = tuple(regions)
    for candidate in _dialled(found.candidates, index):
        holders = _holders(candidate, found, index)
        current = tuple(holder for holder in holders if not holder.former)
        if candidate.type == "phone" and not candidate.value.startswith("+"):
            # A short number is another desk in every country.
            current = tuple(sorted(current, key=lambda holder: _country(holder) not in regions))
        if current:
            return Held(candidate, current)
        given_up = given_up or holders
    return Held(found.candidates[0], given_up=given_up)


def _country(holder: Holder) -> str | None:
    return holder.record.country if isinstance(holder.record, RegulatorRecord) else None


def _dialled(candidates: tuple[Canonical, ...], index: Index) -> Iterable[Canonical]:
    """Yield ``candidates``, telephone numbers as the listed numbers they dial."""
    for candidate in candidates:
        yield candidate
        if candidate.type in {"phone", "whatsapp"}:
            for number in index.core.phone_forms.get(candidate.value, ()):
                yield Canonical(candidate.type, number)


def _holders(candidate: Canonical, found: Found, index: Index) -> tuple[Holder, ...]:
    kind, key = candidate.type, candidate.value
    if kind in {"host", "url"} and found.host is not None:
        return _of_page(found, index)
    table = "e164" if kind == "phone" else kind
    holders = [_holder(index, owner) for owner in index.contact(table, key)]
    holders += [_holder(index, owner, regulator=True) for owner in index.regulator_contact(table, key)]
    return _sorted(holders)


def _of_page(found: Found, index: Index) -> tuple[Holder, ...]:
    """Return who lists a page or holds its host. A page on a host of one's own is as sure as the host."""
    host = found.host
    if host is None:
        return ()
    pages: list[Holder] = []
    for candidate in found.candidates:
        if candidate.type == "url" and not pages:
            pages = [_holder(index, owner) for owner in index.contact("url", candidate.value)]
            pages += [_holder(index, o, regulator=True) for o in index.regulator_contact("url", candidate.value)]
    owners = [_holder(index, owner) for owner in index.owners(host)]
    owners += [_holder(index, owner, regulator=True) for owner in index.regulator_owners(host)]
    channels = {page.record.id: page.channel for page in pages if not page.former}
    merged = [Holder(o.record, o.assurance, o.use, channels.get(o.record.id)) for o in owners]
    own = {holder.record.id for holder in merged if not holder.former}
    return _sorted([*merged, *(page for page in pages if page.record.id not in own)])


def _holder(index: Index, owner: Owner, *, regulator: bool = False) -> Holder:
    record = index.regulator(owner.platform) if regulator else index.platform(owner.platform)
    channel = None
    if owner.channel >= 0:
        shown = len(record.channels)
        at = owner.channel
        channel = record.channels[at] if at < shown else record.others[at - shown]
    return Holder(record, owner.assurance, owner.use, channel)


def _sorted(holders: Iterable[Holder]) -> tuple[Holder, ...]:
    return tuple(sorted(holders, key=lambda holder: (holder.former, RANK[holder.assurance], holder.channel is None)))


def _answer(found: Found, candidate: Canonical, holder: Holder) -> Answer:
    channel = holder.channel
    if channel is not None:
        shown = ChannelFound(channel.type, channel.value, channel.purpose, channel.url, channel.region,
                             channel.evidence_url, channel.evidence_date)  # fmt: skip
    else:
        host = found.host.ascii if found.host is not None else candidate.value
        shown = ChannelFound("host", host, holder.use)
    return Answer(
        query=found.written,
        type=candidate.type,
        canonical=_written(candidate),
        listed=True,
        platform=holder.record.id,
        assurance=holder.assurance,
        channel=shown,
    )


def _written(candidate: Canonical) -> str:
    return "https://" + candidate.value if candidate.type == "url" else candidate.value


def _shown(candidate: Canonical, regions: Iterable[str], index: Index) -> Canonical:
    """Return an unlisted contact as it is shown: telephone numbers in E.164 where they are numbers of a country."""
    if candidate.type not in {"phone", "whatsapp"} or len(candidate.value) < 7:
        return candidate
    from realdesk.entities.dialling import e164  # noqa: PLC0415 - its library takes 60 ms to load

    # A number of ten digits that is none of the United States is a Chinese service number (400 …) first.
    number = e164(candidate.value, dict.fromkeys((*regions, "US", "CN", *index.core.phone_regions)))
    return Canonical(candidate.type, number or candidate.value)


def domain_holders(candidate: Canonical, index: Index) -> tuple[Holder, ...]:
    """Return who holds the domain of an e-mail address; nobody for other contacts."""
    if candidate.type != "email":
        return ()
    host = parse(candidate.value.rpartition("@")[2], index.suffixes)
    owners = index.owners(host) if host is not None else ()
    return _sorted(_holder(index, owner) for owner in owners if owner.use != "former")


def _name(text: str, index: Index) -> Result | None:
    """Return a result for a text that is or holds a platform's name; a name is nobody's contact."""
    folded = fold(text)[:2_000]
    numbers = index.core.aliases.get(folded, ())
    if not numbers:
        hits = [hit for hit in index.matcher.find(folded) if hit.kind == NAME]
        numbers = tuple(dict.fromkeys(hit.platform for hit in sorted(hits, key=lambda h: (h.ambiguous, h.start))))
    return Result(Answer(text, "name", folded, listed=False), named=numbers) if numbers else None
