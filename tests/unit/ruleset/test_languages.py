"""The phrase files of the repository."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from realdesk.text.normalise import fold

FILES = sorted((Path(__file__).parents[3] / "rules" / "phrases").glob("*.toml"))
CLASSES = {path.stem: tomllib.loads(path.read_text("utf-8"))["classes"] for path in FILES}


@pytest.mark.parametrize("language", CLASSES)
def test_every_language_has_every_class_of_english(language: str) -> None:
    assert set(CLASSES[language]) == set(CLASSES["en"])
    assert min(map(len, CLASSES[language].values())) >= 3


@pytest.mark.parametrize("language", CLASSES)
def test_no_phrase_is_empty_or_folds_to_another_of_its_class(language: str) -> None:
    for name, phrases in CLASSES[language].items():
        folded = [fold(phrase) for phrase in phrases]
        assert all(folded), name
        assert len(set(folded)) == len(folded), name
