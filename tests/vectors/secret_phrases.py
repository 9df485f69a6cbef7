"""Vectors of recovery phrases: how they are written, disguised and damaged, and what is none."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator

from vectors.maker import ABBREVIATED, LANGUAGES, SIZES, Maker, Row, Words, plain, row


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


def evasions(make: Maker) -> Iterator[Row]:
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
