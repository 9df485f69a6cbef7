"""A surface and a widget without faults, which tests break in one place each."""

from __future__ import annotations

from pathlib import Path

from realdesk.ruleset.problems import Problem
from realdesk.ruleset.source import examine
from unit.ruleset.sample import write

CHAT = """\
schema = 1
id = "acme_chat"
name = "Acme chat"
kind = "chat"
network = "matrix"
pages = [{ place = "//chat.acme.example/*", grade = "A" }, { place = "//old.acme.example/*", grade = "D" }]
root = "#chat"
self_check = [".head"]
composer = [".box"]

[open]
places = ["/room/{digits}"]
elements = [".head"]

[peer]
required = ["name"]
id = [{ place = "/room/{digits}", grade = "A" }]
name = [{ css = ".head .name", grade = "B" }]
bio = [{ css = ".bio", grade = "D" }]
verified = [{ css = ".tick", grade = "D" }]
witness = { name = [".head svg"] }

[messages]
grade = "A"
item = ".message"
text = ".words"
id = { css = ".message", attr = "data-id", kind = "digits", grade = "A" }
sender = { css = ".who", grade = "B" }
own = ".me .name"
signs = [{ side = "me", css = ".mine" }, { side = "me", sender = "own" }]
otherwise = "peer"
"""

WIDGETS = """\
schema = 1

[[widgets]]
id = "acme_widget"
grade = "A"
scripts = ["//cdn.acme.example/w/{token}.js"]
inline = [{ after = "ACME_ID", kind = "hex" }]

[[widgets]]
id = "bolt_widget"
grade = "D"
"""


def broken(root: Path, file: str, old: str, new: str) -> tuple[str, tuple[Problem, ...]]:
    """Write the sample with ``old`` replaced once by ``new`` in ``file``; return the new text and all problems."""
    texts = {"surfaces/acme_chat.toml": CHAT, "widgets.toml": WIDGETS}
    write(root)
    if old:
        assert old in texts[file], f"{old!r} is not in {file}"
        texts[file] = texts[file].replace(old, new, 1)
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return texts[file], examine(root)[1]
