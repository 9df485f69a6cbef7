"""Finds secrets that open a wallet, and takes them out of texts.

Not to be confused with ``signals.secrets``, which judges whether a page asks for them. The extension has the same
detector in ``extension/guard``; ``tests/vectors/secrets.json`` holds both equal. What was found is named by kind and
place only: a result can be logged without repeating the secret.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from realdesk.entities import secrets_codes, secrets_keys, secrets_phrase, secrets_published

MARK = "[{kind}]"


@dataclass(frozen=True, order=True)
class Secret:
    """A secret in a text."""

    start: int
    """Position of its first character."""
    end: int
    """Position after its last character."""
    kind: str
    """seed_phrase, private_key (hex), wif, bip38, extended_key, solana_key, keystore or one_time_code."""
    count: int = 1
    """Number of words of a seed phrase; 1 for everything else."""
    published: bool = False
    """It stands in public documentation: everybody has it, so it is nobody's secret."""


def find(text: str, *, context: str = "", codes: bool = False) -> tuple[Secret, ...]:
    """Return the secrets in ``text``, in order, not overlapping.

    Args:
        text: any text; the work is linear in its length.
        context: what is said of the whole text elsewhere: the label of the field it stands in, or the question it
            answers. Without such words a bare hex value is not taken for a key.
        codes: also look for one-time codes; for suspicious conversations only.
    """
    found = [Secret(start, end, "seed_phrase", count) for start, end, count in secrets_phrase.find(text)]
    found += [Secret(start, end, kind) for kind, start, end in secrets_keys.find(text, context)]
    if codes:
        found += [Secret(start, end, kind) for kind, start, end in secrets_codes.find(text)]
    kept: list[Secret] = []
    for secret in sorted(found):
        if not kept or kept[-1].end <= secret.start:
            kept.append(secret)
        elif secret.end - secret.start > kept[-1].end - kept[-1].start:
            kept[-1] = secret
    return tuple(
        replace(secret, published=secrets_published.is_published(secret.kind, text[secret.start : secret.end]))
        for secret in kept
    )


def redact(text: str, *, context: str = "", codes: bool = False) -> str:
    """Return ``text`` with every secret replaced by its kind in brackets. Arguments as for ``find``."""
    parts = []
    at = 0
    for secret in find(text, context=context, codes=codes):
        parts += [text[at : secret.start], MARK.format(kind=secret.kind)]
        at = secret.end
    return "".join(parts) + text[at:]
