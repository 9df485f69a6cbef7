"""What the popup says where there is no verdict: a page of the browser, no access, another owner of the companion."""

from __future__ import annotations

import json
import time

import pytest

from browser import companion, pages
from browser.chromium import Chromium
from browser.conftest import ENGINES
from browser.driver import Driver, Start
from browser.sentences import Sentences
from browser.server import SiteMap

pytestmark = pytest.mark.browser

PAGES_OF_BROWSERS = {"chromium": "chrome://version/", "firefox": "about:license"}


@pytest.fixture(params=ENGINES)
def own(request: pytest.FixtureRequest, start: Start) -> Driver:
    """A browser of each test's own: its permissions change."""
    return start(request.param)


@pytest.fixture
def own_chromium(start: Start) -> Chromium:
    driver = start("chromium")
    assert isinstance(driver, Chromium)
    return driver


def test_page_of_the_browser_is_said_to_be_out_of_sight_and_not_in_order(own: Driver, sentences: Sentences) -> None:
    own.open(PAGES_OF_BROWSERS[own.name])
    assert own.verdict().state == "special"
    assert sentences.message("popup_special_title") in own.popup().text
    assert sentences.message("action_normal") not in own.title()
    assert sentences.message("action_idle") in own.title()


def test_revoked_access_is_said_on_button_and_popup(own: Driver, sites: SiteMap, sentences: Sentences) -> None:
    sites.add(f"{pages.QUIET}/revoked", pages.SCAM)
    if isinstance(own, Chromium):
        own.manage(f"updateExtensionConfiguration({{extensionId: {own.extension_id!r}, hostAccess: 'ON_CLICK'}})")
    else:
        taken = own.evaluate_extension("browser.permissions.remove({origins: ['<all_urls>']})")
        assert taken is True
    own.open(f"{pages.QUIET}/revoked")
    assert own.wait_for(lambda: own.title() == sentences.message("action_off"))
    assert own.verdict().state == "no_access"
    assert own.banner() is None
    text = own.popup().text
    assert sentences.message("popup_no_access_title") in text
    assert sentences.message("popup_no_access_button") in text
    if isinstance(own, Chromium):
        own.manage(f"updateExtensionConfiguration({{extensionId: {own.extension_id!r}, hostAccess: 'ON_ALL_SITES'}})")
        own.open(f"{pages.QUIET}/revoked")
        assert own.wait_banner().level == "danger"
        own.open("chrome://version/")
        assert sentences.message("action_idle") in own.title()


def test_companion_of_another_copy_of_the_extension_is_named(
    own_chromium: Chromium, sites: SiteMap, sentences: Sentences
) -> None:
    own = own_chromium
    assert own.state is not None
    [path] = (own.state.parent / "chromium" / "NativeMessagingHosts").glob("*.json")
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps(manifest | {"allowed_origins": [f"chrome-extension://{'a' * 32}/"]}))
    companion.kill_hosts(own.state)
    sites.add(f"{pages.QUIET}/forbidden", pages.SCAM)
    own.open(f"{pages.QUIET}/forbidden")
    assert own.wait_for(lambda: own.verdict().companion == "forbidden")
    text = own.popup().text
    assert sentences.message("companion_forbidden_title") in text
    assert "realdesk install" in text
    path.write_text(json.dumps(manifest))
    own.open(f"{pages.QUIET}/forbidden")
    assert own.wait_banner(15).level == "danger"


def test_private_window_writes_nothing_to_disk_and_is_forgotten(own_chromium: Chromium, sites: SiteMap) -> None:
    own = own_chromium
    own.allow_private_windows()
    address = "https://metamask-support-private.com/"
    sites.add(address, pages.DESK)

    def say(message: dict[str, object]) -> object:
        return own.evaluate_extension(f"chrome.runtime.sendMessage({json.dumps(message)})")

    opened = f"chrome.windows.create({{incognito: true, url: {address!r}}}).then(made => [made.id, made.tabs[0].id])"
    window, tab = own.evaluate_extension(opened)
    assert own.wait_for(lambda: own.verdict(tab).level == "caution", 10)
    before = own.evaluate_extension("chrome.storage.local.get(null)")
    choice = {"type": "choose", "tab": tab, "scope": "metamask-support-private.com", "kind": "trust"}
    assert say(choice) is True
    listed = say({"type": "choices"})
    assert isinstance(listed, dict)
    assert [entry["private"] for entry in listed["sites"]] == [True]
    assert own.evaluate_extension("chrome.storage.local.get(null)") == before
    # The same site in an ordinary window is not trusted by it.
    own.open(address)
    assert own.wait_banner().level == "caution"
    own.evaluate_extension(f"chrome.windows.remove({window}).then(() => true)")
    assert own.wait_for(lambda: not any(say({"type": "choices"}).values()))  # type: ignore[attr-defined]
    time.sleep(0.2)
    assert own.evaluate_extension("chrome.storage.local.get(null)") == before
