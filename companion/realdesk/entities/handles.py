"""Accounts on networks: ``@handle`` and ``LINE ID: name`` in text, and links to profiles."""

from __future__ import annotations

from itertools import islice

import msgspec

from realdesk.entities import accounts
from realdesk.text.lazily import lazily

MAX_FOUND = 100
_HANDLE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_.")
MESSENGERS = frozenset({"telegram", "whatsapp", "line", "kakao", "zalo", "viber", "signal"})
"""Networks on which strangers are written to."""
_SIGNALLED = MESSENGERS | {"x", "discord", "facebook", "instagram"}
"""Networks whose links count; on those that are no messengers only where the account carries the platform's name."""
_SIGN = lazily(r"@(?<![A-Za-z0-9._+\-]@)(?=[a-z0-9_.]{4})")
"""An ``@`` that is not part of an e-mail address."""
_MESSENGER = "line telegram tg 電報 电报 飛機 飞机 whatsapp wechat weixin 微信 vx qq kakaotalk kakao"
_BEGUN = "|".join(rf"{word[0]}(?<![a-z0-9_@.].){word[1:]}" for word in _MESSENGER.split())
"""Each as a word of its own; with its first letter first, since the search then skips to the next such letter."""
_NAMED = lazily(rf"(?:{_BEGUN})[ ]?(id|号码|号|號|帳號|账号|客服)?[ ]?:[ ]?([a-z0-9_.-]{{4,32}})(?![a-z0-9_:/])")
"""A messenger, perhaps "id", a colon and the name there."""
_NO_WORD = lazily(r"[0-9_]")


class Handle(msgspec.Struct, frozen=True, gc=False):
    """An account. ``network`` is empty for a bare ``@handle``; ``name`` is lower case without @."""

    network: str
    name: str
    at: int
    """Position in the text, -1 for a link."""


def find(text: str) -> list[Handle]:
    """Return the accounts named in folded ``text``, at most ``MAX_FOUND`` of each kind.

    They are ``@handles`` that are not part of an e-mail address, and names after a messenger (``line id: name``).
    """
    return [*_signed(text), *_named(text)]


def _signed(text: str) -> list[Handle]:
    found: list[Handle] = []
    for match in _SIGN().finditer(text):
        at, end = match.start(), match.start() + 1
        while end < len(text) and end - at < 40 and text[end] in _HANDLE:
            end += 1
        name = text[at + 1 : end].strip("._") if text[at + 1 : end].endswith(".") else text[at + 1 : end]
        if 4 <= len(name) <= 32 and "." not in name:
            found.append(Handle("", name, at))
            if len(found) == MAX_FOUND:
                break
    return found


def _named(text: str) -> list[Handle]:
    if ":" not in text:
        return []
    return [
        Handle("", match[2].strip("."), match.start())
        for match in islice(_NAMED().finditer(text), MAX_FOUND)
        # "On the line: this": without "id" an ordinary word is no name.
        if match[1] or _NO_WORD().search(match[2])
    ]


def of_link(host: str, path: str) -> Handle | None:
    """Return the account or invite on a messenger or X that a link leads to, or ``None``."""
    found = accounts.of_parts(host, path)
    if found is None:
        return None
    network = found.type.removesuffix("_invite").removesuffix("_code")
    return Handle(network, found.value.lstrip("+").lower(), -1) if network in _SIGNALLED else None
