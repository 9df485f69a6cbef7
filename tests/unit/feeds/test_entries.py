"""What an entry comes to: one form, shared with the pages that are looked up, or a reason to leave it out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realdesk.entities import accounts
from realdesk.entities.hosts import parse
from realdesk.feeds.accounts import canonical_account, covering_account
from realdesk.feeds.entries import TooManyEntries, canonical, sort_entries
from realdesk.feeds.names import covering_hosts, covering_pages, query_of
from realdesk.index.reader import Index

TODAY, BEFORE = date(2026, 11, 23), date(2026, 1, 2)


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("evil-desk.com", "evil-desk.com"),
        ("  Evil-Desk.COM.  ", "evil-desk.com"),
        ("*.evil-desk.com", "evil-desk.com"),
        ("http://evil-desk.com", "evil-desk.com"),
        ("https://user:word@evil-desk.com:8443/", "evil-desk.com"),
        ("evil-desk.com:8080", "evil-desk.com"),
        ("https://evil-desk.com/a/b/", "evil-desk.com/a/b"),
        ("https://evil-desk.com//a//b", "evil-desk.com/a/b"),
        ("https://evil-desk.com/%61%20b#part", "evil-desk.com/a b"),
        ("https://evil-desk.com/login.php?id=1", "evil-desk.com/login.php?id=1"),
        ("кошелёк-помощь.рф", "xn----itbcinpbg2bng2a1ee.xn--p1ai"),
        ("faké-desk.com", "xn--fak-desk-f1a.com"),
        ("scam.pages.dev", "scam.pages.dev"),
        ("scam.zendesk.com", "scam.zendesk.com"),
        ("https://sites.google.com/view/scam", "sites.google.com/view/scam"),
        ("https://t.me/scam_desk", "@telegram/scam_desk"),
        ("https://drive.google.com/file/d/7", "drive.google.com/file/d/7"),
        ("twitter.com/Scam_Desk", "@x/scam_desk"),
        ("https://mobile.twitter.com/@Scam_Desk/?lang=en", "@x/scam_desk"),
        ("https://x.com/i/user/12345", "@x/id:12345"),
        ("https://www.facebook.com/profile.php?id=12345", "@facebook/id:12345"),
        ("https://x.com/Scam_Desk/status/7", "x.com/Scam_Desk/status/7"),
        ("youtube.com/watch?v=abc", "youtube.com/watch?v=abc"),
        ("93.184.216.34", "93.184.216.34"),
        ("http://93.184.216.34:81/x", "93.184.216.34/x"),
        ("http://[2606:4700::1111]/", "2606:4700::1111"),
    ],
)
def test_an_entry_has_one_form(index: Index, line: str, entry: str) -> None:
    found = canonical(line, index)
    if "xn--" in entry:
        assert found[0].startswith("xn--")
        assert found[0].isascii()
        assert found[1] == ""
    else:
        assert found == (entry, "")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", "malformed"),
        ("two words.com", "malformed"),
        ("evil\tdesk.com", "malformed"),
        ("evil\u200bdesk.com", "malformed"),
        ("https://evil-desk.com\\@okx.com/", "malformed"),
        ("||evil-desk.com^", "malformed"),
        ("localhost", "malformed"),
        ("evil.notasuffix", "malformed"),
        ("javascript:alert(1)", "malformed"),
        ("https://evil-desk.com:99999/", "malformed"),
        ("x" * 2_001 + ".com", "malformed"),
        ("\ufffd.com", "malformed"),
        ("999.1.1.1", "malformed"),
        ("10.0.0.1", "address"),
        ("127.0.0.1", "address"),
        ("192.168.1.1", "address"),
        ("http://[::1]/", "address"),
        ("com", "suffix"),
        ("co.uk", "suffix"),
        ("pages.dev", "suffix"),
        ("*.github.io", "suffix"),
        ("zendesk.com", "shared"),
        ("www.zendesk.com", "shared"),
        ("sites.google.com", "shared"),
        ("google.com", "shared"),
        ("drive.google.com", "shared"),
        ("x.com", "shared"),
        ("https://t.me/", "shared"),
        ("m.facebook.com", "shared"),
        ("binance.com", "listed"),
        ("www.binance.com", "listed"),
        ("https://support.kraken.com/hc", "listed"),
        ("sec.gov", "listed"),
        ("https://twitter.com/Binance", "listed"),
        ("https://evil-desk.com/?go=1", "query"),
    ],
)
def test_what_proves_nothing_is_left_out_with_its_reason(index: Index, line: str, reason: str) -> None:
    assert canonical(line, index) == ("", reason)


def test_reasons_are_counted_and_an_entry_keeps_its_first_day(index: Index) -> None:
    lines = ["evil-desk.com", "new-desk.com", "evil-desk.com", "com", "pages.dev", "binance.com", ""]
    found = sort_entries(lines, index, today=TODAY, known={"evil-desk.com": BEFORE, "gone.com": BEFORE}, most=10)
    assert found.kept == {"evil-desk.com": BEFORE, "new-desk.com": TODAY}
    assert found.refused == {"suffix": 2, "listed": 1, "malformed": 1}


def test_a_list_beyond_its_bound_is_refused(index: Index) -> None:
    with pytest.raises(TooManyEntries):
        sort_entries((f"a{n}.com" for n in range(11)), index, today=TODAY, known={}, most=10)


def names_for(url: str, index: Index) -> list[str]:
    host = parse(url, index.suffixes)
    assert host is not None
    query = query_of(url)
    account = accounts.of_parts(host.ascii, host.path, query)
    found = [*covering_hosts(host, index.public_hosts), *covering_pages(host, query)]
    return found + ([*covering_account(account.type, (account.value,))] if account else [])


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("https://a.b.evil-desk.com/", ["a.b.evil-desk.com", "b.evil-desk.com", "evil-desk.com"]),
        ("https://evil-desk.com/", ["evil-desk.com", "www.evil-desk.com"]),
        ("https://a.x.pages.dev/", ["a.x.pages.dev", "x.pages.dev"]),
        ("https://desk.zendesk.com/hc", ["desk.zendesk.com", "desk.zendesk.com/hc"]),
        ("https://sites.google.com/view/a", ["sites.google.com/view/a", "sites.google.com/view"]),
        ("https://x.com/", []),
        (
            "https://mobile.twitter.com/Scam_Desk/status/7",
            [
                "mobile.twitter.com/Scam_Desk/status/7",
                "mobile.twitter.com/Scam_Desk/status",
                "mobile.twitter.com/Scam_Desk",
                "@x/scam_desk",
                "@x/scam_desk=",
            ],
        ),
        ("https://93.184.216.34/", ["93.184.216.34"]),
        ("http://localhost/", []),
    ],
)
def test_a_page_is_looked_up_by_its_parents_but_never_by_what_others_share(
    index: Index, url: str, names: list[str]
) -> None:
    assert names_for(url, index) == names


@given(st.text(max_size=60) | st.from_regex(r"(https?://)?[a-z0-9.*@:/?%_-]{1,60}", fullmatch=True))
def test_any_line_has_an_entry_or_a_reason_and_an_entry_is_found_by_its_own_page(index: Index, line: str) -> None:
    entry, reason = canonical(line, index)
    assert bool(entry) != bool(reason)
    if entry:
        url = line.strip().removeprefix("*.")
        assert entry in names_for(url if "://" in url else "https://" + url, index)
        assert "\n" not in entry or "%0" in line.lower()


@pytest.mark.parametrize(
    ("line", "network", "entry"),
    [
        ("Scam_Desk", "x", "@x/scam_desk"),
        (" @Scam_Desk ", "x", "@x/scam_desk"),
        ("Scam_Desk=", "x", "@x/scam_desk="),
        ("id:1234567890", "x", "@x/id:1234567890"),
        ("scam.desk", "facebook", "@facebook/scamdesk"),
        ("id:-1001234567", "telegram", "@telegram/id:1234567"),
    ],
)
def test_an_account_of_a_list_has_the_form_in_which_accounts_are_looked_up(
    index: Index, line: str, network: str, entry: str
) -> None:
    assert canonical_account(line, network, index) == (entry, "")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", "malformed"),
        ("=", "malformed"),
        ("@", "malformed"),
        ("two words", "malformed"),
        ("evil-desk.com", "malformed"),
        ("https://x.com/scam_desk", "malformed"),
        ("much_longer_than_a_name_there", "malformed"),
        ("scаm_desk", "malformed"),
        ("scam\u200bdesk", "malformed"),
        ("id:", "malformed"),
        ("id:12x", "malformed"),
        ("id:" + "1" * 30, "malformed"),
        ("home", "malformed"),
        ("binance", "listed"),
        ("@Binance=", "listed"),
    ],
)
def test_an_account_that_cannot_be_one_or_is_a_platforms_own_is_left_out(index: Index, line: str, reason: str) -> None:
    assert canonical_account(line, "x", index) == ("", reason)


def test_whoever_took_a_listed_name_later_is_not_the_one_that_was_listed() -> None:
    paired, plain = "@x/scam_desk=", "@x/scam_desk"
    assert paired in covering_account("x", ["scam_desk"])
    assert paired not in covering_account("x", ["scam_desk"], "77")
    assert plain in covering_account("x", ["scam_desk"], "77")
    assert "@x/id:77" in covering_account("x", ["renamed"], "77")
