"""What is kept of conversations: little, in memory, and not for long."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from realdesk.chats import state
from realdesk.chats.state import Conversation, Conversations, Kept
from realdesk.host.generation import Generation
from realdesk.host.service import Service

ASK = "please send me the 12 words of your wallet so I can restore it"


@pytest.fixture
def service(index_data: bytes, tmp_path: Path) -> Service:
    path = tmp_path / "index.bin"
    path.write_bytes(index_data)
    return Service(Generation(path))


def ident(text: str) -> str:
    return f"m{sum(map(ord, text))}"


def ask(service: Service, *texts: str, conversation: str = "c1", ids: bool = True, **more: Any) -> dict[str, Any]:
    messages = [{"from": "peer", "text": text, **({"id": ident(text)} if ids else {})} for text in texts]
    chat = {"surface": "telegram_k", "conversation": conversation, "messages": messages, **more}
    reply = json.loads(service.answer(json.dumps({"type": "check_chat", "id": 1, "chat": chat}).encode()))
    result: dict[str, Any] = reply["result"]
    return result


def forget(service: Service, conversation: str, surface: str = "") -> bool:
    request = {"type": "forget_chat", "id": 2, "conversation": conversation, "surface": surface}
    return bool(json.loads(service.answer(json.dumps(request).encode()))["result"]["forgotten"])


def test_only_new_messages_need_be_sent_and_the_alarm_stays(service: Service) -> None:
    assert ask(service, "hello there")["level"] == "none"
    first = ask(service, ASK)
    assert (first["level"] in {"caution", "danger"}, first["alarm_index"]) == (True, 1)
    later = ask(service, "are you there?")
    assert (later["level"], later["alarm_index"]) == (first["level"], 1)
    assert [mark["message"] for mark in later["marks"]] == [ident(ASK)]


def test_a_closed_tab_is_forgotten(service: Service) -> None:
    ask(service, ASK)
    assert forget(service, "c1")
    assert not forget(service, "c1")
    assert ask(service, "are you there?")["level"] == "none"


def test_another_conversation_knows_nothing_of_it(service: Service) -> None:
    ask(service, ASK, conversation="c1")
    assert ask(service, "hello", conversation="c2")["level"] == "none"
    assert not forget(service, "c1", "whatsapp")
    assert forget(service, "c1", "telegram_k")


def test_without_a_conversation_nothing_is_kept(service: Service) -> None:
    assert ask(service, ASK, conversation="")["level"] != "none"
    assert ask(service, "hello", conversation="")["level"] == "none"


def test_a_message_sent_twice_counts_once_and_a_changed_one_anew(service: Service) -> None:
    message = {"id": "m", "from": "peer", "text": ASK}
    first = ask(service, messages=[message])
    assert ask(service, messages=[message])["marks"] == first["marks"]
    changed = ask(service, messages=[{**message, "text": "see you at eight"}])
    assert (changed["level"], changed["marks"]) == ("none", [])


def test_the_least_recently_used_conversation_goes_first() -> None:
    kept = Conversations()
    for number in range(state.MAX_CONVERSATIONS + 50):
        kept.of("s", f"c{number}").count = 1
        kept.of("s", "first").count += 1
    assert len(kept) == state.MAX_CONVERSATIONS
    assert kept.of("s", "first").count > 1
    assert kept.of("s", "c0").count == 0


def test_a_conversation_stays_bounded_however_much_is_written() -> None:
    kept = Conversation()
    for number in range(20_000):
        at = kept.place(f"m{number}", "text")
        assert at == number
        kept.keep([Kept(f"code{number % 40}", "", (), number, str(number))])
    assert len(kept.found) <= state.MAX_KEPT
    assert len(kept.ids) <= state.MAX_IDS


def test_texts_are_not_kept(service: Service) -> None:
    word = "zanzibarviolet"
    ask(service, f"{word} {ASK} {word}")
    conversations = service.chats._conversations._kept
    assert conversations
    for conversation in conversations.values():
        assert word not in repr((conversation.found, conversation.codes, list(conversation.ids.values())))


def test_nothing_of_a_message_is_logged_or_written(
    service: Service, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    word = "zanzibarviolet"
    before = sorted(tmp_path.rglob("*"))
    with caplog.at_level(logging.DEBUG):
        ask(service, f"{word} {ASK}")
        broken = service.answer(
            json.dumps({"type": "check_chat", "id": 1, "chat": {"messages": [{"text": [word]}]}}).encode()
        )
    assert word not in caplog.text + "".join(capfd.readouterr()) + broken.decode()
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "chat",
    [
        {},
        {"messages": []},
        {"messages": [{"text": ""}]},
        {"messages": [{"text": "x" * 100_000, "from": "peer"}] * 500},
        {
            "messages": [
                {"text": "\x00\u202e\ud7ff", "links": ["javascript:x", "", "http://[", "https://" + "a." * 3000]}
            ]
        },
        {"peer": {"display_name": "\u0301" * 5000, "handle": "@" * 5000, "id": "-", "bio": None}},
        {"peer": {}, "page_url": "about:blank"},
        {"surface": "x" * 9000, "conversation": "y" * 9000, "page_url": "z" * 90_000},
        {"messages": [{"text": "send me your seed phrase " * 2000, "from": "peer"}]},
        {"messages": [{"text": "1-888-555-0114 @desk t.me/desk " * 200, "from": "peer"}]},
    ],
)
def test_the_host_survives_any_chat_of_the_right_shape(service: Service, chat: dict[str, Any]) -> None:
    reply = json.loads(service.answer(json.dumps({"type": "check_chat", "id": 9, "chat": chat}).encode()))
    assert reply["id"] == 9
    assert "result" in reply


@pytest.mark.parametrize(
    "chat", [None, [], 5, {"messages": [{"text": 5}]}, {"messages": [{"text": "x", "from": "you"}]}, {"peer": "x"}]
)
def test_a_chat_of_another_shape_is_refused(service: Service, chat: Any) -> None:
    reply = json.loads(service.answer(json.dumps({"type": "check_chat", "id": 9, "chat": chat}).encode()))
    assert reply["error"]["code"] == "bad_message"
