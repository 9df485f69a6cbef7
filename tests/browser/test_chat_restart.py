"""A worker that the browser ended knows nothing of an open chat, and learns it again."""

from __future__ import annotations

import pytest

from browser import chat_pages
from browser.chromium import Chromium
from browser.driver import Start
from browser.server import SiteMap
from browser.test_chat_warnings import SCAM, append, row

pytestmark = pytest.mark.browser


def test_worker_that_starts_anew_learns_the_chat_again(start: Start, sites: SiteMap) -> None:
    chromium = start("chromium")
    assert isinstance(chromium, Chromium)
    chat_pages.show(chromium, sites, "telegram_k")
    before = chat_pages.wait(chromium, marks=2)
    assert len(before.of_messages()) == 2
    chromium.stop_worker()
    append(chromium, row(SCAM, 990))

    def marked() -> list[str]:
        found = chat_pages.state(chromium)
        verdict = found["now"]["verdict"] if found else None
        return sorted(mark["message"] for mark in verdict["marks"]) if verdict else []

    assert chromium.wait_for(lambda: marked() == ["401", "402", "990"], 20), (marked(), chat_pages.state(chromium))
    assert len(chat_pages.wait(chromium, marks=3).of_messages()) == 3
