"""The companion dies in the middle of a request, breaks, is upgraded, or gets a new list while the browser runs."""

from __future__ import annotations

import os
import shlex
import signal
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from browser import companion, pages
from browser.chromium import Chromium
from browser.conftest import ENGINES
from browser.driver import Driver, Start
from browser.sentences import Sentences
from browser.server import SiteMap
from conftest import ROOT
from realdesk.index.compile import compile_index
from realdesk.ruleset.model import Brand, Domain, Evidence, Platform, Ruleset
from realdesk.ruleset.source import load

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="Finding the companion's process needs Linux's /proc."),
]

WARNED = {"caution", "danger"}


@pytest.fixture(scope="module", params=ENGINES)
def own(request: pytest.FixtureRequest, start: Start) -> Driver:
    """A browser whose companion belongs to this file alone."""
    return start(request.param)


@pytest.fixture
def launcher(own: Driver) -> Iterator[Path]:
    """The script that starts the companion; put back at the end, and the companion with it."""
    path = state_of(own).parent / "bin" / "realdesk-host.sh"
    before = path.read_text()
    yield path
    path.write_text(before)
    companion.kill_hosts(state_of(own))
    own.evaluate_extension("chrome.runtime.sendMessage({type: 'companion'})")
    assert own.wait_for(lambda: ask_companion(own)["state"] == "connected", 10)


def state_of(driver: Driver) -> Path:
    assert driver.state is not None
    return driver.state


def ask_companion(driver: Driver) -> dict[str, object]:
    """What the extension says of the companion after it tried to reach it."""
    answer = driver.evaluate_extension("chrome.runtime.sendMessage({type: 'companion'})")
    assert isinstance(answer, dict)
    return answer


def address(name: str, sites: SiteMap, body: str = pages.SCAM) -> str:
    url = f"https://{name}.companion-garden.com/"
    sites.add(url, body)
    return url


def replace_host(launcher: Path, code: str) -> None:
    """Let the launcher start the real host after ``code`` has run in its process."""
    exports = [line for line in launcher.read_text().splitlines() if line.startswith("export ")]
    program = f"{code}\nfrom realdesk.host.loop import main\nraise SystemExit(main())"
    # The name by which the tests find the process stands at its end.
    run = f'exec {shlex.quote(sys.executable)} -c {shlex.quote(program)} realdesk-host "$@"'
    launcher.write_text("\n".join(["#!/bin/sh", *exports, run, ""]))


def test_host_that_is_killed_in_the_middle_of_a_request_loses_nothing(own: Driver, sites: SiteMap) -> None:
    state = state_of(own)
    own.open(address("before", sites, pages.NEUTRAL))
    assert own.settled().level == "none"
    [process] = companion.host_processes(state)
    os.kill(process, signal.SIGSTOP)
    own.open(address("midway", sites))
    time.sleep(0.7)
    assert own.banner() is None, "a stopped process answered"
    os.kill(process, signal.SIGKILL)
    # Nobody loads the page again: the request is sent again by itself.
    assert own.wait_banner(8).level in WARNED
    assert process not in companion.host_processes(state)
    assert len(companion.host_processes(state)) == 1


def test_host_that_cannot_start_is_not_started_in_a_storm_and_the_page_waits_for_it(
    own: Driver, sites: SiteMap, launcher: Path
) -> None:
    starts = launcher.parent / "starts"
    starts.write_text("")
    whole = launcher.read_text()
    own.open(address("calm", sites, pages.SINGLE_PAGE))
    launcher.write_text(f"#!/bin/sh\necho start >> {shlex.quote(str(starts))}\nexit 1\n")
    companion.kill_hosts(state_of(own))
    url = address("storm", sites, pages.SCAM + "<script>setInterval(() => document.body.append('x'), 50)</script>")
    own.open(url)
    time.sleep(5)
    count = len(starts.read_text().split())
    # 0.5, 1, 2 and 4 seconds between the tries; a page that never rests makes no more of them.
    assert 1 <= count <= 6
    launcher.write_text(whole)
    assert own.wait_banner(15).level in WARNED


def test_verdict_of_an_earlier_address_does_not_stay_when_the_companion_is_gone(
    own: Driver, sites: SiteMap, launcher: Path
) -> None:
    sites.add("https://spa.companion-garden.com/spa", pages.SINGLE_PAGE)
    sites.add("https://spa.companion-garden.com/spa/desk", pages.SINGLE_PAGE)
    own.open("https://spa.companion-garden.com/spa")
    assert own.settled().level == "none"
    own.evaluate("go('/spa/desk')")
    own.wait_banner()
    launcher.write_text("#!/bin/sh\nexit 1\n")
    companion.kill_hosts(state_of(own))
    own.evaluate("go('/spa')")
    assert own.wait_for(lambda: own.banner() is None)
    assert own.verdict().state != "verdict"
    assert own.badge() == ""


def test_upgraded_host_of_a_newer_minor_protocol_goes_on(own: Driver, sites: SiteMap, launcher: Path) -> None:
    newer = "import realdesk.host.service as service\nservice.PROTOCOL_VERSION = '1.99'\nservice.__version__ = '1.99.0'"
    replace_host(launcher, newer)
    companion.kill_hosts(state_of(own))
    own.open(address("newer", sites))
    assert own.wait_banner(10).level in WARNED
    answer = ask_companion(own)
    assert (answer["state"], answer["version"]) == ("connected", "1.99.0")


