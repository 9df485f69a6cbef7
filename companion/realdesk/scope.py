"""How far trust in a page reaches: its host or, where anyone may publish, the author's part of the path as well."""

from __future__ import annotations

from urllib.parse import urlsplit

from realdesk.entities.hosts import MAX_URL, Host, is_plain
from realdesk.index.reader import Index

LONGEST = 2048
"""Characters of a scope; a longer path names no author that anybody could check."""
_PORTS = {"http": 80, "https": 443}


def scope_of(url: str, host: Host, index: Index) -> str:
    """Return the scope of trust for the page at ``url``, which stands on ``host``; empty where it would be too long.

    The host is in A-labels, with a port other than the scheme's own. The path stays as it is encoded: ``a%2Fb`` is
    not ``a/b``. Two pages are of one author when their scopes are equal.
    """
    _, named_by = index.shared(host) or ("", "none")
    if named_by == "none" and is_plain(url):
        return host.ascii
    parts = urlsplit(url.strip()[:MAX_URL] if "://" in url else f"https://{url.strip()}"[:MAX_URL])
    name = f"[{host.ascii}]" if ":" in host.ascii else host.ascii
    port = parts.port
    place = name if port is None or port == _PORTS.get(parts.scheme) else f"{name}:{port}"
    if named_by == "none":
        return place
    segments = [segment for segment in parts.path.split("/") if segment]
    scope = f"{place}/{'/'.join(segments[:1] if named_by == 'first' else segments)}"
    return scope if len(scope) <= LONGEST else ""
