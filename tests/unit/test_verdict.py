from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from conftest import NOW, index_bytes
from realdesk.index.reader import Index
from realdesk.protocol import Frame, Page
from realdesk.ruleset.model import Domain, Evidence, Ruleset
from realdesk.verdict import judge


def with_domain(ruleset: Ruleset, domain: Domain) -> Index:
    """Return an index in which the first platform has ``domain`` and no other."""
    first = msgspec.structs.replace(ruleset.platforms[0], domains=(domain,))
    return Index(index_bytes(msgspec.structs.replace(ruleset, platforms=(first, *ruleset.platforms[1:]))))


def level(index: Index, url: str) -> str:
    return judge(Page(url), index, now=NOW.timestamp()).level


OWN = Evidence("own_page", "https://desk.example/")
LIST = Evidence("maintained_list", "https://list.example/", "ccxt")
OTHER_LIST = Evidence("maintained_list", "https://other.example/", "2factorauth")


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ((OWN,), "official"),
        ((LIST, OTHER_LIST), "official"),
        ((LIST,), "none"),
        ((Evidence("third_party", "https://x.example/"),), "none"),
        ((Evidence("unpublished"),), "none"),
    ],
)
def test_only_confirmed_and_corroborated_hosts_are_official(
    ruleset: Ruleset, evidence: tuple[Evidence, ...], expected: str
) -> None:
    index = with_domain(ruleset, Domain("desk.example", evidence))
    assert level(index, "https://desk.example/") == expected


@pytest.mark.parametrize("use", ["infrastructure", "mail", "defensive"])
def test_owned_is_not_visit_here(ruleset: Ruleset, use: str) -> None:
    index = with_domain(ruleset, Domain("desk.example", (OWN,), use=use))  # type: ignore[arg-type]
    assert level(index, "https://desk.example/") == "none"


def test_a_domain_that_was_lost_warns(ruleset: Ruleset) -> None:
    index = with_domain(ruleset, Domain("desk.example", (OWN,), use="lost"))
    found = judge(Page("https://desk.example/"), index, now=NOW.timestamp())
    assert (found.level, found.reasons[0].code) == ("caution", "former_domain")


def test_a_retired_domain_is_silent_until_its_page_claims_something(ruleset: Ruleset) -> None:
    index = with_domain(ruleset, Domain("binance-old.example", (OWN,), use="former"))
    quiet = Page("https://binance-old.example/", (Frame("https://binance-old.example/", title="For sale"),))
    loud = Page("https://binance-old.example/", (Frame("https://binance-old.example/", title="Binance Support"),))
    assert judge(quiet, index, now=NOW.timestamp()).level == "none"
    assert judge(loud, index, now=NOW.timestamp()).level == "unknown"


def test_an_exact_entry_does_not_vouch_for_its_neighbours(ruleset: Ruleset) -> None:
    index = with_domain(ruleset, Domain("desk.zendesk.com", (OWN,), scope="exact"))
    assert level(index, "https://desk.zendesk.com/hc") == "official"
    assert level(index, "https://a.desk.zendesk.com/hc") != "official"
    assert level(index, "https://zendesk.com/") != "official"


def test_a_stale_ruleset_takes_green_away_and_leaves_warnings_on(ruleset: Ruleset) -> None:
    index = Index(index_bytes(ruleset, expires=NOW + timedelta(days=1)))
    later = (NOW + timedelta(days=2)).timestamp()
    official = judge(Page("https://www.binance.com/"), index, now=later)
    assert (official.level, official.stale) == ("unknown", True)
    assert [reason.code for reason in official.reasons] == ["listed", "ruleset_stale"]
    assert judge(Page("https://binance-help-desk.com/"), index, now=later).level == "caution"


def test_none_says_nothing_at_all(index: Index) -> None:
    found = judge(Page("https://example.com/"), index, now=NOW.timestamp())
    assert (found.level, found.platform, found.reasons, found.official) == ("none", None, (), ())


@pytest.mark.parametrize("url", ["about:blank", "chrome://settings", "data:text/html,<b>x", "file:///x.html"])
def test_special_pages_are_none(index: Index, url: str) -> None:
    assert level(index, url) == "none"


def test_a_warning_brings_the_official_channels(index: Index) -> None:
    found = judge(Page("https://binance-help-desk.com/"), index, now=NOW.timestamp())
    assert found.platform == "binance"
    assert any(channel.url and channel.url.startswith("https://www.binance.com/") for channel in found.official)
    assert {channel.assurance for channel in found.official} <= {"confirmed", "corroborated"}


def test_userinfo_does_not_lend_its_name(index: Index) -> None:
    assert level(index, "https://www.binance.com@evil.example/") != "official"
