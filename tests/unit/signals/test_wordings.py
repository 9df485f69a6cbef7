"""Requests in words of their own: recovery firms, phrases that are described, checks that run commands, and first persons."""

from __future__ import annotations

import pytest

from realdesk.index.reader import Index
from realdesk.protocol import Field
from unit.signals.saying import WARNED, codes, verdict

BOASTS = {
    "en": "Your money is not gone. Success rate 97%. We locate the scammer. A release fee is due before the payout.",
    "zh-Hans": "成功案例:已到账。锁定对方地址,追回率九成。需先支付手续费。",
    "zh-Hant": "成功案例分享,鎖定對方錢包,追回率九成。需先支付擔保金。",
    "ja": "まだ間に合います。回収率95%、被害額の診断は無料。先に手数料をお支払いください。",
    "ko": "성공률 95%, 성공 사례 다수, 지갑 동결. 착수금을 먼저 입금해 주세요.",
    "es": "Tasa de éxito del 95%, casos de éxito. Localizamos la billetera. La tasa de liberación se abona por adelantado.",
    "pt": "Taxa de sucesso de 95%, casos de sucesso. Localizamos a carteira. A taxa de liberação é paga antecipadamente.",
    "ru": "Процент успеха 95, успешные кейсы, отследим кошелёк. Гарантийный взнос оплачивается заранее.",
    "vi": "Tỷ lệ thành công 95%, trường hợp thành công, truy vết ví. Phí xác minh nộp trước.",
    "tr": "Başarı oranı %95, cüzdanını tespit ediyoruz, kaybedilen tutar kaybolmadı. Doğrulama ücreti önceden ödenmesi gerekir.",
    "id": "Tingkat keberhasilan 95%, kisah sukses, lacak dompet pelaku. Biaya verifikasi dibayar di muka.",
    "de": "Erfolgsquote 95%, erfolgreiche Fälle, Wallets der Täter gefunden. Die Freigabegebühr ist vorab zu zahlen.",
    "fr": "Taux de réussite 95%, dossiers gagnés, montant perdu retrouvé. Les frais de mainlevée sont payables d'avance.",
}


@pytest.mark.parametrize("language", BOASTS)
def test_a_recovery_firm_without_such_a_heading_that_wants_money_first_warns(index: Index, language: str) -> None:
    form = (Field("text", "Name"), Field("tel", "WhatsApp"))
    found = verdict(index, title="Northlight", headings=("Northlight",), text=BOASTS[language], fields=form)
    assert found.level in WARNED
    assert {"claims_recovery", "asks_deposit"} <= codes(found)


def test_lawyers_who_speak_of_success_and_fees_are_silent(index: Index) -> None:
    text = (
        "Amount lost to a fake exchange? Our success rate differs from case to case; recovered for clients last year: little. "
        "Firms that demand a release fee first are scammers. We invoice after the engagement letter."
    )
    form = (Field("text", "Name"), Field("tel", "Phone"))
    assert verdict(index, title="Harlow and Finch, attorneys", text=text, fields=form).level == "none"


DESCRIBED = {
    "en": "the words you wrote down",
    "zh-Hans": "当初抄写的单词",
    "zh-Hant": "當初抄寫的單字",
    "ja": "書き留めた単語",
    "ko": "적어 둔 단어",
    "es": "las palabras que anotaste",
    "pt": "as palavras que você anotou",
    "ru": "слова, которые вы записали",
    "vi": "các từ bạn đã ghi",
    "tr": "not ettiğiniz kelimeler",
    "id": "kata yang anda catat",
    "de": "die Wörter, die Sie notiert haben",
    "fr": "les mots que vous avez notés",
}


@pytest.mark.parametrize("language", DESCRIBED)
def test_a_phrase_that_is_described_and_not_named_is_asked_for(index: Index, language: str) -> None:
    found = verdict(
        index, title="Trust Wallet Support", text="Bitcoin wallet.", fields=(Field("textarea", DESCRIBED[language]),)
    )
    assert "asks_seed_phrase" in codes(found)


@pytest.mark.parametrize("check", ["I'm not a robot", "我不是机器人", "我不是機器人", "I am not a bot"])
def test_the_words_of_a_robot_check_deny_no_command(index: Index, check: str) -> None:
    found = verdict(index, title="Just a moment", text=f"{check}. Press Windows + R, press Ctrl + V, press Enter.")
    assert "asks_run_command" in codes(found)


@pytest.mark.parametrize(
    "text",
    [
        "If I enter my secret recovery phrase on a new machine, do the accounts come back? I still have the 12 words.",
        "Wenn ich meine Wiederherstellungsphrase eingebe, kommen die Konten zurück?",
        "我输入我的助记词之后,账户还能恢复吗?",
        "Si j'entre ma phrase de récupération, est-ce que tout revient ?",
    ],
)
def test_a_question_about_ones_own_phrase_asks_nobody_for_one(index: Index, text: str) -> None:
    assert verdict(index, title="metamask - How do I restore my wallet?", text=text).level == "none"


def test_a_manual_of_programmers_may_have_a_box_for_a_phrase(index: Index) -> None:
    text = "BIP-39 test vectors: entropy, checksum and derivation path. npm install keys; open an issue on GitHub."
    found = verdict(index, title="Importing a mnemonic", text=text, fields=(Field("textarea", "Mnemonic"),))
    assert found.level == "none"


def test_jargon_is_no_excuse_for_a_page_that_repairs_wallets(index: Index) -> None:
    text = (
        "Open source on GitHub. BIP-39 checksum, entropy and derivation path are validated. Enter your recovery phrase."
    )
    found = verdict(index, title="Wallet validation", text=text, fields=(Field("textarea", "Recovery phrase"),))
    assert found.level in WARNED


@pytest.mark.parametrize(
    "heading",
    [
        "您的 LINE 帳號需要重新認證",
        "LINE帳號異常通知",
        "Your WhatsApp account will be closed",
        "Ihr WhatsApp-Konto bestätigen",
    ],
)
def test_a_notice_about_a_messenger_account_that_wants_password_and_code_warns(index: Index, heading: str) -> None:
    form = (Field("tel", "Phone"), Field("password", "Password"), Field("text", "SMS code"))
    found = verdict(index, title=heading, headings=(heading,), fields=form)
    assert "asks_messenger_code" in codes(found)


def test_a_survey_about_where_the_phrase_is_kept_is_silent(index: Index) -> None:
    url = "https://docs.google.com/forms/d/e/1FAIpQLSeAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/viewform"
    heads = ("Survey: use of MetaMask", "Where do you keep your recovery phrase? (paper, metal)")
    text = "For a thesis. We do not ask for personal data or a recovery phrase. Where do you keep your recovery phrase?"
    assert "asks_seed_phrase" not in codes(
        verdict(index, url, title=heads[0], headings=heads, text=text, fields=(Field("text", "Your answer"),))
    )


def test_a_shop_with_customer_service_is_not_the_desk_of_what_it_sells(index: Index) -> None:
    found = verdict(
        index,
        title="Ledger 硬件钱包 现货 包邮 - 冷光数码",
        headings=("Ledger Nano 硬件钱包", "客服"),
        text="现货,加入购物车。店铺客服只处理订单。",
    )
    assert found.level == "none"
