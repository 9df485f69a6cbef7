"""What the findings on a conversation add up to, for the platform that most of them speak of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import msgspec

from realdesk.chats.state import Kept
from realdesk.index.reader import Index
from realdesk.protocol import Level
from realdesk.scoring import counted, level_of, score_of

_MOST = 512
"""Sets of findings of which is kept what they add up to: a conversation is weighed again with every message."""


class Weighed(msgspec.Struct, frozen=True, gc=False):
    """Level and score, the platform they are about (empty for none) and its position (-1), and the codes that count."""

    level: Level
    score: int
    name: str
    platform: int
    codes: frozenset[str]

    def counted(self, found: Iterable[Kept]) -> list[Kept]:
        """Return those of ``found`` that count."""
        names = self.name, ""
        return [kept for kept in found if kept.code in self.codes and kept.platform in names]


class Weighing:
    """Weighs findings by the policy of one index."""

    def __init__(self, index: Index) -> None:
        """Weigh by ``index``."""
        self._index = index
        self._known = lru_cache(_MOST)(self._heaviest)

    def __call__(self, found: Iterable[Kept], *, listed: bool) -> Weighed:
        """Return what ``found`` adds up to; ``listed``: whether it speaks against an official desk."""
        said = frozenset([(kept.platform, kept.code) for kept in found])
        if listed:
            # A desk that is listed may be taken over: only what no desk ever asks for counts.
            policy = self._index.core.policy
            said = frozenset((name, code) for name, code in said if code in policy and policy[code].always)
        return self._known(said)

    def _heaviest(self, said: frozenset[tuple[str, str]]) -> Weighed:
        """Choose the platform with the highest score."""
        names = {name for name, _ in said if name} or {""}
        return max((self._of(said, name) for name in sorted(names)), key=lambda item: (item.score, item.platform))

    def _of(self, said: frozenset[tuple[str, str]], platform: str) -> Weighed:
        core = self._index.core
        codes = counted((code for name, code in said if name in {platform, ""}), core.policy)
        score = score_of(codes, core.policy)
        return Weighed(level_of(score, codes, core), score, platform, self._index.number.get(platform, -1), codes)
