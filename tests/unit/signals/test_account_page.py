"""Profiles of accounts: whose name says "support", and whose account it is."""

from __future__ import annotations

import pytest

from realdesk.entities import accounts
from realdesk.index.reader import Index
from realdesk.protocol import Frame, Page, Verdict
from realdesk.verdict import judge
from unit.signals.saying import WARNED, codes

KEPLR = "https://x.com/keplrwallet"


def profile(index: Index, url: str, name: str, said: str, *, around: str = "") -> Verdict:
    """Return the verdict on a profile as a network shows it."""
    handle = url.rpartition("/")[2]
    text = f"{name} @{handle} {said} 12 Following 90 Followers {around}"
    page = Page(url, (Frame(url, title=f"{name} (@{handle}) / X", headings=(name,), text=text, description=said),))
    return judge(page, index, now=index.header.issued)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Keplr Support", "Official customer support of Keplr. Send us a direct message."),
        ("Keplr Help Desk", "24/7"),
        ("Keplr 客服", "官方客服,提现问题请私信"),
        ("Kraken Support", "Crypto exchange customer care. DM for a ticket."),
    ],
)
def test_an_ordinary_account_that_presents_itself_as_a_platforms_desk_is_warned_of(
    index: Index, name: str, said: str
) -> None:
    found = profile(index, "https://x.com/marla_dunn84", name, said)
    assert found.level in WARNED
    assert "account_claims_support" in codes(found)


@pytest.mark.parametrize("name", ["Support", "Wallet Support", "Support Team", "客服"])
def test_a_support_of_anybodys_wallet_is_nobodys_desk(index: Index, name: str) -> None:
    found = profile(index, "https://x.com/desk_4471", name, "Official wallet support. 钱包客服")
    assert found.level in WARNED
    assert codes(found) == {"account_unnamed_desk"}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Anna Kowal", "Support engineer at Keplr. Views my own."),
        ("Keplr fan notes", "Unofficial tips for Keplr users"),
        ("Support", "Providing support for residents of Eastbrook"),
        ("Brightfibre Support", "Official customer support of Brightfibre. Send us a direct message."),
        ("Kraken Bar", "Cocktails and seafood. Call for a table."),
        ("DeFi Support Group", "Self-help for people who lost on DeFi. No services."),
        ("Scamwatch daily", "This account pretends to be Keplr support. Report it."),
    ],
)
def test_people_fans_shops_and_warnings_are_left_alone(index: Index, name: str, said: str) -> None:
    assert profile(index, "https://x.com/marla_dunn84", name, said).level == "none"


def test_what_others_write_below_a_profile_says_nothing_of_its_holder(index: Index) -> None:
    around = "Keplr Support Official wallet support, send us a direct message"
    assert profile(index, "https://x.com/marla_dunn84", "Marla", "I like trains.", around=around).level == "none"


def test_a_listed_account_is_official_on_its_own_profile_only(index: Index) -> None:
    assert profile(index, KEPLR, "Keplr Support", "Official support of Keplr").level == "official"
    assert profile(index, KEPLR + "/status/19", "Keplr Support", "Official support of Keplr").level == "none"


@pytest.mark.parametrize(
    "url",
    [
        "https://x.com/maria_k_12/status/19912",
        "https://x.com/search?q=keplr%20support",
        "https://www.reddit.com/r/wallets/comments/1abcd/",
        "https://www.facebook.com/groups/wallets",
    ],
)
def test_a_post_or_search_for_a_platforms_support_is_no_desk(index: Index, url: str) -> None:
    page = Page(url, (Frame(url, title="Keplr support", headings=("Keplr support",), text="Does it answer?"),))
    assert judge(page, index, now=index.header.issued).level == "none"


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://x.com/Marla_Dunn84", "marla_dunn84"),
        ("https://www.facebook.com/profile.php?id=100098812345671", "id:100098812345671"),
        ("https://t.me/s/keplr_desk", "keplr_desk"),
        ("https://www.linkedin.com/in/keplr-desk/", "in/keplr-desk"),
        ("https://www.youtube.com/@keplrdesk", "@keplrdesk"),
    ],
)
def test_profiles_are_told_from_other_addresses_of_their_network(url: str, value: str) -> None:
    found = accounts.profile_of(url)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "url",
    [
        "https://x.com/Marla_Dunn84/status/1",
        "https://x.com/home",
        "https://t.me/+AbCdEf123456",
        "https://www.reddit.com/r/keplr",
        "https://web.telegram.org/k/#@keplr_desk",
        "https://docs.google.com/forms/d/e/1FAIpQLSabc/viewform",
        "https://example.org/marla",
    ],
)
def test_posts_communities_invites_and_clients_are_no_profiles(url: str) -> None:
    assert accounts.profile_of(url) is None
