"""No part of a typed secret gets out of the browser, and none stays in what the extension keeps."""

from __future__ import annotations

import json
import shlex
import struct
import time
from itertools import pairwise
from pathlib import Path

import pytest

from browser import companion, editor_pages, privileged
from browser import guard_pages as pages
from browser.chromium import Chromium
from browser.driver import Driver, Start
from browser.hands import Hands
from browser.server import SiteMap
from realdesk.host.registration import host_script

pytestmark = pytest.mark.browser

TYPED = pages.PHRASE.split()
ADDRESS = "https://recorded.guard-garden.com/"


def record(driver: Driver, log: Path) -> None:
    """Put a recorder of all messages before the companion."""
    assert driver.state is not None
    launcher = driver.state.parent / "bin" / "realdesk-host.sh"
    home, script = shlex.quote(str(driver.state)), shlex.quote(str(host_script()))
    launcher.write_text(f'#!/bin/sh\nexport REALDESK_HOME={home}\ntee -a {shlex.quote(str(log))} | {script} "$@"\n')
    companion.kill_hosts(driver.state)


def frames(log: Path) -> list[str]:
    """Return the messages in a recording."""
    data, found = log.read_bytes() if log.exists() else b"", []
    while len(data) >= 4:
        (length,) = struct.unpack("=I", data[:4])
        found.append(data[4 : 4 + length].decode())
        data = data[4 + length :]
    return found


def repeated(text: str) -> list[str]:
    """Return pieces of the secret in ``text``: two of its words in their order."""
    pairs = (f"{one} {two}" for one, two in pairwise(TYPED))
    return [pair for pair in (*pairs, pages.KEY) if pair in text]


def own_files(driver: Driver) -> list[Path]:
    """Return what extension and companion have on disk."""
    assert driver.state is not None
    home = driver.state.parent
    marks = (
        "Extension",
        "chrome-extension",
        "moz-extension",
        "browser-extension-data",
        "storage-sync",
        "/state/",
        "/bin/",
    )
    return [path for path in home.rglob("*") if path.is_file() and any(mark in str(path) for mark in marks)]


@pytest.mark.parametrize("engine", ["chromium", "firefox"])
def test_typed_and_pasted_secrets_stay_in_the_page(engine: str, start: Start, sites: SiteMap, tmp_path: Path) -> None:
    driver = start(engine)
    log = tmp_path / "messages"
    record(driver, log)
    said: list[str] = []
    if isinstance(driver, Chromium):
        driver._context.on("console", lambda message: said.append(message.text))
        driver._page.on("pageerror", lambda error: said.append(str(error)))
    # The page itself shows what is typed, as chats do once it is sent.
    sites.add(ADDRESS, pages.page())
    driver.open(ADDRESS)
    driver.settled()
    assert driver.wait_for(lambda: any(ADDRESS in frame for frame in frames(log))), "nothing was recorded"
    hands = Hands(driver)
    for field in ("area", "line", "composer"):
        hands.focus(field)
        hands.write(pages.PHRASE)
        hands.keys("Enter")
        hands.dismiss()
    hands.paste(pages.KEY, "line")
    hands.dismiss()
    privileged.drop(driver, "area", {"text/plain": pages.PHRASE})
    hands.dismiss()
    # A real editor, in which the whole phrase stands as text of the page.
    sites.add(f"{ADDRESS}editor", editor_pages.page("lexical"))
    driver.open(f"{ADDRESS}editor")
    hands.click("editor")
    hands.write(pages.PHRASE)
    hands.keys("Enter")
    hands.dismiss()
    driver.evaluate("void (document.title = 'Garden notes, changed')")
    assert driver.wait_for(lambda: any("Garden notes, changed" in frame for frame in frames(log)), 8)
    time.sleep(1)
    assert [pair for frame in frames(log) for pair in repeated(frame)] == []
    stores = driver.evaluate_extension(
        "Promise.all(['local', 'session'].map(area => chrome.storage[area].get(null))).then(all => JSON.stringify(all))"
    )
    assert ADDRESS in stores, "what is known of the tab is kept in the session's store"
    assert repeated(stores) == []
    assert repeated("\n".join(said)) == []
    driver.evaluate_extension("chrome.storage.local.set({ language: 'en' })")
    time.sleep(1)
    files = own_files(driver)
    assert files
    for path in files:
        assert repeated(path.read_bytes().decode("utf-8", "replace")) == [], path


def test_recorder_and_search_would_notice_a_secret(tmp_path: Path) -> None:
    message = json.dumps({"text": f"it is {pages.PHRASE}"}).encode()
    (tmp_path / "log").write_bytes(struct.pack("=I", len(message)) + message)
    assert len([pair for frame in frames(tmp_path / "log") for pair in repeated(frame)]) == 11
