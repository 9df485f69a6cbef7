"""E-mail addresses in text."""

from __future__ import annotations

from realdesk.text.lazily import lazily

MAX_FOUND = 100
_SIGN = lazily(r"@(?<![^a-z0-9.!#$%&'*+\-/=?^_`{|}~]@)(?=[.\-]*[a-z0-9][a-z0-9\-]*\.[.\-]*[a-z0-9])")
"""An ``@`` with something of a name before it and a name with a dot behind it."""
_LOCAL = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.!#$%&'*+-/=?^_`{|}~")
_DOMAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-")
_DOTLESS = frozenset({"gmail.com", "googlemail.com"})
"""One mailbox under two names, whose owner is the same with and without dots. Other providers keep dots."""


def find(text: str) -> list[tuple[int, str]]:
    """Return (position of the @, canonical address) of the addresses in folded ``text``, at most ``MAX_FOUND``.

    Anchored on ``@`` and widened, so the work is linear in the text.
    """
    found: list[tuple[int, str]] = []
    for match in _SIGN().finditer(text):
        at = start = match.start()
        while start > 0 and at - start < 64 and text[start - 1] in _LOCAL:
            start -= 1
        end = at + 1
        while end < len(text) and end - at < 254 and text[end] in _DOMAIN:
            end += 1
        local = text[start:at].strip(".'`")
        domain = text[at + 1 : end].strip(".-")
        if local and "." in domain:
            found.append((at, f"{local}@{domain}"))
            if len(found) == MAX_FOUND:
                break
    return found


def canonical(address: str) -> str:
    """Return the form in which addresses are compared: no case, no plus tag, and for Gmail no dots."""
    local, _, domain = address.strip().lower().rpartition("@")
    local = local.partition("+")[0]
    if domain in _DOTLESS:
        return f"{local.replace('.', '')}@gmail.com"
    return f"{local}@{domain}"
