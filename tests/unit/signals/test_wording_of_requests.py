"""Requests and warnings of the same words, in many languages: what is warned of and what is advice."""

from __future__ import annotations

import pytest

from realdesk.index.reader import Index
from realdesk.protocol import Field, Frame, Page, Verdict
from realdesk.verdict import judge


def verdict(index: Index, title: str, text: str, url: str = "https://shop.example.com/", **parts: object) -> Verdict:
    frame = Frame(url, title=title, headings=(title,), text=f"{title} {text}", **parts)  # type: ignore[arg-type]
    return judge(Page(url, (frame,)), index, now=index.header.issued)


def codes(found: Verdict) -> set[str]:
    return {reason.code for reason in found.reasons}


@pytest.mark.parametrize(
    "text",
    [
        "149 € Geben Sie Ihre 24 Wörter niemals weiter.",
        "Geben Sie Ihre Seed-Phrase niemals auf einer Webseite ein.",
        "Senden Sie Ihre Wiederherstellungsphrase nicht an Dritte.",
        "Teilen Sie Ihre 24 Wörter mit niemandem.",
        "Geben Sie Ihre 24 Wörter unter keinen Umständen in ein Formular ein!",
        "24 kelimenizi asla kimseyle paylaşmayın.",
        "Kurtarma ifadenizi hiçbir web sitesine girmeyin.",
        "복구 구문을 웹사이트에 절대 입력하지 마세요.",
        "24단어를 누구에게도 알려주지 마세요.",
        "リカバリーフレーズをウェブサイトに入力しないでください。",
        "シードフレーズは、サポート担当者にも絶対に教えないでください。",
        "切勿在任何网站输入您的助记词。",
        "助记词请勿告诉任何人。",
        "請勿在任何網站輸入您的助記詞。",
        "助記詞千萬不要交給別人。",
        "Ne saisissez jamais vos 24 mots sur un site web.",
        "Nunca introduzca su frase de recuperación en una web.",
        "Никогда не вводите сид-фразу на сайтах.",
    ],
)
def test_a_denial_before_or_behind_the_secret_makes_advice_of_a_request(index: Index, text: str) -> None:
    assert verdict(index, "Ledger Nano X", text).level == "none"


@pytest.mark.parametrize(
    "text",
    [
        "Enter your 24 words only on the device itself.",
        "Write the 24 words down, then enter the 24 words on the device to confirm them.",
        "Recover: enter your recovery seed on the Ledger touchscreen.",
        "Geben Sie Ihre 24 Wörter nur auf dem Gerät ein.",
        "Saisissez vos 24 mots uniquement sur l'appareil.",
        "Introduzca sus 24 palabras únicamente en el dispositivo.",
        "Вводите 24 слова только на самом устройстве.",
        "24 kelimeyi yalnızca cihaz üzerinde girin.",
        "助记词只能在设备上输入。",
        "助憶詞只能在裝置上輸入,切勿提供給客服。",
        "24個の単語はデバイス本体にのみ入力してください。",
        "24단어는 기기에서만 입력하세요.",
    ],
)
def test_the_device_as_the_place_to_enter_a_phrase_is_advice(index: Index, text: str) -> None:
    assert verdict(index, "Ledger Nano X", text).level == "none"


@pytest.mark.parametrize(
    "text",
    [
        "Geben Sie Ihre 24 Wörter ein, damit Ihr Konto nicht gesperrt wird.",
        "Geben Sie Ihre 24 Wörter ein, sonst wird Ihr Guthaben nicht ausgezahlt.",
        "Geben Sie Ihre 24 Wörter ein und verlieren Sie Ihr Guthaben nicht.",
        "Enter the 24 words shown on your device to continue.",
        "Enter your recovery phrase to restore the wallet on your device.",
        "Our agent will ask for your recovery phrase.",
        "Please have your 24 words ready when you call.",
        "Notre conseiller vous demandera votre phrase de récupération.",
        "Saisissez votre phrase de récupération de 24 mots pour continuer.",
        "Introduzca su frase de recuperación para no perder sus fondos.",
        "24 kelimelik kurtarma ifadenizi girin.",
        "24단어 복구 구문을 입력하세요.",
        "복구 구문을 입력하지 않으면 자산을 잃습니다. 복구 구문을 입력하세요.",
        "リカバリーフレーズを入力してください。",
        "请输入设备上显示的24个助记词以继续。",
        "請輸入您的24個助記詞以繼續。",
        "Введите фразу восстановления из 24 слов.",
    ],
)
def test_a_request_is_one_whatever_is_denied_beside_it(index: Index, text: str) -> None:
    assert "asks_seed_phrase_in_text" in codes(verdict(index, "Ledger Live", text))


