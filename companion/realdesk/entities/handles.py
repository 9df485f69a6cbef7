"""Accounts on networks: ``@handle`` in text and links to profiles."""

from __future__ import annotations

from dataclasses import dataclass

MAX_FOUND = 100
_HANDLE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_.")
_LINK_HOSTS = {
    "t.me": "telegram",
    "telegram.me": "telegram",
    "telegram.dog": "telegram",
    "x.com": "x",
    "twitter.com": "x",
    "mobile.twitter.com": "x",
    "wa.me": "whatsapp",
    "line.me": "line",
    "lin.ee": "line",
}
_NOT_ACCOUNTS = frozenset(
    {"share", "intent", "home", "search", "hashtag", "i", "joinchat", "s", "addstickers", "proxy"}
)


@dataclass(frozen=True, slots=True)
class Handle:
    """An account. ``network`` is empty for a bare ``@handle``; ``name`` is lower case without @."""

    network: str
    name: str
    at: int
    """Position in the text, -1 for a link."""


def find(text: str) -> list[Handle]:
    """Return the ``@handles`` in folded ``text`` that are not part of an e-mail address, at most ``MAX_FOUND``."""
    found: list[Handle] = []
    at = text.find("@")
    while at != -1 and len(found) < MAX_FOUND:
        before = text[at - 1] if at else " "
        end = at + 1
        while end < len(text) and end - at < 40 and text[end] in _HANDLE:
            end += 1
        name = text[at + 1 : end].strip("._") if text[at + 1 : end].endswith(".") else text[at + 1 : end]
        attached = before.isascii() and (before.isalnum() or before in "._-+")
        if 4 <= len(name) <= 32 and not attached and "." not in name:
            found.append(Handle("", name, at))
        at = text.find("@", at + 1)
    return found


def of_link(host: str, path: str) -> Handle | None:
    """Return the account that a link leads to, or ``None``."""
    network = _LINK_HOSTS.get(host.removeprefix("www."))
    if network is None:
        return None
    parts = [part for part in path.split("/") if part]
    if not parts:
        return None
    name = parts[0].lstrip("@~+").lower()
    if name in _NOT_ACCOUNTS or not name or not all(c in _HANDLE for c in name):
        return None
    return Handle(network, name, -1)
