"""Verification that takes over a messenger account, or runs a command on the visitor's computer."""

from __future__ import annotations

from collections.abc import Iterable

from realdesk.signals.interface import Context, Finding
from realdesk.signals.zone import Zone

_MESSENGERS = frozenset(
    {
        "telegram.org",
        "t.me",
        "whatsapp.com",
        "wechat.com",
        "weixin.qq.com",
        "line.me",
        "signal.org",
        "zalo.me",
        "kakao.com",
        "viber.com",
    }
)


def find(context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
    """Yield ``asks_messenger_code`` (a form for the login code of a messenger) and ``asks_run_command``."""
    del suspects
    if context.about_fraud:
        return
    if context.host.registrable not in _MESSENGERS and _asks_code(context):
        yield Finding("asks_messenger_code")
    if context.body_has("run_command"):
        yield Finding("asks_run_command")
        if context.body_has("human_check") or any(zone.has("human_check") for zone in context.heads):
            yield Finding("claims_human_check")


def _asks_code(context: Context) -> bool:
    """Tell whether the text speaks of a messenger's login and the form has a place for a code or password."""
    # A kit shows one step at a time: the code comes after the telephone number.
    steps = (*context.fields, *context.later_fields)
    places = [field for field, zone in steps if zone.has("one_time_code") or field.type == "password"]
    if not places:
        return False
    coded = any(zone.has("one_time_code") for _, zone in steps)
    return context.body_has("messenger_code") or (coded and any(_is_messenger(zone) for zone in context.heads))


def _is_messenger(zone: Zone) -> bool:
    """Tell whether a title or heading is a messenger's name, or names its login or security centre."""
    whole = (0, len(zone.text))
    return zone.has("messenger_page") or any(
        hit.kind == "messenger_name" and (hit.start, hit.end) == whole for hit in zone.hits
    )
