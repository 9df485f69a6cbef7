"""Country names in many languages to ISO codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from realdesk.text.normalise import fold

_HANGUL, _KANA, _HAN = (re.compile(f"[{span}]") for span in ("\uac00-\ud7af", "\u3040-\u30ff", "\u4e00-\u9fff"))
_ALSO = {
    "uk": "GB", "england": "GB", "great britain": "GB", "britain": "GB", "英國": "GB", "usa": "US", "america": "US",
    "united states of america": "US", "美國": "US", "eu": "EU", "europe": "EU", "european union": "EU", "欧盟": "EU",
    "歐盟": "EU", "uae": "AE", "emirates": "AE", "阿联酋": "AE", "阿聯酋": "AE", "korea": "KR", "韓國": "KR", "hongkong": "HK",
    "香港": "HK", "台湾": "TW", "台灣": "TW", "臺灣": "TW", "中國": "CN", "中国大陆": "CN", "中國大陸": "CN", "德國": "DE",
    "法國": "FR", "義大利": "IT", "意大利": "IT", "澳洲": "AU", "日本": "JP", "瑞士": "CH", "新加坡": "SG", "菲律賓": "PH",
    "印度": "IN", "印尼": "ID", "巴西": "BR", "加拿大": "CA", "西班牙": "ES", "土耳其": "TR", "turkey": "TR",
}  # fmt: skip
"""Names in use that the library of telephone numbers does not have."""


def country_of(text: str) -> str | None:
    """Return the ISO 3166-1 code of a country named in any common language, ``EU`` for the Union, else ``None``."""
    name = fold(text)
    found = _ALSO.get(name)
    if found is None and len(name) == 2 and name.isascii() and name.isalpha():
        return name.upper()
    return found or _table().get(name)


def regions_written(text: str) -> tuple[str, ...]:
    """Return the countries in which a national number in ``text`` is most likely dialled, by the script around it."""
    if _HANGUL.search(text):
        return ("KR",)
    if _KANA.search(text):
        return ("JP",)
    return ("CN", "TW", "HK") if _HAN.search(text) else ()


def names_of(code: str, languages: Iterable[str] = ()) -> tuple[str, ...]:
    """Return ``code`` and the country's names in English, Chinese, the ``languages`` (tags) and those in use."""
    from phonenumbers.geodata.locale import LOCALE_DATA  # noqa: PLC0415 - half a second, only for compiling

    names = LOCALE_DATA.get(code, {})
    found = [code]
    for language in dict.fromkeys(("en", "zh", *(tag.partition("-")[0] for tag in languages))):
        name = names.get(language, "")
        # An entry like *de says: as in German.
        found.append(names.get(name[1:], "") if name.startswith("*") else name)
    found += [name for name, country in _ALSO.items() if country == code]
    return tuple(dict.fromkeys(name for name in found if name))


@cache
def _table() -> dict[str, str]:
    from phonenumbers.geodata.locale import LOCALE_DATA  # noqa: PLC0415 - half a second, only for names

    table: dict[str, str] = {}
    for code, names in LOCALE_DATA.items():
        for name in names.values():
            # An entry like *de says: as in German.
            if not name.startswith("*"):
                table.setdefault(fold(name), code)
    return table
