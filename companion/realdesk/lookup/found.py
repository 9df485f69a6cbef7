"""A contact as it was written, with all that it may be."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from realdesk.entities import accounts, dialling, emails, networks
from realdesk.entities.canonical import Canonical
from realdesk.entities.hosts import Host, Suffixes, parse, to_ascii


@dataclass(frozen=True, slots=True)
class Found:
    """``candidates``: what ``written`` may be, the likeliest first; the first is what it is called when unlisted."""

    written: str
    candidates: tuple[Canonical, ...]
    host: Host | None = None
    """The host whose owner owns the contact too: set for web addresses that are no account on a network."""


def web(written: str, url: str, suffixes: Suffixes) -> Found | None:
    """Read a web address, with or without scheme: an account, a page or a host."""
    if "://" not in url:
        url = "https://" + url
    host = parse(url, suffixes)
    if host is None or not (host.registrable or host.suffix or host.is_ip):
        return None
    parts = urlsplit(url)
    account = accounts.of_parts(host.ascii, host.path, parts.query, unquote(parts.fragment))
    keys = accounts.page_keys(host.ascii, host.path, parts.query)
    pages = tuple(Canonical("url", key) for key in keys)
    if account is not None:
        return Found(written, (account, *pages))
    bare = len(keys) == 1 and not host.path.strip("/")
    first = Canonical("host", host.ascii)
    return Found(written, (first, *pages) if bare else (*pages, first), host)


def scheme(written: str, url: str) -> Found | None:
    """Read an address of an app or of the system: ``tg:``, ``tel:``, ``mailto:``, ``market:``."""
    name, _, rest = url.partition(":")
    if name == "mailto":
        return email(written, unquote(rest.partition("?")[0]))
    if name in {"tel", "sms", "callto"}:
        return phone(written, unquote(rest.partition("?")[0]).lstrip("/"))
    account = accounts.of_url(url)
    return Found(written, (account,)) if account is not None else None


def email(written: str, address: str) -> Found | None:
    """Read an e-mail address; its domain may be written in any script."""
    local, _, domain = address.strip().rpartition("@")
    domain = ".".join(to_ascii(label) for label in domain.lower().rstrip(".").split("."))
    if not local or "." not in domain:
        return None
    return Found(written, (Canonical("email", emails.canonical(f"{local}@{domain}")),))


def phone(written: str, text: str, kind: str = "phone") -> Found | None:
    """Read a telephone number: its digits as dialled, ``+`` first where the country code is among them."""
    digits = dialling.dialled(text)
    return Found(written, (Canonical(kind, digits),)) if digits is not None else None


def named(written: str, word: str, name: str) -> Found | None:
    """Read a name after the word for its network (``微信``, ``TG``), or ``None`` when it cannot be one there."""
    kind = networks.WORDS[word.lower()]
    if kind == "whatsapp":
        return phone(written, name, kind)
    if kind == "sms_sender":
        return _sender(written, name)
    name = name.strip("@").rstrip(".")
    if not name:
        return None
    if name.isdecimal() and kind != "qq":
        return Found(written, (Canonical(kind, "id:" + name),))
    account = on_network(kind, name)
    return Found(written, account) if account else None


def _sender(written: str, name: str) -> Found | None:
    """Read the number a short message comes from; "SMS: hello" names nobody."""
    found = phone(written, name)
    digits = "".join(name.split())
    sender = (Canonical("sms_sender", digits),) if digits.isdecimal() else ()
    candidates = (*sender, *(found.candidates if found else ()))
    return Found(written, candidates) if candidates else None


def on_network(kind: str, name: str) -> tuple[Canonical, ...]:
    """Return what a bare ``name`` can be on the network ``kind``."""
    letters, least, most = networks.NAMES.get(kind, ("", 1, 100))
    plain = name.partition("/")[2] or name
    if not least <= len(plain) <= most or (letters and not all(c in letters for c in plain.lower())):
        return ()
    if kind == "youtube" and "/" not in name:
        return (Canonical(kind, "@" + name.lower()), Canonical(kind, accounts.key(kind, name)))
    if kind == "linkedin" and "/" not in name:
        return (Canonical(kind, "company/" + name.lower()), Canonical(kind, "in/" + name.lower()))
    if kind == "reddit" and "/" not in name:
        return (Canonical(kind, "r/" + name.lower()), Canonical(kind, "u/" + name.lower()))
    return (Canonical(kind, accounts.key(kind, name)),)


def handle(written: str, name: str) -> Found:
    """Read ``@name`` without a network: it may be on any of them."""
    candidates = [found for kind in networks.HANDLES for found in on_network(kind, name)]
    return Found(written, (Canonical("handle", name.lower()), *candidates))
