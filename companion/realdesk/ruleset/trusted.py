"""Verifies a bundle. No files, no network, no clock: bytes, a time and what was accepted before go in.

The rules, in the order in which they are applied:

1. A bundle is JSON of at most ``MAX_BYTES``, in format 1. Whatever the bytes are, the result is a ``TrustedRuleset``
   or a ``BundleError``.
2. The trusted root is the beginning. Each next root must be in the bundle without a gap, carry the next version, and
   be signed by enough keys of the root before it and by enough of its own.
3. The last root must not be older than the newest root accepted before.
4. Timestamp, snapshot and targets must be present and signed by enough keys of the last root.
5. The timestamp fixes version, length and hash of the snapshot, the snapshot those of the targets, the targets those
   of ``ruleset.json``, which must be there.
6. No version of the three may be lower than one accepted before. If a root has since changed the keys of any of them,
   the floors of all three are dropped: so a thief who had set them very high can be recovered from.
7. The ruleset carries the signed time of its issue. The time used is the latest of the clock, this time and the
   issue time accepted before: a clock set back revives nothing.
8. Expired metadata make the ruleset stale, not refused: warnings go on, only "official" is withheld.
9. Timestamp, snapshot and targets must not claim to live for longer from that time than ``LONGEST_LIFE``: a thief of
   one key cannot freeze a ruleset for years.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import msgspec
from tuf.api.exceptions import LengthOrHashMismatchError, UnsignedMetadataError
from tuf.api.serialization import DeserializationError

from realdesk.errors import (
    BundleError,
    BundleIncomplete,
    BundleRolledBack,
    BundleTampered,
    BundleUnreadable,
    BundleUntrusted,
)
from realdesk.ruleset.tufapi import Metadata, Root, Snapshot, TargetFile, Targets, Timestamp

TARGET = "ruleset.json"
ISSUED = "x-issued"
MAX_BYTES = 32 * 1024 * 1024
MAX_ROOTS = 256
LONGEST_LIFE = {"timestamp": timedelta(days=100), "snapshot": timedelta(days=100), "targets": timedelta(days=200)}

_AGAIN = "Build or download the ruleset again; the one in use stays in use."
_REFUSE = "Do not use this file; get the ruleset again from where you trust. The one in use stays in use."
_OLDER = "Get a newer ruleset; the one in use stays in use."
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Bundle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A bundle file: the exact texts of the signed files by name."""

    format: int
    metadata: dict[str, str]
    targets: dict[str, str]


class Mark(msgspec.Struct, frozen=True):
    """What was accepted of one role."""

    version: int = 0
    keyids: tuple[str, ...] = ()


class HighWater(msgspec.Struct, frozen=True):
    """The newest that was accepted so far; nothing older is accepted again."""

    root: int = 0
    timestamp: Mark = Mark()
    snapshot: Mark = Mark()
    targets: Mark = Mark()
    issued: datetime = _EPOCH


@dataclass(frozen=True)
class TrustedRuleset:
    """A ruleset whose signatures hold."""

    ruleset: bytes
    version: int
    issued: datetime
    expires: datetime
    """The earliest expiry of all metadata."""
    stale: bool
    label: str
    """``release`` or ``local development``, as signed."""
    high_water: HighWater
    """To be kept and given as ``floor`` next time."""


_R = TypeVar("_R", Root, Timestamp, Snapshot, Targets)


def verify(bundle: bytes, trusted_root: bytes, *, now: datetime, floor: HighWater) -> TrustedRuleset:
    """Return what ``bundle`` says if it is signed under ``trusted_root`` and not older than ``floor``.

    Raises:
        BundleUnreadable: not a bundle, or metadata that cannot be read.
        BundleIncomplete: a signed file is missing.
        BundleTampered: content differs from what was signed.
        BundleUntrusted: signatures are missing or wrong, or the metadata claim too long a life.
        BundleRolledBack: older than ``floor``.
    """
    try:
        return _verify(_unpack(bundle), trusted_root, now, floor)
    except BundleError:
        raise
    except Exception as error:
        # Odd key types, huge numbers and the like fail somewhere inside the libraries: such a bundle is refused too.
        raise BundleUnreadable(f"The metadata cannot be read ({type(error).__name__}).", hint=_AGAIN) from error


def _verify(bundle: Bundle, trusted_root: bytes, now: datetime, floor: HighWater) -> TrustedRuleset:
    root = _last_root(bundle, trusted_root)
    if root.version < floor.root:
        raise _rolled_back("root", root.version, floor.root)
    timestamp = _role(bundle, root, Timestamp)
    snapshot = _role(bundle, root, Snapshot)
    targets = _role(bundle, root, Targets)
    _check_chain(bundle, timestamp, snapshot, targets)
    entry, ruleset = _target(bundle, targets)
    issued, label = _custom(entry)

    marks = {role.type: _mark(root, role) for role in (timestamp, snapshot, targets)}
    if any(_keys_changed(getattr(floor, name), mark) for name, mark in marks.items()):
        floor = HighWater()  # its root was checked above
    for name, mark in marks.items():
        if mark.version < getattr(floor, name).version:
            raise _rolled_back(name, mark.version, getattr(floor, name).version)

    time = max(now.astimezone(UTC), issued, floor.issued)
    for role in (timestamp, snapshot, targets):
        _check_life(role, time)
    expires = min(signed.expires for signed in (root, timestamp, snapshot, targets))
    return TrustedRuleset(
        ruleset=ruleset,
        version=targets.version,
        issued=issued,
        expires=expires,
        stale=time >= expires,
        label=label,
        high_water=HighWater(root=root.version, issued=max(issued, floor.issued), **marks),
    )


