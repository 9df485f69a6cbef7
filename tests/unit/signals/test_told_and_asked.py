"""What a page quotes, tells of others or asks of its readers is no request of its own; what it says itself stays one."""

from __future__ import annotations

import pytest

from realdesk.index.reader import Index
from realdesk.protocol import Field
from unit.signals.saying import WARNED, codes, verdict

QUOTED = {
    "en": (
        "A wallet worksheet",
        "Which line gives him away? “Your wallet is out of sync, press Manual Connect so I can help.”",
    ),
    "zh-Hans": ("数字钱包安全 第七讲", "话术示例:“钱包验证失败,请连接钱包并输入助记词完成修复。”讨论哪一句不合理。"),
    "zh-Hant": ("虛擬資產報稅服務", "「國稅局寄信要登入並連接,錢包驗證失敗請修復錢包」請直接向國稅局查證。"),
}
ASKED = {
    "en": (
        "Crypto.com phone number, anyone?",
        "Someone posted: call them on 1-805-555-0177. Don't call, that is a scam.",
    ),
    "zh-Hans": ("请问币安有客服电话吗", "打 400-000-0911 对方要我转账。回复:骗子,币安没有电话。"),
    "zh-Hant": ("[問題] 幣安有客服電話嗎", "有人說打 02-5550-0163 找客服中心。推文:詐騙快逃。"),
}
NAMESAKES = {
    "en": (
        "Kraken Bar – contact and support",
        "Call 01632 960 441. We take Bitcoin. We are not the crypto exchange of the same name.",
    ),
    "zh-Hans": (
        "Gate 自动门售后服务",
        "客服电话:400-000-0345。向日葵远程协助。本公司与任何数字货币交易平台无关,来电咨询提币的请勿占线。",
    ),
    "de": (
        "Kraken Bar – Kundenservice",
        "Rufen Sie 040 55500123 an. Wir sind nicht die Kryptobörse, mit Bitcoin haben wir nichts zu tun.",
    ),
}


@pytest.mark.parametrize("language", QUOTED)
def test_quoted_speech_about_a_broken_wallet_is_no_repair(index: Index, language: str) -> None:
    title, text = QUOTED[language]
    fields = (Field(type="textarea", label="answer"),)
    found = verdict(index, title=title, headings=(title,), text=text, fields=fields)
    assert found.level not in WARNED, codes(found)


def test_a_quoted_button_is_still_a_request(index: Index) -> None:
    text = "Press “Validate wallet” first. Then press “Synchronize wallet”. Crypto balance and tokens come back."
    fields = (Field(type="textarea", label="details"),)
    found = verdict(index, title="Wallet portal", headings=("Start",), text=text, fields=fields)
    assert "offers_wallet_repair" in codes(found)


@pytest.mark.parametrize("language", ASKED)
def test_a_question_to_a_forum_is_no_desk(index: Index, language: str) -> None:
    title, text = ASKED[language]
    found = verdict(index, title=title, headings=(title,), text=text)
    assert found.level not in WARNED, codes(found)


def test_a_number_planted_under_a_question_is_warned_of(index: Index) -> None:
    title = "币安有客服电话吗?币安人工客服电话"
    found = verdict(index, title=title, headings=(title,), text="币安官方人工客服电话:400-000-0655,24 小时在线。")
    assert found.level in WARNED


@pytest.mark.parametrize("language", NAMESAKES)
def test_a_firm_that_is_not_the_platform_keeps_its_name(index: Index, language: str) -> None:
    title, text = NAMESAKES[language]
    found = verdict(index, title=title, headings=(title,), text=text)
    assert found.level not in WARNED, codes(found)


def test_a_page_about_crypto_is_no_namesake_by_saying_so(index: Index) -> None:
    text = (
        "Call +1 805 555 0144 about your wallet, withdrawal or blockchain transfer; an agent will unlock your crypto. "
        "Our bitcoin desk never sleeps and every token is welcome, whatever exchange it comes from and goes to. "
        "We are not the firm of the same name."
    )
    found = verdict(index, title="Kraken Support", headings=("Kraken Support",), text=text)
    assert found.level in WARNED


@pytest.mark.parametrize(
    "host", ["newwallet.io", "app.newwallet.example", "coinbaseball.com", "bitstampede.com", "openseafishing.com"]
)
def test_a_word_that_begins_with_the_end_of_a_name_is_no_lookalike(index: Index, host: str) -> None:
    assert verdict(index, f"https://{host}/").level not in WARNED


@pytest.mark.parametrize(
    "host", ["coinbase-wallet-help.com", "bitstamp-support.com", "openseasupport.com", "coinbasehelp.io"]
)
def test_a_name_beside_a_word_of_help_stays_one(index: Index, host: str) -> None:
    assert verdict(index, f"https://{host}/").level in WARNED
