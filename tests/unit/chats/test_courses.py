"""What several messages come to together, and that one text or an ordinary talk with the same words comes to nothing."""

from __future__ import annotations

import pytest

from realdesk.chats.judge import ChatJudge
from realdesk.chats.state import Conversation
from realdesk.index.reader import Index
from realdesk.protocol import Chat, ChatMessage, ChatPeer, ChatVerdict

WARNED = {"caution", "danger"}
TALKS = {
    "en": (
        "there was an unauthorized login",
        "share your screen on zoom, I will tell you what to press",
        "quickly, the coins are moving",
    ),
    "zh-Hans": ("您的账户被异地登录", "别急 钱现在还在", "你下个腾讯会议 把共享屏幕打开 要快"),
    "zh-Hant": ("您的帳戶有異地登入 已觸發風控", "別急 錢還在", "下載會議軟體 開螢幕共享 我帶您操作 快點"),
}
OUTSIDE = {
    "en": "there is a tax of 20% to pay and it can't be taken from the profit",
    "zh-Hans": "海外收益要先完税 20% 从外面打进来 不能从盈利里扣的",
    "zh-Hant": "要先繳所得稅 20% 從外面匯進來 不能從獲利裡扣",
}


@pytest.fixture(scope="module")
def judge(index: Index) -> ChatJudge:
    return ChatJudge(index)


def said(judge: ChatJudge, *texts: str, name: str = "Sam", state: Conversation | None = None) -> ChatVerdict:
    messages = tuple(ChatMessage(text, "peer", str(at)) for at, text in enumerate(texts))
    return judge.judge(Chat(messages, "whatsapp", peer=ChatPeer(display_name=name)), state or Conversation())


def codes(verdict: ChatVerdict) -> set[str]:
    return {reason.code for reason in verdict.reasons}


@pytest.mark.parametrize("language", TALKS)
def test_a_pretext_a_demand_and_pressure_from_a_stranger_make_a_course(judge: ChatJudge, language: str) -> None:
    found = said(judge, *TALKS[language])
    assert found.level in WARNED
    assert "chat_course" in codes(found)


def test_the_course_is_marked_at_the_message_that_completes_it(judge: ChatJudge) -> None:
    found = said(judge, *TALKS["en"])
    assert [mark.message for mark in found.marks if "chat_course" in mark.codes] == ["1"]
    assert found.alarm_index == 1


def test_one_text_that_says_everything_is_no_course(judge: ChatJudge) -> None:
    assert "chat_course" not in codes(said(judge, " ".join(TALKS["en"])))


def test_a_changed_message_takes_the_course_back(judge: ChatJudge) -> None:
    state = Conversation()
    assert "chat_course" in codes(said(judge, *TALKS["en"], state=state))
    harmless = (TALKS["en"][0], "see you at lunch", "bring the tickets please")
    assert "chat_course" not in codes(said(judge, *harmless, state=state))


def test_what_weighs_nothing_is_neither_shown_nor_marked(judge: ChatJudge, index: Index) -> None:
    found = said(judge, *TALKS["en"])
    shown = codes(found) | {code for mark in found.marks for code in mark.codes}
    assert shown
    assert all(index.core.policy[code].weight for code in shown)


@pytest.mark.parametrize("language", OUTSIDE)
def test_a_fee_that_cannot_come_from_the_balance_is_warned_of(judge: ChatJudge, language: str) -> None:
    found = said(judge, OUTSIDE[language])
    assert found.level in WARNED
    assert "chat_fee_from_outside" in codes(found)


def test_a_fee_in_one_message_and_the_sum_in_another_belong_together(judge: ChatJudge) -> None:
    desk = ("your withdrawal needs a clearance fee", "pay 480 usdt right away and it is released from your wallet")
    assert "chat_course_fee" in codes(said(judge, *desk, name="Payout Desk"))


@pytest.mark.parametrize(
    "texts",
    [
        ("hi, you have anydesk on that laptop?", "give me the number and accept, the printer driver is broken"),
        ("the deposit is one month's rent", "please pay the 1200 euros before the 1st"),
        ("the withdrawal is under review, new devices wait 24 hours", "open a ticket in the app if it takes longer"),
        ("个税这个季度要交1.2万", "在电子税务局自己缴 尽快弄"),
    ],
)
def test_ordinary_talks_with_the_same_words_are_no_course(judge: ChatJudge, texts: tuple[str, ...]) -> None:
    found = said(judge, *texts)
    assert not codes(found) & {"chat_course", "chat_course_fee"}
