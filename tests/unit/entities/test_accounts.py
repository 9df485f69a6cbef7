from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realdesk.entities import dialling, emails, networks
from realdesk.entities.accounts import key, of_url, page_keys
from realdesk.entities.canonical import Canonical
from realdesk.index.links import channel_url

HANDLES = st.text(string.ascii_letters + string.digits + "_", min_size=5, max_size=15).filter(
    lambda name: name[0].isalpha() and not any(name.lower() in names for names in networks.RESERVED.values())
)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://t.me/Binance_Support", "telegram:binance_support"),
        ("https://telegram.me/binance_support?start=x", "telegram:binance_support"),
        ("https://telegram.dog/s/binance_support", "telegram:binance_support"),
        ("https://binance_support.t.me/", "telegram:binance_support"),
        ("tg://resolve?domain=BINANCE_support", "telegram:binance_support"),
        ("tg:resolve?domain=binance_support", "telegram:binance_support"),
        ("https://web.telegram.org/k/#@binance_support", "telegram:binance_support"),
        ("https://web.telegram.org/a/#-1001234567890", "telegram:id:1234567890"),
        ("https://t.me/c/1234567890/12", "telegram:id:1234567890"),
        ("https://t.me/+AbCdEf", "telegram_invite:AbCdEf"),
        ("https://t.me/joinchat/AbCdEf", "telegram_invite:AbCdEf"),
        ("https://t.me/+15551234567", "phone:+15551234567"),
        ("https://addstickers.t.me/x", None),
        ("https://twitter.com/KrakenSupport/status/1", "x:krakensupport"),
        ("https://twitter.com/i/user/123", "x:id:123"),
        ("https://twitter.com/intent/follow?screen_name=OKX", "x:okx"),
        ("https://x.com/i/chat/1-2", None),
        ("https://x.com/home", None),
        ("https://x.com.evil.example/okx", None),
        ("https://discord.gg/abcD", "discord:abcD"),
        ("https://discordapp.com/invite/abcD", "discord:abcD"),
        ("https://discord.me/foo", None),
        ("https://wa.me/447911123456", "whatsapp:+447911123456"),
        ("https://api.whatsapp.com/send?phone=447911123456&text=hi", "whatsapp:+447911123456"),
        ("https://wa.me/message/ABCD1234", "whatsapp_code:ABCD1234"),
        ("https://chat.whatsapp.com/AbCdEfGh12", "whatsapp_invite:AbCdEfGh12"),
        ("https://line.me/R/ti/p/%40acme", "line:acme"),
        ("https://lin.ee/AbCd12", "line_invite:AbCd12"),
        ("https://www.facebook.com/profile.php?id=1000123", "facebook:id:1000123"),
        ("https://fb.com/Exodus.IO", "facebook:exodusio"),
        ("https://www.facebook.com/sharer/sharer.php?u=x", None),
        ("https://old.reddit.com/user/acme", "reddit:u/acme"),
        ("https://www.youtube.com/channel/UCabcDEF", "youtube:channel/UCabcDEF"),
        ("https://youtube.com/watch?v=1", None),
        ("https://acme.medium.com/post-1", "medium:acme"),
        ("https://m.weibo.cn/u/6424218806", "weibo:id:6424218806"),
        ("http://wpa.qq.com/msgrd?v=3&uin=12345678&site=qq&menu=yes", "qq:12345678"),
        ("tencent://message/?uin=12345678", "qq:12345678"),
        ("https://work.weixin.qq.com/kfid/kfc0123456789abcdef", "wecom_kf:kfc0123456789abcdef"),
        ("https://docs.google.com/forms/d/e/1FAIpQL_x/viewform", "form:google/1FAIpQL_x"),
        ("https://docs.google.com/forms/u/0/d/e/1FAIpQL_x/viewform", "form:google/1FAIpQL_x"),
        ("https://forms.gle/AbC123", "form:google_short/AbC123"),
        ("https://acme.typeform.com/to/AbC123?x=1", "form:typeform/AbC123"),
        ("https://form.typeform.com/to/AbC123", "form:typeform/AbC123"),
        ("https://form.jotform.com/240000000000001", "form:jotform/240000000000001"),
        ("https://www.jotform.com/form/240000000000001", "form:jotform/240000000000001"),
        ("https://tally.so/r/AbC123", "form:tally/AbC123"),
        ("https://tally.so/embed/AbC123?hideTitle=1", "form:tally/AbC123"),
        ("https://airtable.com/shrAbC123", "form:airtable/shrAbC123"),
        ("https://airtable.com/appXyz/shrAbC123", "form:airtable/shrAbC123"),
        ("https://airtable.com/appXyz/pagAbC123/form", "form:airtable/pagAbC123"),
        ("https://forms.office.com/r/AbC123", "form:microsoft/AbC123"),
        ("https://forms.office.com/Pages/ResponsePage.aspx?id=AbC-123_u", "form:microsoft/AbC-123_u"),
        ("https://wj.qq.com/s2/12345/ab12/", "form:tencent/12345"),
        ("https://jinshuju.net/f/AbC123", "form:jinshuju/AbC123"),
        ("https://apps.apple.com/us/app/x/id123456789?l=en", "ios_app:id123456789"),
        ("https://[broken", None),
        ("viber://pa?chatURI=acme", "viber:acme"),
        ("https://chats.viber.com/acme", "viber:acme"),
        ("viber://chat?number=%2B447911123456", "viber_phone:+447911123456"),
        ("https://signal.me/#p/+447911123456", "signal_phone:+447911123456"),
        ("sgnl://signal.me/#p/+447911123456", "signal_phone:+447911123456"),
        ("https://signal.me/#eu/AbCdEfGh", "signal_code:AbCdEfGh"),
        ("https://signal.group/#CjQKIAbc", "signal_invite:CjQKIAbc"),
        ("https://zalo.me/acme", "zalo:acme"),
        ("https://zalo.me/g/abcd12", "zalo_invite:abcd12"),
        ("http://qr.kakao.com/talk/AbC", "kakao_invite:AbC"),
        ("https://bsky.app/profile/Acme.com", "bluesky:acme.com"),
        ("https://www.threads.net/@Acme", "threads:acme"),
        ("https://www.threads.com/@acme/post/1", "threads:acme"),
        ("https://warpcast.com/acme.eth", "farcaster:acme"),
        ("https://farcaster.xyz/acme", "farcaster:acme"),
        ("https://hey.xyz/u/acme", "lens:acme"),
        ("https://lenster.xyz/u/acme.lens", "lens:acme"),
        ("https://mastodon.social/@Acme/1", "mastodon:acme@mastodon.social"),
        ("https://fosstodon.org/users/acme", "mastodon:acme@fosstodon.org"),
        ("https://bitcointalk.org/index.php?action=profile;u=12345;sa=summary", "bitcointalk:id:12345"),
        ("https://join.slack.com/t/acme/shared_invite/zt-1", "slack_invite:acme"),
        ("skype:acme.help?chat", "skype:acme.help"),
        ("https://vk.com/acme", "vk:acme"),
        ("https://m.twitch.tv/acme", "twitch:acme"),
        # Mirrors, redirects and pages that are no accounts.
        ("https://nitter.net/krakensupport", None),
        ("https://vxtwitter.com/krakensupport", None),
        ("https://xcancel.com/krakensupport", None),
        ("https://t.me.example.com/binance", None),
        ("https://example.com/t.me/binance", None),
        ("https://bitcointalk.org/index.php?topic=1.0", None),
        ("https://mastodon.example/@acme", None),
        ("https://twitch.tv/directory", None),
    ],
)
def test_every_form_of_a_network_gives_the_same_account(url: str, expected: str | None) -> None:
    found = of_url(url)
    assert (f"{found.type}:{found.value}" if found else None) == expected


