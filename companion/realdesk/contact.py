"""The verdict on one contact: a number, address, handle, link or invite, and whose it is said to be."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime

from realdesk.entities.undressed import undressed
from realdesk.index.format import OFFICIAL, PlatformRecord
from realdesk.index.reader import Index
from realdesk.lookup.answer import Held, Holder, holders_of
from realdesk.lookup.detect import detect
from realdesk.lookup.directory import UnknownNameError, records_of
from realdesk.lookup.found import Found
from realdesk.protocol import Level, Page, Reason, Verdict
from realdesk.scoring import counted, level_of, score_of
from realdesk.signals.contact_alone import Alone
from realdesk.signals.interface import Finding
from realdesk.verdict import channels_of, judge, reasons_of

FORGEABLE = frozenset({"phone", "email", "whatsapp", "handle", "name"})
"""Types that a caller or sender can show without holding them."""
_RANK: dict[Level, int] = {"none": 0, "official": 1, "unknown": 2, "caution": 3, "danger": 4}
_MAX_NAME, _MOST_NAMES = 400, 4


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whose the contact is said to be. ``numbers``: positions of platforms; ``ids``: of platforms and regulators."""

    ids: frozenset[str]
    numbers: frozenset[int]
    unknown: str = ""


class ContactJudge:
    """Verdicts on contacts over one index."""

    def __init__(self, index: Index, *, now: float | None = None) -> None:
        """Judge by ``index`` at ``now`` (seconds since 1970; default: the clock)."""
        self._index = index
        self._alone = Alone(index)
        self._stale = index.stale(time.time() if now is None else now)

    def judge(self, text: str, platform: str | None = None) -> Verdict:
        """Return the verdict on the contact in ``text``, said to be of ``platform``.

        ``platform`` is any name or alias, or several with commas between. Of several contacts the worst decides. A listed one is official; listing is no proof of who sends or calls.
        """
        asked = self._asked(platform)
        found = _contacts(text, self._index)
        if not found:
            return self._plain("unknown", asked, Reason("not_a_contact"))
        verdicts = [self._of(contact, asked) for contact in found]
        return max(verdicts, key=lambda verdict: (_RANK[verdict.level], verdict.score))

    def _asked(self, platform: str | None) -> _Asked:
        if platform is None or not platform.strip():
            return _Asked(frozenset(), frozenset())
        platform = platform.strip()[:_MAX_NAME]
        ids = self._ids(platform) or frozenset[str]().union(*map(self._ids, platform.split(",")[:_MOST_NAMES]))
        numbers = frozenset(self._index.number[name] for name in ids if name in self._index.number)
        return _Asked(ids, numbers, "" if ids else platform[:80])

    def _ids(self, platform: str) -> frozenset[str]:
        try:
            return frozenset(record.id for record in records_of(platform, self._index))
        except UnknownNameError:
            return frozenset()

    def _of(self, found: Found, asked: _Asked) -> Verdict:
        held = holders_of(found, self._index)
        if held.current:
            return self._listed(held, asked)
        if found.host is not None:
            verdict = judge(Page(_url(found)), self._index)
            if verdict.level in {"caution", "danger"} and (not asked.ids or verdict.platform in asked.ids):
                return verdict
        findings = list(self._alone.find(found, held, asked.numbers))
        return self._weighed(findings, asked)

    def _listed(self, held: Held, asked: _Asked) -> Verdict:
        mine = [holder for holder in held.current if not asked.ids or holder.record.id in asked.ids]
        kind, value = held.candidate.type, held.candidate.value[:200]
        params = {"type": kind, "value": value}
        if not mine:
            other = (*params.items(), ("other", _name(held.current[0].record.names)))
            return self._weighed([Finding("contact_of_another", n, other) for n in asked.numbers or {-1}], asked)
        holder = mine[0]
        if holder.use == "lost":
            return self._weighed([Finding("contact_given_up", self._number(holder), tuple(params.items()))], asked)
        official = holder.assurance in OFFICIAL and (holder.channel is not None or holder.use == "visit")
        reasons = [Reason("listed_contact" if official else "listed_contact_by_others", params)]
        if kind in FORGEABLE:
            reasons.append(Reason("listed_not_proof", params))
        if self._stale:
            date = datetime.fromtimestamp(self._index.header.expires, UTC).date().isoformat()
            reasons.append(Reason("ruleset_stale", {"date": date}))
        level: Level = "official" if official and not self._stale else "unknown"
        record = holder.record
        shown = channels_of(record) if isinstance(record, PlatformRecord) else ()
        return Verdict(level, 0, record.id, record.names, tuple(reasons), shown, self._stale)

    def _number(self, holder: Holder) -> int:
        return self._index.number.get(holder.record.id, -1)

    def _plain(self, level: Level, asked: _Asked, *reasons: Reason) -> Verdict:
        record = self._index.platform(min(asked.numbers)) if asked.numbers else None
        if asked.unknown:
            reasons = (*reasons, Reason("platform_not_known", {"name": asked.unknown}))
        return Verdict(
            level,
            0,
            record.id if record else None,
            record.names if record else {},
            reasons,
            channels_of(record) if record else (),
            self._stale,
        )

    def _weighed(self, findings: list[Finding], asked: _Asked) -> Verdict:
        """Return the verdict for the platform with the highest score."""
        platforms = {finding.platform for finding in findings if finding.platform >= 0} or set(asked.numbers) or {-1}
        verdicts = [self._for(platform, findings, asked) for platform in sorted(platforms)]
        return max(verdicts, key=lambda verdict: (_RANK[verdict.level], verdict.score))

    def _for(self, platform: int, findings: list[Finding], asked: _Asked) -> Verdict:
        policy = self._index.core.policy
        relevant = [finding for finding in findings if finding.platform in {platform, -1}]
        codes = counted((finding.code for finding in relevant), policy)
        score = score_of(codes, policy)
        kept = {finding.code: finding for finding in relevant if finding.code in codes}
        plain = self._plain("unknown", asked, *reasons_of(list(kept.values()), policy))
        record = self._index.platform(platform) if platform >= 0 else None
        found = level_of(score, codes, self._index.core)
        level: Level = "unknown" if found == "none" else found
        if record is None:
            return Verdict(
                level, score, plain.platform, plain.platform_names, plain.reasons, plain.official, self._stale
            )
        return Verdict(level, score, record.id, record.names, plain.reasons, channels_of(record), self._stale)


def _contacts(text: str, index: Index) -> tuple[Found, ...]:
    """Return the contacts in ``text``; digits in disguise are read where there is no other contact."""
    found = detect(text, index.suffixes)
    if all(contact.candidates[0].type in {"handle", "phone"} for contact in found):
        number = undressed(text)
        if number is not None and not any(c.type == "phone" for contact in found for c in contact.candidates):
            plain = detect(number, index.suffixes)
            return plain or found
    if len(found) == 1 and found[0].candidates[0].type == "handle" and not text.lstrip().startswith("@"):
        # A bare word is an account only where somebody lists it or nobody is called that.
        named = found[0].candidates[0].value in index.core.aliases
        return () if named and not holders_of(found[0], index).current else found
    return found


def _url(found: Found) -> str:
    page = next((c.value for c in found.candidates if c.type == "url"), None)
    return "https://" + (page or (found.host.ascii if found.host else ""))


def _name(names: dict[str, str]) -> str:
    return names.get("en") or next(iter(names.values()), "")
