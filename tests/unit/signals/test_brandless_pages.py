"""Fakes without a platform's name: authorities, recovery firms, wallet repair, verification traps; and what resembles them."""

from __future__ import annotations

import pytest

from realdesk.index.reader import Index
from realdesk.protocol import Field, Frame, Link, Page, Verdict
from realdesk.verdict import judge

WALLETS = ("MetaMask", "Trust Wallet", "Phantom", "Coinbase Wallet", "Ledger")


def verdict(index: Index, url: str = "https://northlight-desk.net/start", **parts: object) -> Verdict:
    return judge(Page(url, (Frame(url, **parts),)), index, now=index.header.issued)  # type: ignore[arg-type]


def codes(found: Verdict) -> set[str]:
    return {reason.code for reason in found.reasons}


def test_a_made_up_authority_that_wants_a_bond_before_the_payout_warns(index: Index) -> None:
    text = "Your claim was approved. Lodge the bond of 300 first; gift cards are accepted. Do not tell your bank."
    form = (Field("text", "Full name"), Field("tel", "Phone"))
    found = verdict(index, title="Investors Claims Authority", text=text, fields=form)
    assert found.level == "danger"
    assert {"claims_authority", "asks_deposit", "asks_secrecy", "asks_untraceable_payment"} <= codes(found)


@pytest.mark.parametrize(
    "host", ["www.fca.org.uk", "claims.agency.gov", "www.keishicho.metro.tokyo.lg.go.jp", "post.gov.tw"]
)
def test_real_authorities_are_left_alone(index: Index, host: str) -> None:
    text = "Your claim was approved. There is no processing fee before payment; we never ask for gift cards."
    assert verdict(index, f"https://{host}/claims", title="Claims Authority", text=text).level == "none"


def test_a_recovery_firm_that_wants_a_fee_first_warns(index: Index) -> None:
    found = verdict(
        index,
        title="链上资产追回中心",
        text="第一步 提交地址。第二步 缴纳冻结服务费,支持USDT。第三步 原路返还,到账。专员微信联系。",
    )
    assert found.level in {"caution", "danger"}
    assert "claims_recovery" in codes(found)


def test_a_law_firm_that_offers_recovery_without_a_fee_first_is_silent(index: Index) -> None:
    text = "Our lawyers help clients with asset recovery after insolvency. Call the office for an appointment."
    assert verdict(index, title="Asset recovery | Norton and Hale", text=text).level == "none"


def test_wallet_repair_with_a_choice_of_wallets_warns(index: Index) -> None:
    found = verdict(index, title="Wallet rectification", headings=("Synchronize wallet",), buttons=WALLETS)
    assert found.level in {"caution", "danger"}
    assert {"offers_wallet_repair", "wallet_picker"} <= codes(found)


def test_a_choice_of_wallets_alone_is_what_every_dapp_has(index: Index) -> None:
    links = tuple(Link("https://x.example/", name) for name in WALLETS)
    assert verdict(index, title="Connect | Some Dex", headings=("Connect a wallet",), links=links).level == "none"


def test_a_form_for_the_login_code_of_a_messenger_warns_elsewhere_than_at_the_messenger(index: Index) -> None:
    fields = (Field("tel", "phone"), Field("text", "Verification code"), Field("password", "Password"))
    text = "Verify with Telegram to enter. We sent a login code to the Telegram app."
    assert "asks_messenger_code" in codes(verdict(index, text=text, fields=fields))
    assert verdict(index, "https://web.telegram.org/k/", text=text, fields=fields).level == "none"


def test_news_about_such_fakes_is_silent(index: Index) -> None:
    text = (
        "They ask you to lodge the bond by gift cards and tell you: do not tell your bank. Approved: nothing is real."
    )
    assert verdict(index, title="Warning: fake claims authority", text=text).level == "none"


def test_a_desk_that_wants_a_command_run_is_dangerous(index: Index) -> None:
    text = "To continue press Windows + R, then ctrl + v and press Enter."
    assert "asks_run_command" in codes(
        verdict(index, "https://kraken-helpdesk.com/", title="Kraken Support", text=text)
    )
    assert verdict(index, "https://docs.shell.example/", title="Open PowerShell", text=text).level == "none"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("BaFin Rückerstattung", "Die BaFin hat Ihr Geld sichergestellt. Überweisen Sie zuerst die Gebühr von 500 €."),
        ("香港证监会 退款中心", "您的资金已追回,请先缴纳手续费5%。"),
        ("165反詐騙諮詢專線 線上報案退款", "加LINE ID: police165 專員協助追回被騙款項,需先付律師費。"),
        ("U.S. Securities and Exchange Commission", "Recover your stolen funds. Pay the tax first."),
        (
            "Financial Conduct Authority",
            "Dear victim, the FCA has recovered your lost funds from Binance scam. Pay a release fee to receive your money. "
            "WhatsApp +44 7700 900999",
        ),
        ("금융감독원 환불센터", "피해금이 회수되었습니다. 수수료를 먼저 납부하세요."),
    ],
)
def test_an_authority_that_wants_money_before_it_pays_warns(index: Index, title: str, text: str) -> None:
    found = verdict(index, title=title, headings=(title,), text=text)
    assert found.level in {"caution", "danger"}
    assert {"claims_authority", "asks_deposit"} <= codes(found)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "We recover stolen crypto",
            "Lost your bitcoin to a scam? Our certified hackers recover 100% of lost funds. Contact WhatsApp "
            "+44 7700 900123. Pay a refundable deposit to start.",
        ),
        ("Hire a hacker to recover stolen bitcoin", "Fund recovery specialists. 98% success rate."),
        ("被盗USDT追回", "专业黑客团队24小时接单。"),
    ],
)
def test_hackers_who_bring_money_back_warn(index: Index, title: str, text: str) -> None:
    found = verdict(index, title=title, headings=(title,), text=text)
    assert found.level in {"caution", "danger"}
    assert {"claims_recovery", "offers_hackers"} <= codes(found)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Lost money in a crypto scam?",
            "Beware of recovery scams: firms that promise to recover lost funds for an upfront fee. Call us: 0800 555 0100.",
        ),
        ("Can you hire a hacker to recover stolen bitcoin?", "No. Whoever offers it is a scammer and wants a fee."),
        ("BaFin warnt vor Betrügern", "Sie verlangen: Überweisen Sie zuerst die Gebühr. WhatsApp +44 7700 900123"),
        ("We recover stolen crypto through the courts", "Solicitors regulated by the SRA. Contact 020 7946 0111"),
        ("BaFin – Geschäftsbericht", "Die BaFin beaufsichtigt Banken. Telefon 0228 4108 0."),
        ("165反詐騙諮詢專線", "凡要求先付律師費者皆為詐騙,請撥打165。"),
    ],
)
def test_authorities_lawyers_and_warnings_that_want_nothing_are_silent(index: Index, title: str, text: str) -> None:
    assert verdict(index, title=title, headings=(title,), text=text).level == "none"