@given(
    HANDLES, st.sampled_from(["x", "telegram", "instagram", "facebook", "tiktok", "medium", "github", "weibo", "line"])
)
def test_the_address_of_a_handle_leads_back_to_it(name: str, kind: str) -> None:
    url = channel_url(kind, name)
    assert url is not None
    assert of_url(url) == Canonical(kind, key(kind, name))


@given(
    HANDLES,
    st.sampled_from(sorted({host for _, hosts, _, _ in networks.FORMS for host in hosts.split() if ":" not in host})),
)
def test_a_host_that_only_ends_like_a_network_is_none(name: str, host: str) -> None:
    assert of_url(f"https://{host}.example.com/{name}") is None
    assert of_url(f"https://x{host}/{name}") is None


@given(st.text(max_size=200))
def test_no_address_is_too_strange(text: str) -> None:
    of_url(text)
    of_url("https://t.me/" + text)
    of_url("tg:" + text)


@given(
    st.from_regex(r"[a-z0-9.]{1,20}@(gmail\.com|googlemail\.com|example\.com)", fullmatch=True),
    st.text("abc0", max_size=5),
)
def test_a_tag_and_capitals_do_not_change_an_address(address: str, tag: str) -> None:
    local, _, domain = address.partition("@")
    assert emails.canonical(f"{local}+{tag}@{domain}".upper()) == emails.canonical(address)
    assert emails.canonical(emails.canonical(address)) == emails.canonical(address)


def test_dots_are_ignored_for_gmail_alone() -> None:
    assert emails.canonical("J.o.h.n@googlemail.com") == "john@gmail.com"
    assert emails.canonical("j.o@example.com") == "j.o@example.com"


@given(st.integers(min_value=2_000_000, max_value=9_999_999), st.sampled_from("- .·"))
def test_punctuation_does_not_change_a_number(line: int, mark: str) -> None:
    number = f"+1888{line}"
    written = f"+1{mark}(888){mark}{str(line)[:3]}{mark}{str(line)[3:]}"
    assert dialling.dialled(written) == number
    assert dialling.e164(number) == number
    assert str(number[2:]) in dialling.national_forms(number)


def test_a_number_without_country_code_is_read_in_the_region() -> None:
    assert dialling.e164("02079460958", ("GB",)) == "+442079460958"
    assert dialling.e164("8885550114", ("US",)) == "+18885550114"
    assert dialling.e164("+999123") is None


def test_pages_compare_without_scheme_www_and_trailing_slash() -> None:
    assert page_keys("www.acme.com", "/help/") == ("acme.com/help",)
    assert page_keys("acme.com", "/help", "a=b") == ("acme.com/help?a=b", "acme.com/help")
