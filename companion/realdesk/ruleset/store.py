"""Puts a ruleset to use: verified, compiled and swapped in, or not at all.

Three files in the state folder change, each atomically, in an order that leaves a usable state wherever the process
is killed:

1. ``ruleset.bundle.json``: verified, so it may be compiled again at any time.
2. ``high_water.json``: from here on nothing older is accepted. The bundle it stands for is already in place.
3. ``index.bin``: what the host maps. So the index in use is never newer than the high-water mark.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from realdesk import paths
from realdesk.errors import BundleError, BundleIncomplete, BundleUnreadable, BundleUntrusted, StateError
from realdesk.files import locked, remove_unfinished, write_atomically
from realdesk.ruleset.build import decode
from realdesk.ruleset.keys import Anchor, anchor
from realdesk.ruleset.trusted import MAX_BYTES, HighWater, TrustedRuleset, verify

HIGH_WATER_NAME = "high_water.json"
LOCK_NAME = "lock"


@dataclass(frozen=True)
class Activation:
    """The ruleset now in use."""

    version: int
    issued: datetime
    expires: datetime
    stale: bool
    label: str
    platforms: int


def activate(bundle_path: Path | None, *, state: Path, now: datetime, trust: Anchor | None = None) -> Activation:
    """Verify a bundle, compile it and put it to use in the folder ``state``.

    ``bundle_path`` ``None`` takes the newer of the bundle in use and the one that came with the installation;
    ``trust`` ``None`` takes the installation's root of trust.

    Raises:
        BundleError: the bundle is refused; what was in use stays in use.
        StateError: the state folder cannot be read or written; likewise.
    """
    trust = trust or anchor()
    try:
        with locked(state / LOCK_NAME):
            remove_unfinished(state)
            return _activate(bundle_path, trust, state, now)
    except OSError as error:
        raise StateError(
            f"The state folder {state} cannot be used: {error.strerror}.",
            hint="Make it writable for you and see that the disk has space, or set REALDESK_HOME to another folder.",
        ) from error


def _activate(bundle_path: Path | None, trust: Anchor, state: Path, now: datetime) -> Activation:
    marks = _read_marks(state)
    floor = marks.get(trust.label, HighWater())
    if bundle_path is None:
        data, trusted = _newest([paths.bundled_ruleset(), state / paths.BUNDLE_NAME], trust, now, floor)
    else:
        data, trusted = _verified(bundle_path, trust, now, floor)
    ruleset = decode(trusted.ruleset)
    from realdesk.index.compile import compile_index  # noqa: PLC0415 - slow to import, and not needed to refuse

    index = compile_index(
        ruleset,
        version=trusted.version,
        issued=trusted.issued,
        expires=trusted.expires,
        label=trusted.label,
        bundle_sha256=hashlib.sha256(data).hexdigest(),
    )
    marks[trust.label] = trusted.high_water
    write_atomically(state / paths.BUNDLE_NAME, data)
    write_atomically(state / HIGH_WATER_NAME, msgspec.json.encode(marks, order="sorted"))
    write_atomically(state / paths.INDEX_NAME, index)
    return Activation(
        version=trusted.version,
        issued=trusted.issued,
        expires=trusted.expires,
        stale=trusted.stale,
        label=trusted.label,
        platforms=len(ruleset.platforms),
    )


def _newest(candidates: list[Path], trust: Anchor, now: datetime, floor: HighWater) -> tuple[bytes, TrustedRuleset]:
    good = []
    refusals = []
    for path in candidates:
        try:
            good.append(_verified(path, trust, now, floor))
        except BundleError as error:
            refusals.append(error)
    if not good:
        raise refusals[0]
    return max(good, key=lambda found: found[1].version)


def _verified(path: Path, trust: Anchor, now: datetime, floor: HighWater) -> tuple[bytes, TrustedRuleset]:
    data = read_bundle(path)
    trusted = verify(data, trust.root, now=now, floor=floor)
    if trusted.label != trust.label:
        raise BundleUntrusted(
            f"The ruleset is labelled {trusted.label!r}, the root of trust here is {trust.label!r}.",
            hint="Get a ruleset made for this installation; the one in use stays in use.",
        )
    return data, trusted


def read_bundle(path: Path) -> bytes:
    """Return the content of a bundle file.

    Raises:
        BundleIncomplete: there is no such file.
        BundleUnreadable: it cannot be read, or is too large.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise BundleIncomplete(
            f"There is no ruleset at {path}.",
            hint="In a checkout run `realdesk rules build`; otherwise install realdesk again.",
        ) from error
    except OSError as error:
        raise BundleUnreadable(f"{path} cannot be read: {error.strerror}.", hint="Name a file you can read.") from error
    return data


def _read_marks(state: Path) -> dict[str, HighWater]:
    path = state / HIGH_WATER_NAME
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, HighWater])
    except FileNotFoundError:
        return {}
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise StateError(
            f"{path} is damaged, so it is not known which rulesets are too old.",
            hint=f"Delete {path} if you trust the ruleset you are about to use, and try again.",
        ) from error
