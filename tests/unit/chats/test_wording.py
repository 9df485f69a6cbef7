"""The model of messages: what it sees, and how the wording of messages in a row adds up."""

from __future__ import annotations

import pytest

from realdesk.chats.clauses import Message
from realdesk.chats.judge import ChatJudge
from realdesk.chats.state import MOST_CALMING, Conversation
from realdesk.index.reader import Index
from realdesk.protocol import Chat, ChatMessage
from realdesk.text.model import MAX_KINDS, TOO_SHORT, grams, marks

UNLISTED_WORDING = {
    "en": "tell me what stands on the sheet from the box and the engineer pairs it again",
    "zh-Hans": "您的钱包没有登记,把当时抄的那组英文念给我,登记好余额就回来了",
    "ru": "кошелёк слетел с сети, продиктуйте что записано на листочке, подключим заново",
    "de": "Ihr Wallet hängt nicht mehr am Netz, lesen Sie mir vom Zettel vor, dann verbinde ich es neu",
}


@pytest.mark.parametrize("text", UNLISTED_WORDING.values(), ids=UNLISTED_WORDING)
def test_a_request_in_words_nobody_listed_leans_towards_a_fake_desk(index: Index, text: str) -> None:
    read = Message(text, index)
    calm = Message("see you at eight, I bring the cake and the kids", index)
    model = index.chat_model
    assert model.score(read.wording, read.kinds) > 0 > model.score(calm.wording, calm.kinds)


def test_amounts_and_codes_are_no_features_and_short_texts_say_nothing(index: Index) -> None:
    assert grams("pay 250 usdt") == grams("pay 971 usdt")
    assert index.chat_model.score("ok") == TOO_SHORT


def test_classes_of_phrases_are_seen_alone_and_in_pairs_and_bounded() -> None:
    assert marks(frozenset({"b", "a"})) == (b"\x02a", b"\x02b", b"\x02a\x02b")
    many = marks(frozenset(f"k{number}" for number in range(200)))
    assert len(many) == MAX_KINDS + MAX_KINDS * (MAX_KINDS - 1) // 2


def test_one_message_never_counts_as_several() -> None:
    assert Conversation().lean(9.0) == 0.0


def test_messages_that_lean_the_same_way_add_up_and_small_talk_takes_a_little_back() -> None:
    state = Conversation()
    state.lean(1.0)
    state.lean(-5.0)
    assert state.lean(1.0) == pytest.approx(2.0 - MOST_CALMING)


def test_a_long_ordinary_conversation_never_adds_up() -> None:
    state = Conversation()
    assert max(state.lean(score) for _ in range(500) for score in (0.4, -0.6, -1.0)) < 1.0


def test_doubtful_messages_in_a_row_are_a_reason_together_and_the_first_alone_is_not(judge: ChatJudge) -> None:
    texts = (
        "tell me what stands on the sheet from the box and the engineer pairs it again",
        "welcome! to enter the holders' rooms your assets have to be counted first",
        "the words on that card are all our engineer needs to put the wallet back",
    )
    state = Conversation()
    codes = []
    for at, text in enumerate(texts):
        judge.judge(Chat((ChatMessage(text, "peer", str(at)),), "whatsapp"), state)
        codes.append("chat_wording_together" in {kept.code for kept in state.found})
    assert not codes[0]
    assert codes[-1]


@pytest.fixture(scope="module")
def judge(index: Index) -> ChatJudge:
    return ChatJudge(index)
