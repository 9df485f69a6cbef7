"""A message prepared for scoring: folded, without quotations, its phrases, and which of them are denied."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from realdesk.index.reader import Index
from realdesk.text.phrases import Hit

MAX_TEXT = 4_000
MAX_HITS = 600
_REACH = 90
"""Characters over which "never" governs a list of things in one sentence."""
_QUOTED = re.compile(r"[“\"「『«„]([^“”\"「」『』«»„]{12,600})[”\"」』»“]")
_MAY_QUOTE = re.compile(r"[>“\"「『«„]")
_QUOTE_LINE = re.compile(r"(?m)^\s*>[^\n]*$")
_END = re.compile(r"[.!?;](?=\s|$)|[。！？!?；\n…]")
_ADDRESS = re.compile(r"https?://\S+|@\w+|[\w-]+(?:\.[\w-]+)+(?:/\S*)?", re.ASCII)
_PAUSE = re.compile(r"[,，;；:：]|\s[-–—]\s")


class Message:
    """The phrases of one message by class, each with the sentence it stands in."""

    def __init__(self, text: str, index: Index) -> None:
        """Read ``text`` with the phrases of ``index``."""
        self.raw, self.is_quotation = unquoted(text[:MAX_TEXT])
        self.text = index.folding(_lines(self.raw))
        self.hits = index.chat_matcher.find(self.text)[:MAX_HITS]
        self.by_kind: dict[str, list[Hit]] = {}
        for hit in self.hits:
            known = self.by_kind.get(hit.kind)
            if known is None:
                self.by_kind[hit.kind] = [hit]
            else:
                known.append(hit)

    @cached_property
    def wording(self) -> str:
        """The folded text without addresses and names of accounts: they are judged by themselves."""
        # Folding left no white space but single spaces, and an address has none in it: most words are no address.
        words = [_ADDRESS.sub(" ", w) if "." in w or "@" in w or "://" in w else w for w in self.text.split(" ")]
        return " ".join(" ".join(words).split())

    @cached_property
    def ends(self) -> list[int]:
        """Where the sentences end."""
        return [match.end() for match in _END.finditer(self.text)]

    @cached_property
    def _denials(self) -> list[Hit]:
        return self._unsoothed() if "chat_never" in self.by_kind or "chat_never_after" in self.by_kind else []

    @cached_property
    def _about_fraud(self) -> frozenset[int]:
        """The numbers of the sentences about fraud."""
        return frozenset(self.sentence(hit.start) for hit in self.by_kind.get("chat_fraud", ()))

    def sentence(self, position: int) -> int:
        """Return the number of the sentence that ``position`` stands in."""
        return bisect_right(self.ends, position)

    def of(self, *kinds: str) -> list[Hit]:
        """Return the hits of ``kinds`` that are not denied and in no sentence about fraud."""
        found = self.plain(*kinds)
        return [hit for hit in found if self.asserted(hit)] if found and (self._about_fraud or self._denials) else found

    def plain(self, *kinds: str) -> list[Hit]:
        """Return the hits of ``kinds``, denied or not."""
        return [hit for kind in kinds for hit in self.by_kind.get(kind, ())]

    def asserted(self, hit: Hit) -> bool:
        """Tell whether ``hit`` is neither denied nor part of a sentence about fraud."""
        sentence = self.sentence(hit.start)
        if sentence in self._about_fraud:
            return False
        return not any(self._governs(other, hit, sentence) for other in self._denials)

    def _governs(self, denial: Hit, hit: Hit, sentence: int) -> bool:
        if self.sentence(denial.start) != sentence:
            return False
        if denial.kind == "chat_never_after":
            return 0 <= denial.start - hit.end <= _REACH
        if not 0 <= hit.start - denial.end <= _REACH and not denial.start <= hit.start < denial.end:
            return False
        # "Never share it with strangers, send me ..." begins anew after the pause.
        pause = _PAUSE.search(self.text, denial.end, hit.end)
        anew = self.by_kind.get("chat_give_me", ()) if pause else ()
        return not any(pause and pause.end() <= give.start <= hit.start for give in anew)

    def _unsoothed(self) -> list[Hit]:
        """Return the denials, without those inside "don't worry"."""
        calming = [(hit.start, hit.end) for hit in self.by_kind.get("chat_calm", ())]
        found = self.plain("chat_never", "chat_never_after")
        return [hit for hit in found if not any(start < hit.end and hit.start < end for start, end in calming)]


def unquoted(text: str) -> tuple[str, bool]:
    """Return ``text`` without what it quotes, and whether that was all of it: then the quotation is returned."""
    if not _MAY_QUOTE.search(text):
        return text, False
    text = _QUOTE_LINE.sub(" ", text)
    rest = _QUOTED.sub(" … ", text)
    return (rest, False) if sum(map(str.isalnum, rest)) >= 4 else (text, rest != text)


def _lines(text: str) -> str:
    # Folding makes one space of every run of white space; a new line ends a sentence.
    return text.replace("\n", " \u2026 ") if "\n" in text else text


def near(one: list[Hit], other: list[Hit], reach: int) -> bool:
    """Tell whether a hit of ``one`` lies within ``reach`` characters of a hit of ``other``."""
    if not one or not other:
        return False
    starts = sorted(hit.start for hit in other)
    longest = max(hit.end - hit.start for hit in other)
    for hit in one:
        first = bisect_left(starts, hit.start - reach - longest)
        if first < len(starts) and starts[first] <= hit.end + reach:
            return True
    return False
