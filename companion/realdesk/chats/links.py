"""Links and contacts in a message, judged as they are everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from realdesk.entities.hosts import parse
from realdesk.index.reader import Index
from realdesk.lookup.answer import holders_of
from realdesk.lookup.detect import MARKS, detect
from realdesk.lookup.found import Found
from realdesk.protocol import Page
from realdesk.signals.contact_alone import BLOCKLISTED, Alone
from realdesk.signals.interface import Context, Finding
from realdesk.verdict import findings_of

MOST = 12
"""Contacts of one message that are looked at."""
MAX_JUDGED = 64
"""Contacts of a conversation of which is kept what was found: a desk repeats its own."""
# It begins with what is rare and looks back from there.
_DOT = re.compile(r"[.．](?<=\w.)\w\w", re.ASCII)
_SCHEME = re.compile(r"\b(?:tel|sms|mailto|tg|line|whatsapp):", re.ASCII)
_DIGITS = re.compile(r"\d[\d\s().\-⁃–]{5,}\d", re.ASCII)
_NETWORKS = ("telegram", "whatsapp", "wechat", "line", "微信", "电报", "電報", "飞机", "飛機", "qq", "tg", "discord")
_WORDS = re.compile(rf"(?:{'|'.join(_NETWORKS)})\s?(?:id|号|號)?\s?[:：=@a-z0-9]", re.IGNORECASE)
_LIKE_LATIN = {"ı": "i", "İ": "i", "ſ": "s"}
"""What stands for a Latin letter where the case of letters is ignored, and is none in lower case."""


def may_have(text: str) -> bool:
    """Tell whether ``text`` may have a contact in it. Cheap signs first: most messages have none."""
    if "@" in text or "://" in text or "[.]" in text or "(dot)" in text:
        return True
    if ("." in text or "．" in text) and _DOT.search(text):
        return True
    if (":" in text and _SCHEME.search(text)) or _DIGITS.search(text):
        return True
    low = text
    if not text.isascii():
        for char, letter in _LIKE_LATIN.items():
            low = low.replace(char, letter)
    low = low.lower()
    for word in _NETWORKS:
        if word in low:
            return _WORDS.search(text) is not None
    return False


@dataclass(frozen=True, slots=True)
class Contacts:
    """What a message leads to: findings, and whether anything in it is on nobody's list or on somebody's."""

    findings: tuple[Finding, ...] = ()
    unlisted: bool = False
    phone: bool = False
    """Whether a number nobody lists is among them."""
    hosts: tuple[str, ...] = ()
    """Hosts nobody lists."""


class _Judged(NamedTuple):
    """What was found of one contact: whether nobody lists it, whether it is a number, and what speaks against it."""

    unlisted: bool
    phone: bool
    findings: tuple[Finding, ...]


Judged = dict[object, _Judged]
"""What was found of the contacts of a conversation, by the contact and by whose it is said to be."""


class ContactReader:
    """Reads contacts of messages over one index."""

    def __init__(self, index: Index) -> None:
        """Judge by ``index``."""
        self._index = index
        self._alone = Alone(index)

    def read(self, text: str, links: tuple[str, ...], asked: frozenset[int], judged: Judged | None = None) -> Contacts:
        """Return what speaks against the contacts in ``text`` and ``links``; ``asked``: whose they are said to be.

        ``judged``: what this index found of contacts before; what it finds now is added.
        """
        hinted = may_have(text)
        if not links and not hinted:
            return Contacts()
        judged = {} if judged is None else judged
        findings: list[Finding] = []
        hosts: list[str] = []
        unlisted = phone = False
        for contact in self._contacts(text, links, hinted=hinted):
            key = (contact.candidates, contact.written, asked)
            found = judged.get(key)
            if found is None:
                found = self._of(contact, asked)
                if len(judged) < MAX_JUDGED:
                    judged[key] = found
            if found.unlisted and contact.host is not None:
                hosts.append(contact.host.ascii)
            unlisted, phone = unlisted or found.unlisted, phone or found.phone
            findings += found.findings
        return Contacts(tuple(findings), unlisted, phone, tuple(hosts))

    def _contacts(self, text: str, links: tuple[str, ...], *, hinted: bool) -> list[Found]:
        """Return the contacts of a message, each once."""
        found = list(detect(text, self._index.suffixes)) if hinted else []
        # An address that stands in the text is mostly sent as a link, too.
        seen = {contact.written for contact in found if contact.written.startswith("http")}
        for link in links[:MOST]:
            if link not in seen or link[-1] in MARKS:
                found += detect(link, self._index.suffixes)
        kept = {contact.candidates[0].value: contact for contact in found}
        return [contact for contact in kept.values() if _is_contact(contact, text)][:MOST]

    def _of(self, contact: Found, asked: frozenset[int]) -> _Judged:
        held = holders_of(contact, self._index)
        if held.current:
            return _Judged(unlisted=False, phone=False, findings=())
        if contact.host is not None:
            findings = tuple(self._of_host(contact))
        else:
            findings = tuple(
                finding
                for finding in self._alone.find(contact, held, asked)
                if finding.code == BLOCKLISTED or (finding.code != "contact_unlisted" and finding.platform >= 0)
            )
        return _Judged(unlisted=True, phone=held.candidate.type == "phone", findings=findings)

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
