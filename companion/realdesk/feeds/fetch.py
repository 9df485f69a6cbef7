"""Fetches one list over https. The only module of the package that speaks to a network.

Nothing about pages, the user or the machine goes out: a request is the list's address, a fixed name and the validators
(``ETag``, ``Last-Modified``) that the same server gave with the same list. No cookies, no referrer, no credentials.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from urllib.request import getproxies, proxy_bypass

import aiohttp
from yarl import URL

from realdesk.errors import FeedError
from realdesk.feeds.decode import ENCODINGS, decoder

USER_AGENT = "realdesk-feeds"
LOOPBACK_SWITCH = "REALDESK_FEEDS_ALLOW_LOOPBACK"
"""Environment variable for tests: ``1`` allows plain http to this computer."""
_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 64 * 1024
_LATER = "Check the connection, then run `realdesk update --force`."
_THEIRS = "If this stays, turn the feed off: realdesk feeds disable ID"


@dataclass(frozen=True)
class Validators:
    """What the server gave with the copy we have."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True)
class Limits:
    """``size`` in bytes after decompression; times in seconds."""

    size: int
    total: float = 300.0
    connect: float = 20.0
    idle: float = 30.0


@dataclass(frozen=True)
class Fetched:
    """An answer. ``content`` is ``None`` when nothing has changed."""

    content: bytes | None
    validators: Validators = field(default_factory=Validators)


async def fetch(address: str, known: Validators, limits: Limits) -> Fetched:
    """Return the list at ``address``.

    Raises:
        FeedError: it cannot be had, or is refused; the text says why and what to do.
    """
    timeout = aiohttp.ClientTimeout(total=limits.total, sock_connect=limits.connect, sock_read=limits.idle)
    headers = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": ENCODINGS}
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    try:
        async with aiohttp.ClientSession(
            timeout=timeout,
            headers=headers,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,  # it would read passwords from .netrc as well
        ) as session:
            return await _follow(session, _allowed(URL(address)), limits)
    except TimeoutError as error:
        raise FeedError("The server is too slow.", hint=_LATER) from error
    except aiohttp.ClientPayloadError as error:
        raise FeedError("The connection broke in the middle of the list.", hint=_LATER) from error
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise FeedError(f"The server cannot be reached: {_cause(error)}.", hint=_LATER) from error


def _cause(error: Exception) -> str:
    """Return in words why a server cannot be reached."""
    return next((words for kind, words in _CAUSES if isinstance(error, kind)), "the connection failed")


_CAUSES: tuple[tuple[type[Exception], str], ...] = (
    (aiohttp.ClientConnectorDNSError, "its name was not found"),
    (aiohttp.ClientConnectorCertificateError, "its certificate is not valid"),
    (aiohttp.ClientSSLError, "no secure connection came about"),
    (aiohttp.ClientProxyConnectionError, "the system's proxy does not answer"),
    (aiohttp.ClientHttpProxyError, "the system's proxy refused"),
    (aiohttp.ClientConnectorError, "nothing answers there"),
    (aiohttp.ServerDisconnectedError, "it closed the connection"),
    (aiohttp.InvalidURL, "it redirects to no address"),
)


async def _follow(session: aiohttp.ClientSession, address: URL, limits: Limits) -> Fetched:
    for _ in range(_MOST_REDIRECTS + 1):
        async with session.get(address, allow_redirects=False, proxy=_proxy(address)) as answer:
            if answer.status not in _REDIRECTS:
                return await _read(answer, limits)
            target = answer.headers.get("Location", "")
            if not target:
                raise FeedError("The server redirects to nowhere.", hint=_THEIRS)
            address = _allowed(address.join(URL(target)))
    raise FeedError(f"The server redirects more than {_MOST_REDIRECTS} times.", hint=_THEIRS)


def _allowed(address: URL) -> URL:
    """Return ``address`` if it may be asked: https, or this computer where a test says so."""
    loopback = os.environ.get(LOOPBACK_SWITCH) == "1" and address.host in {"127.0.0.1", "::1", "localhost"}
    if not address.host or (address.scheme != "https" and not (address.scheme == "http" and loopback)):
        raise FeedError(
            f"The list is at {str(address)[:100]!r}, which is not https: anybody on the way could change it.",
            hint=_THEIRS,
        )
    if address.user is not None or address.password is not None:
        raise FeedError("The list's address has a user name in it.", hint=_THEIRS)
    return address


def _proxy(address: URL) -> str | None:
    """Return the system's proxy for ``address``, without a look into ``.netrc``.

    Raises:
        FeedError: it is of a kind that cannot be used; going round it might tell what it is there to hide.
    """
    host = address.host or ""
    if host in {"127.0.0.1", "::1", "localhost"} or proxy_bypass(host):
        return None
    proxy = getproxies().get(address.scheme)
    if proxy and not proxy.startswith("http://"):
        raise FeedError(
            "The system's proxy is not an http:// one, which is the only kind that can be used here.",
            hint="Set https_proxy to an http:// proxy for `realdesk update`, or turn the feeds off.",
        )
    return proxy or None


async def _read(answer: aiohttp.ClientResponse, limits: Limits) -> Fetched:
    if answer.status == 304:
        return Fetched(None)
    if answer.status != 200:
        later = answer.status == 429 or answer.status >= 500
        raise FeedError(f"The server answers with status {answer.status}.", hint=_LATER if later else _THEIRS)
    if answer.content_length is not None and answer.content_length > limits.size:
        raise _too_large(limits)
    decode = decoder(answer.headers.get("Content-Encoding", ""))
    content = bytearray()
    sent = 0
    async for piece in answer.content.iter_chunked(_CHUNK):
        sent += len(piece)
        content += decode.feed(piece, limits.size - len(content))
        if max(sent, len(content)) > limits.size:
            raise _too_large(limits)
    if not decode.complete():
        raise FeedError("The list ends in the middle.", hint=_LATER)
    validators = Validators(_header(answer, "ETag"), _header(answer, "Last-Modified"))
    return Fetched(bytes(content), validators)


def _header(answer: aiohttp.ClientResponse, name: str) -> str:
    value = answer.headers.get(name, "")
    return value if len(value) <= 200 and value.isprintable() else ""


def _too_large(limits: Limits) -> FeedError:
    return FeedError(f"The list is larger than the {limits.size:,} bytes that the rules allow.", hint=_THEIRS)
