"""The conversations, peers and messages written for the project: well formed, and judged as they were when last looked at."""

from __future__ import annotations

from collections import Counter

import pytest

from eval.chat_corpus import FOLDS, samples
from eval.chat_judge import judge
from eval.conversations import score
from eval.own_chats import peers, rows
from realdesk.index.reader import Index

LANGUAGES = {"en", "zh-CN", "zh-TW", "ja", "ko", "es", "pt", "fr", "de", "ru", "vi", "id", "tr"}


def test_conversations_are_of_every_language_on_both_sides() -> None:
    every = list(rows())
    for label, least in (("scam", 60), ("benign", 60)):
        chosen = [row for row in every if row["label"] == label]
        assert len(chosen) >= least
        assert {row["lang"] for row in chosen} == LANGUAGES
        assert all(row["peer"] and row["messages"] for row in chosen)
    firsts = [(row["first_alarm"], row["messages"]) for row in every if row["label"] == "scam"]
    assert all(messages[first]["from"] == "peer" for first, messages in firsts)


def test_there_are_thousands_of_messages_and_no_spelling_is_in_two_folds() -> None:
    every = list(samples())
    folds: dict[tuple[str, int], set[int]] = {}
    for sample in every:
        folds.setdefault(sample.template, set()).add(sample.fold)
    assert len(every) > 10_000
    assert all(len(found) == 1 for found in folds.values())
    assert len({sample.fold for sample in every}) == FOLDS
    assert min(Counter(sample.lang for sample in every).values()) > 400


@pytest.mark.parametrize(("name", "least_scam", "most_benign_wrong"), [("conversations", 60, 0), ("peers", 122, 2)])
def test_they_are_judged_no_worse_than_before(index: Index, name: str, least_scam: int, most_benign_wrong: int) -> None:
    every = {"conversations": rows, "peers": peers}[name]()
    found = score((row, judge(row, index)) for row in every)["right"]
    assert found["scam"][0] >= least_scam
    assert found["benign"][1] - found["benign"][0] <= most_benign_wrong
