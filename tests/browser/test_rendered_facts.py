"""What only a browser knows: what is drawn and what is not, words of style sheets, closed shadows, clobbered members."""

from __future__ import annotations

from typing import Any

import pytest

from browser.driver import Driver
from browser.recorder import Recorder
from browser.server import SiteMap

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def recorder(browser: Driver) -> Recorder:
    return Recorder(browser)


def facts(recorder: Recorder, sites: SiteMap, name: str, html: str) -> Any:
    url = f"https://{name}.garden-facts.com/"
    sites.add(url, html if html.startswith("<!doctype") else f"<!doctype html><meta charset=utf-8>{html}")
    return recorder.page(url)["frames"][0]


HIDDEN = {
    "display": "<style>.x { display: none }</style><div class=x>",
    "visibility": "<style>.x { visibility: hidden }</style><div class=x>",
    "zero-font": "<style>.x { font-size: 0 }</style><div class=x>",
    "zero-box": "<style>.x { width: 0; height: 0; overflow: hidden }</style><div class=x>",
    "one-pixel": "<style>.x { position: absolute; width: 1px; height: 1px; overflow: hidden; clip: rect(0 0 0 0) }</style><div class=x>",
    "off-page": "<style>.x { position: absolute; left: -9999px }</style><div class=x>",
    "above-page": "<style>.x { position: fixed; top: -500px }</style><div class=x>",
    "content-visibility": "<style>.x { content-visibility: hidden }</style><div class=x>",
    "closed-details": "<details><summary>Tomatoes</summary><div>",
    "no-slot": "<x-a><template shadowrootmode=open>Tomatoes</template><div>",
    "media": "<style>@media (min-width: 1px) { .x { display: none } }</style><div class=x>",
    "ancestor": "<style>.x { display: none }</style><section class=x><div><div>",
}


@pytest.mark.parametrize("way", HIDDEN)
def test_words_that_nobody_sees_are_no_text_of_the_page(recorder: Recorder, sites: SiteMap, way: str) -> None:
    html = f"<title>Garden</title><p>Tomatoes like the sun.</p>{HIDDEN[way]}<h2>Daily News</h2><p>reported</p><input name=trap>"
    frame = facts(recorder, sites, f"hidden-{way}", html)
    assert "Tomatoes" in frame["text"]
    assert "reported" not in frame["text"]
    assert "Daily News" in frame["hidden"]
    assert frame["headings"] == []
    # A field has a font size of its own.
    assert frame["fields"][0]["visible"] is (way == "zero-font")


SHOWN = {
    "contents": "<style>.x { display: contents }</style><div class=x>",
    "visible-again": "<style>.x { visibility: hidden } .x > * { visibility: visible }</style><div class=x>",
    "font-again": "<style>.x { font-size: 0 } .x > * { font-size: 16px }</style><div class=x>",
    "leaves-the-clip": "<style>.x { width: 0; height: 0; overflow: hidden } .x > * { position: fixed; top: 9px; left: 9px }</style><div class=x>",
    "overflows": "<style>.x { width: 0; height: 0 }</style><div class=x>",
    "transparent": "<style>.x { opacity: 0; transition: opacity 1s }</style><div class=x>",
    "slotted": "<x-a><template shadowrootmode=open><slot></slot></template><div>",
    "below": "<div style='height: 9000px'></div><div>",
    "auto": "<style>.x { content-visibility: auto }</style><div style='height: 9000px'></div><div class=x>",
    "table": "<style>.x { display: table-cell }</style><div class=x>",
}


@pytest.mark.parametrize("way", SHOWN)
def test_words_that_can_be_seen_stay_text_of_the_page(recorder: Recorder, sites: SiteMap, way: str) -> None:
    html = f"<title>Garden</title>{SHOWN[way]}<h2>Recovery phrase</h2><p>enter it</p><form><input name=seed></form>"
    frame = facts(recorder, sites, f"shown-{way}", html)
    assert frame["headings"] == ["Recovery phrase"]
    assert "Recovery phrase" in frame["text"]
    assert frame["fields"][0]["visible"] is True


LETTERS = (
    "".join(f"<div>{letter}</div>" for letter in "Seed")
    + "<div>&nbsp;</div>"
    + "".join(f"<i>{c}</i>\n" for c in "phrase")
)


