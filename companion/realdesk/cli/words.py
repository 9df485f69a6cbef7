"""Words of channels and records on the command line, from the extension's messages."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from rich.console import Console

from realdesk.errors import RealdeskError
from realdesk.index.format import ChannelRecord
from realdesk.paths import extension_dir
from realdesk.text.sentences import Sentences, language_of_environment, language_of_tag, name_in

JSON_HELP = "Print JSON."
LANG_HELP = "en, zh_CN or zh_TW; default: the locale's."
_SHOWN = 120
"""Characters of a value in a sentence."""


class LanguageError(RealdeskError):
    """There are no sentences in the language asked for."""

    code = "unknown_language"


def language_of(wanted: str) -> str:
    """Return the folder of messages for ``wanted`` (``zh-HK`` works too), or for the locale where it is empty.

    Raises:
        LanguageError: there are no messages in that language.
    """
    if not wanted:
        return language_of_environment()
    language = language_of_tag(wanted)
    if language is None:
        raise LanguageError(f"There are no messages in {wanted[:20]!r}.", hint="Use --lang en, zh_CN or zh_TW.")
    return language


def error_headline(error: RealdeskError) -> str:
    """Return what kind of error it is in the command's language, or nothing in English, where the error says it itself."""
    language = Words.chosen or language_of_environment()
    sentences = Sentences(extension_dir() / "_locales", language)
    key = f"error_{error.code}"
    return sentences.render(key, {}) if language != "en" and sentences.has(key) else ""


def shortened(value: str, most: int = _SHOWN) -> str:
    """Return ``value`` with its middle left out where it is long; the end of a host says whose it is."""
    if len(value) <= most:
        return value
    start = most // 3
    return f"{value[:start]}…{value[start + 1 - most :]}"


def console_of() -> Console:
    """Return a console that wraps and cuts nothing where no terminal says how wide it is."""
    return Console() if sys.stdout.isatty() else Console(width=_NO_TERMINAL)


_NO_TERMINAL = 100_000
"""Columns: what reads a pipe takes a line for a line."""


class Words:
    """Sentences in the language asked for."""

    chosen = ""
    """The language of the command that runs: errors are shown in it, too."""

    def __init__(self, language: str) -> None:
        """Take what ``language_of`` takes."""
        self.language = Words.chosen = language_of(language)
        self._sentences = Sentences(extension_dir() / "_locales", self.language)

    def __call__(self, key: str, **params: str) -> str:
        """Return the sentence for ``key``."""
        return self._sentences.render(key, params)

    def name(self, names: Mapping[str, str]) -> str:
        """Return a platform's or regulator's name."""
        return name_in(dict(names), self.language)

    def in_language(self, texts: Mapping[str, object]) -> object | None:
        """Return the entry for the language, or the English one, or ``None``."""
        tag = {"zh_CN": "zh-Hans", "zh_TW": "zh-Hant"}.get(self.language, "en")
        return texts.get(tag) or texts.get("en")

    def kind(self, kind: str) -> str:
        """Return the word for a type of contact: a channel type or one of the look-up's own."""
        for key in (f"channel_{kind}", f"entity_{kind}", f"channel_{kind.partition('_')[0]}"):
            if self._sentences.has(key):
                return self(key)
        return self("channel_other")

    def params(self, params: Mapping[str, str]) -> dict[str, str]:
        """Return a reason's parameters as they are shown: a type as its word, long values without their middle."""
        return {name: self.kind(value) if name == "type" else shortened(value) for name, value in params.items()}

    def purpose(self, channel: ChannelRecord) -> str:
        """Return what a channel is for, with its region."""
        words = [self(f"purpose_{channel.purpose}")]
        if channel.region:
            words.append(self("channel_region", region=channel.region))
        return self("list_separator").join(words)
