"""Hosts that look like, or carry the name of, a platform that does not list them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from rapidfuzz.distance import OSA

from realdesk.entities.hosts import Host, to_unicode
from realdesk.index.format import BrandEntry
from realdesk.index.reader import Index
from realdesk.signals.interface import Context, Finding
from realdesk.text.normalise import fold, skeleton

_NEAR_MIN = 6
_INSIDE_MIN = 5
"""Shorter support words count only as words of their own: "design" is no "sign"."""
_JOINED_MIN = 7
"""Labels of this length count with a hyphen inside (``coin-base``)."""
_FREE_MIN = 8
"""Distinctive labels of this length count anywhere inside another word."""


@dataclass(frozen=True, slots=True)
class _Match:
    """A brand in a label: how (exact, word, near, confusable) and what stands beside it."""

    brand: BrandEntry
    how: str
    rest: tuple[str, ...]


def find(context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
    """Yield at most one finding a platform, the strongest, for the page's host."""
    del suspects
    if context.owners or context.host.is_ip:
        return
    namer = _Namer(context.index)
    best: dict[int, Finding] = {}
    for label in names_of_author(context.host, context.index):
        words = namer.words_beside(context.host, label)
        for match in namer.matches(label):
            finding = _finding(context.host, match, namer, words)
            if finding.code == "host_brand_in_name" and _is_tenant(context.host, label, context.index):
                finding = replace(finding, code="host_common_word")
            known = best.get(match.brand.platform)
            if known is None or _RANK[finding.code] < _RANK[known.code]:
                best[match.brand.platform] = finding
    yield from best.values()


def names_of_author(host: Host, index: Index) -> tuple[str, ...]:
    """Return the labels and path parts that whoever made the page chose.

    On a shared host (``sites.google.com/view/name``) the registrable domain is somebody else's good name: only the
    subdomain or the path is the author's.
    """
    shared = index.core.shared_hosts.get(host.ascii) or index.core.shared_hosts.get(host.registrable)
    if shared is None:
        return host.labels
    parts = [part for part in host.path.lower().replace("_", "-").split("/") if part]
    if shared == "none":
        return host.labels[:-1] if host.registrable in index.core.shared_hosts else host.labels
    return tuple(parts[:1] if shared == "first" else parts[:6])