@pytest.mark.parametrize(
    "style",
    ["display: flex", "display: inline-flex", "", "display: block"],
    ids=["flex", "inline-flex", "inline", "block"],
)
def test_letters_in_boxes_side_by_side_are_a_word(recorder: Recorder, sites: SiteMap, style: str) -> None:
    inline = ".x > * { display: inline-block }" if style == "" else ""
    html = f"<style>.x {{ {style} }} {inline}</style><title>Garden</title><p class=x>{LETTERS}</p><section class=x>{LETTERS}</section>"
    text = facts(recorder, sites, f"letters-{style.removeprefix('display: ') or 'inline'}", html)["text"]
    assert ("Seed phrase" in text) == (style != "display: block"), text


def test_words_of_style_sheets_are_told_also_from_a_sheet_that_cannot_be_read(
    recorder: Recorder, sites: SiteMap
) -> None:
    css = "label::before { content: 'Recovery ' attr(data-what) } .off::after { content: 'never'; display: none } .g { display: none } .g::before { content: 'gone' }"
    sites.add("https://sheets.garden-cdn.com/a.css", css, content_type="text/css")
    sheets = {
        "foreign": "<link rel=stylesheet href='https://sheets.garden-cdn.com/a.css'>",
        "own": f"<style>@media all {{ {css} }}</style>",
    }
    for name, sheet in sheets.items():
        frame = facts(
            recorder,
            sites,
            f"words-{name}",
            f"{sheet}<title>Garden</title><label data-what=phrase><input></label><p class=g>x</p>",
        )
        assert frame["generated"] == ["Recovery phrase"], name


def test_a_form_cannot_hide_its_fields_behind_the_names_of_its_inputs(recorder: Recorder, sites: SiteMap) -> None:
    names = [
        "firstChild",
        "nextSibling",
        "localName",
        "nodeType",
        "parentNode",
        "getAttribute",
        "shadowRoot",
        "checkVisibility",
    ]
    names += ["childElementCount", "getBoundingClientRect", "namespaceURI", "labels", "openOrClosedShadowRoot"]
    images = "".join(
        f"<img name={name}>"
        for name in ["title", "documentElement", "querySelector", "baseURI", "styleSheets", "getElementById"]
    )
    inputs = "".join(f"<input name={name} type=hidden>" for name in names)
    html = f"<title>Garden</title>{images}<form action='/send'>{inputs}<h1>Recovery phrase</h1><textarea placeholder='12 words'></textarea></form><p>after"
    frame = facts(recorder, sites, "clobbered", html)
    assert frame["title"] == "Garden"
    assert frame["headings"] == ["Recovery phrase"]
    assert [field["label"] for field in frame["fields"]] == ["12 words"]
    assert frame["text"].endswith("after")
    assert frame["actions"] == ["https://clobbered.garden-facts.com/send"]
    assert frame["truncated"] is False


def test_a_closed_shadow_made_by_a_script_is_read(recorder: Recorder, sites: SiteMap) -> None:
    html = (
        "<title>Garden</title><div id=host></div><x-desk>light</x-desk><script>for (const el of [host, document.querySelector('x-desk')])"
        " el.attachShadow({mode: 'closed'}).innerHTML = '<p>closed words</p><input placeholder=\"Seed phrase\">'</script>"
    )
    frame = facts(recorder, sites, "closed-shadow", html)
    assert frame["text"].count("closed words") == 2
    assert [field["label"] for field in frame["fields"]] == ["Seed phrase"] * 2


def test_a_step_that_a_click_shows_is_judged_when_it_is_shown(
    browser: Driver, recorder: Recorder, sites: SiteMap
) -> None:
    html = (
        "<style>.step { display: none } .step.on { display: block }</style><title>Garden</title><button onclick=\"s.className = 'step on'\">Go</button>"
        "<section id=s class=step><h1>MetaMask Support</h1><p>Enter your secret recovery phrase</p><textarea placeholder='Secret recovery phrase'></textarea></section>"
    )
    frame = facts(recorder, sites, "two-steps", html)
    assert frame["headings"] == []
    browser.click_page("button")
    assert browser.reaches({"danger"}, 8).level == "danger"


def test_nothing_that_was_typed_or_stands_in_a_field_is_sent(
    browser: Driver, recorder: Recorder, sites: SiteMap
) -> None:
    url = "https://typed.garden-facts.com/"
    fields = "<input id=a value=zebra1><input type=password value=zebra2><textarea>zebra3</textarea><div contenteditable>zebra4</div><select><option value=zebra5>x</select><input type=hidden value=zebra6>"
    sites.add(url, f"<!doctype html><title>Garden</title><form>{fields}</form><script>a.value = 'zebra7'</script>")
    assert b"zebra" not in recorder.bytes_of(url)
