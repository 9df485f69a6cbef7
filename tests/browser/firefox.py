"""Firefox, driven through WebDriver BiDi (Playwright cannot drive a stock Firefox)."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import re
import signal
import subprocess
import threading
import time
import uuid
from pathlib import Path
from typing import Any

from browser import companion
from browser.bidi import Bidi, BidiError
from browser.driver import BANNER, CONTROL_PAGE, SETTLING_SECONDS, Driver, DriverError, OwnPage, PopupView, Setup
from browser.nodes import Node, from_bidi
from realdesk.host.registration import load_ids

VIEWPORT = {"width": 1100, "height": 760}
POPUP_VIEWPORT = {"width": 400, "height": 640}
_KEYS = {"ArrowDown": "\ue015", "ArrowUp": "\ue013", "Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004"}
"""Names of keys to WebDriver's code points."""
_LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


class Firefox(Driver):
    """A Firefox with a fresh profile and a HOME of its own."""

    name = "firefox"

    def __init__(self, setup: Setup, *, executable: Path) -> None:
        self.state = setup.state
        self._extension = setup.extension
        self._uuid = str(uuid.uuid4())
        gecko = load_ids(setup.extension / "data" / "ids.json").firefox[0]
        self._process = _start(setup, executable, _preferences(setup, {gecko: self._uuid}))
        try:
            self._bidi = Bidi(_address(self._process))
            self._bidi.send("session.new", capabilities={"alwaysMatch": {"acceptInsecureCerts": True}})
            self._page = self._first_tab()
            self._bidi.send("browsingContext.setViewport", context=self._page, viewport=VIEWPORT)
            for folder in (setup.extension, *setup.also):
                self._bidi.send("webExtension.install", extensionData={"type": "path", "path": str(folder)})
            self._gecko = gecko
            self.allow_chats()
            self._control = self._new_tab(CONTROL_PAGE)
            self._close_welcome()
        except BaseException:
            self._stop()
            raise

    def _close_welcome(self) -> None:
        # The extension greets a new user in a tab of its own, which would leave the page tab in the background.
        keep = {self._page, self._control}

        def others() -> list[str]:
            tree = self._bidi.send("browsingContext.getTree", maxDepth=0)["contexts"]
            return [item["context"] for item in tree if item["context"] not in keep]

        for context in self.wait_for(others, 2) or ():
            self._bidi.send("browsingContext.close", context=context)

    def allow_chats(self, allowed: bool = True) -> None:
        """Let messages be handed to the companion, as a user can on Firefox's own page of extensions, or no more."""
        change = "add" if allowed else "remove"
        self.browser_script(
            f"""(async () => {{
              const module = "resource://gre/modules/ExtensionPermissions.sys.mjs";
              const {{ ExtensionPermissions }} = ChromeUtils.importESModule(module);
              const policy = WebExtensionPolicy.getByID({json.dumps(self._gecko)});
              const what = {{ permissions: [], origins: [], data_collection: ["personalCommunications"] }};
              await ExtensionPermissions.{change}({json.dumps(self._gecko)}, what, policy.extension);
            }})()"""
        )

    def browser_script(self, script: str) -> Any:
        """Return the value of an expression, or of its promise, in the browser's own window."""
        scope: Any = {"moz:scope": "chrome"}
        tree = self._bidi.send("browsingContext.getTree", maxDepth=0, **scope)
        return self._bidi.evaluate(tree["contexts"][0]["context"], script)

    def _first_tab(self) -> str:
        tree = self._bidi.send("browsingContext.getTree", maxDepth=0)
        return str(tree["contexts"][0]["context"])

    def _new_tab(self, path: str) -> str:
        made = self._bidi.send("browsingContext.create", type="tab", background=True)
        context = str(made["context"])
        self._go(context, f"moz-extension://{self._uuid}/{path}")
        return context

    def _go(self, context: str, url: str) -> None:
        self._bidi.send("browsingContext.navigate", context=context, url=url, wait="complete")

    def open(self, url: str) -> None:
        self._bidi.send("browsingContext.activate", context=self._page)
        self._go(self._page, url)

    def back(self) -> None:
        self._bidi.send("browsingContext.traverseHistory", context=self._page, delta=-1)

    def forward(self) -> None:
        self._bidi.send("browsingContext.traverseHistory", context=self._page, delta=1)

    def reload_extension(self) -> None:
        self._bidi.send("webExtension.install", extensionData={"type": "path", "path": str(self._extension)})
        # Its pages are closed with it.
        self._control = self._new_tab(CONTROL_PAGE)
        self._bidi.send("browsingContext.activate", context=self._page)

    def evaluate(self, script: str) -> Any:
        return self._bidi.json(self._page, script)

    def evaluate_extension(self, script: str) -> Any:
        return self._bidi.json(self._control, script)

    def host_node(self, selector: str) -> Node | None:
        value = self._bidi.evaluate(
            self._page,
            f"document.querySelector({json.dumps(selector)})",
            serializationOptions={"maxDomDepth": 12, "includeShadowTree": "all"},
        )
        return from_bidi(value) if value["type"] == "node" else None

    def click_node(self, node: Node) -> None:
        self._click(node.handle)

    def press_by_script(self, label: str, selector: str = BANNER) -> None:
        self._bidi.send(
            "script.callFunction",
            functionDeclaration="node => node.click()",
            arguments=[{"sharedId": self.button(label, selector).handle}],
            target={"context": self._page},
            awaitPromise=False,
        )

    def click_page(self, selector: str) -> None:
        value = self._bidi.evaluate(self._page, f"document.querySelector({json.dumps(selector)})")
        if value["type"] != "node":
            raise DriverError(f"firefox: the page has no {selector}")
        self._click(value["sharedId"])

    def _click(self, shared: str) -> None:
        origin = {"type": "element", "element": {"sharedId": shared}}
        steps = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": origin},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._bidi.send(
            "input.performActions", context=self._page, actions=[{"type": "pointer", "id": "mouse", "actions": steps}]
        )

    def own_page(self, path: str) -> OwnPage:
        context = self._new_tab(path)
        self._bidi.send("browsingContext.activate", context=context)
        return _OwnPage(self._bidi, context, behind=self._page)

    def opened_page(self, path: str) -> OwnPage:
        def find() -> str | None:
            tree = self._bidi.send("browsingContext.getTree", maxDepth=0)["contexts"]
            others = [item for item in tree if item["context"] != self._control]
            return next((item["context"] for item in others if f"{self._uuid}/{path}" in item["url"]), None)

        context = self.wait_for(find)
        if context is None:
            raise DriverError(f"{self.name}: {path} was not opened")
        self._bidi.send("browsingContext.activate", context=context)
        return _OwnPage(self._bidi, context, behind=self._page)

    def popup(self) -> PopupView:
        with self.popup_page() as page:
            text = page.evaluate("document.body.innerText")
            links = page.evaluate("[...document.links].map(link => link.href)")
        return PopupView(text=text, links=tuple(links))

    def screenshot(self, path: Path) -> None:
        time.sleep(SETTLING_SECONDS)
        self._bidi.send("browsingContext.activate", context=self._page)
        _capture(self._bidi, self._page, path, "viewport")

    def popup_screenshot(self, path: Path) -> None:
        with self.popup_page() as page:
            page.screenshot(path)

    def wait_until_closed(self) -> None:
        """Wait until the user closes the browser."""
        with contextlib.suppress(KeyboardInterrupt):
            self._process.wait()

    def close(self) -> None:
        with contextlib.suppress(BidiError, TimeoutError, OSError):
            self._bidi.send("browser.close", timeout=5)
        with contextlib.suppress(TimeoutError, OSError):
            self._bidi.close()
        self._stop()

    def _stop(self) -> None:
        try:
            self._process.wait(6)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(5)


