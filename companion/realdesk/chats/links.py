"""Links and contacts in a message, judged as they are everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from realdesk.entities.hosts import parse
from realdesk.index.reader import Index
from realdesk.lookup.answer import holders_of
from realdesk.lookup.detect import detect
from realdesk.lookup.found import Found
from realdesk.protocol import Page
from realdesk.signals.contact_alone import BLOCKLISTED, Alone
from realdesk.signals.interface import Context, Finding
from realdesk.verdict import findings_of

MOST = 12
"""Contacts of one message that are looked at."""
_HINT = re.compile(
    r"@|://|\w[.．]\w\w|\[\.\]|\(dot\)|\b(?:tel|sms|mailto|tg|line|whatsapp):|\d[\d\s().\-⁃–]{5,}\d", re.ASCII
)
_WORDS = re.compile(
    r"(?:telegram|whatsapp|wechat|line|微信|电报|電報|飞机|飛機|qq|tg|discord)\s?(?:id|号|號)?\s?[:：=@a-z0-9]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Contacts:
    """What a message leads to: findings, and whether anything in it is on nobody's list or on somebody's."""

    findings: tuple[Finding, ...] = ()
    unlisted: bool = False
    phone: bool = False
    """Whether a number nobody lists is among them."""
    hosts: tuple[str, ...] = ()
    """Hosts nobody lists."""


class ContactReader:
    """Reads contacts of messages over one index."""

    def __init__(self, index: Index) -> None:
        """Judge by ``index``."""
        self._index = index
        self._alone = Alone(index)

    def read(self, text: str, links: tuple[str, ...], asked: frozenset[int]) -> Contacts:
        """Return what speaks against the contacts in ``text`` and ``links``; ``asked``: whose they are said to be."""
        if not links and not (_HINT.search(text) or _WORDS.search(text)):
            return Contacts()
        found = list(detect(text, self._index.suffixes)) if _HINT.search(text) or _WORDS.search(text) else []
        for link in links[:MOST]:
            found += detect(link, self._index.suffixes)
        kept = {contact.candidates[0].value: contact for contact in found}
        contacts = [contact for contact in kept.values() if _is_contact(contact, text)][:MOST]
        findings: list[Finding] = []
        hosts: list[str] = []
        unlisted = phone = False
        for contact in contacts:
            held = holders_of(contact, self._index)
            if held.current:
                continue
            unlisted = True
            phone = phone or held.candidate.type == "phone"
            if contact.host is not None:
                hosts.append(contact.host.ascii)
                findings += self._of_host(contact)
            else:
                findings += (
                    finding
                    for finding in self._alone.find(contact, held, asked)
                    if finding.code == BLOCKLISTED or (finding.code != "contact_unlisted" and finding.platform >= 0)
                )
        return Contacts(tuple(findings), unlisted, phone, tuple(hosts))

    def _of_host(self, contact: Found) -> Iterator[Finding]:
        """Yield what the address says that a link leads to."""
        page = next(c.value for c in contact.candidates if c.type in {"url", "host"})
        url = "https://" + page
        host = parse(url, self._index.suffixes)
        if host is not None and not self._index.owners(host):
            yield from findings_of(Context(Page(url), host, self._index))


def _is_contact(contact: Found, text: str) -> bool:
    """Tell whether a reading is a contact at all: a whole message of one word is read too generously."""
    kind = contact.candidates[0].type
    if contact.written.strip() == text.strip() and kind in {"handle", "sms_sender", "android_app", "ios_app"}:
        return text.lstrip().startswith("@")
    return True
