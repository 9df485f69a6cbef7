"""What ``realdesk install`` writes is what real browsers read, and ``uninstall`` takes it back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from browser import companion
from browser.conftest import ENGINES, launch
from browser.driver import Setup
from browser.samples import load_samples
from browser.sentences import Sentences
from browser.server import SiteServer

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="The browsers' folders are those of Linux."),
]
COMMAND = Path(sys.executable).with_name("realdesk")


@pytest.mark.parametrize("engine", ENGINES)
def test_an_installed_companion_connects_and_an_uninstalled_one_is_missing(
    engine: str, tmp_path: Path, server: SiteServer, activated: Path, playwright: Playwright, sentences: Sentences
) -> None:
    state = companion.copy_state(activated, tmp_path / "state")
    setup = Setup(extension=companion.extension_folder(), proxy_port=server.port, home=tmp_path, state=None)

    def realdesk(*arguments: str) -> None:
        # The test's Chromium profile is at the place of the usual one below this folder of configuration.
        places = {"HOME": str(tmp_path / "firefox-home"), "XDG_CONFIG_HOME": str(tmp_path)}
        environment = {**os.environ, **places, "REALDESK_HOME": str(state)}
        done = subprocess.run([str(COMMAND), *arguments], env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    realdesk("install", "--browser", engine)
    realdesk("doctor", "--browser", engine)
    first, second = [item for item in load_samples() if item.kind == "scam"][:2]
    with launch(engine, setup, playwright) as driver:
        driver.open(first.url)
        assert driver.wait_banner(10).level in first.levels
        assert driver.verdict().companion == "connected"

        realdesk("uninstall")
        assert companion.kill_hosts(state) == 1
        assert driver.wait_for(lambda: not companion.host_processes(state), 3)
        driver.open(second.url)
        assert driver.wait_for(lambda: driver.verdict().companion == "missing", 10)
        assert driver.banner() is None
        assert sentences.message("companion_missing_title") in driver.popup().text
