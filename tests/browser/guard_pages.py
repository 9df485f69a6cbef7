"""Pages with everything a user may write in, which note what reaches them."""

from __future__ import annotations

import json

from conftest import ROOT

TEXTS: dict[str, str] = {
    row["name"]: row["text"] for row in json.loads((ROOT / "tests/vectors/secrets.json").read_text("utf-8"))
}
PHRASE: str = TEXTS["english, 12 words, spaces"]
CHINESE_PHRASE: str = TEXTS["chinese_simplified, 12 words, spaces"]
OTHER_PHRASE: str = TEXTS["english, 24 words, spaces"]
NO_PHRASE: str = TEXTS["no phrase: english, 12 words, wrong checksum"]
KEY: str = TEXTS["WIF, compressed"]
ORDINARY = "The tomatoes are doing well this year, and so are the beans.\nWe will water them on Friday."

_SCRIPT = """
window.seen = [];
for (const type of ["paste", "drop", "keydown", "keypress", "keyup", "submit", "click", "pointerdown", "mousedown"]) {
  addEventListener(type, event => {
    if (type.startsWith("key") && event.key !== "Enter" && event.key !== "Escape") return;
    const what = type.startsWith("key") ? event.key : event.composedPath()[0].id;
    seen.push(`${type} ${what}${event.isTrusted ? "" : " untrusted"}`);
    if (type === "submit") event.preventDefault();
  }, true);
}
"""
_FIELDS = """
<form id="form"><textarea id="area" rows="3" cols="60"></textarea><input id="line"><button id="save">Save</button></form>
<div id="composer" contenteditable="true" style="min-height:40px;border:1px solid #999"></div>
<button id="send" type="button">Send</button>
<textarea id="source"></textarea>
"""
EDITOR = """
editor.addEventListener("paste", event => {
  event.preventDefault();
  document.execCommand("insertText", false, event.clipboardData.getData("text/plain").toUpperCase());
});
"""
"""An editor that takes pastes into its own hands, as the well-known ones do."""


def page(extra: str = "", script: str = "", *, title: str = "Garden notes") -> str:
    """Return a page with a form, a composer and ``extra``; ``seen`` lists the events that reached its scripts."""
    # The notes are taken by the first script of the page, before anything else can listen.
    head = f"<!doctype html><html lang=en><meta charset=utf-8><title>{title}</title><script>{_SCRIPT}</script>"
    return f"{head}<main><h1>{title}</h1>{_FIELDS}{extra}</main><script>{script}</script>"


def grid(count: int) -> str:
    """Return as many fields for one word each, in no form."""
    fields = "".join(f'<p><label>{at}. <input id="word{at}"></label></p>' for at in range(1, count + 1))
    return f'<section id="grid">{fields}</section><div><button id="next" type="button">Next</button></div>'


SHADOW = """
const inner = document.querySelector("#shadow").attachShadow({ mode: "open" });
inner.append(Object.assign(document.createElement("textarea"), { id: "deep" }));
"""


def editor_page(script: str) -> str:
    """Return a chat whose composer ``script`` makes in ``place``."""
    head = f"<!doctype html><html lang=en><meta charset=utf-8><title>Garden notes</title><script>{_SCRIPT}</script>"
    # Every one of them asks for this in its own style sheet.
    place = '<div id="place" style="min-height:60px;border:1px solid #999;white-space:pre-wrap"></div>'
    rest = '<button id="send" type="button">Send</button><textarea id="source"></textarea>'
    return f"{head}<main>{place}{rest}</main><script>{script}</script>"
