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
