"""A word of fraud in a sentence: is it the pretext of a request, or a warning of one?"""

from __future__ import annotations

import pytest

from realdesk.chats.clauses import Message
from realdesk.chats.judge import ChatJudge
from realdesk.chats.state import Conversation
from realdesk.index.reader import Index
from realdesk.protocol import Chat, ChatMessage

PRETEXTS = {
    "en": "we have detected a scam on your account, send us your recovery phrase",
    "en, purpose": "to stop the scammer you have to send me the 12 words now",
    "de": "auf Ihrem Konto wurde Betrug erkannt, schicken Sie mir die 24 Wörter",
    "es": "detectamos una estafa en su cuenta, envíenos las 12 palabras",
    "pt": "detectamos um golpe na sua conta, me envie as 12 palavras",
    "fr": "une arnaque a été détectée sur votre compte, envoyez-moi les 24 mots",
    "ru": "на вашем счёте замечены мошенники, пришлите мне сид-фразу",
    "tr": "hesabınızda dolandırıcılık tespit ettik, 12 kelimeyi bana gönderin",
    "ja": "お客様の口座で詐欺が検出されました、復元フレーズを教えてください",
    "ko": "계좌에서 사기가 감지되었습니다, 복구 문구를 알려주세요",
    "zh-Hans": "检测到您的账户遭遇诈骗,请把助记词发给我处理",
    "zh-Hant": "偵測到您的帳戶遭遇詐騙,麻煩您提供12個英文單字",
}
WARNINGS = {
    "en, anyone": "never share your seed phrase with anyone who asks",
    "en, is a scam": "if anyone says send me your 12 words, it is a scam",
    "en, told": "he told me send us your recovery phrase, what a scammer",
    "en, behind": "your recovery phrase is something that we and our team will under no circumstances ask for, send me a scam report",
    "de": "wer schreibt schick mir die 24 Wörter ist ein Betrüger, jemand der fragt gehört gemeldet",
    "es": "si alguien te dice envíame las 12 palabras, es una estafa",
    "pt": "se alguém disser me envie as 12 palavras, é golpe",
    "fr": "celui qui dit envoyez-moi les 24 mots est un escroc, c'est une arnaque",
    "ru": "кто пишет пришлите мне сид-фразу, тот мошенник",
    "tr": "12 kelimeyi bana gönderin diyen dolandırıcıdır",
    "ja": "復元フレーズを教えてくださいと言う人は詐欺です",
    "ko": "복구 문구를 알려주세요 라고 하는 사람은 사기꾼입니다",
    "zh-Hans": "凡是说把助记词发给我的都是骗子",
    "zh-Hant": "任何人說把助記詞傳給我都是詐騙",
}


@pytest.fixture(scope="module")
def judge(index: Index) -> ChatJudge:
    return ChatJudge(index)


def level(judge: ChatJudge, text: str) -> str:
    return judge.judge(Chat((ChatMessage(text, "peer", "m"),), "telegram_k"), Conversation()).level


@pytest.mark.parametrize("text", PRETEXTS.values(), ids=PRETEXTS)
def test_a_fraud_that_is_only_the_pretext_does_not_hide_the_request(judge: ChatJudge, text: str) -> None:
    assert level(judge, text) in {"caution", "danger"}


@pytest.mark.parametrize("text", WARNINGS.values(), ids=WARNINGS)
def test_a_warning_that_repeats_what_others_ask_for_stays_silent(judge: ChatJudge, text: str) -> None:
    assert level(judge, text) == "none"


def test_a_denial_governs_a_long_list_and_ends_where_the_writer_asks_anew(index: Index) -> None:
    long = "never give your card, your pin, your one time code, your bank login or your seed phrase to a caller"
    anew = "never show it to strangers, send me the seed phrase here"
    assert not Message(long, index).of("seed_phrase")
    assert Message(anew, index).of("seed_phrase")


def test_a_lesson_is_no_pretext(index: Index) -> None:
    assert Message("homework: send me the seed phrase of your empty wallet", index).warns
    assert not Message("send me the seed phrase of your wallet", index).warns
