"""Checks of surfaces and widgets: the vocabulary, and that nothing rests on a single sign."""

from __future__ import annotations

from collections.abc import Iterable

from realdesk.ruleset import places, selectors
from realdesk.ruleset.lint_records import schema
from realdesk.ruleset.lint_structure import BROKEN, Checks
from realdesk.ruleset.problems import Path, Report
from realdesk.ruleset.surface_model import (
    Flag,
    Inline,
    Messages,
    Open,
    Peer,
    Sign,
    Source,
    Surface,
    Widget,
    Widgets,
)

_SELECTOR_HINT = "use tags, #id, .class, [attribute], :not(), ' ', ' > ' and ', '; see rules/README.md"
_PLACE_HINT = "write it like '//host/path/{digits}' or '#{name}'; see rules/README.md"
_LITERAL = 80
_ID_CHARS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


def _css(selector: str | None, path: Path, report: Report) -> None:
    found = selectors.fault(selector) if selector is not None else None
    if found:
        report.add(path, found, _SELECTOR_HINT)


def _all_css(values: Iterable[str], path: Path, report: Report) -> None:
    for at, selector in enumerate(values):
        _css(selector, (*path, at), report)


def _place(place: str, path: Path, report: Report, *, host: bool = False, value: bool = False) -> None:
    found = places.fault(place, needs_host=host, needs_value=value)
    if found:
        report.add(path, found, _PLACE_HINT)


def _literal(text: str | None, path: Path, report: Report) -> None:
    if text is not None and (not text or len(text) > _LITERAL or not text.isprintable()):
        report.add(path, "is empty, too long or not printable", f"write at most {_LITERAL} characters")


def _source(source: Source, path: Path, report: Report) -> None:
    if (source.css is None) == (source.place is None):
        report.add(path, "needs either 'css' or 'place'", "write where the value stands, once")
    _css(source.css, (*path, "css"), report)
    _css(source.among, (*path, "among"), report)
    _all_css(source.strip, (*path, "strip"), report)
    _literal(source.after, (*path, "after"), report)
    if source.place is not None:
        _place(source.place, (*path, "place"), report)
        if (source.attr is not None and source.among is None) or source.strip or source.after is not None:
            report.add(path, "a place has no attribute, strip list or 'after'", "remove them")
    if source.attr is not None and not selectors.READABLE.fullmatch(source.attr):
        report.add(
            (*path, "attr"), f"{source.attr!r} may not be read", "use data-…, href, id, src, title, content, alt or mu"
        )
    if source.after is not None and source.kind == "text":
        report.add((*path, "kind"), "'text' has no end", "say what follows 'after': name, digits, …")


def _flag(flag: Flag, path: Path, report: Report) -> None:
    _css(flag.css, (*path, "css"), report)


def _open(opened: Open, path: Path, report: Report) -> None:
    for name in ("places", "maybe", "never"):
        for at, place in enumerate(getattr(opened, name)):
            _place(place, (*path, name, at), report)
    _all_css(opened.elements, (*path, "elements"), report)
    if bool(opened.places) + len(opened.elements) < 2:
        report.add(path, "there is one sign or none that a conversation is open", "name a second, independent sign")


def _peer(peer: Peer, path: Path, report: Report) -> None:
    for field, witnesses in peer.witness.items():
        _all_css(witnesses, (*path, "witness", field), report)
        if not getattr(peer, field):
            report.add((*path, "witness", field), f"there is no {field}", "remove it, or add the value")
    for at, field in enumerate(peer.required):
        if not any(source.grade != "D" for source in getattr(peer, field)):
            report.add((*path, "required", at), f"no source of {field} is enabled", "remove it, or add a source")


def _sign(sign: Sign, path: Path, report: Report) -> None:
    ways = [sign.css, sign.has, sign.sender, sign.right, sign.place]
    if sum(way is not None for way in ways) != 1:
        report.add(path, "needs one of 'css', 'has', 'sender', 'right', 'place'", "write each sign by itself")
    for name in ("css", "has", "right"):
        _css(getattr(sign, name), (*path, name), report)
    if sign.place is not None:
        _place(sign.place, (*path, "place"), report)


