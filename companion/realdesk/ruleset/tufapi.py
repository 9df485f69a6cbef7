"""The names used from tuf and securesystemslib, in one place.

Both document these import paths, yet neither marks the names as exported, which the type checker asks for.
"""

from __future__ import annotations

from securesystemslib.signer import CryptoSigner  # type: ignore[attr-defined]
from tuf.api.metadata import (  # type: ignore[attr-defined]
    TOP_LEVEL_ROLE_NAMES,
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)

__all__ = [
    "TOP_LEVEL_ROLE_NAMES",
    "CryptoSigner",
    "MetaFile",
    "Metadata",
    "Root",
    "Snapshot",
    "TargetFile",
    "Targets",
    "Timestamp",
]
