"""What all tests share: the project's own rules, compiled once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings

from realdesk.index.compile import compile_index
from realdesk.index.reader import Index
from realdesk.ruleset.model import Ruleset
from realdesk.ruleset.source import load

# A busy machine is no failure: hypothesis measures time, and tests here never do.
settings.register_profile("realdesk", deadline=None)
settings.load_profile("realdesk")

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def index_bytes(ruleset: Ruleset, *, expires: datetime = NOW + timedelta(days=90)) -> bytes:
    """Return the index of ``ruleset``, issued at ``NOW``."""
    return compile_index(
        ruleset, version=7, issued=NOW, expires=expires, label="local development", bundle_sha256="0" * 64
    )


@pytest.fixture(scope="session")
def ruleset() -> Ruleset:
    return load(ROOT / "rules")


@pytest.fixture(scope="session")
def index_data(ruleset: Ruleset) -> bytes:
    return index_bytes(ruleset)


@pytest.fixture(scope="session")
def index(index_data: bytes) -> Index:
    return Index(index_data)
