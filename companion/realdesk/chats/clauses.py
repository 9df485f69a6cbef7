"""A message prepared for scoring: folded, without quotations, its phrases, and which of them are denied."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

from realdesk.index.reader import Index
from realdesk.text.phrases import NAME, Hit

MAX_TEXT = 4_000
MAX_HITS = 600
_REACH = 90
"""Characters over which "never" governs a list of things in one sentence."""
_ASKING = ("chat_give_me", "chat_ours")
"""Phrases that name the writer as the one who is to get something."""
_DENYING = frozenset({"chat_never", "chat_never_after", "chat_retract"})
_TAKING_BACK = frozenset({"chat_never", "chat_never_after", "chat_retract", "chat_fraud", "chat_lesson", "chat_third"})
_ABOUT_FRAUD = frozenset({"chat_fraud", "chat_lesson", "chat_told"})
_NAMES_A_LINE = ("chat_call", "support")
"""Names that may have a word of fraud in them: a "fraud line" warns of nothing."""
_TOLD_TOO = frozenset({"chat_recovery", "chat_move", "chat_call", "chat_open", "chat_sign"})
"""What counts in a tale, too: it may be told to send the reader on. All else ("they told me to move it to a safe
account") is asked of nobody here."""
_REPORTED = frozenset({"chat_fee", "chat_back", "chat_safe", "chat_remote", "remote_access"})
"""What is told of even where somebody is praised who brings money back."""
_RETRACTS = 50
"""Characters after which "no wait, the public one" no longer takes back what was said, in whatever sentence."""
_LABEL_WORDS = 3
_SPEECH = 12
"""Characters from which a quotation may be what somebody said; shorter ones are read, but their marks belong together."""
_QUOTED = re.compile(r"[“\"「『«„]([^“”\"「」『』«»„]{1,600})[”\"」』»“]")
_MAY_QUOTE = re.compile(r"[>“\"「『«„]")
_QUOTE_LINE = re.compile(r"(?m)^\s*>[^\n]*$")
_END = re.compile(r"[.!?;](?=\s|$)|[。！？!?；\n…]")
_ADDRESS = re.compile(r"https?://\S+|@\w+|[\w-]+(?:\.[\w-]+)+(?:/\S*)?", re.ASCII)
_MAY_ADDRESS = re.compile(r"[.@:][\w/-]", re.ASCII)
"""What every address has in it, which is found sooner than that a word is none."""
_PAUSE = re.compile(r"[,，;；:：]|\s[-–—]\s")


Folded = tuple[str, bool, str]
"""A message without what it quotes, whether it is a quotation, and the first folded."""


class Message:
    """The phrases of one message by class, each with the sentence it stands in."""

    def __init__(self, text: str, index: Index, folded: Folded | None = None) -> None:
        """Read ``text`` with the phrases of ``index``; ``folded``: what ``fold_each`` returns of it."""
        self.raw, self.is_quotation, self.text = folded or fold_each([text], index)[0]
        self.hits = index.chat_matcher.find(self.text)[:MAX_HITS]
        self.by_kind: dict[str, list[Hit]] = {}
        self._of_kind: dict[str, frozenset[int]] = {}
        for hit in self.hits:
            known = self.by_kind.get(hit.kind)
            if known is None:
                self.by_kind[hit.kind] = [hit]
            else:
                known.append(hit)
        if "chat_fraud" in self.by_kind:
            self._leave_names()

    @cached_property
    def wording(self) -> str:
        """The folded text without addresses and names of accounts: they are judged by themselves."""
        # Folding left no white space but single spaces, and an address has none in it: most words are no address.
        if not _MAY_ADDRESS.search(self.text):
            return self.text
        words = [_ADDRESS.sub(" ", w) if "." in w or "@" in w or "://" in w else w for w in self.text.split(" ")]
        return " ".join(" ".join(words).split())

    @cached_property
    def ends(self) -> list[int]:
        """Where the sentences end."""
        return [match.end() for match in _END.finditer(self.text)]

    @cached_property
    def _denials(self) -> tuple[list[Hit], dict[int, list[Hit]]]:
        """The phrases that take back what was said before, and those that govern a sentence, by its number."""
        retracting: list[Hit] = []
        governing: dict[int, list[Hit]] = {}
        for hit in self._unsoothed() if not _DENYING.isdisjoint(self.by_kind) else ():
            if hit.kind == "chat_retract":
                retracting.append(hit)
            else:
                governing.setdefault(self.sentence(hit.start), []).append(hit)
        return retracting, governing

    @cached_property
    def _meant(self) -> dict[str, list[Hit]]:
        """By class, the hits that are neither denied nor in a sentence that warns of fraud; no class without any."""
        kinds = self.by_kind
        if _ABOUT_FRAUD.isdisjoint(kinds) and not any(self._denials):
            return kinds
        found = {kind: [hit for hit in hits if self._asserted(hit)] for kind, hits in kinds.items() if kind != NAME}
        return {kind: hits for kind, hits in found.items() if hits}

    def sentence(self, position: int) -> int:
        """Return the number of the sentence that ``position`` stands in."""
        return bisect_right(self.ends, position)

    @property
    def kinds(self) -> frozenset[str]:
        """The classes of phrases that are meant, and those that take something back."""
        found = {*self._meant, *_TAKING_BACK.intersection(self.by_kind)}
        found.discard(NAME)
        return frozenset(found)

    @property
    def warns(self) -> bool:
        """Tell whether the message speaks about fraud, and not about one that the reader is to be saved from."""
        if "chat_lesson" in self.by_kind:
            return True
        return "chat_fraud" in self.by_kind and not any(map(self._is_direct, self.by_kind.get("chat_give_me", ())))

    @cached_property
    def tells(self) -> bool:
        """Tell whether the message is a tale of what others did or want, and asks for nothing itself.

        Who tells of somebody that brings money back praises him.
        """
        if "chat_told" not in self.by_kind or "chat_recovery" in self.by_kind:
            return False
        return not any(self._is_direct(request) for request in _hits(self.by_kind, _ASKING))

    @property
    def asks_nothing(self) -> bool:
        """Tell whether the wording says nothing of the writer: a warning, a tale, a quotation, "no action needed"."""
        return self.is_quotation or self.warns or self.tells or "chat_nothing" in self.by_kind

    def of(self, *kinds: str) -> list[Hit]:
        """Return the hits of ``kinds`` that are not denied and in no sentence that warns of fraud."""
        return _hits(self._meant, kinds)

    def plain(self, *kinds: str) -> list[Hit]:
        """Return the hits of ``kinds``, denied or not."""
        return _hits(self.by_kind, kinds)

    def _leave_names(self) -> None:
        """Take out the words of fraud that are part of the name of a line to call ("fraud line")."""
        names = _hits(self.by_kind, _NAMES_A_LINE)
        left = [hit for hit in self.by_kind["chat_fraud"] if not any(_within(hit, name) for name in names)]
        if left:
            self.by_kind["chat_fraud"] = left
        else:
            del self.by_kind["chat_fraud"]

    def untold(self, *kinds: str) -> list[Hit]:
        """Return the hits of ``kinds``, denied or not, that are not told of others."""
        hits = self.plain(*kinds)
        if "chat_told" not in self.by_kind:
            return hits
        return [hit for hit in hits if not self._is_told(hit, self.sentence(hit.start))]

    def _asserted(self, hit: Hit) -> bool:
        """Tell whether ``hit`` is neither denied nor part of a sentence that warns of fraud."""
        sentence = self.sentence(hit.start)
        if sentence in self._sentences("chat_lesson"):
            return False
        if sentence in self._sentences("chat_fraud") and not self._is_asked(hit, sentence):
            return False
        if self._is_told(hit, sentence):
            return False
        return not self._denied(hit, sentence)

    def _is_told(self, hit: Hit, sentence: int) -> bool:
        """Tell whether ``hit`` stands in a sentence that tells what others said or did, and is not asked for in it."""
        if hit.kind in _TOLD_TOO or sentence not in self._sentences("chat_told") or self._is_asked(hit, sentence):
            return False
        return hit.kind in _REPORTED or "chat_recovery" not in self.by_kind

    def _sentences(self, kind: str) -> frozenset[int]:
        """Return the numbers of the sentences in which a phrase of ``kind`` stands."""
        found = self._of_kind.get(kind)
        if found is None:
            found = self._of_kind[kind] = frozenset(self.sentence(hit.start) for hit in self.by_kind.get(kind, ()))
        return found

    def _is_asked(self, hit: Hit, sentence: int) -> bool:
        """Tell whether a sentence with a word of fraud asks the reader itself: the fraud is its pretext.

        "We found a scam on your account, send us ..." asks; "anyone who says send us ... is a scam" tells of others.
        """
        asking = (other for kind in _ASKING for other in self.by_kind.get(kind, ()))
        return any(
            self.sentence(other.start) == sentence and other.start <= hit.end + _REACH and self._is_direct(other)
            for other in asking
        )

    def _is_direct(self, request: Hit) -> bool:
        """Tell whether a request is the writer's own: not denied, and nobody else is said to make it."""
        sentence = self.sentence(request.start)
        return sentence not in self._sentences("chat_third") and not self._denied(request, sentence)

    def _denied(self, hit: Hit, sentence: int) -> bool:
        retracting, governing = self._denials
        if any(0 <= denial.start - hit.end <= _RETRACTS for denial in retracting):
            return True
        return any(self._governs(denial, hit) for denial in governing.get(sentence, ()))

    def _governs(self, denial: Hit, hit: Hit) -> bool:
        """Tell whether ``denial`` is about ``hit``, which stands in the same sentence."""
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
        found = self.plain(*sorted(_DENYING))
        return [hit for hit in found if not any(start < hit.end and hit.start < end for start, end in calming)]


def fold_each(texts: Sequence[str], index: Index) -> list[Folded]:
    """Return each message folded: several at once cost less than one by one."""
    own = [unquoted(text[:MAX_TEXT]) for text in texts]
    folded = index.folding.each([_lines(raw) for raw, _ in own])
    return [(raw, is_quotation, text) for (raw, is_quotation), text in zip(own, folded, strict=True)]


def unquoted(text: str) -> tuple[str, bool]:
    """Return ``text`` without what it quotes, and whether that was all of it: then the quotation is returned."""
    if not _MAY_QUOTE.search(text):
        return text, False
    text = _QUOTE_LINE.sub(" ", text)
    rest = _QUOTED.sub(_without_speech, text)
    return (rest, False) if sum(map(str.isalnum, rest)) >= 4 else (text, rest != text)


def _without_speech(quoted: re.Match[str]) -> str:
    # A few words in quotation marks are the name of a button; a sentence is what somebody else said.
    inside = quoted.group(1)
    if len(inside) < _SPEECH:
        return inside
    return inside if inside.isascii() and len(inside.split()) <= _LABEL_WORDS else " … "


def _lines(text: str) -> str:
    # Folding makes one space of every run of white space; a new line ends a sentence.
    return text.replace("\n", " \u2026 ") if "\n" in text else text


def _within(inner: Hit, outer: Hit) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _hits(by_kind: Mapping[str, list[Hit]], kinds: tuple[str, ...]) -> list[Hit]:
    if len(kinds) == 1:
        return by_kind.get(kinds[0], [])
    return [hit for kind in kinds for hit in by_kind.get(kind, ())]
