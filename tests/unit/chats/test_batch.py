"""``check --jsonl`` on chats and drafts."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from realdesk.cli.batch import Batch
from realdesk.index.reader import Index

PHRASE = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"
SOUND = "actress exercise regret fresh remind normal famous destroy prosper enjoy venue tray"
KEY = "L4rK1yDtCWekvXuE6oXD9jCYfFNV2cWRpVuPLBcCU2z8TrisoyY1"


@pytest.fixture(scope="module")
def batch(index: Index) -> Batch:
    return Batch(index)


def answer(batch: Batch, line: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(_plain(batch.answer(json.dumps(line).encode()))))
    return found


def _plain(value: Any) -> Any:
    return msgspec.to_builtins(value)


def test_a_chat_is_answered_with_the_message_at_which_the_warning_begins(batch: Batch) -> None:
    texts = ["hello", "how can I help?", "send me the 12 words of your wallet", "are you there?"]
    chat = {"messages": [{"from": "peer", "text": text} for text in texts], "surface": "telegram"}
    found = answer(batch, {"chat": chat})
    assert (found["level"] in {"caution", "danger"}, found["alarm_index"]) == (True, 2)
    assert set(found) == {"level", "score", "platform", "reasons", "official", "alarm_index"}
    assert found["reasons"][0]["params"]["message"] == "2"


def test_the_alarm_is_the_one_a_prefix_gives(batch: Batch) -> None:
    texts = ["hi", "your account is frozen", "send me the private key of it", "quick", "send me the 12 words"]
    messages = [{"from": "peer", "text": text} for text in texts]
    whole = answer(batch, {"chat": {"messages": messages}})["alarm_index"]
    levels = [answer(batch, {"chat": {"messages": messages[: at + 1]}})["level"] for at in range(len(messages))]
    assert whole == next(at for at, level in enumerate(levels) if level in {"caution", "danger"})


def test_more_messages_than_one_request_has_are_all_judged(batch: Batch) -> None:
    messages = [{"from": "peer", "text": f"lunch {at}?"} for at in range(450)]
    messages.append({"from": "peer", "text": "send me the 12 words of your wallet"})
    assert answer(batch, {"chat": {"messages": messages}})["alarm_index"] == 450


def test_lines_do_not_know_each_other(batch: Batch) -> None:
    ask = {"chat": {"messages": [{"id": "1", "from": "peer", "text": "send me the 12 words of your wallet"}]}}
    assert answer(batch, ask) == answer(batch, ask)
    assert answer(batch, {"chat": {"messages": []}})["level"] == "none"


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (f"here it is: {SOUND}", "draft_seed_phrase"),
        (KEY, "draft_private_key"),
        ("my code is 406118", "draft_code"),
        ("验证码是 406118", "draft_code"),
        ("406118", "draft_code"),
        ("my password is Sunshine88!", "draft_password"),
        ("my anydesk is 412 903 771", "draft_remote_id"),
    ],
)
def test_a_secret_about_to_be_sent_is_named_and_never_echoed(batch: Batch, draft: str, code: str) -> None:
    found = answer(batch, {"draft": draft, "url": "https://web.telegram.org/k/"})
    assert found["level"] in {"caution", "danger"}
    assert [reason["code"] for reason in found["reasons"]] == [code]
    shown = json.dumps(found)
    assert not any(part in shown for part in ("exercise", KEY, "406118", "Sunshine88", "412 903"))


@pytest.mark.parametrize(
    "draft", ["see you at eight", "my order is 40611", "call me at 555 0142", "I forgot my password", "好的,晚上见"]
)
def test_an_ordinary_draft_is_not_stopped(batch: Batch, draft: str) -> None:
    assert answer(batch, {"draft": draft})["level"] == "none"


def test_a_published_example_phrase_is_nobodys_secret(batch: Batch) -> None:
    assert answer(batch, {"draft": f"{'zoo ' * 11}wrong", "url": "https://web.telegram.org/k/"})["level"] == "none"


def test_on_the_platforms_own_page_a_draft_is_not_stopped(batch: Batch) -> None:
    assert answer(batch, {"draft": SOUND, "url": "https://www.kraken.com/"})["level"] == "official"
