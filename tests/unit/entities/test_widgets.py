"""Tenants of support chats in addresses and code: the same as the extension finds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from realdesk.cli.extract import page_of_html
from realdesk.entities import places, widgets
from realdesk.index.reader import Index
from realdesk.protocol import Widget
from realdesk.ruleset.model import Ruleset

VECTORS = Path(__file__).parents[2] / "protocol" / "places.json"
HTML = """<!doctype html><title>Help</title><p>Chat with us</p>{}"""


@pytest.mark.parametrize(("place", "url", "value"), json.loads(VECTORS.read_text("utf-8"))["good"])
def test_places_match_as_in_the_extension(place: str, url: str, value: str | bool | None) -> None:
    wanted = "" if value is None else None if value is False else value
    assert places.match(place, url) == wanted


def test_every_sample_of_the_rules_gives_its_tenant(ruleset: Ruleset, index: Index) -> None:
    seen = 0
    for widget in ruleset.widgets.widgets:
        for sample in widget.samples:
            vendors = tuple(vendor for vendor in index.vendors if vendor.id == widget.id)
            found = widgets.of_url(sample, vendors) if "://" in sample else widgets.of_code(sample, vendors)
            assert found == widgets.account(widget.id, widget.expect or "")
            seen += 1
    assert seen > 20


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            '<script src="//embed.tawk.to/5a0000000000000000000001/default"></script>',
            ("tawk", "5a0000000000000000000001"),
        ),
        ("<script>_MEIQIA('entId', 990001)</script>", ("meiqia", "990001")),
        ('<a href="https://wa.me/447911123456">Chat</a>', ("whatsapp_float", "447911123456")),
    ],
)
def test_a_saved_page_shows_whose_chat_it_has(index: Index, code: str, expected: tuple[str, str]) -> None:
    page = page_of_html("https://e.example/", HTML.format(code), index.vendors)
    assert page.widgets == (Widget(*expected),)


@pytest.mark.parametrize(
    "code", ["", '<script src="https://embed.tawk.to.evil.example/5a/x"></script>', "<script>x()</script>"]
)
def test_a_page_without_an_account_has_none(index: Index, code: str) -> None:
    assert page_of_html("https://e.example/", HTML.format(code), index.vendors).widgets == ()


def test_hostile_code_and_addresses_are_cut(index: Index) -> None:
    many = "".join(f'<script src="https://embed.tawk.to/{i:024x}/default"></script>' for i in range(3000))
    assert len(page_of_html("https://e.example/", HTML.format(many), index.vendors).widgets) == 3
