"""Phrases, keys and key files that stand in public documentation: everybody has them, so they are nobody's secret.

Only digests are kept, so that no copy of ours is a phrase that somebody could come to use.
"""

from __future__ import annotations

import re
import sys
from hashlib import sha256

from realdesk.entities.secrets_words import PREFIX_LETTERS, load, normal

KINDS = ("seed_phrase", "private_key", "keystore")
_SALT = "realdesk published example: "
_WORD = re.compile("[A-Za-z]+")
_CIPHERTEXT = re.compile('"ciphertext"[ \t\r\n]*:[ \t\r\n]*"([0-9a-fA-F]{32,})"')


def digest(kind: str, value: str) -> str:
    """Return what is kept of an example: of a phrase its words, of a key its digits, of a key file its ciphertext."""
    if kind == "seed_phrase":
        value = " ".join(normal(word)[:PREFIX_LETTERS] for word in _WORD.findall(value))
    elif kind == "private_key":
        value = value[-64:].lower()
    elif kind == "keystore":
        found = _CIPHERTEXT.search(value)
        value = found[1].lower() if found else ""
    return sha256(f"{_SALT}{value}".encode()).hexdigest()[:32]


def is_published(kind: str, value: str) -> bool:
    """Tell whether a secret of this kind stands in public documentation."""
    if kind not in KINDS:
        return False
    return digest(kind, value) in load().published


if __name__ == "__main__":
    sys.stdout.write(digest(sys.argv[1], sys.stdin.read()) + "\n")
