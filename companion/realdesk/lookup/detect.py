"""Contacts in what somebody typed or pasted: one contact alone, or a message with several."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from realdesk.entities import networks, phones
from realdesk.entities.canonical import Canonical
from realdesk.entities.hosts import Suffixes
from realdesk.lookup import found as read
from realdesk.lookup.fanging import whole_marks
from realdesk.lookup.found import Found

MAX_TEXT = 50_000
MAX_FOUND = 100
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF]
)
# Letters of host names: any script that separates words; CJK text runs into an address without a space.
_CJK = r"\u2e80-\u9fff\uac00-\ud7af"
_LETTER = rf"[^\W{_CJK}]"
_LABEL = rf"(?:{_LETTER}|-){{1,63}}"
_END = rf"[^\s<>\"'`，。、；！？（）()【】《》「」『』{_CJK}]"
_WEB = re.compile(rf"(?<![A-Za-z])(?:https?|hxxps?|ftp|itms-apps)://{_END}+", re.IGNORECASE)
_WEB_ALONE = re.compile(r"(?:https?|hxxps?|ftp|itms-apps)://\S+", re.IGNORECASE)
_SCHEME = re.compile(
    r"(?<![A-Za-z])(?:(?:tg|twitter|whatsapp|line|tencent|mqqwpa|market|fb|instagram|chrome-extension)://|tg:(?=resolve|join|user)"
    rf"|(?:mailto|tel|sms|callto):(?=\S)){_END}+",
    re.IGNORECASE,
)
_EMAIL = re.compile(rf"[A-Za-z0-9.!#$%&*+/=?^_|~'-]{{1,64}}@(?:{_LABEL}\.)+{_LABEL}")
_BARE = re.compile(
    rf"(?<!{_LETTER})(?<![@.-])(?:{_LABEL}\.)+{_LABEL}\.?(?::\d{{1,5}})?(?:[/?#]{_END}*)?(?!{_LETTER}|@)"
)
_BARE_ALONE = re.compile(r"[^\s/?#@:]+(?:\.[^\s/?#@:.]+)+\.?(?::\d{1,5})?(?:[/?#]\S*)?")
_WORDS = "|".join(sorted(map(re.escape, networks.WORDS), key=len, reverse=True))
_ID = r"(?:\s*(?:id|号|號|号码|賬號|账号))?"
_NAMED = re.compile(
    rf"(?<![A-Za-z0-9_@])({_WORDS}){_ID}(?:\s*(?:[:：=]\s*@?|@)|(?<=[{_CJK}])(?=[A-Za-z]))([A-Za-z0-9_+][A-Za-z0-9_.\-/]{{1,60}}(?:[ \-.()]*\d[\d ()\-.]*)?)",
    re.IGNORECASE,
)
# "Add WeChat abc_123": the verb tells that a name follows, and a digit or mark that it is none of the sentence's words.
_ADDED = re.compile(
    rf"(?:加|联系|聯繫|聯絡|搜索?|搜尋)(?:我|一下)?(?:客服|官方|人工|专员|專員)?的?\s*({_WORDS}){_ID}\s+(?=[A-Za-z_\-]*[\d_])([A-Za-z0-9_][A-Za-z0-9_\-]{{4,30}})(?![\w.@])",
    re.IGNORECASE | re.ASCII,
)
_NAMED_ALONE = re.compile(rf"({_WORDS}){_ID}\s*[:：=\s]\s*@?([\w+][\w.\-/+() ]{{1,60}})", re.IGNORECASE)
_NAMED_AFTER = re.compile(rf"@?([\w.\-]{{2,60}})\s+(?:on|at|@|\()\s*({_WORDS})\)?", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![A-Za-z0-9_@./-])@([A-Za-z0-9_.]{2,32})")
_SUB = re.compile(r"(?<![\w/.])/?([ru]/[A-Za-z0-9_-]{2,21})(?![\w/])", re.IGNORECASE)
_VANITY = re.compile(
    r"(?<![\w-])\+?1?[\s.(-]{0,3}8\d\d[\s.)-]{1,3}(?=[0-9A-Z-]{0,12}[A-Z]{3})[0-9A-Z](?:-?[0-9A-Z]){6,10}(?!\w)"
)
_QUAD = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?(?:[/?#]\S*)?", re.ASCII)
_PACKAGE = re.compile(r"[A-Za-z]\w*(?:\.\w+){1,8}", re.ASCII)
_WORD = re.compile(r"[\w.@{}/-]{2,80}", re.ASCII)
_PHONE = re.compile(r"(?:tel:|sms:|callto:)?\s*[+(\d][^@:/$€£%]*\d[^@:/$€£%]*")


def detect(text: str, suffixes: Suffixes) -> tuple[Found, ...]:
    """Return the contacts in ``text`` in their order; empty when there is none.

    A text that is one contact alone is read generously (bare names, ids, short codes); within a message only what
    clearly is a contact counts. At most ``MAX_FOUND``, from the first ``MAX_TEXT`` characters.
    """
    text = _clean(text[:MAX_TEXT])
    alone = _alone(text, suffixes) if len(text) <= 2_000 else None
    return (alone,) if alone is not None else tuple(_within(text, suffixes))


def _clean(text: str) -> str:
    """Return ``text`` in compatibility form, defanged addresses (``hxxp``, ``[.]``) made whole."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    return whole_marks(text).strip()


