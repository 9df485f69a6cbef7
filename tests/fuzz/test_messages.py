"""Whatever arrives at the host, there is one reply with the id, no exception, and the next message is answered."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from realdesk.host import bounds
from realdesk.host.framing import MAX_OUT
from realdesk.host.generation import Generation
from realdesk.host.service import Service
from realdesk.protocol import Field, Frame, Link, Page

KINDS = ("hello", "check_page", "contacts", "check_chat", "forget_chat")
FRAME_FIELDS = Frame.__struct_fields__
TEXT = st.text(max_size=40) | st.sampled_from(
    [
        "",
        "https://coinbase-help.com/",
        "MetaMask Support",
        "seed phrase",
        "\ud7ff",
        "\x00",
        "x" * 5000,
        "@",
        "+1 863 555 0130",
    ]
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=6,
)
NUMBER = st.integers(-(2**63), 2**64 - 1) | st.sampled_from([-1, 0, 12, 2**31])
LINK = st.fixed_dictionaries({"href": TEXT}, optional={"text": TEXT})
FIELD = st.fixed_dictionaries(
    {"type": TEXT},
    optional={"label": TEXT, "name": TEXT, "max_length": NUMBER, "autocomplete": TEXT, "visible": st.booleans()},
)
LISTS = ("headings", "buttons", "alts", "generated", "frame_urls", "actions")
TEXTS = ("title", "site_name", "lang", "text", "description", "hidden")
FRAME = st.fixed_dictionaries(
    {"url": TEXT},
    optional={
        **dict.fromkeys(TEXTS, TEXT),
        **{name: st.lists(TEXT, max_size=5) for name in LISTS},
        "links": st.lists(LINK, max_size=5),
        "fields": st.lists(FIELD, max_size=5),
        "truncated": st.booleans(),
    },
)
PAGE = st.fixed_dictionaries({"url": TEXT, "frames": st.lists(FRAME, max_size=4)})


@pytest.fixture(scope="module")
def service(index_data: bytes, tmp_path_factory: pytest.TempPathFactory) -> Service:
    path = tmp_path_factory.mktemp("state") / "index.bin"
    path.write_bytes(index_data)
    return Service(Generation(path))


def answered(service: Service, message: bytes) -> Any:
    reply = service.answer(message)
    assert len(reply) < MAX_OUT
    found = json.loads(reply)
    assert ("result" in found) != ("error" in found)
    assert found.get("error", {}).get("code") != "internal", found
    return found


def test_the_strategies_know_every_field() -> None:
    assert {*LISTS, *TEXTS, "url", "links", "fields", "truncated"} == set(FRAME_FIELDS)


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(-(2**63), 2**63 - 1), PAGE)
def test_every_page_that_has_the_right_shape_is_judged(service: Service, number: int, page: Any) -> None:
    found = answered(service, json.dumps({"type": "check_page", "id": number, "page": page}).encode())
    assert found["id"] == number
    if "error" in found:  # a number beyond 64 bits, and nothing else
        assert found["error"]["code"] == "bad_message"
    else:
        assert found["result"]["level"] in {"official", "none", "unknown", "caution", "danger"}


@settings(max_examples=400)
@given(st.integers(0, 2**53), PAGE, st.data())
def test_one_wrong_type_anywhere_is_refused_with_the_id(
    service: Service, number: int, page: Any, data: st.DataObject
) -> None:
    message = {"type": "check_page", "id": number, "page": page}
    places = [way for way in ways(message) if way not in {("id",), ()}]
    bent = put(message, data.draw(st.sampled_from(places)), data.draw(JUNK))
    assert answered(service, json.dumps(bent).encode())["id"] in {number, None}


@settings(max_examples=300)
@given(st.integers(0, 2**53), PAGE, st.data())
def test_a_message_cut_or_with_a_flipped_bit_is_answered(
    service: Service, number: int, page: Any, data: st.DataObject
) -> None:
    message = bytearray(
        json.dumps({"type": "check_page", "id": number, "page": page}, ensure_ascii=False).encode("utf-8", "replace")
    )
    bit = data.draw(st.integers(0, len(message) * 8 - 1))
    message[bit // 8] ^= 1 << bit % 8
    answered(service, bytes(message))
    answered(service, bytes(message[: data.draw(st.integers(0, len(message)))]))


@settings(max_examples=300)
@given(st.sampled_from(KINDS), JUNK, JUNK)
def test_any_junk_in_any_request_is_answered(service: Service, kind: str, identity: Any, body: Any) -> None:
    fields = body if isinstance(body, dict) else {
        "page": body, "platform": body, "protocol": body, "chat": body, "conversation": body
    }  # fmt: skip

    answered(service, json.dumps({**fields, "type": kind, "id": identity}).encode())


@pytest.mark.parametrize("depth", [100, 10_000, 1_000_000])
@pytest.mark.parametrize(
    ("before", "opening", "closing"),
    [
        ("", "[", "]"),
        ("", '{"a":', "}"),
        ('{"type":"check_page","id":1,"page":', "[", "]"),
        ('{"type":"contacts","id":1,"more":', '{"x":', "}"),
    ],
)
def test_deep_nesting_is_refused(service: Service, depth: int, before: str, opening: str, closing: str) -> None:
    whole = before + opening * depth + "1" + closing * depth + ("}" if before else "")
    for message in (whole, before + opening * depth):
        assert "error" in answered(service, message.encode()) or depth == 100


@pytest.mark.parametrize(
    "number", ["1e400", "-1e400", "9" * 400, "9" * 100_000, "1" * 5000 + ".5", "0x10", "NaN", "Infinity", "-"]
)
def test_huge_and_odd_numbers_are_refused_or_bounded(service: Service, number: str) -> None:
    frame = f'{{"url":"https://x.example/","fields":[{{"type":"text","max_length":{number}}}]}}'
    for message in (
        f'{{"type":"hello","id":{number},"protocol":"1.0"}}',
        f'{{"type":"check_page","id":7,"page":{{"url":"https://x.example/","frames":[{frame}]}}}}',
    ):
        found = answered(service, message.encode())
        # Whole numbers of any length are numbers; what they mean is bounded.
        assert found.get("error", {"code": "bad_message"})["code"] == "bad_message"
        assert "error" in found or number == "9" * 400


def test_a_reply_never_quotes_the_page(service: Service) -> None:
    secret = "zebra umbrella"
    for message in (
        {"type": "check_page", "id": 1, "page": {"url": secret, "frames": secret}},
        {"type": "check_page", "id": 1, "page": {"url": "https://x.example/", "frames": [{"url": 5, "text": secret}]}},
        {"type": "check_page", "id": 1, "page": {"url": "https://x.example/", "frames": [{secret: secret}]}},
        {"type": "hello", "id": secret, "protocol": "1.0"},
    ):
        assert secret not in json.dumps(answered(service, json.dumps(message).encode()))


def test_nothing_exceeds_the_limits_after_clipping() -> None:
    huge = "x" * 200_000
    many = tuple(huge for _ in range(500))
    frame = Frame(
        huge, huge, huge, huge, many, huge, tuple(Link(huge, huge) for _ in range(500)),
        tuple(Field(huge, huge, huge, 2**62, huge) for _ in range(500)), many, truncated=False, description=huge,
        alts=many, generated=many, hidden=huge, frame_urls=many, actions=many,
    )  # fmt: skip
    clipped = bounds.clip(Page(huge, (frame,) * 100))
    size = len(msgspec.json.encode(clipped))
    assert len(clipped.frames) == bounds.MAX_FRAMES
    assert size < bounds.MAX_FRAMES * 1_000_000
    assert clipped.frames[0].fields[0].max_length == bounds.MAX_COUNT
    for name in FRAME_FIELDS:
        value = getattr(clipped.frames[0], name)
        assert not isinstance(value, str | tuple) or len(value) <= bounds.MAX_TEXT, name


def ways(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way, *(place for key, item in inner for place in ways(item, (*way, key)))]


def put(value: Any, way: tuple[Any, ...], junk: Any) -> Any:
    if not way:
        return junk
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[way[0]] = put(copy[way[0]], way[1:], junk)
    return copy
