"""The text under one element, and the labels of fields (as ``extension/content/walk.js`` reads them)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node

from realdesk.cli.static_style import Seen, look
from realdesk.cli.static_text import Cut, clean, length, split, units

SKIPPED = frozenset(
    {"script", "style", "noscript", "noembed", "noframes", "iframe", "template", "textarea", "head", "datalist"}
)
INLINE = frozenset(
    "abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q rp rt ruby s samp small span strike strong "  # noqa: SIM905 - a word list reads best as one
    "sub sup time tspan tt u var wbr".split()
)
"""Elements over which the letters of one word may be spread; every other one ends a word."""
MAX_CAPTION_NODES = 500
_MAX_IDS, _MAX_LABELS, _MOST = 60_000, 3_000, 4
_LABELABLE = frozenset({"button", "input", "meter", "output", "progress", "select", "textarea"})


@dataclass(slots=True)
class Budget:
    """Nodes that may still be visited; below zero when the walk was stopped."""

    left: int


def is_editable(attributes: dict[str, str | None]) -> bool:
    """Tell whether a person may write in the element."""
    return "contenteditable" in attributes and (attributes["contenteditable"] or "").lower() != "false"


def caption(root: Node, limit: int, budget: Budget, *, all_of_it: bool = False) -> Cut:
    """Return the text under ``root`` without fields and scripts, cut to ``limit``.

    ``all_of_it``: also what is not to be seen, for an element that is itself not.
    """
    granted = max(0, min(budget.left, MAX_CAPTION_NODES))
    left = granted
    parts: list[str] = []
    size = 0
    stack: list[tuple[Node | None, Node | None]] = [(None, root)]
    while stack:
        above, node = stack.pop()
        if node is None:
            parts.append("" if above is None or above.tag in INLINE else " ")
            continue
        stack.append((above, node.next if above is not None else None))
        left -= 1
        if left < 0:
            break
        if node.is_text_node:
            text = node.text_content or ""
            if size < limit * 4:
                parts.append(units(text, limit * 4))
                size += length(text)
        elif node.is_element_node and _enters(node, root, all_of_it=all_of_it):
            parts.append("" if node.tag in INLINE else " ")
            stack.append((node, node.child))
    budget.left -= granted - max(0, left)
    return clean("".join(parts), limit)


def _enters(node: Node, root: Node, *, all_of_it: bool) -> bool:
    attributes = node.attributes
    if node.tag in SKIPPED or node.tag == "select" or is_editable(attributes):
        return False
    return all_of_it or node.mem_id == root.mem_id or not look(node, attributes, Seen(), in_svg=False).gone


class Labels:
    """Which labels belong to which fields of a document."""

    def __init__(self, tree: HTMLParser) -> None:
        """Take a parsed document; it is read when the first field is met."""
        self._tree = tree

    def of(self, node: Node, attributes: dict[str, str | None]) -> list[Node]:
        """Return the labels of a field: its own, then those it names."""
        found = self._labels.get(node.mem_id, [])[:_MOST]
        named = [self._ids.get(word) for word in split(attributes.get("aria-labelledby") or "")[:_MOST] if word]
        return found + [label for label in named if label is not None]

    @cached_property
    def _ids(self) -> dict[str, Node]:
        ids: dict[str, Node] = {}
        for node in self._tree.css("[id]")[:_MAX_IDS]:
            ids.setdefault(node.attributes.get("id") or "", node)
        return ids

    @cached_property
    def _labels(self) -> dict[int, list[Node]]:
        found: dict[int, list[Node]] = {}
        for label in self._tree.css("label")[:_MAX_LABELS]:
            attributes = label.attributes
            field = self._ids.get(attributes.get("for") or "") if "for" in attributes else _first_field(label)
            if field is not None and _is_labelable(field):
                found.setdefault(field.mem_id, []).append(label)
        return found


def _first_field(label: Node) -> Node | None:
    """Return the first labelable element in ``label``, without going far."""
    return next((node for node in label.css("*")[:MAX_CAPTION_NODES] if _is_labelable(node)), None)


def _is_labelable(node: Node) -> bool:
    hidden = node.tag == "input" and (node.attributes.get("type") or "").lower() == "hidden"
    return node.tag in _LABELABLE and not hidden
