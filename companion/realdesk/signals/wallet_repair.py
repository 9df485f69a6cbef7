"""Sites that "validate", "synchronise" or "rectify" wallets: most fake support sites carry no platform's name at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from realdesk.signals.denials import is_told
from realdesk.signals.interface import Context, Finding
from realdesk.text.phrases import NAME

_PICKER_MIN = 4
"""Different platforms named alone on buttons, links or headings: a page that lets a victim choose a wallet."""
_NAME_MAX = 40


def find(context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
    """Yield ``offers_wallet_repair`` where title or headings promise it, or the text twice; ``wallet_picker``."""
    del suspects
    if not context.about_fraud:
        said = {
            zone.text[hit.start : hit.end]
            for zone in context.bodies
            for hit in zone.of("wallet_repair")
            if zone.asserted(hit) and not is_told(zone, hit)
        }
        if len(said) >= 2 or any(zone.has("wallet_repair") for zone in context.heads):
            yield Finding("offers_wallet_repair")
            # "Balance not showing" may be a bank's; its help page has a box for comments.
            boxes = (zone for field, zone in context.fields if field.type in {"textarea", "password"})
            if context.crypto_words and (any(not zone.has("search") for zone in boxes) or _button_repairs(context)):
                yield Finding("wallet_repair_form")
    platforms = {platform for text in _short_texts(context) for platform in _named_alone(context, text)}
    if len(platforms) >= _PICKER_MIN:
        yield Finding("wallet_picker")


def _button_repairs(context: Context) -> bool:
    """Tell whether a button repairs or connects a wallet by hand: the box for the phrase opens behind it."""
    texts = (context.index.folding(text[:_NAME_MAX]) for frame in context.frames for text in frame.buttons)
    return any(hit.kind == "wallet_repair" for text in texts for hit in context.index.matcher.find(text))


def _short_texts(context: Context) -> Iterator[str]:
    for frame in context.frames:
        yield from frame.buttons
        yield from (link.text for link in frame.links if len(link.text) <= _NAME_MAX)
        yield from frame.headings


def _named_alone(context: Context, text: str) -> Iterator[int]:
    folded = context.index.folding(text[:_NAME_MAX])
    for hit in context.index.matcher.find(folded):
        if hit.kind == NAME and hit.start == 0 and hit.end == len(folded):
            yield hit.platform
