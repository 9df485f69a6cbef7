"""Browsers that the tests share: one of each engine for the whole run, since a start takes seconds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from browser import companion
from browser.chromium import Chromium
from browser.driver import Driver, Setup, Start
from browser.finding import find_chromium, find_firefox
from browser.firefox import Firefox
from browser.samples import site_map
from browser.sentences import Sentences
from browser.server import SiteMap, SiteServer

ENGINES = ("chromium", "firefox")


@pytest.fixture(scope="session")
def sites() -> SiteMap:
    """Every page that can be opened; a test may add its own under a host of its own."""
    return site_map()


@pytest.fixture(scope="session")
def server(sites: SiteMap) -> Iterator[SiteServer]:
    with SiteServer(sites) as running:
        yield running


@pytest.fixture(scope="session")
def activated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder with the built ruleset in use; browsers get copies."""
    state = tmp_path_factory.mktemp("companion") / "state"
    companion.activate(state)
    return state


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def start(
    server: SiteServer, activated: Path, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Start]:
    """Start a browser: ``start(engine, with_companion=True, extension=..., **setup)``; ended with the run."""
    with ExitStack() as open_browsers:

        def run(
            engine: str,
            *,
            with_companion: bool = True,
            extension: Path | None = None,
            locale: str = "en",
            dark: bool = False,
        ) -> Driver:
            home = tmp_path_factory.mktemp(engine)
            setup = Setup(
                extension=extension or companion.extension_folder(),
                proxy_port=server.port,
                home=home,
                state=companion.copy_state(activated, home / "state") if with_companion else None,
                locale=locale,
                dark=dark,
            )
            return open_browsers.enter_context(launch(engine, setup, playwright))

        yield run


def launch(engine: str, setup: Setup, playwright: Playwright) -> Driver:
    """Start ``engine``, or skip the test when it is not installed."""
    executable = find_chromium() if engine == "chromium" else find_firefox()
    if executable is None:
        pytest.skip(f"No {engine} on this computer: install it to run this test.")
    if engine == "chromium":
        return Chromium(setup, executable=executable, playwright=playwright)
    return Firefox(setup, executable=executable)


@pytest.fixture(scope="session", params=ENGINES)
def browser(request: pytest.FixtureRequest, start: Start) -> Driver:
    """A browser with extension and companion, in English."""
    return start(request.param)


@pytest.fixture(scope="session", params=ENGINES)
def lonely_browser(request: pytest.FixtureRequest, start: Start) -> Driver:
    """A browser with the extension, to which no companion was announced."""
    return start(request.param, with_companion=False)


@pytest.fixture(scope="session")
def sentences() -> Sentences:
    """The extension's English messages."""
    return Sentences(companion.extension_folder(), "en")
