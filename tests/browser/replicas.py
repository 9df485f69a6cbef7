"""The replica pages of surfaces, and what the worker has of the page in the tab."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from browser.driver import Driver
from browser.samples import PAGES
from browser.server import SiteMap

FOLDER = PAGES / "replicas"
_EXPECTED = re.compile(r'<script type="application/json" id="expected">(.*?)</script>', re.DOTALL)
SECONDS = 10.0
"""How long a page may take until its messages are in the worker; two looks at each and a busy machine."""


@dataclass(frozen=True)
class Replica:
    """A page as a surface looks, and what has to be read of it."""

    name: str
    html: str
    url: str
    expected: dict[str, Any]

    @property
    def has_ids(self) -> bool:
        """Whether its messages carry ids; otherwise those are made up and not compared."""
        return all("id" in message for message in self.expected["messages"])


def load(name: str) -> Replica:
    """Return the replica ``tests/pages/replicas/<name>.html``."""
    html = (FOLDER / f"{name}.html").read_text(encoding="utf-8")
    found = _EXPECTED.search(html)
    assert found is not None, f"{name} has no expected values"
    expected = json.loads(found[1])
    return Replica(name, html, expected.pop("url"), expected)


def names() -> list[str]:
    """Return the names of all replicas."""
    return sorted(path.stem for path in FOLDER.glob("*.html"))


def chats(driver: Driver) -> dict[str, Any]:
    """Return what the worker has of the tab: ``now``, ``conversations``, ``widgets``."""
    message = json.dumps({"type": "chats", "tab": driver.tab_id()})
    found = driver.evaluate_extension(f"chrome.runtime.sendMessage({message})")
    return found if isinstance(found, dict) else {"now": None, "conversations": [], "widgets": []}


def show(driver: Driver, sites: SiteMap, replica: Replica, html: str | None = None, *, url: str | None = None) -> None:
    """Open ``replica`` (or ``html`` in its place) at its own address, as a document of its own."""
    address = url or replica.url
    sites.add(address, html or replica.html)
    # A change of nothing but the fragment would not load the page.
    driver.open("https://blank.realdesk.example/")
    driver.open(address)


def reading(driver: Driver, replica: Replica) -> dict[str, Any] | None:
    """Return what was read so far, in the form of an expected block; ``None`` before anything was said."""
    found = chats(driver)
    now = found["now"]
    if now is None:
        return None
    messages = [
        message
        for chat in found["conversations"]
        if chat["conversation"] == now["conversation"]
        for message in chat["messages"]
    ]
    if not replica.has_ids:
        messages = [{key: value for key, value in message.items() if key != "id"} for message in messages]
    keys = ("surface", "state", "conversation", "peer", "composer")
    return {**{key: now[key] for key in keys}, "messages": messages}
