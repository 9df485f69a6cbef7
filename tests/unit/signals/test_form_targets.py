"""Where forms go, what descriptions claim, and what shows that a common word is a platform's name."""

from __future__ import annotations

import pytest

from realdesk.index.reader import Index
from realdesk.protocol import Field, Frame, Page, Verdict
from realdesk.verdict import judge

URL = "https://desk.example.com/"
LOGIN = (Field("email", "Email"), Field("password", "Password"))


def verdict(index: Index, url: str = URL, **facts: object) -> Verdict:
    return judge(Page(url, (Frame(url=url, **facts),)), index, now=index.header.issued)  # type: ignore[arg-type]


def codes(index: Index, url: str = URL, **facts: object) -> set[str]:
    return {reason.code for reason in verdict(index, url, **facts).reasons}


@pytest.mark.parametrize("action", ["https://formspree.io/f/x", "https://api.telegram.org/bot1:A/sendMessage"])
def test_a_login_that_a_mailing_service_receives_warns_whoever_the_page_claims_to_be(index: Index, action: str) -> None:
    found = verdict(index, title="Account verification", fields=LOGIN, actions=(action,))
    assert found.level == "caution"
    assert [reason.code for reason in found.reasons] == ["form_to_collector"]
    assert found.reasons[0].insistent


def test_a_contact_form_that_a_mailing_service_receives_is_what_small_sites_have(index: Index) -> None:
    fields = (Field("text", "Name"), Field("email", "Email"), Field("textarea", "Message"))
    assert verdict(index, title="Contact us", fields=fields, actions=("https://formspree.io/f/x",)).level == "none"


def test_a_service_may_have_its_own_login_form(index: Index) -> None:
    url = "https://formspree.io/login"
    assert verdict(index, url, title="Log in", fields=LOGIN, actions=("https://formspree.io/login",)).level == "none"


def test_a_posing_login_that_is_sent_elsewhere_says_where(index: Index) -> None:
    found = verdict(index, title="Coinbase login", fields=LOGIN, actions=("https://take.example.org/in.php",))
    assert {"code": "form_to_other_site", "host": "take.example.org"} in [
        {"code": reason.code, **reason.params} for reason in found.reasons
    ]


@pytest.mark.parametrize("action", ["https://login.example.com/in", "https://www.coinbase.com/signin"])
def test_a_form_that_stays_on_the_site_or_goes_to_the_platform_is_no_sign(index: Index, action: str) -> None:
    assert "form_to_other_site" not in codes(index, title="Coinbase login", fields=LOGIN, actions=(action,))


def test_a_newsletter_sent_elsewhere_beside_no_secret_is_no_sign(index: Index) -> None:
    fields = (Field("email", "Newsletter"),)
    assert "form_to_other_site" not in codes(
        index, title="Coinbase support", fields=fields, actions=("https://list.example.org/",)
    )


def test_a_description_claims_like_a_title(index: Index) -> None:
    assert codes(index, title="Help", description="Coinbase customer support 24/7") == {"claims_support"}


def test_a_description_that_only_mentions_a_platform_claims_nothing(index: Index) -> None:
    text = "How to import trades from Coinbase, Kraken and others into your tax report"
    assert verdict(index, title="Help", description=text).level == "none"


def test_hidden_words_of_warning_do_not_make_a_lesson_of_a_fake(index: Index) -> None:
    fields = (Field("textarea", "Recovery phrase"),)
    hidden = "scam fraud phishing beware of scammers fake fake fake"
    assert verdict(index, text="Connect your crypto wallet", fields=fields, hidden=hidden).level == "caution"


def test_a_name_that_only_hidden_text_has_is_no_claim(index: Index) -> None:
    assert verdict(index, title="Help", hidden="Coinbase support").level == "none"


@pytest.mark.parametrize("text", ["Appelez le O1–99–OO–45–12 pour une assistance", "Call O8O-OOO-OO45 now"])
def test_a_number_with_letters_for_digits_shows_that_a_common_word_is_meant_as_the_platform(
    index: Index, text: str
) -> None:
    assert "contact_not_listed" in codes(index, title="Ledger service client", text=text)


def test_a_number_in_chinese_numerals_is_a_number(index: Index) -> None:
    assert "contradicts_no_phone" in codes(index, title="币安客服中心", text="客服电话 〇五〇-〇〇〇〇-〇一五四")


def test_a_date_is_no_number_to_call(index: Index) -> None:
    assert "contact_not_listed" not in codes(index, title="币安客服中心", text="电话咨询 2026-11-08 09:30")


def test_digits_of_a_name_do_not_swallow_the_number_behind_it(index: Index) -> None:
    text = "客服 LINE bnb.tw777 電話 02-5550-0178 歡迎來電"
    assert "contradicts_no_phone" in codes(index, "https://telegra.ph/x", title="幣安、OKX 客服專線", text=text)


def test_an_article_that_promises_a_number_and_names_one_nobody_lists_warns(index: Index) -> None:
    found = verdict(index, title="How to reach Binance by phone", text="Call the hotline: +1 888 555 0144")
    assert {"claims_contact", "contact_not_listed"} & {reason.code for reason in found.reasons}
    assert found.level in {"caution", "danger"}


def test_a_question_is_no_claim_to_be_the_desk(index: Index) -> None:
    assert verdict(index, title="Binance support phone?", text="Does anybody know?").level == "none"


def test_a_comment_box_below_a_post_about_seed_phrases_is_no_form_for_them(index: Index) -> None:
    url = "https://note.com/someone/n/n01"
    fields = (Field("textarea", "Your comment"),)
    text = "What a recovery phrase of a crypto wallet is, and where the blockchain keeps coins."
    assert verdict(index, url, title="What is a recovery phrase", text=text, fields=fields).level == "none"


def test_a_step_behind_connect_manually_asks_for_the_phrase_before_it_is_shown(index: Index) -> None:
    later = (Field("textarea", "Enter your recovery phrase", visible=False),)
    found = verdict(index, title="Rectify your wallet", text="Choose a crypto wallet", fields=later)
    assert "asks_seed_phrase" in {reason.code for reason in found.reasons}


def test_a_bare_box_that_is_not_shown_is_read_with_the_words_beside_it(index: Index) -> None:
    later = (Field("textarea", visible=False),)
    found = codes(
        index, title="Coinbase support", fields=later, hidden="Enter your recovery phrase to connect manually"
    )
    assert "asks_seed_phrase" in found


def test_a_hidden_step_on_a_page_that_poses_as_nobody_says_nothing(index: Index) -> None:
    later = (Field("textarea", "Enter your recovery phrase", visible=False),)
    assert verdict(index, title="A new crypto wallet", text="Blockchain for all", fields=later).level == "none"
