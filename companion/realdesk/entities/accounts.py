"""Accounts and invites: every address form of a network becomes one canonical value.

The forms are data (``networks``). This module only takes addresses apart and compares.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec

from realdesk.entities import emails, networks
from realdesk.entities.canonical import Canonical

MAX_URL = 8192
PAGES = frozenset({"help_center", "ticket", "faq", "live_chat", "forum", "blog", "status_page", "verify_page",
                   "complaint_form", "warning_list", "register", "slack"})  # fmt: skip
"""Channel types whose value is the address of a page."""
PROFILES = frozenset({"x", "telegram", "instagram", "facebook", "youtube", "tiktok", "medium", "weibo", "line", "kakao",
                      "reddit", "linkedin", "github", "threads", "bluesky", "farcaster", "mastodon", "twitch", "vk"})  # fmt: skip
"""Types of accounts that have a page of their own, on which their holder says who they are."""
_ANY = ("", 1, 100)


class _Form(msgspec.Struct, frozen=True):
    kind: str
    shape: str
    path: tuple[str, ...]
    parameter: str
    fragment: str


def _read(kind: str, shape: str, text: str) -> _Form:
    path, _, fragment = text.partition("#")
    path, _, parameter = path.partition("?")
    return _Form(kind, shape, tuple(path.split("/")) if path else (), parameter, fragment)


_HOSTS = frozenset(host for _, hosts, _, _ in networks.FORMS for host in hosts.split())


@cache
def _forms_of(known: str) -> tuple[_Form, ...]:
    """Return the forms of a host of ``_HOSTS``. Most are never met, so they are read when one is."""
    return tuple(
        _read(kind, shape, form)
        for kind, hosts, forms, shape in networks.FORMS
        if known in hosts.split()
        for form in forms.split()
    )


def of_url(url: str) -> Canonical | None:
    """Return the account or invite that an address leads to, whatever its scheme; ``None`` for other pages."""
    try:
        parts = urlsplit(url.strip()[:MAX_URL])
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    if parts.scheme in {"http", "https", ""}:
        return of_parts(host, unquote(parts.path), parts.query, unquote(parts.fragment))
    path = f"{unquote(parts.netloc)}/{unquote(parts.path)}" if parts.netloc else unquote(parts.path)
    return of_parts(parts.scheme + ":", path, parts.query, unquote(parts.fragment))


def of_parts(host: str, path: str, query: str = "", fragment: str = "") -> Canonical | None:
    """Return the account at ``host`` (lower case) and a percent-decoded ``path``, or ``None``."""
    host = _plain(host)
    if host not in _HOSTS:
        name, _, parent = host.partition(".")
        kind = networks.SUBDOMAINS.get(parent)
        return named(kind, name) if kind else None
    segments = tuple(part for part in path.split("/") if part)
    parameters = dict(parse_qsl(query)) if query else {}
    for form in _forms_of(host):
        found = _match(form, segments, parameters, fragment)
        if found is not None:
            return found
    return None


def profile_of(url: str) -> Canonical | None:
    """Return the account whose profile stands at ``url``; ``None`` for its posts, communities, invites and others."""
    plain = url.partition("#")[0]
    account = of_url(plain)
    if account is None or account.type not in PROFILES or account.value.startswith("r/"):
        return None
    # Where the address without its last part is the account as well, the last part is a post or a list.
    above = plain.partition("?")[0].rstrip("/").rpartition("/")[0]
    return None if "?" not in plain and of_url(above) == account else account


def on_network(host: str) -> bool:
    """Tell whether accounts have pages at ``host`` (lower case)."""
    return _plain(host) in _HOSTS or host.partition(".")[2] in networks.SUBDOMAINS


def _plain(host: str) -> str:
    """Return ``host`` without the label of a variant (``www.``, ``mobile.``, ``de-de.``) of a known network."""
    while host not in _HOSTS:
        first, _, rest = host.partition(".")
        if rest not in _HOSTS:
            return host
        if rest in networks.SHARED_BELOW:
            return rest
        locale = (len(first) == 2 or (len(first) == 5 and first[2] == "-")) and rest not in networks.SUBDOMAINS
        if first not in networks.VARIANTS and not locale:
            return host
        host = rest
    return host


def _match(form: _Form, segments: tuple[str, ...], parameters: Mapping[str, str], fragment: str) -> Canonical | None:
    found = _on_path(form.path, segments)
    if found is None:
        return None
    if form.parameter:
        name, _, pattern = form.parameter.partition("=")
        found = _take(pattern, parameters.get(name, ""))
    elif form.fragment:
        found = _take(form.fragment, fragment)
    if not found:
        return None
    what, text = found
    if what == "id":
        return numbered(form.kind, text)
    return _dialled(form.kind, text) if what == "phone" else _account(form.kind, form.shape, text)


def _on_path(patterns: tuple[str, ...], segments: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return what the path captures, () for a path that fits and captures nothing, ``None`` for another path."""
    if len(segments) < len(patterns):
        return None
    found: tuple[str, ...] = ()
    for pattern, segment in zip(patterns, segments, strict=False):
        if "{" in pattern:
            taken = _take(pattern, segment)
            if taken is None:
                return None
            found = taken
        elif pattern != "*" and pattern.lower() != segment.lower():
            return None
    return found