class _Namer:
    """Brand matching over one index."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.brands = index.core.brands

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(self.index.core.host_words.values()))

    @cached_property
    def _support(self) -> frozenset[str]:
        words = self.index.core.host_words
        return frozenset(words["support"]) | frozenset(words["account"])

    def words_beside(self, host: Host, own: str) -> bool:
        """Tell whether a support word stands in another label of the host or in its suffix (``.help``, ``.support``)."""
        labels = [label for label in host.labels if label != own] + host.suffix.split(".")
        return any(self.is_support(_tokens(label)) for label in labels)

    def is_support(self, rest: tuple[str, ...]) -> bool:
        """Tell whether a word of support or account trouble stands among the remains of a label."""
        return any(
            part in self._support or any(len(w) >= _INSIDE_MIN and w in part for w in self._support) for part in rest
        )

    def matches(self, label: str) -> Iterator[_Match]:
        """Yield the brands that ``label`` (an A-label or path part) carries or resembles."""
        shown = fold(to_unicode(label))
        tokens = _tokens(shown)
        bare_tokens = tuple(
            skeleton(token, self.index.letters, self.index.core.confusable_pairs)
            for token in _tokens(shown, digits=False)
        )
        for brand in self.brands:
            yield from self._of_brand(brand, shown, tokens, bare_tokens)

    def _of_brand(
        self, brand: BrandEntry, shown: str, tokens: tuple[str, ...], bare_tokens: tuple[str, ...]
    ) -> Iterator[_Match]:
        joined = shown.replace("-", "")
        if any(c.isdigit() for c in brand.label):
            tokens = _tokens(shown, digits=False)
        for number, token in enumerate(tokens):
            rest = self._rest(brand, brand.label, token)
            if rest is not None:
                others = tokens[:number] + tokens[number + 1 :]
                yield _Match(brand, "exact", tuple(part for part in (*rest, *others) if part))
                return
        if len(brand.label) >= _JOINED_MIN and brand.label in joined and brand.label not in shown:
            before, _, after = joined.partition(brand.label)
            yield _Match(brand, "exact", (before, after))
            return
        if brand.label not in shown:
            for number, token in enumerate(bare_tokens):
                rest = self._rest(brand, brand.skeleton, token)
                if rest is not None:
                    others = bare_tokens[:number] + bare_tokens[number + 1 :]
                    yield _Match(brand, "confusable", tuple(part for part in (*rest, *others) if part))
                    return
        yield from self._near(brand, tokens, bare_tokens)

    def _near(self, brand: BrandEntry, tokens: tuple[str, ...], bare_tokens: tuple[str, ...]) -> Iterator[_Match]:
        if len(brand.label) < _NEAR_MIN:
            return
        for form, source in ((brand.label, tokens), (brand.skeleton, bare_tokens)):
            for number, token in enumerate(source):
                if token in self._words:
                    continue
                if abs(len(token) - len(form)) <= 1 and OSA.distance(token, form, score_cutoff=1) == 1:
                    yield _Match(brand, "near", source[:number] + source[number + 1 :])
                    return

    def _rest(self, brand: BrandEntry, form: str, token: str) -> tuple[str, ...] | None:
        """Return what stands before and after ``form`` in ``token``, or ``None`` where it is no word of its own."""
        at = token.find(form)
        if at < 0:
            return None
        before, after = token[:at], token[at + len(form) :]
        if (len(form) >= _FREE_MIN and not brand.ambiguous) or (self._known(before) and self._known(after)):
            return (before, after)
        return None

    def _known(self, text: str) -> bool:
        """Tell whether ``text`` is made of words met in host names."""
        reachable = {0}
        for end in range(1, len(text) + 1):
            if any(text[start:end] in self._words for start in list(reachable)):
                reachable.add(end)
        return len(text) in reachable


def _tokens(label: str, *, digits: bool = True) -> tuple[str, ...]:
    """Split a label at hyphens and other marks, and (unless they may be letters in disguise) at digits."""
    kept = [c if c.isalpha() or (c.isdigit() and not digits) else " " for c in label]
    return tuple("".join(kept).split())


_RANK = {"host_confusable": 0, "host_brand_and_support": 1, "host_near_name": 2, "host_brand_in_name": 3, "host_common_word": 4}  # fmt: skip


def _finding(host: Host, match: _Match, namer: _Namer, words: bool) -> Finding:  # noqa: FBT001 - private
    brand = match.brand
    support = words or namer.is_support(match.rest)
    shown = host.unicode if not _on_path(host, namer.index) else host.unicode + host.path
    params: tuple[tuple[str, str], ...] = (("host", shown[:200]),)
    if match.how == "exact":
        alone = "host_common_word" if brand.ambiguous else "host_brand_in_name"
        return Finding("host_brand_and_support" if support else alone, brand.platform, params)
    weak = brand.ambiguous or (match.how == "near" and len(brand.label) < _FREE_MIN)
    if weak and not support:
        return Finding("host_common_word", brand.platform, params)
    code = "host_confusable" if match.how == "confusable" else "host_near_name"
    return Finding(code, brand.platform, (*params, ("like", brand.label)))


def _is_tenant(host: Host, label: str, index: Index) -> bool:
    """Tell whether a bare brand is only a subdomain of somebody's domain (``binance.nodereal.io``), as partners do.

    ``binance.com.example.org`` is no such case: there the subdomain imitates a whole address.
    """
    labels = host.labels
    if host.registrable in index.core.shared_hosts:
        return False
    return label in labels[:-1] and not any(part in {"com", "io", "net", "org"} for part in labels[:-1])


def _on_path(host: Host, index: Index) -> bool:
    return index.core.shared_hosts.get(host.ascii, "none") != "none"
