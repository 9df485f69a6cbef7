"""Private keys: what can be told from other long values, by a checksum, by arithmetic, or by the words beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from realdesk.entities import secrets_base58 as base58
from realdesk.entities import secrets_ed25519 as ed25519
from realdesk.entities.secrets_words import load, squeeze

Found = tuple[str, int, int]
"""Kind, start, end."""

_SHORTEST = 51
_LONG = re.compile("(?<![0-9A-Za-z])[0-9A-Za-z]{51,111}(?![0-9A-Za-z])")
_HEX = re.compile("(?:0[xX])?[0-9a-fA-F]{64}")
_CURVE_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
"""Private keys of Bitcoin and Ethereum are below it, and above zero."""
_WIF_VERSIONS = frozenset({0x80, 0xEF})
_EXTENDED_PRIVATE = frozenset(
    bytes.fromhex(version)
    for version in "0488ade4 049d7878 04b2430c 0295b005 02aa7a99 04358394 044a4e28 045f18bc 024285b5 02575048".split()  # noqa: SIM905
)
"""Versions of xprv, yprv, zprv, Yprv, Zprv and of the same for test networks."""
_BEFORE = 100
"""Characters before a hex value in which a word may say what it is."""
_REACH = 40
"""Squeezed characters between such a word and the value."""
_MOST_DERIVED = 4
"""Key pairs checked by arithmetic in one text; each costs milliseconds."""
_MOST_DECODED = 64
_BYTES = re.compile(r"\[[ \t\r\n]*[0-9]{1,3}(?:[ \t\r\n]*,[ \t\r\n]*[0-9]{1,3}){63}[ \t\r\n]*\]")
_CIPHERTEXT = re.compile(r'"ciphertext"[ \t\r\n]*:[ \t\r\n]*"[0-9a-fA-F]{32,}"')
_KDF = re.compile(r'"kdf"[ \t\r\n]*:[ \t\r\n]*"(?:scrypt|pbkdf2)"')
_CRYPTO = re.compile(r'"[cC]rypto"[ \t\r\n]*:[ \t\r\n]*\{')
_MOST_PIECES = 2000
"""Characters: what somebody writes by hand."""
_DIGIT = re.compile("[0-9]")
_BETWEEN = re.compile("[ \t\r\n-]+")
_GROUPS = re.compile(
    "(?<![0-9A-Za-z])(?:0[xX])?[0-9a-fA-F]{2,62}(?:[ \t\r\n-]{1,2}[0-9a-fA-F]{2,62}){1,31}(?![0-9A-Za-z])"
)
_GROUPS_58 = re.compile(
    "(?<![0-9A-Za-z])(?=[59KLc6]|[xyztuvYZUV]prv)[1-9A-HJ-NP-Za-km-z]{4,107}(?:[ \t\r\n-]{1,2}[1-9A-HJ-NP-Za-km-z]{1,107}){1,27}"
    "(?![0-9A-Za-z])"
)
"""Groups of a value with a checksum, from the first letters that one has."""
_MOST_KEYSTORES = 8
_KEYSTORE_REACH = 2000


def find(text: str, context: str) -> list[Found]:
    """Return the private keys in ``text``, in no particular order.

    ``context`` is what is said of the whole text elsewhere, such as the label of its field.
    """
    # Most texts have nothing so long, and splitting them is cheaper than the expression.
    values = list(_LONG.finditer(text)) if max(map(len, text.split()), default=0) >= _SHORTEST else []
    whole = [*_long_values(text, values, context), *_key_pairs(text, values), *_keystores(text)]
    return [*whole, *_pieces(text, context)] if len(text) <= _MOST_PIECES else whole


def _long_values(text: str, values: list[re.Match[str]], context: str) -> Iterator[Found]:
    for match in values:
        start, end = match.span()
        value = match[0]
        if len(value) in {64, 66} and _HEX.fullmatch(value):
            if _named_key(value, text[max(0, start - _BEFORE) : start], context):
                yield "private_key", start, end
        elif kind := _checked(value):
            yield kind, start, end


def _pieces(text: str, context: str) -> Iterator[Found]:
    """Yield keys that are written in groups or over several lines."""
    if not _DIGIT.search(text):
        return
    for match in _GROUPS.finditer(text):
        value = _BETWEEN.sub("", match[0])
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if _HEX.fullmatch(value) and _named_key(value, before, context):
            yield "private_key", *match.span()
    for match in _GROUPS_58.finditer(text):
        if kind := _checked(_BETWEEN.sub("", match[0])):
            yield kind, *match.span()


def _checked(value: str) -> str | None:
    """Return what a value with a checksum is."""
    if len(value) not in {51, 52, 58, 111}:
        return None
    body = base58.decode_check(value)
    if body is None:
        return None
    if len(value) == 111:
        private = len(body) == 78 and body[:4] in _EXTENDED_PRIVATE and body[45] == 0
        return "extended_key" if private else None
    if len(value) == 58:
        return "bip38" if len(body) == 39 and body[0] == 1 and body[1] in {0x42, 0x43} else None
    plain = len(body) == 33 or (len(body) == 34 and body[33] == 1)
    return "wif" if plain and body[0] in _WIF_VERSIONS else None


def _named_key(value: str, before: str, context: str) -> bool:
    """Tell whether 64 hex digits are called a private key. By itself such a value is a transaction far more often."""
    if not 0 < int(value[-64:], 16) < _CURVE_ORDER:
        return False
    return _last_cue_is_key(squeeze(before), _REACH) or _last_cue_is_key(squeeze(context), len(context))


def _last_cue_is_key(said: str, reach: int) -> bool:
    cues = load().cues
    key = max(said.rfind(cue) + len(cue) if cue in said else -1 for cue in cues["private_key"])
    if key < 0 or len(said) - key > reach:
        return False
    after = said[key:]
    return not any(cue in after for cue in cues["public_value"])


def _key_pairs(text: str, values: list[re.Match[str]]) -> Iterator[Found]:
    """Yield the Ed25519 key pairs in Base58 or as lists of bytes. What cannot be a signature is looked at first."""
    candidates: list[tuple[bool, int, int, bytes]] = []
    decoded = 0
    for match in values:
        if len(match[0]) in {86, 87, 88} and decoded < _MOST_DECODED:
            decoded += 1
            raw = base58.decode(match[0])
            if raw is not None and len(raw) == 64:
                candidates.append((ed25519.may_be_signature(raw), *match.span(), raw))
    for match in _BYTES.finditer(text):
        numbers = [int(number) for number in re.findall("[0-9]+", match[0])]
        if max(numbers) < 256:
            raw = bytes(numbers)
            candidates.append((ed25519.may_be_signature(raw), *match.span(), raw))
    for _, start, end, raw in sorted(candidates)[:_MOST_DERIVED]:
        if ed25519.is_key_pair(raw):
            yield "solana_key", start, end


def _keystores(text: str) -> Iterator[Found]:
    """Yield keystore files: encrypted keys, which only a password keeps shut."""
    for number, match in enumerate(_CIPHERTEXT.finditer(text)):
        if number >= _MOST_KEYSTORES:
            return
        low = max(0, match.start() - _KEYSTORE_REACH)
        high = match.end() + _KEYSTORE_REACH
        crypto = _CRYPTO.search(text, low, match.start())
        if crypto is None or not _KDF.search(text, low, high):
            continue
        brace = text.rfind("{", low, crypto.start())
        start = brace if brace >= 0 else crypto.start()
        yield "keystore", start, _closing(text, start, high)


def _closing(text: str, start: int, limit: int) -> int:
    """Return where the object that opens at or after ``start`` ends; ``limit`` if it does not."""
    depth = 0
    for at in range(start, min(limit, len(text))):
        if text[at] == "{":
            depth += 1
        elif text[at] == "}":
            depth -= 1
            if depth == 0:
                return at + 1
    return min(limit, len(text))
