"""Writes ``secrets.json``: texts and the secrets in them, for the detectors of both sides.

    PYTHONPATH=tests python -m vectors.make_secrets

Every secret is made up from a fixed seed and opens nothing. Nothing here uses the detectors: phrases come from the
package ``mnemonic``, key pairs from ``cryptography``, and Base58 is written out once more.
"""

from __future__ import annotations

import base64
import json
import random
import unicodedata
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from mnemonic import Mnemonic

FILE = Path(__file__).with_name("secrets.json")
LANGUAGES = (
    "english", "japanese", "korean", "spanish", "chinese_simplified", "chinese_traditional", "french", "italian", "czech",
    "portuguese",
)  # fmt: skip
ABBREVIATED = ("english", "spanish", "french", "italian", "czech", "portuguese")
SIZES = (12, 15, 18, 21, 24)
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
Row = dict[str, Any]
Words = list[str]


@dataclass
class Maker:
    """The source of all chance, and the word lists."""

    random: random.Random
    lists: dict[str, Mnemonic]

    def bytes(self, count: int) -> bytes:
        return self.random.randbytes(count)

    def phrase(self, language: str, size: int) -> Words:
        text = self.lists[language].to_mnemonic(self.bytes(size * 4 // 3))
        return unicodedata.normalize("NFC", text).split()

    def wrong(self, language: str, size: int) -> Words:
        """Return words of a list that are no phrase, whichever of them are taken."""
        while True:
            words = self.random.sample(self.lists[language].wordlist, size)
            if not self.has_phrase(words):
                return [unicodedata.normalize("NFC", word) for word in words]

    def has_phrase(self, words: Words) -> bool:
        # In so long a row nobody looks for a phrase in reversed order.
        orders = (words, words[::-1]) if len(words) <= max(SIZES) else (words,)
        windows = (part[at : at + size] for part in orders for size in SIZES for at in range(len(part) - size + 1))
        return any(checker.check(" ".join(part)) for part in windows for checker in self.lists.values())


def base58(raw: bytes) -> str:
    value, text = int.from_bytes(raw, "big"), ""
    while value:
        value, digit = divmod(value, 58)
        text = _BASE58[digit] + text
    return "1" * (len(raw) - len(raw.lstrip(b"\0"))) + text


def base58check(body: bytes) -> str:
    return base58(body + sha256(sha256(body).digest()).digest()[:4])


def row(name: str, text: str, kind: str | None = None, secret: str | None = None, count: int = 1, **about: Any) -> Row:
    """Return a row; ``secret`` is the part of ``text`` to be found, by default all of it."""
    found = []
    if kind is not None:
        part = text if secret is None else secret
        start = text.index(part)
        found = [[kind, start, start + len(part), count]]
    return {"name": name, "text": text, **about, "found": found}


def plain(word: str) -> str:
    marks = unicodedata.normalize("NFKD", word)
    return unicodedata.normalize("NFC", "".join(char for char in marks if not "\u0300" <= char <= "\u036f"))


def numbered(words: Words, pattern: str, between: str) -> str:
    return between.join(pattern.format(number=number, word=word) for number, word in enumerate(words, 1))


WRITINGS: dict[str, Callable[[Words], str]] = {
    "spaces": " ".join,
    "lines": "\n".join,
    "commas": ", ".join,
    "numbered lines": lambda words: numbered(words, "{number}. {word}", "\n"),
    "numbered in one line": lambda words: numbered(words, "{number}. {word}", " "),
    "numbers alone": lambda words: numbered(words, "{number} {word}", "  "),
    "numbers in brackets": lambda words: numbered(words, "{number}) {word}", "\r\n"),
    "circled numbers": lambda words: " ".join(
        f"{chr(0x2460 + at) if at < 20 else at + 1} {word}" for at, word in enumerate(words)
    ),
    "upper case": lambda words: " ".join(words).upper(),
    "decomposed": lambda words: unicodedata.normalize("NFKD", " ".join(words)),
    "without accents": lambda words: " ".join(plain(word) for word in words),
    "ideographic spaces": "\u3000".join,
    "JSON": lambda words: json.dumps(words, ensure_ascii=False),
    "table": lambda words: "| " + " | ".join(f"{number} | {word}" for number, word in enumerate(words, 1)) + " |",
    "lines of four": lambda words: "\n".join(" ".join(words[at : at + 4]) for at in range(0, len(words), 4)),
    "groups": lambda words: " - ".join(" ".join(words[at : at + 3]) for at in range(0, len(words), 3)),
    "in a sentence": lambda words: f"Ok, it's « {' '.join(words)} ». Pls fix my balances!!",
    "after a question": lambda words: f"> Pls send us the 12 or 24 ones\n{' '.join(words)}\n\nThx & bye.",
}
"""Ways to write the words of a phrase."""


def phrases(make: Maker) -> Iterator[Row]:
    for language in LANGUAGES:
        for size in SIZES:
            for name, write in WRITINGS.items():
                words = make.phrase(language, size)
                text = write(words)
                yield phrase_row(f"{language}, {size} words, {name}", text, words)
    for language in ABBREVIATED:
        for size in SIZES:
            text = " ".join(plain(word)[:4] for word in make.phrase(language, size))
            yield row(f"{language}, {size} words, four letters", text, "seed_phrase", count=size)
    for language in ("chinese_simplified", "chinese_traditional"):
        words = make.phrase(language, 12)
        yield row(f"{language}, ideographic commas", "、".join(words), "seed_phrase", count=12)
    words = make.phrase("english", 12)
    wide = " ".join("".join(chr(ord(char) + 0xFEE0) for char in word) for word in words)
    yield row("full-width letters", wide, "seed_phrase", count=12)
    emoji = f"\U0001f511\U0001f511 {' '.join(words)} \U0001f512"
    yield row("between emoji", emoji, "seed_phrase", " ".join(words), 12)
    for name, entropy in {"zeros": b"\0", "ones": b"\xff", "7f": b"\x7f", "80": b"\x80"}.items():
        for size in SIZES:
            text = make.lists["english"].to_mnemonic(entropy * (size * 4 // 3))
            yield row(f"entropy of {name}, {size} words", text, "seed_phrase", count=size, published=True)
    yield from several_phrases(make)


def phrase_row(name: str, text: str, words: Words) -> Row:
    """Return the row of a text whose secret reaches from the first word to the last, however they are written."""
    forms = (lambda word: word, str.upper, plain, lambda word: unicodedata.normalize("NFKD", word))
    for form in forms:
        start, end = text.find(form(words[0])), text.rfind(form(words[-1]))
        if start >= 0 and end >= 0:
            return row(name, text, "seed_phrase", text[start : end + len(form(words[-1]))], len(words))
    raise ValueError(name)


ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()  # noqa: SIM905
SUFFIXES = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}
HAN = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()  # noqa: SIM905
LABELLED: dict[str, Callable[[Words], str]] = {
    "word1:": lambda words: numbered(words, "word{number}: {word}", " "),
    "word 1 -": lambda words: numbered(words, "word {number} - {word}", "\n"),
    "Recovery word #1 =": lambda words: numbered(words, "Recovery word #{number} = {word}", "; "),
    "1st:": lambda words: ", ".join(f"{at}{SUFFIXES.get(at, 'th')}: {word}" for at, word in enumerate(words, 1)),
    "#1=": lambda words: numbered(words, "#{number}={word}", " "),
    "第1个": lambda words: numbered(words, "第{number}个 {word}", " "),
    "第1個詞：": lambda words: numbered(words, "第{number}個詞：{word}", "\n"),
    "1号词": lambda words: numbered(words, "{number}号词 {word}", "，"),
    "Wort 1:": lambda words: numbered(words, "Wort {number}: {word}", " / "),
    "palabra nº 1:": lambda words: numbered(words, "palabra nº {number}: {word}", "\n"),
    "mot n° 1 :": lambda words: numbered(words, "mot n° {number} : {word}", "\n"),
    "palavra 1:": lambda words: numbered(words, "palavra {number}: {word}", "\n"),
    "parola 1:": lambda words: numbered(words, "parola {number}: {word}", "\n"),
    "slovo č. 1:": lambda words: numbered(words, "slovo č. {number}: {word}", "\n"),
    "слово 1:": lambda words: numbered(words, "слово {number}: {word}", "\n"),
    "1番目:": lambda words: numbered(words, "{number}番目: {word}", "\n"),
    "단어 1:": lambda words: numbered(words, "단어 {number}: {word}", "\n"),
    "kelime 1:": lambda words: numbered(words, "kelime {number}: {word}", "\n"),
    "từ 1:": lambda words: numbered(words, "từ số {number}: {word}", "\n"),
    "kata 1:": lambda words: numbered(words, "kata ke-{number}: {word}", "\n"),
    "with an end": lambda words: (
        f"my 12 words: {numbered(words, 'w{number} is {word}', '. ')}. That is all of the 12, ok?"
    ),
    "from zero": lambda words: "\n".join(f"words[{at}] = {word}" for at, word in enumerate(words)),
    "backwards": lambda words: "\n".join(f"word {at}: {words[at - 1]}" for at in range(len(words), 0, -1)),
    "two columns": lambda words: "\n".join(
        f"No. {at}: {words[at - 1]}    No. {at + len(words) // 2}: {words[at - 1 + len(words) // 2]}"
        for at in range(1, len(words) // 2 + 1)
    ),
}
"""Ways to write which word is which."""
SPELT: dict[str, Callable[[Words], str]] = {
    "first:": lambda words: ", ".join(f"{name}: {word}" for name, word in zip(ORDINALS, words, strict=True)),
    "The first word is": lambda words: " ".join(
        f"The {name} word is {word}." for name, word in zip(ORDINALS, words, strict=True)
    ),
    "第一个": lambda words: "\n".join(f"第{name}个 {word}" for name, word in zip(HAN, words, strict=True)),
    "第一個詞：": lambda words: "，".join(f"第{name}個詞：{word}" for name, word in zip(HAN, words, strict=True)),
    "primera palabra:": lambda words: "\n".join(
        f"{name} palabra: {word}"
        for name, word in zip(
            "Primera segunda tercera cuarta quinta sexta septima octava novena decima undécima duodécima".split(),  # noqa: SIM905
            words,
            strict=True,
        )
    ),
    "erstes Wort:": lambda words: "\n".join(
        f"{name}es Wort: {word}"
        for name, word in zip(
            "erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft".split(),  # noqa: SIM905
            words,
            strict=True,
        )
    ),
}
"""Ways to say it in words."""


def slips(make: Maker, word: str) -> dict[str, str]:
    """Return ways to write a word wrongly."""
    at = make.random.randrange(1, len(word) - 1)
    return {
        "a letter less": word[:at] + word[at + 1 :],
        "a letter twice": word[:at] + word[at] + word[at:],
        "another letter": word[:at] + ("q" if word[at] != "q" else "x") + word[at + 1 :],
        "two letters exchanged": word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
    }


def apart(value: str, size: int, between: str) -> str:
    return between.join(value[at : at + size] for at in range(0, len(value), size))


def keys_in_groups(make: Maker) -> Iterator[Row]:
    wif = base58check(b"\x80" + make.bytes(32) + b"\x01")
    for size, between in ((4, " "), (13, "\n"), (26, "\n"), (13, "-")):
        text = apart(wif, size, between)
        yield row(f"WIF in groups of {size} {between!r}", text, "wif")
        yield row(f"WIF in a message, in groups of {size} {between!r}", f"It is: {text}!", "wif", text)
        text = apart(make.bytes(32).hex(), size, between)
        yield row(f"hex key in groups of {size} {between!r}", f"my private key: {text}", "private_key", text)
        yield row(f"no key: hex in groups of {size} {between!r}", f"my tx hash: {text}")


def evasions(make: Maker) -> Iterator[Row]:
    yield from keys_in_groups(make)
    for language in LANGUAGES:
        for size in (12, 24):
            for name, write in LABELLED.items():
                words = make.phrase(language, size)
                yield ordered_row(f"{language}, {size} words, {name}", write(words), words)
        for name, write in SPELT.items():
            words = make.phrase(language, 12)
            yield ordered_row(f"{language}, {name}", write(words), words)
    for language in ABBREVIATED:
        known = {plain(word) for word in make.lists[language].wordlist}
        for size in (12, 15, 24):
            for slip in slips(make, "abcd"):
                for name in ("spaces", "numbered lines", "lines", "after a question"):
                    yield wrong_word(make, language, size, slip, name, known)
            words = [plain(word) for word in make.phrase(language, size)]
            at = next(at for at in range(size - 1) if words[at] + words[at + 1] not in known)
            joined = [*words[:at], words[at] + words[at + 1], *words[at + 2 :]]
            yield row(f"{language}, {size} words, two run together", " ".join(joined), "seed_phrase", count=size)
            yield row(
                f"{language}, {size} words, reversed",
                " ".join(make.phrase(language, size)[::-1]),
                "seed_phrase",
                count=size,
            )


def ordered_row(name: str, text: str, words: Words) -> Row:
    """Return the row of a text in which every word has its number; the first and last of them in the text bound it."""
    places = [text.find(word, 0) for word in words]
    assert min(places) >= 0, name
    if "backwards" in name:
        words = words[::-1]
    start = next(at for at in range(len(text)) if is_word(text, at, words[0]))
    end = next(at for at in range(len(text), -1, -1) if is_word(text, at, words[-1])) + len(words[-1])
    return row(name, text, "seed_phrase", text[start:end], len(words))


def is_word(text: str, at: int, word: str) -> bool:
    """Tell whether ``word`` stands at a place as what a label is for."""
    before, after = text[max(0, at - 1) : at], text[at + len(word) : at + len(word) + 1]
    return text.startswith(word, at) and not before.isalnum() and not after.isalnum() and before != "."


def wrong_word(make: Maker, language: str, size: int, slip: str, name: str, known: set[str]) -> Row:
    while True:
        words = [plain(word) for word in make.phrase(language, size)]
        at = make.random.randrange(size)
        if len(words[at]) < 5:
            continue
        wrong = slips(make, words[at])[slip]
        if wrong in known or wrong == words[at] or any(word[:4] == wrong for word in known):
            continue
        words[at] = wrong
        text = WRITINGS[name](words)
        return phrase_row(f"{language}, {size} words, {slip}, {name}", text, words)


def several_phrases(make: Maker) -> Iterator[Row]:
    one, two = " ".join(make.phrase("english", 12)), " ".join(make.phrase("spanish", 24))
    text = f"{one}\n\nspare: {two}"
    found = [["seed_phrase", 0, len(one), 12], ["seed_phrase", len(text) - len(two), len(text), 24]]
    yield {"name": "two phrases", "text": text, "found": found}
    lines = [" ".join(make.phrase("english", 12)) for _ in range(5)]
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    found = [["seed_phrase", start, start + len(line), 12] for start, line in zip(starts, lines, strict=True)]
    yield {"name": "five phrases, one a line", "text": text, "found": found}


def extended(version: str, body: bytes, *, private: bool) -> str:
    key = b"\0" + body[41:73] if private else b"\x02" + body[41:73]
    return base58check(bytes.fromhex(version) + body[:41] + key)


def keystore(make: Maker) -> dict[str, Any]:
    return {
        "version": 3,
        "id": str(uuid.UUID(bytes=make.bytes(16), version=4)),
        "address": make.bytes(20).hex(),
        "crypto": {
            "cipher": "aes-128-ctr",
            "cipherparams": {"iv": make.bytes(16).hex()},
            "ciphertext": make.bytes(32).hex(),
            "kdf": "scrypt",
            "kdfparams": {"dklen": 32, "n": 262144, "p": 1, "r": 8, "salt": make.bytes(32).hex()},
            "mac": make.bytes(32).hex(),
        },
    }


def key_pair(make: Maker, *, like_signature: bool = False) -> bytes:
    while True:
        seed = make.bytes(32)
        public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
        if (public[31] <= 0x10) == like_signature:
            return seed + public


def keys(make: Maker) -> Iterator[Row]:
    for name, body in {
        "compressed": b"\x80" + make.bytes(32) + b"\x01",
        "uncompressed": b"\x80" + make.bytes(32),
        "test network": b"\xef" + make.bytes(32) + b"\x01",
        "test network, uncompressed": b"\xef" + make.bytes(32),
    }.items():
        value = base58check(body)
        yield row(f"WIF, {name}", value, "wif")
        yield row(f"WIF in a message, {name}", f"Use {value}, it's the old one.", "wif", value)
    for name, head in {"not multiplied": "0142c0", "compressed": "0142e0", "multiplied": "014304"}.items():
        yield row(f"BIP-38, {name}", base58check(bytes.fromhex(head) + make.bytes(36)), "bip38")
    for name, version in {
        "xprv": "0488ade4", "yprv": "049d7878", "zprv": "04b2430c", "Yprv": "0295b005", "Zprv": "02aa7a99",
        "tprv": "04358394", "uprv": "044a4e28", "vprv": "045f18bc", "Uprv": "024285b5", "Vprv": "02575048",
    }.items():  # fmt: skip
        value = extended(version, make.bytes(73), private=True)
        assert value.startswith(name), (name, value)
        yield row(f"extended key {name}", f"root: {value}", "extended_key", value)
    for name, like in {"": False, ", bytes like a signature's": True}.items():
        pair = key_pair(make, like_signature=like)
        yield row(f"Solana{name}", base58(pair), "solana_key")
        yield row(f"Solana as bytes{name}", json.dumps(list(pair)), "solana_key")
    pair = key_pair(make)
    text = f"id.json:\n[{','.join(map(str, pair))}]\n"
    yield row("Solana's key file", text, "solana_key", text[9:-1])
    store = json.dumps(keystore(make))
    yield row("keystore", store, "keystore")
    pretty = json.dumps(keystore(make), indent=2)
    yield row("keystore in a message", f"here is my file\n{pretty}\nthx", "keystore", pretty)
    yield row("keystore with a capital", store.replace('"crypto"', '"Crypto"'), "keystore")
    yield from hex_keys(make)


def hex_keys(make: Maker) -> Iterator[Row]:
    named = {
        "named": "My private key is {}",
        "named in capitals": "PRIVATE KEY: {}",
        "in a file": "ETH_PRIVATE_KEY={}",
        "in code": 'const wallet = {{ privateKey: "{}" }};',
        "Spanish": "mi clave privada: {}",
        "French": "Clé privée : {}",
        "Czech": "soukromý klíč je {}",
        "German": "Privater Schlüssel {}",
        "Russian": "Приватный ключ: {}",
        "Simplified Chinese": "私钥：{}",
        "Traditional Chinese": "我的私鑰是{}",
        "Japanese": "秘密鍵は {} です",
        "Korean": "개인 키 {}",
    }
    for name, pattern in named.items():
        for head in ("", "0x"):
            value = head + make.bytes(32).hex()
            yield row(f"hex key, {name}, {head or 'bare'}", pattern.format(value), "private_key", value)
    value = make.bytes(32).hex()
    yield row("hex key in a field for one", value, "private_key", context="Private key")
    yield row("hex key, the field says it in Chinese", value.upper(), "private_key", context="请输入您的私钥")


def no_phrases(make: Maker) -> Iterator[Row]:
    for language in LANGUAGES:
        for size in SIZES:
            yield row(f"no phrase: {language}, {size} words, wrong checksum", " ".join(make.wrong(language, size)))
        yield row(f"no phrase: {language}, 11 words", " ".join(make.phrase(language, 12)[:11]))
        yield row(f"no phrase: {language}, a piece of the list", "\n".join(make.lists[language].wordlist[600:624]))
        yield row(f"no phrase: {language}, 60 words of the list", " ".join(make.wrong(language, 60)))
        words = make.phrase(language, 12)
        yield row(f"no phrase: {language}, without separators", "".join(words))
        yield row(f"no phrase: {language}, sentences", ". ".join(" ".join(words[at : at + 3]) for at in (0, 3, 6, 9)))
        yield row(f"no phrase: {language}, digits between", "7".join(words))
        yield row(f"no phrase: {language}, far apart", f"\n{'-' * 50}\n".join(words))
        foreign = make.phrase("spanish" if language != "spanish" else "korean", 12)
        yield row(f"no phrase: {language}, half of it", " ".join(words[:6] + foreign[6:]))
    for number, text in enumerate(PROSE):
        yield row(f"no phrase: prose {number}", text)


PROSE = (
    "When people begin their first day this winter they usually visit someone they love, then write about what happen"
    " next, because around that time every family can enjoy simple things like dinner, music, dance, and a long walk.",
    "Please follow this simple guide: open your wallet, check the total amount, choose the network, then confirm, wait"
    " and keep your secret phrase safe; never share it, never type it, never trust a message that ask for it.",
    "ability able about above absent absorb abstract absurd abuse access accident account accuse achieve acid",
    "orange apple lemon banana cherry grape mango olive potato tomato onion garlic salad pepper butter cheese",
    "monday, tuesday, wednesday, thursday, friday, saturday, sunday, january, february, march, april, may, june",
    "你好，请问您的账户出了什么问题？请不要把助记词告诉任何人，官方客服不会向您索要助记词、私钥或者验证码。",
    "请 不 要 把 助 记 词 告 诉 任 何 人 ， 官 方 客 服 不 会 向 您 索 要 。",
    "官方客服不會向您索取助記詞、私鑰或驗證碼，請提高警覺，並撥打一六五反詐騙專線查證。",
    "あなたの リカバリーフレーズは だれにも おしえないで ください。 サポートが きくことは けっして ありません。",
    "복구 문구는 절대 다른 사람에게 알려 주지 마세요 고객 지원 담당자는 어떤 경우에도 복구 문구를 묻지 않습니다",
    "Nunca compartas tu frase de recuperación con nadie, ni siquiera con alguien que diga ser del equipo de soporte.",
    "Ne partagez jamais votre phrase secrète, même avec une personne qui dit travailler pour le service client.",
    "for if else while return class import from with pass break continue try except raise global lambda yield",
    'SHELL = ["SOLID5", "SOLID45", "SOLID46", "SOLID65", "SOLID69", "SOLID92", "SOLID95", "SOLID117", "SOLID127",'
    ' "SOLID128", "SOLID147", "SOLID148", "SOLID191", "SOLID193", "SOLID195", "SOLID197", "SOLID198", "SOLID199"]',
    "start: zero | one | one zero | one one | one zero zero | one zero one | one one zero | one one one",
    '"日",\n"一",\n"人",\n"年",\n"大",\n"十",\n"二",\n"本",\n"中",\n"長",\n"出",\n"三",\n"時",\n"行",\n"見",\n"月",\n"分",\n"後",\n'
    '"前",\n"生"',
    "SELECT name, type, state, amount FROM account WHERE owner = 'wolf' AND status = 'active' ORDER BY amount LIMIT 20",
)


def no_keys(make: Maker) -> Iterator[Row]:
    digest = make.bytes(32).hex()
    for name, text in {
        "transaction": f"0x{digest}",
        "transaction without 0x": digest,
        "named transaction": f"My tx hash is 0x{digest}, it is still pending",
        "transaction after a warning": f"Never tell your private key. The transaction is 0x{digest}",
        "transaction, Chinese": f"请不要泄露私钥。交易哈希：0x{digest}",
        "transaction far from a word": f"private key {'and so on ' * 9}{digest}",
        "link to a transaction": f"https://etherscan.io/tx/0x{digest}",
        "checksum of a file": f"{digest}  wallet-1.2.3.tar.gz",
        "public key": f"private key hidden; public key: {digest}",
        "above the order of the curve": f"private key {'f' * 64}",
        "zero": f"private key {'0' * 64}",
        "64 of 65 digits": f"private key {digest}a",
        "signature of Ethereum": f"private key signed it: 0x{make.bytes(65).hex()}",
        "git commit": f"commit {make.bytes(20).hex()}",
        "UUID": str(uuid.UUID(bytes=make.bytes(16), version=4)),
        "Ethereum address": f"0x{make.bytes(20).hex()}",
        "Bitcoin address": base58check(b"\0" + make.bytes(20)),
        "Tron address": base58check(b"\x41" + make.bytes(20)),
        "Solana address": base58(make.bytes(32)),
        "SegWit address": "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        "image": f"data:image/png;base64,{base64.b64encode(make.bytes(600)).decode()}",
        "session token": base64.urlsafe_b64encode(make.bytes(66)).decode(),
        "xpub": extended("0488b21e", make.bytes(73), private=False),
        "64 numbers": json.dumps([make.random.randrange(256) for _ in range(64)]),
        "64 large numbers": json.dumps([300 + at for at in range(64)]),
        "names of a keystore": '{"crypto": {"ciphertext": "hex string", "kdf": "scrypt", "mac": "hex string"}}',
        "ciphertext of something else": json.dumps({"ciphertext": digest, "iv": digest[:32], "alg": "AES"}),
        "a word of 88 letters": "a" * 88,
    }.items():
        yield row(f"no key: {name}", text)
    yield row("no key: the field is for a transaction", digest, context="Transaction hash (not your private key)"[:16])
    signer = Ed25519PrivateKey.from_private_bytes(make.bytes(32))
    yield row("no key: Solana signatures", " ".join(base58(signer.sign(make.bytes(40))) for _ in range(6)))
    yield from damaged(make)


def beside_eastern(make: Maker) -> Iterator[Row]:
    sentences = {
        "Chinese": ("我的助记词是", "请帮我恢复"),
        "Japanese": ("リカバリーフレーズは", "です"),
        "Korean": ("복구문구는", "입니다"),
    }
    for name, (before, after) in sentences.items():
        phrase = " ".join(make.phrase("english", 12))
        text = before + phrase + after
        yield row(f"english, 12 words, in a {name} sentence without spaces", text, "seed_phrase", phrase, count=12)


def damaged(make: Maker) -> Iterator[Row]:
    whole = {
        "WIF": base58check(b"\x80" + make.bytes(32) + b"\x01"),
        "BIP-38": base58check(bytes.fromhex("0142c0") + make.bytes(36)),
        "xprv": extended("0488ade4", make.bytes(73), private=True),
        "Solana": base58(key_pair(make)),
    }
    for name, value in whole.items():
        at = len(value) // 2
        other = next(char for char in _BASE58 if char != value[at])
        yield row(f"no key: {name} with a wrong letter", value[:at] + other + value[at + 1 :])
        yield row(f"no key: {name} within a longer word", f"{value}z9")


def codes(make: Maker) -> Iterator[Row]:
    found = {
        "alone": ("482913", "482913"),
        "four digits alone": ("4829", "4829"),
        "with a space": ("482 913", "482 913"),
        "Google's": ("G-482913", "482913"),
        "in a sentence": ("ok it says 482913", "482913"),
        "before a full stop": ("It was 482913.", "482913"),
        "eight digits, named": ("your verification code is 48291375", "48291375"),
        "Chinese": ("验证码是4829", "4829"),
        "Japanese": ("確認コード：48291", "48291"),
    }
    for name, (text, secret) in found.items():
        yield row(f"code: {name}", text, "one_time_code", secret, codes=True)
        yield row(f"no code without suspicion: {name}", text)
    for name, text in {
        "amount": "I sent $482913 and 1,482,913.50 more",
        "date": "on 2026-11-24 at 10:30",
        "telephone number": "+14829134829 or 555-0199-2233",
        "year": "it began in 2024",
        "address": "0x482913ab",
        "long number": "order 482913482913",
    }.items():
        yield row(f"no code: {name}", text, codes=True)


def rows() -> list[Row]:
    """Return all rows; every call returns the same."""
    make = Maker(random.Random(20261124), {language: Mnemonic(language) for language in LANGUAGES})
    made = [
        *phrases(make),
        *keys(make),
        *no_phrases(make),
        *no_keys(make),
        *codes(make),
        *beside_eastern(make),
        *evasions(make),
    ]
    names = [item["name"] for item in made]
    assert len(names) == len(set(names))
    return made


def content() -> str:
    """Return the text of the file, one row a line; ``found`` has kind, start, end (code points) and count."""
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in rows())
    return f"[\n{lines}\n]\n"


if __name__ == "__main__":
    FILE.write_text(content(), "utf-8")
