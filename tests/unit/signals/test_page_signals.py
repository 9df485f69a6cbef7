from __future__ import annotations

import pytest

from realdesk.index.reader import Index
from realdesk.protocol import Field, Frame, Link, Page, Verdict
from realdesk.verdict import judge

URL = "https://desk.example.com/"


def verdict(index: Index, url: str = URL, **facts: object) -> Verdict:
    return judge(Page(url, (Frame(url=url, **facts),)), index, now=index.header.issued)  # type: ignore[arg-type]


def codes(index: Index, url: str = URL, **facts: object) -> set[str]:
    return {reason.code for reason in verdict(index, url, **facts).reasons}


@pytest.mark.parametrize(
    "title",
    [
        "Coinbase Help Center",
        "24/7 Live Chat | Coinbase Support",
        "Coinbase Support Desk USA",
        "币安客服中心",
        "幣安官方客服",
        "Hỗ trợ Binance Việt Nam",
    ],
)
def test_a_page_presenting_itself_as_support_is_unconfirmed_not_a_warning(index: Index, title: str) -> None:
    found = verdict(index, title=title)
    assert found.level == "unknown"
    assert [reason.code for reason in found.reasons] == ["claims_support"]


@pytest.mark.parametrize(
    "title",
    [
        "How to contact Binance support (without meeting a scammer) - Sats & Sense",
        "怎么联系币安客服?官方渠道与防骗要点-链上日记",
        "Police warn of fake Coinbase support calls",
        "Coinbase support scams: a review",
        "Kraken Rum customer service",
        "Ledger help - double-entry accounting",
        "My week without Binance",
        "加了个“欧易客服”,让我转安全账户,是不是骗子?",
        "假冒幣安客服 165 呼籲民眾提高警覺",
    ],
)
def test_mentioning_a_platforms_support_is_no_claim(index: Index, title: str) -> None:
    assert verdict(index, title=title, headings=(title,), text=title).level == "none"


def test_a_password_and_a_code_in_the_name_of_a_platform_is_danger(index: Index) -> None:
    fields = (Field("email", "Email"), Field("password", "Password"), Field("text", "2-step code"))
    found = verdict(index, "https://coinbase-help-desk.com/", title="Coinbase Help", fields=fields)
    assert found.level == "danger"
    assert "asks_password_and_code" in {reason.code for reason in found.reasons}


def test_a_banks_own_login_with_a_code_stays_silent(index: Index) -> None:
    fields = (Field("password", "Password"), Field("text", "One-time code"))
    assert verdict(index, title="Sign in - First Example Bank", fields=fields).level == "none"


def test_a_field_for_the_seed_phrase_on_an_unlisted_page_warns(index: Index) -> None:
    found = verdict(index, text="Connect your crypto wallet", fields=(Field("textarea", "Enter your recovery phrase"),))
    assert found.level == "caution"
    assert [reason.code for reason in found.reasons] == ["asks_seed_phrase"]


def test_a_password_managers_own_recovery_phrase_stays_silent(index: Index) -> None:
    fields = (Field("textarea", "Recovery phrase (8 words)"),)
    assert verdict(index, text="Recover your vault with the phrase from your kit", fields=fields).level == "none"


@pytest.mark.parametrize("count", [12, 18, 24])
def test_a_grid_of_numbered_fields_beside_the_word_is_a_seed_form(index: Index, count: int) -> None:
    fields = tuple(Field("text", str(number), f"w{number}") for number in range(1, count + 1))
    assert "asks_seed_phrase" in codes(index, text="Enter your recovery phrase", fields=fields)
    assert "asks_seed_phrase" not in codes(index, text="Enter the order lines", fields=fields)


def test_the_platforms_own_page_may_ask_for_the_seed_phrase(index: Index) -> None:
    fields = (Field("textarea", "Enter your Secret Recovery Phrase"),)
    found = verdict(index, "https://portfolio.metamask.io/", title="MetaMask", fields=fields)
    assert (found.level, found.score) == ("official", 0)


