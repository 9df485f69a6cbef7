"""The word lists that the extension carries: BIP-39 in ten languages, and the words beside keys and codes.

Made from the package ``mnemonic`` and ``rules/secrets.toml`` alone, so the same input gives the same bytes. One list
stands on one line.
"""

from __future__ import annotations

import json
import tomllib
from importlib import resources
from pathlib import Path

from realdesk import paths
from realdesk.entities.secrets_words import NAME, PREFIX_LETTERS, SCHEMA, normal, squeeze
from realdesk.errors import RulesError
from realdesk.files import write_atomically
from realdesk.ruleset.problems import Problem

LANGUAGES = (
    "english", "japanese", "korean", "spanish", "chinese_simplified", "chinese_traditional", "french", "italian", "czech",
    "portuguese",
)  # fmt: skip
"""The reference lists, in the order of BIP-39's own table."""
CUES = ("private_key", "public_value", "one_time_code")
_FILE = "secrets.toml"
_SIZE = 2048


def build_words(rules: Path) -> bytes:
    """Return ``secrets.json``, UTF-8 JSON, with the cues of ``rules/secrets.toml``.

    Raises:
        RulesError: the cues or the package of word lists are missing or not as expected.
    """
    lists = {language: " ".join(_list(language)) for language in LANGUAGES}
    cues = _cues(rules / _FILE)
    head = f'{{"schema":{SCHEMA},"lists":{{\n'
    body = ",\n".join(f"{_json(name)}:{_json(words)}" for name, words in lists.items())
    tail = ",\n".join(f"{_json(name)}:{_json(words)}" for name, words in cues.items())
    return f'{head}{body}}},\n"cues":{{\n{tail}}}}}\n'.encode()


def cue_problems(rules: Path) -> tuple[Problem, ...]:
    """Return what is wrong with ``rules/secrets.toml``, which is packed into the extension and is no part of the ruleset."""
    try:
        _cues(rules / _FILE)
    except RulesError as error:
        return (Problem(_FILE, 1, "", error.message.removeprefix(f"{rules / _FILE} "), error.hint),)
    return ()


def write_words(data: bytes, path: Path) -> bool:
    """Bring the file at ``path`` up to date and tell whether it changed."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, data, mode=0o644)
    return True


def check_words(data: bytes, path: Path) -> None:
    """Make sure that the file at ``path`` is ``data``.

    Raises:
        RulesError: it is missing or from other words.
    """
    if not path.is_file() or path.read_bytes() != data:
        raise RulesError(
            f"{path} does not fit the rules.", hint="Run `realdesk rules secrets` and commit what it writes."
        )


def default_path() -> Path:
    """Return where the extension in use has its word lists."""
    return paths.extension_dir() / NAME


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _list(language: str) -> list[str]:
    try:
        text = (resources.files("mnemonic") / "wordlist" / f"{language}.txt").read_text("utf-8")
    except (ModuleNotFoundError, OSError) as error:
        raise RulesError(
            "The BIP-39 word lists are not installed.", hint="Run `make setup`: they come with the package mnemonic."
        ) from error
    words = [normal(word) for word in text.split()]
    if len(words) != _SIZE or len(set(words)) != _SIZE:
        raise RulesError(f"The {language} word list is not one of {_SIZE} words.", hint="Install mnemonic again.")
    if words[0].isascii() and len({word[:PREFIX_LETTERS] for word in words}) != _SIZE:
        raise RulesError(f"The {language} words do not differ in four letters.", hint="Install mnemonic again.")
    return words


def _cues(path: Path) -> dict[str, list[str]]:
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RulesError(f"{path} cannot be read: {error}.", hint="Restore the file from the repository.") from error
    if sorted(data) != sorted(CUES) or not all(isinstance(words, list) and words for words in data.values()):
        raise RulesError(f"{path} must have the lists {', '.join(CUES)}.", hint="Compare it with the repository's.")
    cues: dict[str, list[str]] = {}
    for name in CUES:
        words = [squeeze(word) if isinstance(word, str) else "" for word in data[name]]
        if not all(words):
            raise RulesError(f"{path}: {name} has a value that is no word.", hint="Write words in quotes.")
        cues[name] = list(dict.fromkeys(words))
    return cues
