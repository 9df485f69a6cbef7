"""The strip and the marks in a chat as they are in the page, and replica pages with room for them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from browser import replicas
from browser.driver import Driver, DriverError
from browser.nodes import Node
from browser.replicas import Replica
from browser.server import SiteMap

STRIP = 'html > aside[popover="manual"]'
MARKS = "html > section"
"""The elements of the extension; no replica has such elements there."""

_ROOM = {
    "telegram_k": ".bubbles { min-height: 560px }",
    "telegram_a": "#MiddleColumn .MessageList, .messages-container { min-height: 520px }",
    "whatsapp": "#main footer { margin-top: 440px }",
    "discord": "form { margin-top: 420px }",
    "element": ".mx_MessageComposer, .mx_RoomView_body > :last-child { margin-top: 420px }",
}
"""What real pages have and replicas have not: a composer at the lower end."""


@dataclass(frozen=True)
class Mark:
    """A mark beside a name or a message."""

    level: str
    label: str
    spoken: str
    reasons: tuple[str, ...]
    """What it says when it is open."""
    boxed: bool
    """Whether it is around a message, and not at a name."""
    node: Node


@dataclass(frozen=True)
class Shown:
    """Strip and marks at one moment."""

    level: str | None
    role: str
    lang: str
    headline: str
    reasons: tuple[str, ...]
    """In sight; further ones stand behind "why"."""
    hidden_reasons: tuple[str, ...]
    channels: tuple[str, ...]
    buttons: tuple[str, ...]
    text: str
    marks: tuple[Mark, ...]
    lines: int
    """Underlined links and handles."""
    closed: bool
    """The page cannot reach in."""

    def of_messages(self) -> tuple[Mark, ...]:
        """Return the marks around messages."""
        return tuple(mark for mark in self.marks if mark.boxed)


def _texts(node: Node, name: str) -> tuple[str, ...]:
    return tuple(item.content() for item in node.walk() if name in item.classes())


def _items(card: Node, *, hidden: bool) -> tuple[str, ...]:
    details = [part for part in card.walk() if "details" in part.classes()]
    behind = {id(item) for part in details for item in part.walk()}
    lists = [part for part in card.walk() if "reasons" in part.classes() and (id(part) in behind) == hidden]
    return tuple(item.content() for part in lists for item in part.walk() if item.tag == "li")


def _mark(tag: Node, layer: tuple[Node, ...]) -> Mark:
    at = layer.index(tag)
    box, note = layer[at - 1], layer[at + 1]
    return Mark(
        level=next(iter(tag.classes() - {"tag"})),
        label=tag.content(),
        spoken=tag.attributes.get("aria-label", ""),
        reasons=() if "hidden" in note.attributes else tuple(part.content() for part in note.children),
        boxed="hidden" not in box.attributes,
        node=tag,
    )


def look(driver: Driver) -> Shown:
    """Return what is shown now; ``level`` is ``None`` without a strip."""
    strip, marks = driver.host_node(STRIP), driver.host_node(MARKS)
    card = next((node for node in strip.walk() if "card" in node.classes()), None) if strip is not None else None
    layer = next((node for node in marks.walk() if "layer" in node.classes()), None) if marks is not None else None
    children = layer.children if layer is not None else ()
    empty = Node(tag="none")
    shown = card or empty
    return Shown(
        level=next(iter(shown.classes() - {"card", "folded", "quiet"}), None),
        role=shown.attributes.get("role", ""),
        lang=shown.attributes.get("lang", ""),
        headline="".join(_texts(shown, "headline")),
        reasons=_items(shown, hidden=False),
        hidden_reasons=_items(shown, hidden=True),
        channels=_texts(shown, "value"),
        buttons=tuple(node.content() for node in shown.walk() if node.tag == "button"),
        text=shown.content(),
        marks=tuple(_mark(node, children) for node in children if "tag" in node.classes()),
        lines=sum("line" in node.classes() for node in children),
        closed=all(node.closed for node in (strip, marks) if node is not None),
    )


def wait(driver: Driver, *, strip: bool = True, marks: int = 0) -> Shown:
    """Return what is shown once there is a strip and as many marks around messages.

    Raises:
        DriverError: there is not.
    """

    def probe() -> Shown | None:
        shown = look(driver)
        is_right = (shown.level is not None) == strip and len(shown.of_messages()) >= marks
        return shown if is_right else None

    found = driver.wait_for(probe, replicas.SECONDS)
    if found is None:
        raise DriverError(f"{driver.name}: not as expected: {look(driver)}; {state(driver)}")
    return found


def state(driver: Driver) -> dict[str, Any] | None:
    """Return what the worker knows of the chat in the tab, as the popup gets it."""
    message = json.dumps({"type": "popup", "tab": driver.tab_id()})
    found = driver.evaluate_extension(f"chrome.runtime.sendMessage({message})")
    return found["chat"] if isinstance(found, dict) else None


def judged(driver: Driver) -> dict[str, Any]:
    """Return what the worker knows once the companion has answered all of it.

    Raises:
        DriverError: it does not answer.
    """

    def probe() -> dict[str, Any] | None:
        found = state(driver)
        return found if found and found["now"]["verdict"] and not found["busy"] else None

    found = driver.wait_for(probe, replicas.SECONDS)
    if found is None:
        raise DriverError(f"{driver.name}: no verdict on the chat: {state(driver)}")
    return found


def press(driver: Driver, label: str, selector: str = STRIP) -> None:
    """Click the button ``label`` with the real mouse."""
    driver.click_node(driver.button(label, selector))


def html_of(replica: Replica) -> str:
    """Return the replica with its composer where services have it."""
    rule = f"svg {{ width: 16px; height: 16px }} {_ROOM.get(replica.name, '')}"
    return replica.html.replace("<title>", f"<style>{rule}</style><title>", 1)


def show(driver: Driver, sites: SiteMap, name: str, changes: dict[str, str] | None = None) -> Replica:
    """Open the replica ``name``, with ``changes`` (old text to new) outside its expected block."""
    replica = replicas.load(name)
    html = html_of(replica)
    start = html.index('<script type="application/json" id="expected">')
    for old, new in (changes or {}).items():
        assert old in html[:start], old
        html = html[:start].replace(old, new) + html[start:]
        start = html.index('<script type="application/json" id="expected">')
    replicas.show(driver, sites, replica, html)
    return replica
