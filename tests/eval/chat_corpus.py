"""The corpus of messages: written templates of each language, spelt out when they are read.

A template is a line ``S kind text`` (a request or pretext of a fake desk) or ``B kind text`` (what friends, shops, real
desks, teachers and warnings say). ``[one|two]`` is a choice, ``{amt}`` and the like are filled in. Templates are dealt
into five folds, so that a model can be judged on templates of which it saw no spelling; the fourth was held out from the
first.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "corpus"
SPELLINGS = 8
"""Most spellings of one template."""
FOLDS = 5
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_FILL = {
    "amt": ("250 USDT", "1,200 USDT", "0.4 BTC", "$480", "€900", "3500 USDT", "15 SOL", "350 TRX", "2,000"),
    "pct": ("5%", "10%", "15%", "20%", "30%", "1.8%"),
    "link": (
        "https://claim-centre.example", "wallet-check.example/start", "https://node-sync.example/fix", "help.example/form",
        "https://www.resolve-desk.example", "dapp.example", "https://portal.example/id/8821",
    ),
    "bot": ("agent_mike", "recover_desk1", "senior_help", "finance_vip8", "chain_doctor", "service09"),
    "phone": ("+1 555 0142", "+44 20 7946 0001", "0800 555 0199", "+86 10 5550 0123", "+1 (555) 013-2299"),
    "code": ("406118", "8291", "55-20", "771 204", "190342"),
    "brand": ("Examplex", "Coinplace", "Sample Wallet", "Bitdemo", "Chainpay"),
}  # fmt: skip
_GREETING = {
    "en": ("hello, ", "hi dear, ", "ok so ", "sir, "), "zh-Hans": ("您好,", "亲,", "好的,", "先生,"),
    "zh-Hant": ("您好,", "好的,", "先生您好,"), "ja": ("こんにちは、", "承知しました。"), "ko": ("안녕하세요, ", "네, "),
    "es": ("hola, ", "buenas, ", "ok, "), "pt": ("oi, ", "olá, ", "certo, "), "fr": ("bonjour, ", "salut, ", "d'accord, "),
    "de": ("hallo, ", "guten tag, ", "ok, "), "ru": ("здравствуйте, ", "привет, ", "хорошо, "),
    "vi": ("chào bạn, ", "dạ, "), "id": ("halo kak, ", "baik, "), "tr": ("merhaba, ", "tamam, "),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sample:
    """One message: its language, kind, whether it is of a fake desk, and the number of its template in that language."""

    text: str
    lang: str
    kind: str
    scam: bool
    number: int

    @property
    def fold(self) -> int:
        """Which of the folds its template is in."""
        return self.number % FOLDS

    @property
    def held_out(self) -> bool:
        """Whether its template is in the fold that was held out from the first."""
        return self.fold == 3

    @property
    def template(self) -> tuple[str, int]:
        """Its template."""
        return self.lang, self.number


def samples() -> Iterator[Sample]:
    """Yield all messages, in the same order and wording at every run."""
    for path in sorted((FOLDER / "templates").glob("*.txt")):
        lang = path.stem
        for number, line in enumerate(filter(None, path.read_text("utf-8").splitlines())):
            label, kind, template = line.split(" ", 2)
            for text in spellings(template, lang, random.Random(f"{lang} {number}")):
                yield Sample(text, lang, kind, label == "S", number)


def spellings(template: str, lang: str, chance: random.Random) -> list[str]:
    """Return up to ``SPELLINGS`` different texts of ``template``."""
    found: dict[str, None] = {}
    for attempt in range(4 * SPELLINGS):
        text = _CHOICE.sub(lambda match: chance.choice(match[1].split("|")), template)
        text = _SLOT.sub(lambda match: chance.choice(_FILL[match[1]]), text)
        if attempt % 3 == 2:
            text = chance.choice(_GREETING[lang]) + text
        found[" ".join(text.split())] = None
        if len(found) == SPELLINGS:
            break
    return list(found)
