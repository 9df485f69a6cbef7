"""``realdesk check --jsonl`` as a program: what it is fed and what happens to its pipe."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realdesk.cli import batch
from realdesk.cli.batch import Batch
from realdesk.index.reader import Index

COMMAND = [str(Path(sys.executable).with_name("realdesk")), "check", "--jsonl"]


@pytest.fixture
def home(index_data: bytes, tmp_path: Path) -> Path:
    (tmp_path / "index.bin").write_bytes(index_data)
    return tmp_path


@pytest.fixture(scope="module")
def running(index: Index) -> Batch:
    return Batch(index)


def program(home: Path, data: bytes) -> tuple[int, list[Any], bytes]:
    done = subprocess.run(
        COMMAND, input=data, capture_output=True, check=False, env={**os.environ, "REALDESK_HOME": str(home)}
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def answers(running: Batch, data: bytes) -> list[Any]:
    out = io.BytesIO()
    running.run(io.BytesIO(data), out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_kind_of_question_has_its_answer_in_order(home: Path) -> None:
    lines = [
        {"url": "coinbase-help-desk.com"},
        {"url": "https://coinbase-help-desk.com/", "html": "<title>Coinbase Support</title><p>call +1 863 555 0130"},
        {"contact": "+18889087930", "platform": "Coinbase"},
        {"contact": "https://t.me/coinbase_help_desk"},
        {"draft": "my seed phrase is", "url": "https://x.example/"},
        {
            "chat": {
                "surface": "telegram",
                "page_url": "https://web.telegram.org/",
                "peer": {"display_name": "Desk", "handle": "@desk", "bio": "", "verified": False},
                "messages": [{"from": "peer", "text": "hello"}, {"from": "me", "text": "hi"}],
            }
        },
    ]
    status, found, errors = program(home, "\n".join(json.dumps(line) for line in lines).encode())
    assert (status, errors) == (0, b"")
    assert [a["level"] for a in found] == ["caution", "caution", "official", "caution", "none", "none"]
    assert all(set(a) == {"level", "score", "platform", "reasons", "official"} for a in found[:5])
    assert found[1]["score"] > found[0]["score"]
    assert found[5] == {
        "level": "none",
        "score": 0,
        "platform": None,
        "reasons": [],
        "official": [],
        "alarm_index": None,
    }


@pytest.mark.parametrize(
    "line",
    [
        b"nope",
        b"[]",
        b"null",
        b"{}",
        b'{"url":5}',
        b'{"contact":null}',
        b'{"contact":["x"]}',
        b'{"url":"x.example","draft":"d","contact":"c"}',
        b'{"html":"<p>"}',
        b'{"url":"about:blank"}',
        b'{"url":"not an address"}',
        b'{"url":"\xff\xfe"}',
        b"\xff\xfe{\x00}\x00",
        b'{"chat":{"messages":[{"from":"nobody","text":"x"}]}}',
        b'{"chat":{"messages":"x"}}',
        b'{"chat":[]}',
        b"[" * 200_000,
        b'{"url":' * 100_000,
        b'{"url":"x.example"} trailing',
        b'{"url":1e999}',
        b"\x00",
        b'{"contact":"\\ud800"}',
    ],
    ids=range(22),
)
def test_a_bad_line_is_answered_with_its_number_and_the_next_one_goes_on(running: Batch, line: bytes) -> None:
    found = answers(running, b'\n{"url":"x.example"}\n' + line + b'\n{"contact":"+18889087930"}\n')
    assert len(found) == 3
    assert found[1]["line"] == 3
    assert set(found[1]["error"]) == {"code", "message", "hint"}
    assert found[2]["level"] == "official"


def test_a_line_that_is_too_long_is_skipped_without_being_kept(running: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "MAX_LINE", 1000)
    long = b'{"url":"https://x.example/","html":"' + b"a" * 100_000 + b'"}\n'
    found = answers(running, long + b'{"url":"x.example"}\n' + long.rstrip())
    assert [item.get("line") for item in found] == [1, None, 3]
    assert "longer" in found[0]["error"]["message"]


def test_a_line_of_just_the_limit_is_read(running: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    line = b'{"url":"x.example"}'
    monkeypatch.setattr(batch, "MAX_LINE", len(line) + 1)
    assert answers(running, line + b"\n" + line)[1]["level"] == "none"


def test_windows_line_ends_a_byte_order_mark_and_empty_lines(home: Path) -> None:
    data = b'\xef\xbb\xbf{"url":"x.example"}\r\n\r\n   \r\n{"contact":"+18889087930"}\r\nbad\r\n'
    status, found, _ = program(home, data)
    assert status == 0
    assert [item.get("level") for item in found] == ["none", "official", None]
    assert found[2]["line"] == 5


def test_thousands_of_lines_keep_their_order(home: Path) -> None:
    lines = [{"url": "coinbase-help-desk.com"} if n % 3 else {"contact": f"+1863555{n:04}"} for n in range(3000)]
    status, found, _ = program(home, "\n".join(map(json.dumps, lines)).encode())
    assert status == 0
    assert [item["level"] for item in found] == ["caution" if n % 3 else "unknown" for n in range(3000)]
    assert all(found[n]["reasons"][0]["params"]["value"] == f"+1863555{n:04}" for n in range(0, 3000, 3))


def test_an_answer_is_flushed_before_the_next_question(home: Path) -> None:
    with subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "REALDESK_HOME": str(home)}
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(3):
            process.stdin.write(b'{"url":"coinbase-help-desk.com"}\n')
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["level"] == "caution"
        process.stdin.close()
        assert process.wait(30) == 0


def test_a_closed_pipe_ends_the_run_without_a_traceback(home: Path) -> None:
    with subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "REALDESK_HOME": str(home)},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.write(b'{"url":"x.example"}\n' * 10)
        process.stdin.close()
        assert process.wait(30) == 1
        assert process.stderr.read() == b""


def test_help_says_what_happens_to_empty_lines() -> None:
    done = subprocess.run([COMMAND[0], "check", "--help"], capture_output=True, text=True, check=True)
    assert "Empty lines are skipped" in " ".join(done.stdout.replace("│", " ").split())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["url", "html", "contact", "platform", "draft", "chat", "messages", "from", "text", "peer"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=8,
)


@settings(max_examples=300)
@given(
    st.binary(max_size=80).filter(lambda data: b"\n" not in data) | JSON.map(lambda value: json.dumps(value).encode())
)
def test_any_line_has_one_answer(running: Batch, line: bytes) -> None:
    found = answers(running, line + b"\n")
    assert len(found) == (1 if line.removeprefix(b"\xef\xbb\xbf").strip() else 0)
    assert all(("error" in item) != ("level" in item) for item in found)


@settings(max_examples=300)
@given(st.text(max_size=200), st.none() | st.text(max_size=40))
def test_any_contact_is_judged(running: Batch, contact: str, platform: str | None) -> None:
    found = answers(running, json.dumps({"contact": contact, "platform": platform}).encode() + b"\n")
    assert found[0]["level"] in {"official", "unknown", "caution", "danger"}, found
