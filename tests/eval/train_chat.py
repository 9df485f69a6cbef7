"""Makes ``rules/chat_model.toml`` from the corpus of messages: the same corpus gives the same bytes.

    python -m eval.train_chat          # reports by cross-validation over templates, writes nothing
    python -m eval.train_chat --write  # also writes the model, fitted to all templates

Logistic regression over the features of ``realdesk.text.model``, hashed into buckets. Each feature is first scaled by how
unevenly it is spread over the two classes (as in naive Bayes), which costs nothing later: the scale goes into the weight. Weights
are kept in one byte each. Templates are dealt into five parts; each part is judged by a model that saw none of its spellings, and
the two thresholds are read off these scores.
"""

from __future__ import annotations

import argparse
import base64
from collections import defaultdict
from collections.abc import Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from conftest import ROOT
from eval.chat_corpus import FOLDS, Sample, samples
from eval.judging import make_index
from realdesk.chats.clauses import Message
from realdesk.index.format import ChatModel
from realdesk.text.model import buckets, grams, marks

BUCKETS = 65_536
ROUNDS = 300
RATE = 4.0
DECAY = 2e-4
ALARMS_SURE, ALARMS_LIKELY = 0.0006, 0.02
"""Share of other messages of unseen templates that may reach each threshold."""
TOGETHER = 1.4
"""Log-odds that messages in a row must add up to."""
OUT = ROOT / "rules" / "chat_model.toml"
_HEAD = """# Made by tests/eval/train_chat.py from tests/eval/corpus/templates; not to be changed by hand.
schema = 1
"""

Vector = NDArray[np.float64]
Features = tuple[NDArray[np.int64], NDArray[np.int64], Vector]
"""Row, bucket and value of each entry that is not zero."""


def features(messages: Sequence[Message]) -> Features:
    """Return the features of ``messages`` as a sparse matrix; every row has length 1."""
    rows, columns, values = [], [], []
    for row, message in enumerate(messages):
        found = [*grams(message.wording), *marks(message.kinds)]
        for bucket in buckets(found, BUCKETS - 1):
            rows.append(row)
            columns.append(bucket)
            values.append(1 / sqrt(len(found)))
    return np.array(rows), np.array(columns), np.array(values)


def fit(data: Features, labels: Vector) -> tuple[Vector, float]:
    """Return weights and bias; both classes count the same."""
    rows, columns, values = data
    uneven = _uneven(columns, labels[rows])
    values = values * uneven[columns]
    weights, bias = np.zeros(BUCKETS), 0.0
    share = np.where(labels == 1, 0.5 / labels.sum(), 0.5 / (1 - labels).sum())
    speed = np.zeros(BUCKETS)
    for _ in range(ROUNDS):
        scores = np.bincount(rows, weights[columns] * values, len(labels)) + bias
        error = (1 / (1 + np.exp(-scores)) - labels) * share
        slope = np.bincount(columns, error[rows] * values, BUCKETS) + DECAY * weights
        speed = 0.9 * speed + slope
        weights -= RATE * 10 * speed
        bias -= RATE * error.sum()
    return weights * uneven, bias


def _uneven(columns: NDArray[np.int64], labels: Vector) -> Vector:
    """Return how unevenly each bucket is spread over the classes, never quite nothing."""
    asking = 1 + np.bincount(columns, labels, BUCKETS)
    others = 1 + np.bincount(columns, 1 - labels, BUCKETS)
    found: Vector = np.abs(np.log((asking / asking.sum()) / (others / others.sum()))) + 0.1
    return found


def cross_validated(data: Features, labels: Vector, folds: NDArray[np.int64]) -> Vector:
    """Return the score of each message by a model that saw no spelling of its template."""
    scores = np.zeros(len(labels))
    rows, columns, values = data
    for fold in range(FOLDS):
        known = folds != fold
        inside = known[rows]
        place = np.cumsum(known) - 1
        weights, bias = fit((place[rows[inside]], columns[inside], values[inside]), labels[known])
        every = np.bincount(rows, weights[columns] * values, len(labels)) + bias
        scores[~known] = every[~known]
    return scores


def thresholds(scores: Vector, labels: Vector) -> tuple[float, float]:
    """Return the log-odds that no more than the allowed share of other messages reaches: sure and likely."""
    others = np.sort(scores[labels == 0])[::-1]
    sure, likely = (float(others[int(len(others) * share)]) + 0.005 for share in (ALARMS_SURE, ALARMS_LIKELY))
    return round(sure, 2), round(likely, 2)


def packed(weights: Vector, bias: float, bounds: tuple[float, float]) -> ChatModel:
    """Return the model with weights of one byte; the few largest are cut so that the small ones keep their difference."""
    most = float(np.quantile(np.abs(weights[weights != 0]), 0.9995))
    small = np.round(np.clip(weights / most, -1, 1) * 127).astype(np.int8)
    scale = round(most / 127, 8)
    return ChatModel(small.tobytes(), scale, round(bias, 4), *bounds, TOGETHER)


def report(scores: Vector, every: Sequence[Sample], bounds: tuple[float, float]) -> None:
    """Print by language how many requests of unseen templates are found and how many other messages are taken for one."""
    table: dict[str, list[int]] = defaultdict(lambda: [0] * 6)
    for sample, score in zip(every, scores, strict=True):
        for name in (sample.lang, "all", *(["all, last fifth"] if sample.held_out else [])):
            at = 0 if sample.scam else 3
            table[name][at] += 1
            table[name][at + 1] += score >= bounds[1]
            table[name][at + 2] += score >= bounds[0]
    print(f"sure from {bounds[0]}, likely from {bounds[1]}")
    print(f"{'language':16}{'requests':>9}{'likely':>8}{'sure':>6}{'others':>9}{'likely':>8}{'sure':>6}")
    for name, row in sorted(table.items()):
        print(f"{name:16}{row[0]:9}{row[1]:8}{row[2]:6}{row[3]:9}{row[4]:8}{row[5]:6}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, report and write."""
    parser = argparse.ArgumentParser(description="Fit the model of messages.")
    parser.add_argument("--write", action="store_true", help=f"write {OUT.name}")
    chosen = parser.parse_args(arguments)
    index = make_index()
    every = list(samples())
    read = [Message(sample.text, index) for sample in every]
    labels = np.array([float(sample.scam) for sample in every])
    data = features(read)
    scores = cross_validated(data, labels, np.array([sample.fold for sample in every]))
    # A message that warns of fraud is never put to the model.
    scores[[message.warns for message in read]] = -99.0
    bounds = thresholds(scores, labels)
    print(f"{len(every)} messages of {len({sample.template for sample in every})} templates")
    report(scores, every, bounds)
    if chosen.write:
        write(packed(*fit(data, labels), bounds))


def write(model: ChatModel) -> None:
    """Write the model as rules."""
    lines = [f"{name} = {getattr(model, name)}" for name in ("scale", "bias", "sure", "likely", "together")]
    OUT.write_text(_HEAD + "\n".join(lines) + f'\nweights = "{base64.b85encode(model.weights).decode()}"\n', "utf-8")
    print(f"wrote {OUT}")


if __name__ == "__main__":
    main()