@pytest.mark.parametrize(
    "text",
    [
        "MetaMask support: never enter your seed phrase on a website.",
        "MetaMask 支持:请勿在任何网站输入助记词。",
        "MetaMask 客服提醒:我們不會要求您輸入助記詞。",
    ],
)
def test_a_warning_about_seed_phrases_is_not_a_request(index: Index, text: str) -> None:
    assert "asks_seed_phrase_in_text" not in codes(index, title="MetaMask Support", text=text)


def test_a_request_in_the_text_counts_where_a_platform_is_posed_as(index: Index) -> None:
    assert "asks_seed_phrase_in_text" in codes(
        index, title="MetaMask Support", text="Please enter your seed phrase below."
    )


@pytest.mark.parametrize("number", ["+1 (929) 555-0184", "1`888`555`0188", "𝟴𝟴𝟴-𝟱𝟱𝟱-𝟬𝟭𝟭𝟰"])
def test_a_planted_number_on_a_shared_host_warns(index: Index, number: str) -> None:
    found = verdict(
        index,
        "https://telegra.ph/Account-Locked-05-27",
        title="Coinbase Account Locked? What To Do Next – Telegraph",
        text=f"Call the account line {number} and give the officer the reference.",
    )
    assert found.level == "caution"
    assert {"contact_not_listed", "shared_host"} <= {reason.code for reason in found.reasons}


def test_a_number_for_a_platform_without_phones_contradicts_it(index: Index) -> None:
    found = codes(index, title="MetaMask Help Centre", text="Phone assistance: +1 (650) 555-0171")
    assert "contradicts_no_phone" in found


def test_a_listed_number_is_no_reason(index: Index) -> None:
    listed = next(iter(index.core.contacts["phone"]))
    assert "contact_not_listed" not in codes(index, title="Coinbase Help", text=f"Call +1 {listed} at any time")


def test_a_number_named_as_a_fake_is_no_offer(index: Index) -> None:
    text = "Scammers call from +1 (929) 555-0184 and say they are Coinbase."
    assert verdict(index, "https://medium.com/@a/b", title="Coinbase phone calls I got", text=text).level == "none"


def test_a_handle_carrying_the_name_that_is_not_listed_is_a_reason(index: Index) -> None:
    found = verdict(
        index, title="OKX 官方客服", text="账户风控:@okx_fengkong_rg", links=(Link("https://t.me/okx_chongti", ""),)
    )
    assert found.level == "caution"
    values = {reason.params.get("value") for reason in found.reasons}
    assert values & {"@okx_fengkong_rg", "@okx_chongti"}


def test_every_frame_counts_towards_the_one_verdict(index: Index) -> None:
    top = Frame(url="https://coinbase-help-desk.com/", title="Coinbase Help")
    inner = Frame(url="https://forms.example.net/", text="crypto wallet", fields=(Field("text", "Recovery phrase"),))
    found = judge(Page(top.url, (top, inner)), index, now=index.header.issued)
    assert found.level == "danger"
    assert "asks_seed_phrase" in {reason.code for reason in found.reasons}


def test_remote_access_and_deposits_count_only_under_a_claim(index: Index) -> None:
    text = "Install AnyDesk so that our engineer can help. A refundable deposit unlocks the account."
    assert codes(index, title="Example IT company", text=text) == set()
    assert {"asks_remote_access", "asks_deposit"} <= codes(index, title="Binance Support", text=text)


def test_a_seed_field_under_the_name_of_a_platform_needs_no_other_word(index: Index) -> None:
    fields = (Field("text", "Recovery phrase"),)
    found = verdict(index, title="Kraken Support", headings=("Kraken Support",), fields=fields)
    assert (found.level, found.platform) == ("danger", "kraken")


