"""What messages ask for, in several languages, and what only sounds like it."""

from __future__ import annotations

import pytest

from realdesk.chats.judge import ChatJudge
from realdesk.chats.state import Conversation
from realdesk.index.reader import Index
from realdesk.protocol import Chat, ChatMessage, ChatPeer, ChatVerdict

WHICH_CODE = {
    "en": "What is the code you just received on your phone?",
    "es": "¿Cuál es el código que le llegó por SMS?",
    "fr": "Quel est le code que vous avez reçu ?",
    "de": "Welchen Code haben Sie gerade bekommen?",
    "ru": "Какой код вам пришёл?",
    "tr": "SMS ile gelen kodu söyler misiniz?",
    "vi": "Mã xác minh vừa nhận là bao nhiêu ạ?",
    "id": "Berapa kode yang masuk?",
    "zh-Hans": "您手机上收到的验证码是多少？",
    "zh-Hant": "您手機上收到的驗證碼是多少？",
}
OTHER_CODES = {
    "en": "What is the code for the garage?",
    "es": "¿Cuál es el código del portón?",
    "fr": "Quel est le code de l'immeuble ?",
    "de": "Wie lautet der Code am Tor?",
    "ru": "Какой код у домофона?",
    "zh-Hans": "快递取件码是多少？",
}
OUTRIGHT = {
    "en": "send me your seed phrase",
    "en, button": 'tap "show recovery phrase" and send me a screenshot',
    "fr": "veuillez me transmettre vos mots de récupération",
    "de": "ich benötige Ihre Wiederherstellungsphrase",
    "es": "envíeme su frase semilla",
    "ru": "пришлите мне сид-фразу",
    "zh-Hans": "把助记词发给我",
    "zh-Hant": "請把助記詞傳給我",
    "key": "send me your private key",
}
HARMLESS = {
    "a warning": "they wrote “send me your seed phrase now please”, do not do it",
    "denied": "we will never ask you to send us your seed phrase",
    "taken back": "I need your private key? no wait, the public key, sorry",
    "taken back, zh": "把私钥发给我，说错了，是公钥",
    "a game": "whats the seed for your minecraft world? send me the seed",
    "school": "ich brauche die 12 Wörter vom Vokabeltest",
    "school, zh": "请把听写的12个单词发给我",
}
GUARD_OFF = {
    "en": "please turn off two-factor authentication",
    "de": "bitte 2FA ausschalten",
    "es": "desactive la verificación en dos pasos",
    "zh-Hans": "请关闭两步验证",
    "zh-Hant": "請關閉兩步驟驗證",
}
JOB_FEES = {
    "en": "before the contract we collect a $350 equipment deposit, it comes back with your first salary",
    "fr": "vous payez 90 € de frais de formation, remboursés avec le premier salaire",
    "ru": "оплатите взнос за обучение 3000 рублей, вернём с первой зарплатой",
    "zh-Hans": "入职前先交300元培训押金，第一笔工资一起退给您",
}


@pytest.fixture(scope="module")
def judge(index: Index) -> ChatJudge:
    return ChatJudge(index)


def said(judge: ChatJudge, text: str, name: str = "x") -> ChatVerdict:
    message = ChatMessage(text, "peer", "m")
    return judge.judge(Chat((message,), "telegram_k", "", "", ChatPeer(display_name=name)), Conversation())


def codes(verdict: ChatVerdict) -> set[str]:
    return {reason.code for reason in verdict.reasons}


@pytest.mark.parametrize("text", WHICH_CODE.values(), ids=WHICH_CODE)
def test_a_desk_that_asks_which_code_came_asks_for_it(judge: ChatJudge, text: str) -> None:
    assert "chat_asks_code" in codes(said(judge, text, "Coinbase Support"))


@pytest.mark.parametrize("text", OTHER_CODES.values(), ids=OTHER_CODES)
def test_the_code_of_a_door_or_a_parcel_is_nobodys_secret(judge: ChatJudge, text: str) -> None:
    assert said(judge, text).level == "none"
    assert "chat_asks_code" not in codes(said(judge, text, "Coinbase Support"))


@pytest.mark.parametrize("text", OUTRIGHT.values(), ids=OUTRIGHT)
def test_whoever_asks_for_the_phrase_or_key_by_name_is_red_by_that_alone(judge: ChatJudge, text: str) -> None:
    assert said(judge, text).level == "danger"


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_what_is_denied_taken_back_or_of_school_is_no_request(judge: ChatJudge, text: str) -> None:
    assert said(judge, text).level == "none"


@pytest.mark.parametrize("text", GUARD_OFF.values(), ids=GUARD_OFF)
def test_a_desk_that_wants_a_protection_off_is_called_out_and_a_friend_is_not(judge: ChatJudge, text: str) -> None:
    assert "chat_asks_guard_off" in codes(said(judge, text, "Coinbase Support"))
    assert said(judge, text, "Tom").level == "none"


@pytest.mark.parametrize("text", JOB_FEES.values(), ids=JOB_FEES)
def test_a_job_that_costs_money_first_is_called_out(judge: ChatJudge, text: str) -> None:
    found = said(judge, text, "Priya Nair")
    assert found.level == "caution"
    assert "chat_pretext_job" in codes(found)


def test_a_landlords_deposit_is_no_fee(judge: ChatJudge) -> None:
    assert said(judge, "the deposit is 900, refundable at the end. please transfer it before monday").level == "none"


def test_papers_are_asked_for_by_many_and_count_beside_a_doubtful_desk(judge: ChatJudge) -> None:
    for text in (
        "请把身份证正反面发给我",
        "send me a photo of your id card please",
        "bitte schicken Sie mir Ihren Personalausweis",
    ):
        assert "chat_asks_papers" in codes(said(judge, text, "Kraken Security Team"))
        assert said(judge, text, "Anna").level == "none"


def test_twice_as_much_back_is_promised_by_nobody_honest(judge: ChatJudge) -> None:
    assert said(judge, "I'm giving away 2x ETH, send 1 ETH and get 2 back").level == "caution"
    assert said(judge, "buy one shirt, get two back home", "Shop").level == "none"


def test_trouble_with_an_account_at_a_named_platform_counts_beside_a_request(judge: ChatJudge) -> None:
    found = said(judge, "您的欧易账号异常，请打开屏幕共享，我教您操作", "小王")
    assert found.level == "caution"
    assert found.platform == "okx"
    assert "chat_about_account" in codes(found)
    assert said(judge, "欧易账号异常怎么办？我已经问了客服", "小王").level == "none"
    assert said(judge, "请打开屏幕共享，我教您操作", "小王").level == "none"


def test_nobody_goes_by_the_name_of_the_network(judge: ChatJudge) -> None:
    text = "Your account will be deleted. Send the login code to verify."
    assert "chat_peer_desk_name" in codes(said(judge, text, "Telegram"))
    assert "chat_peer_desk_name" not in codes(said(judge, text, "Telegraph fan"))


def test_a_first_name_is_no_acronym(judge: ChatJudge) -> None:
    assert said(judge, "hi, your ticket is ready", "Max Support").level == "none"
    assert "chat_peer_claims_support" in codes(said(judge, "hi, your ticket is ready", "MAX Support"))


@pytest.mark.parametrize("name", ["小李币安推荐", "Binance Academy study group"])
def test_a_name_with_a_platform_in_it_says_nothing_before_it_asks(judge: ChatJudge, name: str) -> None:
    assert said(judge, "see you tomorrow", name).level == "none"
    assert said(judge, "send me the code you just received", name).level in {"caution", "danger"}
