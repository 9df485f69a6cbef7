"""Requests that name nothing, commands, cash machines, and victims who only tell of it."""

from __future__ import annotations

import pytest

from realdesk.chats.judge import ChatJudge
from realdesk.chats.state import Conversation
from realdesk.index.reader import Index
from realdesk.protocol import Chat, ChatMessage, ChatPeer, ChatVerdict

DESK = "Support Desk"
WARNED = {"caution", "danger"}
SEED_UNNAMED = {
    "en": "those words from the paper, write them here in the same order and I reload it",
    "zh-Hans": "把本子上抄的那些单词按顺序打给我",
    "zh-Hant": "當初抄在紙上的單字照順序貼在這裡",
    "ja": "紙に控えた単語を順番にこちらへ書いてください",
    "ru": "слова с листка напишите сюда, скиньте по порядку",
    "es": "las palabras que apuntó en el papel, escríbalas aquí en orden",
}
CODE_UNNAMED = {
    "en": "read me the numbers from the text message",
    "zh-Hans": "手机上来的那几位数字发我",
    "id": "nanti ada sms isinya angka, sebutin ya",
    "ru": "придёт смс с цифрами, продиктуйте",
}
COMMANDS = {
    "en": "to prove you are human press win + r, paste and hit enter",
    "zh-Hans": "进群请先验证:按 win+r,粘贴,回车",
    "pt": "para entrar no grupo aperte windows + r, cole e dê enter, é a verificação",
}
TOLD = {
    "en": "the caller said to move it all to a safe account, and they asked me to pay a release fee",
    "zh-Hant": "說帳戶被鎖要繳保證金,我匯了六萬",
    "de": "der mann hat mich dazu gebracht, alles auf ein sicheres konto zu überweisen",
}


@pytest.fixture(scope="module")
def judge(index: Index) -> ChatJudge:
    return ChatJudge(index)


def said(judge: ChatJudge, *texts: str, name: str = DESK) -> ChatVerdict:
    messages = tuple(ChatMessage(text, "peer", str(at)) for at, text in enumerate(texts))
    return judge.judge(Chat(messages, "telegram", peer=ChatPeer(display_name=name)), Conversation())


def codes(verdict: ChatVerdict) -> set[str]:
    return {reason.code for reason in verdict.reasons}


@pytest.mark.parametrize("language", SEED_UNNAMED)
def test_the_words_are_known_by_their_paper_and_order(judge: ChatJudge, language: str) -> None:
    assert codes(said(judge, SEED_UNNAMED[language])) & {"chat_hints_seed", "chat_asks_seed", "chat_names_seed"}


def test_a_vocabulary_test_is_no_hint_at_a_recovery_phrase(judge: ChatJudge) -> None:
    asked = "please write the words in order and send me a photo of your notebook"
    assert said(judge, asked, name="Mrs Collins").level == "none"


@pytest.mark.parametrize("language", CODE_UNNAMED)
def test_a_code_is_known_by_its_digits_and_where_they_arrive(judge: ChatJudge, language: str) -> None:
    assert "chat_asks_code" in codes(said(judge, CODE_UNNAMED[language]))


@pytest.mark.parametrize("language", COMMANDS)
def test_a_command_as_a_proof_of_being_human_is_warned_of_whoever_asks(judge: ChatJudge, language: str) -> None:
    found = said(judge, COMMANDS[language], name="Gatekeeper")
    assert found.level in WARNED
    assert {"asks_run_command", "claims_human_check"} <= codes(found)


def test_a_colleague_may_ask_to_paste_a_command(judge: ChatJudge) -> None:
    assert said(judge, "open a terminal, paste the command and tell me what it prints", name="Mei").level == "none"


def test_being_led_at_a_cash_machine_is_a_transfer(judge: ChatJudge) -> None:
    assert "chat_asks_transfer" in codes(said(judge, "請到最近的ATM,照專員指示操作就能取消"))


@pytest.mark.parametrize("language", TOLD)
def test_what_a_victim_tells_is_asked_of_nobody(judge: ChatJudge, language: str) -> None:
    assert not codes(said(judge, TOLD[language])) & {"chat_asks_transfer", "chat_asks_fee"}


def test_one_word_in_two_classes_is_no_request(judge: ChatJudge) -> None:
    assert "chat_asks_fee" not in codes(said(judge, "he knew my last deposit to the day"))


def test_a_payment_that_comes_back_counts_beside_trouble_with_the_account(judge: ChatJudge) -> None:
    asked = "pay a 300 USDT unlock fee, it is returned to your balance"
    found = said(judge, "your account is frozen", asked, name="Ann")
    assert found.level in WARNED
    assert "chat_promises_return" in codes(found)
    assert "chat_promises_return" not in codes(said(judge, asked, name="Ann"))


def test_a_platform_named_earlier_counts_for_a_later_request(judge: ChatJudge) -> None:
    found = said(judge, "欧易账号异常", "请打开屏幕共享,我教您操作", name="小王")
    assert found.platform == "okx"
    assert "chat_about_account" in codes(found)


def test_a_short_quotation_does_not_swallow_what_follows(judge: ChatJudge) -> None:
    asked = 'tap "Yes" and send me your seed phrase, then tap "Done" again'
    assert said(judge, asked, name="Ann").level == "danger"


@pytest.mark.parametrize(
    ("name", "bio"),
    [("Support", "Official customer support of your wallet"), ("Wallet Support", ""), ("客服", "钱包客服,丢币找回")],
)
def test_a_peer_that_is_the_support_of_anybodys_wallet_is_warned_of(judge: ChatJudge, name: str, bio: str) -> None:
    peer = ChatPeer(display_name=name, handle="lo4417", bio=bio)
    found = judge.judge(Chat((ChatMessage("hello", "peer", "1"),), "x_dm", peer=peer), Conversation())
    assert found.level in WARNED
    assert "chat_peer_unnamed_desk" in codes(found)


@pytest.mark.parametrize(
    ("name", "bio"),
    [
        ("Support", "Customer service of a shoe shop"),
        ("Ines", "Leather wallets, customer support by mail"),
        ("Crypto Support Group", "Self-help for people who lost money"),
        ("Brightfibre Support", "Pay with a wallet app, support 9-5"),
        ("Support", "I wrote that fake wallet support is a scam"),
    ],
)
def test_a_shop_a_group_and_a_warning_are_not_the_support_of_anybodys_wallet(
    judge: ChatJudge, name: str, bio: str
) -> None:
    peer = ChatPeer(display_name=name, handle="lo4417", bio=bio)
    found = judge.judge(Chat((ChatMessage("hello", "peer", "1"),), "x_dm", peer=peer), Conversation())
    assert found.level not in WARNED
