"""Page facts from HTML on the command line: the static half of what ``extension/content/facts.js`` sees."""

from __future__ import annotations

from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node

from realdesk.host import bounds
from realdesk.protocol import Field, Frame, Link, Page

_NO_TEXT = frozenset({"script", "style", "noscript", "template", "textarea", "select"})
_INLINE = frozenset(
    "abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q rp rt ruby s samp small span strike strong "  # noqa: SIM905 - a word list reads best as one
    "sub sup time tt u var wbr".split()
)
"""Elements over which the letters of one word may be spread; every other one ends a word (as in facts.js)."""
_NO_FIELDS = frozenset({"hidden", "submit", "button", "reset", "image"})


def page_of_html(url: str, html: str) -> Page:
    """Return the facts of a document served at ``url``; child frames are not fetched."""
    tree = HTMLParser(html)
    body = tree.body
    site = tree.css_first('meta[property="og:site_name"]')
    root = tree.css_first("html")
    frame = Frame(
        url=url,
        title=_text(tree.css_first("title")),
        site_name=_squeeze(site.attributes.get("content") or "") if site else "",
        lang=(root.attributes.get("lang") or "") if root else "",
        headings=tuple(text for text in (_text(node) for node in tree.css("h1, h2, h3")) if text),
        text=_text(body),
        links=tuple(_link(url, node) for node in tree.css("a[href]")),
        fields=tuple(_fields(tree)),
        buttons=tuple(text for text in (_text(node) for node in tree.css("button")) if text),
    )
    return bounds.clip(Page(url, (frame,)))


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _text(node: Node | None) -> str:
    """Return the text under ``node``; letters inside inline elements join their neighbours."""
    if node is None:
        return ""
    parts: list[str] = []
    _collect(node, parts)
    return _squeeze("".join(parts))


def _collect(root: Node, parts: list[str]) -> None:
    """Append text and word ends in document order, without recursion: documents may be nested deeply."""
    stack: list[Node | None] = [root]
    while stack:
        node = stack.pop()
        if node is None:
            parts.append(" ")
        elif node.is_text_node:
            parts.append(node.text_content or "")
        elif node.is_element_node and node.tag not in _NO_TEXT:
            children = list(node.iter(include_text=True))
            if node.tag not in _INLINE:
                parts.append(" ")
                stack.append(None)
            stack.extend(reversed(children))


def _link(base: str, node: Node) -> Link:
    href = (node.attributes.get("href") or "").strip()
    try:
        absolute = urljoin(base, href)
    except ValueError:
        absolute = href
    return Link(absolute, _text(node))


def _fields(tree: HTMLParser) -> list[Field]:
    labels = {node.attributes.get("for"): _text(node) for node in tree.css("label[for]")}
    fields = []
    for node in tree.css("input, textarea, select"):
        kind = (node.attributes.get("type") or "text").lower() if node.tag == "input" else (node.tag or "")
        if kind in _NO_FIELDS:
            continue
        wrapped = _wrapping_label(node)
        parts = [
            labels.get(node.attributes.get("id"), "") if node.attributes.get("id") else "",
            wrapped,
            node.attributes.get("aria-label") or "",
            node.attributes.get("placeholder") or "",
            node.attributes.get("title") or "",
        ]
        length = node.attributes.get("maxlength") or ""
        fields.append(
            Field(
                kind,
                _squeeze(" ".join(part for part in parts if part)),
                node.attributes.get("name") or node.attributes.get("id") or "",
                int(length) if length.isdecimal() and len(length) < 9 else -1,
            )
        )
    return fields


def _wrapping_label(node: Node) -> str:
    parent = node.parent
    while parent is not None:
        if parent.tag == "label":
            return _text(parent)
        parent = parent.parent
    return ""