def _alone(text: str, suffixes: Suffixes) -> Found | None:
    for pattern, reader in _wholes(suffixes):
        if pattern.fullmatch(text):
            found = reader(text)
            if found is not None:
                return found
    match = _NAMED_ALONE.fullmatch(text)
    if match:
        return read.named(text, match[1], match[2])
    match = _NAMED_AFTER.fullmatch(text)
    if match:
        return read.named(text, match[2], match[1])
    if _VANITY.fullmatch(text) or _PHONE.fullmatch(text):
        found = read.phone(text, text)
        if found is not None:
            return _with_ids(found)
    return _word(text) if _WORD.fullmatch(text) else None


def _wholes(suffixes: Suffixes) -> tuple[tuple[re.Pattern[str], Callable[[str], Found | None]], ...]:
    return (
        (_WEB_ALONE, lambda text: read.web(text, _fanged(text), suffixes)),
        (_SCHEME, lambda text: read.scheme(text, text)),
        (_EMAIL, lambda text: read.email(text, text)),
        (_BARE_ALONE, lambda text: _domain(text, suffixes, alone=True)),
        (_HANDLE, lambda text: read.handle(text, text[1:].rstrip("."))),
    )


def _fanged(url: str) -> str:
    name, _, rest = url.partition("://")
    return ("http" if name.lower() == "hxxp" else "https") + "://" + rest


def _domain(text: str, suffixes: Suffixes, *, alone: bool = False) -> Found | None:
    """Read an address without scheme: a name under a public suffix, or (``alone``) four numbers with dots.

    Among words those are as often the number of a version.
    """
    found = read.web(text, text, suffixes)
    if found is None:
        return None
    host = found.host
    if host is not None and host.is_ip:
        return found if alone and _QUAD.fullmatch(text) else None
    if host is not None and not suffixes.known(host.suffix):
        return None
    if _PACKAGE.fullmatch(text):
        return Found(text, (*found.candidates, Canonical("android_app", text.lower())), host)
    return found


def _word(text: str) -> Found | None:
    """Read one word: an id of a store, a package, an account written like ``company/name``, or a bare name."""
    low = text.lower()
    if len(low) == 32 and all("a" <= c <= "p" for c in low):
        return Found(text, (Canonical("chrome_extension", low),))
    if low.startswith("id") and low[2:].isdecimal() and 5 <= len(low) - 2 <= 12:
        return Found(text, (Canonical("ios_app", low),))
    kind = _PREFIXES.get(low.partition("/")[0]) if "/" in low else None
    if kind is not None:
        accounts = read.on_network(kind, text)
        if low.startswith("u/") and low[2:].isdecimal():
            accounts += (Canonical("weibo", "id:" + low[2:]),)
        return Found(text, accounts) if accounts else None
    if "@" in text or "/" in text:
        return None
    candidates = [found for network in (*networks.HANDLES, *_BARE_ONLY) for found in read.on_network(network, text)]
    if _PACKAGE.fullmatch(text) and "." in text:
        candidates.insert(0, Canonical("android_app", low))
    first = candidates.pop(0) if "." in text and candidates else Canonical("handle", low)
    return Found(text, (first, *candidates))


