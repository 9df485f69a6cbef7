"""Public lists turned on for a measurement: what the rules alone cannot know of an account may stand on a list.

``REALDESK_EVAL_LISTS`` names a folder with the content of lists as their servers send it, one file for each, named after the
feed in ``rules/feeds.toml`` (``keplr_x.txt``, ``cryptoscamdb_x.json``). Nothing is fetched. Lists are no part of the project,
and accounts of the evaluation data may stand on the lists that they were taken from: what is found so is not what the rules
find, and is reported beside it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from realdesk.feeds.compile import compile_feeds
from realdesk.feeds.reader import Blocklist
from realdesk.feeds.update import read_list
from realdesk.index.reader import Index


def given(index: Index) -> Blocklist | None:
    """Return the lists of the folder that the environment names, compiled; ``None`` where it names none.

    Raises:
        KeyError: a file is not named after a feed of the rules.
        FeedError: a file is not of its feed's format.
    """
    name = os.environ.get("REALDESK_EVAL_LISTS", "")
    if not name:
        return None
    feeds, now = {feed.id: feed for feed in index.core.feeds}, int(time.time())
    paths = sorted(path for path in Path(name).iterdir() if path.is_file())
    kept = [
        (
            path.stem,
            feeds[path.stem].name,
            read_list(feeds[path.stem], path.read_bytes(), index, known={}, now=now).kept,
        )
        for path in paths
    ]
    return Blocklist(compile_feeds(kept, made=now))


@contextmanager
def turned_on(index: Index, blocklist: Blocklist) -> Iterator[None]:
    """Judge with ``blocklist`` as if the user had turned its feeds on."""
    before, index.blocklist = index.blocklist, blocklist
    try:
        yield
    finally:
        index.blocklist = before