def test_the_request_comes_before_the_name_of_the_host(index: Index) -> None:
    fields = (Field("password", "Password"), Field("text", "2-step code"))
    found = verdict(index, "https://coinbase-help-desk.com/", title="Coinbase Help", fields=fields)
    assert found.reasons[0].code == "asks_password_and_code"


@pytest.mark.parametrize(
    "text",
    [
        "Call Coinbase support at 1-8O5-8I8-1933",
        "Call Coinbase support at l (8O5) 8I8 I933 now",
        "Call Coinbase support 𝟏-𝟖𝟎𝟓-𝟖𝟏𝟖-𝟏𝟗𝟑𝟑",
        "Call Coinbase support 1⇝805⇝818⇝1933",
        "Call Coinbase support 〔1〕805〔818〕1933",
        "Call Coinbase support at 1.8*0*5.818_1933",
    ],
)
def test_a_number_under_any_disguise_is_a_contact_that_is_not_listed(index: Index, text: str) -> None:
    found = verdict(index, title="Coinbase Support", text=text)
    assert ("contact_not_listed", "phone") in [(reason.code, reason.params.get("type")) for reason in found.reasons]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("線上客服 | OKX 交易所", "加入客服 LINE ID:482xkfnm,專人為您處理提幣"),
        ("OKX 客服中心", "添加客服微信号:okkf88210 处理提币"),
        ("OKX help desk", "Write to our support team: okx.desk.care at gmail, or okxdesk@gmail.com"),
        ("OKX help desk", "For support mail recovery.team@gmail.com with your wallet address"),
    ],
)
def test_an_id_or_a_free_mailbox_offered_by_a_posing_desk_is_not_listed(index: Index, title: str, text: str) -> None:
    found = verdict(index, title=title, text=text)
    assert "contact_not_listed" in {reason.code for reason in found.reasons}
    assert found.level in {"caution", "danger"}


@pytest.mark.parametrize(
    "title",
    [
        "Customer Support Engineer at Coinbase – Jobs",
        "Binance is hiring Customer Support Agents",
        "Kundenservice bei Coinbase (m/w/d) – Stellenangebot",
        "币安客服招聘",
        "바이낸스 고객센터 채용",
        "Вакансия: служба поддержки Binance",
        "Crypto tax support for Binance users",
        "Steuer-Hilfe für Binance",
    ],
)
def test_adverts_for_jobs_and_services_of_others_are_no_claim(index: Index, title: str) -> None:
    assert verdict(index, title=title, headings=(title,)).level == "none"


def test_a_word_behind_the_name_makes_no_other_service_of_a_desk(index: Index) -> None:
    assert verdict(index, title="Coinbase tax support number").level == "unknown"


def test_a_resellers_own_number_is_not_held_against_a_platform_without_telephone(index: Index) -> None:
    text = "For questions about your order call 020 7946 0123. For device support please contact Trezor."
    found = verdict(index, "https://buytrezor-reseller.co.uk/contact", title="Contact us", text=text)
    assert "contradicts_no_phone" not in {reason.code for reason in found.reasons}
    assert found.level != "danger"
    desk = verdict(index, "https://buytrezor-reseller.co.uk/contact", title="Trezor Support", text=text)
    assert "contradicts_no_phone" in {reason.code for reason in desk.reasons}


@pytest.mark.parametrize("host", ["1.2.3.4", "127.0.0.1:8080", "[::1]"])
def test_each_reason_is_said_once_on_an_address_that_is_a_number(index: Index, host: str) -> None:
    text = "OKX客服 Telegram @okx_vip_service 电话 400-888-1234 邮箱 okxkf@gmail.com"
    found = verdict(index, f"http://{host}/", title="OKX客服", headings=("OKX客服",), text=text)
    said = [(reason.code, tuple(sorted(reason.params.items()))) for reason in found.reasons]
    assert "contact_not_listed" in {code for code, _ in said}
    assert len(said) == len(set(said))
