"""A repository of signed rulesets in memory, whose every part a test may bend before it is signed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import msgspec

from realdesk.ruleset.repository import pack
from realdesk.ruleset.trusted import HighWater, TrustedRuleset, verify
from realdesk.ruleset.tufapi import (
    TOP_LEVEL_ROLE_NAMES,
    CryptoSigner,
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
_S = TypeVar("_S", Root, Timestamp, Snapshot, Targets)


def days(number: float) -> timedelta:
    return timedelta(days=number)


@dataclass
class Simulator:
    """Change fields, then take ``bundle()``."""

    version: dict[str, int] = field(default_factory=lambda: {"timestamp": 5, "snapshot": 5, "targets": 5})
    expires: dict[str, datetime] = field(
        default_factory=lambda: {name: NOW + days(90) for name in ("timestamp", "snapshot", "targets")}
    )
    issued: datetime = NOW
    content: bytes = b'{"schema":1}'
    target_name: str = "ruleset.json"
    custom: dict[str, Any] | None = None
    hashes: bool = True
    """Whether timestamp and snapshot name hashes; the format allows to leave them out."""
    signers: dict[str, list[CryptoSigner]] = field(default_factory=dict)
    """Who signs for each role from now on."""
    roots: dict[int, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.signers = {role: [CryptoSigner.generate_ed25519()] for role in sorted(TOP_LEVEL_ROLE_NAMES)}
        self.root = Root(1, expires=NOW + days(365), consistent_snapshot=False)
        for role, signers in self.signers.items():
            self.root.add_key(signers[0].public_key, role)
        self.publish_root(self.signers["root"])

    def publish_root(self, signers: list[CryptoSigner]) -> None:
        """Sign ``root`` as it is now and add it to the chain under its version."""
        self.roots[self.root.version] = _sign(self.root, signers)

    def rotate(self, role: str) -> list[CryptoSigner]:
        """Give ``role`` a new key in the next root (not yet published); return the old signers."""
        old = self.signers[role]
        for signer in old:
            self.root.revoke_key(signer.public_key.keyid, role)
        self.signers[role] = [CryptoSigner.generate_ed25519()]
        self.root.add_key(self.signers[role][0].public_key, role)
        self.root.version += 1
        return old

    def files(self) -> dict[str, bytes]:
        """Return the signed metadata files by name."""
        entry = TargetFile.from_data(self.target_name, self.content, ["sha256"])
        issued = {"x-issued": self.issued.strftime("%Y-%m-%dT%H:%M:%SZ"), "label": "release"}
        entry.unrecognized_fields["custom"] = issued if self.custom is None else self.custom
        targets = Targets(self.version["targets"], expires=self.expires["targets"], targets={self.target_name: entry})
        files = {"targets.json": _sign(targets, self.signers["targets"])}
        snapshot = Snapshot(
            self.version["snapshot"],
            expires=self.expires["snapshot"],
            meta={"targets.json": self._meta("targets", files["targets.json"])},
        )
        files["snapshot.json"] = _sign(snapshot, self.signers["snapshot"])
        timestamp = Timestamp(
            self.version["timestamp"],
            expires=self.expires["timestamp"],
            snapshot_meta=self._meta("snapshot", files["snapshot.json"]),
        )
        files["timestamp.json"] = _sign(timestamp, self.signers["timestamp"])
        return files | {f"{version}.root.json": data for version, data in self.roots.items()}

    def _meta(self, role: str, data: bytes) -> MetaFile:
        version = self.version[role]
        return MetaFile.from_data(version, data, ["sha256"]) if self.hashes else MetaFile(version)

    def bundle(self, **replaced: bytes) -> bytes:
        """Return the bundle; ``replaced`` has other texts for files, by role name."""
        files = self.files() | {f"{role}.json": data for role, data in replaced.items()}
        return pack(files, {self.target_name: self.content})

    def verify(
        self, bundle: bytes | None = None, *, now: datetime = NOW, floor: HighWater | None = None
    ) -> TrustedRuleset:
        """Verify ``bundle`` (default: this one) from the first root on."""
        data = self.bundle() if bundle is None else bundle
        return verify(data, self.roots[1], now=now, floor=HighWater() if floor is None else floor)


def _sign(signed: _S, signers: list[CryptoSigner]) -> bytes:
    metadata: Metadata[_S] = Metadata(signed)
    for signer in signers:
        metadata.sign(signer, append=True)
    return metadata.to_bytes()


def parts(bundle: bytes) -> dict[str, Any]:
    """Return the bundle as a dictionary to be bent."""
    found: dict[str, Any] = msgspec.json.decode(bundle)
    return found


def joined(content: object) -> bytes:
    """Return a bent bundle as bytes."""
    return msgspec.json.encode(content)
