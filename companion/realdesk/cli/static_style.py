"""What HTML alone says about what can be seen: attributes, inline style, and words that inline sheets add.

Everything else about rendering exists only in a browser.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node

from realdesk.cli.static_text import clean
from realdesk.host import bounds

_NEVER = frozenset({"title", "area", "rp", "base", "link", "meta", "param", "source", "track"})
_SVG_NEVER = frozenset({"title", "desc", "metadata", "defs", "symbol", "clippath", "mask", "marker", "pattern"})
_FALLBACKS = frozenset({"object", "video", "audio", "canvas"})
_DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;]*)")
_NOTHING = re.compile(r"(?:0(?:\.0*)?[a-z%]*|1px)")
_CONTENT = re.compile(r"([^{}]{1,300}){[^{}]*?(?<![\w-])content\s*:\s*([\"'])((?:(?!\2)[^\\\n]|\\.){1,2000})\2[^{}]*}")
_PSEUDO = re.compile(r"::?(?:before|after)\b")
_MAX_SHEETS, _MAX_SHEET, _MAX_RULES = 20, 200_000, 200
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_WORD = re.compile(r"\w")


class Seen(NamedTuple):
    """How an element is seen: not at all with all that is in it, or only its text not."""

    gone: bool = False
    invisible: bool = False
    tiny: bool = False

    @property
    def text(self) -> bool:
        """Tell whether the element's own text is to be seen."""
        return not (self.gone or self.invisible or self.tiny)


def look(node: Node, attributes: dict[str, str | None], outer: Seen, *, in_svg: bool) -> Seen:
    """Return how ``node`` is seen inside an element that is seen as ``outer`` says."""
    tag = node.tag or ""
    if outer.gone or tag in {"option", "optgroup"}:
        return outer
    if tag in _NEVER or (in_svg and tag in _SVG_NEVER) or _closed(node, tag, attributes):
        return Seen(gone=True)
    style = attributes.get("style")
    if not style:
        return outer
    rules = {
        name: value.strip().removesuffix("!important").strip() for name, value in _DECLARATION.findall(style.lower())
    }
    if rules.get("display") == "none" or _is_clipped(rules):
        return Seen(gone=True)
    visibility, size = rules.get("visibility"), rules.get("font-size")
    return Seen(
        invisible=visibility in {"hidden", "collapse"} if visibility else outer.invisible,
        tiny=bool(_NOTHING.fullmatch(size)) and size != "1px" if size else outer.tiny,
    )


def _closed(node: Node, tag: str, attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes or "popover" in attributes or (tag == "dialog" and "open" not in attributes):
        return True
    parent = node.parent
    if parent is None:
        return False
    if parent.tag in _FALLBACKS:
        return True
    return parent.tag == "details" and "open" not in parent.attributes and not _is_summary(node, tag)


def _is_summary(node: Node, tag: str) -> bool:
    """Tell whether ``node`` is what a closed ``details`` shows: its first summary."""
    if tag != "summary":
        return False
    before = node.prev
    while before is not None:
        if before.tag == "summary":
            return False
        before = before.prev
    return True


def _is_clipped(rules: dict[str, str]) -> bool:
    small = any(_NOTHING.fullmatch(rules.get(side, "")) for side in ("width", "height"))
    return small and rules.get("overflow", "visible") in {"hidden", "clip", "scroll", "auto"}


def generated(tree: HTMLParser) -> tuple[list[str], bool]:
    """Return the words that rules of inline sheets write before and after elements, and whether some were left out.

    Only rules outside of conditions, with a plain string, for a selector that an element of the document matches.
    """
    texts: dict[str, None] = {}
    left = _MAX_RULES
    for sheet in tree.css("style")[:_MAX_SHEETS]:
        for selectors, _, content in _CONTENT.findall(_outer(sheet.text()[:_MAX_SHEET])):
            words = clean(_ESCAPE.sub(_unescaped, content), bounds.MAX_CAPTION).value
            if not _WORD.search(words) or not _PSEUDO.search(selectors):
                continue
            left -= 1
            if left < 0 or len(texts) >= bounds.MAX_GENERATED:
                return list(texts), True
            if any(_matches(tree, part) for part in selectors.split(",") if _PSEUDO.search(part)):
                texts[words] = None
    return list(texts), False


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else ord(match[2])
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _outer(css: str) -> str:
    """Return a sheet without comments and without what stands in conditions (``@media``)."""
    css = re.sub(r"/\*.*?(?:\*/|$)", " ", css, flags=re.DOTALL)
    return re.sub(r"@[^{};]*(?:;|{(?:[^{}]|{[^{}]*})*})", " ", css)


def _matches(tree: HTMLParser, selector: str) -> bool:
    try:
        return tree.css_first(_PSEUDO.sub("", selector).strip() or "*") is not None
    except ValueError:
        return False