def test_host_of_another_major_protocol_is_named_as_too_old_with_what_to_do(
    own: Driver, sites: SiteMap, launcher: Path, sentences: Sentences
) -> None:
    whole = launcher.read_text()
    replace_host(launcher, "import realdesk.host.service as service\nservice.PROTOCOL_VERSION = '2.0'")
    companion.kill_hosts(state_of(own))
    own.open(address("major", sites))
    assert own.wait_for(lambda: own.verdict().companion == "too_old", 10)
    assert own.banner() is None
    text = own.popup().text
    assert sentences.message("companion_too_old_title") in text
    assert "realdesk install" in text
    assert own.title() == sentences.message("action_off")
    launcher.write_text(whole)
    own.open(address("major", sites))
    assert own.wait_banner(15).level in WARNED, "it does not come back after the repair"


def with_new_platform(ruleset: Ruleset) -> Ruleset:
    own = Evidence("own_page", "https://quillmoor.example/contact")
    first = ruleset.platforms[0]
    platform = Platform(
        schema=1,
        id="quillmoor",
        kind="exchange",
        status="active",
        checked=first.checked,
        names={"en": ("Quillmoor",)},
        brands=(Brand("quillmoor"),),
        domains=(Domain("quillmoor.example", (own,)),),
    )
    return msgspec.structs.replace(ruleset, platforms=(*ruleset.platforms, platform))


@pytest.fixture
def index_file(own: Driver) -> Iterator[Path]:
    """The compiled list in use; put back at the end."""
    path = state_of(own) / "index.bin"
    before = path.read_bytes()
    yield path
    swap(path, before)


def swap(path: Path, data: bytes) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_bytes(data)
    fresh.replace(path)


def compiled(ruleset: Ruleset, *, issued: datetime, days: int) -> bytes:
    expires = issued + timedelta(days=days)
    label = "local development"
    return compile_index(ruleset, version=9, issued=issued, expires=expires, label=label, bundle_sha256="0" * 64)


def test_next_verdict_uses_the_list_that_was_activated_meanwhile(own: Driver, sites: SiteMap, index_file: Path) -> None:
    url = "https://quillmoor-support.com/"
    sites.add(url, pages.DESK)
    own.open(url)
    assert own.settled().level == "none"
    [process] = companion.host_processes(state_of(own))
    swap(index_file, compiled(with_new_platform(load(ROOT / "rules")), issued=datetime.now(UTC), days=90))
    own.open(url)
    assert own.wait_banner().level == "caution"
    assert own.verdict().platform == "quillmoor"
    assert companion.host_processes(state_of(own)) == [process], "it was started anew"


def test_expired_list_confirms_nothing_and_still_warns(
    own: Driver, sites: SiteMap, index_file: Path, sentences: Sentences
) -> None:
    swap(index_file, compiled(load(ROOT / "rules"), issued=datetime.now(UTC) - timedelta(days=100), days=90))
    own.open(address("stale", sites))
    assert own.wait_banner().level in WARNED
    assert sentences.message("companion_stale_title") in own.popup().text
    sites.add("https://www.binance.com/en/support", pages.NEUTRAL)
    own.open("https://www.binance.com/en/support")
    assert own.reaches({"unknown"}).level == "unknown"
    assert own.badge() != "✓"


def test_worker_that_was_stopped_is_woken_by_page_and_by_popup(start: Start, sites: SiteMap) -> None:
    driver = start("chromium")
    assert isinstance(driver, Chromium)
    url = address("sleep", sites, pages.NEUTRAL)
    sites.add("https://metamask-support-sleep.com/", pages.DESK)
    driver.open(url)
    assert driver.settled().level == "none"
    driver.stop_worker()
    # By the page: it changes, and nobody touches the extension.
    driver.evaluate(f"void (document.querySelector('main').innerHTML = {pages.SEED_FORM!r})")
    assert driver.wait_banner(8).level in WARNED
    driver.stop_worker()
    # By the popup, which finds the verdict again.
    with driver.popup_page() as popup:
        assert popup.evaluate("document.getElementById('main').dataset.level") in WARNED
    driver.stop_worker()
    driver.open("https://metamask-support-sleep.com/")
    assert driver.wait_banner().level == "caution"
    driver.stop_worker()
    # By a choice: the page it concerns is told, though its connection ended with the worker.
    scope = "metamask-support-sleep.com"
    choice = f"{{type: 'choose', tab: {driver.tab_id()}, scope: {scope!r}, kind: 'mute'}}"
    assert driver.evaluate_extension(f"chrome.runtime.sendMessage({choice})") is True
    assert driver.wait_for(lambda: driver.banner() is None)
    driver.stop_worker()
    driver.evaluate_extension("chrome.runtime.sendMessage({type: 'revoke_all'})")
    assert driver.wait_banner().level == "caution"
    driver.stop_worker()
    driver.open(address("sleep-next", sites, pages.NEUTRAL))
    assert driver.reaches({"none"}).level == "none"
    assert driver.banner() is None
