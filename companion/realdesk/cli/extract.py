"""Page facts from HTML on the command line: what ``extension/content/facts.js`` sees, as far as no browser is needed.

``tests/browser/test_same_facts.py`` holds both equal. Scripts do not run here, style sheets do not apply (but for what
``static_style`` reads), child frames are not fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import ada_url
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node

from realdesk.cli import static_widgets
from realdesk.cli.static_caption import INLINE, SKIPPED, Budget, Labels, caption, is_editable
from realdesk.cli.static_style import Seen, generated, look
from realdesk.cli.static_text import clean, length, units
from realdesk.entities.widgets import Vendor
from realdesk.host import bounds
from realdesk.protocol import Field, Frame, Link, Page

MAX_NODES = 60_000
MAX_URL, MAX_LANG, MAX_TYPE = 2_000, 35, 40
MAX_LINK_CANDIDATES = 3_000
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BUTTON_INPUTS = frozenset({"submit", "button", "reset"})
_SHADOW_HOSTS = frozenset(
    "article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span".split()  # noqa: SIM905
)
_NUMBER = re.compile(r"\s*\+?(\d{1,9})(?!\d)")
_WEB = re.compile(r"https?:", re.IGNORECASE)


def page_of_html(url: str, html: str, vendors: Sequence[Vendor] = ()) -> Page:
    """Return the facts of a document served at ``url``; child frames are not fetched.

    ``vendors``: whose support chats are looked for (``Index.vendors``).
    """
    tree = HTMLParser(html)
    frame = _Collector(url, tree).frame()
    return bounds.clip(Page(url, (frame,), static_widgets.collect(tree, url, vendors)))


@dataclass(slots=True)
class _Open:
    """An element that the walk is in, and the node that comes next in it."""

    node: Node | None
    next: Node | None
    seen: Seen
    in_svg: bool = False


@dataclass(slots=True)
class _Text:
    """A text that grows to a limit of raw characters."""

    most: int
    parts: list[str] = field(default_factory=list)
    size: int = 0

    def add(self, text: str) -> bool:
        """Append as much of ``text`` as there is room for; tell whether all of it had."""
        room = self.most - self.size
        self.parts.append(units(text, max(0, room)))
        self.size += length(text)
        return length(text) <= room


class _Collector:
    """Collects the parts of one frame while the document is walked."""

    def __init__(self, url: str, tree: HTMLParser) -> None:
        self.url = url
        self.tree = tree
        self.base = self._base()
        self.labels = Labels(tree)
        self.budget = Budget(MAX_NODES)
        self.truncated = False
        self.text = _Text(bounds.MAX_TEXT * 2)
        self.unseen = _Text(bounds.MAX_HIDDEN * 2)
        self.headings: list[str] = []
        self.buttons: list[str] = []
        self.alts: list[str] = []
        self.fields: list[Field] = []
        self.links: dict[Link, None] = {}
        self.frames: dict[str, None] = {}
        self.actions: dict[str, None] = {}
        self.shadows: dict[int, Node] = {}
        self._find_shadows(tree.css("template[shadowrootmode]"))

    def frame(self) -> Frame:
        """Return the facts."""
        root = self.tree.css_first("html")
        if root is not None:
            self._walk(root)
        words, cut = generated(self.tree)
        self.truncated = self.truncated or cut or self.budget.left < 0
        return Frame(
            url=self._cut(self.url, MAX_URL),
            title=self._cut(self._title(), bounds.MAX_TITLE),
            site_name=self._meta('meta[property="og:site_name"], meta[name="application-name"]'),
            lang=clean(root.attributes.get("lang") if root else "", MAX_LANG).value,
            headings=tuple(self.headings),
            text=self._cut("".join(self.text.parts), bounds.MAX_TEXT),
            links=self._chosen_links(),
            fields=tuple(self.fields),
            buttons=tuple(self.buttons),
            description=self._meta('meta[name="description" i], meta[property="og:description"]'),
            alts=tuple(self.alts),
            generated=tuple(words),
            hidden=self._cut("".join(self.unseen.parts), bounds.MAX_HIDDEN),
            frame_urls=tuple(self.frames),
            actions=tuple(self.actions),
            truncated=self.truncated,
        )

    def _base(self) -> str:
        base = self.tree.css_first("base[href]")
        return (base and _joined(self.url, base.attributes.get("href") or "")) or self.url

    def _title(self) -> str:
        for title in self.tree.css("title")[:20]:
            above = title.parent
            while above is not None and above.tag != "svg":
                above = above.parent
            if above is None:
                return title.text()
        return ""

    def _meta(self, selector: str) -> str:
        meta = self.tree.css_first(selector)
        return self._cut(meta.attributes.get("content"), bounds.MAX_TITLE) if meta else ""

    def _cut(self, value: str | None, limit: int) -> str:
        found = clean(value, limit)
        self.truncated = self.truncated or found.cut
        return found.value

    def _find_shadows(self, templates: list[Node]) -> None:
        for template in templates:
            host = template.parent
            mode = (template.attributes.get("shadowrootmode") or "").lower()
            if (
                host is not None
                and mode in {"open", "closed"}
                and (host.tag in _SHADOW_HOSTS or "-" in (host.tag or ""))
            ):
                fragment = template.template_fragments()[0]
                if self.shadows.setdefault(host.mem_id, fragment) is fragment:
                    self._find_shadows(fragment.css("template[shadowrootmode]"))

    def _walk(self, root: Node) -> None:
        stack = [_Open(None, root, Seen())]
        while stack:
            top = stack[-1]
            node = top.next
            if node is None:
                stack.pop()
                if top.node is not None:
                    self._end_word(top.node.tag or "", top.seen)
                continue
            top.next = node.next if len(stack) > 1 else None
            self.budget.left -= 1
            if self.budget.left < 0:
                return
            if node.is_text_node:
                self._on_text(node.text_content or "", top.seen)
            elif node.is_element_node:
                stack.extend(self._entered(node, top))

    def _entered(self, node: Node, outer: _Open) -> Iterator[_Open]:
        """Read an element; yield what is to be walked in it, the last first."""
        tag = node.tag or ""
        if tag == "head":
            return
        attributes = node.attributes
        in_svg = tag == "svg" or (outer.in_svg and tag != "foreignobject")
        plain = tag in SKIPPED and tag not in {"textarea", "iframe"}
        seen = outer.seen if plain else look(node, attributes, outer.seen, in_svg=in_svg)
        if not self._read(node, tag, attributes, seen):
            return
        shadow = self.shadows.get(node.mem_id)
        if shadow is None:
            yield _Open(node, node.child, seen, in_svg)
            return
        yield _Open(node, node.child, seen, in_svg)
        yield _Open(None, shadow.child, seen, in_svg)

    def _read(self, node: Node, tag: str, attributes: dict[str, str | None], seen: Seen) -> bool:
        role = (attributes.get("role") or "").strip().lower()
        if tag in {"textarea", "select"} or is_editable(attributes) or role == "textbox":
            kind = "select" if tag == "select" else _input_type(attributes) if tag == "input" else "textarea"
            self._field(node, kind, attributes, seen)
            return tag == "select"
        if tag in {"iframe", "frame"}:
            self._address(self.frames, attributes.get("src"), bounds.MAX_FRAME_URLS)
            self._add(
                self.alts, self._cut(attributes.get("title") if seen.text else "", bounds.MAX_CAPTION), bounds.MAX_ALTS
            )
        if tag in SKIPPED:
            return False
        self._end_word(tag, seen)
        if tag == "input":
            self._input(node, attributes, seen)
        elif tag == "img":
            self._picture(attributes, seen)
        elif tag == "form":
            self._address(self.actions, attributes.get("action"), bounds.MAX_ACTIONS)
        elif tag in _HEADINGS or role == "heading":
            self._heading(node, seen)
        elif tag in {"a", "area"}:
            self._link(node, attributes, seen)
        if tag == "button" or role == "button":
            self._address(self.actions, attributes.get("formaction"), bounds.MAX_ACTIONS)
            self._button(self._caption(node, bounds.MAX_BUTTON, seen), attributes, seen)
        return True

    def _end_word(self, tag: str, seen: Seen) -> None:
        if tag not in INLINE:
            (self.text if seen.text else self.unseen).parts.append(" ")

    def _on_text(self, text: str, seen: Seen) -> None:
        sink = self.text if seen.text else self.unseen
        self.truncated = not sink.add(text) or self.truncated

    def _caption(self, node: Node, limit: int, seen: Seen) -> str:
        found = caption(node, limit, self.budget, all_of_it=not seen.text)
        self.truncated = self.truncated or found.cut
        return found.value

    def _add(self, found: list[str], value: str, most: int) -> None:
        if value and len(found) < most:
            found.append(value)
        elif value:
            self.truncated = True

    def _heading(self, node: Node, seen: Seen) -> None:
        if not seen.text:
            return
        if len(self.headings) >= bounds.MAX_HEADINGS:
            self.truncated = True
        else:
            self._add(self.headings, self._caption(node, bounds.MAX_HEADING, seen), bounds.MAX_HEADINGS)

    def _picture(self, attributes: dict[str, str | None], seen: Seen) -> None:
        if seen.text:
            self._add(self.alts, self._cut(attributes.get("alt"), bounds.MAX_CAPTION), bounds.MAX_ALTS)

    def _button(self, text: str, attributes: dict[str, str | None], seen: Seen) -> None:
        if seen.text:
            named = attributes["aria-label"] if "aria-label" in attributes else attributes.get("title")
            self._add(self.buttons, text or self._cut(named, bounds.MAX_BUTTON), bounds.MAX_BUTTONS)

    def _input(self, node: Node, attributes: dict[str, str | None], seen: Seen) -> None:
        kind = _input_type(attributes)
        if kind in _BUTTON_INPUTS:
            self._address(self.actions, attributes.get("formaction"), bounds.MAX_ACTIONS)
            self._button(self._cut(attributes.get("value"), bounds.MAX_BUTTON), attributes, seen)
        elif kind == "image":
            self._picture(attributes, seen)
        elif kind != "hidden":
            self._field(node, kind, attributes, seen)

    def _field(self, node: Node, kind: str, attributes: dict[str, str | None], seen: Seen) -> None:
        if len(self.fields) >= bounds.MAX_FIELDS:
            self.truncated = True
            return
        number = _NUMBER.match(attributes.get("maxlength") or "")
        most = int(number[1]) if number and int(number[1]) <= bounds.MAX_COUNT else -1
        name = attributes.get("name") or attributes.get("id")
        self.fields.append(
            Field(
                kind[:MAX_TYPE],
                self._label(node, attributes, seen),
                self._cut(name, bounds.MAX_NAME),
                most,
                self._cut(attributes.get("autocomplete"), bounds.MAX_NAME),
                seen.text,
            )
        )

    def _label(self, node: Node, attributes: dict[str, str | None], seen: Seen) -> str:
        parts = [self._caption(label, bounds.MAX_LABEL, seen) for label in self.labels.of(node, attributes)]
        parts += [attributes.get(name) or "" for name in ("aria-label", "placeholder", "title")]
        return self._cut(" ".join(part for part in parts if part), bounds.MAX_LABEL)

    def _address(self, found: dict[str, None], raw: str | None, most: int) -> None:
        url = _joined(self.base, raw) if raw else None
        if url is None or url[: bounds.MAX_ADDRESS] in found:
            return
        if len(found) < most:
            found[url[: bounds.MAX_ADDRESS]] = None
        else:
            self.truncated = True
        self.truncated = self.truncated or len(url) > bounds.MAX_ADDRESS

    def _link(self, node: Node, attributes: dict[str, str | None], seen: Seen) -> None:
        raw = attributes["href"] if "href" in attributes else attributes.get("xlink:href")
        if not raw or raw.startswith("#"):
            return
        url = _joined(self.base, raw)
        if url is None or url.startswith("javascript:"):
            return
        if len(self.links) >= MAX_LINK_CANDIDATES:
            self.truncated = True
            return
        self.truncated = self.truncated or len(url) > bounds.MAX_HREF
        named = next((attributes[name] for name in ("aria-label", "title", "alt") if name in attributes), None)
        text = self._cut(self._caption(node, bounds.MAX_LINK_TEXT, seen) or named, bounds.MAX_LINK_TEXT)
        self.links[Link(url[: bounds.MAX_HREF], text)] = None

    def _chosen_links(self) -> tuple[Link, ...]:
        """Return the links to send, when there are too many those that lead elsewhere first (as facts.js does)."""
        links = list(self.links)
        if len(links) <= bounds.MAX_LINKS:
            return tuple(links)
        self.truncated = True
        home = _origin(self.url) + "/"
        rank = [0 if not _WEB.match(link.href) else 2 if link.href.startswith(home) else 1 for link in links]
        kept = sorted(range(len(links)), key=lambda at: (rank[at], at))[: bounds.MAX_LINKS]
        return tuple(links[at] for at in sorted(kept))


def _input_type(attributes: dict[str, str | None]) -> str:
    return (attributes.get("type") or "").strip().lower() or "text"


def _joined(base: str, raw: str) -> str | None:
    """Return an address as a browser resolves it, or ``None`` where it would not."""
    try:
        return ada_url.join_url(base, units(raw, MAX_URL * 2))
    except (ValueError, UnicodeEncodeError):
        return None


def _origin(url: str) -> str:
    try:
        return str(ada_url.URL(url).origin)
    except (ValueError, UnicodeEncodeError):
        return "null"
