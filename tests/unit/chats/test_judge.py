"""Conversations: who writes, what is asked for, and what stays innocent."""

from __future__ import annotations

import pytest

from realdesk.chats.judge import ChatJudge
from realdesk.chats.state import Conversation
from realdesk.index.reader import Index
from realdesk.protocol import Chat, ChatMessage, ChatPeer, ChatVerdict

WARNED = {"caution", "danger"}


@pytest.fixture(scope="module")
def judge(index: Index) -> ChatJudge:
    return ChatJudge(index)


def said(
    judge: ChatJudge, *texts: str, peer: ChatPeer | None = None, surface: str = "telegram_k", url: str = ""
) -> ChatVerdict:
    messages = tuple(ChatMessage(text, "peer", f"m{at}") for at, text in enumerate(texts))
    return judge.judge(Chat(messages, surface, url, "", peer), Conversation())


REQUESTS = {
    "en": "please send me the 12 words of your wallet, our technician restores it",
    "en, s33d phr4s3": "send me ur s33d phr4s3 for the sync",
    "en, spaced": "send me your s e e d p h r a s e please",
    "zh-Hans": "请把助记词发给我,技术人员帮您同步",
    "zh-Hans, full width": "请把１２个单词发给我，技术人员帮您同步",
    "zh-Hans, zero width": "请把助\u200b记\u200b词发给我,技术人员帮您同步",
    "zh-Hant": "麻煩您提供12個英文單字,由技術人員協助同步",
    "ja": "復元フレーズを教えてください、こちらで復旧します",
    "ko": "복구 문구를 알려주세요, 동기화해 드립니다",
    "es": "pásame las 12 palabras y lo recuperamos",
    "pt": "me envie as 12 palavras que eu sincronizo a carteira",
    "fr": "envoyez-moi les 24 mots et je restaure le portefeuille",
    "de": "schick mir die 24 wörter, dann entsperre ich die wallet",
    "ru": "пришлите мне сид-фразу, я восстановлю кошелёк",
    "vi": "cho em xin 12 từ khôi phục để em đồng bộ ví",
    "id": "tolong kirimkan 12 kata biar saya pulihkan dompetnya",
    "tr": "12 kelimeyi bana gönderin, cüzdanı senkronize edelim",
}


@pytest.mark.parametrize("text", REQUESTS.values(), ids=REQUESTS)
def test_a_request_for_the_recovery_phrase_is_called_one_in_every_language(judge: ChatJudge, text: str) -> None:
    found = said(judge, text)
    assert found.level in WARNED
    assert "chat_asks_seed" in {reason.code for reason in found.reasons}
    assert found.alarm_index == 0
    assert [mark.message for mark in found.marks] == ["m0"]
    assert next(reason for reason in found.reasons if reason.code == "chat_asks_seed").insistent


INNOCENT = [
    "reminder: admins never dm first and never ask for your seed phrase, password or codes",
    "if anybody wants your 12 words it is a scam, block them",
    "“send me your seed phrase” is what he wrote, lol",
    "> please send me the 12 words of your wallet\nthis is what I got, is it real?",
    "homework: generate a mnemonic offline, do not send me any words",
    "open anydesk and read me the number, I'll fix your printer",
    "your parcel is at the locker, the pickup code is 4471",
    "the deposit for the flat is returned when you move out",
    "may I have your order number and the email used at checkout?",
    "再讲一次:不会有官方主动私讯、不会要助记词、不会要你下载AnyDesk、不会叫你转到安全账户",
    "验证码 406118,五分钟内有效,请勿告知他人",
    "您好,请提供工单号,我们会在网站内继续回复",
    "运营からDMを送ることはありません、フレーズを聞かれても絶対に答えないでください",
    "절대 시드 문구를 요구하지 않습니다",
    "nunca compartas tu frase semilla con nadie",
    "никогда не сообщайте сид-фразу, это мошенники",
    "sınama: kurtarma ifadenizi kimseyle paylaşmayın",
]


@pytest.mark.parametrize("text", INNOCENT)
def test_warnings_quotations_lessons_and_everyday_codes_are_no_scam(judge: ChatJudge, text: str) -> None:
    assert said(judge, text).level == "none", said(judge, text).reasons


def test_a_warning_against_strangers_does_not_hide_the_request_behind_it(judge: ChatJudge) -> None:
    assert said(judge, "never share it with strangers, send me the seed phrase here").level in WARNED
    assert said(judge, "don't worry, send me the seed phrase").level in WARNED


