from __future__ import annotations

import pytest

from realdesk.index.reader import Index
from realdesk.protocol import Field, Frame, Page, Verdict
from realdesk.verdict import judge


def verdict(index: Index, url: str, **parts: object) -> Verdict:
    frames = (Frame(url, **parts),) if parts else ()  # type: ignore[arg-type]
    return judge(Page(url, frames), index, now=index.header.issued)


def codes(found: Verdict) -> set[str]:
    return {reason.code for reason in found.reasons}


@pytest.mark.parametrize("url", ["https://binance.com@case-desk.net/help", "https://www.coinbase.com%2Flogin@5.6.7.8/"])
def test_a_platforms_address_before_an_at_sign_is_dangerous(index: Index, url: str) -> None:
    found = verdict(index, url)
    assert found.level == "danger"
    assert "host_user_info" in codes(found)


def test_a_user_name_that_is_no_platforms_address_is_silent(index: Index) -> None:
    assert verdict(index, "https://anna@files.example.org/").level == "none"
    assert verdict(index, "https://binance.com@www.binance.com/").level == "official"


@pytest.mark.parametrize(
    "url", ["data:text/html,x", "file:///home/anna/Downloads/binance.html", "http://203.0.113.9/login"]
)
def test_a_page_without_a_name_that_poses_as_a_platform_warns(index: Index, url: str) -> None:
    fields = (Field("email", "E-mail"), Field("password", "Password"))
    found = verdict(
        index, url, title="Log in | Binance", headings=("Binance",), text="Log in to Binance", fields=fields
    )
    assert found.level in {"caution", "danger"}
    assert codes(found) & {"host_missing", "host_is_number"}


@pytest.mark.parametrize("url", ["data:text/html,x", "file:///home/anna/notes.html", "http://192.168.0.1/"])
def test_an_ordinary_page_without_a_name_is_silent(index: Index, url: str) -> None:
    assert verdict(index, url, title="Router settings", text="Change the password of your network").level == "none"


def test_a_document_made_by_a_page_stands_where_that_page_stands(index: Index) -> None:
    assert verdict(index, "blob:https://coinbase-help.com/0a1b").platform == "coinbase"
    assert verdict(index, "blob:https://www.binance.com/0a1b").level == "official"
