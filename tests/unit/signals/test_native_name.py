"""Names of platforms in their own scripts, in host names."""

from __future__ import annotations

import pytest

from realdesk.index.reader import Index
from realdesk.protocol import Page
from realdesk.verdict import judge


@pytest.mark.parametrize(
    ("host", "platform", "code"),
    [
        ("币安客服.com", "binance", "host_brand_and_support"),
        ("幣安客服.tw", "binance", "host_brand_and_support"),
        ("欧易客服.net", "okx", "host_brand_and_support"),
        ("币安.com", "binance", "host_brand_in_name"),
        ("okx客服.com", "okx", "host_brand_and_support"),
        ("ouyikefu.com", "okx", "host_brand_and_support"),
        ("bian-kefu.com", "binance", "host_brand_and_support"),
    ],
)
def test_name_as_its_users_write_it_is_recognised_in_a_host(index: Index, host: str, platform: str, code: str) -> None:
    verdict = judge(Page(f"https://{host}/"), index)
    assert (verdict.level, verdict.platform) == ("caution", platform)
    assert [reason.code for reason in verdict.reasons] == [code]


@pytest.mark.parametrize("host", ["比特币新闻.com", "客服中心.com", "bian-li.com", "fabian-support.com", "müller.de"])
def test_host_in_another_script_without_a_platforms_name_is_silent(index: Index, host: str) -> None:
    assert judge(Page(f"https://{host}/"), index).level == "none"