@pytest.mark.parametrize(
    ("title", "text", "label"),
    [
        ("Telegram security", "Enter the login code you received in Telegram.", "Login code"),
        ("WhatsApp Web", "Enter the 6-digit code we sent you by SMS to vote for my niece.", "6-digit code"),
        ("Telegram", "Подтвердите аккаунт.", "Код подтверждения"),
        ("LINE安全中心", "請輸入驗證碼。", "驗證碼"),
    ],
)
def test_a_page_in_a_messengers_name_that_wants_a_code_warns(index: Index, title: str, text: str, label: str) -> None:
    fields = (Field("tel", "Phone"), Field("text", label))
    assert "asks_messenger_code" in codes(verdict(index, title=title, text=text, fields=fields))
    assert verdict(index, "https://web.telegram.org/k/", title=title, text=text, fields=fields).level == "none"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Sign in", "Enter the 6-digit code we sent to your WhatsApp."),
        ("How to use Telegram", "Telegram sends a verification code."),
        ("Shop login", "We send codes by SMS, Telegram or e-mail."),
    ],
)
def test_a_login_that_sends_its_own_code_by_messenger_is_silent(index: Index, title: str, text: str) -> None:
    assert verdict(index, title=title, text=text, fields=(Field("text", "6-digit code"),)).level == "none"


def test_a_crossword_is_no_recovery_phrase(index: Index) -> None:
    fields = tuple(Field("text", f"Word {number}") for number in range(1, 13))
    title = "Crossword of 12 words"
    assert verdict(index, title=title, headings=(title,), text=title, fields=fields).level == "none"
    wallet = "Restore your wallet: 12 words of the recovery phrase"
    assert "asks_seed_phrase" in codes(verdict(index, title=wallet, headings=(wallet,), text=wallet, fields=fields))


def test_the_private_half_of_an_api_key_is_no_wallets_key(index: Index) -> None:
    title = "Connect Kraken to TradeBot"
    text = "Create an API key without withdrawal permission and paste it here."
    fields = (Field("text", "API Key"), Field("text", "Private Key"))
    assert verdict(index, title=title, headings=(title,), text=text, fields=fields).level == "none"
    desk = "Kraken Wallet Support"
    assert "asks_private_key" in codes(verdict(index, title=desk, headings=(desk,), text=text, fields=fields))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Veltora Refund Department",
            "An order was placed. Our agent will ask you to download AnyDesk and buy gift cards.",
        ),
        ("公安局网上办案中心", "您涉嫌洗钱,请下载远程协助软件,将资金转入安全账户配合调查。"),
        ("公安局線上偵辦中心", "您涉嫌洗錢,請下載AnyDesk,將資金轉入安全帳戶配合調查。"),
    ],
)
def test_whoever_wants_the_screen_and_money_beyond_recall_is_no_desk_and_no_authority(
    index: Index, title: str, text: str
) -> None:
    found = verdict(index, title=title, headings=(title,), text=text)
    assert found.level in ("caution", "danger")
    assert "asks_remote_access" in codes(found)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Northgate IT support",
            "We connect by AnyDesk or TeamViewer. Call us. Vouchers and gift cards are in our shop.",
        ),
        ("公安局提醒", "请不要下载远程协助软件,不要将资金转入安全账户。"),
        ("Police advice", "Never buy gift cards for a caller and never download AnyDesk."),
        ("My story", "He told me to download AnyDesk and to buy gift cards."),
    ],
)
def test_remote_support_shops_advice_and_tales_are_left_alone(index: Index, title: str, text: str) -> None:
    assert verdict(index, title=title, headings=(title,), text=text).level == "none"


def test_a_repair_of_wallets_by_a_button_that_connects_by_hand_warns(index: Index) -> None:
    text, manual = "Choose your wallet. Error connecting.", ("Connect Manually",)
    found = verdict(index, title="DApps Connect", headings=("Fix wallet issues",), text=text, buttons=manual)
    assert found.level in ("caution", "danger")
    assert verdict(index, title="Swap", headings=("Swap",), text="Wallet", buttons=("Connect wallet",)).level == "none"