_PREFIXES = {"r": "reddit", "u": "reddit", "company": "linkedin", "showcase": "linkedin", "school": "linkedin",
             "in": "linkedin", "c": "youtube", "channel": "youtube", "user": "youtube"}  # fmt: skip
_BARE_ONLY = ("github", "linkedin", "reddit", "discord", "firefox_addon", "sms_sender")


def _with_ids(found: Found) -> Found:
    """Add what else bare digits may be: the number of an account."""
    digits = found.candidates[0].value
    if digits.startswith("+") or not found.written.isdecimal():
        return found
    ids = tuple(Canonical(kind, "id:" + digits) for kind in networks.HANDLES)
    return Found(found.written, (*found.candidates, *ids, Canonical("qq", digits), Canonical("sms_sender", digits)))


def _within(text: str, suffixes: Suffixes) -> list[Found]:
    found: dict[int, Found] = {}
    for anchor, pattern, reader in _STEPS:
        if anchor.search(text):
            text = _take(pattern, reader, text, suffixes, found)
    found.update(_phones(text))
    # A message says its number again and again; the first writing stands for all.
    once: dict[tuple[Canonical, ...], Found] = {}
    for start in sorted(found):
        once.setdefault(found[start].candidates, found[start])
    return list(once.values())[:MAX_FOUND]


_Reader = Callable[[re.Match[str], Suffixes], Found | None]
MARKS = ".,:;!?'"
"""Marks that end a sentence, not an address."""
_STEPS: tuple[tuple[re.Pattern[str], re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(anchor), pattern, reader)
    for anchor, pattern, reader in (
        ("://", _WEB, lambda m, suffixes: read.web(m[0], _fanged(m[0].rstrip(MARKS)), suffixes)),
        (":", _SCHEME, lambda m, _: read.scheme(m[0], m[0].rstrip(MARKS))),
        ("@", _EMAIL, lambda m, _: read.email(m[0], m[0])),
        (rf"\.(?:{_LETTER}|-)", _BARE, lambda m, suffixes: _domain(m[0].rstrip(MARKS), suffixes)),
        (rf"[:：=@]|[{_CJK}][A-Za-z]", _NAMED, lambda m, _: read.named(m[0], m[1], m[2])),
        (r"加|联系|聯|搜", _ADDED, lambda m, _: read.named(m[0], m[1], m[2])),
        ("@", _HANDLE, lambda m, _: read.handle(m[0].rstrip("."), m[1].rstrip("."))),
        ("/", _SUB, lambda m, _: Found(m[1], read.on_network("reddit", m[1]))),
        (r"8\d\d", _VANITY, lambda m, _: read.phone(m[0], m[0])),
    )
)
"""What every match of a pattern has in it, which is found sooner than that there is no match; the pattern; its reader."""


def _take(pattern: re.Pattern[str], reader: _Reader, text: str, suffixes: Suffixes, found: dict[int, Found]) -> str:
    """Read all matches into ``found`` by position; return ``text`` with them struck out, at the same length."""
    pieces = []
    end = 0
    for match in pattern.finditer(text):
        contact = reader(match, suffixes)
        if contact is None or not contact.candidates:
            continue
        found[match.start()] = contact
        pieces += [text[end : match.start()], "," * (match.end() - match.start())]
        end = match.end()
    return "".join((*pieces, text[end:])) if pieces else text


def _phones(text: str) -> Iterator[tuple[int, Found]]:
    for number in phones.find(text):
        written = text[number.start : number.end]
        if _QUAD.fullmatch(written):
            continue
        contact = read.phone(written, "+" + number.digits if number.plus else number.digits)
        if contact is not None:
            yield number.start, contact
