"""Desks of services that no sheet describes, in all languages; and pages that say the same words with another purpose."""

from __future__ import annotations

import pytest

from realdesk.index.reader import Index
from realdesk.protocol import Field
from unit.signals.saying import WARNED, codes, verdict

RANSOMS = {
    "en": (
        "Quillex Support",
        "Your withdrawal is on hold. Pay the unlock fee in USDT; it is returned with your balance.",
    ),
    "zh-Hans": ("奇利交易所人工客服", "您的账户被限制提币。请缴存保证金解冻,验证后退回钱包。"),
    "zh-Hant": ("奇利交易所客服中心", "您的帳戶無法提領。請先匯入驗證款項,驗證後退還至錢包。"),
    "ja": ("キレックス サポート窓口", "口座が凍結されています。解除手数料をお支払いいただくと、解除後に返金されます。"),
    "ko": ("퀼렉스 고객센터", "출금 제한 상태입니다. 인증금을 먼저 입금하시면 인증 후 반환됩니다."),
    "es": (
        "Quillex Atención al cliente",
        "Tu cuenta está bloqueada. Abona la tasa de desbloqueo; no se puede descontar del saldo.",
    ),
    "pt": ("Quillex Atendimento", "Sua conta está bloqueada. A taxa de liberação será devolvida junto com o saldo."),
    "ru": (
        "Quillex служба поддержки",
        "Ваш аккаунт заблокирован. Внесите гарантийный взнос, он вернётся вместе с балансом.",
    ),
    "vi": ("Quillex Hỗ trợ khách hàng", "Tài khoản của bạn bị khóa. Vui lòng nạp tiền ký quỹ, sẽ hoàn về ví."),
    "tr": ("Quillex Müşteri Hizmetleri", "Hesabınız kilitlendi. Blokaj kaldırma ücreti bakiyeden düşülemez."),
    "id": ("Quillex Layanan Pelanggan", "Akun anda dibekukan. Bayar deposit verifikasi, dana kembali bersama saldo."),
    "de": (
        "Quillex Kundendienst",
        "Ihr Konto ist gesperrt. Die Freischaltgebühr kann nicht vom Guthaben abgezogen werden.",
    ),
    "fr": (
        "Quillex Service client",
        "Votre compte est bloqué. Les frais de déblocage ne peuvent pas être déduits du solde.",
    ),
}


@pytest.mark.parametrize("language", RANSOMS)
def test_a_desk_without_a_sheet_that_wants_money_before_it_unlocks_warns(index: Index, language: str) -> None:
    title, text = RANSOMS[language]
    found = verdict(index, title=title, headings=(title,), text=f"Bitcoin. {text}")
    assert found.level in WARNED
    assert {"claims_unnamed_desk", "asks_deposit"} <= codes(found)


LOGINS = {
    "en": ("Your account is restricted.", "Password", "SMS code"),
    "zh-Hans": ("您的账户已被限制。", "登录密码", "短信验证码"),
    "zh-Hant": ("您的帳戶已被限制。", "登入密碼", "簡訊驗證碼"),
    "ja": ("アカウントが制限されています。", "パスワード", "SMS認証コード"),
    "ko": ("출금이 제한되었습니다.", "비밀번호", "인증번호"),
    "es": ("Tu cuenta está bloqueada.", "Contraseña", "Código SMS"),
    "pt": ("Sua conta está bloqueada.", "Senha", "Código SMS"),
    "ru": ("Ваш аккаунт заблокирован.", "Пароль", "Код из СМС"),
    "vi": ("Tài khoản của bạn bị khóa.", "Mật khẩu", "Mã OTP"),
    "tr": ("Hesabınız kilitlendi.", "Şifre", "SMS kodu"),
    "id": ("Akun anda diblokir.", "Kata sandi", "Kode OTP"),
    "de": ("Ihr Konto ist gesperrt.", "Passwort", "SMS-Code"),
    "fr": ("Votre compte est bloqué.", "Mot de passe", "Code SMS"),
}


@pytest.mark.parametrize("language", LOGINS)
def test_password_and_code_to_lift_a_lock_warn_without_a_known_name(index: Index, language: str) -> None:
    text, password, code = LOGINS[language]
    form = (Field("password", password), Field("text", code))
    found = verdict(index, title="Quillex", text=text, fields=form)
    assert found.level in WARNED
    assert "asks_password_and_code" in codes(found)