class _OwnPage(OwnPage):
    def __init__(self, bidi: Bidi, context: str, *, behind: str) -> None:
        self._bidi = bidi
        self._context = context
        self._behind = behind

    def evaluate(self, script: str) -> Any:
        return self._bidi.json(self._context, script)

    def write(self, text: str) -> None:
        # Keys reach the tab in front only.
        self._bidi.send("browsingContext.activate", context=self._context)
        steps = [{"type": kind, "value": char} for char in text for kind in ("keyDown", "keyUp")]
        actions = [{"type": "key", "id": "keys", "actions": steps}]
        self._bidi.send("input.performActions", context=self._context, actions=actions)

    def press(self, key: str) -> None:
        try:
            self.write(_KEYS[key])
        except BidiError:
            # The page may close itself before the key is up again.
            tree = self._bidi.send("browsingContext.getTree", maxDepth=0)["contexts"]
            if any(item["context"] == self._context for item in tree):
                raise

    def screenshot(self, path: Path) -> None:
        self._bidi.send("browsingContext.setViewport", context=self._context, viewport=POPUP_VIEWPORT)
        _capture(self._bidi, self._context, path, "document")

    def close(self) -> None:
        # The page may have closed itself.
        with contextlib.suppress(BidiError):
            self._bidi.send("browsingContext.close", context=self._context)
        self._bidi.send("browsingContext.activate", context=self._behind)


