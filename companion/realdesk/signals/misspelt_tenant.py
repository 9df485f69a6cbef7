"""Short names badly misspelt beside a help desk's word, where names are given away (``help-ledgree.webflow.io``).

Two errors in a short name make ordinary words as often as fakes, so that much is asked for: a free name that its user chose,
a support word as a word of its own, and all consonants of the platform's name, in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from realdesk.signals.brand_match import FAR_MIN, NEAR_MIN, Namer, distance, tokens_of
from realdesk.signals.interface import Context, Finding

_ERRORS = 2
_VOWELS = frozenset("aeiouy")


def find(context: Context, labels: tuple[str, ...], namer: Namer, found: frozenset[int]) -> Iterable[Finding]:
    """Yield what is found in ``labels``, the names that the page's author chose, of platforms not in ``found``."""
    for label in labels:
        tokens = tokens_of(label)
        if namer.support.isdisjoint(tokens):
            continue
        for platform, name in _names(tokens, namer):
            if platform in found:
                continue
            yield Finding("host_far_name", platform, (("host", context.host.shown), ("like", name)))
            yield Finding("host_support_word", platform)
            yield Finding("host_free_hosting", platform, (("host", context.host.suffix),))
            return


def _names(tokens: tuple[str, ...], namer: Namer) -> Iterator[tuple[int, str]]:
    for token in tokens:
        if NEAR_MIN - 1 <= len(token) < FAR_MIN + _ERRORS and token not in namer.words:
            yield from ((brand.platform, brand.label) for brand in namer.short if _is_misspelt(token, brand.label))


def _is_misspelt(token: str, name: str) -> bool:
    rest = iter(token)
    consonants = (letter for letter in name if letter not in _VOWELS)
    return all(letter in rest for letter in consonants) and distance()(token, name) <= _ERRORS