def _take(pattern: str, text: str) -> tuple[str, str] | None:
    """Return what a ``prefix{kind}`` pattern captures from ``text``, and the kind."""
    prefix, _, rest = pattern.partition("{")
    if not text.lower().startswith(prefix.lower()) or len(text) == len(prefix):
        return None
    return rest[:-1], text[len(prefix) :]


def numbered(kind: str, text: str) -> Canonical | None:
    """Return the account of ``kind`` that has the number ``text``, or ``None`` where that is no number."""
    # Telegram's web clients write channels as -100<id> or -<id>, with _<thread> behind; Bitcointalk adds ;sa=….
    digits = text.partition(";")[0].partition("_")[0].removeprefix("-100").lstrip("-")
    return Canonical(kind, "id:" + digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 20 else None


def _dialled(kind: str, text: str) -> Canonical | None:
    digits = "".join(c for c in text if c in "0123456789").lstrip("0")
    only = all(c in "0123456789+-() " for c in text)
    return Canonical(kind, "+" + digits) if only and 8 <= len(digits) <= 15 else None


def named(kind: str, name: str) -> Canonical | None:
    """Return the account of ``kind`` that is called ``name``, or ``None`` where none can be called that."""
    return _account(kind, "{}", name)


def _account(kind: str, shape: str, text: str) -> Canonical | None:
    name = text.lstrip("@").strip()
    letters, least, most = networks.NAMES.get(kind, _ANY)
    if not least <= len(name) <= most or (letters and not all(c in letters for c in name.lower())):
        return None
    if kind in networks.NUMBERED and not name.isdecimal():
        return None
    if name.lower() in networks.RESERVED.get(kind, ()):
        return None
    return Canonical(kind, key(kind, shape.format(name)))


def key(kind: str, value: str) -> str:
    """Return the value under which a contact of ``kind`` is compared, from its normal form in the rules."""
    if kind in {"phone", "whatsapp"}:
        digits = "".join(c for c in value if c in "0123456789")
        return "+" + digits if value.startswith("+") else digits
    if kind == "email":
        return emails.canonical(value)
    if kind in networks.EXACT:
        return value
    if kind == "youtube":
        return _youtube(value)
    if kind == "facebook":
        value = value.replace(".", "")  # the network ignores dots
        return "id:" + value if value.isdecimal() else value.lower()
    if kind == "weibo" and value.removeprefix("u/").isdecimal():
        return "id:" + value.removeprefix("u/")
    if kind in networks.NUMBERED:
        return "id:" + value.removeprefix("id:")
    if kind in {"lens", "farcaster"}:
        # A name and the same name with its domain are one account.
        return value.lower().removesuffix(".lens").removesuffix(".eth")
    return value.lower()


def _youtube(value: str) -> str:
    if value.startswith("channel/"):
        return value
    return value.lower() if value.startswith(("@", "c/", "user/")) else "c/" + value.lower()


def page_keys(host: str, path: str, query: str = "") -> tuple[str, ...]:
    """Return the keys of a page, the most exact first: with its query, and without."""
    plain = host.removeprefix("www.") + path.rstrip("/")
    return (f"{plain}?{query}", plain) if query else (plain,)
