"""Chats, mailboxes, profiles and forms are read as they are, in real browsers, under their real addresses."""

from __future__ import annotations

import json

import pytest

from browser import replicas
from browser.driver import Driver
from browser.server import SiteMap

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", replicas.names())
def test_every_expected_value_of_a_replica_reaches_the_worker(browser: Driver, sites: SiteMap, name: str) -> None:
    replica = replicas.load(name)
    replicas.show(browser, sites, replica)
    browser.wait_for(lambda: replicas.reading(browser, replica) == replica.expected, replicas.SECONDS)
    assert replicas.reading(browser, replica) == replica.expected
    assert "draft" not in json.dumps(replicas.chats(browser), ensure_ascii=False)
