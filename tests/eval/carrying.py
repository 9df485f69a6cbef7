"""Which handles carry the name of a platform in the rules: those that can be recognised from the handle at all."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from realdesk.index.reader import Index
from realdesk.signals.brand_match import FAR_MIN, NEAR_MIN
from realdesk.text.normalise import skeleton

LEAST = 5
"""Shorter labels (``max``, ``safe``) stand in too many names by accident."""
RULE = (
    f"carries a name: the label of a platform in the rules, of {LEAST} letters or more, stands in the handle once marks are"
    f" left out and look-alike characters folded (I, l and 1 alike), or a stretch of it is one error away (labels of"
    f" {NEAR_MIN} letters or more; two errors from {FAR_MIN} letters on)"
)


def carried(handle: str, index: Index) -> str:
    """Return the label that ``handle`` carries by ``RULE``: the longest that stands in it, else the longest it is near."""
    shape = _folded(handle, index)
    labels = {brand.label: _folded(brand.label, index) for brand in index.core.brands if len(brand.label) >= LEAST}
    whole = [label for label, folded in labels.items() if folded in shape]
    near = whole or [label for label, folded in labels.items() if _is_near(folded, shape)]
    return max(near, key=lambda label: (len(label), label), default="")


def _folded(text: str, index: Index) -> str:
    plain = "".join(character for character in text if character.isalnum())
    return skeleton(plain.lower(), index.letters, index.core.confusable_pairs).replace("l", "i").replace("1", "i")


def _is_near(label: str, shape: str) -> bool:
    errors = 0 if len(label) < NEAR_MIN else 1 if len(label) < FAR_MIN else 2
    sizes = range(len(label) - errors, len(label) + errors + 1) if errors else ()
    return any(
        OSA.distance(shape[at : at + size], label, score_cutoff=errors) <= errors
        for size in sizes
        for at in range(len(shape) - size + 1)
    )
