"""The popup's search as a test uses it, and the directory it should show."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from browser.driver import OwnPage

TAGS = {"en": "en", "zh_CN": "zh-Hans", "zh_TW": "zh-Hant"}
"""Locale folder to the language tag of names in the rules."""

# One call a platform would spend its time between the processes, so the page goes through all of them by itself.
_VISIT = """(async searches => {
  const part = id => document.getElementById(id);
  const shown = () => part('chosen').dataset.platform;
  const all = (selector, read) => [...part('chosen').querySelectorAll(selector)].map(read);
  const until = async test => {
    for (let end = Date.now() + 4000; !test() && Date.now() < end;) await new Promise(done => setTimeout(done, 2));
  };
  const seen = [];
  for (const [id, typed] of searches) {
    part('query').value = typed;
    part('query').dispatchEvent(new Event('input'));
    const found = [...part('found').children].map(option => option.dataset.platform);
    part('found').querySelector(`[data-platform='${id}']`)?.click();
    await until(() => shown() === id);
    seen.push({
      id, found,
      title: part('chosen').querySelector('h2')?.textContent ?? '',
      text: part('chosen').textContent,
      values: all('.channel', row => row.dataset.value),
      texts: all('.value', value => value.textContent),
      reported: all('.reported .channel', row => row.dataset.value),
      copies: all('.channel button:first-child', button => button.ariaLabel ?? button.getAttribute('aria-label')),
      opens: all('[data-opens]', button => button.dataset.opens),
      links: all('a', link => link.href),
      copied: part('chosen').querySelector('.copied')?.textContent ?? '',
      note: part('chosen').querySelector('.card > .state')?.textContent ?? '',
    });
    part('chosen').querySelector('.back')?.click();
    await until(() => part('chosen').hidden);
  }
  return seen;
})(%s)"""


@dataclass(frozen=True)
class Card:
    """What the popup showed of one platform after a search."""

    id: str
    found: list[str]
    """Ids of the platforms the search offered, best first."""
    title: str
    text: str
    """All text of the card, also what waits behind a click."""
    values: list[str]
    texts: list[str]
    """The values as they are written."""
    reported: list[str]
    """Values that stand apart as not confirmed."""
    copies: list[str]
    """Names of the copy buttons."""
    opens: list[str]
    links: list[str]
    copied: str
    """The line that says that this is the packaged copy, or nothing."""
    note: str
    """What is said of a platform that closed or changed its name."""


def read_directory(extension: Path) -> dict[str, Any]:
    """Return the directory that is packed with ``extension``."""
    found: dict[str, Any] = json.loads((extension / "data" / "directory.json").read_text("utf-8"))
    return found


def name_of(entry: dict[str, Any], locale: str) -> str:
    """Return the name that is shown of ``entry`` in ``locale``."""
    names = entry["names"]
    return str(names.get(TAGS[locale]) or names["en"])


def visit(popup: OwnPage, entries: Iterable[dict[str, Any]], locale: str) -> list[Card]:
    """Search for each platform by its shown name, open its card and go back."""
    searches = json.dumps([[entry["id"], name_of(entry, locale)] for entry in entries])
    return [Card(**seen) for seen in popup.evaluate(_VISIT % searches)]
