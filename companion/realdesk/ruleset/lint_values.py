"""Normal forms: each function returns ``None`` for a good value, else what is wrong and what to do."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import phonenumbers
import tldextract

if TYPE_CHECKING:
    from realdesk.ruleset.model import ChannelType

Fault = tuple[str, str]
"""What is wrong, and what to do."""

_LABEL = r"(?!-)[a-z0-9_-]{1,63}(?<!-)"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
_SHORT = re.compile(r"[0-9]{3,6}")
# The library's regions are ISO 3166-1 but for three.
_COUNTRIES = frozenset(phonenumbers.SUPPORTED_REGIONS) - {"AC", "TA", "XK"} | {"EU"}
_EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([a-z0-9.-]+)")


@functools.cache
def _suffixes() -> tldextract.TLDExtract:
    # No addresses and no cache: the list bundled with the library, never the network.
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def host(value: str) -> Fault | None:
    """Check a host name: lower-case ASCII, under a public suffix, nothing around it."""
    if "://" in value or "/" in value or ":" in value:
        return f"{value!r} is not a bare host name", "write the host alone, without scheme, port and path"
    if not value.isascii():
        return f"{value!r} is not ASCII", "write the host in punycode (xn--…)"
    if value != value.lower():
        return f"{value!r} has capitals", f"write {value.lower()!r}"
    if value.startswith("www."):
        return f"{value!r} begins with 'www.'", f"write {value[4:]!r}"
    if len(value) > 253 or not _HOST.fullmatch(value):
        return f"{value!r} is not a host name", "write labels of letters, digits and hyphens joined by dots"
    found = _suffixes()(value)
    if not found.suffix:
        return f"{value!r} does not end in a public suffix", "correct the last label"
    if not found.domain and not found.is_private:
        return f"{value!r} is a public suffix", "write the name registered under it"
    return None


def registrable(value: str) -> Fault | None:
    """Check that a host (already in normal form) is itself the name somebody registered."""
    name = _suffixes()(value).top_domain_under_public_suffix
    if not name:
        return (
            f"{value!r} is a suffix under which others register names",
            'list the one host with scope = "exact", or the name below the suffix',
        )
    if name != value:
        return (
            f"{value!r} lies below {name!r}",
            f'write {name!r} if all of it is the platform\'s, else add scope = "exact"',
        )
    return None


def email(value: str) -> Fault | None:
    """Check an e-mail address: lower-case, no display name."""
    if value != value.lower():
        return f"{value!r} has capitals", f"write {value.lower()!r}"
    match = _EMAIL.fullmatch(value)
    if match is None or host(match[1]) is not None:
        return f"{value!r} is not an e-mail address", "write name@host alone, without 'mailto:' and display name"
    return None


def country(value: str) -> Fault | None:
    """Check a country: ISO 3166-1 alpha-2, or ``EU``."""
    if value in _COUNTRIES:
        return None
    return f"{value!r} is not a country code", "write the two capitals of ISO 3166-1, such as 'GB', or 'EU'"


def is_short(value: str) -> bool:
    """Tell whether a phone number has the form of a national short number: 3 to 6 digits, nothing else.

    Which of them exist in a country is not checked: the tables of the library lack numbers that are in use.
    """
    return _SHORT.fullmatch(value) is not None


def phone(value: str) -> Fault | None:
    """Check a phone number: E.164, of a length that exists in its country, or a short number.

    Only regulators may have short ones.
    """
    return None if is_short(value) else _international(value)


def _international(value: str) -> Fault | None:
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        return f"{value!r} is not an international number", "write '+', country code and digits: +442012345678"
    normal = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if not phonenumbers.is_possible_number(number):
        return f"{value!r} has the wrong length for its country", "compare it with its source"
    if normal != value:
        return f"{value!r} is not in E.164 form", f"write {normal!r}"
    return None


def url(value: str) -> Fault | None:
    """Check an address of a page: https, no user, no port."""
    return _address(value, ("https",))


def evidence_url(value: str) -> Fault | None:
    """Check the address of a source: like ``url``, but http is allowed."""
    return _address(value, ("https", "http"))


def _address(value: str, schemes: tuple[str, ...]) -> Fault | None:
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return f"{value!r} is not an address", "copy the address of the page from the browser"
    if parts.scheme not in schemes or not value.startswith(f"{parts.scheme}://"):
        return f"{value!r} does not begin with 'https://'", "write the full https address of the page"
    if re.search(r"[\s\\<>\"]", value):
        return f"{value!r} has a character that addresses do not have", "copy the address again, or percent-encode it"
    if parts.username is not None or port is not None:
        return f"{value!r} names a user or a port", "write scheme, host and path alone"
    name = parts.netloc.removeprefix("www.")
    fault = host(name)
    return None if fault is None else (f"{fault[0]} (in {value!r})", fault[1])


def _handle(pattern: str, example: str) -> Callable[[str], Fault | None]:
    compiled = re.compile(pattern)

    def check(value: str) -> Fault | None:
        if compiled.fullmatch(value):
            return None
        return f"{value!r} is not in normal form", f"write it like {example!r}, without '@', scheme and host"

    return check


_PATH = r"[^\s/@?#\\][^\s/?#\\]*(?:/[^\s/?#\\]+)*"

_CHANNEL: dict[ChannelType, Callable[[str], Fault | None]] = {
    "help_center": url,
    "ticket": url,
    "faq": url,
    "live_chat": url,
    "forum": url,
    "blog": url,
    "status_page": url,
    "verify_page": url,
    "complaint_form": url,
    "warning_list": url,
    "register": url,
    "in_app": _handle(r"in-app", "in-app"),
    "phone": phone,
    "whatsapp": _international,
    "email": email,
    "x": _handle(r"[A-Za-z0-9_]{1,15}", "BrandSupport"),
    "telegram": _handle(r"[A-Za-z][A-Za-z0-9_]{3,31}", "BrandEnglish"),
    "discord": _handle(r"[A-Za-z0-9-]{2,32}", "brand"),
    "reddit": _handle(r"[ru]/[A-Za-z0-9_-]{2,21}", "r/Brand"),
    "facebook": _handle(_PATH, "Brand"),
    "instagram": _handle(r"[A-Za-z0-9_.]{1,30}", "brand"),
    "youtube": _handle(r"@[^\s/?#\\@]{3,30}|(?:channel|c|user)/[^\s/?#\\]+|[A-Za-z0-9_.-]+", "@brand"),
    "linkedin": _handle(r"(?:company|showcase|school|in)/[^\s/?#\\]+", "company/brand"),
    "tiktok": _handle(r"[A-Za-z0-9_.]{2,24}", "brand"),
    "medium": _handle(r"[A-Za-z0-9_.-]+", "brand"),
    "weibo": _handle(_PATH, "brand"),
    "wechat": _handle(r"[^\s@/]+", "brand"),
    "line": _handle(r"[^\s@/]+", "brand"),
    "kakao": _handle(r"[A-Za-z0-9_]+", "_brand"),
    "github": _handle(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}", "brand"),
    "android_app": _handle(r"[A-Za-z]\w*(?:\.[A-Za-z]\w*)+", "com.brand.app"),
    "ios_app": _handle(r"id[0-9]{5,12}", "id123456789"),
    "chrome_extension": _handle(r"[a-p]{32}", "abcdefghijklmnopabcdefghijklmnop"),
    "firefox_addon": _handle(r"[A-Za-z0-9_@.{}-]+", "brand-wallet"),
    "lens": _handle(r"[a-z0-9_-]{2,26}", "brand"),
    "bitcointalk": _handle(r"[0-9]{1,8}", "1234567"),
    "slack": url,
    "chat_widget": _handle(r"[a-z0-9_]{1,40}/[A-Za-z0-9_.-]{1,200}", "tawk/5a0000000000000000000001"),
    "sms_sender": _handle(r"[0-9]{3,16}|[A-Za-z0-9 ._&-]{3,11}", "BRAND"),
}

CASELESS: frozenset[ChannelType] = frozenset(
    {
        "x",
        "telegram",
        "reddit",
        "facebook",
        "instagram",
        "youtube",
        "linkedin",
        "tiktok",
        "medium",
        "github",
        "sms_sender",
    }
)
"""Types whose values name the same thing whatever their capitals."""


def channel(kind: ChannelType, value: str) -> Fault | None:
    """Check the value of a channel of type ``kind``."""
    return _CHANNEL[kind](value)


def identity(kind: ChannelType, value: str) -> str:
    """Return what two values of ``kind`` share if they name the same thing."""
    if kind in CASELESS:
        return value.lower()
    return value.rstrip("/") if _CHANNEL[kind] is url else value
