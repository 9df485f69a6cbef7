"""What the tests ask of a browser, the same for Chromium and Firefox.

``Driver`` holds one tab for pages and one hidden tab on an extension page, through which the extension's own
interfaces are reached. Both engines hand the closed shadow root of the banner over as the same ``Node`` tree.
"""

from __future__ import annotations

import json
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from browser.nodes import BannerView, Node, read_banner

Value = TypeVar("Value")
BANNER = 'html > div[popover="manual"]'
"""Selector of the banner's element; the sample pages have no such element of their own."""
CONTROL_PAGE = "options/options.html"
"""An extension page without side effects, opened once to call the extension's interfaces."""

SETTLING_SECONDS = 0.5
"""Before a picture is taken: the banner fades in."""

POPUP_READY = (
    "(shown => !!shown?.page && (shown.page !== 'checking' || shown.companion === 'missing'))"
    "(document.getElementById('main')?.dataset)"
)
"""True in the popup once it shows a result; without a companion it may go on checking for minutes."""

BANNER_LEVELS = ("unknown", "caution", "danger")


@dataclass(frozen=True)
class Verdict:
    """The worker's answer on the page in the tab, as the popup gets it."""

    state: str
    """verdict, checking, special, no_access, reload or failed."""
    level: str | None
    platform: str | None
    reasons: tuple[str, ...]
    """Codes, strongest first."""
    channels: tuple[str, ...]
    """Values of the official channels."""
    companion: str
    """State of the link to the companion, such as ``connected`` or ``missing``."""


@dataclass(frozen=True)
class PopupView:
    """What the popup shows."""

    text: str
    links: tuple[str, ...]


@dataclass(frozen=True)
class Setup:
    """How a browser is to be started."""

    extension: Path
    proxy_port: int
    home: Path
    """Temporary folder for the profile and everything else the browser writes."""
    state: Path | None
    """State folder of the companion; ``None`` leaves the companion unregistered."""
    locale: str = "en"
    """en, zh_CN or zh_TW."""
    dark: bool = False
    headless: bool = True
    also: tuple[Path, ...] = ()
    """Further extensions to load."""
    restore: bool = False
    """Open the tabs of the last session of this ``home`` again (Chromium only)."""
    flags: tuple[str, ...] = ()
    """Further switches of the command line (Chromium only)."""


class DriverError(Exception):
    """The browser did not do what a test asked of it."""


