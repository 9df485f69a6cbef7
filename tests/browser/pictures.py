"""``python -m browser.pictures``: pictures of what users see, for looking at and for the README.

Warning, popup, chat, options and greeting, in each language, light and dark, from the sample pages in Chromium. They go
to ``build/pictures``; the three of the README are put into ``docs`` with ``--docs``.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from browser import chat_pages, companion
from browser.checks import visit
from browser.chromium import Chromium
from browser.driver import Driver, Setup
from browser.finding import find_chromium
from browser.samples import REPOSITORY, Sample, load_samples, site_map
from browser.sentences import Sentences
from browser.server import SiteMap, SiteServer

OUT = REPOSITORY / "build" / "pictures"
LANGUAGES = ("en", "zh_CN", "zh_TW")
DOCS = {
    "warning-en.png": "en-light-scam-coinbase-case.png",
    "warning-zh_TW.png": "zh_TW-light-scam-binance-line.png",
    "popup-zh_CN.png": "zh_CN-dark-scam-binance-line-popup.png",
}
SAMPLES = ("scam-coinbase-case", "scam-binance-line")
CHATS = ("telegram_k", "x_chat")


def main() -> int:
    """Take the pictures and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m browser.pictures", description="Take pictures of what users see.")
    parser.add_argument("--docs", action="store_true", help="renew the pictures of the README")
    parser.add_argument("--only", nargs="*", metavar="LANGUAGE-LIGHT", help="such as en-light zh_CN-dark")
    options = parser.parse_args()
    program = find_chromium(None)
    if program is None:
        print("Chromium is not installed.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="realdesk-pictures-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        companion.activate(home / "state")
        sites = site_map()
        with SiteServer(sites) as server, sync_playwright() as playwright:
            for look in options.only or [f"{name}-{light}" for name in LANGUAGES for light in ("light", "dark")]:
                language, _, light = look.rpartition("-")
                setup = _setup(home, look, server.port, language, dark=light == "dark")
                with Chromium(setup, executable=program, playwright=playwright) as driver:
                    _take(driver, sites, Sentences(setup.extension, language), look)
    for name, source in DOCS.items() if options.docs else ():
        shutil.copyfile(OUT / source, REPOSITORY / "docs" / name)
    return 0


def _setup(home: Path, look: str, port: int, language: str, *, dark: bool) -> Setup:
    place = home / look
    place.mkdir()
    return Setup(
        extension=companion.extension_folder(),
        proxy_port=port,
        home=place,
        state=companion.copy_state(home / "state", place / "state"),
        locale=language,
        dark=dark,
    )


def _take(driver: Driver, sites: SiteMap, sentences: Sentences, look: str) -> None:
    samples: dict[str, Sample] = {sample.name: sample for sample in load_samples()}
    for name in SAMPLES:
        visit(driver, samples[name], sentences)
        driver.screenshot(OUT / f"{look}-{name}.png")
        driver.popup_screenshot(OUT / f"{look}-{name}-popup.png")
    for name in CHATS:
        chat_pages.show(driver, sites, name)
        chat_pages.wait(driver)
        driver.screenshot(OUT / f"{look}-{name}.png")
        driver.popup_screenshot(OUT / f"{look}-{name}-popup.png")
    for page in ("options", "welcome"):
        with driver.own_page(f"{page}/{page}.html") as own:
            driver.wait_for(lambda own=own: bool(own.text().strip()))  # type: ignore[misc]
            own.screenshot(OUT / f"{look}-{page}.png")


if __name__ == "__main__":
    sys.exit(main())
