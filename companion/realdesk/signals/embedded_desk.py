"""Support chats built into a page, and forms at form services: whose account they are is an id that can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from realdesk.entities import accounts, widgets
from realdesk.entities.canonical import Canonical
from realdesk.protocol import Widget
from realdesk.signals.interface import Context, Finding

_SHOWN = 80
_MOST_ADDRESSES = 400


def find(context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
    """Yield ``widget_not_listed`` and ``form_not_listed``, at most one of each a platform.

    Both are on very many pages: by the policy they count only where the page claims to be a desk or asks for secrets.
    """
    platforms = suspects | context.named_clearly
    if not platforms:
        return
    widget = next(_unlisted_widgets(context), None)
    form = next((item for item in _forms(context) if not context.index.contact("form", item.value)), None)
    for platform in platforms:
        if widget is not None:
            yield Finding("widget_not_listed", platform, (("vendor", widget.vendor), ("value", widget.tenant[:_SHOWN])))
        if form is not None:
            yield Finding("form_not_listed", platform, (("value", form.value[:_SHOWN]),))


def foreign(context: Context, platform: int) -> Widget | None:
    """Return a support chat in the platform's own page that is none of its accounts, where it lists all it has."""
    coverage = context.index.core.coverage[platform].get("chat_widget")
    return next(_unlisted_widgets(context), None) if coverage in {"complete", "none"} else None


def _unlisted_widgets(context: Context) -> Iterator[Widget]:
    if not context.page.widgets:
        return
    # A floating button is a link to a messenger: a contact like any other (``offered_contact``).
    linked = {found.value.lstrip("+") for link in context.links if (found := accounts.of_url(link.href))}
    for widget in context.page.widgets:
        found = widgets.account(widget.vendor, widget.tenant)
        owners = context.index.contact(found.type, accounts.key(found.type, found.value))
        if widget.tenant.lstrip("+") not in linked and not any(owner.use != "former" for owner in owners):
            yield widget


def _forms(context: Context) -> Iterator[Canonical]:
    """Yield the forms that the page is, shows in a frame, or links to."""
    if context.form is not None:
        yield context.form
    framed = (address for frame in context.frames for address in frame.frame_urls)
    linked = (link.href for link in context.links[:_MOST_ADDRESSES])
    for address in (*framed, *linked):
        found = accounts.of_url(address)
        if found is not None and found.type == "form":
            yield found
