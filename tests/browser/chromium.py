"""Chromium, driven through Playwright and the DevTools protocol."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Error, Page, Playwright, ViewportSize

from browser import companion
from browser.driver import BANNER, CONTROL_PAGE, SETTLING_SECONDS, Driver, DriverError, OwnPage, PopupView, Setup
from browser.nodes import Node, from_cdp
from realdesk.host.registration import load_ids

VIEWPORT = ViewportSize(width=1100, height=760)
POPUP_VIEWPORT = ViewportSize(width=400, height=640)


class Chromium(Driver):
    """A Chromium with a fresh profile; ``playwright`` stays the caller's."""

    name = "chromium"

    def __init__(self, setup: Setup, *, executable: Path, playwright: Playwright) -> None:
        self.state = setup.state
        profile = setup.home / "chromium"
        self._id = load_ids(setup.extension / "data" / "ids.json").chromium[0]
        if setup.state is not None:
            hosts = profile / "NativeMessagingHosts"
            companion.register(hosts, "chromium", extension=setup.extension, home=setup.home, state=setup.state)
        tag = setup.locale.replace("_", "-")
        self._context: BrowserContext = playwright.chromium.launch_persistent_context(
            str(profile),
            executable_path=str(executable),
            headless=setup.headless,
            args=[*_arguments(setup, tag), *setup.flags],
            # Users have this cache, so the tests have it too.
            ignore_default_args=["--disable-back-forward-cache"],
            proxy={"server": f"http://127.0.0.1:{setup.proxy_port}"},
            ignore_https_errors=True,
            color_scheme="dark" if setup.dark else "light",
            locale=tag,
            viewport=VIEWPORT,
            env={**os.environ, "LANGUAGE": setup.locale, "REALDESK_HOME": str(setup.state or setup.home / "none")},
        )
        self._context.set_default_timeout(15_000)
        self._page: Page = self._context.pages[0]
        self._cdp: CDPSession = self._context.new_cdp_session(self._page)
        self._control: Page = self._context.new_page()
        self._control.goto(self._url(CONTROL_PAGE))
        if not setup.restore:
            self._close_welcome()

    def _close_welcome(self) -> None:
        # The extension greets a new user in a tab of its own, which would leave the page tab in the background.
        end = time.monotonic() + 2
        while len(self._context.pages) < 3 and time.monotonic() < end:
            self._page.wait_for_timeout(50)
        for page in self._context.pages:
            if page not in {self._page, self._control}:
                page.close()

    def _url(self, path: str) -> str:
        return f"chrome-extension://{self._id}/{path}"

    def open(self, url: str) -> None:
        self._page.bring_to_front()
        self._page.goto(url, wait_until="load")

    def back(self) -> None:
        # A page out of the back/forward cache fires no load event, which is what Playwright waits for by default.
        self._page.go_back(wait_until="commit")

    def forward(self) -> None:
        self._page.go_forward(wait_until="commit")

    def reload_extension(self) -> None:
        # Otherwise an unpacked extension stays disabled after a reload.
        self.manage("updateProfileConfiguration({inDeveloperMode: true})")
        with contextlib.suppress(Error):
            # The page that asks for it is closed with the extension.
            self.evaluate_extension("chrome.runtime.reload()")
        self._come_back()

    def allow_private_windows(self) -> None:
        """Let the extension run in private windows, as its user can; it is loaded anew by that."""
        self.manage("updateProfileConfiguration({inDeveloperMode: true})")
        self.manage(f"updateExtensionConfiguration({{extensionId: {self._id!r}, incognitoAccess: true}})")
        self._come_back()

    def _come_back(self) -> None:
        self._control = self._context.new_page()
        opened = self.wait_for(lambda: self._reached(self._control, CONTROL_PAGE))
        if not opened:
            raise DriverError(f"{self.name}: the extension does not come back")
        self._page.bring_to_front()

    def manage(self, call: str) -> Any:
        """Run ``call`` of the interface behind the browser's own page of extensions, as its user does with the mouse."""
        page = self._context.new_page()
        page.goto("chrome://extensions/")
        result = page.evaluate(f"() => chrome.developerPrivate.{call}")
        page.close()
        return result

    @property
    def extension_id(self) -> str:
        """The id under which the extension runs."""
        return self._id

    def _reached(self, page: Page, path: str) -> bool:
        try:
            page.goto(self._url(path))
            return bool(page.evaluate("() => Boolean(globalThis.chrome?.runtime?.id)"))
        except Error:
            return False

    def evaluate(self, script: str) -> Any:
        return self._page.evaluate(f"() => ({script})")

    def evaluate_extension(self, script: str) -> Any:
        return self._control.evaluate(f"() => ({script})")

    def collect_garbage(self) -> None:
        """Have the extension's worker and its control page let go of what nobody holds (needs ``--expose-gc``)."""
        collect = "() => globalThis.gc()"
        for worker in self._context.service_workers:
            worker.evaluate(collect)
        self._control.evaluate(collect)

    def host_node(self, selector: str) -> Node | None:
        root = self._cdp.send("DOM.getDocument", {"depth": 0})["root"]
        found = self._cdp.send("DOM.querySelector", {"nodeId": root["nodeId"], "selector": selector})["nodeId"]
        if not found:
            return None
        try:
            return from_cdp(self._cdp.send("DOM.describeNode", {"nodeId": found, "depth": -1, "pierce": True})["node"])
        except Error as error:
            # It went away between the two commands.
            if "Could not find node" not in str(error):
                raise
            return None

    def click_node(self, node: Node) -> None:
        self._cdp.send("DOM.scrollIntoViewIfNeeded", {"backendNodeId": node.handle})
        quad = self._cdp.send("DOM.getBoxModel", {"backendNodeId": node.handle})["model"]["border"]
        self._page.mouse.click((quad[0] + quad[4]) / 2, (quad[1] + quad[5]) / 2)

    def press_by_script(self, label: str, selector: str = BANNER) -> None:
        node = self._cdp.send("DOM.resolveNode", {"backendNodeId": self.button(label, selector).handle})["object"]
        call = {"objectId": node["objectId"], "functionDeclaration": "function () { this.click(); }"}
        self._cdp.send("Runtime.callFunctionOn", call)

    def click_page(self, selector: str) -> None:
        self._page.locator(selector).click()

    def own_page(self, path: str) -> OwnPage:
        page = self._context.new_page()
        page.goto(self._url(path))
        return _OwnPage(page)

    def opened_page(self, path: str) -> OwnPage:
        def find() -> Page | None:
            # Playwright hears of a new tab only while one of its own calls waits.
            self._page.wait_for_timeout(30)
            return next((page for page in self._context.pages if page.url.startswith(self._url(path))), None)

        found = self.wait_for(find)
        if found is None:
            raise DriverError(f"{self.name}: {path} was not opened")
        found.bring_to_front()
        return _OwnPage(found)

    def popup(self) -> PopupView:
        with self.popup_page() as page:
            text = page.evaluate("document.body.innerText")
            links = page.evaluate("[...document.links].map(link => link.href)")
        return PopupView(text=text, links=tuple(links))

    def screenshot(self, path: Path) -> None:
        time.sleep(SETTLING_SECONDS)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._page.bring_to_front()
        self._page.screenshot(path=path)

    def popup_screenshot(self, path: Path) -> None:
        with self.popup_page() as page:
            page.screenshot(path)

    def stop_worker(self) -> None:
        """End the extension's service worker, as Chromium does with an idle one."""
        session = self._context.new_cdp_session(self._control)
        session.send("ServiceWorker.enable")
        session.send("ServiceWorker.stopAllWorkers")
        session.detach()

    def close(self) -> None:
        self._context.close()


class _OwnPage(OwnPage):
    def __init__(self, page: Page) -> None:
        self._page = page

    def evaluate(self, script: str) -> Any:
        return self._page.evaluate(f"() => ({script})")

    def write(self, text: str) -> None:
        self._page.keyboard.type(text)

    def press(self, key: str) -> None:
        try:
            self._page.keyboard.press(key)
        except Error:
            # The page may close itself before the key is up again.
            if not self._page.is_closed():
                raise

    def screenshot(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._page.set_viewport_size(POPUP_VIEWPORT)
        self._page.screenshot(path=path, full_page=True)

    def close(self) -> None:
        self._page.close()


def _arguments(setup: Setup, tag: str) -> list[str]:
    extensions = ",".join(str(folder) for folder in (setup.extension, *setup.also))
    arguments = [
        f"--load-extension={extensions}",
        f"--disable-extensions-except={extensions}",
        f"--lang={tag}",
        "--ignore-certificate-errors",
        "--disable-features=DisableLoadExtensionCommandLineSwitch",
        # Nothing may be looked up or reached but through the proxy.
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
        "--no-first-run",
    ]
    if setup.restore:
        arguments.append("--restore-last-session")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return arguments
