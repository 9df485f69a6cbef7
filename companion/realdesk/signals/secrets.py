"""Forms and texts that ask for a seed phrase or a private key."""

from __future__ import annotations

from collections.abc import Iterable

from realdesk.protocol import Field
from realdesk.signals.denials import belongs_on_device, denied_behind
from realdesk.signals.interface import Context, Finding
from realdesk.signals.zone import Zone
from realdesk.text.phrases import NAME, Hit

_TYPED = frozenset({"text", "textarea", "password", "search", "tel", "number"})
_WORD_COUNTS = range(12, 34)
"""Word fields of one seed phrase, with a few fields of other purpose beside them."""
_LEAST = 12
_PHRASE_SIZES = frozenset({12, 15, 18, 21, 24})
_FEW = 3
"""Fields of a form that is there for the secret."""
_QUESTION = ("?", "\uff1f")
_JARGON = 4
"""Different words of programmers that make a page one for them."""
_ASK_REACH = 40
"""Characters between "enter" and the name of the secret."""


def find(context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
    """Yield what the page asks for.

    A form is asked for what its labels say. A row of twelve or more numbered or unlabelled fields counts as a seed
    phrase when the page speaks of one. Text alone counts only where a platform is being posed as: lessons and
    warnings use the same words.
    """
    for kind, code in (("seed_phrase", "asks_seed_phrase"), ("private_key", "asks_private_key")):
        # An exchange may call the second half of an API key its "private key".
        api = kind == "private_key" and not suspects and any(zone.has("api_key") for _, zone in context.fields)
        asked = (not api and _field_asks(context, kind)) or (kind == "seed_phrase" and _word_grid(context))
        if asked and not suspects and _is_for_programmers(context):
            continue
        if asked or _later_asks(context, kind, posing=bool(suspects)):
            yield Finding(code)
        elif (suspects or _presents(context)) and _text_asks(context, kind):
            yield Finding(code + "_in_text")


def _later_asks(context: Context, kind: str, *, posing: bool) -> bool:
    """Tell whether a step of the form that is not shown yet asks for the secret ("connect manually" opens it).

    Only where the page poses as somebody or offers repairs: a wallet's own site may have such a step, too.
    """
    repairs = any(zone.has("wallet_repair") for zone in context.heads)
    if not (posing or repairs) or context.about_fraud:
        return False
    typed = [(field, zone) for field, zone in context.later_fields if field.type in _TYPED]
    if any(_named(zone, kind) for _, zone in typed):
        return True
    bare = any(field.type in {"textarea", "password"} and not zone.text for field, zone in typed)
    return bare and any(_asks_in(zone, kind, box=True) for zone in context.later_texts)


def _is_for_programmers(context: Context) -> bool:
    """Tell whether a page that poses as nobody is a manual or tool of programmers: its boxes are for made-up phrases."""
    if context.presents_as_helper or any(zone.has("wallet_repair") or zone.has("support") for zone in context.heads):
        return False
    said = {zone.text[hit.start : hit.end] for zone in context.bodies for hit in zone.of("developer")}
    return len(said) >= _JARGON


def _presents(context: Context) -> bool:
    """Tell whether the page is one whose request in words counts though it poses as no platform."""
    return (
        context.presents_as_helper
        or any(zone.has("wallet_repair") for zone in context.heads)
        or (bool(context.named) and context.body_has("run_command"))
    )


def _field_asks(context: Context, kind: str) -> bool:
    if not context.about_crypto and not context.named:
        return False
    if any(field.type in _TYPED and _named(zone, kind) for field, zone in context.fields):
        return True
    # A box without a label under a text that asks for the secret; a page that speaks of fraud has one for comments.
    if _on_form_builder(context) and any(
        zone.has(kind) and not _surveys(context, zone, kind) for zone in context.heads
    ):
        return not context.about_fraud
    bare = any(field.type in {"textarea", "password"} and not zone.text for field, zone in context.fields)
    return bare and len(context.fields) <= _FEW and not context.about_fraud and _text_asks(context, kind, box=True)


def _surveys(context: Context, head: Zone, kind: str) -> bool:
    """Tell whether a heading asks about the secret, on a form whose text says that the secret itself is not wanted."""
    asks = any(mark in head.text for mark in _QUESTION)
    return asks and any(not zone.asserted(hit) for zone in context.bodies for hit in zone.of(kind))


def _named(zone: Zone, kind: str) -> bool:
    """Tell whether a label names a secret, and not to say that it is not wanted."""
    return any(zone.asserted(hit) for hit in zone.of(kind))


def _on_form_builder(context: Context) -> bool:
    """Tell whether the page is a form on a host where anybody makes one: there the headings are the questions."""
    whole_path = context.index.core.shared_hosts.get(context.host.ascii) == "all"
    return (context.form is not None or whole_path) and bool(context.fields)


def _word_grid(context: Context) -> bool:
    cells = sum(_is_cell(field, zone) for field, zone in context.fields)
    crypto = context.about_crypto or bool(context.named)
    if _is_numbered(context) and (crypto or _is_phrase_sized(context)):
        return True
    # "12 words" may be a crossword's.
    named = any(zone.has("seed_phrase") for zone in (*context.heads, *context.bodies)) if crypto else False
    return cells in _WORD_COUNTS and (named or context.names_phrase)


def _is_numbered(context: Context) -> bool:
    """Tell whether twelve or more fields are numbered from 1, as the words of a phrase are."""
    numbers = [
        zone.text.split()[-1].strip("#.:()") for field, zone in context.fields if _is_cell(field, zone) and zone.text
    ]
    return numbers[:_LEAST] == [str(number) for number in range(1, _LEAST + 1)]


def _is_phrase_sized(context: Context) -> bool:
    """Tell whether all fields are as many numbered words as a phrase has, under the name of a wallet or a word for one.

    "Word 7" is enough beside a name that is an ordinary word ("Ledger"); bare numbers may be lines of a ledger.
    """
    cells = [zone.text for field, zone in context.fields if field.type in _TYPED and _is_cell(field, zone)]
    if len(cells) not in _PHRASE_SIZES or len(cells) != sum(field.type in _TYPED for field, _ in context.fields):
        return False
    if any(zone.has("wallet_word") for zone in context.heads):
        return True
    worded = all(any(char.isalpha() for char in text) for text in cells)
    return worded and any(zone.has(NAME) for zone in context.heads)


def _is_cell(field: Field, zone: Zone) -> bool:
    """Tell whether a field looks like one word's place: no label, a number, or "word 7"."""
    if field.type not in {"text", "password"}:
        return False
    letters = "".join(c for c in zone.text if c.isalpha())
    return not letters or (any(c.isdigit() for c in zone.text) and len(letters) <= 8)


def _text_asks(context: Context, kind: str, *, box: bool = False) -> bool:
    """Tell whether a request ("enter", "send us") stands shortly before the name of the secret, un-negated.

    ``box``: the page has a place to type; then a device that is named beside the secret is no excuse.
    """
    return any(_asks_in(zone, kind, box=box) for zone in context.bodies)


def _asks_in(zone: Zone, kind: str, *, box: bool) -> bool:
    return zone.has("ask") and any(
        zone.asserted(secret)
        and not zone.called_fake(secret)
        and not _is_writers(zone, secret)
        and not denied_behind(zone, secret)
        and (box or not belongs_on_device(zone, secret))
        and _asked_before(zone, secret)
        for secret in zone.of(kind)
    )


def _is_writers(zone: Zone, said: Hit) -> bool:
    """Tell whether the writer speaks of himself: "if I enter my recovery phrase" asks nobody for one."""
    return any(own.start <= said.start and said.end <= own.end for own in zone.of("own_secret"))


def _asked_before(zone: Zone, secret: Hit) -> bool:
    before = zone.near(secret.start - 2 * _ASK_REACH, secret.start)
    if any(
        hit.kind == "ask"
        and 0 <= secret.start - hit.end <= _ASK_REACH
        and zone.asserted(hit)
        and not _is_writers(zone, hit)
        for hit in before
    ):
        return True
    # Many languages put the verb last, at the end of the clause: "Seed-Phrase hier eingeben", "シードフレーズを入力".
    behind = zone.near(secret.end, zone.clause_end(secret.end))
    return any(hit.kind == "ask" and zone.asserted(hit) for hit in behind)
