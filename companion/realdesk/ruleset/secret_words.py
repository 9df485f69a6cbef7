"""The word lists that the extension carries: BIP-39 in ten languages, and the words beside keys and codes.

Made from the package ``mnemonic`` and ``rules/secrets.toml`` alone, so the same input gives the same bytes. One list
stands on one line.
"""

from __future__ import annotations

import json
import re
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

from realdesk import paths
from realdesk.entities.secrets_words import NAME, PREFIX_LETTERS, SCHEMA, flat, normal, squeeze
from realdesk.errors import RulesError
from realdesk.files import write_atomically
from realdesk.ruleset.problems import Problem

LANGUAGES = (
    "english", "japanese", "korean", "spanish", "chinese_simplified", "chinese_traditional", "french", "italian", "czech",
    "portuguese",
)  # fmt: skip
"""The reference lists, in the order of BIP-39's own table."""
CUES = ("private_key", "public_value", "one_time_code")
_OTHERS = ("common", "ordinals", "published")
_FEWEST_ORDINALS = 12
_FILE = "secrets.toml"
_SIZE = 2048
_DIGEST = re.compile("[0-9a-f]{32}")


def build_words(rules: Path) -> bytes:
    """Return ``secrets.json``, UTF-8 JSON, with the cues of ``rules/secrets.toml``.

    Raises:
        RulesError: the cues or the package of word lists are missing or not as expected.
    """
    lists = {language: " ".join(_list(language)) for language in LANGUAGES}
    data = _data(rules / _FILE)
    cues = _cues(data, rules / _FILE)
    more = _more(data, rules / _FILE)
    head = f'{{"schema":{SCHEMA},"lists":{{\n'
    body = ",\n".join(f"{_json(name)}:{_json(words)}" for name, words in lists.items())
    tail = ",\n".join(f"{_json(name)}:{_json(words)}" for name, words in cues.items())
    rest = ",\n".join(f"{_json(name)}:{_json(value)}" for name, value in more.items())
    return f'{head}{body}}},\n"cues":{{\n{tail}}},\n{rest}}}\n'.encode()


def cue_problems(rules: Path) -> tuple[Problem, ...]:
    """Return what is wrong with ``rules/secrets.toml``, which is packed into the extension and is no part of the ruleset."""
    try:
        data = _data(rules / _FILE)
        _cues(data, rules / _FILE)
        _more(data, rules / _FILE)
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


def _data(path: Path) -> dict[str, Any]:
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RulesError(f"{path} cannot be read: {error}.", hint="Restore the file from the repository.") from error
    if sorted(data) != sorted((*CUES, *_OTHERS)):
        wanted = ", ".join((*CUES, *_OTHERS))
        raise RulesError(f"{path} must have {wanted} and nothing else.", hint="Compare it with the repository's.")
    return data


def _cues(data: dict[str, Any], path: Path) -> dict[str, list[str]]:
    cues: dict[str, list[str]] = {}
    for name in CUES:
        words = data[name] if isinstance(data[name], list) else []
        squeezed = [squeeze(word) if isinstance(word, str) else "" for word in words]
        if not squeezed or not all(squeezed):
            raise RulesError(f"{path}: {name} has a value that is no word.", hint="Write words in quotes.")
        cues[name] = list(dict.fromkeys(squeezed))
    return cues


def _more(data: dict[str, Any], path: Path) -> dict[str, object]:
    """Return frequent words, ordinal numbers and digests as the extension has them."""
    common, ordinals, published = (data[name] for name in _OTHERS)
    if not isinstance(common, str) or not common.split():
        raise RulesError(f"{path}: common must be words in one text.", hint="Compare it with the repository's.")
    if not isinstance(ordinals, list) or not all(isinstance(row, str) for row in ordinals):
        raise RulesError(f"{path}: ordinals must be a list of texts.", hint="Write a text of words for each language.")
    rows = [flat(row).split() for row in ordinals]
    if not all(len(row) == len(set(row)) >= _FEWEST_ORDINALS for row in rows):
        raise RulesError(
            f"{path}: a row of ordinals has the same word twice or fewer than {_FEWEST_ORDINALS}.",
            hint="Write first to twelfth, or beyond, as different words.",
        )
    if not isinstance(published, list) or not all(isinstance(item, dict) for item in published):
        raise RulesError(f"{path}: published must be a list of tables.", hint="Compare it with the repository's.")
    digests = [item.get("digest") for item in published]
    if not all(isinstance(item, str) and _DIGEST.fullmatch(item) for item in digests):
        raise RulesError(
            f"{path}: published has an entry without a digest.",
            hint="Make one with `python -m realdesk.entities.secrets_published KIND`.",
        )
    if not all(isinstance(item.get("source"), str) and item["source"] for item in published):
        raise RulesError(f"{path}: published has an entry without a source.", hint="Say where it stands.")
    return {
        "common": " ".join(dict.fromkeys(common.split())),
        "ordinals": [" ".join(row) for row in rows],
        "published": sorted({str(item) for item in digests}),
    }
