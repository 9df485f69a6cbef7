"""Cuts a page to the limits of PROTOCOL.md, whatever a sender claims to have cut already."""

from __future__ import annotations

from realdesk.protocol import Field, Frame, Link, Page

MAX_FRAMES = 16
MAX_TITLE = 300
MAX_HEADINGS, MAX_HEADING = 40, 200
MAX_TEXT = 50_000
MAX_LINKS, MAX_HREF, MAX_LINK_TEXT = 300, 2_000, 200
MAX_FIELDS, MAX_LABEL, MAX_NAME = 200, 300, 100
MAX_BUTTONS, MAX_BUTTON = 60, 100


def clip(page: Page) -> Page:
    """Return ``page`` with nothing longer or more numerous than the limits."""
    return Page(page.url[: MAX_HREF * 4], tuple(_frame(frame) for frame in page.frames[:MAX_FRAMES]))


def _frame(frame: Frame) -> Frame:
    return Frame(
        url=frame.url[: MAX_HREF * 4],
        title=frame.title[:MAX_TITLE],
        site_name=frame.site_name[:MAX_TITLE],
        lang=frame.lang[:MAX_NAME],
        headings=tuple(heading[:MAX_HEADING] for heading in frame.headings[:MAX_HEADINGS]),
        text=frame.text[:MAX_TEXT],
        links=tuple(Link(link.href[:MAX_HREF], link.text[:MAX_LINK_TEXT]) for link in frame.links[:MAX_LINKS]),
        fields=tuple(
            Field(field.type[:MAX_NAME], field.label[:MAX_LABEL], field.name[:MAX_NAME], field.max_length)
            for field in frame.fields[:MAX_FIELDS]
        ),
        buttons=tuple(button[:MAX_BUTTON] for button in frame.buttons[:MAX_BUTTONS]),
        truncated=frame.truncated,
    )