def test_pretexts_and_requests_of_several_messages_add_up_and_the_alarm_is_at_the_request(judge: ChatJudge) -> None:
    peer = ChatPeer(display_name="Withdrawal desk", handle="wd_desk_19")
    calm = ["hello, how can I help you today?", "let me look at that for you"]
    fee = "the withdrawal was flagged by risk control, you pay a verification deposit of 15% in USDT first, it is refunded with the balance"
    found = said(judge, *calm, fee, "we wait for you", peer=peer)
    assert (found.level in WARNED, found.alarm_index) == (True, 2)
    assert said(judge, *calm, peer=peer).level == "none"


def test_what_the_user_writes_is_never_a_reason(judge: ChatJudge) -> None:
    message = ChatMessage("please send me the 12 words of your wallet", "me", "x")
    assert judge.judge(Chat((message,), "telegram_k"), Conversation()).level == "none"
    unknown = ChatMessage("please send me the 12 words of your wallet", "unknown", "x")
    assert judge.judge(Chat((unknown,), "telegram_k"), Conversation()).level in WARNED


@pytest.mark.parametrize(
    ("peer", "surface"),
    [
        (ChatPeer(display_name="Binance Customer Support"), "messenger"),
        (ChatPeer(display_name="MetaMask Support ✅", handle="metamask_heIp"), "telegram_k"),
        (ChatPeer(display_name="Kraken", handle="krakensupp0rt", verified=True), "x_chat"),
        (ChatPeer(display_name="币安中文客服", handle="kefu888"), "telegram_a"),
        (ChatPeer(display_name="Anna", handle="coinbase_support_desk"), "instagram"),
    ],
)
def test_a_name_that_poses_as_support_is_called_unlisted_before_it_asks(
    judge: ChatJudge, peer: ChatPeer, surface: str
) -> None:
    found = said(judge, "hello", peer=peer, surface=surface)
    assert found.level in WARNED
    assert found.alarm_index == 0
    assert found.peer_reasons
    assert found.official


def test_a_badge_or_a_genuine_name_proves_nothing(judge: ChatJudge) -> None:
    peer = ChatPeer(display_name="Kraken Support", handle="kraken_desk_77", verified=True)
    codes = {reason.code for reason in said(judge, "hi", peer=peer, surface="x_chat").reasons}
    assert "chat_peer_badge_unlisted" in codes


def confirmed(index: Index) -> str:
    """Return an account of X that a platform confirms and that is on no other network."""
    return next(
        name
        for name, owners in sorted(index.core.contacts["x"].items())
        if len(name) > 6 and name not in index.core.contacts["instagram"] and not name.startswith("id:")
        if all(owner.assurance == "confirmed" and owner.use != "former" for owner in owners)
    )


def test_a_listed_handle_is_official_on_its_own_network_only(judge: ChatJudge, index: Index) -> None:
    peer = ChatPeer(display_name="Support", handle=confirmed(index))
    assert said(judge, "may we have your ticket number?", peer=peer, surface="x_chat").level == "official"
    assert said(judge, "may we have your ticket number?", peer=peer, surface="instagram").level in WARNED


def test_a_listed_account_that_asks_for_the_phrase_is_not_called_official(judge: ChatJudge, index: Index) -> None:
    peer = ChatPeer(display_name="Support", handle=confirmed(index))
    found = said(judge, "please send me the 12 words of your wallet", peer=peer, surface="x_chat")
    assert found.level in WARNED


def test_a_desk_in_a_page_of_the_platform_is_official_and_one_on_a_lookalike_is_not(judge: ChatJudge) -> None:
    text = "hello, please describe your problem"
    peer = ChatPeer(display_name="Support")
    assert (
        said(judge, text, peer=peer, surface="site_widget", url="https://www.binance.com/en/support").level
        == "official"
    )
    assert said(judge, text, peer=peer, surface="site_widget", url="https://binance-help-desk.com/").level in WARNED


def test_wording_alone_is_never_red(judge: ChatJudge, index: Index) -> None:
    policy = index.core.policy
    for code in ("chat_wording", "chat_wording_weak"):
        assert policy[code].level is None
    assert 100 * policy["chat_wording"].weight < index.core.danger


def test_reasons_name_the_message_and_never_repeat_its_text(judge: ChatJudge) -> None:
    secret = "zanzibar violet harmonica"
    found = said(judge, f"{secret}: send me the seed phrase of your wallet {secret}")
    assert found.reasons
    assert all(reason.params.get("message") == "m0" for reason in found.reasons)
    assert secret not in repr(found)
