"""The rules as the bytes that are signed: the same rules give the same bytes, on every machine."""

from __future__ import annotations

import msgspec

from realdesk.errors import BundleUnreadable
from realdesk.ruleset.model import SCHEMA, Ruleset


class _Version(msgspec.Struct):
    schema: int


def encode(ruleset: Ruleset) -> bytes:
    """Return ``ruleset.json``: UTF-8 JSON with sorted keys, platforms and regulators by id, phrases by language."""
    ordered = msgspec.structs.replace(
        ruleset,
        platforms=tuple(sorted(ruleset.platforms, key=lambda platform: platform.id)),
        regulators=tuple(sorted(ruleset.regulators, key=lambda regulator: regulator.id)),
        surfaces=tuple(sorted(ruleset.surfaces, key=lambda surface: surface.id)),
        phrases=tuple(sorted(ruleset.phrases, key=lambda phrases: phrases.lang)),
    )
    return msgspec.json.encode(ordered, order="sorted") + b"\n"


def decode(data: bytes) -> Ruleset:
    """Return the rules in ``data``.

    Raises:
        BundleUnreadable: not a ruleset, or one of another schema.
    """
    try:
        found = msgspec.json.decode(data, type=_Version).schema
        if found == SCHEMA:
            return msgspec.json.decode(data, type=Ruleset)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise BundleUnreadable(
            f"The ruleset cannot be read: {error}.",
            hint="Build it again with `realdesk rules build`, or get a new one from where this came from.",
        ) from error
    raise BundleUnreadable(
        f"The ruleset has schema {found}; this version of realdesk reads schema {SCHEMA}.",
        hint="Update realdesk." if found > SCHEMA else "Get a ruleset made for this version of realdesk.",
    )
