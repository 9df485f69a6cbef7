"""Signs a ruleset: one target, four roles, one file.

The same target, keys, version and time give the same bytes: ed25519 signatures and the JSON forms are deterministic.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import msgspec

from realdesk.errors import StateError
from realdesk.ruleset.keys import KeyStore
from realdesk.ruleset.trusted import ISSUED, TARGET, Bundle
from realdesk.ruleset.tufapi import Metadata, MetaFile, Snapshot, TargetFile, Targets, Timestamp

LIFE = timedelta(days=90)
"""How long the metadata of a bundle live."""

_S = TypeVar("_S", Timestamp, Snapshot, Targets)


def sign_bundle(target: bytes, keys: KeyStore, *, version: int, now: datetime) -> bytes:
    """Return the bundle of ``target`` (a ``ruleset.json``) as ``version``, issued at ``now``.

    Raises:
        StateError: ``keys`` lacks keys that the root asks for.
    """
    issued = now.astimezone(UTC).replace(microsecond=0)
    targets = _signed(_targets(target, keys.label, version, issued), keys)
    snapshot = _signed(Snapshot(version, expires=issued + LIFE, meta={"targets.json": _meta(version, targets)}), keys)
    timestamp = _signed(Timestamp(version, expires=issued + LIFE, snapshot_meta=_meta(version, snapshot)), keys)
    metadata = {f"{number}.root.json": data for number, data in keys.roots.items()}
    metadata |= {"targets.json": targets, "snapshot.json": snapshot, "timestamp.json": timestamp}
    return pack(metadata, {TARGET: target})


def pack(metadata: Mapping[str, bytes], targets: Mapping[str, bytes]) -> bytes:
    """Return the bundle file of these signed files."""
    bundle = Bundle(
        format=1,
        metadata={name: data.decode() for name, data in metadata.items()},
        targets={name: data.decode() for name, data in targets.items()},
    )
    return msgspec.json.encode(bundle, order="sorted") + b"\n"


def build_time() -> datetime:
    """Return now, or the moment named by ``SOURCE_DATE_EPOCH`` (seconds since 1970) for a reproducible build.

    Raises:
        StateError: ``SOURCE_DATE_EPOCH`` is not a number of seconds.
    """
    text = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(time.time()) if text is None else int(text), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise StateError(
            f"SOURCE_DATE_EPOCH is {text!r}, which is not a time.",
            hint="Set it to seconds since 1970, as from `git log -1 --format=%ct`, or unset it.",
        ) from error


def version_at(now: datetime) -> int:
    """Return the version of a ruleset issued at ``now``: its seconds, so that a later build is never a rollback."""
    return max(1, int(now.timestamp()))


def _targets(target: bytes, label: str, version: int, issued: datetime) -> Targets:
    entry = TargetFile.from_data(TARGET, target, ["sha256"])
    entry.unrecognized_fields["custom"] = {ISSUED: issued.strftime("%Y-%m-%dT%H:%M:%SZ"), "label": label}
    return Targets(version, expires=issued + LIFE, targets={TARGET: entry})


def _signed(signed: _S, keys: KeyStore) -> bytes:
    metadata: Metadata[_S] = Metadata(signed)
    for signer in keys.signers(signed.type):
        metadata.sign(signer, append=True)
    return metadata.to_bytes()


def _meta(version: int, data: bytes) -> MetaFile:
    return MetaFile.from_data(version, data, ["sha256"])