def _capture(bidi: Bidi, context: str, path: Path, origin: str) -> None:
    shot = bidi.send("browsingContext.captureScreenshot", context=context, origin=origin)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(base64.b64decode(shot["data"]))


def _start(setup: Setup, executable: Path, preferences: dict[str, object]) -> subprocess.Popen[str]:
    home = setup.home / "firefox-home"
    profile = setup.home / "firefox-profile"
    home.mkdir(parents=True, exist_ok=True)
    profile.mkdir(exist_ok=True)
    if setup.state is not None:
        hosts = home / ".mozilla" / "native-messaging-hosts"
        companion.register(hosts, "firefox", extension=setup.extension, home=setup.home, state=setup.state)
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items())
    (profile / "user.js").write_text("".join(lines))
    command = [str(executable), "--no-remote", "--profile", str(profile)]
    command += ["--remote-debugging-port", "0", "--remote-allow-system-access"]
    if setup.headless:
        command.append("--headless")
    return subprocess.Popen(
        command,
        env={**os.environ, "HOME": str(home), "REALDESK_HOME": str(setup.state or setup.home / "none")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def _address(process: subprocess.Popen[str], timeout: float = 30.0) -> str:
    """Return where the browser listens; the rest of what it prints is read and dropped, so that it never blocks."""
    found: list[str] = []
    heard = threading.Event()

    def read() -> None:
        for line in process.stderr or ():
            if not found and (match := _LISTENING.search(line)):
                found.append(match[1])
                heard.set()
        heard.set()

    threading.Thread(target=read, daemon=True, name="firefox-output").start()
    end = time.monotonic() + timeout
    heard.wait(end - time.monotonic())
    if not found:
        raise DriverError("firefox: it does not listen; is another copy running with the same profile?")
    return found[0]


def _preferences(setup: Setup, uuids: dict[str, str]) -> dict[str, object]:
    proxy: dict[str, object] = {"network.proxy.type": 1, "network.proxy.no_proxies_on": ""}
    for kind in ("http", "ssl"):
        proxy |= {f"network.proxy.{kind}": "127.0.0.1", f"network.proxy.{kind}_port": setup.proxy_port}
    return proxy | {
        "extensions.webextensions.uuids": json.dumps(uuids),
        "intl.accept_languages": setup.locale.replace("_", "-"),
        "ui.systemUsesDarkTheme": int(setup.dark),
        "layout.css.prefers-color-scheme.content-override": 0 if setup.dark else 1,
        "browser.aboutwelcome.enabled": False,
        "browser.shell.checkDefaultBrowser": False,
        "browser.startup.page": 0,
        "browser.startup.homepage_override.mstone": "ignore",
        "datareporting.policy.dataSubmissionEnabled": False,
        "toolkit.telemetry.reportingpolicy.firstRun": False,
        "app.normandy.enabled": False,
        "browser.safebrowsing.malware.enabled": False,
        "browser.safebrowsing.phishing.enabled": False,
        "network.captive-portal-service.enabled": False,
        "network.connectivity-service.enabled": False,
        "network.dns.disablePrefetch": True,
        "network.trr.mode": 5,
        "signon.rememberSignons": False,
        "extensions.update.enabled": False,
    }
