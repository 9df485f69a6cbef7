"""Golden messages: the wire form of every request and reply, read by the tests of both sides.

``REALDESK_WRITE_GOLDEN=1`` writes the replies anew after an intended change; requests are written by hand.
"""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from conftest import NOW, index_bytes
from realdesk.host.generation import Generation
from realdesk.host.service import Service
from realdesk.ruleset.model import Brand, Channel, Domain, Evidence, Platform, Regulator, Ruleset, Statement

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.name.removesuffix(".request.json") for path in GOLDEN.glob("*.request.json"))
BEFORE = {"forget_chat": ("check_chat_danger",)}
"""What is sent before a case that is about what was sent before."""


def example_ruleset(ruleset: Ruleset) -> Ruleset:
    """Return the project's ruleset with one invented platform and authority, so that golden replies do not follow the real data."""
    own = Evidence("own_page", "https://www.exampay.example/contact", None, NOW.date())
    platform = Platform(
        schema=1, id="exampay", kind="exchange", status="active", checked=NOW.date(),
        names={"en": ("Exampay",), "zh-Hans": ("样例付",), "zh-Hant": ("樣例付",)},
        brands=(Brand("exampay"),), domains=(Domain("exampay.example", (own,)),),
        channels=(
            Channel("help_center", "https://www.exampay.example/help", "support", (own,), languages=("en", "zh-Hans"), hours="24/7"),
            Channel("x", "exampay", "support", (own,), dm="never"),
        ),
        coverage={"phone": "none"}, statements=(Statement("no_phone_support", (own,)),),
        tickers=("XPAY",), former_names=("Oldpay",), steps={"en": ("Open the app", "Tap Help")},
    )  # fmt: skip
    official = Evidence("own_page", "https://watch.example/contact", None, NOW.date())
    regulator = Regulator(
        schema=1, id="gb_example", kind="regulator", status="active", checked=NOW.date(), country="GB",
        names={"en": ("Example Watch", "EW"), "zh-Hans": ("样例观察局",)},
        takes={"en": "Complaints.", "zh-Hans": "受理投诉。", "zh-Hant": "受理投訴。"},
        domains=(Domain("watch.example", (official,)),),
        channels=(
            Channel("complaint_form", "https://watch.example/complain", "complaint", (official,)),
            Channel("phone", "159", "general", (Evidence("unpublished"),), hours="Mon-Fri 9:00-17:00"),
        ),
    )  # fmt: skip
    return msgspec.structs.replace(ruleset, platforms=(platform,), regulators=(regulator,))


@pytest.fixture(scope="module")
def generation(ruleset: Ruleset, tmp_path_factory: pytest.TempPathFactory) -> Generation:
    path = tmp_path_factory.mktemp("state") / "index.bin"
    path.write_bytes(index_bytes(example_ruleset(ruleset), expires=NOW + timedelta(days=36500)))
    return Generation(path)


@pytest.fixture
def service(generation: Generation) -> Service:
    """A service that has heard nothing yet: what one message leaves behind is no part of another's reply."""
    return Service(generation)


@pytest.mark.parametrize("case", CASES)
def test_reply_is_the_golden_one(service: Service, case: str) -> None:
    request = (GOLDEN / f"{case}.request.json").read_bytes()
    for earlier in BEFORE.get(case, ()):
        service.answer((GOLDEN / f"{earlier}.request.json").read_bytes())
    reply = json.loads(service.answer(request))
    path = GOLDEN / f"{case}.reply.json"
    if os.environ.get("REALDESK_WRITE_GOLDEN"):
        path.write_text(json.dumps(reply, ensure_ascii=False, indent=2) + "\n", "utf-8")
    assert reply == json.loads(path.read_text("utf-8"))


def test_every_request_type_and_error_code_has_a_golden_message() -> None:
    requests = [json.loads((GOLDEN / f"{case}.request.json").read_text("utf-8")) for case in CASES]
    assert {"hello", "check_page", "contacts", "platforms", "regulator", "surfaces", "check_chat", "forget_chat"} <= {
        request["type"] for request in requests
    }
    replies = [json.loads(path.read_text("utf-8")) for path in GOLDEN.glob("*.reply.json")]
    errors = {reply["error"]["code"] for reply in replies if "error" in reply}
    assert {"bad_message", "unknown_type", "protocol_version", "unknown_platform", "unknown_regulator"} <= errors
    assert {"none", "official", "unknown", "caution", "danger"} <= {
        reply["result"]["level"] for reply in replies if "result" in reply and "level" in reply["result"]
    }


def test_surfaces_are_sent_again_only_when_they_are_others(service: Service) -> None:
    first = json.loads(service.answer(b'{"type": "surfaces", "id": 1}'))["result"]
    assert first["rules"]["surfaces"]
    assert first["rules"]["widgets"]
    known = json.dumps({"type": "surfaces", "id": 2, "known": first["digest"]}).encode()
    assert json.loads(service.answer(known))["result"] == {**first, "rules": None}
    other = json.loads(service.answer(b'{"type": "surfaces", "id": 3, "known": "00"}'))["result"]
    assert other == first