def test_a_box_to_type_into_is_no_device(index: Index) -> None:
    text = "Enter your recovery phrase on your device."
    assert "asks_seed_phrase" in codes(verdict(index, "Ledger Live", text, fields=(Field("textarea"),)))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Assistance Ledger", "Notre conseiller vous demandera votre phrase de récupération pour sécuriser vos fonds."),
        ("Assistance Ledger", "Saisissez votre phrase de récupération."),
        ("Ledger Kundenservice", "Bitte geben Sie Ihre Wiederherstellungsphrase ein."),
        ("Gemini Customer Service Number", "Your account was locked. Call +1 833 555 0133."),
        ("Kraken Kundenservice", "Ihr Konto wurde gesperrt. Rufen Sie an: 030 5550 1234."),
        ("Soporte Kraken", "Su cuenta ha sido bloqueada. Llame al +34 911 555 012."),
    ],
)
def test_a_phrase_or_a_locked_account_tells_which_of_two_meanings_a_name_has(
    index: Index, title: str, text: str
) -> None:
    assert verdict(index, title, text).level in {"caution", "danger"}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Gemini Customer Service Number", "Open Monday to Friday. Call +1 833 555 0133."),
        ("Gemini horoscopes customer service", "Your account was locked? Call +1 833 555 0133."),
        ("Ledger support", "Questions about the general ledger: call 0800 555 0199."),
        ("Robinhood theatre tickets", "Your account was locked? Call +1 833 555 0133."),
    ],
)
def test_an_ordinary_word_with_a_telephone_is_nobodys_desk(index: Index, title: str, text: str) -> None:
    assert verdict(index, title, text).level == "none"


@pytest.mark.parametrize(
    ("title", "platform"),
    [
        ("바이낸스 고객센터", "binance"),
        ("바이낸스의 고객센터", "binance"),
        ("バイナンス サポート", "binance"),
        ("コインベース お問い合わせ", "coinbase"),
        ("Служба поддержки Бинанс", "binance"),
        ("Служба поддержки Бинанса", "binance"),
        ("메타마스크 고객지원", "metamask"),
    ],
)
def test_a_platform_is_known_by_its_name_in_other_scripts(index: Index, title: str, platform: str) -> None:
    found = verdict(index, title, "24/7")
    assert (found.level, found.platform) == ("unknown", platform)


@pytest.mark.parametrize("title", ["Служба поддержки Кракен", "芝麻开门客服", "クラーケン サポート"])
def test_names_that_are_ordinary_words_in_their_script_need_a_second_sign(index: Index, title: str) -> None:
    assert verdict(index, title, "24/7").level == "none"
    more = "USDT 比特币 钱包 биткоин кошелёк ビットコイン ウォレット"
    assert verdict(index, title, more).level == "unknown"


def test_a_russian_name_inside_a_longer_word_is_none(index: Index) -> None:
    assert verdict(index, "Служба поддержки Бинансировка", "24/7").level == "none"


@pytest.mark.parametrize(
    "text",
    [
        "Vui lòng cung cấp mã OTP.",
        "Please tell our agent the verification code.",
        "Nennen Sie uns den Bestätigungscode.",
        "Доктор кода: продиктуйте код подтверждения.",
        "請提供驗證碼。",
        "인증번호를 알려 주세요.",
    ],
)
def test_a_desk_that_wants_to_be_told_a_code_warns(index: Index, text: str) -> None:
    found = verdict(index, "Binance Support", text)
    assert found.level == "caution"
    assert "asks_code_in_text" in codes(found)


@pytest.mark.parametrize(
    "text",
    [
        "Enter the verification code that we sent to you.",
        "Never tell our agent a verification code.",
        "请勿提供验证码。",
        "Nennen Sie uns niemals den Bestätigungscode.",
        "Tell us how we did. Verification code: 6 digits.",
    ],
)
def test_a_code_that_is_entered_or_warned_of_is_no_code_told(index: Index, text: str) -> None:
    assert "asks_code_in_text" not in codes(verdict(index, "Binance Support", text))


@pytest.mark.parametrize(
    "text",
    [
        "Gọi hotline 1900 5555 để được hỗ trợ.",
        "대표번호 1599-0123 으로 전화 주세요.",
        "客服热线: 95099",
        "Müşteri hattı: 444 5 999",
    ],
)
def test_a_short_national_hotline_is_a_telephone_number(index: Index, text: str) -> None:
    assert "contradicts_no_phone" in codes(verdict(index, "Binance Support", text))


@pytest.mark.parametrize(
    "text",
    [
        "Call us any time. Founded 1990-2024, 12345 customers.",
        "Hotline 24/7 365",
        "客服热线 2024-11-25 更新",
        "Ticket number of your case: 1588-1234",
        "The phone costs 1999 9999 VND",
    ],
)
def test_years_amounts_and_dates_are_no_hotline(index: Index, text: str) -> None:
    assert "contradicts_no_phone" not in codes(verdict(index, "Binance Support", text))
