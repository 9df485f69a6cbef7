"""The real host process over real pipes: framing, hostile input, end of input."""

from __future__ import annotations

import json
import os
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import index_bytes
from realdesk.host.framing import MAX_IN, MAX_OUT
from realdesk.host.generation import Generation
from realdesk.host.service import Service
from realdesk.ruleset.model import Ruleset

HOST = Path(sys.executable).with_name("realdesk-host")
PAGE = {"type": "check_page", "id": 1, "page": {"url": "https://coinbase-help-desk.com/"}}


class Host:
    """A running host and its two pipes."""

    def __init__(self, home: Path, command: list[str] | None = None) -> None:
        self.process = subprocess.Popen(
            command or [str(HOST)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "REALDESK_HOME": str(home)},
        )

    def send(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def ask(self, message: object) -> Any:
        data = message if isinstance(message, bytes) else json.dumps(message).encode()
        self.send(struct.pack("=I", len(data)) + data)
        return self.reply()

    def reply(self) -> Any:
        assert self.process.stdout is not None
        (length,) = struct.unpack("=I", self.process.stdout.read(4))
        return json.loads(self.process.stdout.read(length))

    def close(self) -> int:
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait(timeout=10)


@pytest.fixture
def home(ruleset: Ruleset, tmp_path: Path) -> Path:
    (tmp_path / "index.bin").write_bytes(index_bytes(ruleset))
    return tmp_path


@pytest.fixture
def host(home: Path) -> Iterator[Host]:
    running = Host(home)
    yield running
    running.process.kill()
    running.process.wait(timeout=10)
    for pipe in (running.process.stdin, running.process.stdout, running.process.stderr):
        if pipe is not None and not pipe.closed:
            pipe.close()


def test_a_session_ends_with_the_input(host: Host) -> None:
    assert host.ask({"type": "hello", "id": 1, "protocol": "1.0"})["result"]["protocol"] == "1.1"
    assert host.ask(PAGE)["result"]["level"] == "caution"
    assert host.close() == 0


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"null",
        b"{",
        b"\xff\xfe\x00",
        b'"text"',
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'{"type":"check_page"}',
        b'{"type":"check_page","id":"x","page":{"url":"u"}}',
        b'{"type":"check_page","id":1,"page":{"url":null}}',
        b'{"type":"check_page","id":1e400,"page":{"url":"u"}}',
        b'{"type":"no such type","id":3}',
        b'{"type":["x"],"id":3}',
        b'{"type":"check_page","id":1,"page":{"url":"https://x.example/","frames":{}}}',
        json.dumps({"type": "hello", "id": 1, "protocol": "99"}).encode(),
    ],
    ids=range(15),
)
def test_one_bad_message_never_ends_the_host(host: Host, message: bytes) -> None:
    assert "error" in host.ask(message)
    assert host.ask(PAGE)["result"]["level"] == "caution"


def test_an_oversized_message_is_skipped_and_answered(host: Host) -> None:
    data = b"x" * (MAX_IN + 1)
    assert host.ask(data)["error"]["code"] == "bad_frame"
    assert host.ask(PAGE)["result"]["level"] == "caution"


def test_a_message_cut_off_by_the_end_of_input_ends_the_host(host: Host) -> None:
    host.send(struct.pack("=I", 100) + b"{")
    assert host.close() == 0


@pytest.mark.parametrize(
    "text",
    [
        "a." * 25_000,
        "@" * 50_000,
        "1 " * 25_000,
        "+1(888)" * 7_000,
        "助记词" * 16_000,
        "\u200b" * 50_000,
        "never enter seed phrase " * 2_000,
    ],
    ids=["dots", "ats", "digits", "phones", "chinese", "invisible", "negations"],
)
def test_a_page_made_to_be_slow_is_answered(host: Host, text: str) -> None:
    frame = {"url": "https://x.example/", "title": "Coinbase Support", "text": text, "headings": ["Coinbase Help"] * 40}
    message = {"type": "check_page", "id": 5, "page": {"url": "https://x.example/", "frames": [frame] * 16}}
    started = time.monotonic()
    assert host.ask(message)["id"] == 5
    assert time.monotonic() - started < 20  # a hang, not a slow machine


