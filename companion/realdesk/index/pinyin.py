"""Chinese names in pinyin, as somebody types them who has no input method at hand.

Only for compiling: the library's tables take long to load, and nothing that scores a page needs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_HAN = re.compile(r"[㐀-鿿豈-﫿]")
_OTHER = re.compile(r"[^0-9a-zü]+")
_TRADITIONAL = {"銀行": "yín háng", "協調": "xié tiáo"}
"""Words whose Traditional form the library reads character by character, and so with the commoner sound."""


def spellings(names: Iterable[str]) -> tuple[str, ...]:
    """Return ``names`` that have Chinese characters as syllables without tones: ``币安`` is ``bi an``.

    Latin parts stay, in lower case. A name with ü is given twice, with ``v`` as input methods want it and with ``u``.
    """
    found: dict[str, None] = {}
    for name in names:
        if _HAN.search(name):
            plain = _plain(name)
            found.update(dict.fromkeys((plain.replace("ü", "v"), plain.replace("ü", "u"))))
    return tuple(found)


@cache
def _plain(name: str) -> str:
    return _OTHER.sub(" ", " ".join(_reader()(name)).casefold()).strip()


@cache
def _reader() -> Callable[[str], list[str]]:
    from pypinyin import Style, lazy_pinyin, load_phrases_dict  # noqa: PLC0415 - see the module's docstring

    load_phrases_dict({word: [[sound] for sound in sounds.split()] for word, sounds in _TRADITIONAL.items()})
    return lambda name: lazy_pinyin(name, style=Style.NORMAL, v_to_u=True)
