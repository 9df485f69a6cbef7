from __future__ import annotations

import pytest
import tldextract
from hypothesis import given
from hypothesis import strategies as st

from realdesk.entities.hosts import is_plain, parse, to_unicode
from realdesk.index.reader import Index

ORACLE = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


@pytest.mark.parametrize(
    "host",
    [
        "www.binance.com", "a.b.co.uk", "x.pages.dev", "pages.dev", "foo.ck", "www.ck", "a.b.c.kobe.jp", "city.kobe.jp",
        "xn--bnance-1va.com", "例子.公司.cn", "metamask-help.zendesk.com", "a.github.io", "localhost", "unknown.invalidtld",
    ],
)  # fmt: skip
def test_registrable_domain_agrees_with_tldextract(index: Index, host: str) -> None:
    found = parse(f"https://{host}/", index.suffixes)
    expected = ORACLE(host.encode("idna").decode() if not host.isascii() else host)
    assert found is not None
    assert found.registrable == (f"{expected.domain}.{expected.suffix}" if expected.domain and expected.suffix else (
        found.registrable if "." in host and not expected.suffix else ""))  # fmt: skip


@given(
    st.lists(
        st.sampled_from(["a", "www", "co", "uk", "com", "kobe", "jp", "ck", "pages", "dev"]), min_size=2, max_size=5
    )
)
def test_registrable_domain_agrees_with_tldextract_on_random_hosts(index: Index, labels: list[str]) -> None:
    host = ".".join(labels)
    expected = ORACLE(host)
    found = parse(host, index.suffixes)
    assert found is not None
    if expected.suffix:
        assert found.registrable == (f"{expected.domain}.{expected.suffix}" if expected.domain else "")


@pytest.mark.parametrize(
    ("url", "host", "path"),
    [
        ("HTTPS://WWW.Binance.COM./en", "www.binance.com", "/en"),
        ("https://www.binance.com@evil.example/x", "evil.example", "/x"),
        ("https://user:pw@evil.example:8443/", "evil.example", "/"),
        ("https://telegra.ph/%E6%AC%A7%E6%98%93", "telegra.ph", "/欧易"),
        ("binance.com/en", "binance.com", "/en"),
        ("http://1.2.3.4/", "1.2.3.4", "/"),
        ("https://[::1]/", "::1", "/"),
    ],
)
def test_host_is_what_the_browser_would_visit(index: Index, url: str, host: str, path: str) -> None:
    found = parse(url, index.suffixes)
    assert found is not None
    assert (found.ascii, found.path) == (host, path)


@pytest.mark.parametrize(
    "url",
    [
        "about:blank",
        "chrome://settings/",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://",
        "",
        "not a url",
        "https://www.kraken.com:99999/",
        "https://a..b/",
        "https://" + "a" * 64 + ".com/",
    ],
)
def test_addresses_no_web_page_has_are_no_hosts(index: Index, url: str) -> None:
    assert parse(url, index.suffixes) is None


@given(st.text(max_size=300))
def test_no_text_is_too_strange_to_parse(index: Index, text: str) -> None:
    parse(text, index.suffixes)
    parse("https://" + text, index.suffixes)


def test_undecodable_punycode_is_shown_as_it_is() -> None:
    assert to_unicode("xn--mnchen-3ya") == "münchen"
    assert to_unicode("xn--\x80") == "xn--\x80"
    assert to_unicode("xn--99999999999") == "xn--99999999999"


def test_letters_without_a_shape_are_not_decoded_into_a_warning() -> None:
    hidden = "xn--" + "abc\u202edef".encode("punycode").decode()
    assert to_unicode(hidden) == hidden


ADDRESS = st.from_regex(r"https?://[a-zA-Z0-9._@:%\-]{1,30}(/[!-~]{0,12})?([?#][!-~]{0,8})?", fullmatch=True)


@given(ADDRESS)
def test_an_address_of_the_usual_kind_is_read_as_with_all_care(index: Index, url: str) -> None:
    # With a space behind it, it is taken apart with all care, and the space is of no account.
    assert parse(url, index.suffixes) == parse(url + " ", index.suffixes)


@pytest.mark.parametrize("url", ["https://help.example.org/a%20b?c#d", "http://a_b.example", "https://example.com"])
def test_what_is_plain_is_known(url: str) -> None:
    assert is_plain(url)
    assert not is_plain(url + " ")


@pytest.mark.parametrize(
    "url", ["https://a.example:444/", "https://u@a.example", "https://1.2.3.4", "example.com", "https://b\u00fc.de"]
)
def test_what_is_not_plain_is_taken_apart_with_care(url: str) -> None:
    assert not is_plain(url)
