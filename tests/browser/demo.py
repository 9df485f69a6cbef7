"""``python -m browser.demo``: see realdesk at work in a fresh browser profile. Nothing leaves this computer.

With a display the browser opens and stays open until it is closed. Without one, or with ``CI`` set or ``--check``
given, every sample page is visited in each installed browser; what was shown is printed and pictures are kept.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from rich.console import Console

from browser import companion, interactive
from browser.chromium import Chromium
from browser.demo_report import Row, show, visit_all
from browser.driver import Driver, Setup
from browser.finding import find_chromium, find_firefox, has_display
from browser.firefox import Firefox
from browser.samples import REPOSITORY, load_samples, site_map
from browser.sentences import Sentences
from browser.server import SiteServer
from realdesk.errors import RealdeskError

WIDTH = 150
"""Columns of the table where no terminal says how wide it is."""
PICTURES = REPOSITORY / "build" / "screenshots"
NO_BROWSER = (
    "No browser was found. Install Chromium or Firefox (Debian, Ubuntu: apt install chromium), "
    "or name one: --browser /path/to/browser"
)


def main() -> int:
    """Run the demonstration and return the exit status: 1 when a page did not show what it has to."""
    options = _options()
    console = Console() if sys.stdout.isatty() else Console(width=WIDTH)
    unattended = options.check or bool(os.environ.get("CI")) or not has_display()
    try:
        with tempfile.TemporaryDirectory(prefix="realdesk-demo-", ignore_cleanup_errors=True) as folder:
            home = Path(folder)
            console.print("Building and activating the ruleset …")
            companion.activate(home / "state")
            with SiteServer(site_map()) as server:
                run = _check if unattended else _open
                return run(console, home, server, options.browser)
    except (RealdeskError, companion.CompanionError) as error:
        console.print(str(error), style="bold red", markup=False)
        if isinstance(error, RealdeskError):
            console.print(error.hint, markup=False)
        return 1
    except KeyboardInterrupt:
        return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m browser.demo", description="See realdesk at work in a fresh profile."
    )
    parser.add_argument("--browser", help="chromium, firefox, chrome, brave, edge …, or the path of a browser")
    parser.add_argument("--check", action="store_true", help="visit every sample page without showing a window")
    return parser.parse_args()


def _setup(home: Path, engine: str, server: SiteServer, *, headless: bool) -> Setup:
    place = home / engine
    place.mkdir()
    return Setup(
        extension=companion.extension_folder(),
        proxy_port=server.port,
        home=place,
        state=companion.copy_state(home / "state", place / "state"),
        headless=headless,
    )


def _is_firefox(wanted: str | None) -> bool:
    return wanted is not None and "firefox" in Path(wanted).name.lower()


def _open(console: Console, home: Path, server: SiteServer, wanted: str | None) -> int:
    """Open one browser for the user and wait until it is closed."""
    chromium = None if _is_firefox(wanted) else find_chromium(wanted)
    firefox = find_firefox(wanted) if _is_firefox(wanted) else find_firefox() if wanted is None else None
    if chromium is not None:
        console.print(f"Opening {chromium} with a fresh profile. Close its window to end.")
        interactive.open_chromium(chromium, _setup(home, "chromium", server, headless=False))
    elif firefox is not None:
        console.print(f"Opening {firefox} with a fresh profile. Close its window to end.")
        interactive.open_firefox(firefox, _setup(home, "firefox", server, headless=False))
    else:
        console.print(NO_BROWSER)
        return 1
    return 0


def _check(console: Console, home: Path, server: SiteServer, wanted: str | None) -> int:
    """Visit all samples in every installed browser, or in the wanted one."""
    chromium = None if _is_firefox(wanted) else find_chromium(wanted)
    firefox = find_firefox(wanted) if _is_firefox(wanted) else find_firefox() if wanted is None else None
    if chromium is None and firefox is None:
        console.print(NO_BROWSER)
        return 1
    rows: list[Row] = []
    if chromium is not None:
        with sync_playwright() as playwright:
            setup = _setup(home, "chromium", server, headless=True)
            rows += _visit(console, Chromium(setup, executable=chromium, playwright=playwright), setup)
    elif wanted is None:
        console.print("Chromium is not installed, so only Firefox was checked.")
    if firefox is not None:
        setup = _setup(home, "firefox", server, headless=True)
        rows += _visit(console, Firefox(setup, executable=firefox), setup)
    elif wanted is None:
        console.print("Firefox is not installed, so only Chromium was checked.")
    return _conclude(console, rows)


def _visit(console: Console, started: Driver, setup: Setup) -> list[Row]:
    with started as driver:
        console.print(f"Visiting {len(load_samples())} sample pages in {driver.name} …")
        rows = visit_all(driver, load_samples(), Sentences(setup.extension, setup.locale), PICTURES / driver.name)
    show(console, driver.name, rows)
    return rows


def _conclude(console: Console, rows: list[Row]) -> int:
    wrong = [row for row in rows if row.problems]
    console.print(f"Pictures of what was shown: {PICTURES.relative_to(REPOSITORY)}")
    if not wrong:
        console.print(f"All {len(rows)} pages showed what they have to.", style="green")
        return 0
    console.print(f"{len(wrong)} of {len(rows)} pages did not show what they have to:", style="bold red")
    for row in wrong:
        console.print(f"  {row.browser}, {row.name}: {'; '.join(row.problems)}", markup=False)
    return 1


if __name__ == "__main__":
    sys.exit(main())
