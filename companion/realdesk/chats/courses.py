"""What a conversation is as a whole: somebody with a role, a pretext, an instruction and pressure, in whatever words.

The table is a rule (``rules/chat_slots.toml``); here it is only applied, to reasons that were found before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from realdesk.chats.state import Kept
from realdesk.index.format import ChatSlots

_TURNS = 2
"""Messages that a course takes at least."""


class Courses:
    """Applies one table of courses to the findings on a conversation."""

    def __init__(self, table: ChatSlots) -> None:
        """Apply ``table``."""
        self._courses = table.courses
        self.parts = frozenset(
            code for course in table.courses for codes in (*course.must, *course.sides) for code in codes
        )
        """All codes that courses are made of."""

    def of(self, found: Iterable[Kept]) -> Iterator[Kept]:
        """Yield what the findings come to together, each at the message that completed it."""
        # The first of each code: what is said again changes nothing.
        first: dict[str, Kept] = {}
        for kept in found:
            first.setdefault(kept.code, kept)
        for course in self._courses:
            must = [_earliest(codes, first) for codes in course.must]
            parts = [kept for kept in must if kept is not None]
            if len(parts) < len(must):
                continue
            found_sides = (_earliest(codes, first) for codes in course.sides)
            sides = sorted((kept for kept in found_sides if kept is not None), key=_at)
            if len(sides) < course.least:
                continue
            parts += sides
            # One text that says everything at once is an advert, an article or a manual more often than a talk.
            if len({kept.at for kept in parts if kept.message}) < _TURNS:
                continue
            last = max([*parts[: len(must) + course.least]], key=_at)
            yield Kept(course.code, "", (("message", last.message),), last.at, last.message)


def _earliest(codes: tuple[str, ...], first: dict[str, Kept]) -> Kept | None:
    return min((first[code] for code in codes if code in first), key=_at, default=None)


def _at(kept: Kept) -> int:
    return kept.at
