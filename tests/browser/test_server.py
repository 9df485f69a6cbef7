"""The proxy of the tests serves the sample pages as if they were the real hosts, and lets nothing out."""

from __future__ import annotations

import http.client
import socket
import ssl

import pytest

from browser.samples import START_URL, load_samples, site_map, start_page
from browser.server import SiteMap, SiteServer, normal


def fetch(server: SiteServer, host: str, path: str) -> tuple[int, bytes]:
    """Ask for an address the way a browser does: CONNECT to the proxy, then TLS."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    connection = http.client.HTTPSConnection("127.0.0.1", server.port, context=context, timeout=10)
    connection.set_tunnel(host, 443)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def test_sample_is_served_under_its_real_address_with_a_certificate_of_that_name() -> None:
    sample = load_samples()[0]
    with SiteServer(site_map()) as server:
        status, body = fetch(server, "coinbase-case-help.com", "/case/630926")
        assert (status, body) == (200, sample.file.read_bytes())


def test_certificate_bears_the_name_that_was_asked_for() -> None:
    with SiteServer(SiteMap()) as server, socket.create_connection(("127.0.0.1", server.port), 10) as plain:
        plain.sendall(b"CONNECT any.host.example:443 HTTP/1.1\r\n\r\n")
        assert plain.recv(200).startswith(b"HTTP/1.1 200")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        with context.wrap_socket(plain, server_hostname="any.host.example") as secured:
            certificate = secured.getpeercert(binary_form=True)
    assert certificate is not None
    assert b"any.host.example" in certificate


def test_anything_else_is_not_found_and_is_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    reached: list[object] = []
    connect = socket.socket.connect

    def watched(self: socket.socket, address: object) -> None:
        reached.append(address)
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", watched)
    with SiteServer(site_map()) as server:
        status, _ = fetch(server, "www.python.org", "/")
        assert status == 404
        assert server.refused == ["https://www.python.org/"]
        assert all(address == ("127.0.0.1", server.port) for address in reached)


def test_address_is_found_whatever_its_spelling() -> None:
    sites = SiteMap()
    sites.add("https://telegra.ph/欧易?a=1#top", "page")
    assert sites.find("https://TELEGRA.PH/%E6%AC%A7%E6%98%93?a=1") is not None
    assert sites.find("https://telegra.ph/%E6%AC%A7%E6%98%93") is None
    assert normal("https://example.org") == "https://example.org/"


def test_start_page_links_every_sample() -> None:
    page = start_page(load_samples())
    assert all(f'href="{sample.url}"' in page for sample in load_samples())
    assert site_map().find(START_URL) is not None
