"""The fetcher against a real server that misbehaves: one test for each way."""

from __future__ import annotations

import asyncio
import os
import resource
import zlib
from collections.abc import Iterator

import pytest

from feeds.server import FeedServer, compress, content, cut, drip, raw, status
from realdesk.errors import FeedError
from realdesk.feeds.fetch import LOOPBACK_SWITCH, USER_AGENT, Fetched, Limits, Validators, fetch

LIST = b"".join(b"bad-%d.example.com\n" % number for number in range(5_000))
SMALL = Limits(size=1_000_000, total=20, connect=5, idle=5)


@pytest.fixture(scope="module")
def server() -> Iterator[FeedServer]:
    with FeedServer().running() as running:
        yield running


@pytest.fixture(autouse=True)
def _loopback(monkeypatch: pytest.MonkeyPatch, server: FeedServer) -> None:
    monkeypatch.setenv(LOOPBACK_SWITCH, "1")
    server.routes.clear()
    server.seen.clear()


def get(server: FeedServer, path: str, limits: Limits = SMALL, known: Validators = Validators()) -> Fetched:  # noqa: B008
    return asyncio.run(fetch(server.url(path), known, limits))


def refused(server: FeedServer, path: str, limits: Limits = SMALL) -> FeedError:
    with pytest.raises(FeedError) as caught:
        get(server, path, limits)
    assert caught.value.hint
    return caught.value


def test_a_request_says_nothing_of_the_user_or_the_machine(server: FeedServer) -> None:
    server.routes["/list"] = content(LIST)
    assert get(server, "/list").content == LIST
    ((method, path, headers),) = server.seen
    assert (method, path) == ("GET", "/list")
    assert {name.lower() for name in headers} == {"host", "accept", "accept-encoding", "user-agent"}
    assert headers["User-Agent"] == USER_AGENT


def test_cookies_are_neither_kept_nor_sent(server: FeedServer) -> None:
    server.routes["/list"] = status(302, {"Location": "/next", "Set-Cookie": "who=you; Path=/"})
    server.routes["/next"] = content(LIST)
    assert get(server, "/list").content == LIST
    assert not any("cookie" in name.lower() for _, _, headers in server.seen for name in headers)


def test_an_unchanged_list_is_not_sent_again(server: FeedServer) -> None:
    server.routes["/list"] = content(LIST)
    first = get(server, "/list")
    assert get(server, "/list", known=first.validators).content is None


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_compressed_lists_are_read(server: FeedServer, encoding: str) -> None:
    server.routes["/list"] = raw(compress(LIST, encoding), encoding)
    assert get(server, "/list").content == LIST


def test_deflate_without_its_header_is_read(server: FeedServer) -> None:
    server.routes["/list"] = raw(compress(LIST, "raw deflate"), "deflate")
    assert get(server, "/list").content == LIST


def test_a_gzip_file_of_several_members_is_read_whole(server: FeedServer) -> None:
    body = compress(LIST, "gzip") + compress(b"last.example.com\n", "gzip")

    server.routes["/list"] = raw(body, "gzip")
    assert get(server, "/list").content == LIST + b"last.example.com\n"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_decompression_bomb_is_refused_before_it_is_made(server: FeedServer, encoding: str) -> None:
    packed = compress(b"\0" * 400_000_000, encoding)
    assert len(packed) < 1_000_000

    server.routes["/list"] = raw(packed, encoding)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "larger than" in refused(server, "/list").message
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # KiB; the bomb has 400,000


def test_a_bomb_in_a_bomb_is_not_unpacked_twice(server: FeedServer) -> None:
    server.routes["/list"] = raw(compress(compress(LIST, "gzip"), "gzip"), "gzip, gzip")
    assert "not asked for" in refused(server, "/list").message


def test_a_list_that_says_it_is_too_large_is_refused_unread(server: FeedServer) -> None:
    server.routes["/list"] = content(b"x" * 2_000_000)
    assert "larger than the 1,000,000 bytes" in refused(server, "/list").message


def test_a_list_that_does_not_say_how_large_it_is_is_cut_off_at_the_limit(server: FeedServer) -> None:
    server.routes["/list"] = drip(b"x" * 200_000, 0.001)
    assert "larger than" in refused(server, "/list").message


