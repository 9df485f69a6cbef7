from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realdesk.index.reader import Index
from realdesk.lookup.detect import MAX_FOUND, detect


def kinds(text: str, index: Index) -> list[tuple[str, str]]:
    return [(found.candidates[0].type, found.candidates[0].value) for found in detect(text, index.suffixes)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("https://www.binance.com@evil.example.com/x", "url", "evil.example.com/x"),
        ("hxxps://coinbase[.]com", "host", "coinbase.com"),
        ("bіnance.com", "host", "xn--bnance-pvf.com"),
        ("例子.中国", "host", "xn--fsqu00a.xn--fiqs8s"),
        ("coinbase.com:8443", "host", "coinbase.com"),
        ("Help.Desk+x@GoogleMail.com", "email", "helpdesk@gmail.com"),
        ("mailto:a.b@example.com?subject=x", "email", "a.b@example.com"),
        ("+1 (888) 555-0114 ext. 12", "phone", "+18885550114"),
        ("1-888-COINBASE", "phone", "+18882646227"),
        ("+44 (0)20 7946 0958", "phone", "+442079460958"),
        ("0044 20 7946 0958", "phone", "+442079460958"),
        ("＋86 10 6655 5000", "phone", "+861066555000"),
        ("96110", "phone", "96110"),
        ("TG: okx_help", "telegram", "okx_help"),
        ("电报：okx_help", "telegram", "okx_help"),
        ("@okx_help on Telegram", "telegram", "okx_help"),
        ("WhatsApp +44 7911 123456", "whatsapp", "+447911123456"),
        ("@okx_help", "handle", "okx_help"),
        ("okx_help", "handle", "okx_help"),
        ("r/OKX", "reddit", "r/okx"),
        ("id886427730", "ios_app", "id886427730"),
        ("com.example.notasuffix", "android_app", "com.example.notasuffix"),
    ],
)
def test_one_contact_alone_is_read_as_what_it_is(index: Index, text: str, kind: str, value: str) -> None:
    assert kinds(text, index) == [(kind, value)]


def test_a_message_gives_its_contacts_in_their_order(index: Index) -> None:
    text = (
        "您好，请联系https://t.me/okx_help谢谢，或者发邮件到 help@okx-desk.com。网站okx.com/help查看；微信：okx_kf01，"
        "电话 +1 (888) 555-0114, or @okx_help99 (r/okxhelp)!"
    )
    assert kinds(text, index) == [
        ("telegram", "okx_help"),
        ("email", "help@okx-desk.com"),
        ("url", "okx.com/help"),
        ("wechat", "okx_kf01"),
        ("phone", "+18885550114"),
        ("handle", "okx_help99"),
        ("reddit", "r/okxhelp"),
    ]


@pytest.mark.parametrize(
    "text", ["", "hello there", "Please wait a moment...", "e.g. this/that", "12:30", "你好，请问"]
)
def test_plain_text_holds_no_contact(index: Index, text: str) -> None:
    assert kinds(text, index) == []


@given(st.text(max_size=300))
def test_no_text_is_too_strange(index: Index, text: str) -> None:
    for found in detect(text, index.suffixes):
        assert found.candidates


@given(
    st.lists(
        st.sampled_from(["@", "t.me/", "a", ".com", "+1", "888", "-", "://", "微信", ":", " ", "x" * 40]), max_size=80
    )
)
def test_no_pile_of_pieces_is_too_strange(index: Index, pieces: list[str]) -> None:
    assert len(detect("".join(pieces), index.suffixes)) <= MAX_FOUND


@pytest.mark.parametrize(
    "piece", ["a.", "@", "a@", "1 ", "+", "telegram ", "http://", "((", "a-", "微信:", "8 COINBAS "]
)
def test_a_hostile_text_of_full_length_is_read(index: Index, piece: str) -> None:
    assert len(detect(piece * (60_000 // len(piece)), index.suffixes)) <= MAX_FOUND


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("请加微信 bnb_kefu88 处理", ("wechat", "bnb_kefu88")),
        ("加QQ 123456789", ("qq", "123456789")),
        ("請加LINE abc_123 詢問", ("line", "abc_123")),
        ("联系客服微信 kefu2024", ("wechat", "kefu2024")),
        ("加我微信号 wx-99887 ，谢谢", ("wechat", "wx-99887")),
    ],
)
def test_an_id_behind_add_me_and_a_networks_name_needs_no_colon(
    text: str, found: tuple[str, str], index: Index
) -> None:
    assert kinds(text, index) == [found]


@pytest.mark.parametrize(
    "text", ["加微信 please wait", "联系QQ 客服", "加入 Telegram 群", "联系 WhatsApp support team"]
)
def test_words_behind_a_networks_name_are_no_id(text: str, index: Index) -> None:
    assert {"wechat", "qq", "line", "whatsapp"}.isdisjoint(kind for kind, _ in kinds(text, index))