def _messages(messages: Messages, path: Path, report: Report) -> None:
    for name in ("item", "text", "list", "cover", "stamp", "plain_links", "around", "group", "own", "author_head", "badge",
                 "badge_sign", "ad"):  # fmt: skip
        _css(getattr(messages, name), (*path, name), report)
    for name in ("exclude", "strip"):
        _all_css(getattr(messages, name), (*path, name), report)
    _literal(messages.text_id, (*path, "text_id"), report)
    if messages.text_id is not None and messages.id is None:
        report.add((*path, "text_id"), "there is no message id", "add id, or remove text_id")
    for at, source in enumerate(messages.target):
        if source.kind not in places.ADDRESSES:
            hint = f"use one of: {', '.join(sorted(places.ADDRESSES))}"
            report.add((*path, "target", at, "kind"), f"{source.kind!r} leads nowhere", hint)
    badge = (messages.author_head, messages.badge, messages.badge_sign)
    if any(badge) and (messages.author is None or not all(badge)):
        hint = "name author, author_head, badge and badge_sign together, or none of the last three"
        report.add((*path, "badge"), "cannot be told whose it is, or rests on one sign", hint)
    if messages.ad is not None and not messages.target:
        report.add((*path, "ad"), "leads nowhere", "say where advertisements lead (target), or remove it")
    wants = {sign.sender for sign in messages.signs}
    if wants - {None} and messages.sender is None:
        report.add((*path, "sender"), "is missing", "signs compare senders: say where the sender stands")
    if wants & {"own", "other"} and messages.own is None:
        report.add((*path, "own"), "is missing", "say where the reader's own name stands")


def _surface(surface: Surface, _path: Path, report: Report) -> None:
    schema(surface.schema, report)
    if not surface.id or set(surface.id) - _ID_CHARS:
        report.add(("id",), f"{surface.id!r} is not an id", "use a-z, 0-9 and _")
    for at, page in enumerate(surface.pages):
        if page.place is None:
            report.add(("pages", at), "has no place", _PLACE_HINT)
        else:
            _place(page.place, ("pages", at, "place"), report, host=True)
    for name in ("shadow", "self_check", "composer"):
        _all_css(getattr(surface, name), (name,), report)
    _css(surface.root, ("root",), report)
    if not surface.self_check:
        report.add(("self_check",), "is empty", "name what must be there when a conversation is open")
    if (surface.kind == "search") != bool(surface.messages and surface.messages.target):
        report.add(("messages",), "targets belong to searches, and to them alone", "add target, or another kind")
    if not 0 <= surface.confirm_ms <= 2000:
        report.add(("confirm_ms",), "is not between 0 and 2000", "write milliseconds")
    _catch_all(surface, report)


def _catch_all(surface: Surface, report: Report) -> None:
    messages = surface.messages
    if messages is None or messages.otherwise is None or surface.kind not in {"chat", "mail"}:
        return
    others = [sign for sign in messages.signs if sign.side != messages.otherwise]
    # An address cannot be renamed by a change of the page's markup.
    if len(others) < 2 and not any(sign.place is not None for sign in others):
        hint = "name two independent signs of the other side: with one, a renamed class would turn all messages round"
        report.add(("messages", "otherwise"), "rests on one sign", hint)


def _widget(widget: Widget, path: Path, report: Report) -> None:
    for name in ("scripts", "links"):
        for at, place in enumerate(getattr(widget, name)):
            _place(place, (*path, name, at), report, host=True)
    _all_css(widget.elements, (*path, "elements"), report)
    if not (widget.scripts or widget.links or widget.inline or widget.elements) and widget.grade != "D":
        report.add(path, "nothing tells that it is there", "add scripts, links, inline or elements, or grade it D")


def _inline(inline: Inline, path: Path, report: Report) -> None:
    _literal(inline.after, (*path, "after"), report)
    if inline.kind not in places.KINDS:
        report.add((*path, "kind"), f"{inline.kind!r} has no end", f"use one of: {', '.join(sorted(places.KINDS))}")


def _widgets(widgets: Widgets, path: Path, report: Report) -> None:
    schema(widgets.schema, report)
    seen: set[str] = set()
    for at, widget in enumerate(widgets.widgets):
        if widget.id in seen:
            report.add((*path, "widgets", at, "id"), f"{widget.id!r} is listed twice", "join the two")
        seen.add(widget.id)


def check_names(surfaces: dict[str, tuple[object, Report]]) -> None:
    """Report surfaces whose id is not the name of their file."""
    for stem, (surface, report) in surfaces.items():
        if surface is not BROKEN and isinstance(surface, Surface) and surface.id != stem:
            report.add(("id",), f"{surface.id!r} is not the name of the file", f"write id = {stem!r}")


SURFACE_CHECKS: Checks = {
    Source: _source,
    Flag: _flag,
    Open: _open,
    Peer: _peer,
    Sign: _sign,
    Messages: _messages,
    Surface: _surface,
    Widget: _widget,
    Inline: _inline,
    Widgets: _widgets,
}
