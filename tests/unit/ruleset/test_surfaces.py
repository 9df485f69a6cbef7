"""Surfaces: each fault is found at its place, only plain words pass, and what is graded D is not delivered."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from conftest import ROOT
from realdesk.index.compile_surfaces import surfaces_record
from realdesk.ruleset import places, selectors
from realdesk.ruleset.model import Ruleset
from realdesk.ruleset.source import load
from unit.ruleset.sample import line_of
from unit.ruleset.surface_sample import broken

S = "surfaces/acme_chat.toml"
W = "widgets.toml"
VECTORS = ROOT / "tests" / "protocol"

# name: file, text to replace, replacement, text on the expected line, field, part of the message
FAULTS = {
    "unknown key": (S, "self_check =", "script =", "script", "script", "unknown key 'script'"),
    "unknown word": (S, 'kind = "chat"', 'kind = "chats"', "kind", "kind", "'chats' is not a known value"),
    "unknown operation in a sign": (S, 'css = ".mine"', 'match = ".mine"', "signs", "messages.signs[0].match", "unknown key"),
    "id is not the file name": (S, 'id = "acme_chat"', 'id = "acme"', "id =", "id", "is not the name of the file"),
    "selector with a condition": (S, 'root = "#chat"', 'root = "#chat:has(input)"', "root", "root", "is not a plain selector"),
    "selector for what is typed": (S, 'text = ".words"', "text = 'input[value=\"a\"]'", "text =", "messages.text", "asks for the attribute 'value'"),
    "attribute that is typed": (S, 'attr = "data-id"', 'attr = "value"', "id = { css", "messages.id.attr", "may not be read"),
    "pattern in an address": (S, '"/room/{digits}"]', '"/room/[0-9]+"]', "places =", "open.places[0]", "is not an address with placeholders"),
    "placeholder that is not known": (S, '"/room/{digits}"]', '"/room/{all}"]', "places =", "open.places[0]", "has the placeholder 'all'"),
    "page on every host": (S, '"//chat.acme.example/*"', '"/*"', "pages", "pages[0].place", "does not begin with '//'"),
    "one sign that it is open": (S, 'places = ["/room/{digits}"]\n', "", "[open]", "open", "one sign or none"),
    "value from nowhere": (S, 'css = ".head .name", ', "", "name = [{", "peer.name[0]", "needs either 'css' or 'place'"),
    "value from two places": (S, 'css = ".head .name"', 'css = ".a", place = "/{name}"', "name = [{", "peer.name[0]", "needs either 'css' or 'place'"),
    "value behind a text, without an end": (S, 'css = ".head .name"', 'css = ".a", after = "x"', "name = [{", "peer.name[0].kind", "has no end"),
    "required value that is not delivered": (S, 'required = ["name"]', 'required = ["name", "bio"]', "required", "peer.required[1]", "no source of bio is enabled"),
    "witness of nothing": (S, "witness = { name", "witness = { handle", "witness", "peer.witness.handle", "there is no handle"),
    "sign of two ways": (S, 'css = ".mine"', 'css = ".mine", has = ".x"', "signs", "messages.signs[0]", "needs one of"),
    "sign by a sender that is not read": (S, 'sender = { css = ".who", grade = "B" }\n', "", "[messages]", "messages.sender", "is missing"),
    "own name that is not read": (S, 'own = ".me .name"\n', "", "[messages]", "messages.own", "is missing"),
    "badge that may be somebody else's": (S, 'own = ".me .name"', 'own = ".me .name"\nbadge = ".tick"', "badge =", "messages.badge", "cannot be told whose it is"),
    "advertisement that leads nowhere": (S, 'own = ".me .name"', 'own = ".me .name"\nad = ".ad"', "ad =", "messages.ad", "leads nowhere"),
    "catch-all that rests on one class": (S, ', { side = "me", sender = "own" }', "", "otherwise", "messages.otherwise", "rests on one sign"),
    "nothing to check itself by": (S, 'self_check = [".head"]', "self_check = []", "self_check", "self_check", "is empty"),
    "result without an address": (S, 'text = ".words"', 'text = ".words"\ntarget = [{ css = "a", attr = "href", kind = "slug", grade = "A" }]', "target =", "messages.target[0].kind", "'slug' leads nowhere"),
    "search without targets": (S, 'kind = "chat"', 'kind = "search"', "[messages]", "messages", "targets belong to searches"),
    "long wait": (S, "composer =", "confirm_ms = 60000\ncomposer =", "confirm_ms", "confirm_ms", "is not between"),
    "widget without a sign": (W, 'grade = "D"', 'grade = "A"', 'id = "bolt', "widgets[1]", "nothing tells that it is there"),
    "widget listed twice": (W, '"bolt_widget"', '"acme_widget"', "id = ", "widgets[1].id", "is listed twice"),
    "inline value without an end": (W, 'kind = "hex"', 'kind = "text"', "inline", "widgets[0].inline[0].kind", "has no end"),
}  # fmt: skip


def test_sample_has_no_problems(tmp_path: Path) -> None:
    assert broken(tmp_path, S, "", "")[1] == ()


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_reported_at_its_place(tmp_path: Path, name: str) -> None:
    file, old, new, place, field, message = FAULTS[name]
    text, problems = broken(tmp_path, file, old, new)
    found = [problem for problem in problems if problem.field == field and message in problem.message]
    assert len(found) == 1, problems
    assert found[0].file == file
    if name != "widget listed twice":
        assert abs(found[0].line - line_of(text, place)) <= 1
    assert found[0].hint


@pytest.mark.parametrize("kind", ["good", "bad"])
def test_selectors_are_judged_as_in_the_extension(kind: str) -> None:
    for selector in json.loads((VECTORS / "selectors.json").read_text("utf-8"))[kind]:
        assert (selectors.fault(selector) is None) == (kind == "good"), selector


def test_places_are_judged_as_in_the_extension() -> None:
    vectors = json.loads((VECTORS / "places.json").read_text("utf-8"))
    for place, *_ in vectors["good"]:
        assert places.fault(place) is None, place
    for place in vectors["bad"]:
        assert places.fault(place) is not None, place


def test_what_is_graded_d_is_not_delivered(tmp_path: Path) -> None:
    broken(tmp_path, S, "", "")
    found = json.loads(surfaces_record(load(tmp_path)))
    (surface,) = found["surfaces"]
    assert surface["pages"] == [{"grade": "A", "place": "//chat.acme.example/*"}]
    assert "bio" not in surface["peer"]
    assert "verified" not in surface["peer"]
    assert [widget["id"] for widget in found["widgets"]] == ["acme_widget"]
    assert '"D"' not in json.dumps(found)


def test_surface_whose_pages_are_all_graded_d_is_not_delivered(tmp_path: Path) -> None:
    broken(tmp_path, S, '//chat.acme.example/*", grade = "A"', '//chat.acme.example/*", grade = "D"')
    assert json.loads(surfaces_record(load(tmp_path)))["surfaces"] == []


def test_all_that_is_delivered_fits_into_one_message(ruleset: Ruleset) -> None:
    record = surfaces_record(ruleset)
    assert len(record) < 500_000
    assert b'"D"' not in record
    assert {surface.id for surface in ruleset.surfaces} >= {
        "telegram_k", "telegram_a", "telegram_page", "x_chat", "x_posts", "discord", "whatsapp", "messenger", "instagram",
        "reddit_chat", "reddit_messages", "linkedin", "element", "bitcointalk", "wechat", "google_forms",
    }  # fmt: skip
    assert len(ruleset.widgets.widgets) >= 50


def test_each_well_known_surface_has_a_replica(ruleset: Ruleset) -> None:
    names = {path.stem for path in (ROOT / "tests" / "pages" / "replicas").glob("*.html")}
    well_known = {
        surface.id for surface in ruleset.surfaces if surface.messages is None or surface.messages.grade in {"A", "B"}
    }
    assert well_known <= names


def test_catch_alls_of_the_rules_rest_on_two_signs(ruleset: Ruleset) -> None:
    chats = [surface for surface in ruleset.surfaces if surface.kind == "chat" and surface.messages is not None]
    assert len(chats) >= 8
    for surface in chats:
        assert surface.messages is not None
        sides = {sign.side for sign in surface.messages.signs}
        by_place = any(sign.right is not None for sign in surface.messages.signs)
        assert surface.messages.otherwise is not None or len(sides) == 2 or by_place, surface.id


def test_record_is_the_same_for_rules_in_another_order(ruleset: Ruleset) -> None:
    turned = msgspec.structs.replace(ruleset, surfaces=tuple(reversed(ruleset.surfaces)))
    assert surfaces_record(turned) == surfaces_record(ruleset)
