"""A user's hands on the page tab: keys, the clipboard, and the guard's dialog in whichever document it is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from browser.chromium import Chromium
from browser.driver import Driver, DriverError
from browser.firefox import Firefox
from browser.nodes import Node, from_bidi, from_cdp

SETTLING = 0.5
"""Seconds after which a dialog takes a click, and would have come if it came at all."""
_WEBDRIVER = {"Control": "\ue009", "Enter": "\ue007", "Escape": "\ue00c", "Shift": "\ue008", "Tab": "\ue004"}
_DIALOG_HOST = "document.querySelector('html > div:not([popover])')"


@dataclass(frozen=True)
class DialogView:
    """What the guard's dialog says."""

    level: str
    lang: str
    title: str
    text: str
    buttons: tuple[str, ...]
    attributes: dict[str, str]
    closed: bool
    """True when the page cannot reach into it."""
    handles: tuple[Any, ...]
    """How the engine names the buttons."""


class Hands:
    """What a user does in the page tab of ``driver``."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver

    def keys(self, *chords: str) -> None:
        """Press keys or chords such as ``Enter`` and ``Control+v``, one after the other."""
        for chord in chords:
            if isinstance(self.driver, Chromium):
                self.driver._page.keyboard.press(chord)
            else:
                names = [_WEBDRIVER.get(name, name) for name in chord.split("+")]
                self._perform([*(("keyDown", name) for name in names), *(("keyUp", name) for name in reversed(names))])

    def write(self, text: str) -> None:
        """Type ``text``."""
        if isinstance(self.driver, Chromium):
            self.driver._page.keyboard.type(text)
        else:
            self._perform([(kind, char) for char in text for kind in ("keyDown", "keyUp")])

    def _perform(self, steps: list[tuple[str, str]]) -> None:
        firefox = self._firefox()
        actions = [{"type": "key", "id": "keys", "actions": [{"type": kind, "value": key} for kind, key in steps]}]
        firefox._bidi.send("input.performActions", context=firefox._page, actions=actions)

    def _firefox(self) -> Firefox:
        if not isinstance(self.driver, Firefox):
            raise DriverError(f"{self.driver.name}: not a browser for these hands")
        return self.driver

    def focus(self, element: str) -> None:
        """Put the cursor into the element that the expression ``element`` gives."""
        # Firefox leaves the cursor where it was when an editable element is focused by a script.
        self.driver.evaluate(
            f"(el => {{ el.focus(); if (el.isContentEditable) getSelection().selectAllChildren(el),"
            f" getSelection().collapseToEnd(); return true; }})({element})"
        )

    def click(self, element: str) -> None:
        """Click an element with the real mouse, whatever comes to lie over it meanwhile."""
        if isinstance(self.driver, Firefox):
            self.driver.click_page(f"#{element}")
            return
        script = f"(({element}).scrollIntoView({{block: 'nearest'}}), ({element}).getBoundingClientRect().toJSON())"
        box = self.driver.evaluate(script)
        assert isinstance(self.driver, Chromium)
        self.driver._page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def copy(self, text: str) -> None:
        """Put ``text`` on the clipboard, by way of the page's text area ``source``."""
        self.driver.evaluate(f"void (source.value = {text!r}, source.focus(), source.select())")
        self.keys("Control+c")

    def paste(self, text: str, element: str) -> None:
        """Paste ``text`` into an element."""
        self.copy(text)
        self.focus(element)
        self.keys("Control+v")

    def dialog(self) -> DialogView | None:
        """Return what the guard's dialog says now, or ``None``."""
        for host in self._hosts():
            for node in host.walk():
                if node.tag == "dialog":
                    return _read(host, node)
        return None

    def _hosts(self) -> Iterator[Node]:
        if isinstance(self.driver, Chromium):
            session = self.driver._context.new_cdp_session(self.driver._page)
            root = session.send("DOM.getDocument", {"depth": -1, "pierce": True})["root"]
            session.detach()
            yield from (from_cdp(raw) for raw in _cdp_hosts(root))
            return
        firefox = self._firefox()
        for context in _contexts(firefox._bidi.send("browsingContext.getTree", root=firefox._page)["contexts"]):
            options = {"maxDomDepth": 12, "includeShadowTree": "all"}
            value = firefox._bidi.evaluate(context, _DIALOG_HOST, serializationOptions=options)
            if value["type"] == "node":
                yield from_bidi(value)

    def wait_dialog(self) -> DialogView:
        """Return what the dialog says as soon as there is one.

        Raises:
            DriverError: there is none.
        """
        found = self.driver.wait_for(self.dialog, 6)
        if found is None:
            raise DriverError(f"{self.driver.name}: no dialog")
        return found

    def answer(self, label: str) -> None:
        """Click the dialog's button ``label`` once a person could have read it, and see the dialog gone."""
        self.wait_dialog()
        time.sleep(SETTLING)
        self.press(label)
        self._see_it_gone()

    def dismiss(self) -> None:
        """Leave the dialog with Escape, and see it gone."""
        self.wait_dialog()
        self.keys("Escape")
        self._see_it_gone()

    def _see_it_gone(self) -> None:
        assert self.driver.wait_for(lambda: self.dialog() is None)

    def is_left_alone(self) -> bool:
        """Tell whether no dialog comes."""
        time.sleep(SETTLING)
        return self.dialog() is None

    def press(self, label: str) -> None:
        """Click the dialog's button ``label`` with the real mouse (top document only)."""
        view = self.wait_dialog()
        handle = view.handles[view.buttons.index(label)]
        if isinstance(self.driver, Chromium):
            # The node ids of one session mean nothing to another, those of the back end do.
            quad = self.driver._cdp.send("DOM.getBoxModel", {"backendNodeId": handle})["model"]["border"]
            self.driver._page.mouse.click((quad[0] + quad[4]) / 2, (quad[1] + quad[5]) / 2)
        else:
            self._firefox()._click(handle)


def _cdp_hosts(root: dict[str, Any]) -> Iterator[dict[str, Any]]:
    stack = [root]
    while stack:
        raw = stack.pop()
        if raw.get("localName") == "html":
            yield from (item for item in raw.get("children", []) if item.get("localName") == "div")
        stack += [*raw.get("children", []), *raw.get("shadowRoots", [])]
        if "contentDocument" in raw:
            stack.append(raw["contentDocument"])


def _contexts(tree: list[dict[str, Any]]) -> Iterator[str]:
    for item in tree:
        yield item["context"]
        yield from _contexts(item.get("children") or [])


def _read(host: Node, dialog: Node) -> DialogView:
    buttons = [node for node in dialog.walk() if node.tag == "button"]
    return DialogView(
        level=next(iter(dialog.classes()), ""),
        lang=dialog.attributes.get("lang", ""),
        title="".join(node.content() for node in dialog.walk() if node.tag == "h2"),
        text=dialog.content(),
        buttons=tuple(button.content() for button in buttons),
        attributes=dialog.attributes,
        closed=host.closed,
        handles=tuple(button.handle for button in buttons),
    )
