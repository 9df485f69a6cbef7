"""Telephone numbers as people write them: extensions, letters on the keypad, national and international prefixes.

``dialled`` needs tables alone. ``e164`` loads ``phonenumbers`` when it is first called; the path that judges pages
never calls it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_EXTENSION = re.compile(
    r"(?:;ext=|[\s,;]*(?:\bext(?:ension)?\b|\bx|доб|分机|分機|转|轉|内線|내선|#)[\s.:]*)(\d{1,7})\s*$", re.IGNORECASE
)
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_VANITY = re.compile(r"\+?1?[\s.\-(]*[2-9]\d\d[\s.\-)]+(?=[0-9A-Z\s.\-]*[A-Z]{3})[0-9A-Z](?:[\s.\-]?[0-9A-Z]){6,11}")
_TRUNK = re.compile(r"(?<=\d)\s*[(（]0[)）]")
_NANP = re.compile(r"\+?1?([2-9]\d\d[2-9]\d{6})")
MIN_SHORT, MAX_DIGITS = 3, 17


def dialled(text: str) -> str | None:
    """Return the digits to dial, with ``+`` in front when the country code is among them; ``None`` if no number.

    ``text`` is one number and nothing else. Short codes (3 digits and more) are numbers here.
    """
    text = unicodedata.normalize("NFKC", text).strip().removeprefix("tel:").removeprefix("sms:").removeprefix("callto:")
    text = _EXTENSION.sub("", text)
    if _VANITY.fullmatch(text.upper()):
        text = text.upper().translate(_KEYPAD)
        digits = _digits(text)
        # Letters beyond the length of a number are for the eye: the exchange has connected already.
        return "+" + digits[:11] if digits.startswith("1") else digits[:10]
    if any(c.isalpha() for c in text) or any(c in "@:€$£%" for c in text):
        return None
    plus = text.lstrip("( ").startswith("+")
    digits = _digits(_TRUNK.sub("", text) if plus else text)
    if not plus:
        for prefix in ("011", "00"):
            if digits.startswith(prefix) and len(digits) >= 9 + len(prefix):
                plus, digits = True, digits.removeprefix(prefix)
                break
    return ("+" if plus else "") + digits if MIN_SHORT <= len(digits) <= MAX_DIGITS else None


def _digits(text: str) -> str:
    return "".join(c for c in text if c in "0123456789")


def e164(number: str, regions: Iterable[str] = ()) -> str | None:
    """Return what ``dialled`` gave as E.164, or ``None`` if it is a number of no country.

    A number without country code is tried in ``regions`` (ISO codes) in order, then as one whose ``+`` was left out.
    """
    regions = tuple(regions)
    match = _NANP.fullmatch(number) if number.startswith("+1") else None
    if match:
        return "+1" + match[1]
    import phonenumbers  # noqa: PLC0415 - 60 ms, which no page has to wait for

    international = number.startswith("+")
    for region in (None,) if international else (*regions, None):
        try:
            parsed = phonenumbers.parse(number if international or region else "+" + number, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return None


def national_forms(number: str) -> frozenset[str]:
    """Return the digits under which an E.164 number is dialled: at home, and abroad without ``+``.

    With ``+`` in front comes what is often written and still means this number. A short code is dialled as it stands.
    """
    import phonenumbers  # noqa: PLC0415 - as above

    forms = {_digits(number)}
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return frozenset(forms)
    national = _digits(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL))
    # Many keep the national prefix behind the country code: +44 0808 …
    kept = f"{parsed.country_code}{national}"
    forms |= {phonenumbers.national_significant_number(parsed), national, kept, "+" + kept}
    return frozenset(forms)


def region_of(number: str) -> str | None:
    """Return the country of an E.164 number, ``None`` for numbers of no single country."""
    import phonenumbers  # noqa: PLC0415 - as above

    region = phonenumbers.region_code_for_number(phonenumbers.parse(number))
    return region if region and region != "001" else None
