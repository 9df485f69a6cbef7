"""The table from kinds of evidence to assurance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realdesk.ruleset.assurance import INDEPENDENT_LISTS, assurance_of
from realdesk.ruleset.model import Assurance, Evidence

RANK: list[Assurance] = ["reported", "listed", "corroborated", "confirmed"]

TABLE: list[tuple[str, Assurance]] = [
    ("own_page", "confirmed"),
    ("own_repository", "confirmed"),
    ("own_scope", "confirmed"),
    ("ccxt", "listed"),
    ("ccxt 2factorauth", "corroborated"),
    ("ccxt ccxt", "listed"),
    ("footer_copy", "listed"),
    ("footer_copy footer_copy", "listed"),
    ("footer_copy ccxt", "listed"),
    ("third_party", "reported"),
    ("third_party third_party third_party", "reported"),
    ("unpublished", "reported"),
    ("third_party footer_copy", "listed"),
    ("unpublished own_scope", "confirmed"),
    ("", "reported"),
]


def evidence(word: str) -> Evidence:
    if word in INDEPENDENT_LISTS:
        return Evidence(kind="maintained_list", at="https://example.com/", list=word)
    return Evidence(kind=word, at="https://example.com/")  # type: ignore[arg-type]


@pytest.mark.parametrize(("kinds", "expected"), TABLE)
def test_assurance_of(kinds: str, expected: Assurance) -> None:
    assert assurance_of(evidence(word) for word in kinds.split()) == expected


def test_a_list_that_is_not_known_proves_nothing() -> None:
    assert assurance_of([Evidence(kind="maintained_list", at="https://example.com/", list="other")]) == "reported"


@given(
    st.lists(st.sampled_from(["own_page", "ccxt", "2factorauth", "footer_copy", "third_party", "unpublished"])),
    st.data(),
)
def test_more_evidence_never_lowers_assurance(words: list[str], data: st.DataObject) -> None:
    more = [*words, data.draw(st.sampled_from(["own_page", "ccxt", "footer_copy", "unpublished"]))]
    before, after = (assurance_of(map(evidence, found)) for found in (words, more))
    assert RANK.index(after) >= RANK.index(before)
