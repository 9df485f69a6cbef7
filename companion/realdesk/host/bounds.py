"""Cuts a page to the limits of PROTOCOL.md, whatever a sender claims to have cut already."""

from __future__ import annotations

from realdesk.protocol import Chat, ChatMessage, ChatPeer, Field, Frame, Link, Page, Widget

MAX_FRAMES = 16
MAX_TITLE = 300
MAX_HEADINGS, MAX_HEADING = 40, 200
MAX_TEXT = 50_000
MAX_LINKS, MAX_HREF, MAX_LINK_TEXT = 300, 2_000, 200
MAX_FIELDS, MAX_LABEL, MAX_NAME = 200, 300, 100
MAX_BUTTONS, MAX_BUTTON = 60, 100
MAX_HIDDEN = 10_000
MAX_ALTS, MAX_GENERATED, MAX_CAPTION = 60, 60, 200
MAX_FRAME_URLS, MAX_ACTIONS, MAX_ADDRESS = 20, 20, 500
MAX_WIDGETS, MAX_VENDOR, MAX_TENANT = 20, 40, 200
MAX_COUNT = 1_000_000
MAX_SURFACE, MAX_CONVERSATION = 40, 300
MAX_PEER, MAX_BIO = 300, 1_000
MAX_MESSAGES, MAX_MESSAGE, MAX_ID, MAX_MESSAGE_LINKS = 200, 4_000, 300, 30


def clip(page: Page) -> Page:
    """Return ``page`` with nothing longer or more numerous than the limits."""
    widgets = tuple(Widget(item.vendor[:MAX_VENDOR], item.tenant[:MAX_TENANT]) for item in page.widgets[:MAX_WIDGETS])
    return Page(page.url[: MAX_HREF * 4], tuple(_frame(frame) for frame in page.frames[:MAX_FRAMES]), widgets)


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
            Field(
                field.type[:MAX_NAME],
                field.label[:MAX_LABEL],
                field.name[:MAX_NAME],
                _count(field.max_length),
                field.autocomplete[:MAX_NAME],
                field.visible,
            )
            for field in frame.fields[:MAX_FIELDS]
        ),
        buttons=tuple(button[:MAX_BUTTON] for button in frame.buttons[:MAX_BUTTONS]),
        truncated=frame.truncated,
        description=frame.description[:MAX_TITLE],
        alts=_each(frame.alts[:MAX_ALTS], MAX_CAPTION),
        generated=_each(frame.generated[:MAX_GENERATED], MAX_CAPTION),
        hidden=frame.hidden[:MAX_HIDDEN],
        frame_urls=_each(frame.frame_urls[:MAX_FRAME_URLS], MAX_ADDRESS),
        actions=_each(frame.actions[:MAX_ACTIONS], MAX_ADDRESS),
    )


def clip_chat(chat: Chat) -> Chat:
    """Return ``chat`` with nothing longer or more numerous than the limits."""
    return Chat(
        messages=tuple(_message(message) for message in chat.messages[:MAX_MESSAGES]),
        surface=chat.surface[:MAX_SURFACE],
        page_url=chat.page_url[: MAX_HREF * 4],
        conversation=chat.conversation[:MAX_CONVERSATION],
        peer=_peer(chat.peer) if chat.peer is not None else None,
        more=chat.more,
    )


def _message(message: ChatMessage) -> ChatMessage:
    links = _each(message.links[:MAX_MESSAGE_LINKS], MAX_HREF)
    return ChatMessage(message.text[:MAX_MESSAGE], message.sender, message.id[:MAX_ID], links)


def _peer(peer: ChatPeer) -> ChatPeer:
    return ChatPeer(
        id=(peer.id or "")[:MAX_PEER],
        display_name=(peer.display_name or "")[:MAX_PEER],
        handle=(peer.handle or "")[:MAX_PEER],
        bio=(peer.bio or "")[:MAX_BIO],
        verified=peer.verified,
    )


def _each(texts: tuple[str, ...], most: int) -> tuple[str, ...]:
    return tuple(text[:most] for text in texts)


def _count(number: int) -> int:
    """Return a number as far as numbers of a page go; -1 stays what is not said."""
    return min(max(number, -1), MAX_COUNT)