def test_a_slow_drip_ends_at_the_total_time(server: FeedServer) -> None:
    server.routes["/list"] = drip(b"x", 0.05)
    assert "too slow" in refused(server, "/list", Limits(size=1_000_000, total=0.6, idle=5)).message


def test_a_server_that_falls_silent_is_left_at_the_idle_time(server: FeedServer) -> None:
    server.routes["/list"] = drip(b"x", 30)
    assert "too slow" in refused(server, "/list", Limits(size=1_000_000, total=60, idle=0.4)).message


def test_a_redirect_to_http_is_refused(server: FeedServer) -> None:
    server.routes["/list"] = status(302, {"Location": "http://lists.example.org/list"})
    assert "not https" in refused(server, "/list").message
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://example.org/x", "javascript:1", "//lists.example.org/x"]
)
def test_a_redirect_to_anything_else_is_refused(server: FeedServer, target: str) -> None:
    server.routes["/list"] = status(302, {"Location": target})
    refused(server, "/list")
    assert len(server.seen) == 1


def test_a_redirect_with_a_password_is_refused(server: FeedServer) -> None:
    server.routes["/list"] = status(302, {"Location": f"http://user:word@127.0.0.1:{server.port}/list"})
    assert "user name" in refused(server, "/list").message


def test_redirects_have_an_end(server: FeedServer) -> None:
    server.routes["/list"] = status(301, {"Location": "/list"})
    assert "redirects more than" in refused(server, "/list").message
    assert len(server.seen) == 6


def test_plain_http_needs_the_switch_of_tests_and_is_for_this_computer_alone(
    server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.routes["/list"] = content(LIST)
    with pytest.raises(FeedError, match="not https"):
        asyncio.run(fetch("http://lists.example.org/", Validators(), SMALL))
    monkeypatch.delenv(LOOPBACK_SWITCH)
    assert "not https" in refused(server, "/list").message
    assert server.seen == []


@pytest.mark.parametrize(("code", "hint"), [(500, "Check the connection"), (429, "Check"), (404, "turn the feed off")])
def test_an_error_status_is_said_with_what_to_do(server: FeedServer, code: int, hint: str) -> None:
    server.routes["/list"] = status(code)
    error = refused(server, "/list")
    assert str(code) in error.message
    assert hint in error.hint


def test_a_body_that_ends_early_is_refused(server: FeedServer) -> None:
    server.routes["/list"] = cut(LIST, len(LIST) + 10)
    assert "broke" in refused(server, "/list").message


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_compressed_body_that_ends_early_is_refused(server: FeedServer, encoding: str) -> None:
    half = compress(os.urandom(50_000).hex().encode(), encoding)[:-100]

    server.routes["/list"] = raw(half, encoding)
    assert "ends in the middle" in refused(server, "/list").message


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_what_is_not_compressed_as_said_is_refused(server: FeedServer, encoding: str) -> None:
    server.routes["/list"] = raw(b"\xff" * 5_000, encoding)
    assert "damaged" in refused(server, "/list").message


def test_an_unknown_compression_is_refused(server: FeedServer) -> None:
    server.routes["/list"] = raw(zlib.compress(LIST), "compress")
    assert "not asked for" in refused(server, "/list").message


def test_without_a_connection_it_is_said_so() -> None:
    with pytest.raises(FeedError, match="cannot be reached") as caught:
        asyncio.run(fetch("http://127.0.0.1:9/list", Validators(), SMALL))
    assert "Check the connection" in caught.value.hint


def test_an_odd_validator_is_not_sent_back(server: FeedServer) -> None:
    server.routes["/list"] = content(LIST, etag='"' + "x" * 5_000 + '"')
    assert get(server, "/list").validators.etag == ""


def test_the_systems_proxy_is_used_and_another_kind_is_not_gone_round(
    server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("no_proxy", "NO_PROXY", "https_proxy", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", server.url("/"))
    with pytest.raises(FeedError, match="cannot be reached"):
        asyncio.run(fetch("https://lists.example.org/list", Validators(), SMALL))
    assert [(method, headers["Host"]) for method, _, headers in server.seen] == [("CONNECT", "lists.example.org")]
    monkeypatch.setenv("https_proxy", "socks5://127.0.0.1:9")
    with pytest.raises(FeedError, match="proxy"):
        asyncio.run(fetch("https://lists.example.org/list", Validators(), SMALL))
    assert len(server.seen) == 1
