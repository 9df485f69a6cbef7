"""What a message asks for and under which pretext: which phrases stand together, whatever their exact wording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from realdesk.chats.clauses import Message, near
from realdesk.text.phrases import Hit


@dataclass(frozen=True, slots=True)
class Together:
    """A reason ``code`` holds where a phrase of each group stands within ``reach`` characters of one of the first."""

    code: str
    groups: tuple[tuple[str, ...], ...]
    reach: int = 60
    needs_contact: bool = False
    """Only where the message has a link or an account."""


SEED = ("seed_phrase", "chat_words")
_GIVE = ("chat_give_me", "chat_give")
_PAY = ("chat_pay",)
RULES: tuple[Together, ...] = (
    Together("chat_asks_seed", (SEED, ("chat_give_me",))),
    Together("chat_asks_seed_entry", (SEED, ("chat_enter", "chat_give"))),
    Together("chat_asks_key", (("private_key", "chat_key"), ("chat_give_me",))),
    Together("chat_asks_key_entry", (("private_key", "chat_key"), ("chat_enter", "chat_give"))),
    Together("chat_asks_password", (("password",), ("chat_give_me",)), 45),
    Together("chat_asks_code", (("one_time_code", "chat_code"), _GIVE), 45),
    Together("chat_asks_code_entry", (("one_time_code", "chat_code"), ("chat_enter",)), 45),
    Together("chat_asks_api", (("chat_api",), ("chat_give_me",), ("chat_allow",)), 90),
    Together("chat_asks_screen", (("remote_access", "chat_remote"), ("chat_enter", "chat_get", *_GIVE)), 60),
    Together("chat_asks_software", (("chat_software",), ("chat_get",)), 40),
    Together("chat_asks_fee", (("chat_fee",), (*_PAY, "chat_back", "chat_money"))),
    Together("chat_asks_fee", (("chat_back",), _PAY, ("chat_money",)), 90),
    Together("chat_asks_transfer", (("chat_safe",), (*_PAY, "chat_moved"))),
    Together("chat_asks_link", (("chat_repair",), ("chat_open",)), 90, needs_contact=True),
    Together("chat_asks_link", (("chat_repair",), ("chat_repair",)), 0, needs_contact=True),
    Together("chat_asks_signature", (("chat_sign",),), needs_contact=True),
    Together("chat_not_you", (("chat_not_you",),)),
    Together("chat_asks_sign_in", (("chat_scan",),)),
    Together("chat_asks_messenger", (("chat_move",),), needs_contact=True),
    Together("chat_asks_secrecy", (("chat_secret",),)),
    Together("chat_pretext_account", (("chat_account",),)),
    Together("chat_pretext_payout", (("chat_payout",),)),
    Together("chat_pretext_authority", (("chat_authority",),)),
    Together("chat_pretext_recovery", (("chat_recovery",),)),
    Together("chat_urgency", (("chat_hurry",),)),
    Together("chat_reassures", (("chat_reassure",),)),
    Together("chat_claims_guard", (("chat_we_are",), ("chat_guard",)), 40),
    Together("chat_claims_role", (("chat_we_are",), ("support", "chat_role")), 30),
)
_SAID = {
    "chat_asks_seed_entry": "chat_asks_seed",
    "chat_asks_key_entry": "chat_asks_key",
    "chat_asks_code_entry": "chat_asks_code",
}
"""Weaker reasons that a stronger one of the same message makes needless."""
_AFTER = 160
"""Characters between an address and what is to be entered there."""
_UNDENIED = frozenset({"chat_asks_secrecy", "chat_urgency", "chat_reassures", "chat_not_you"})
"""Reasons whose phrases are denials themselves."""


_GROUPS = tuple((rule, tuple(frozenset(group) for group in rule.groups)) for rule in RULES)


def find(message: Message, *, has_contact: bool) -> Iterator[str]:
    """Yield the reason codes of a message, each once. ``has_contact``: it has a link or an account."""
    given: set[str] = set()
    kinds = set(message.by_kind)
    for rule, groups in _GROUPS:
        if kinds.isdisjoint(groups[0]):
            continue
        if any(kinds.isdisjoint(group) for group in groups[1:]) or (rule.needs_contact and not has_contact):
            continue
        if rule.code in given or _SAID.get(rule.code) in given:
            continue
        if _holds(rule, message):
            given.add(rule.code)
            yield rule.code


def after(message: Message, hosts: tuple[str, ...], kinds: tuple[str, ...]) -> bool:
    """Tell whether one of ``hosts`` stands in the message before a phrase of ``kinds``: "go to … and enter …"."""
    places = [place for place in (message.text.find(host) for host in hosts) if place >= 0]
    return any(0 < hit.start - place <= _AFTER for hit in message.of(*kinds) for place in places)


def _holds(rule: Together, message: Message) -> bool:
    read = message.plain if rule.code in _UNDENIED else message.of
    first, *others = (read(*group) for group in rule.groups)
    return bool(first) and any(_beside(hit, others, rule.reach) for hit in first)


def _beside(hit: Hit, others: list[list[Hit]], reach: int) -> bool:
    return all(near([hit], group, reach) for group in others)
