"""``python -m bench.page_to_banner``: how long a page stands without its warning.

On each page two things are measured: the time from navigation and from DOMContentLoaded until the banner's element is
in the document, and, once it is there, the bare round content script - worker - echo host - worker - content script.
The second is what any such extension has to pay; the ratio of both tells what realdesk adds. Times in milliseconds.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

from browser import companion
from browser.chromium import Chromium
from browser.driver import Driver, DriverError, Setup
from browser.finding import find_chromium, find_firefox
from browser.firefox import Firefox
from browser.samples import load_samples, site_map
from browser.server import SiteMap, SiteServer

ECHO = Path(__file__).resolve().parent / "echo"
ECHO_HOST = "org.realdesk.echo"
GECKO_ID = "echo@realdesk.org"
MOST = 200
ADDRESS = "https://coinbase-case-help.com/bench/{}"

# Runs before anything else in the page and notes when the banner's element appears among the root's children.
WATCH = """<script>
new MutationObserver((records, observer) => {
  const added = records.flatMap(record => [...record.addedNodes]);
  if (!added.some(node => node.localName === "div" && node.getAttribute("popover") === "manual")) return;
  window.bannerAt = performance.now();
  observer.disconnect();
}).observe(document.documentElement, { childList: true });
</script>"""
TIMES = """(() => {
  const [navigation] = performance.getEntriesByType("navigation");
  return window.bannerAt ? [window.bannerAt, window.bannerAt - navigation.domContentLoadedEventEnd] : null;
})()"""


@dataclass(frozen=True)
class Times:
    """Milliseconds, one value per page."""

    from_navigation: list[float]
    from_content_loaded: list[float]
    echo: list[float]

    @property
    def ratio(self) -> float:
        """Median from DOMContentLoaded to the banner, over the median bare round."""
        return statistics.median(self.from_content_loaded) / statistics.median(self.echo)


def measure(driver: Driver, rounds: int) -> Times:
    """Open ``rounds`` pages and measure both ways on each; the first page, which starts everything, is not counted."""
    found = Times([], [], [])
    for number in range(rounds + 1):
        driver.open(ADDRESS.format(number))
        seen = driver.wait_for(lambda: driver.evaluate(TIMES), 15)
        if seen is None:
            raise DriverError(f"{driver.name}: no banner on page {number}")
        echo = _echo(driver)
        if number:
            found.from_navigation.append(seen[0])
            found.from_content_loaded.append(seen[1])
            found.echo.append(echo)
    return found


def _echo(driver: Driver) -> float:
    """Return the median of five bare rounds."""
    rounds = []
    for _ in range(5):
        driver.evaluate("(delete document.documentElement.dataset.echo, void dispatchEvent(new Event('echo-go')))")
        took = driver.wait_for(lambda: driver.evaluate("document.documentElement.dataset.echo || null"), 5)
        if took is None:
            raise DriverError(f"{driver.name}: the echo host does not answer")
        rounds.append(float(took))
    return statistics.median(rounds)


def register_echo(folder: Path, family: str, place: Path) -> None:
    """Register the echo host in a browser's manifest folder; ``place`` takes its launcher."""
    place.mkdir(parents=True, exist_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    launcher = place / "echo.sh"
    launcher.write_text(f"#!/bin/sh\nexec '{sys.executable}' -S -E '{ECHO / 'host.py'}'\n")
    launcher.chmod(0o755)
    content: dict[str, object] = {"name": ECHO_HOST, "description": "echo", "path": str(launcher), "type": "stdio"}
    if family == "chromium":
        # Without a key, Chromium derives the id from the folder's path.
        digest = hashlib.sha256(str(ECHO).encode()).hexdigest()[:32]
        letters = digest.translate(str.maketrans("0123456789abcdef", "abcdefghijklmnop"))
        content["allowed_origins"] = [f"chrome-extension://{letters}/"]
    else:
        content["allowed_extensions"] = [GECKO_ID]
    (folder / f"{ECHO_HOST}.json").write_text(json.dumps(content))


def bench_sites(rounds: int) -> SiteMap:
    """Return the sample pages and ``rounds`` + 1 copies of one of them that watch for the banner."""
    sites = site_map()
    text = load_samples()[0].file.read_text(encoding="utf-8").replace("<head>", f"<head>{WATCH}", 1)
    for number in range(rounds + 1):
        sites.add(ADDRESS.format(number), text)
    return sites


def start(engine: str, home: Path, server: SiteServer, stack: ExitStack) -> Driver | None:
    """Start ``engine`` with both extensions, or return ``None`` when it is not installed."""
    executable = find_chromium() if engine == "chromium" else find_firefox()
    if executable is None:
        return None
    place = home / engine
    setup = Setup(
        extension=companion.extension_folder(),
        proxy_port=server.port,
        home=place,
        state=companion.copy_state(home / "state", place / "state"),
        also=(ECHO,),
    )
    if engine == "chromium":
        register_echo(place / "chromium" / "NativeMessagingHosts", engine, place / "bin")
        playwright = stack.enter_context(sync_playwright())
        return stack.enter_context(Chromium(setup, executable=executable, playwright=playwright))
    register_echo(place / "firefox-home" / ".mozilla" / "native-messaging-hosts", engine, place / "bin")
    return stack.enter_context(Firefox(setup, executable=executable))


def show(console: Console, results: dict[str, Times]) -> None:
    """Print the results as a table."""
    table = Table(title="Page to banner, milliseconds")
    for heading in ("browser", "what", "median", "p95", "pages"):
        table.add_column(heading, justify="left" if heading in {"browser", "what"} else "right")
    for engine, times in results.items():
        rows = (
            ("navigation to banner", times.from_navigation),
            ("DOMContentLoaded to banner", times.from_content_loaded),
            ("bare round to an echo host", times.echo),
        )
        for what, values in rows:
            late = statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]
            table.add_row(engine, what, f"{statistics.median(values):.1f}", f"{late:.1f}", str(len(values)))
    console.print(table)
    for engine, times in results.items():
        console.print(f"{engine}: DOMContentLoaded to banner is {times.ratio:.1f} times the bare round.")


def main() -> int:
    """Run the measurement in every installed browser."""
    parser = argparse.ArgumentParser(prog="python -m bench.page_to_banner", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=30, help=f"pages per browser, at most {MOST}")
    parser.add_argument("--json", action="store_true", help="print the medians as one JSON object")
    options = parser.parse_args()
    rounds = max(2, min(options.rounds, MOST))
    results: dict[str, Times] = {}
    with tempfile.TemporaryDirectory(prefix="realdesk-bench-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        companion.activate(home / "state")
        for engine in ("chromium", "firefox"):
            with ExitStack() as stack:
                server = stack.enter_context(SiteServer(bench_sites(rounds)))
                driver = start(engine, home, server, stack)
                if driver is not None:
                    results[engine] = measure(driver, rounds)
    if not results:
        print("No browser was found. Install Chromium or Firefox, then try again.", file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps({engine: medians(times) for engine, times in results.items()}))
    else:
        show(Console(), results)
    return 0


def medians(times: Times) -> dict[str, float]:
    """Return the medians and the ratio under stable names."""
    return {
        "navigation_to_banner_ms": round(statistics.median(times.from_navigation), 2),
        "content_loaded_to_banner_ms": round(statistics.median(times.from_content_loaded), 2),
        "echo_ms": round(statistics.median(times.echo), 2),
        "ratio": round(times.ratio, 2),
    }


if __name__ == "__main__":
    sys.exit(main())