def _unpack(data: bytes) -> Bundle:
    if len(data) > MAX_BYTES:
        raise BundleUnreadable(f"The bundle is larger than {MAX_BYTES} bytes.", hint=_AGAIN)
    try:
        bundle = msgspec.json.decode(data, type=Bundle)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise BundleUnreadable(
            "The file is not a bundle: it is truncated, damaged or something else.", hint=_AGAIN
        ) from error
    if bundle.format != 1:
        raise BundleUnreadable(f"The bundle has format {bundle.format}; this version reads 1.", hint="Update realdesk.")
    return bundle


def _last_root(bundle: Bundle, trusted_root: bytes) -> Root:
    root = _parse(trusted_root, Root).signed
    newest = max((int(name[: -len(".root.json")]) for name in bundle.metadata if _is_root(name)), default=0)
    if newest - root.version > MAX_ROOTS:
        raise BundleUnreadable(f"The bundle has more than {MAX_ROOTS} roots.", hint=_AGAIN)
    own = bundle.metadata.get(f"{root.version}.root.json")
    if own is not None and own.encode() != trusted_root:
        raise BundleUntrusted(f"{root.version}.root.json is not the trusted root.", hint=_REFUSE)
    for version in range(root.version + 1, newest + 1):
        following = _parse(_text(bundle.metadata, f"{version}.root.json"), Root)
        for judge in (root, following.signed):
            _check_signatures(judge, following)
        if following.signed.version != version:
            raise BundleTampered(
                f"{version}.root.json carries version {following.signed.version}.",
                hint=_REFUSE,
            )
        root = following.signed
    return root


def _is_root(name: str) -> bool:
    number, _, rest = name.partition(".")
    return rest == "root.json" and number.isascii() and number.isdigit() and len(number) < 10 and number[0] != "0"


def _role(bundle: Bundle, root: Root, kind: type[_R]) -> _R:
    metadata = _parse(_text(bundle.metadata, f"{kind.type}.json"), kind)
    _check_signatures(root, metadata)
    return metadata.signed


def _parse(data: bytes, kind: type[_R]) -> Metadata[_R]:
    try:
        metadata: Metadata[_R] = Metadata.from_bytes(data)
    except DeserializationError as error:
        raise BundleUnreadable(f"The {kind.type} metadata cannot be read.", hint=_AGAIN) from error
    if not isinstance(metadata.signed, kind):
        raise BundleUntrusted(f"In place of {kind.type} metadata stands {metadata.signed.type}.", hint=_REFUSE)
    return metadata


def _check_signatures(root: Root, metadata: Metadata[_R]) -> None:
    try:
        root.verify_delegate(metadata.signed.type, metadata.signed_bytes, metadata.signatures)
    except UnsignedMetadataError as error:
        raise BundleUntrusted(f"Too few trusted signatures: {error}.", hint=_REFUSE) from error


def _check_chain(bundle: Bundle, timestamp: Timestamp, snapshot: Snapshot, targets: Targets) -> None:
    entry = snapshot.meta.get("targets.json")
    if entry is None:
        raise BundleIncomplete("The snapshot does not name the targets.", hint=_AGAIN)
    for meta, signed in ((timestamp.snapshot_meta, snapshot), (entry, targets)):
        name = f"{signed.type}.json"
        if meta.version != signed.version:
            raise BundleTampered(f"{name} has version {signed.version} where {meta.version} was signed.", hint=_REFUSE)
        try:
            meta.verify_length_and_hashes(_text(bundle.metadata, name))
        except LengthOrHashMismatchError as error:
            raise BundleTampered(f"{name} is not the one that was signed.", hint=_REFUSE) from error


def _target(bundle: Bundle, targets: Targets) -> tuple[TargetFile, bytes]:
    entry = targets.targets.get(TARGET)
    if entry is None:
        raise BundleIncomplete(f"The signed list of files lacks {TARGET}.", hint=_AGAIN)
    data = _text(bundle.targets, TARGET)
    try:
        entry.verify_length_and_hashes(data)
    except LengthOrHashMismatchError as error:
        raise BundleTampered(f"{TARGET} is not the one that was signed.", hint=_REFUSE) from error
    return entry, data


def _custom(entry: TargetFile) -> tuple[datetime, str]:
    custom = entry.custom if isinstance(entry.custom, dict) else {}
    issued, label = custom.get(ISSUED), custom.get("label")
    try:
        if isinstance(issued, str) and isinstance(label, str):
            return datetime.strptime(issued, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC), label
    except ValueError:
        pass
    raise BundleIncomplete(f"{TARGET} has no signed time of issue and label.", hint=_AGAIN)


def _mark(root: Root, signed: Timestamp | Snapshot | Targets) -> Mark:
    return Mark(signed.version, tuple(sorted(root.roles[signed.type].keyids)))


def _keys_changed(before: Mark, now: Mark) -> bool:
    return before.version > 0 and before.keyids != now.keyids


def _check_life(signed: Timestamp | Snapshot | Targets, time: datetime) -> None:
    longest = LONGEST_LIFE[signed.type]
    if signed.expires - time > longest:
        raise BundleUntrusted(
            f"The {signed.type} claims to be valid until {signed.expires:%Y-%m-%d}, more than {longest.days} days on.",
            hint="Check the date of this computer. If it is right, do not use this file and get the ruleset again.",
        )


def _rolled_back(name: str, version: int, floor: int) -> BundleRolledBack:
    return BundleRolledBack(f"The {name} has version {version}; {floor} was accepted before.", hint=_OLDER)


def _text(files: dict[str, str], name: str) -> bytes:
    if name not in files:
        raise BundleIncomplete(f"The bundle lacks {name}.", hint=_AGAIN)
    return files[name].encode()
