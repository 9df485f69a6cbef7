"""What the page presents itself as: a platform, or a platform's support."""

from __future__ import annotations

from collections.abc import Iterable

from realdesk.signals.interface import Context, Finding
from realdesk.signals.zone import Zone
from realdesk.text.lazily import lazily
from realdesk.text.phrases import NAME, Hit

_SEPARATORS = lazily(r"\s[|–—·•»:_-]\s|[|·•»()\[\]【】_]|(?<=[\u3400-\u9fff])-(?=[\u3400-\u9fff])")
_MOSTLY = 0.34
"""Largest part of a segment that may be other words when the segment still is a name and not a sentence."""
_KNOWN = frozenset({NAME, "support", "official", "filler"})


def find(context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
    """Yield ``claims_support`` or ``claims_brand``, at most one a platform.

    A segment of the title, the site name or a heading claims a platform when it is made up of the platform's name
    and words of a help desk. A sentence that merely mentions the platform does not.
    """
    del suspects
    claims: dict[int, str] = {}
    for zone in (*context.heads, *context.description):
        for platform, code in _claims(zone, context):
            if claims.get(platform) != "claims_support":
                claims[platform] = code
    # A shop's heading "customer service" is about its own orders.
    if claims and not context.sells and any(is_desk(zone) for zone in context.heads):
        claims = dict.fromkeys(claims, "claims_support")
    if context.is_post:
        # Whoever writes a post is no desk by its title: "Keplr support" is what people ask for.
        claims = dict.fromkeys(claims, "claims_brand")
    return [Finding(code, platform) for platform, code in claims.items()]


def is_desk(zone: Zone, words: frozenset[str] = frozenset()) -> bool:
    """Tell whether a segment of ``zone`` says "help desk" and nothing else, but for phrases of the classes ``words``."""
    return any(_is_desk(zone, start, end, words) for start, end in _segments(zone))


def _claims(zone: Zone, context: Context) -> Iterable[tuple[int, str]]:
    for start, end in _segments(zone):
        hits = [hit for hit in zone.hits if start <= hit.start and hit.end <= end and hit.kind in _KNOWN]
        other = _other_part(zone.text, start, end, hits)
        support = any(hit.kind == "support" for hit in hits)
        # "Kraken support" may be anybody's, unless a locked account is spoken of or an account speaks of crypto assets.
        desk = support and other == 0 and (context.locks_out or _speaks_of_crypto(context))
        names = [
            hit for hit in hits if hit.kind == NAME and (context.is_name(hit) or (desk and _posed_as(hit, context)))
        ]
        if not names or other > _MOSTLY or _is_question(zone, start, end):
            continue
        if any(hit.kind == "mention" for hit in zone.hits if start <= hit.start < end) or _is_of_others(zone, names):
            continue
        if len({hit.platform for hit in names if not _inside_another(hit, names)}) > 1:
            continue  # a list of platforms is nobody's name
        longest = max(names, key=lambda hit: hit.end - hit.start)
        yield longest.platform, "claims_support" if support else "claims_brand"


def _is_question(zone: Zone, start: int, end: int) -> bool:
    """Tell whether a segment asks for the desk ("does anyone know the number of …") instead of being it."""
    asked = any(start <= hit.start and hit.end <= end for hit in zone.of("forum_question"))
    return asked or zone.text[start:end].rstrip().endswith("?")


def _speaks_of_crypto(context: Context) -> bool:
    """Tell whether the page is the profile of an account, and crypto assets are spoken of."""
    if context.account is None:
        return False
    return context.crypto_words > 0 or any(zone.has("crypto") for zone in context.description)


def _posed_as(hit: Hit, context: Context) -> bool:
    """Tell whether fake desks are known to go by this ordinary word."""
    return any(brand.platform == hit.platform and brand.support_suffices for brand in context.index.core.brands)


def _is_of_others(zone: Zone, names: list[Hit]) -> bool:
    """Tell whether the text is an advert for a job, or names another service before the platform ("tax help for …")."""
    first = min(hit.start for hit in names)
    return any(hit.kind == "job" or (hit.kind == "other_service" and hit.start < first) for hit in zone.hits)


def _inside_another(hit: Hit, names: list[Hit]) -> bool:
    return any(
        other.start <= hit.start and hit.end <= other.end and (other.end - other.start) > (hit.end - hit.start)
        for other in names
    )


def _is_desk(zone: Zone, start: int, end: int, words: frozenset[str]) -> bool:
    """Tell whether a segment says "help desk" and nothing else; the name stands in another one."""
    hits = [hit for hit in zone.hits if start <= hit.start and hit.end <= end and hit.kind in _KNOWN - {NAME} | words]
    return any(hit.kind == "support" for hit in hits) and _other_part(zone.text, start, end, hits) == 0


def _segments(zone: Zone) -> Iterable[tuple[int, int]]:
    if zone.place != "title":
        yield 0, len(zone.text)
        return
    start = 0
    for cut in _SEPARATORS().finditer(zone.text):
        yield start, cut.start()
        start = cut.end()
    yield start, len(zone.text)


def _other_part(text: str, start: int, end: int, hits: list[Hit]) -> float:
    """Return which part of the letters in ``text[start:end]`` belongs to no known phrase, 0 to 1."""
    covered: set[int] = set()
    for hit in hits:
        covered.update(range(hit.start, hit.end))
    letters = [position for position in range(start, end) if text[position].isalpha()]
    if not letters:
        return 1.0
    return sum(position not in covered for position in letters) / len(letters)