def test_a_login_with_a_second_factor_is_silent(index: Index) -> None:
    form = (Field("password", "Password"), Field("text", "Authenticator code"))
    assert (
        verdict(
            index, title="Quillex exchange: log in", text="Forgot your password? Contact support.", fields=form
        ).level
        == "none"
    )


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Quillex Support",
            "Your account is locked. Install AnyDesk so that our engineer can move your bitcoin wallet.",
        ),
        ("奇利交易所 安全中心", "账户异常,提币受限。请安装向日葵,把验证码告诉客服。"),
        ("Quillex Destek", "Hesabınız kilitlendi. AnyDesk kurun ve gelen SMS kodunu temsilcimize iletin."),
        ("Quillex Kundendienst", "Ihr Konto ist gesperrt, die Wallet mit Bitcoin in Gefahr: TeamViewer starten."),
    ],
)
def test_a_desk_without_a_sheet_that_wants_the_screen_warns(index: Index, title: str, text: str) -> None:
    assert verdict(index, title=title, text=text).level in WARNED


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Remote support | Hillside Computers",
            "Already on the phone? Start AnyDesk and read us the number. $40 per visit.",
        ),
        ("远程协助 - 晨光电脑维修", "电话预约后,工程师通过向日葵远程处理系统故障,30 元一次。"),
        (
            "Fernwartung – PC-Hilfe Lindner",
            "Nach Ihrem Anruf verbindet sich unser Techniker über TeamViewer. 45 Euro je Stunde.",
        ),
        ("リモートサポート|町のパソコン屋", "お電話のあとAnyDeskでご案内します。1回3300円。"),
    ],
)
def test_remote_support_of_a_repair_shop_is_silent(index: Index, title: str, text: str) -> None:
    assert verdict(index, title=title, text=text).level == "none"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Savings bank: customer service", "Is your account locked? Visit a branch. We never ask for an unlock fee."),
        ("江城银行 客户服务", "账户被冻结怎么办?请到网点办理。我行不会要求缴纳解冻费。"),
        (
            "Banco del Valle: atención al cliente",
            "¿Cuenta bloqueada? Nunca pedimos una tasa de desbloqueo ni una cuenta segura.",
        ),
    ],
)
def test_a_bank_that_denies_such_fees_is_silent(index: Index, title: str, text: str) -> None:
    assert verdict(index, title=title, text=text).level == "none"


def test_news_that_quote_a_nameless_desk_are_silent(index: Index) -> None:
    text = (
        "A caller said: your account is locked, your bitcoin wallet too, pay the unlock fee. It was a fake. "
        "The victims were told to install AnyDesk."
    )
    assert verdict(index, title="Retired nurse loses savings to a support call", text=text).level == "none"


def test_a_shop_with_an_ordinary_name_may_take_a_deposit(index: Index) -> None:
    found = verdict(
        index,
        "https://www.gate-doors.com.cn/lianxi",
        title="联系我们 - GATE自动门 - 售后客服",
        text="全国售后客服热线:400-650-0000。押金退还请联系经销商。",
    )
    assert found.level == "none"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Help centre | Hillside Lettings",
            "Your deposit is returned with your balance. Locked out? Reset the password.",
        ),
        ("Kundenservice | Mietwagen Lindner", "Die Kaution wird vorab geblockt. Konto gesperrt? Wir helfen."),
        ("客服中心 - 青山旅行", "出境游保证金归国后原路退还。账户被锁定怎么办?请修改密码。"),
    ],
)
def test_deposits_of_trades_that_have_nothing_to_do_with_crypto_are_silent(index: Index, title: str, text: str) -> None:
    assert verdict(index, title=title, text=text).level == "none"


@pytest.mark.parametrize(
    "text",
    [
        "Account locked? Call us.",
        "If your account is locked, wait a day.",
        "帳戶被鎖定怎麼辦?請臨櫃辦理。",
        "Wenn Ihr Konto gesperrt ist, rufen Sie an.",
    ],
)
def test_a_login_that_says_what_to_do_if_the_account_is_locked_is_silent(index: Index, text: str) -> None:
    form = (Field("password", "Password"), Field("text", "One-time code"))
    assert verdict(index, title="Hillside Credit Union", text=text, fields=form).level == "none"


@pytest.mark.parametrize(
    "text",
    [
        "Wallet stuck for two days. Someone on Discord claimed to be an agent and told me to pay the unlock fee in bitcoin.",
        "提币被限制两天了。有个自称客服的加我,让我先缴保证金解冻,再装向日葵看钱包。",
        "取引所の口座が凍結されたので、解除手数料を先に払うように言われた。ビットコインのウォレットです。",
        "텔레그램 상담원을 사칭한 사람이 출금 제한 해제를 위해 인증금을 입금하라고 요구했다. 지갑, 비트코인.",
        "Ein angeblicher Mitarbeiter verlangte eine Freischaltgebühr für die Wallet mit Bitcoin.",
    ],
)
def test_people_who_tell_what_somebody_wanted_of_them_are_silent(index: Index, text: str) -> None:
    assert verdict(index, title="Withdrawal stuck, what does support say?", text=text).level == "none"