def test_a_page_longer_than_the_limits_is_cut_not_refused(host: Host) -> None:
    frame = {"url": "https://x.example/", "text": "a " * 400_000, "fields": [{"type": "text"}] * 5_000}
    message = {"type": "check_page", "id": 6, "page": {"url": "https://x.example/", "frames": [frame] * 3}}
    assert host.ask(message)["result"]["level"] == "none"


def test_a_stray_print_does_not_reach_the_browser(home: Path) -> None:
    code = "import realdesk.host.service as s\nold=s.Service.answer\ndef loud(self, m):\n    print('stray'); return old(self, m)\ns.Service.answer=loud\nimport realdesk.host.loop as l\nl.Service.answer=loud\nl.main()"
    host = Host(home, [sys.executable, "-c", code])
    assert host.ask(PAGE)["result"]["level"] == "caution"
    assert host.close() == 0


def test_a_newer_ruleset_is_noticed_and_a_damaged_one_does_not_replace_it(
    ruleset: Ruleset, home: Path, host: Host
) -> None:
    hello = {"type": "hello", "id": 1, "protocol": "1.0"}
    assert host.ask(hello)["result"]["ruleset"]["platforms"] == len(ruleset.platforms)

    smaller = msgspec.structs.replace(ruleset, platforms=tuple(p for p in ruleset.platforms if p.id == "coinbase"))
    (home / "new").write_bytes(index_bytes(smaller))
    (home / "new").replace(home / "index.bin")
    assert host.ask(hello)["result"]["ruleset"]["platforms"] == 1
    (home / "bad").write_bytes(b"RDIX damaged")
    (home / "bad").replace(home / "index.bin")
    assert host.ask(hello)["result"]["ruleset"]["platforms"] == 1
    (home / "index.bin").unlink()
    assert host.ask(PAGE)["result"]["level"] == "caution"


def test_without_a_ruleset_the_host_has_one_compiled(tmp_path: Path) -> None:
    host = Host(tmp_path)
    try:
        assert host.ask(PAGE)["error"]["code"] == "no_ruleset"
        deadline = time.monotonic() + 60
        while (reply := host.ask(PAGE)).get("error") and time.monotonic() < deadline:
            time.sleep(0.2)
        assert reply["result"]["level"] == "caution"
    finally:
        assert host.close() == 0


def test_the_host_writes_nothing_about_pages(home: Path, host: Host) -> None:
    before = sorted(path.name for path in home.rglob("*"))
    secret = "zebra umbrella secret page text"
    frame = {"url": "https://x.example/", "title": "Coinbase Support", "text": secret}
    host.ask({"type": "check_page", "id": 1, "page": {"url": "https://x.example/", "frames": [frame]}})
    host.ask(b'{"type":"check_page","id":1,"page":{"url":"' + secret.encode() + b'","frames":5}}')
    assert host.process.stdin is not None
    host.process.stdin.close()
    assert host.process.stderr is not None
    assert secret.encode() not in host.process.stderr.read()
    assert sorted(path.name for path in home.rglob("*")) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="making a network namespace needs root")
def test_a_session_works_in_an_empty_network_namespace(home: Path) -> None:
    host = Host(home, ["unshare", "--net", str(HOST)])
    assert host.ask(PAGE)["result"]["level"] == "caution"
    assert host.close() == 0


def test_a_terminated_host_leaves_no_half_written_reply(host: Host) -> None:
    assert host.ask(PAGE)["result"]["level"] == "caution"
    host.process.send_signal(signal.SIGTERM)
    assert host.process.wait(timeout=10) != 0
    assert host.process.stdout is not None
    assert host.process.stdout.read() == b""


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=300)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda x: (
            st.lists(x)
            | st.dictionaries(st.sampled_from(["type", "id", "page", "url", "frames", "text", "platform"]), x)
        ),
    ).map(lambda x: json.dumps(x).encode())
)
def test_any_message_gets_one_short_reply(home: Path, data: bytes) -> None:
    reply = Service(Generation(home / "index.bin")).answer(data)
    assert len(reply) < MAX_OUT
    assert ("result" in json.loads(reply)) != ("error" in json.loads(reply))
