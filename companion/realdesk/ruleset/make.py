"""From the rules folder of a checkout to a bundle file, in one step."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from realdesk import paths
from realdesk.errors import StateError
from realdesk.files import write_atomically
from realdesk.ruleset.build import encode
from realdesk.ruleset.keys import LOCAL, open_keys, release_root
from realdesk.ruleset.repository import build_time, sign_bundle, version_at
from realdesk.ruleset.source import load
from realdesk.ruleset.trusted import HighWater, verify


@dataclass(frozen=True)
class Made:
    """A bundle that was written."""

    path: Path
    version: int
    label: str
    platforms: int
    size: int
    """Bytes."""
    root: bytes
    """The root it verifies under."""


def make_bundle(rules: Path | None = None, out: Path | None = None, *, checkout: Path | None = None) -> Made:
    """Check and sign the rules of ``checkout`` (default: where this code runs from), verify the result, write it.

    Raises:
        RulesProblemsError: the rules have problems.
        StateError: not a checkout, or the keys or the output cannot be used.
    """
    root = checkout or paths.source_root()
    if root is None:
        raise StateError(
            "Rulesets are built in a checkout of the source.", hint="Clone the repository and run it there."
        )
    out = out or root / "build" / paths.BUNDLE_NAME
    ruleset = load(rules or root / "rules")
    now = build_time()
    keys = open_keys(root, now)
    version = version_at(now)
    trusted_root = keys.first_root if keys.label == LOCAL else release_root(root / "rules").read_bytes()
    data = sign_bundle(encode(ruleset), keys, version=version, now=now)
    verify(data, trusted_root, now=now, floor=HighWater())
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(out, data, mode=0o644)
    except OSError as error:
        raise StateError(f"{out} cannot be written: {error.strerror}.", hint="Name another file with --out.") from error
    return Made(out, version, keys.label, len(ruleset.platforms), len(data), trusted_root)
