"""Who tells of a fraud, warns of one or says that nothing is to be done asks for nothing; who only begins so does."""

from __future__ import annotations

import pytest

from realdesk.chats.clauses import Message
from realdesk.chats.judge import ChatJudge
from realdesk.chats.state import Conversation
from realdesk.index.reader import Index
from realdesk.protocol import Chat, ChatMessage, ChatPeer, ChatVerdict

DESK = "Support Desk"
WARNED = {"caution", "danger"}
TALES = {
    "en": "he said he was from Coinbase, had me install anydesk and read out the code, then he wanted the seed phrase",
    "de": "er sagte er sei vom Support, ich sollte AnyDesk installieren und den Code durchgeben",
    "es": "me dijo que era de soporte, que compartiera la pantalla y le dictara el código",
    "fr": "il m'a dit qu'il était du support, j'ai dû partager mon écran et donner le code",
    "pt": "ele disse que era do suporte, me mandou instalar o anydesk e passar o código",
    "ja": "サポートと名乗る人に画面共有を求められ、認証コードも送らされました",
    "ko": "고객센터라면서 화면 공유하라고 하고 인증번호를 불러달라고 했어요",
    "ru": "он сказал что он из поддержки, попросил меня поставить anydesk и назвать код",
    "tr": "destekten olduğunu söyledi, anydesk kurmamı ve kodu vermemi benden istedi",
    "vi": "nó nói là nhân viên hỗ trợ, bảo tôi cài anydesk và đọc mã otp",
    "id": "dia bilang dari cs, aku diminta pasang anydesk dan sebutin kode otp",
    "zh-Hans": "他说是客服 让我下腾讯会议共享屏幕 然后我打开app他就看到我验证码了",
    "zh-Hant": "他說是客服 要我開螢幕共享 然後叫我把驗證碼念給他",
}
NEVER_ASKED = {
    "en": "new addresses are reviewed within 24 hours, that is normal, no action needed on your side",
    "de": "Neue Adressen werden innerhalb von 24 Stunden geprüft, Sie müssen nichts tun",
    "zh-Hans": "您好，新增地址后24小时内提现会进入人工复核，属正常流程，无需您做任何操作",
    "zh-Hant": "您好，新增地址後24小時內提領會進入人工複核，屬正常流程，無需您做任何操作",
}
STILL_ASKED = {
    "en": "he told me your case. Send me the seed phrase so I can restore it",
    "de": "er sagte mir Bescheid. Schicken Sie mir die Seed-Phrase",
    "zh-Hans": "他说是您的单。请把助记词发给我，我帮您恢复",
}


@pytest.fixture(scope="module")
def judge(index: Index) -> ChatJudge:
    return ChatJudge(index)


def said(judge: ChatJudge, text: str, name: str = DESK, bio: str = "") -> ChatVerdict:
    peer = ChatPeer(display_name=name, bio=bio)
    return judge.judge(Chat((ChatMessage(text, "peer", "0"),), "telegram", peer=peer), Conversation())


@pytest.mark.parametrize("language", TALES)
def test_a_victims_tale_is_not_held_against_who_tells_it(judge: ChatJudge, language: str) -> None:
    # A doubtful description, beside which each of these requests would be enough.
    assert said(judge, TALES[language], "Lemon", "asset recovery expert, no more of them").level not in WARNED


@pytest.mark.parametrize("language", NEVER_ASKED)
def test_a_desk_that_says_nothing_is_to_be_done_asks_for_nothing(judge: ChatJudge, language: str) -> None:
    assert said(judge, NEVER_ASKED[language]).level not in WARNED


@pytest.mark.parametrize("language", STILL_ASKED)
def test_a_tale_before_a_request_does_not_hide_it(judge: ChatJudge, language: str) -> None:
    assert said(judge, STILL_ASKED[language]).level == "danger"


def test_no_action_needed_does_not_hide_a_request(judge: ChatJudge) -> None:
    assert said(judge, "no action needed on your side, just send me the seed phrase").level == "danger"


def test_the_name_of_a_fraud_line_warns_of_nothing(judge: ChatJudge) -> None:
    text = "Coinbase: a withdrawal of $2,750.00 is processing. If this wasn't you call our fraud line 1 (888) 555-0163"
    assert said(judge, text, "Coinbase Security").level in WARNED


def test_who_praises_one_that_brings_money_back_tells_no_tale(index: Index) -> None:
    praise = Message("they told me it was gone, but a hacker got my money back for a processing fee", index)
    assert not praise.tells
    assert praise.of("chat_recovery")