class OwnPage(ABC):
    """A page of the extension in a tab of its own. Use it as a context manager: it is closed at the end."""

    @abstractmethod
    def evaluate(self, script: str) -> Any:
        """Return the JSON value of an expression, or of the promise it gives."""

    @abstractmethod
    def write(self, text: str) -> None:
        """Type ``text`` on the keyboard."""

    @abstractmethod
    def press(self, key: str) -> None:
        """Press one of the keys ArrowDown, ArrowUp, Enter, Escape and Tab."""

    def press_button(self, label: str) -> None:
        """Press the button whose text is ``label`` with the keyboard.

        Raises:
            DriverError: there is no such button.
        """
        find = f"[...document.querySelectorAll('button')].find(item => item.textContent === {json.dumps(label)})"
        if not self.evaluate(f"(button => {{ button?.focus(); return button === document.activeElement; }})({find})"):
            raise DriverError(f"no button {label!r} in {self.text()!r}")
        self.press("Enter")

    def text(self) -> str:
        """Return what the page shows as text."""
        return str(self.evaluate("document.body.innerText"))

    @abstractmethod
    def screenshot(self, path: Path) -> None:
        """Write what the page shows in a window as large as a popup to ``path`` as PNG."""

    @abstractmethod
    def close(self) -> None:
        """Close the tab."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Driver(ABC):
    """One running browser with the extension in it."""

    name: str
    state: Path | None
    """The companion's state folder, which tells its process from others."""

    # What an engine has to do.

    @abstractmethod
    def open(self, url: str) -> None:
        """Load ``url`` in the page tab and wait for its load event."""

    @abstractmethod
    def back(self) -> None:
        """Go one step back in the page tab's history."""

    @abstractmethod
    def forward(self) -> None:
        """Go one step forward in the page tab's history."""

    @abstractmethod
    def reload_extension(self) -> None:
        """Load the extension anew, as an update does, while pages are open."""

    @abstractmethod
    def evaluate(self, script: str) -> Any:
        """Return the JSON value of an expression, or of the promise it gives, in the page tab."""

    @abstractmethod
    def evaluate_extension(self, script: str) -> Any:
        """Return the JSON value of an expression, or of the promise it gives, in the extension's page."""

    @abstractmethod
    def host_node(self, selector: str) -> Node | None:
        """Return the element ``selector`` of the page with its closed shadow tree, or ``None``."""

    @abstractmethod
    def click_node(self, node: Node) -> None:
        """Click the middle of ``node`` with the real mouse."""

    @abstractmethod
    def press_by_script(self, label: str, selector: str = BANNER) -> None:
        """Fire a click on the button ``label`` in ``selector`` from a script, as a page would if it could reach it."""

    @abstractmethod
    def click_page(self, selector: str) -> None:
        """Click an element of the page with the real mouse."""

    @abstractmethod
    def own_page(self, path: str) -> OwnPage:
        """Open the extension's page ``path`` in front and leave it open."""

    @abstractmethod
    def opened_page(self, path: str) -> OwnPage:
        """Return the extension's page ``path`` that the extension opened by itself, in front.

        Raises:
            DriverError: there is none within a few seconds.
        """

    @abstractmethod
    def popup(self) -> PopupView:
        """Open the popup for the page tab, read it and close it."""

    @abstractmethod
    def screenshot(self, path: Path) -> None:
        """Write what the page tab shows to ``path`` as PNG."""

    @abstractmethod
    def popup_screenshot(self, path: Path) -> None:
        """Write what the popup shows for the page tab to ``path`` as PNG."""

    @abstractmethod
    def close(self) -> None:
        """End the browser."""

    # What follows from it.

    def popup_page(self) -> OwnPage:
        """Open the popup for the page tab and leave it open, as soon as it shows a result.

        Raises:
            DriverError: it shows none.
        """
        page = self.own_page(f"popup/popup.html?tab={self.tab_id()}")
        if not self.wait_for(lambda: page.evaluate(POPUP_READY), 15):
            raise DriverError(f"{self.name}: the popup does not become ready")
        return page

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def banner_node(self) -> Node | None:
        """Return the banner's element with its closed shadow tree, or ``None``."""
        return self.host_node(BANNER)

    def click_banner(self, label: str) -> None:
        """Click the banner's button or link whose text is ``label`` with the real mouse."""
        self.click_node(self.button(label))

    def banner(self) -> BannerView | None:
        """Return what the banner shows now, or ``None``."""
        node = self.banner_node()
        return read_banner(node) if node is not None else None

    def wait_banner(self, timeout: float = 5.0) -> BannerView:
        """Return what the banner shows as soon as there is one.

        Raises:
            DriverError: there is none within ``timeout`` seconds.
        """
        found = self.wait_for(self.banner, timeout)
        if found is None:
            raise DriverError(f"{self.name}: no banner within {timeout:.0f} s; the worker says {self.verdict()}")
        return found

    def wait_for(self, probe: Callable[[], Value | None], timeout: float = 5.0) -> Value | None:
        """Return the first true result of ``probe``, or its last one after ``timeout`` seconds."""
        end = time.monotonic() + timeout
        while not (value := probe()) and time.monotonic() < end:
            time.sleep(0.03)
        return value

    def tab_id(self) -> int:
        """Return the id by which the extension knows the page tab."""
        found = self.evaluate_extension(
            "chrome.tabs.query({}).then(tabs => tabs.find(tab => !(tab.url || '').startsWith(chrome.runtime.getURL('')))?.id)"
        )
        if not isinstance(found, int):
            raise DriverError(f"{self.name}: the extension sees no page tab")
        return found

    def verdict(self, tab: int | None = None) -> Verdict:
        """Return what the worker knows of the page tab, or of another ``tab``, now."""
        message = json.dumps({"type": "popup", "tab": self.tab_id() if tab is None else tab})
        state = self.evaluate_extension(f"chrome.runtime.sendMessage({message})")
        if not isinstance(state, dict):
            raise DriverError(f"{self.name}: the worker answers {state!r}")
        found = state.get("verdict") or {}
        return Verdict(
            state=state["page"],
            level=found.get("level"),
            platform=found.get("platform"),
            reasons=tuple(reason["code"] for reason in found.get("reasons", ())),
            channels=tuple(channel["value"] for channel in found.get("official", ())),
            companion=state["companion"]["state"],
        )

    def settled(self, timeout: float = 8.0) -> Verdict:
        """Return the worker's verdict once it has one, or what it says after ``timeout`` seconds."""
        end = time.monotonic() + timeout
        while (verdict := self.verdict()).state != "verdict" and time.monotonic() < end:
            time.sleep(0.05)
        return verdict

    def reaches(self, levels: Collection[str], timeout: float = 5.0) -> Verdict:
        """Return the verdict once its level is one of ``levels``, or the last one after ``timeout`` seconds."""
        end = time.monotonic() + timeout
        while (verdict := self.verdict()).level not in levels and time.monotonic() < end:
            time.sleep(0.05)
        return verdict

    def badge(self) -> str:
        """Return the text on the toolbar button for the page tab."""
        return str(self.evaluate_extension(f"chrome.action.getBadgeText({{tabId: {self.tab_id()}}})"))

    def title(self) -> str:
        """Return the toolbar button's title for the page tab."""
        return str(self.evaluate_extension(f"chrome.action.getTitle({{tabId: {self.tab_id()}}})"))

    def button(self, label: str, selector: str = BANNER) -> Node:
        """Return the button or link in ``selector`` whose text is ``label``.

        Raises:
            DriverError: there is none.
        """
        node = self.host_node(selector)
        for item in node.walk() if node is not None else ():
            if item.tag in {"button", "a"} and item.content() == label:
                return item
        raise DriverError(f"{self.name}: {selector} has no button {label!r}")


Start = Callable[..., Driver]
"""``start(engine, with_companion=True, extension=None, locale="en", dark=False)``: see ``conftest.start``."""
