"""Words of channels and records on the command line, from the extension's messages."""

from __future__ import annotations

from collections.abc import Mapping

from realdesk.index.format import ChannelRecord
from realdesk.paths import extension_dir
from realdesk.text.sentences import Sentences, language_of_environment, name_in

JSON_HELP = "Print JSON."
LANG_HELP = "en, zh_CN or zh_TW; default: the locale's."


class Words:
    """Sentences in the language asked for."""

    def __init__(self, language: str) -> None:
        """Take ``en``, ``zh_CN``, ``zh_TW``, or nothing for the locale's."""
        self.language = language or language_of_environment()
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

    def purpose(self, channel: ChannelRecord) -> str:
        """Return what a channel is for, with its region."""
        words = [self(f"purpose_{channel.purpose}")]
        if channel.region:
            words.append(self("channel_region", region=channel.region))
        return self("list_separator").join(words)
