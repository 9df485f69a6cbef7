"""The banner as a tree of plain nodes, and what it says.

Both engines serialise DOM nodes, closed shadow roots included; the two forms become one here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_ELEMENT, _TEXT = 1, 3


@dataclass(frozen=True)
class Node:
    """An element, or a text node with tag ``#text``."""

    tag: str
    text: str = ""
    """Of a text node."""
    attributes: dict[str, str] = field(default_factory=dict)
    children: tuple[Node, ...] = ()
    """Shadow tree first, then light children."""
    handle: Any = None
    """How the engine names this node again: a backend node id or a shared reference."""
    closed: bool = False
    """True when the element's shadow root is closed to the page."""

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def content(self) -> str:
        """Return the text below, whitespace collapsed; what is marked ``hidden`` and styles do not count."""
        return " ".join(" ".join(self._pieces()).split())

    def _pieces(self) -> Iterator[str]:
        if self.tag == "#text":
            yield self.text
        elif self.tag not in {"style", "script"} and "hidden" not in self.attributes:
            for child in self.children:
                yield from child._pieces()

    def classes(self) -> frozenset[str]:
        """Return the class names."""
        return frozenset(self.attributes.get("class", "").split())


def from_cdp(raw: dict[str, Any]) -> Node:
    """Return the node of Chromium's ``DOM.describeNode``."""
    names = raw.get("attributes", [])
    roots = raw.get("shadowRoots", [])
    inner = [child for root in roots for child in root.get("children", [])]
    kind = raw["nodeType"]
    return Node(
        tag=raw["localName"] if kind == _ELEMENT else "#text" if kind == _TEXT else "#other",
        text=raw.get("nodeValue", "") if kind == _TEXT else "",
        attributes=dict(zip(names[::2], names[1::2], strict=True)),
        children=tuple(from_cdp(child) for child in (*inner, *raw.get("children", []))),
        handle=raw["backendNodeId"],
        closed=any(root.get("shadowRootType") == "closed" for root in roots),
    )


def from_bidi(raw: dict[str, Any]) -> Node:
    """Return the node of a WebDriver BiDi remote value."""
    value = raw.get("value", {})
    kind = value.get("nodeType")
    root = value.get("shadowRoot") or {}
    inner = root.get("value", {}).get("children", [])
    return Node(
        tag=value.get("localName", "") if kind == _ELEMENT else "#text" if kind == _TEXT else "#other",
        text=value.get("nodeValue", "") if kind == _TEXT else "",
        attributes=value.get("attributes", {}),
        children=tuple(from_bidi(child) for child in (*inner, *value.get("children", []))),
        handle=raw.get("sharedId"),
        closed=root.get("value", {}).get("mode") == "closed",
    )


@dataclass(frozen=True)
class BannerView:
    """What a user reads on the banner."""

    level: str
    lang: str
    headline: str
    reasons: tuple[str, ...]
    """Sentences: those shown first, then those behind the "why" button."""
    channels: tuple[str, ...]
    """Values of the official channels, behind the main button."""
    buttons: tuple[str, ...]
    text: str
    """Everything that is shown now."""
    closed: bool
    """True when the page cannot reach into it."""


def read_banner(host: Node) -> BannerView | None:
    """Return what the banner element ``host`` says, or ``None`` while nothing is drawn in it."""
    card = next((node for node in host.walk() if "card" in node.classes()), None)
    if card is None:
        return None
    level = next(iter(card.classes() - {"card", "folded"}), "")
    return BannerView(
        level=level,
        lang=card.attributes.get("lang", ""),
        headline="".join(_contents(card, "headline")),
        reasons=tuple(
            item.content()
            for part in card.walk()
            if "reasons" in part.classes()
            for item in part.walk()
            if item.tag == "li"
        ),
        channels=_contents(card, "value"),
        buttons=tuple(node.content() for node in card.walk() if node.tag == "button"),
        text=host.content(),
        closed=host.closed,
    )


def _contents(card: Node, name: str) -> tuple[str, ...]:
    return tuple(node.content() for node in card.walk() if name in node.classes())
