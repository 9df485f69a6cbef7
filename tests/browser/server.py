"""One local proxy that serves sample pages under their real addresses, and nothing else.

Both browsers are told to send everything to it. A ``CONNECT`` is answered by speaking TLS as the wanted host; an
address that is not among the pages is a 404. The server opens no connection itself, so nothing leaves the machine.
"""

from __future__ import annotations

import ssl
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from types import TracebackType
from typing import cast
from urllib.parse import unquote, urlsplit

from browser.certs import CertificateMint


@dataclass(frozen=True)
class Answer:
    """What is served for an address."""

    body: bytes
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    delay: float = 0.0
    """Seconds to wait before answering."""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass
class SiteMap:
    """Addresses to answers. The fragment never reaches a server; the query counts."""

    answers: dict[str, Answer] = field(default_factory=dict)

    def add(self, url: str, body: str | bytes, **options: object) -> None:
        """Serve ``body`` at ``url``; ``options`` are the other fields of ``Answer``."""
        raw = body.encode() if isinstance(body, str) else body
        self.answers[normal(url)] = Answer(raw, **options)  # type: ignore[arg-type]

    def find(self, url: str) -> Answer | None:
        """Return the answer for ``url``, or ``None``."""
        return self.answers.get(normal(url))


def normal(url: str) -> str:
    """Return ``url`` in the form in which it is looked up: no fragment, percent signs decoded, host in ASCII."""
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode()
    query = f"?{parts.query}" if parts.query else ""
    return unquote(f"{parts.scheme}://{host}{parts.path or '/'}{query}")


class SiteServer:
    """The proxy, running in a thread while the ``with`` block lasts."""

    def __init__(self, sites: SiteMap, *, port: int = 0) -> None:
        self.sites = sites
        self.refused: list[str] = []
        """Addresses that were asked for and are not among the pages."""
        mint = CertificateMint()
        handler = type("Handler", (_Handler,), {"sites": sites, "mint": mint, "refused": self.refused})
        self._server = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True, name="sample-pages")

    @property
    def port(self) -> int:
        """The loopback port of the proxy."""
        return int(self._server.server_address[1])

    def __enter__(self) -> SiteServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    """One connection: plain proxy requests, or a CONNECT followed by TLS requests."""

    protocol_version = "HTTP/1.1"
    sites: SiteMap
    mint: CertificateMint
    refused: list[str]
    tunnel: str | None = None

    def do_CONNECT(self) -> None:
        host = self.path.rsplit(":", 1)[0].strip("[]")
        self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        self.wfile.flush()
        try:
            secured = self.mint.context(host).wrap_socket(self.connection, server_side=True)
        except (ssl.SSLError, OSError):
            self.close_connection = True
            return
        self.tunnel = host
        self.connection = self.request = secured
        self.rfile = cast("BufferedIOBase", secured.makefile("rb", self.rbufsize))
        self.wfile = cast("BufferedIOBase", secured.makefile("wb", 65536))
        self.close_connection = False

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self._send(404, Answer(b"Nothing takes what you send here.", "text/plain"), with_body=True)

    def _answer(self, *, with_body: bool) -> None:
        url = f"https://{self.tunnel}{self.path}" if self.tunnel else self.path
        found = self.sites.find(url)
        if found is None:
            self.refused.append(url)
            self._send(404, Answer(b"Not one of the sample pages.", "text/plain"), with_body=with_body)
            return
        if found.delay:
            threading.Event().wait(found.delay)
        self._send(found.status, found, with_body=with_body)

    def _send(self, status: int, answer: Answer, *, with_body: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers:
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            self.wfile.write(answer.body)
        self.wfile.flush()

    def handle(self) -> None:
        try:
            super().handle()
        except (OSError, ValueError):
            # The browser went away in the middle; that is its right.
            self.close_connection = True

    def finish(self) -> None:
        try:
            super().finish()
        except (OSError, ValueError):
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing: tests read ``refused``."""
