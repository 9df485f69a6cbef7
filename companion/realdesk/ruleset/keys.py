"""Signing keys, and the root that says whose signatures count.

A key folder holds private keys (``*.pem``, PKCS #8, unencrypted, ed25519) and the chain of roots (``1.root.json``,
``2.root.json``, …). The newest root says which key may sign what and how many must; the names of the files do not.

Without a release root in ``rules/trust/root.json``, a checkout has a key folder of its own, ``.local-keys``, made on
first use and never committed: rulesets signed with it count on this machine alone.
"""

from __future__ import annotations

import datetime
import errno
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from tuf.api.serialization import DeserializationError

from realdesk import paths
from realdesk.errors import BundleUntrusted, StateError
from realdesk.ruleset.tufapi import TOP_LEVEL_ROLE_NAMES, CryptoSigner, Metadata, Root

RELEASE = "release"
LOCAL = "local development"
LOCAL_KEYS = ".local-keys"
LOCAL_ROOT = "local_root.json"
"""In a wheel built without release keys: the public root of the machine that built it."""

_LOCAL_ROOT_LIFE = datetime.timedelta(days=3650)


@dataclass(frozen=True)
class Anchor:
    """Where trust begins."""

    root: bytes
    """A root's metadata, taken as true without a check."""
    label: str
    """``release`` or ``local development``."""


class KeyStore:
    """A key folder, read once."""

    def __init__(self, folder: Path, label: str) -> None:
        """Read the keys in ``folder``.

        Raises:
            StateError: the folder has no root, or a file in it cannot be read.
        """
        self.folder = folder
        self.label = label
        try:
            found = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
            self.roots = {int(name.split(".")[0]): data for name, data in found.items() if is_root_name(name)}
            signers = [_signer(data) for name, data in found.items() if name.endswith(".pem")]
            self._root = _root(self.roots[max(self.roots)])
        except (OSError, ValueError, TypeError, UnsupportedAlgorithm, DeserializationError) as error:
            raise StateError(
                f"The signing keys in {folder} cannot be used: {error}.",
                hint="Restore the folder from a copy; if it is .local-keys, delete it and new keys are made.",
            ) from error
        self._signers = {signer.public_key.keyid: signer for signer in signers}

    @property
    def first_root(self) -> bytes:
        """The oldest root in the folder: what verifiers start from."""
        return self.roots[min(self.roots)]

    def signers(self, role: str) -> list[CryptoSigner]:
        """Return the keys in this folder that may sign for ``role``, at least as many as its threshold.

        Raises:
            StateError: there are too few.
        """
        wanted = self._root.roles[role]
        found = [self._signers[keyid] for keyid in sorted(wanted.keyids) if keyid in self._signers]
        if len(found) < wanted.threshold:
            raise StateError(
                f"{self.folder} has {len(found)} of the {wanted.threshold} keys needed to sign {role}.",
                hint="Add the missing .pem files, or sign where they are kept.",
            )
        return found


def is_root_name(name: str) -> bool:
    """Tell whether ``name`` is that of a numbered root, such as ``2.root.json``."""
    return re.fullmatch(r"[1-9][0-9]{0,8}\.root\.json", name, re.ASCII) is not None


def _root(data: bytes) -> Root:
    signed = Metadata.from_bytes(data).signed
    if not isinstance(signed, Root):
        raise TypeError(f"the newest root holds {signed.type} metadata")
    return signed


def release_root(rules: Path) -> Path:
    """Return where the root of releases is kept below the rules folder."""
    return rules / "trust" / "root.json"


def _signer(pem: bytes) -> CryptoSigner:
    return CryptoSigner(load_pem_private_key(pem, None))


def open_keys(root: Path, now: datetime.datetime) -> KeyStore:
    """Return the keys to sign with in the checkout ``root``.

    ``REALDESK_SIGNING_KEYS`` names a folder with release keys; otherwise local ones are used, and made if missing.
    Release keys go with a release root in ``rules/trust``, local keys with none.

    Raises:
        StateError: the keys cannot be read or made, or do not go with the root of trust.
    """
    override = os.environ.get("REALDESK_SIGNING_KEYS")
    has_release_root = release_root(root / "rules").is_file()
    if override and not has_release_root:
        raise StateError(
            "There are release keys, but no release root.",
            hint="Copy 1.root.json from the key folder to rules/trust/root.json, or unset REALDESK_SIGNING_KEYS.",
        )
    if override:
        return KeyStore(Path(override), RELEASE)
    if has_release_root:
        raise StateError(
            "There is a release root in rules/trust, so rulesets need release keys.",
            hint="Set REALDESK_SIGNING_KEYS to their folder, or move rules/trust/root.json away to use local keys.",
        )
    folder = root / LOCAL_KEYS
    if not folder.is_dir():
        try:
            make_local_keys(folder, now)
        except OSError as error:
            raise StateError(
                f"Signing keys cannot be made in {folder}: {error.strerror}.",
                hint="Make the checkout writable for you, or set REALDESK_SIGNING_KEYS to a folder with keys.",
            ) from error
    return KeyStore(folder, LOCAL)


def make_local_keys(folder: Path, now: datetime.datetime) -> None:
    """Make one key a role and their root in ``folder``; if somebody else is faster, theirs stay."""
    signers = {role: CryptoSigner.generate_ed25519() for role in sorted(TOP_LEVEL_ROLE_NAMES)}
    root = Root(version=1, expires=now.astimezone(datetime.UTC) + _LOCAL_ROOT_LIFE, consistent_snapshot=False)
    for role, signer in signers.items():
        root.add_key(signer.public_key, role)
    signed = Metadata(root)
    signed.sign(signers["root"])
    # The folder appears complete or not at all; mkdtemp makes it 0700.
    draft = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
    try:
        for role, signer in signers.items():
            _write_private(draft / f"{role}.pem", signer.private_bytes)
        _write_private(draft / "1.root.json", signed.to_bytes())
        try:
            draft.rename(folder)
        except OSError as error:
            if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
                raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _write_private(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def anchor() -> Anchor:
    """Return where trust begins for this installation.

    Raises:
        BundleUntrusted: there is neither a release root nor a local one.
    """
    release = release_root(paths.rules_dir())
    if release.is_file():
        return Anchor(release.read_bytes(), RELEASE)
    checkout = paths.source_root()
    if checkout is None:
        local = paths.PACKAGE / "_data" / LOCAL_ROOT
        if local.is_file():
            return Anchor(local.read_bytes(), LOCAL)
    elif (checkout / LOCAL_KEYS).is_dir():
        return Anchor(KeyStore(checkout / LOCAL_KEYS, LOCAL).first_root, LOCAL)
    raise BundleUntrusted(
        "There is no root of trust: neither rules/trust/root.json nor local signing keys.",
        hint="Run `realdesk rules build`, which makes local keys, or install a release of realdesk.",
    )
