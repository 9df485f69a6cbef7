"""A folded piece of a page's text and the phrases in it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter

from realdesk.text.lazily import lazily
from realdesk.text.phrases import Hit

MAX_NEAR = 64
"""Hits looked at around one position; more phrases than this in two lines is no text."""
NEGATION_REACH = 90
"""Characters over which "never" or "不要" still governs a list of things."""
CLAUSE_REACH = 60
"""Characters of a clause in which a verb and its negation may follow the thing they are about."""
_CLAUSE_END = lazily(r"[.!?;:,](?=\s|$)|[。！？；：，、!?…]|\s[-–—]\s")
_VERB_LAST = lazily("[\u3040-\u30ff\uac00-\ud7afığş]")
"""Letters of languages in which the verb and its negation come last."""
_QUOTATION = lazily(r"“[^“”]{8,600}”|„[^„“”]{8,600}[“”]|«[^«»]{8,600}»|「[^「」]{8,600}」|『[^『』]{8,600}』")
_LABEL_MORE = 14
"""Characters that a quotation has beside a phrase: with fewer it is the label of a button, or a name."""
_LABEL_MORE_HAN = 6
"""The same in Chinese, Japanese or Korean."""
_HAN = lazily("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
FAKE_REACH = 100
"""Characters around a request in which a word such as "scam" makes a warning of it."""
SENTENCE_ENDS = (". ", "! ", "? ", "。", "!", "?", "; ")
_STOPS = (". ", "。", "!", "?", "; ")
_EXCUSED = frozenset({"victim", "authority", "recovery", "recovery_boast"})
_START = attrgetter("start")


class Zone:
    """A folded piece of text and the phrases in it, sorted by where they start.

    ``place``: title, site_name, heading, text or form. Look-ups near a position are by bisection: a page made of
    nothing but phrases must not cost the square of its length.
    """

    def __init__(self, place: str, text: str, hits: tuple[Hit, ...]) -> None:
        """Take a folded text and its hits as ``Matcher.find`` returns them: in the order of their ends."""
        self.place = place
        self.text = text
        # Stable, so hits that begin together stay in the order of their ends.
        self.hits = tuple(sorted(hits, key=_START))

    def has(self, kind: str) -> bool:
        """Tell whether a phrase of class ``kind`` stands here."""
        return kind in self._by_kind

    def of(self, kind: str) -> Sequence[Hit]:
        """Return the phrases of class ``kind``."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> dict[str, list[Hit]]:
        found: defaultdict[str, list[Hit]] = defaultdict(list)
        for hit in self.hits:
            found[hit.kind].append(hit)
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return list(map(_START, self.hits))

    def near(self, start: int, end: int) -> Iterator[Hit]:
        """Yield at most ``MAX_NEAR`` hits that begin in ``start`` to ``end``."""
        first = bisect_left(self._starts, start)
        return iter(self.hits[first : min(bisect_left(self._starts, end), first + MAX_NEAR)])

    def asserted(self, hit: Hit) -> bool:
        """Tell whether ``hit`` is not inside a warning: no negation shortly before it in the same sentence."""
        if not self.has("negation"):
            return True
        for other in self.near(hit.start - NEGATION_REACH, hit.start + 1):
            if other.kind == "negation" and other.end <= hit.start and not self._in_check(other):
                between = self.text[other.end : hit.start]
                if not any(stop in between for stop in SENTENCE_ENDS):
                    return False
        end = self.clause_end(hit.end)
        return not (_VERB_LAST().search(self.text, hit.end, end) and self._negated_ahead(hit, end))

    def quoted(self, hit: Hit) -> bool:
        """Tell whether ``hit`` stands in speech that the page quotes; a quoted word or label is no speech."""
        more = _LABEL_MORE_HAN if _HAN().search(self.text, hit.start, hit.end) else _LABEL_MORE
        least = hit.end - hit.start + more
        return any(
            start <= hit.start and hit.end <= end and end - start - 2 >= least for start, end in self._quotations
        )

    @cached_property
    def _quotations(self) -> tuple[tuple[int, int], ...]:
        return tuple(found.span() for found in _QUOTATION().finditer(self.text))

    def clause_end(self, position: int) -> int:
        """Return where the clause ends that ``position`` stands in, at most ``CLAUSE_REACH`` characters on."""
        most = min(position + CLAUSE_REACH, len(self.text))
        end = _CLAUSE_END().search(self.text, position, most)
        return end.start() if end else most

    def _negated_ahead(self, hit: Hit, end: int) -> bool:
        """Tell whether a negation follows in the same clause, as Japanese, Korean and Turkish have it."""
        return any(other.kind == "negation" for other in self.near(hit.end, end))

    def speaks_of_fraud(self) -> bool:
        """Tell whether a word of warnings or fakes stands here outside words of victims ("stolen", "scammed")."""
        return any(not self._is_inside(hit) for hit in (*self.of("mention"), *self.of("fake")))

    def _is_inside(self, hit: Hit) -> bool:
        """Tell whether ``hit`` is part of what victims say, or of the name of a helper ("anti-fraud centre")."""
        return any(start < hit.end and hit.start < end for start, end in self._excused)

    def _in_check(self, negation: Hit) -> bool:
        """Tell whether a negation is part of "I'm not a robot": that denies nothing of what follows."""
        return any(check.start <= negation.start and negation.end <= check.end for check in self.of("human_check"))

    @cached_property
    def _excused(self) -> tuple[tuple[int, int], ...]:
        return tuple((hit.start, hit.end) for kind in _EXCUSED for hit in self.of(kind))

    def called_fake(self, hit: Hit, *, far: bool = True) -> bool:
        """Tell whether a word such as "scam" stands near ``hit``, or, where not ``far``, in the same sentence."""
        return self.has("fake") and any(
            other.kind == "fake"
            and (far or (not self.ends_between(hit, other.start, other.end) and not self._is_inside(other)))
            for other in self.near(hit.start - FAKE_REACH, hit.end + FAKE_REACH)
        )

    def ends_between(self, hit: Hit, start: int, end: int) -> int:
        """Return how many sentences end between ``hit`` and what stands from ``start`` to ``end``."""
        between = self.text[hit.end : start] if hit.end <= start else self.text[end : hit.start]
        return sum(between.count(stop) for stop in _STOPS)
